/** The catalogue on a phone: a line for each sheet, who it is for and what it is about; pressed, what it is, and the way to it. */
import type { SheetCard } from '#api/intervention.ts'
import { Fold } from '../../design/fold/fold.tsx'
import { LinkButton } from '../../design/link-button/link-button.tsx'
import { useWords } from '../language.tsx'
import { useUnfolded } from '../shell/use-unfolded.ts'
import { sheetAddress, useSheetWords } from './sheet-words.ts'
import styles from './intervention.module.css'

export function SheetLines({ cards }: { readonly cards: readonly SheetCard[] }) {
  const { t, language } = useWords()
  const { ages } = useSheetWords()
  const { isOpen, fold } = useUnfolded()
  return (
    <div className={styles.lines}>
      {cards.map(({ code, texts, ages: range, kind, themes, evidence, cost }) => {
        const { title, provider, summary } = texts[language]
        const about = themes.slice(0, 2).map((theme) => t(`intervention.theme.${theme}`))
        return (
          <Fold
            key={code}
            id={`sheet-${code}`}
            heading={title}
            brief={<p className="quiet small">{[ages(range), ...about].join(' · ')}</p>}
            isFolding
            isOpen={isOpen(`sheet-${code}`)}
            onToggle={(isNowOpen) => fold([`sheet-${code}`], isNowOpen)}
          >
            <div className={styles.line}>
              <p>{summary}</p>
              <p className={styles.known}>
                {[
                  provider,
                  ...(kind === 'intervention' ? [] : [t(`intervention.kind.${kind}`)]),
                  t(`intervention.evidence.${evidence}`),
                  t(`intervention.cost.${cost}`),
                ].join(' · ')}
              </p>
              <LinkButton
                href={sheetAddress(code)}
                iconAfter="forward"
                look="secondary"
                size="small"
                aria-label={t('intervention.read.of', { title })}
              >
                {t('intervention.read')}
              </LinkButton>
            </div>
          </Fold>
        )
      })}
    </div>
  )
}
