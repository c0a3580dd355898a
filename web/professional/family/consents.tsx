/** Every decision there has been, and the way back from the one that holds. */
import type { FamilyChild } from '#api/family.ts'
import { LinkButton } from '../../design/link-button/link-button.tsx'
import { useWords } from '../language.tsx'
import { dayOf } from '../today.ts'
import { withdrawalAddress } from './family-addresses.ts'
import type { Voice } from './family-page.tsx'
import styles from './family-page.module.css'

export function Consents({ child, voice }: { readonly child: FamilyChild; readonly voice: Voice }) {
  const { t, named, day } = useWords()
  return (
    <div className={styles.part}>
      <h3>{t(`family.consents.${voice}`)}</h3>
      {child.consents.length === 0 ? (
        <p>{t('family.consents.none')}</p>
      ) : (
        <ul className={styles.consents}>
          {child.consents.map((consent) => {
            const date = day(dayOf(consent.at))
            return (
              <li key={`${consent.surveyId} ${consent.at}`}>
                <span className={styles.consent}>
                  <strong>{t(`family.consent.${consent.decision}`)}</strong>
                  <span>{consent.title}</span>
                  <span className="quiet small">
                    {consent.by === null
                      ? date
                      : consent.by === 'you'
                        ? t('family.consent.byYou', { date })
                        : t(`family.consent.by.${consent.by}`, { date })}
                  </span>
                  {consent.decision === 'given' && <span className="quiet small">{named('family.consentScope', consent.scope)}</span>}
                </span>
                {consent.mayWithdraw && (
                  <LinkButton
                    look="secondary"
                    href={withdrawalAddress(child.pupilId, consent.surveyId)}
                    aria-label={`${t('family.withdraw')}: ${consent.title}`}
                  >
                    {t('family.withdraw')}
                  </LinkButton>
                )}
              </li>
            )
          })}
        </ul>
      )}
    </div>
  )
}
