/** How and when people are told: channels in order, the first day, and reminders. */
import { useState } from 'react'
import type { InvitationPlan, InvitationStatus } from '#api/invitation.ts'
import { Button } from '../../design/button/button.tsx'
import { ErrorSummary } from '../../design/error-summary/error-summary.tsx'
import { useWords } from '../language.tsx'
import { useAct } from '../server-state.ts'
import { Refused } from '../shell/refused.tsx'
import { DayField } from '../survey/day-field.tsx'
import { ChannelOrder } from './channel-order.tsx'
import { type PlanFault, planFaults } from './plan-faults.ts'
import styles from './invitation.module.css'

const mostReminders = 3

type PlanFormProps = {
  readonly status: InvitationStatus
  readonly onDone: () => void
  /** Nothing to go back to while there is no plan. */
  readonly onCancel?: () => void
}

export function PlanForm({ status, onDone, onCancel }: PlanFormProps) {
  const { t, period } = useWords()
  const [plan, setPlan] = useState<InvitationPlan>(status.plan ?? status.suggested)
  const [tries, setTries] = useState(0)
  const save = useAct('planInvitations', onDone)
  const values = { period: period(status.opensOn, status.closesOn) }
  const faults = planFaults(plan, status)
  const say = (fault: PlanFault) => t(`invitation.plan.fault.${fault.fault}`, values)
  const says = (field: PlanFault['field']) => {
    const found = tries > 0 ? faults.find((fault) => fault.field === field) : undefined
    return found && say(found)
  }
  const remind = (remindsOn: readonly string[]) => setPlan({ ...plan, remindsOn: [...remindsOn] })
  const days = { min: status.opensOn, max: status.closesOn }
  return (
    <form
      className={styles.form}
      noValidate
      onSubmit={(event) => {
        event.preventDefault()
        setTries(tries + 1)
        if (faults.length === 0) save.mutate({ params: { id: status.surveyId }, body: plan })
      }}
    >
      {tries > 0 && (
        <ErrorSummary
          title={t('invitation.plan.errors')}
          faults={faults.map((fault) => ({ fieldId: `invitation-${fault.field}`, message: say(fault) }))}
          sent={tries}
        />
      )}
      <ChannelOrder
        available={status.available}
        chosen={plan.channels}
        onChange={(channels) => setPlan({ ...plan, channels: [...channels] })}
      />
      <DayField
        id="invitation-invites"
        label={t('invitation.plan.invites')}
        help={t('invitation.plan.invites.help', values)}
        error={says('invites')}
        {...days}
        value={plan.invitesOn}
        onChange={(invitesOn) => setPlan({ ...plan, invitesOn })}
      />
      <fieldset className={styles.reminders}>
        <legend>{t('invitation.plan.reminds.title')}</legend>
        <p className="quiet">{t('invitation.plan.reminds.help')}</p>
        {plan.remindsOn.map((day, place) => (
          // A reminder is its place in the list: its day is being written.
          <div key={place} className={styles.reminder}>
            <DayField
              id={`invitation-reminds-${place}`}
              label={t('invitation.plan.reminds', { place: place + 1 })}
              error={says(`reminds-${place}`)}
              {...days}
              value={day}
              onChange={(next) => remind(plan.remindsOn.with(place, next))}
            />
            <Button
              look="quiet"
              icon="cross"
              aria-label={t('invitation.plan.reminds.remove', { place: place + 1 })}
              onClick={() => remind(plan.remindsOn.toSpliced(place, 1))}
            >
              {t('invitation.plan.reminds.removeShort')}
            </Button>
          </div>
        ))}
        {plan.remindsOn.length < mostReminders && (
          <div>
            <Button look="secondary" icon="plus" onClick={() => remind([...plan.remindsOn, ''])}>
              {t('invitation.plan.reminds.add')}
            </Button>
          </div>
        )}
      </fieldset>
      {save.error && <Refused error={save.error} />}
      <div className="cluster">
        <Button type="submit" isBusy={save.isPending}>
          {t('invitation.plan.save')}
        </Button>
        {onCancel && (
          <Button look="quiet" onClick={onCancel}>
            {t('shell.cancel')}
          </Button>
        )}
      </div>
    </form>
  )
}
