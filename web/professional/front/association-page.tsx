/** Who owns BørnUngeLiv, and how somebody joins. */
import { LinkButton } from '../../design/link-button/link-button.tsx'
import { useWords } from '../language.tsx'
import { Page, Section } from '../shell/page.tsx'

const parts = ['own', 'decide', 'join', 'open'] as const

export function AssociationPage() {
  const { t } = useWords()
  return (
    <Page title={t('association.title')} lead={t('association.lead')}>
      {parts.map((part) => (
        <Section key={part} title={t(`association.${part}.title`)}>
          <p>{t(`association.${part}.text`)}</p>
        </Section>
      ))}
      <div>
        <LinkButton href="/kontakt">{t('shell.footer.contact')}</LinkButton>
      </div>
    </Page>
  )
}
