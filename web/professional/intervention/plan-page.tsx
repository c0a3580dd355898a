/** One plan: what is agreed, the figures it is measured by, and how it went. */
import { type FormEvent, useState } from 'react'
import { may } from '#domain/access/policy.ts'
import { planOutcomes, type PlanOutcome } from '#domain/intervention/plan.ts'
import type { ActionPlan, PlanTerms } from '#api/intervention.ts'
import type { Me } from '#api/session.ts'
import { Button } from '../../design/button/button.tsx'
import { Notice } from '../../design/notice/notice.tsx'
import { Radios } from '../../design/radios/radios.tsx'
import { Tag } from '../../design/tag/tag.tsx'
import { Comments } from '../network/comments.tsx'
import { LongText } from '../network/long-text.tsx'
import { useWords } from '../language.tsx'
import { useAct, useRead } from '../server-state.ts'
import { LoadedPage } from '../shell/loaded.tsx'
import { addresses } from '../shell/navigation.ts'
import { BegunBefore } from '../shell/begun-before.tsx'
import { Page, Section } from '../shell/page.tsx'
import { Refused } from '../shell/refused.tsx'
import { useUnsent } from '../shell/use-unsent.ts'
import { planAddress } from './plan-address.ts'
import { PlanFigures } from './plan-figures.tsx'
import { PlanForm } from './plan-form.tsx'
import { usePlanWords } from './plan-words.ts'
import { sheetAddress } from './sheet-words.ts'
import styles from './intervention.module.css'

type Doing = 'reading' | 'changing' | 'evaluating' | 'dropping'

export function PlanPage({ me, id }: { readonly me: Me; readonly id: string }) {
  const plan = useRead('getPlan', { params: { id } })
  return <LoadedPage query={plan}>{(found) => <PlanView me={me} plan={found} />}</LoadedPage>
}

function PlanView({ me, plan }: { readonly me: Me; readonly plan: ActionPlan }) {
  const { t, day } = useWords()
  const { placeOf, stateOf } = usePlanWords()
  const [doing, setDoing] = useState<Doing>('reading')
  const isOver = plan.state === 'evaluated' || plan.state === 'dropped'
  const mayWrite = may(me, 'plan.write') && !isOver
  const { label, tone } = stateOf(plan)
  return (
    <Page
      title={plan.title}
      lead={placeOf(plan)}
      path={[{ label: t('actionPlan.tab'), href: addresses.actionPlan }]}
      tags={
        <>
          <Tag tone={tone}>{label}</Tag>
          <Tag tone="neutral">{t(`intervention.theme.${plan.theme}`)}</Tag>
        </>
      }
      actions={
        mayWrite &&
        doing === 'reading' && (
          <>
            {plan.state === 'running' && <Button onClick={() => setDoing('evaluating')}>{t('actionPlan.evaluate')}</Button>}
            <Button look="secondary" onClick={() => setDoing('changing')}>
              {t('actionPlan.change')}
            </Button>
            <Button look="quiet" onClick={() => setDoing('dropping')}>
              {t('actionPlan.drop')}
            </Button>
          </>
        )
      }
    >
      {plan.isDue && doing === 'reading' && <Notice kind="warning" title={t('actionPlan.isDue', { date: day(plan.dueOn) })} />}
      {doing === 'changing' && <ChangePlan plan={plan} onDone={() => setDoing('reading')} />}
      {doing === 'evaluating' && <Evaluate plan={plan} onDone={() => setDoing('reading')} />}
      {doing === 'dropping' && <Drop plan={plan} onDone={() => setDoing('reading')} />}
      {isOver && (
        <Section title={t('actionPlan.outcome')}>
          <p className={styles.measure}>
            <strong>{plan.outcome === null ? t('actionPlan.state.dropped') : t(`actionPlan.outcome.${plan.outcome}`)}</strong>
            {plan.evaluatedOn && <span className="quiet"> · {day(plan.evaluatedOn)}</span>}
          </p>
          {plan.lesson !== '' && <p className={styles.measure}>{plan.lesson}</p>}
          {plan.interventionCode !== null && plan.sheetTitle !== null && (
            <p>
              <a href={sheetAddress(plan.interventionCode)}>{t('actionPlan.tellOthers')}</a>
            </p>
          )}
        </Section>
      )}
      {doing !== 'changing' && <Terms plan={plan} />}
      {may(me, 'report.read') && <PlanFigures plan={plan} />}
      <Comments subject={{ kind: 'plan', planId: plan.id }} />
    </Page>
  )
}

function Terms({ plan }: { readonly plan: ActionPlan }) {
  const { t, day, language } = useWords()
  return (
    <Section title={t('actionPlan.terms')}>
      <dl className={styles.terms}>
        <dt>{t('actionPlan.aim')}</dt>
        <dd>{plan.aim === '' ? t('actionPlan.aim.none') : plan.aim}</dd>
        <dt>{t('actionPlan.sheet')}</dt>
        <dd>
          {plan.interventionCode === null ? (
            t('actionPlan.sheet.none')
          ) : plan.sheetTitle === null ? (
            t('actionPlan.sheet.retired')
          ) : (
            <a href={sheetAddress(plan.interventionCode)}>{plan.sheetTitle[language]}</a>
          )}
        </dd>
        <dt>{t('actionPlan.owner')}</dt>
        <dd>{plan.owner}</dd>
        <dt>{t('actionPlan.startsOn')}</dt>
        <dd>{day(plan.startsOn)}</dd>
        <dt>{t('actionPlan.dueOn')}</dt>
        <dd>{day(plan.dueOn)}</dd>
      </dl>
    </Section>
  )
}

type PartProps = { readonly plan: ActionPlan; readonly onDone: () => void }

function ChangePlan({ plan, onDone }: PartProps) {
  const { t } = useWords()
  const { title, aim, owner, startsOn, dueOn, theme, item, interventionCode } = plan
  const [terms, setTerms] = useState<PlanTerms>({ title, aim, owner, startsOn, dueOn, theme, item, interventionCode })
  const reports = useRead('listReports', undefined)
  const change = useAct('changePlan', onDone)
  return (
    <PlanForm
      terms={terms}
      onChange={setTerms}
      questionnaire={reports.data?.find(({ surveyId }) => surveyId === plan.surveyId)?.questionnaire}
      isBusy={change.isPending}
      error={change.error}
      onSend={() => change.mutate({ params: { id: plan.id }, body: terms })}
      sendLabel={t('actionPlan.save')}
      cancelAddress={planAddress(plan.id)}
    />
  )
}

function Evaluate({ plan, onDone }: PartProps) {
  const { t } = useWords()
  const unsent = useUnsent(`evaluation ${plan.id}`, () => ({ outcome: null as PlanOutcome | null, lesson: '' }))
  const { outcome, lesson } = unsent.value
  const [isTried, setTried] = useState(false)
  const close = () => {
    unsent.clear()
    onDone()
  }
  const evaluate = useAct('evaluatePlan', close)
  const send = (event: FormEvent) => {
    event.preventDefault()
    setTried(true)
    if (outcome === null) return document.querySelector<HTMLElement>('#outcome input')?.focus()
    evaluate.mutate({ params: { id: plan.id }, body: { outcome, lesson } })
  }
  return (
    <form className={styles.form} onSubmit={send} noValidate>
      <BegunBefore unsent={unsent} />
      <Radios
        id="outcome"
        label={t('actionPlan.outcome.ask')}
        help={t('actionPlan.outcome.help')}
        error={isTried && outcome === null ? t('actionPlan.outcome.error') : undefined}
        look="plain"
        options={planOutcomes.map((value) => ({ value, label: t(`actionPlan.outcome.${value}`) }))}
        value={outcome}
        onChange={(outcome) => unsent.change({ outcome: outcome as PlanOutcome })}
      />
      <LongText
        label={t('actionPlan.lesson')}
        help={t('actionPlan.lesson.help')}
        value={lesson}
        onChange={(lesson) => unsent.change({ lesson })}
      />
      {evaluate.error && <Refused error={evaluate.error} />}
      <div className={styles.buttons}>
        <Button type="submit" isBusy={evaluate.isPending}>
          {t('actionPlan.evaluate.do')}
        </Button>
        <Button look="quiet" onClick={close}>
          {t('shell.cancel')}
        </Button>
      </div>
    </form>
  )
}

function Drop({ plan, onDone }: PartProps) {
  const { t } = useWords()
  const unsent = useUnsent(`drop ${plan.id}`, () => ({ lesson: '' }))
  const { lesson } = unsent.value
  const [isTried, setTried] = useState(false)
  const close = () => {
    unsent.clear()
    onDone()
  }
  const drop = useAct('dropPlan', close)
  const send = (event: FormEvent) => {
    event.preventDefault()
    setTried(true)
    if (lesson.trim() === '') return document.getElementById('drop-why')?.focus()
    drop.mutate({ params: { id: plan.id }, body: { lesson } })
  }
  return (
    <form className={styles.form} onSubmit={send} noValidate>
      <BegunBefore unsent={unsent} />
      <LongText
        id="drop-why"
        label={t('actionPlan.drop.why')}
        error={isTried && lesson.trim() === '' ? t('actionPlan.drop.error') : undefined}
        value={lesson}
        onChange={(lesson) => unsent.change({ lesson })}
      />
      {drop.error && <Refused error={drop.error} />}
      <div className={styles.buttons}>
        <Button look="danger" type="submit" isBusy={drop.isPending}>
          {t('actionPlan.drop.do')}
        </Button>
        <Button look="quiet" onClick={close}>
          {t('shell.cancel')}
        </Button>
      </div>
    </form>
  )
}
