/** The accessibility statement (was): what one may rely on, how it is checked, where to say that it fails. */
import { useWords } from '../language.tsx'
import { Page, Section } from './page.tsx'

const promises = ['keyboard', 'zoom', 'reader', 'colour', 'dark'] as const

export function AccessibilityPage() {
  const { t } = useWords()
  return (
    <Page title={t('accessibility.title')} tab={t('shell.footer.accessibility')} lead={t('accessibility.lead')}>
      <Section title={t('accessibility.how.title')}>
        <ul>
          {promises.map((promise) => (
            <li key={promise}>{t(`accessibility.how.${promise}`)}</li>
          ))}
        </ul>
      </Section>
      <Section title={t('accessibility.checked.title')}>
        <p>{t('accessibility.checked.text')}</p>
      </Section>
      <Section title={t('accessibility.trouble.title')}>
        <p>{t('accessibility.trouble.text')}</p>
        <p>
          <a href="/kontakt">{t('shell.footer.contact')}</a>
        </p>
      </Section>
    </Page>
  )
}
