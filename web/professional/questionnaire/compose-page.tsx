/** A municipality puts its own version of a questionnaire together, and sees at every step what follows from it. */
import { useDeferredValue, useMemo, useState } from 'react'
import { useLocation, useSearch } from 'wouter'
import type { Choice } from '#domain/questionnaire/compose.ts'
import { nextComposition } from '#domain/questionnaire/compose.ts'
import { checkAtGate } from '#domain/questionnaire/gate.ts'
import type { Me } from '#api/session.ts'
import type { Output } from '../../client.ts'
import { Button } from '../../design/button/button.tsx'
import { Dialog } from '../../design/dialog/dialog.tsx'
import { Icon } from '../../design/icon/icon.tsx'
import { LinkButton } from '../../design/link-button/link-button.tsx'
import { Notice } from '../../design/notice/notice.tsx'
import { StepGuide } from '../../design/step-guide/step-guide.tsx'
import { useWords } from '../language.tsx'
import { useAct, useRead } from '../server-state.ts'
import { LoadedPage } from '../shell/loaded.tsx'
import { addresses } from '../shell/navigation.ts'
import { Page, Section } from '../shell/page.tsx'
import { Refused } from '../shell/refused.tsx'
import { planWith } from '../survey/plan.ts'
import { AboutComposition } from './about-composition.tsx'
import { AddStep } from './add-step.tsx'
import { CheckStep } from './check-step.tsx'
import { ChooseStep } from './choose-step.tsx'
import { type BankEntry, composing, type Composing, type Offered, type Version, type Year } from './composing.ts'
import { Preview } from './preview.tsx'
import { readAddress } from './questionnaire-address.ts'
import styles from './compose-page.module.css'

const steps = ['choose', 'add', 'check', 'try', 'publish'] as const
type Step = (typeof steps)[number]

/** What the address bar calls the steps. */
const addressWords = { choose: 'vaelg', add: 'tilfoej', check: 'se-efter', try: 'proev', publish: 'udgiv' } as const satisfies Record<
  Step,
  string
>

function searchFor(step: Step): string {
  return step === 'choose' ? '' : `?trin=${addressWords[step]}`
}

type Stored = Output<'getComposition'>

export function ComposePage({ me, id }: { readonly me: Me; readonly id: string }) {
  const stored = useRead('getComposition', { params: { id } })
  return <LoadedPage query={stored}>{(composition) => <Reading key={composition.id} me={me} composition={composition} />}</LoadedPage>
}

/** What it is made of and measured against: the base, the bank, and the surveys of the year. */
function Reading({ me, composition }: { readonly me: Me; readonly composition: Stored }) {
  const base = useRead('getQuestionnaire', { params: { code: composition.code, version: composition.baseVersion } })
  const bank = useRead('listBankItems', { query: {} })
  const year = useRead('listAskedThisYear', { query: {} })
  const listed = useRead('listQuestionnaires', undefined)
  return (
    <LoadedPage query={base}>
      {(published) => (
        <LoadedPage query={bank}>
          {(entries) => (
            <LoadedPage query={year}>
              {(asked) => (
                <LoadedPage query={listed}>
                  {(all) => (
                    <Compose
                      me={me}
                      composition={composition}
                      base={published as Version}
                      bank={entries}
                      year={asked}
                      taken={all.flatMap((one) => (one.code === composition.code && one.composition ? [one.version] : []))}
                    />
                  )}
                </LoadedPage>
              )}
            </LoadedPage>
          )}
        </LoadedPage>
      )}
    </LoadedPage>
  )
}

type ComposeProps = {
  readonly me: Me
  readonly composition: Stored
  readonly base: Version
  readonly bank: readonly BankEntry[]
  readonly year: Year
  readonly taken: readonly string[]
}

/** What every step is given. */
export type StepProps = {
  readonly base: Version
  readonly bank: readonly BankEntry[]
  readonly instruments: readonly Offered[]
  readonly choice: Choice
  readonly onChoice: (choice: Choice) => void
  readonly outcome: Composing
  readonly year: Year
  /** The question of a code, in the reader's language. */
  readonly questionOf: (code: string) => string
}

function Compose({ me, composition, base, bank, year, taken }: ComposeProps) {
  const { t, language } = useWords()
  const [path, go] = useLocation()
  const word = new URLSearchParams(useSearch()).get('trin')
  const step = steps.find((one) => addressWords[one] === word) ?? 'choose'
  const place = steps.indexOf(step)
  const [choice, setChoice] = useState<Choice>(composition.choice)
  const [kept, setKept] = useState({ choice: composition.choice as Choice, revision: composition.revision })
  const isDirty = JSON.stringify(choice) !== JSON.stringify(kept.choice)
  const [isAsking, setAsking] = useState(false)
  const { id, name, code } = composition
  const version = composition.version ?? nextComposition(composition.baseVersion, taken)
  const known = useMemo(() => checkAtGate(base.questionnaire, base.texts), [base])
  // What follows may come a moment after the choice: nobody waits for it to choose again.
  const followed = useDeferredValue(choice)
  const { themeNames, instruments } = composition
  const outcome = useMemo(
    () => composing(base, bank, followed, year, { version, themeNames, name, known, instruments }),
    [base, bank, followed, year, version, themeNames, name, known, instruments],
  )
  const save = useAct('saveComposition', ({ choice: saved, revision }) => setKept({ choice: saved, revision }))
  const discard = useAct('discardComposition', () => go(addresses.questionnaire), { takesAway: [['getComposition', { params: { id } }]] })
  const publish = useAct('publishComposition')
  const write = () => ({
    params: { id },
    body: {
      name,
      revision: kept.revision,
      choice: { leftOut: [...choice.leftOut], added: [...choice.added], instruments: [...(choice.instruments ?? [])] },
    },
  })
  const show = (next: Step) => go(path + searchFor(next))
  const goOn = () => {
    const next = steps[place + 1] ?? 'publish'
    if (isDirty) save.mutate(write(), { onSuccess: () => show(next) })
    else show(next)
  }
  const questionOf = (of: string) =>
    base.texts[language].items[of]?.question ??
    instruments.find(({ code: one }) => one === of)?.name[language] ??
    instruments.map(({ texts }) => (texts[language] ?? texts.da)?.[of]?.question).find((one) => one !== undefined) ??
    (bank.find((entry) => entry.item.code === of)?.texts[language] ?? bank.find((entry) => entry.item.code === of)?.texts.da)?.question ??
    of
  const shared: StepProps = { base, bank, instruments, choice, onChoice: setChoice, outcome, year, questionOf }
  const isPublished = composition.state === 'published' || publish.isSuccess
  const publishedAs = publish.data?.version ?? composition.version ?? version
  if (isPublished) {
    return (
      <Page
        title={t('compose.publish.done', { version: publishedAs })}
        tab={name}
        path={[{ label: t('questionnaire.tab'), href: addresses.questionnaire }]}
        actions={
          <>
            <LinkButton href={planWith({ code, version: publishedAs })}>{t('compose.publish.plan')}</LinkButton>
            <LinkButton look="secondary" href={readAddress(code, publishedAs)}>
              {t('questionnaire.read')}
            </LinkButton>
          </>
        }
      >
        <Notice kind="success" title={name} isLive />
      </Page>
    )
  }
  const isHeldBack = outcome.faults.length > 0 || outcome.findings.some(({ severity }) => severity === 'blocking')
  return (
    <Page
      title={t(`compose.${step}.title`)}
      tab={t('compose.title', { name })}
      lead={t(`compose.${step}.lead`)}
      path={[
        { label: t('questionnaire.tab'), href: addresses.questionnaire },
        { label: name, href: path },
      ]}
    >
      <StepGuide
        label={t('compose.steps')}
        doneWord={t('compose.done')}
        current={place}
        steps={steps.map((one) => ({ label: t(`compose.step.${one}`), href: path + searchFor(one), onGo: () => show(one) }))}
      />
      <div className={styles.layout}>
        <div className={styles.main}>
          {step === 'choose' && <ChooseStep {...shared} />}
          {step === 'add' && <AddStep {...shared} />}
          {step === 'check' && <CheckStep {...shared} />}
          {step === 'try' && <Preview version={outcome.composed ?? base} />}
          {step === 'publish' && (
            <>
              {isHeldBack && <Notice kind="warning" title={t('compose.publish.blocked')} />}
              <Section title={t('compose.publish.about')}>
                <p className="quiet">{t('compose.publish.about.help')}</p>
                <AboutComposition me={me} questionnaire={(outcome.composed ?? base).questionnaire} title={name} />
              </Section>
            </>
          )}
          {(save.error ?? publish.error ?? discard.error) && <Refused error={(save.error ?? publish.error ?? discard.error) as Error} />}
          <div className={styles.foot}>
            {place > 0 && (
              <Button look="secondary" onClick={() => show(steps[place - 1] ?? 'choose')}>
                {t('compose.back')}
              </Button>
            )}
            {step === 'publish' ? (
              !isHeldBack && (
                <Button
                  isBusy={publish.isPending || save.isPending}
                  onClick={() => {
                    if (isDirty)
                      save.mutate(write(), { onSuccess: ({ revision }) => publish.mutate({ params: { id }, body: { revision } }) })
                    else publish.mutate({ params: { id }, body: { revision: kept.revision } })
                  }}
                >
                  {t('compose.publish.do', { version })}
                </Button>
              )
            ) : (
              <Button isBusy={save.isPending} onClick={goOn}>
                {t('compose.next')}
              </Button>
            )}
            {!isDirty && (
              <span className={styles.saved}>
                <Icon name="check" />
                {t('compose.saved')}
              </span>
            )}
            <Button look="quiet" onClick={() => setAsking(true)}>
              {t('compose.discard')}
            </Button>
          </div>
        </div>
        <Side outcome={outcome} choice={choice} year={year} onCheck={() => show('check')} />
      </div>
      <Dialog
        isOpen={isAsking}
        onClose={() => setAsking(false)}
        title={t('compose.discard.title')}
        actions={
          <>
            <Button look="secondary" onClick={() => setAsking(false)}>
              {t('shell.cancel')}
            </Button>
            <Button look="danger" isBusy={discard.isPending} onClick={() => discard.mutate({ params: { id } })}>
              {t('compose.discard')}
            </Button>
          </>
        }
      >
        <p>{t('compose.discard.text', { name })}</p>
      </Dialog>
    </Page>
  )
}

type SideProps = { readonly outcome: Composing; readonly choice: Choice; readonly year: Year; readonly onCheck: () => void }

/** How it stands right now: beside the work where there is room, under it on a phone. */
function Side({ outcome, choice, year, onCheck }: SideProps) {
  const { t, counted, schoolYear, number } = useWords()
  const left = choice.leftOut.length + (outcome.composed?.followers.length ?? 0)
  return (
    <aside className={styles.side} aria-label={t('compose.side')}>
      <h2 className={styles.sideHead}>{t('compose.side')}</h2>
      <p className={styles.figure}>{counted('compose.side.items', outcome.questions)}</p>
      <p className="quiet small">
        {t('compose.side.change', { added: choice.added.length + (choice.instruments?.length ?? 0), leftOut: left })}
      </p>
      <ul className={styles.minutes}>
        {outcome.minutes.map(({ grade, minutes }) => (
          <li key={grade ?? 'all'}>
            {grade === null ? t('compose.side.minutes.adult', { minutes }) : t('compose.side.minutes', { minutes, grade })}
          </li>
        ))}
      </ul>
      {outcome.load.length > 0 && (
        <div className={styles.year}>
          <h3 className={styles.sideSub}>{t('compose.side.year', { year: schoolYear(year.schoolYear) })}</h3>
          <ul className={styles.minutes}>
            {outcome.load.map(({ grade, minutes }) => (
              <li key={grade ?? 'all'}>
                {grade === null
                  ? t('compose.side.minutes.adult', { minutes: number(minutes) })
                  : t('compose.side.minutes', { minutes: number(minutes), grade })}
              </li>
            ))}
          </ul>
        </div>
      )}
      <button type="button" className={outcome.warnings === 0 ? styles.calm : styles.warned} onClick={onCheck}>
        <Icon name={outcome.warnings === 0 ? 'success' : 'warning'} />
        {outcome.warnings === 0 ? t('compose.side.warnings.zero') : counted('compose.side.warnings', outcome.warnings)}
      </button>
    </aside>
  )
}
