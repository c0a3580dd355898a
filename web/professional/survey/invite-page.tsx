/** One family, or one young person, at a time: who is invited, who may be, and the letter. Never what was answered. */
import { useState } from 'react'
import type { Invitee } from '#api/survey.ts'
import type { Output } from '../../client.ts'
import { Button } from '../../design/button/button.tsx'
import { Dialog } from '../../design/dialog/dialog.tsx'
import { EmptyState } from '../../design/empty-state/empty-state.tsx'
import { LinkButton } from '../../design/link-button/link-button.tsx'
import { Notice } from '../../design/notice/notice.tsx'
import { Select } from '../../design/select/select.tsx'
import { Table } from '../../design/table/table.tsx'
import { Tag } from '../../design/tag/tag.tsx'
import { useWords } from '../language.tsx'
import { useAct, useRead } from '../server-state.ts'
import { LoadedPage } from '../shell/loaded.tsx'
import { addresses } from '../shell/navigation.ts'
import { Page, Sheet } from '../shell/page.tsx'
import { Refused } from '../shell/refused.tsx'
import { ProtectedName } from '../shell/protected-name.tsx'
import styles from './invite-page.module.css'
import { lettersAddress } from './letters-address.ts'

type Invitees = Output<'listInvitees'>

/** Which of the surveys that invite one at a time. */
export function InvitingPage() {
  const { t, period } = useWords()
  const inviting = useRead('listInviting', undefined)
  return (
    <LoadedPage query={inviting}>
      {(surveys) =>
        surveys.length === 0 ? (
          <Page title={t('invite.title.none')} tab={t('invite.tab')}>
            <EmptyState title={t('invite.title.none')}>{t('invite.none.text')}</EmptyState>
          </Page>
        ) : (
          <Page title={t('invite.list.title')} tab={t('invite.tab')}>
            <Sheet>
              <Table
                caption={t('invite.list.title')}
                isCaptionHidden
                narrow="fold"
                rows={surveys}
                rowKey={({ id }) => id}
                columns={[
                  {
                    key: 'title',
                    heading: t('survey.column.title'),
                    isName: true,
                    cell: ({ id, title }) => <a href={`${addresses.survey}/${id}/inviter`}>{title}</a>,
                  },
                  { key: 'track', heading: t('plan.open.track'), cell: ({ track }) => t(`plan.track.${track}`) },
                  { key: 'period', heading: t('survey.column.period'), cell: ({ opensOn, closesOn }) => period(opensOn, closesOn) },
                ]}
              />
            </Sheet>
          </Page>
        )
      }
    </LoadedPage>
  )
}

export function InvitePage({ id }: { readonly id: string }) {
  const invitees = useRead('listInvitees', { params: { id } }, { keepsLast: true })
  return <LoadedPage query={invitees}>{(known) => <Invite {...known} />}</LoadedPage>
}

const states = ['notInvited', 'invited', 'answered', 'declined'] as const
const tones = { notInvited: 'neutral', invited: 'action', answered: 'success', declined: 'neutral' } as const

function Invite({ survey, invitees }: Invitees) {
  const { t, counted } = useWords()
  const [shown, setShown] = useState<'all' | Invitee['state']>('all')
  const [done, setDone] = useState<{ readonly invitee: Invitee; readonly link: string; readonly isRenewed: boolean } | null>(null)
  const [renewing, setRenewing] = useState<Invitee | null>(null)
  const invite = useAct('inviteOne')
  const renew = useAct('renewLink')
  const title = t('invite.title', { title: survey.title })
  const path = [{ label: t('invite.tab'), href: addresses.invite }]
  if (invitees.length === 0) {
    return (
      <Page title={title} tab={t('invite.tab')} path={path}>
        <EmptyState title={t('invite.empty')}>{t('invite.empty.text')}</EmptyState>
      </Page>
    )
  }
  const of = (state: Invitee['state']) => invitees.filter((one) => one.state === state)
  const invited = invitees.length - of('notInvited').length
  // Those who are to be invited stand first, then those who have not answered; each in the order of their names.
  const rows = states.filter((state) => shown === 'all' || state === shown).flatMap(of)
  const hasAges = invitees.some(({ ageMonths }) => ageMonths !== null)
  return (
    <Page
      title={title}
      tab={t('invite.tab')}
      path={path}
      lead={t(survey.respondent === 'parent' ? 'invite.lead.parent' : 'invite.lead.youngPerson')}
    >
      {!survey.isOpen && <Notice kind="warning" title={t('invite.closed')} />}
      {done && <Invited key={done.link} survey={survey} {...done} />}
      {invite.error && <Refused error={invite.error} />}
      {renew.error && <Refused error={renew.error} />}
      <div className={styles.choose}>
        <p>{counted('invite.count', invited, { answered: of('answered').length })}</p>
        <Select
          label={t('invite.filter')}
          value={shown}
          onChange={(value) => setShown(states.find((state) => state === value) ?? 'all')}
          options={[
            { value: 'all', label: `${t('invite.filter.all')} (${invitees.length})` },
            ...states.map((state) => ({ value: state, label: `${t(`invite.state.${state}`)} (${of(state).length})` })),
          ]}
        />
      </div>
      <Sheet>
        <Table
          caption={title}
          isCaptionHidden
          narrow="fold"
          rows={rows}
          rowKey={({ pupilId }) => pupilId}
          columns={[
            { key: 'name', heading: t('invite.column.name'), isName: true, cell: (invitee) => <ProtectedName {...invitee} /> },
            ...(hasAges
              ? [
                  {
                    key: 'age',
                    heading: t('invite.column.age'),
                    cell: ({ ageMonths }: Invitee) => (ageMonths === null ? '' : <Age months={ageMonths} />),
                  },
                ]
              : []),
            { key: 'place', heading: t('invite.column.place'), cell: ({ className }) => className },
            {
              key: 'state',
              heading: t('invite.column.state'),
              cell: ({ state }) => <Tag tone={tones[state]}>{t(`invite.state.${state}`)}</Tag>,
            },
            {
              key: 'do',
              heading: t('invite.column.do'),
              cell: (invitee) =>
                invitee.state === 'notInvited' && survey.isOpen ? (
                  <Button
                    size="small"
                    look="secondary"
                    aria-label={t('invite.do.of', { name: invitee.name })}
                    isBusy={invite.isPending && invite.variables.body.pupilId === invitee.pupilId}
                    onClick={() =>
                      invite.mutate(
                        { params: { id: survey.id }, body: { pupilId: invitee.pupilId } },
                        { onSuccess: ({ link }) => setDone({ invitee, link, isRenewed: false }) },
                      )
                    }
                  >
                    {t('invite.do')}
                  </Button>
                ) : invitee.state === 'invited' && survey.isOpen ? (
                  <span className={styles.ways}>
                    <a
                      href={lettersAddress(survey.id, invitee.classId, invitee.pupilId)}
                      target="_blank"
                      rel="noopener"
                      aria-label={t('invite.letter.of', { name: invitee.name })}
                    >
                      {t('invite.letter')}
                    </a>
                    <Button
                      size="small"
                      look="quiet"
                      aria-label={t('invite.renew.of', { name: invitee.name })}
                      onClick={() => setRenewing(invitee)}
                    >
                      {t('invite.renew')}
                    </Button>
                  </span>
                ) : null,
            },
          ]}
        />
      </Sheet>
      <p className="quiet small">{t('invite.logged')}</p>
      <Dialog
        isOpen={renewing !== null}
        onClose={() => setRenewing(null)}
        title={t('invite.renew.title', { name: renewing?.name ?? '' })}
        actions={
          <>
            <Button look="secondary" onClick={() => setRenewing(null)}>
              {t('shell.cancel')}
            </Button>
            <Button
              isBusy={renew.isPending}
              onClick={() =>
                renewing &&
                renew.mutate(
                  { params: { id: survey.id }, body: { pupilId: renewing.pupilId } },
                  {
                    onSuccess: ({ link }) => setDone({ invitee: renewing, link, isRenewed: true }),
                    onSettled: () => setRenewing(null),
                  },
                )
              }
            >
              {t('invite.renew.do')}
            </Button>
          </>
        }
      >
        <p>{t('invite.renew.text')}</p>
      </Dialog>
    </Page>
  )
}

function Age({ months }: { readonly months: number }) {
  const { counted } = useWords()
  return <>{months < 24 ? counted('invite.months', months) : counted('invite.years', Math.floor(months / 12))}</>
}

type InvitedProps = { readonly survey: Invitees['survey']; readonly invitee: Invitee; readonly link: string; readonly isRenewed: boolean }

/** What to do next, where it was done. The link is shown for a family that sits beside the one who invites. */
function Invited({ survey, invitee, link, isRenewed }: InvitedProps) {
  const { t } = useWords()
  return (
    // The one who invites may stand far down a long list.
    <div ref={(notice) => notice?.scrollIntoView({ block: 'nearest' })}>
      <Notice kind="success" isLive title={t(isRenewed ? 'invite.renewed' : 'invite.done', { name: invitee.name })}>
        <p>{t('invite.done.text')}</p>
        <p>
          {t('invite.done.link')}: <span className={styles.link}>{link}</span>
        </p>
        <p className={styles.letters}>
          <LinkButton href={lettersAddress(survey.id, invitee.classId, invitee.pupilId)} target="_blank" iconAfter="external">
            {t('invite.letter')}
          </LinkButton>
          <LinkButton
            look="secondary"
            href={lettersAddress(survey.id, invitee.classId, invitee.pupilId, 'en')}
            target="_blank"
            iconAfter="external"
          >
            {t('invite.letter.en')}
          </LinkButton>
        </p>
      </Notice>
    </div>
  )
}
