/** The same people are asked again, so that a change can be told. */
import { type FormEvent, useState } from 'react'
import { followUpOf, mayGoOn } from '#domain/assessment/assessment.ts'
import { pairsOf } from '#domain/assessment/follow-up.ts'
import { addDays, isDay } from '#domain/calendar/calendar.ts'
import type { AssessmentView } from '#api/assessment.ts'
import { Button } from '../../design/button/button.tsx'
import { Dialog } from '../../design/dialog/dialog.tsx'
import { LinkButton } from '../../design/link-button/link-button.tsx'
import { useWords } from '../language.tsx'
import { useAct } from '../server-state.ts'
import { Refused } from '../shell/refused.tsx'
import { DayField } from '../survey/day-field.tsx'
import { today } from '../today.ts'
import styles from './assessment.module.css'
import { caseAddress } from './case-facts.ts'
import { Part } from './part.tsx'

type FollowUpProps = { readonly view: AssessmentView; readonly isOpen: boolean; readonly isNext: boolean }

export function FollowUp({ view, isOpen, isNext }: FollowUpProps) {
  const { t } = useWords()
  const [isAsking, setAsking] = useState(false)
  const asked = followUpOf(view.informants, view.round).length
  const hasChange = pairsOf(view.informants).length > 0
  return (
    <Part id="followUp" title={t('assessment.followUp.title')}>
      <p className={styles.quiet}>{t('assessment.followUp.text')}</p>
      {view.round > 1 && !hasChange && <p>{t('assessment.followUp.waiting')}</p>}
      <div className={styles.buttons}>
        {hasChange && (
          <LinkButton href={`${caseAddress(view.id)}/resultat#change`} look="secondary">
            {t('assessment.followUp.see')}
          </LinkButton>
        )}
        {isOpen && asked > 0 && mayGoOn(view.consents) && (
          <Button look={isNext ? 'primary' : 'secondary'} onClick={() => setAsking(true)}>
            {t('assessment.followUp.start')}
          </Button>
        )}
      </div>
      <Dialog isOpen={isAsking} onClose={() => setAsking(false)} title={t('assessment.followUp.dialog')} actions={null}>
        <FollowUpForm id={view.id} asked={asked} onDone={() => setAsking(false)} />
      </Dialog>
    </Part>
  )
}

/** Two weeks to answer, unless another day is written. */
const usualDays = 14

function FollowUpForm({ id, asked, onDone }: { readonly id: string; readonly asked: number; readonly onDone: () => void }) {
  const { t, counted } = useWords()
  const [dueOn, setDueOn] = useState(addDays(today(), usualDays))
  const [isTried, setTried] = useState(false)
  const start = useAct('startFollowUp', onDone)
  const isWrong = !isDay(dueOn) || dueOn < today()
  const send = (event: FormEvent) => {
    event.preventDefault()
    setTried(true)
    if (!isWrong) start.mutate({ params: { id }, body: { dueOn } })
  }
  return (
    <form className={styles.form} onSubmit={send} noValidate>
      <p>{counted('assessment.followUp.who', asked)}</p>
      <DayField
        id="follow-up-due"
        label={t('assessment.invite.due')}
        error={isTried && isWrong ? t('assessment.invite.due.error') : undefined}
        min={today()}
        value={dueOn}
        onChange={setDueOn}
      />
      {start.error && <Refused error={start.error} />}
      <div className={styles.buttons}>
        <Button look="secondary" onClick={onDone}>
          {t('shell.cancel')}
        </Button>
        <Button type="submit" isBusy={start.isPending}>
          {t('assessment.followUp.start')}
        </Button>
      </div>
    </form>
  )
}
