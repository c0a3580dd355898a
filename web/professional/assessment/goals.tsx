/** What those around the child want together, who does what, and the score that will tell. */
import { type FormEvent, useState } from 'react'
import { addDays, isDay } from '#domain/calendar/calendar.ts'
import { scored } from '#domain/instrument/instrument.ts'
import type { AssessmentView } from '#api/assessment.ts'
import { Button } from '../../design/button/button.tsx'
import { Dialog } from '../../design/dialog/dialog.tsx'
import { LinkButton } from '../../design/link-button/link-button.tsx'
import { Select } from '../../design/select/select.tsx'
import { Tag } from '../../design/tag/tag.tsx'
import { TextField } from '../../design/text-field/text-field.tsx'
import { useWords } from '../language.tsx'
import { useAct } from '../server-state.ts'
import { addresses } from '../shell/navigation.ts'
import { Refused } from '../shell/refused.tsx'
import { DayField } from '../survey/day-field.tsx'
import { today } from '../today.ts'
import styles from './assessment.module.css'
import { Part } from './part.tsx'
import { LongField } from './long-field.tsx'
import { useScoreName } from './names.ts'

type Goal = AssessmentView['goals'][number]

export function Goals({ view, isOpen }: { readonly view: AssessmentView; readonly isOpen: boolean }) {
  const { t } = useWords()
  const [isWriting, setWriting] = useState(false)
  return (
    <Part id="goals" title={t('assessment.goals.title')}>
      <p className={styles.quiet}>{t('assessment.goals.text')}</p>
      {view.goals.length === 0 ? (
        <p>{t('assessment.goals.none')}</p>
      ) : (
        <ul className={styles.rows}>
          {view.goals.map((goal) => (
            <GoalRow key={goal.id} view={view} goal={goal} isOpen={isOpen} />
          ))}
        </ul>
      )}
      {isOpen && (
        <div className={styles.buttons}>
          <Button look="secondary" onClick={() => setWriting(true)}>
            {t('assessment.goals.add')}
          </Button>
          <LinkButton look="quiet" href={addresses.intervention}>
            {t('assessment.goals.inspiration')}
          </LinkButton>
        </div>
      )}
      <Dialog isOpen={isWriting} onClose={() => setWriting(false)} title={t('assessment.goals.dialog')} actions={null}>
        <GoalForm view={view} onDone={() => setWriting(false)} />
      </Dialog>
    </Part>
  )
}

const tones = { agreed: 'action', reached: 'success', dropped: 'neutral' } as const

function GoalRow({ view, goal, isOpen }: { readonly view: AssessmentView; readonly goal: Goal; readonly isOpen: boolean }) {
  const { t, day } = useWords()
  const scoreName = useScoreName(view)
  const conclude = useAct('concludeGoal')
  const say = (state: Goal['state'], words: 'reach' | 'drop' | 'again') => (
    <Button
      look="quiet"
      size="small"
      aria-label={t(`assessment.goals.${words}.for`, { goal: goal.text })}
      onClick={() => conclude.mutate({ params: { id: view.id, goalId: goal.id }, body: { state } })}
    >
      {t(`assessment.goals.${words}`)}
    </Button>
  )
  return (
    <li>
      <span className={styles.who}>
        <strong>{goal.text}</strong> <Tag tone={tones[goal.state]}>{t(`assessment.goals.state.${goal.state}`)}</Tag>
        <span className={styles.place}>
          {t('assessment.goals.row', { who: goal.who, date: day(goal.dueOn) })}
          {goal.score !== null && ` · ${t('assessment.goals.tells', { score: scoreName(goal.score) })}`}
        </span>
      </span>
      {isOpen && (
        <span className={styles.acts}>
          {goal.state === 'agreed' ? (
            <>
              {say('reached', 'reach')}
              {say('dropped', 'drop')}
            </>
          ) : (
            say('agreed', 'again')
          )}
        </span>
      )}
      {conclude.error && <Refused error={conclude.error} />}
    </li>
  )
}

/** A goal is looked at again after a quarter, unless another day is written. */
const usualDays = 90

function GoalForm({ view, onDone }: { readonly view: AssessmentView; readonly onDone: () => void }) {
  const { t, language } = useWords()
  const [text, setText] = useState('')
  const [who, setWho] = useState('')
  const [dueOn, setDueOn] = useState(addDays(today(), usualDays))
  const [score, setScore] = useState('')
  const [isTried, setTried] = useState(false)
  const set = useAct('setGoal', onDone)
  const send = (event: FormEvent) => {
    event.preventDefault()
    setTried(true)
    if (text.trim() === '' || who.trim() === '' || !isDay(dueOn)) return
    set.mutate({ params: { id: view.id }, body: { text, who, dueOn, score: score === '' ? null : score } })
  }
  return (
    <form className={styles.form} onSubmit={send} noValidate>
      <LongField
        label={t('assessment.goals.what')}
        help={t('assessment.goals.what.help')}
        error={isTried && text.trim() === '' ? t('assessment.goals.what.error') : undefined}
        value={text}
        maxLength={500}
        onChange={setText}
      />
      <TextField
        label={t('assessment.goals.who')}
        error={isTried && who.trim() === '' ? t('assessment.goals.who.error') : undefined}
        value={who}
        maxLength={200}
        onChange={setWho}
      />
      <DayField
        id="goal-due"
        label={t('assessment.goals.due')}
        error={isTried && !isDay(dueOn) ? t('assessment.goals.due.error') : undefined}
        min={today()}
        value={dueOn}
        onChange={setDueOn}
      />
      <Select
        label={t('assessment.goals.score')}
        value={score}
        onChange={setScore}
        options={[
          { value: '', label: t('assessment.goals.score.none') },
          ...scored(view.definition).map(({ code, name }) => ({ value: code, label: name[language] })),
        ]}
      />
      {set.error && <Refused error={set.error} />}
      <div className={styles.buttons}>
        <Button look="secondary" onClick={onDone}>
          {t('shell.cancel')}
        </Button>
        <Button type="submit" isBusy={set.isPending}>
          {t('assessment.goals.save')}
        </Button>
      </div>
    </form>
  )
}
