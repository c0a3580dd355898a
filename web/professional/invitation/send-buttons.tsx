/** Sending now, reminding now, stopping: each asks first, and says how many it is about. */
import { useState } from 'react'
import type { InvitationPlan, InvitationStatus } from '#api/invitation.ts'
import type { Occasion } from '#domain/invitation/invitation.ts'
import { Button } from '../../design/button/button.tsx'
import { Dialog } from '../../design/dialog/dialog.tsx'
import { useWords } from '../language.tsx'
import { useAct } from '../server-state.ts'
import { Refused } from '../shell/refused.tsx'
import { countIn, gone, mayGoOut, nextDay } from './invitation-facts.ts'

export function SendButtons({
  status,
  plan,
  today,
}: {
  readonly status: InvitationStatus
  readonly plan: InvitationPlan
  readonly today: string
}) {
  const isTold = countIn(status, ['sent', 'delivered', 'sending', 'bounced', 'uncertain'], 'invitation') > 0
  const waits = countIn(status, ['waiting'])
  const canStop = !status.isStopped && (waits > 0 || nextDay(status, today) !== undefined)
  return (
    <>
      {mayGoOut(status, plan, 'invitation').most > 0 && <SendNow status={status} plan={plan} occasion="invitation" isFirst={!isTold} />}
      {isTold && gone(status) > 0 && mayGoOut(status, plan, 'reminder').most > 0 && (
        <SendNow status={status} plan={plan} occasion="reminder" isFirst={false} />
      )}
      {canStop && <Stop status={status} waits={waits} />}
    </>
  )
}

type SendNowProps = {
  readonly status: InvitationStatus
  readonly plan: InvitationPlan
  readonly occasion: Occasion
  readonly isFirst: boolean
}

function SendNow({ status, plan, occasion, isFirst }: SendNowProps) {
  const { t, counted, list } = useWords()
  const [isAsking, setAsking] = useState(false)
  const send = useAct('sendInvitations', () => setAsking(false))
  const { most, ways } = mayGoOut(status, plan, occasion)
  return (
    <>
      <Button look={isFirst ? 'primary' : 'secondary'} onClick={() => setAsking(true)}>
        {t(`invitation.send.${occasion}`)}
      </Button>
      <Dialog
        isOpen={isAsking}
        onClose={() => setAsking(false)}
        title={t(`invitation.send.${occasion}.title`)}
        actions={
          <>
            <Button look="secondary" onClick={() => setAsking(false)}>
              {t('shell.cancel')}
            </Button>
            <Button isBusy={send.isPending} onClick={() => send.mutate({ params: { id: status.surveyId }, body: { occasion } })}>
              {t('invitation.send.yes')}
            </Button>
          </>
        }
      >
        <p>
          <strong>
            {counted('invitation.send.most', most, {
              ways: list(ways.map(({ channel, count }) => t('invitation.send.way', { count, channel: t(`invitation.way.${channel}`) }))),
            })}
          </strong>
        </p>
        <ul>
          <li>{t(occasion === 'invitation' ? 'invitation.send.once' : 'invitation.send.open')}</li>
          <li>{t('invitation.send.final')}</li>
        </ul>
        {send.error && <Refused error={send.error} />}
      </Dialog>
    </>
  )
}

function Stop({ status, waits }: { readonly status: InvitationStatus; readonly waits: number }) {
  const { t, counted } = useWords()
  const [isAsking, setAsking] = useState(false)
  const stop = useAct('stopInvitations', () => setAsking(false))
  return (
    <>
      <Button look="quiet" icon="stop" onClick={() => setAsking(true)}>
        {t('invitation.stop')}
      </Button>
      <Dialog
        isOpen={isAsking}
        onClose={() => setAsking(false)}
        title={t('invitation.stop.title')}
        actions={
          <>
            <Button look="secondary" onClick={() => setAsking(false)}>
              {t('shell.cancel')}
            </Button>
            <Button look="danger" isBusy={stop.isPending} onClick={() => stop.mutate({ params: { id: status.surveyId } })}>
              {t('invitation.stop.yes')}
            </Button>
          </>
        }
      >
        <p>{waits === 0 ? t('invitation.stop.text.none') : counted('invitation.stop.text', waits)}</p>
        <p>{t('invitation.stop.again')}</p>
        {stop.error && <Refused error={stop.error} />}
      </Dialog>
    </>
  )
}
