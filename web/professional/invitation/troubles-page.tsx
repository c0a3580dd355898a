/** Whom no message has reached, by name: why, and another way. */
import { useState } from 'react'
import type { Trouble } from '#api/invitation.ts'
import { Button } from '../../design/button/button.tsx'
import { Dialog } from '../../design/dialog/dialog.tsx'
import { EmptyState } from '../../design/empty-state/empty-state.tsx'
import { LinkButton } from '../../design/link-button/link-button.tsx'
import { Notice } from '../../design/notice/notice.tsx'
import { Table } from '../../design/table/table.tsx'
import { Tag } from '../../design/tag/tag.tsx'
import { useWords } from '../language.tsx'
import { useAct, useRead } from '../server-state.ts'
import { LoadedPage } from '../shell/loaded.tsx'
import { addresses } from '../shell/navigation.ts'
import { Page, Sheet } from '../shell/page.tsx'
import { Refused } from '../shell/refused.tsx'
import { lettersAddress } from '../survey/letters-address.ts'
import { invitationsAddress } from './invitation-addresses.ts'
import styles from './invitation.module.css'

export function TroublesPage({ id }: { readonly id: string }) {
  const troubles = useRead('listTroubles', { params: { id } })
  const survey = useRead('getSurvey', { params: { id } })
  return (
    <LoadedPage query={survey}>
      {({ title, wayIn }) => (
        <LoadedPage query={troubles}>
          {(rows) => <Troubles surveyId={id} title={title} troubles={rows} hasLetters={wayIn === 'link'} />}
        </LoadedPage>
      )}
    </LoadedPage>
  )
}

type Way = 'another' | 'again' | 'dealtWith'

type TroublesProps = {
  readonly surveyId: string
  readonly title: string
  readonly troubles: readonly Trouble[]
  readonly hasLetters: boolean
}

function Troubles({ surveyId, title, troubles, hasLetters }: TroublesProps) {
  const { t, counted, moment } = useWords()
  const [done, setDone] = useState<{ readonly child: string; readonly how: Way }>()
  const [asked, setAsked] = useState<Trouble>()
  const settle = useAct('settleTrouble')
  const count = troubles.length
  const act = (trouble: Trouble, body: Parameters<typeof settle.mutate>[0]['body']) =>
    settle.mutate(
      { params: { id: surveyId, messageId: trouble.messageId }, body },
      {
        onSuccess: () => {
          setAsked(undefined)
          setDone({ child: trouble.child, how: body.how })
        },
      },
    )
  const isBusy = ({ messageId }: Trouble) => settle.isPending && settle.variables.params.messageId === messageId
  return (
    <Page
      title={count === 0 ? t('invitation.troubles.title.none') : counted('invitation.troubles.title', count)}
      tab={t('invitation.troubles.tab')}
      {...(count === 0 ? {} : { lead: t('invitation.troubles.lead') })}
      path={[
        { label: t('survey.tab'), href: addresses.survey },
        { label: title, href: `${addresses.survey}/${surveyId}` },
        { label: t('invitation.tab'), href: invitationsAddress(surveyId) },
      ]}
    >
      {done && (
        <Notice
          kind="success"
          isLive
          title={t('invitation.troubles.done', { name: done.child, what: t(`invitation.troubles.done.${done.how}`) })}
        />
      )}
      {settle.error && <Refused error={settle.error} />}
      {count === 0 ? (
        <EmptyState
          title={t('invitation.troubles.title.none')}
          action={<LinkButton href={invitationsAddress(surveyId)}>{t('invitation.troubles.back')}</LinkButton>}
        >
          {t('invitation.troubles.none.text')}
        </EmptyState>
      ) : (
        <Sheet>
          <Table
            caption={t('invitation.troubles.tab')}
            isCaptionHidden
            narrow="fold"
            rows={troubles}
            rowKey={({ messageId }) => messageId}
            columns={[
              {
                key: 'child',
                heading: t('invitation.troubles.child'),
                isName: true,
                cell: ({ child, className, institution }) => (
                  <>
                    {child}
                    <span className={styles.under}>{t('invitation.own.letters.of', { class: className, institution })}</span>
                  </>
                ),
              },
              {
                key: 'receiver',
                heading: t('invitation.troubles.receiver'),
                cell: ({ receiver }) => (receiver === '' ? t('invitation.troubles.receiver.protected') : receiver),
              },
              {
                key: 'why',
                heading: t('invitation.troubles.why'),
                cell: (trouble) => (
                  <>
                    <Tag tone={trouble.state === 'uncertain' ? 'warning' : 'danger'}>{t(`invitation.state.${trouble.state}`)}</Tag>
                    <span className={styles.under}>
                      {trouble.state === 'uncertain' ? t('invitation.state.uncertain.help') : t(`invitation.reason.${trouble.reason}`)}
                    </span>
                    <span className={styles.under}>
                      {t('invitation.troubles.message.text', {
                        occasion: t(`invitation.occasion.${trouble.occasion}`),
                        channel: t(`invitation.way.${trouble.channel}`),
                        moment: moment(trouble.at),
                      })}
                    </span>
                  </>
                ),
              },
              {
                key: 'do',
                heading: t('invitation.troubles.do'),
                cell: (trouble) => (
                  <span className={styles.ways}>
                    {trouble.others
                      .filter((channel) => channel !== 'letter')
                      .map((channel) => (
                        <Button
                          key={channel}
                          size="small"
                          look="secondary"
                          isBusy={isBusy(trouble)}
                          aria-label={t('invitation.troubles.another.of', {
                            channel: t(`invitation.way.${channel}`),
                            name: trouble.child,
                          })}
                          onClick={() => act(trouble, { how: 'another', channel })}
                        >
                          {t('invitation.troubles.another', { channel: t(`invitation.way.${channel}`) })}
                        </Button>
                      ))}
                    {trouble.state === 'uncertain' && (
                      <Button
                        size="small"
                        look="secondary"
                        isBusy={isBusy(trouble)}
                        aria-label={t('invitation.troubles.again.of', { name: trouble.child })}
                        onClick={() => setAsked(trouble)}
                      >
                        {t('invitation.troubles.again')}
                      </Button>
                    )}
                    {hasLetters && (
                      <a
                        href={lettersAddress(surveyId, trouble.classId, trouble.pupilId)}
                        target="_blank"
                        rel="noopener"
                        aria-label={t('invitation.troubles.letter.of', { name: trouble.child })}
                      >
                        {t('invitation.troubles.letter')}
                      </a>
                    )}
                    <Button
                      size="small"
                      look="quiet"
                      isBusy={isBusy(trouble)}
                      aria-label={t('invitation.troubles.dealtWith.of', { name: trouble.child })}
                      onClick={() => act(trouble, { how: 'dealtWith' })}
                    >
                      {t('invitation.troubles.dealtWith')}
                    </Button>
                  </span>
                ),
              },
            ]}
          />
        </Sheet>
      )}
      <Dialog
        isOpen={asked !== undefined}
        onClose={() => setAsked(undefined)}
        title={t('invitation.troubles.again.title')}
        actions={
          <>
            <Button look="secondary" onClick={() => setAsked(undefined)}>
              {t('shell.cancel')}
            </Button>
            <Button isBusy={settle.isPending} onClick={() => asked && act(asked, { how: 'again' })}>
              {t('invitation.troubles.again.yes')}
            </Button>
          </>
        }
      >
        <p>{t('invitation.troubles.again.risk', { name: asked?.child ?? '' })}</p>
      </Dialog>
    </Page>
  )
}
