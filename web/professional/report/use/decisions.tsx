/** What a meeting decided: each decision becomes a task of somebody's, or the beginning of an action plan. */
import { type FormEvent, useState } from 'react'
import { useLocation } from 'wouter'
import { may } from '#domain/access/policy.ts'
import { type DiscussionSubject, subjectKey } from '#domain/network/discussion.ts'
import { holdsCpr } from '#domain/network/no-child.ts'
import type { Discussion } from '#api/network.ts'
import type { Me } from '#api/session.ts'
import { Button } from '../../../design/button/button.tsx'
import { Select } from '../../../design/select/select.tsx'
import { TextField } from '../../../design/text-field/text-field.tsx'
import { newPlanAddress } from '../../intervention/plan-address.ts'
import { useWords } from '../../language.tsx'
import { useAct, useRead } from '../../server-state.ts'
import { Loaded } from '../../shell/loaded.tsx'
import { Section } from '../../shell/page.tsx'
import { Refused } from '../../shell/refused.tsx'
import { DayField } from '../../survey/day-field.tsx'
import { today } from '../../today.ts'
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
              <Decide me={me} subject={subject} themes={themes} colleagues={colleagues} />
            </div>
          </>
        )}
      </Loaded>
    </Section>
  )
}

function Decide({ me, subject, themes, colleagues }: DecisionsProps & { readonly colleagues: Discussion['colleagues'] }) {
  const { t } = useWords()
  const [, go] = useLocation()
  const [title, setTitle] = useState('')
  const [becomes, setBecomes] = useState('task')
  const [assigneeId, setAssignee] = useState('')
  const [dueOn, setDueOn] = useState('')
  const [isTried, setTried] = useState(false)
  const give = useAct('giveTask', () => {
    setTitle('')
    setDueOn('')
    setTried(false)
  })
  const mayPlan = may(me, 'plan.write')
  const wrong = holdsCpr(title) ? t('problem.text-holds-cpr') : isTried && title.trim() === '' ? t('use.decisions.what.error') : undefined
  const decide = (event: FormEvent) => {
    event.preventDefault()
    setTried(true)
    if (title.trim() === '' || holdsCpr(title)) return document.getElementById('decision')?.focus()
    if (becomes === 'plan') return go(newPlanAddress({ title, unit: subject.unit, surveyId: subject.surveyId, theme: themes.at(-1) }))
    if (assigneeId === '') return document.getElementById('decision-who')?.focus()
    give.mutate({ params: { subject: subjectKey(subject) }, body: { title, assigneeId, dueOn: dueOn === '' ? null : dueOn } })
  }
  return (
    <form className={styles.form} onSubmit={decide} noValidate>
      <TextField
        id="decision"
        label={t('use.decisions.what')}
        help={t('network.noChild')}
        error={wrong}
        value={title}
        maxLength={200}
        onChange={setTitle}
      />
      {mayPlan && (
        <Select
          label={t('use.decisions.becomes')}
          options={(['task', 'plan'] as const).map((value) => ({ value, label: t(`use.decisions.becomes.${value}`) }))}
          value={becomes}
          onChange={setBecomes}
        />
      )}
      {becomes === 'task' && (
        <>
          <Select
            id="decision-who"
            label={t('discussion.task.assignee')}
            help={t('discussion.task.assignee.help')}
            error={isTried && assigneeId === '' ? t('discussion.task.assignee.error') : undefined}
            value={assigneeId}
            onChange={setAssignee}
            options={[
              { value: '', label: t('discussion.task.assignee.choose') },
              ...colleagues.map(({ accountId, name, role }) => ({ value: accountId, label: `${name}, ${t(`role.${role}`)}` })),
            ]}
          />
          <DayField id="decision-due" label={t('discussion.task.dueOn')} min={today()} value={dueOn} onChange={setDueOn} />
        </>
      )}
      {give.error && <Refused error={give.error} />}
      <div className={styles.buttons}>
        <Button type="submit" isBusy={give.isPending}>
          {t(becomes === 'plan' ? 'use.decisions.plan' : 'use.decisions.task')}
        </Button>
      </div>
    </form>
  )
}
