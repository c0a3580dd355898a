/**
 * The themes of a report, each with its questions. On a phone a theme is one line that says what stands out in it, and folds out its
 * questions; what goes well comes first there, then what to look at. On a wider screen all of it stands, in the questionnaire's order.
 */
import { useState } from 'react'
import { may } from '#domain/access/policy.ts'
import type { ReportReading, ThemeReading } from '#domain/report/reading.ts'
import { standoutsFirst } from '#domain/report/theme-brief.ts'
import type { Me } from '#api/session.ts'
import { Button } from '../../design/button/button.tsx'
import { Fold } from '../../design/fold/fold.tsx'
import { Tag } from '../../design/tag/tag.tsx'
import { useWords } from '../language.tsx'
import { useNarrow } from '../shell/use-narrow.ts'
import { useUnfolded } from '../shell/use-unfolded.ts'
import { ReportCard } from './report-card.tsx'
import { ThemeNeed } from './theme-need.tsx'
import styles from './themes.module.css'

type ThemesProps = {
  readonly me: Me
  readonly surveyId: string
  readonly unit: string
  readonly reading: ReportReading
  /** What was chosen; while another choice is on its way (`isStale`), still the one before is shown. */
  readonly choice: string
  readonly isStale: boolean
  readonly hrefFor: (unit: string) => string
}

export function Themes({ me, surveyId, unit, reading, choice, isStale, hrefFor }: ThemesProps) {
  const { t } = useWords()
  const isNarrow = useNarrow()
  const { isOpen, fold } = useUnfolded()
  const met = useOrderMet(standoutsFirst(reading.themes), choice, isStale)
  const isFolding = isNarrow && reading.themes.length > 1
  const themes = isFolding ? met : reading.themes
  const ids = themes.map(({ theme }) => idOf(theme))
  const isAllOpen = ids.every(isOpen)
  return (
    <div className={isFolding ? `${styles.themes} ${styles.folding}` : styles.themes}>
      {isFolding && (
        <div className={`${styles.all} no-print`}>
          <span className="quiet">{t('report.themes', { count: themes.length })}</span>
          <Button look="quiet" size="small" onClick={() => fold(ids, !isAllOpen)}>
            {t(isAllOpen ? 'shell.fold' : 'shell.unfold')}
          </Button>
        </div>
      )}
      {themes.map(({ theme, name, mark, brief, cards, need }) => (
        <Fold
          key={theme}
          id={idOf(theme)}
          heading={name}
          aside={mark && <Mark mark={mark} />}
          brief={<Brief brief={brief} />}
          isFolding={isFolding}
          isOpen={isOpen(idOf(theme))}
          onToggle={(isNowOpen) => fold([idOf(theme)], isNowOpen)}
        >
          {cards.map((card) => (
            <ReportCard key={card.item} card={card} source={reading.source} hrefFor={hrefFor} />
          ))}
          {need && may(me, 'intervention.read') && <ThemeNeed need={need} surveyId={surveyId} unit={unit} me={me} />}
        </Fold>
      ))}
    </div>
  )
}

const idOf = (theme: string) => `theme-${theme}`

function Mark({ mark: { mark, words } }: { readonly mark: NonNullable<ThemeReading['mark']> }) {
  return (
    <Tag tone={mark === 'well' ? 'success' : 'warning'} icon={mark === 'well' ? 'up' : 'search'}>
      {words}
    </Tag>
  )
}

function Brief({ brief: { finding, counts } }: { readonly brief: ThemeReading['brief'] }) {
  return (
    <>
      <p>{finding}</p>
      <p className="quiet small">{counts}</p>
    </>
  )
}

/** What stands out moves when figures come in by themselves; what somebody is reading does not. Another choice is another order. */
function useOrderMet(themes: readonly ThemeReading[], choice: string, isStale: boolean): readonly ThemeReading[] {
  const now = themes.map(({ theme }) => theme)
  const [met, setMet] = useState({ choice, order: now })
  const isAnother = !isStale && met.choice !== choice
  if (isAnother) setMet({ choice, order: now })
  const order = isAnother ? now : met.order
  return order
    .flatMap((theme) => themes.find((one) => one.theme === theme) ?? [])
    .concat(themes.filter(({ theme }) => !order.includes(theme)))
}
