/** What the leader writes, theme by theme. It is kept when it is saved, and the page says while it is not. */
import { type FormEvent, lazy, type ReactNode, Suspense, useState } from 'react'
import { allWords } from '#domain/environment/environment.ts'
import type { AssessmentWords } from '#domain/environment/environment-schema.ts'
import { holdsCpr } from '#domain/network/no-child.ts'
import type { Environment } from '#api/environment.ts'
import { Button } from '../../design/button/button.tsx'
import { LiveRegion } from '../../design/live-region/live-region.tsx'
import { Spinner } from '../../design/spinner/spinner.tsx'
import { useWords } from '../language.tsx'
import { LongText } from '../network/long-text.tsx'
import { useAct } from '../server-state.ts'
import { Section } from '../shell/page.tsx'
import { Refused } from '../shell/refused.tsx'
import { today } from '../today.ts'
import styles from './environment.module.css'

const DayField = lazy(() => import('../survey/day-field.tsx').then((room) => ({ default: room.DayField })))

type Theme = { readonly theme: string; readonly name: string }
type Written = Pick<Environment, 'words' | 'followUpOn' | 'nextOn'>

type AssessProps = {
  readonly environment: Environment
  readonly themes: readonly Theme[]
  /** The third step, between what is written and what is followed up. */
  readonly plans: ReactNode
}

export function Assess({ environment, themes, plans }: AssessProps) {
  return environment.mayWrite ? (
    <Writing environment={environment} themes={themes} plans={plans} />
  ) : (
    <Reading environment={environment} themes={themes} plans={plans} />
  )
}

function Writing({ environment, themes, plans }: AssessProps) {
  const { t } = useWords()
  const { surveyId, institutionId, words, followUpOn, nextOn, latestNextOn } = environment
  const [written, setWritten] = useState<Written>({ words, followUpOn, nextOn })
  const [kept, setKept] = useState<Written>(written)
  const save = useAct('saveEnvironment', () => setKept(written))
  const isKept = JSON.stringify(written) === JSON.stringify(kept)
  const isDaycare = environment.kind === 'daycare'
  const set = (part: Partial<AssessmentWords>) => setWritten({ ...written, words: { ...written.words, ...part } })
  const wordsOf = (theme: string) => written.words.themes.find((one) => one.theme === theme) ?? { theme, well: '', change: '' }
  const setTheme = (theme: string, part: { readonly well?: string; readonly change?: string }) => {
    const others = new Map(written.words.themes.map((one) => [one.theme, one]))
    others.set(theme, { ...wordsOf(theme), ...part })
    set({ themes: [...others.values()] })
  }
  const errorIn = (text: string) => (holdsCpr(text) ? t('problem.text-holds-cpr') : undefined)
  const send = (event: FormEvent) => {
    event.preventDefault()
    if (allWords(written.words).some(holdsCpr)) return document.querySelector<HTMLElement>('[aria-invalid=true]')?.focus()
    save.mutate({ params: { surveyId, institutionId }, body: written })
  }
  const said = save.isSuccess && isKept ? t('environment.saved') : isKept ? '' : t('environment.unsaved')
  return (
    <form className={styles.form} onSubmit={send} noValidate>
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
      {save.error && <Refused error={save.error} />}
      <div className={`${styles.buttons} no-print`}>
        <Button type="submit" look={isKept ? 'secondary' : 'primary'} isBusy={save.isPending}>
          {t('environment.save')}
        </Button>
        {said !== '' && <span className="quiet">{said}</span>}
        <LiveRegion message={said} />
      </div>
    </form>
  )
}

function Reading({ environment, themes, plans }: AssessProps) {
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
