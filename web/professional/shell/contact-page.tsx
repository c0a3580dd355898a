/** Whom to write to. Open to everybody, also those who are not members. */
import { useWords } from '../language.tsx'
import { Page, Section } from './page.tsx'

export function ContactPage() {
  const { t } = useWords()
  const address = t('contact.secretariat.address')
  return (
    <Page title={t('contact.title')} lead={t('contact.lead')}>
      <Section title={t('contact.municipality.title')}>
        <p>{t('contact.municipality.text')}</p>
      </Section>
      <Section title={t('contact.secretariat.title')}>
        <p>{t('contact.secretariat.text')}</p>
        <p>
          <a href={`mailto:${address}`}>{address}</a>
        </p>
        <p className="quiet small">{t('contact.invented')}</p>
      </Section>
    </Page>
  )
}
