/**
 * What people of several administrations say about a report or a plan, and who does what next. Stands at the
 * end of the page it is about; whoever may not take part does not see that it is there.
 */
import { type FormEvent, useState } from 'react'
import { type DiscussionSubject, subjectKey } from '#domain/network/discussion.ts'
import { holdsCpr } from '#domain/network/no-child.ts'
import { may } from '#domain/access/policy.ts'
import type { Discussion } from '#api/network.ts'
import { ProblemError } from '../../client.ts'
import { Button } from '../../design/button/button.tsx'
import { Select } from '../../design/select/select.tsx'
import { Tag } from '../../design/tag/tag.tsx'
import { TextField } from '../../design/text-field/text-field.tsx'
import { useWords } from '../language.tsx'
import { useAct, useRead } from '../server-state.ts'
import { BegunBefore } from '../shell/begun-before.tsx'
import { Loaded } from '../shell/loaded.tsx'
import { Section } from '../shell/page.tsx'
import { Refused } from '../shell/refused.tsx'
import { useUnsent } from '../shell/use-unsent.ts'
import { DayField } from '../survey/day-field.tsx'
import { today } from '../today.ts'
import { LongText } from './long-text.tsx'
import styles from './network.module.css'

type CommentsProps = { readonly subject: DiscussionSubject }

export function Comments({ subject }: CommentsProps) {
  const { t } = useWords()
  const me = useRead('getMe', undefined)
  const isIn = me.data !== undefined && may(me.data, 'discussion.write')
  const key = subjectKey(subject)
  const discussion = useRead('getDiscussion', { params: { subject: key } }, { isEnabled: isIn })
  const isOutside = discussion.error instanceof ProblemError && discussion.error.problem === 'not-found'
  if (!isIn || isOutside) return null
  return (
    <div className={`${styles.discussion} ${styles.noPrint}`}>
      <Loaded query={discussion}>
        {({ comments, tasks, colleagues }) => (
          <>
            <Section title={t('discussion.tasks')}>
              {tasks.length === 0 ? <p className="quiet">{t('discussion.tasks.none')}</p> : <Tasks tasks={tasks} />}
              <GiveTask subject={key} colleagues={colleagues} />
            </Section>
            <Section title={t('discussion.comments')}>
              {comments.length === 0 ? <p className="quiet">{t('discussion.comments.none')}</p> : <Said comments={comments} />}
              <Say subject={key} />
            </Section>
          </>
        )}
      </Loaded>
    </div>
  )
}

function Said({ comments }: { readonly comments: Discussion['comments'] }) {
  const { t, moment } = useWords()
  const takeBack = useAct('takeBackComment')
  return (
    <ul className={styles.comments}>
      {comments.map(({ id, author, body, writtenAt, isOwn }) => (
        <li key={id} className={styles.comment}>
          <p className={styles.author}>
            <strong>{author.name}</strong>
            <span>{t(`role.${author.role}`)}</span>
            <span>{moment(writtenAt)}</span>
          </p>
          <p className={styles.body}>{body}</p>
          {isOwn && (
            <Button look="quiet" size="small" isBusy={takeBack.isPending} onClick={() => takeBack.mutate({ params: { id } })}>
              {t('discussion.takeBack')}
            </Button>
          )}
        </li>
      ))}
      {takeBack.error && <Refused error={takeBack.error} />}
    </ul>
  )
}

function Say({ subject }: { readonly subject: string }) {
  const { t } = useWords()
  const unsent = useUnsent(`comment ${subject}`, () => ({ body: '' }))
  const { body } = unsent.value
  const [isTried, setTried] = useState(false)
  const say = useAct('writeComment', () => {
    unsent.clear()
    setTried(false)
  })
  const error = holdsCpr(body) ? t('problem.text-holds-cpr') : isTried && body.trim() === '' ? t('discussion.say.error') : undefined
  const send = (event: FormEvent) => {
    event.preventDefault()
    setTried(true)
    if (body.trim() === '' || holdsCpr(body)) return document.getElementById('comment')?.focus()
    say.mutate({ params: { subject }, body: { body } })
  }
  return (
    <form className={styles.form} onSubmit={send} noValidate>
      <BegunBefore unsent={unsent} />
      <LongText
        id="comment"
        label={t('discussion.say')}
        help={t('discussion.say.help')}
        error={error}
        lines={3}
        value={body}
        onChange={(body) => unsent.change({ body })}
      />
      {say.error && <Refused error={say.error} />}
      <div>
        <Button type="submit" look="secondary" isBusy={say.isPending}>
          {t('discussion.say.send')}
        </Button>
      </div>
    </form>
  )
}

function Tasks({ tasks }: { readonly tasks: Discussion['tasks'] }) {
  const { t, day } = useWords()
  const finish = useAct('finishTask')
  return (
    <ul className={styles.tasks}>
      {tasks.map(({ id, title, assignee, dueOn, isDone, mayFinish }) => (
        <li key={id} className={styles.task}>
          <div>
            <p className={isDone ? styles.done : undefined}>
              <strong>{title}</strong>
            </p>
            <p className={styles.facts}>
              <span>
                {assignee.name}, {t(`role.${assignee.role}`)}
              </span>
              {dueOn !== null && <span>{t('discussion.task.due', { date: day(dueOn) })}</span>}
              {isDone ? (
                <Tag tone="success" icon="check">
                  {t('discussion.task.isDone')}
                </Tag>
              ) : (
                dueOn !== null &&
                dueOn < today() && (
                  <Tag tone="warning" icon="warning">
                    {t('discussion.task.late')}
                  </Tag>
                )
              )}
            </p>
          </div>
          {mayFinish && (
            <Button
              look="secondary"
              size="small"
              isBusy={finish.isPending && finish.variables?.params.id === id}
              aria-label={`${t(isDone ? 'discussion.task.undo' : 'discussion.task.finish')}: ${title}`}
              onClick={() => finish.mutate({ params: { id }, body: { isDone: !isDone } })}
            >
              {t(isDone ? 'discussion.task.undo' : 'discussion.task.finish')}
            </Button>
          )}
        </li>
      ))}
      {finish.error && <Refused error={finish.error} />}
    </ul>
  )
}

function GiveTask({ subject, colleagues }: { readonly subject: string; readonly colleagues: Discussion['colleagues'] }) {
  const { t } = useWords()
  const [isOpen, setOpen] = useState(false)
  const [title, setTitle] = useState('')
  const [assigneeId, setAssignee] = useState('')
  const [dueOn, setDueOn] = useState('')
  const [isTried, setTried] = useState(false)
  const give = useAct('giveTask', () => {
    setTitle('')
    setDueOn('')
    setTried(false)
    setOpen(false)
  })
  if (!isOpen) {
    return (
      <div>
        <Button look="secondary" onClick={() => setOpen(true)}>
          {t('discussion.task.give')}
        </Button>
      </div>
    )
  }
  const error = holdsCpr(title)
    ? t('problem.text-holds-cpr')
    : isTried && title.trim() === ''
      ? t('discussion.task.title.error')
      : undefined
  const send = (event: FormEvent) => {
    event.preventDefault()
    setTried(true)
    if (title.trim() === '' || holdsCpr(title)) return document.getElementById('task-title')?.focus()
    if (assigneeId === '') return document.getElementById('task-assignee')?.focus()
    give.mutate({ params: { subject }, body: { title, assigneeId, dueOn: dueOn === '' ? null : dueOn } })
  }
  return (
    <form className={styles.form} onSubmit={send} noValidate>
      <TextField
        id="task-title"
        label={t('discussion.task.title')}
        help={t('network.noChild')}
        error={error}
        value={title}
        maxLength={200}
        onChange={setTitle}
      />
      <Select
        id="task-assignee"
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
      <DayField id="task-due" label={t('discussion.task.dueOn')} min={today()} value={dueOn} onChange={setDueOn} />
      {give.error && <Refused error={give.error} />}
      <div className={styles.buttons}>
        <Button type="submit" isBusy={give.isPending}>
          {t('discussion.task.send')}
        </Button>
        <Button look="quiet" onClick={() => setOpen(false)}>
          {t('shell.cancel')}
        </Button>
      </div>
    </form>
  )
}
