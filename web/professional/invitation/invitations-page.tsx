/** How the people of a survey are told, and what became of it. It keeps up by itself while something is on its way. */
import { useState } from 'react'
import { may } from '#domain/access/policy.ts'
import type { InvitationPlan, InvitationStatus } from '#api/invitation.ts'
import type { Me } from '#api/session.ts'
import type { SurveyProgress } from '#api/survey.ts'
import { Button } from '../../design/button/button.tsx'
import { LinkButton } from '../../design/link-button/link-button.tsx'
import { Notice } from '../../design/notice/notice.tsx'
import { Tag } from '../../design/tag/tag.tsx'
import { useWords } from '../language.tsx'
import { useRead } from '../server-state.ts'
import { LoadedPage } from '../shell/loaded.tsx'
import { addresses } from '../shell/navigation.ts'
import { FoldSection } from '../shell/fold-section.tsx'
import { Page, Section } from '../shell/page.tsx'
import { SurveyState } from '../survey/survey-state.tsx'
import { today } from '../today.ts'
import { troublesAddress } from './invitation-addresses.ts'
import { gone, nextDay, stageOf, underway } from './invitation-facts.ts'
import { Messages } from './messages.tsx'
import { OwnSharing } from './own-sharing.tsx'
import { PlanForm } from './plan-form.tsx'
import { Preview } from './preview.tsx'
import { Reach } from './reach.tsx'
import { SendButtons } from './send-buttons.tsx'
import styles from './invitation.module.css'

/** While something is on its way the figures change by the second; else only what comes back. */
const movingMs = 3_000
const quietMs = 30_000

export function InvitationsPage({ me, id }: { readonly me: Me; readonly id: string }) {
  const survey = useRead('getSurvey', { params: { id } })
  const status = useRead(
    'getInvitations',
    { params: { id } },
    { everyMs: (known) => (known && known.state === 'open' ? (underway(known) > 0 ? movingMs : quietMs) : false) },
  )
  return (
    <LoadedPage query={status}>
      {(known) => <LoadedPage query={survey}>{(asked) => <Invitations me={me} status={known} survey={asked} />}</LoadedPage>}
    </LoadedPage>
  )
}

type InvitationsProps = { readonly me: Me; readonly status: InvitationStatus; readonly survey: SurveyProgress }

function Invitations({ me, status, survey }: InvitationsProps) {
  const { t, counted, period } = useWords()
  const title = useTitle(status)
  const next = useNext(status)
  const maySend = may(me, 'invitation.send')
  const isAhead = status.state === 'draft' || status.state === 'open'
  return (
    <Page
      title={title}
      tab={t('invitation.tab')}
      lead={next}
      path={[
        { label: t('survey.tab'), href: addresses.survey },
        { label: status.title, href: `${addresses.survey}/${status.surveyId}${status.state === 'draft' ? '/plan' : ''}` },
      ]}
      tags={
        <>
          <SurveyState survey={survey} today={today()} />
          <Tag tone="neutral">{period(status.opensOn, status.closesOn)}</Tag>
        </>
      }
      actions={maySend && status.state === 'open' && status.plan && <SendButtons status={status} plan={status.plan} today={today()} />}
    >
      {status.troubles > 0 && (
        <Notice
          kind="warning"
          title={counted('invitation.troubles.notice', status.troubles)}
          actions={maySend && <LinkButton href={troublesAddress(status.surveyId)}>{t('invitation.troubles.show')}</LinkButton>}
        >
          {maySend && t('invitation.troubles.notice.text')}
        </Notice>
      )}
      {status.state !== 'draft' && <Messages status={status} />}
      {isAhead && (
        <div className={styles.parts}>
          <Plan status={status} maySend={maySend} />
          <Reach status={status} />
          <Preview me={me} status={status} isForPupils={survey.wayIn === 'lesson'} />
          <OwnSharing me={me} status={status} survey={survey} />
        </div>
      )}
    </Page>
  )
}

function useTitle(status: InvitationStatus): string {
  const { t, counted, day } = useWords()
  switch (stageOf(status, today())) {
    case 'over':
      return t('invitation.title.over')
    case 'unplanned':
      return t('invitation.title.unplanned')
    case 'troubles':
      return counted('invitation.title.troubles', status.troubles)
    case 'sending':
      return counted('invitation.title.sending', underway(status))
    case 'sent':
      return counted('invitation.title.sent', gone(status))
    case 'byHand':
      return t('invitation.title.byHand')
    case 'stopped':
      return t('invitation.title.stopped')
    case 'planned':
      return t('invitation.title.planned', { date: day(nextDay(status, today())?.day ?? status.opensOn) })
    case 'none':
      return t('invitation.title.none')
  }
}

/** The plan in words, and the form behind a button; while there is none, the form with what most would do. */
function Plan({ status, maySend }: { readonly status: InvitationStatus; readonly maySend: boolean }) {
  const { t } = useWords()
  const [isChanging, setChanging] = useState(false)
  const [isSaved, setSaved] = useState(false)
  const { plan } = status
  if (plan === null && !maySend) {
    return (
      <Section title={t('invitation.plan')}>
        <p>{t('invitation.survey.unplanned')}</p>
      </Section>
    )
  }
  if (plan === null) {
    return (
      <Section title={t('invitation.plan')}>
        <p className="quiet">{t('invitation.plan.suggested')}</p>
        <PlanForm status={status} onDone={() => setSaved(true)} />
      </Section>
    )
  }
  return (
    <FoldSection
      id="plan"
      title={t('invitation.plan')}
      brief={plan.channels.map((channel) => t(`invitation.channel.${channel}`)).join(' → ')}
      aside={
        maySend &&
        !isChanging && (
          <Button look="secondary" onClick={() => setChanging(true)}>
            {t(status.isStopped ? 'invitation.plan.resume' : 'invitation.plan.change')}
          </Button>
        )
      }
    >
      {isChanging ? (
        <PlanForm
          status={status}
          onDone={() => {
            setChanging(false)
            setSaved(true)
          }}
          onCancel={() => setChanging(false)}
        />
      ) : (
        <>
          {isSaved && <Notice kind="success" isLive title={t('invitation.plan.saved')} />}
          {status.isStopped && <Notice kind="warning" title={t('invitation.plan.stopped')} />}
          <PlanInWords plan={plan} />
        </>
      )}
    </FoldSection>
  )
}

function PlanInWords({ plan }: { readonly plan: InvitationPlan }) {
  const { t, day, list } = useWords()
  return (
    <dl className={styles.facts}>
      <dt>{t('invitation.plan.channels')}</dt>
      <dd>
        {plan.channels.length === 0
          ? t('invitation.plan.none')
          : plan.channels.map((channel) => t(`invitation.channel.${channel}`)).join(' → ')}
      </dd>
      <dt>{t('invitation.plan.invites')}</dt>
      <dd>{day(plan.invitesOn)}</dd>
      <dt>{t('invitation.plan.reminds.title')}</dt>
      <dd>{plan.remindsOn.length === 0 ? t('invitation.plan.noReminders') : list(plan.remindsOn.map(day))}</dd>
    </dl>
  )
}

/** What happens next, and when, in one sentence; without a plan, what a message is. */
function useNext(status: InvitationStatus): string | undefined {
  const { t, day } = useWords()
  if (status.state === 'closed' || status.state === 'sealed') return undefined
  if (status.plan === null || status.isStopped)
    return status.state === 'draft' ? `${t('invitation.lead')} ${t('invitation.lead.draft')}` : t('invitation.lead')
  const next = nextDay(status, today())
  if (next === undefined) return t('invitation.now.nothing')
  const date = day(next.day)
  if (next.occasion === 'reminder') return t('invitation.now.reminder', { date })
  if (status.state === 'draft') return t('invitation.now.opens', { date })
  return next.day <= today() ? t('invitation.now.today') : t('invitation.now.waits', { date })
}
