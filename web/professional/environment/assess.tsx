/** What the leader writes, theme by theme. It saves itself, and says when. */
import { type ComponentProps, lazy, type ReactNode, Suspense } from 'react'
import { environmentFields, withEnvironmentFields } from '#domain/environment/written.ts'
import { holdsCpr } from '#domain/network/no-child.ts'
import type { Environment } from '#api/environment.ts'
import { Spinner } from '../../design/spinner/spinner.tsx'
import { useWords } from '../language.tsx'
import { LongText } from '../network/long-text.tsx'
import { ClashChoice } from '../shell/clash-choice.tsx'
import type { Choice } from '../shell/keep-draft.ts'
import { Section } from '../shell/page.tsx'
import { SavedMark } from '../shell/saved-mark.tsx'
import { today } from '../today.ts'
import type { Assessment } from './use-assessment.ts'
import styles from './environment.module.css'

const DayField = lazy(() => import('../survey/day-field.tsx').then((room) => ({ default: room.DayField })))

type Theme = { readonly theme: string; readonly name: string }

type AssessProps = {
  readonly environment: Environment
  readonly draft: Assessment
  readonly themes: readonly Theme[]
  /** The third step, between what is written and what is followed up. */
  readonly plans: ReactNode
}

export function Assess(props: AssessProps) {
  return props.environment.mayWrite ? <Writing {...props} /> : <Reading {...props} />
}

function Writing({ environment, draft, themes, plans }: AssessProps) {
  const { t } = useWords()
  const isDaycare = environment.kind === 'daycare'
  const words = { draft, isReminded: false, lines: 3 }
  return (
    <form className={styles.form} onSubmit={(event) => event.preventDefault()} noValidate>
      <Section title={`2. ${t('environment.step.assessment')}`}>
        <p className={styles.measure}>
          {t('environment.assessment.lead')} {t('network.noChild')}
        </p>
        {themes.map(({ theme, name }) => (
          <fieldset key={theme} className={styles.pair}>
            <legend className="visually-hidden">{name}</legend>
            <WrittenText {...words} field={`themes.${theme}.well`} label={t('environment.well.label', { theme: name })} />
            <WrittenText {...words} field={`themes.${theme}.change`} label={t('environment.change.label', { theme: name })} />
          </fieldset>
        ))}
        <div className={`${styles.pair} ${styles.level}`}>
          <WrittenText
            {...words}
            field="involved"
            label={t(isDaycare ? 'environment.involved.daycare' : 'environment.involved')}
            help={t(isDaycare ? 'environment.involved.help.daycare' : 'environment.involved.help')}
          />
          <WrittenText {...words} field="summary" label={t('environment.summary')} help={t('environment.summary.help')} />
        </div>
      </Section>
      {plans}
      <Section title={`4. ${t('environment.step.followUp')}`}>
        <WrittenText
          draft={draft}
          field="followUp"
          lines={3}
          label={t('environment.followUp.text')}
          help={t('environment.followUp.text.help')}
        />
        <Suspense fallback={<Spinner />}>
          <div className={`${styles.pair} ${styles.level}`}>
            <WrittenDay draft={draft} field="followUpOn" id="follow-up-on" label={t('environment.followUpOn')} />
            <WrittenDay
              draft={draft}
              field="nextOn"
              id="next-on"
              label={t('environment.nextOn')}
              help={t('environment.nextOn.help')}
              max={environment.latestNextOn}
            />
          </div>
        </Suspense>
      </Section>
      <SavedMark draft={draft} />
    </form>
  )
}

/** One field of the draft: what stands in it, and how it is changed. */
function useField(draft: Assessment, field: string) {
  return {
    value: environmentFields(draft.value)[field] ?? '',
    onChange: (words: string) => draft.change(withEnvironmentFields(draft.value, { [field]: words })),
    clash: draft.clashes.find((one) => one.field === field),
    choose: (choice: Choice) => draft.choose(field, choice),
  }
}

type FieldOf<Props> = Omit<Props, 'value' | 'onChange' | 'error'> & { readonly draft: Assessment; readonly field: string }

function WrittenText({ draft, field, ...words }: FieldOf<ComponentProps<typeof LongText>>) {
  const { t } = useWords()
  const { value, onChange, clash, choose } = useField(draft, field)
  return (
    <div className={styles.field}>
      <LongText {...words} error={holdsCpr(value) ? t('problem.text-holds-cpr') : undefined} value={value} onChange={onChange} />
      {clash && <ClashChoice clash={clash} onChoose={choose} />}
    </div>
  )
}

function WrittenDay({ draft, field, ...words }: Omit<FieldOf<ComponentProps<typeof DayField>>, 'min'>) {
  const { day } = useWords()
  const { value, onChange, clash, choose } = useField(draft, field)
  return (
    <div className={styles.field}>
      <DayField {...words} min={today()} value={value} onChange={onChange} />
      {clash && <ClashChoice clash={clash} onChoose={choose} say={day} />}
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
