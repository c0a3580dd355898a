/** Who may see what: made from the policy, for families and for whoever reviews it. */
import { kindsSeen, whoSees } from '#domain/access/what-is-seen.ts'
import { useWords } from '../language.tsx'
import { Page, Section } from '../shell/page.tsx'
import styles from './who-sees-page.module.css'

export function WhoSeesPage() {
  const { t } = useWords()
  return (
    <Page title={t('seen.title')} tab={t('seen.tab')} lead={t('seen.lead')}>
      <Section title={t('seen.never.title')}>
        <p>{t('seen.never')}</p>
      </Section>
      {kindsSeen.map((kind) => (
        <Section key={kind} title={t(`seen.${kind}`)}>
          <p className="quiet">{t(`seen.${kind}.text`)}</p>
          <ul className={styles.who}>
            {whoSees(kind).map(({ role, reach }) => (
              <li key={role}>
                <span className={styles.role}>{t(`role.${role}`)}</span>
                <span className="quiet">{t(`seen.reach.${reach}`)}</span>
              </li>
            ))}
          </ul>
          <p className="quiet small">{t('seen.nobodyElse')}</p>
        </Section>
      ))}
      <Section title={t('seen.abroad.title')}>
        <p>{t('seen.abroad')}</p>
      </Section>
    </Page>
  )
}
