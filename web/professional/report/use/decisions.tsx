/** What a meeting decided: kept while it is written, until it is a task of somebody's or the beginning of an action plan. */
import { type FormEvent, useState } from 'react'
import { useLocation } from 'wouter'
import { may } from '#domain/access/policy.ts'
import { type DiscussionSubject, subjectKey } from '#domain/network/discussion.ts'
import { holdsCpr } from '#domain/network/no-child.ts'
import { type Decision, decisionEnds, longestDecision, noDecision } from '#domain/report/use/decision.ts'
import type { DecisionDraft } from '#api/decision.ts'
import type { Discussion } from '#api/network.ts'
import type { Me } from '#api/session.ts'
import { Button } from '../../../design/button/button.tsx'
import { Select } from '../../../design/select/select.tsx'
import { TextField } from '../../../design/text-field/text-field.tsx'
import { newPlanAddress } from '../../intervention/plan-address.ts'
import { useWords } from '../../language.tsx'
import { useAct, useRead } from '../../server-state.ts'
import { ClashChoice } from '../../shell/clash-choice.tsx'
import { Loaded } from '../../shell/loaded.tsx'
import { Section } from '../../shell/page.tsx'
import { Refused } from '../../shell/refused.tsx'
import { SavedMark, showClash } from '../../shell/saved-mark.tsx'
import { DayField } from '../../survey/day-field.tsx'
import { today } from '../../today.ts'
import { useDecisionDraft } from './use-decision-draft.ts'
import styles from './feedback.module.css'

type DecisionsProps = {
  readonly me: Me
  readonly subject: DiscussionSubject & { readonly kind: 'report' }
  readonly themes: readonly string[]
}

export function Decisions({ me, subject, themes }: DecisionsProps) {
  const { t, day } = useWords()
  const key = subjectKey(subject)
  const discussion = useRead('getDiscussion', { params: { subject: key } })
  const decision = useRead('getDecisionDraft', { params: { subject: key } })
  return (
    <Section title={t('use.decisions')}>
      <Loaded query={discussion}>
        {({ tasks, colleagues }) => (
          <>
            {tasks.length > 0 && (
              <ul className={styles.versions}>
                {tasks.map(({ id, title, assignee, dueOn }) => (
                  <li key={id}>
                    {title} · {assignee.name}
                    {dueOn !== null && ` · ${t('discussion.task.due', { date: day(dueOn) })}`}
                  </li>
                ))}
              </ul>
            )}
            <div className="no-print">
              <Loaded query={decision}>
                {(kept) => <Decide key={key} me={me} subject={subject} themes={themes} colleagues={colleagues} kept={kept} />}
              </Loaded>
            </div>
          </>
        )}
      </Loaded>
    </Section>
  )
}

type DecideProps = DecisionsProps & { readonly colleagues: Discussion['colleagues']; readonly kept: DecisionDraft }

function Decide({ me, subject, themes, colleagues, kept }: DecideProps) {
  const { t, day } = useWords()
  const [, go] = useLocation()
  const [isTried, setTried] = useState(false)
  const draft = useDecisionDraft(subjectKey(subject), kept)
  const { title, dueOn } = draft.value
  const set = (part: Partial<Decision>) => draft.change({ ...draft.value, ...part })
  const mayPlan = may(me, 'plan.write')
  const becomes = mayPlan ? draft.value.becomes : 'task'
  // Whoever was chosen may have left since.
  const assignee = colleagues.find(({ accountId }) => accountId === draft.value.assigneeId)
  const give = useAct('giveTask', () => {
    draft.change(noDecision)
    void draft.flush()
    setTried(false)
  })
  const wrong = holdsCpr(title) ? t('problem.text-holds-cpr') : isTried && title.trim() === '' ? t('use.decisions.what.error') : undefined
  const decide = (event: FormEvent) => {
    event.preventDefault()
    setTried(true)
    if (draft.clashes.length > 0) return showClash()
    if (title.trim() === '' || holdsCpr(title)) return document.getElementById('decision')?.focus()
    if (becomes === 'plan')
      return go(newPlanAddress({ title, unit: subject.unit, surveyId: subject.surveyId, theme: themes.at(-1), decided: 'yes' }))
    if (!assignee) return document.getElementById('decision-who')?.focus()
    give.mutate({ params: { subject: subjectKey(subject) }, body: { title, assigneeId: assignee.accountId, dueOn } })
  }
  const nameOf = (id: string) => colleagues.find(({ accountId }) => accountId === id)?.name ?? t('discussion.task.assignee.choose')
  const clashOf = (field: keyof Decision, say?: (words: string) => string) => {
    const clash = draft.clashes.find((one) => one.field === field)
    return clash && <ClashChoice clash={clash} onChoose={(choice) => draft.choose(field, choice)} {...(say ? { say } : {})} />
  }
  return (
    <form className={styles.form} onSubmit={decide} noValidate>
      <TextField
        id="decision"
        label={t('use.decisions.what')}
        help={`${t('use.decisions.kept')} ${t('network.noChild')}`}
        error={wrong}
        value={title}
        maxLength={longestDecision}
        onChange={(words) => set({ title: words })}
      />
      {clashOf('title')}
      {mayPlan && (
        <Select
          label={t('use.decisions.becomes')}
          options={decisionEnds.map((value) => ({ value, label: t(`use.decisions.becomes.${value}`) }))}
          value={becomes}
          onChange={(end) => set({ becomes: end as Decision['becomes'] })}
        />
      )}
      {clashOf('becomes', (end) => t(end === 'plan' ? 'use.decisions.becomes.plan' : 'use.decisions.becomes.task'))}
      {becomes === 'task' && (
        <>
          <Select
            id="decision-who"
            label={t('discussion.task.assignee')}
            help={t('discussion.task.assignee.help')}
            error={isTried && !assignee ? t('discussion.task.assignee.error') : undefined}
            value={assignee?.accountId ?? ''}
            onChange={(id) => set({ assigneeId: id || null })}
            options={[
              { value: '', label: t('discussion.task.assignee.choose') },
              ...colleagues.map(({ accountId, name, role }) => ({ value: accountId, label: `${name}, ${t(`role.${role}`)}` })),
            ]}
          />
          {clashOf('assigneeId', nameOf)}
          <DayField
            id="decision-due"
            label={t('discussion.task.dueOn')}
            min={today()}
            value={dueOn ?? ''}
            onChange={(chosen) => set({ dueOn: chosen || null })}
          />
          {clashOf('dueOn', day)}
        </>
      )}
      {give.error && <Refused error={give.error} />}
      <div className={styles.buttons}>
        <Button type="submit" isBusy={give.isPending}>
          {t(becomes === 'plan' ? 'use.decisions.plan' : 'use.decisions.task')}
        </Button>
      </div>
      <SavedMark draft={draft} />
    </form>
  )
}
