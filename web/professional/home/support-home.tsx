import type { Me } from '#api/session.ts'
import { useWords } from '../language.tsx'
import { addresses } from '../shell/navigation.ts'
import { Home, Lines } from './frame.tsx'

/** Somebody of the association who has been let in to help: schools and surveys, and nobody in them. */
export function SupportHome({ me }: { readonly me: Me }) {
  const { t } = useWords()
  return (
    <Home me={me} title={t('home.support.title', { municipality: me.municipality.name })}>
      <p>{t('home.support.text')}</p>
      <Lines
        heading={t('home.tasks')}
        isFirst
        lines={[
          {
            key: 'organisation',
            title: t('home.support.organisation'),
            detail: t('home.support.organisation.text'),
            href: addresses.organisation,
            action: t('home.others.open'),
          },
          {
            key: 'survey',
            title: t('home.support.survey'),
            detail: t('home.support.survey.text'),
            href: addresses.survey,
            action: t('home.others.open'),
          },
        ]}
      />
    </Home>
  )
}
