/** What could be done about themes of a report, each sheet with the reason it is there. Placed in a report by its page. */
import { may } from '#domain/access/policy.ts'
import type { Me } from '#api/session.ts'
import { LinkButton } from '../../design/link-button/link-button.tsx'
import { useWords } from '../language.tsx'
import { useRead } from '../server-state.ts'
import { Loaded } from '../shell/loaded.tsx'
import { addresses } from '../shell/navigation.ts'
import { newPlanAddress } from './plan-address.ts'
import { SheetCards } from './sheet-cards.tsx'
import styles from './intervention.module.css'

export type SuggestionsProps = {
  /** Theme codes in need: clearly worse than what they are compared with, or chosen by the reader. None shows nothing. */
  readonly themes: readonly { readonly theme: string; readonly reason: 'worse' | 'chosen' }[]
  readonly surveyId: string
  /** The unit's key. */
  readonly unit: string
  /** The question that says so: what a plan is then measured by. */
  readonly item?: string | undefined
  /** Who reads: whoever writes plans gets a way to one. */
  readonly me?: Pick<Me, 'role'> | undefined
}

export function Suggestions({ themes, surveyId, unit, item, me }: SuggestionsProps) {
  const { t } = useWords()
  const suggested = useRead(
    'suggestInterventions',
    { query: { themes: themes.map(({ theme, reason }) => `${theme}:${reason}`).join(','), unit, surveyId } },
    { isEnabled: themes.length > 0 },
  )
  if (themes.length === 0) return null
  return (
    <section className={styles.suggestions}>
      <h3>{t('intervention.suggestions')}</h3>
      <p className={styles.measure}>{t('intervention.suggestions.lead')}</p>
      <Loaded query={suggested}>
        {(cards) =>
          cards.length === 0 ? (
            <p className="quiet">
              {t('intervention.suggestions.none')} <a href={addresses.intervention}>{t('actionPlan.toCatalogue')}</a>
            </p>
          ) : (
            <SheetCards
              cards={cards}
              level={4}
              footer={({ code, because }) => (
                <div className={styles.because}>
                  <p>
                    {t(`intervention.because.${because.cause}`, { theme: t(`intervention.theme.${because.theme}`) })}
                    {because.isForAge && ` ${t('intervention.because.age')}`}
                  </p>
                  {me !== undefined && may(me, 'plan.write') && (
                    <LinkButton
                      look="secondary"
                      size="small"
                      href={newPlanAddress({ sheet: code, theme: because.theme, item, unit, surveyId })}
                    >
                      {t('intervention.sheet.plan')}
                    </LinkButton>
                  )}
                </div>
              )}
            />
          )
        }
      </Loaded>
    </section>
  )
}
