/** Keeping one answer from the parents' page, with the reason; and taking that back. */
import { useId, useState } from 'react'
import { Button } from '../../design/button/button.tsx'
import { Dialog } from '../../design/dialog/dialog.tsx'
import { Field } from '../../design/field/field.tsx'
import { Icon } from '../../design/icon/icon.tsx'
import { useWords } from '../language.tsx'
import { Refused } from '../shell/refused.tsx'
import { type GivenAnswer, useChildAct, withHidden } from './opened-child.ts'
import styles from './child-page.module.css'

const shortestReason = 10

type HideAnswerProps = {
  readonly pupilId: string
  readonly responseId: string
  readonly answer: Pick<GivenAnswer, 'item' | 'hidden'>
  readonly question: string
}

export function HideAnswer({ pupilId, responseId, answer: { item, hidden }, question }: HideAnswerProps) {
  const { t, day } = useWords()
  const [isAsking, setAsking] = useState(false)
  const show = useChildAct('unhideAnswer', pupilId, (child) => ({
    ...child,
    response: child.response && withHidden(child.response, item, null),
  }))
  if (hidden !== null)
    return (
      <div className={styles.flag} role="group" aria-label={t('child.hidden')}>
        <span className={styles.set} role="status">
          <Icon name="lock" />
          <span>
            <strong>{t('child.hidden')}</strong>: {t('child.hidden.why', { reason: hidden.reason, by: hidden.by, date: day(hidden.on) })}
          </span>
        </span>
        <Button
          look="quiet"
          size="small"
          isBusy={show.isPending}
          aria-label={`${t('child.hidden.undo')}: ${question}`}
          onClick={() => show.mutate({ params: { id: responseId }, body: { item } })}
        >
          {t('child.hidden.undo')}
        </Button>
        {show.error !== null && <Refused error={show.error} />}
      </div>
    )
  return (
    <div>
      <Button look="quiet" size="small" aria-label={`${t('child.hide')}: ${question}`} onClick={() => setAsking(true)}>
        {t('child.hide')}
      </Button>
      <Dialog isOpen={isAsking} onClose={() => setAsking(false)} title={t('child.hide.title')} actions={null}>
        <Reason pupilId={pupilId} responseId={responseId} item={item} question={question} onDone={() => setAsking(false)} />
      </Dialog>
    </div>
  )
}

type ReasonProps = Omit<HideAnswerProps, 'answer'> & { readonly item: string; readonly onDone: () => void }

function Reason({ pupilId, responseId, item, question, onDone }: ReasonProps) {
  const { t } = useWords()
  const id = useId()
  const [reason, setReason] = useState('')
  const [isShort, setShort] = useState(false)
  const hide = useChildAct('hideAnswer', pupilId, (child, { hidden }) => ({
    ...child,
    response: child.response && withHidden(child.response, item, hidden),
  }))
  return (
    <form
      className="stack"
      noValidate
      onSubmit={(event) => {
        event.preventDefault()
        if (reason.trim().length < shortestReason) return setShort(true)
        hide.mutate({ params: { id: responseId }, body: { item, reason: reason.trim() } }, { onSuccess: onDone })
      }}
    >
      <p className={styles.answer}>{question}</p>
      <p>{t('child.hide.text')}</p>
      <Field
        id={id}
        label={t('child.hide.reason')}
        help={t('child.hide.reason.help')}
        error={isShort ? t('child.hide.reason.missing') : undefined}
      >
        <textarea
          id={id}
          className="field__box text-field"
          rows={3}
          maxLength={1000}
          aria-invalid={isShort ? true : undefined}
          aria-describedby={`${id}-help${isShort ? ` ${id}-error` : ''}`}
          value={reason}
          onChange={(event) => {
            setReason(event.currentTarget.value)
            setShort(false)
          }}
        />
      </Field>
      {hide.error !== null && <Refused error={hide.error} />}
      <div className="cluster">
        <Button look="secondary" onClick={onDone}>
          {t('child.hide.cancel')}
        </Button>
        <Button type="submit" isBusy={hide.isPending}>
          {t('child.hide.save')}
        </Button>
      </div>
    </form>
  )
}
