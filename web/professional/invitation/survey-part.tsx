/** How the people of a survey are told, in two lines on the survey's own pages, and the way to more. */
import { may } from '#domain/access/policy.ts'
import type { InvitationStatus } from '#api/invitation.ts'
import type { Me } from '#api/session.ts'
import { LinkButton } from '../../design/link-button/link-button.tsx'
import { Notice } from '../../design/notice/notice.tsx'
import { useWords } from '../language.tsx'
import { useRead } from '../server-state.ts'
import { Loaded } from '../shell/loaded.tsx'
import { Section } from '../shell/page.tsx'
import { invitationsAddress } from './invitation-addresses.ts'
import { gone, machines } from './invitation-facts.ts'

export function InvitationsPart({ me, surveyId }: { readonly me: Me; readonly surveyId: string }) {
  const { t } = useWords()
  const status = useRead('getInvitations', { params: { id: surveyId } })
  return (
    <Section title={t('invitation.survey.title')}>
      <Loaded query={status}>
        {(known) => (
          <>
            <InWords status={known} />
            <div>
              <LinkButton look="secondary" href={invitationsAddress(surveyId)} iconAfter="forward">
                {t(known.plan === null && may(me, 'invitation.send') ? 'invitation.survey.plan' : 'invitation.survey.see')}
              </LinkButton>
            </div>
          </>
        )}
      </Loaded>
    </Section>
  )
}

function InWords({ status }: { readonly status: InvitationStatus }) {
  const { t, counted, day, list } = useWords()
  const { plan, troubles } = status
  if (plan === null) return <Notice kind="warning" title={t('invitation.survey.unplanned')} />
  const sent = gone(status)
  const planned =
    machines(plan.channels).length === 0
      ? t('invitation.survey.byHand')
      : t('invitation.survey.planned', {
          date: day(plan.invitesOn),
          channels: list(machines(plan.channels).map((channel) => t(`invitation.way.${channel}`))),
        })
  return (
    <>
      <p>
        {status.isStopped ? t('invitation.title.stopped') + '. ' : sent === 0 && planned}{' '}
        {sent > 0 && counted('invitation.survey.sent', sent)}
      </p>
      {troubles > 0 && <Notice kind="warning" title={counted('invitation.survey.troubles', troubles)} />}
    </>
  )
}
