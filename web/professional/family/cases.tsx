/** PLUS cases that the family has been told of, and the way to take its word back. */
import type { FamilyChild } from '#api/family.ts'
import { LinkButton } from '../../design/link-button/link-button.tsx'
import { useWords } from '../language.tsx'
import { caseAddress } from './family-addresses.ts'
import styles from './family-page.module.css'

export function Cases({ child }: { readonly child: FamilyChild }) {
  const { t, day } = useWords()
  if (child.cases.length === 0) return null
  return (
    <div className={styles.part}>
      <h3>{t('family.cases')}</h3>
      <p>{t('family.cases.lead')}</p>
      <ul className={styles.consents}>
        {child.cases.map(({ assessmentId, openedOn, isOpen, decision, on, mayWithdraw }) => (
          <li key={assessmentId}>
            <span className={styles.consent}>
              <strong>{t(`family.case.${decision}`, { date: day(on) })}</strong>
              <span className="quiet small">{isOpen ? t('family.case.opened', { date: day(openedOn) }) : t('family.case.closed')}</span>
            </span>
            {mayWithdraw && (
              <LinkButton look="secondary" href={caseAddress(assessmentId)}>
                {t('family.case.withdraw')}
              </LinkButton>
            )}
          </li>
        ))}
      </ul>
    </div>
  )
}
