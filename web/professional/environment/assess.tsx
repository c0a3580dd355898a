/** What the leader writes, theme by theme. It saves itself, and says when. */
import { lazy, type ReactNode, Suspense } from 'react'
import type { AssessmentWords } from '#domain/environment/environment-schema.ts'
import { holdsCpr } from '#domain/network/no-child.ts'
import type { Environment } from '#api/environment.ts'
import { Button } from '../../design/button/button.tsx'
import { LiveRegion } from '../../design/live-region/live-region.tsx'
import { Spinner } from '../../design/spinner/spinner.tsx'
import { useWords } from '../language.tsx'
import { LongText } from '../network/long-text.tsx'
import { Section } from '../shell/page.tsx'
import { Refused } from '../shell/refused.tsx'
import { today } from '../today.ts'
import type { Draft } from './use-written.ts'
import styles from './environment.module.css'

const DayField = lazy(() => import('../survey/day-field.tsx').then((room) => ({ default: room.DayField })))

type Theme = { readonly theme: string; readonly name: string }

type AssessProps = {
  readonly environment: Environment
  readonly draft: Draft
  readonly themes: readonly Theme[]
  /** The third step, between what is written and what is followed up. */
  readonly plans: ReactNode
}

export function Assess(props: AssessProps) {
  return props.environment.mayWrite ? <Writing {...props} /> : <Reading {...props} />
}

function Writing({ environment, draft, themes, plans }: AssessProps) {
  const { t } = useWords()
  const { written, change: setWritten } = draft
  const { latestNextOn } = environment
  const isDaycare = environment.kind === 'daycare'
  const set = (part: Partial<AssessmentWords>) => setWritten({ ...written, words: { ...written.words, ...part } })
  const wordsOf = (theme: string) => written.words.themes.find((one) => one.theme === theme) ?? { theme, well: '', change: '' }
  const setTheme = (theme: string, part: { readonly well?: string; readonly change?: string }) => {
    const others = new Map(written.words.themes.map((one) => [one.theme, one]))
    others.set(theme, { ...wordsOf(theme), ...part })
    set({ themes: [...others.values()] })
  }
  const errorIn = (text: string) => (holdsCpr(text) ? t('problem.text-holds-cpr') : undefined)
  return (
    <form className={styles.form} onSubmit={(event) => event.preventDefault()} noValidate>
      <Section title={`2. ${t('environment.step.assessment')}`}>
        <p className={styles.measure}>
          {t('environment.assessment.lead')} {t('network.noChild')}
        </p>
        {themes.map(({ theme, name }) => {
          const own = wordsOf(theme)
          return (
            <fieldset key={theme} className={styles.pair}>
              <legend className="visually-hidden">{name}</legend>
              <LongText
                label={t('environment.well.label', { theme: name })}
                error={errorIn(own.well)}
                isReminded={false}
                lines={3}
                value={own.well}
                onChange={(well) => setTheme(theme, { well })}
              />
              <LongText
                label={t('environment.change.label', { theme: name })}
                error={errorIn(own.change)}
                isReminded={false}
                lines={3}
                value={own.change}
                onChange={(change) => setTheme(theme, { change })}
              />
            </fieldset>
          )
        })}
        <LongText
          label={t(isDaycare ? 'environment.involved.daycare' : 'environment.involved')}
          help={t(isDaycare ? 'environment.involved.help.daycare' : 'environment.involved.help')}
          error={errorIn(written.words.involved)}
          isReminded={false}
          lines={3}
          value={written.words.involved}
          onChange={(involved) => set({ involved })}
        />
        <LongText
          label={t('environment.summary')}
          help={t('environment.summary.help')}
          error={errorIn(written.words.summary)}
          isReminded={false}
          lines={3}
          value={written.words.summary}
          onChange={(summary) => set({ summary })}
        />
      </Section>
      {plans}
      <Section title={`4. ${t('environment.step.followUp')}`}>
        <LongText
          label={t('environment.followUp.text')}
          help={t('environment.followUp.text.help')}
          error={errorIn(written.words.followUp)}
          lines={3}
          value={written.words.followUp}
          onChange={(followUp) => set({ followUp })}
        />
        <Suspense fallback={<Spinner />}>
          <div className={styles.pair}>
            <DayField
              id="follow-up-on"
              label={t('environment.followUpOn')}
              min={today()}
              value={written.followUpOn ?? ''}
              onChange={(day) => setWritten({ ...written, followUpOn: day === '' ? null : day })}
            />
            <DayField
              id="next-on"
              label={t('environment.nextOn')}
              help={t('environment.nextOn.help')}
              min={today()}
              max={latestNextOn}
              value={written.nextOn ?? ''}
              onChange={(day) => setWritten({ ...written, nextOn: day === '' ? null : day })}
            />
          </div>
        </Suspense>
      </Section>
      {draft.error && <Refused error={draft.error} onRetry={() => void draft.flush()} />}
      <SaveMark draft={draft} />
    </form>
  )
}

/** Stays in sight while one writes, so that nobody looks for a button that saves. */
function SaveMark({ draft: { mark, savedAt, undo } }: { readonly draft: Draft }) {
  const { t, time } = useWords()
  const at = savedAt === null ? '' : t('environment.savedAt', { time: time(savedAt.toISOString()) })
  const said = mark === 'untouched' ? t('environment.saves') : mark === 'saved' ? at : t(`environment.${mark}`)
  return (
    <div className={`${styles.mark} no-print`}>
      <span className="quiet small">{said}</span>
      {undo && (
        <Button look="quiet" size="small" onClick={undo}>
          {t('environment.undo')}
        </Button>
      )}
      <LiveRegion message={mark === 'saved' ? at : ''} />
    </div>
  )
}

function Reading({ environment, themes, plans }: Omit<AssessProps, 'draft'>) {
  const { t, day } = useWords()
  const { words, followUpOn, nextOn, kind } = environment
  const nameOf = (theme: string) => themes.find((one) => one.theme === theme)?.name ?? theme
  const said = words.themes.filter(({ well, change }) => well !== '' || change !== '')
  return (
    <>
      <Section title={`2. ${t('environment.step.assessment')}`}>
        {words.summary !== '' && <p className={styles.measure}>{words.summary}</p>}
        {said.length === 0 && <p className="quiet">{t('environment.empty')}</p>}
        {said.map(({ theme, well, change }) => (
          <div key={theme} className={styles.theme}>
            <h3>{nameOf(theme)}</h3>
            {well !== '' && (
              <p className={styles.measure}>
                <strong>{t('environment.well')}</strong> {well}
              </p>
            )}
            {change !== '' && (
              <p className={styles.measure}>
                <strong>{t('environment.change')}</strong> {change}
              </p>
            )}
          </div>
        ))}
        {words.involved !== '' && (
          <div className={styles.theme}>
            <h3>{t(kind === 'daycare' ? 'environment.involved.daycare' : 'environment.involved')}</h3>
            <p className={styles.measure}>{words.involved}</p>
          </div>
        )}
      </Section>
      {plans}
      <Section title={`4. ${t('environment.step.followUp')}`}>
        {words.followUp === '' && followUpOn === null && <p className="quiet">{t('environment.empty')}</p>}
        {words.followUp !== '' && <p className={styles.measure}>{words.followUp}</p>}
        {followUpOn !== null && <p>{t('environment.document.followUpOn', { date: day(followUpOn) })}</p>}
        {nextOn !== null && <p>{t('environment.document.nextOn', { date: day(nextOn) })}</p>}
      </Section>
    </>
  )
}
