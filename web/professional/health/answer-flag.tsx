/** The professional's own mark on one answer. The colour stays as it is; the judgement is added, and can be taken back. */
import { useEffect, useRef, useState } from 'react'
import { Button } from '../../design/button/button.tsx'
import { Icon } from '../../design/icon/icon.tsx'
import { useWords } from '../language.tsx'
import { Refused } from '../shell/refused.tsx'
import { DayField } from '../survey/day-field.tsx'
import { today } from '../today.ts'
import { type GivenAnswer, useChildAct, withFlag } from './opened-child.ts'
import styles from './child-page.module.css'

type AnswerFlagProps = {
  readonly pupilId: string
  readonly responseId: string
  readonly answer: Pick<GivenAnswer, 'item' | 'flag'>
  readonly question: string
}

export function AnswerFlag({ pupilId, responseId, answer: { item, flag }, question }: AnswerFlagProps) {
  const { t, day } = useWords()
  const [isChoosing, setChoosing] = useState(false)
  const [moved, setMoved] = useState(0)
  const place = useRef<HTMLDivElement>(null)
  const act = useChildAct('flagAnswer', pupilId, (child, output) => ({
    ...child,
    response: child.response && withFlag(child.response, item, output.flag),
  }))
  // What was pressed is gone afterwards: the reader is moved to what has come in its place.
  useEffect(() => {
    if (moved > 0) place.current?.querySelector('button')?.focus()
  }, [moved])
  const set = (next: Parameters<typeof act.mutate>[0]['body']['flag']) =>
    act.mutate(
      { params: { id: responseId }, body: { item, flag: next } },
      {
        onSuccess() {
          setChoosing(false)
          setMoved((times) => times + 1)
        },
      },
    )
  return (
    <div className={styles.flag} role="group" aria-label={t('child.flag.group', { question })} ref={place}>
      {flag !== null ? (
        <>
          <span className={styles.set} role="status">
            <Icon name={flag.kind === 'followUp' ? 'calendar' : flag.kind === 'talked' ? 'check' : 'minus'} />
            {t(`child.flag.set.${flag.kind}`, { by: flag.by, date: day(flag.setOn), day: flag.on === null ? '' : day(flag.on) })}
          </span>
          <Button look="quiet" size="small" isBusy={act.isPending} onClick={() => set(null)}>
            {t('child.flag.undo')}
          </Button>
        </>
      ) : isChoosing ? (
        <FollowUp item={item} isBusy={act.isPending} onSave={(on) => set({ kind: 'followUp', on })} onCancel={() => setChoosing(false)} />
      ) : (
        <>
          {(['talked', 'notRelevant'] as const).map((kind) => (
            <Button key={kind} look="quiet" size="small" isBusy={act.isPending} onClick={() => set({ kind })}>
              {t(`child.flag.${kind}`)}
            </Button>
          ))}
          <Button look="quiet" size="small" onClick={() => setChoosing(true)}>
            {t('child.flag.followUp')}
          </Button>
        </>
      )}
      {act.error !== null && <Refused error={act.error} />}
    </div>
  )
}

type FollowUpProps = {
  readonly item: string
  readonly isBusy: boolean
  readonly onSave: (day: string) => void
  readonly onCancel: () => void
}

function FollowUp({ item, isBusy, onSave, onCancel }: FollowUpProps) {
  const { t } = useWords()
  const [on, setOn] = useState('')
  const [isWrong, setWrong] = useState(false)
  return (
    <form
      className={styles.followUp}
      noValidate
      onSubmit={(event) => {
        event.preventDefault()
        if (on < today()) return setWrong(true)
        onSave(on)
      }}
    >
      <DayField
        id={`follow-up-${item}`}
        label={t('child.flag.day')}
        error={isWrong ? t('child.flag.day.missing') : undefined}
        value={on}
        min={today()}
        onChange={(day) => {
          setOn(day)
          setWrong(false)
        }}
      />
      <div className="cluster">
        <Button type="submit" look="secondary" size="small" isBusy={isBusy}>
          {t('child.flag.save')}
        </Button>
        <Button look="quiet" size="small" onClick={onCancel}>
          {t('child.flag.cancel')}
        </Button>
      </div>
    </form>
  )
}
