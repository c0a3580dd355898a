/** Whom the messages reach, in numbers: by which channel, and how many children nobody can be reached for. */
import type { InvitationStatus } from '#api/invitation.ts'
import { channels } from '#domain/invitation/invitation.ts'
import { Notice } from '../../design/notice/notice.tsx'
import { Table } from '../../design/table/table.tsx'
import { useWords } from '../language.tsx'
import { FoldSection } from '../shell/fold-section.tsx'
import { Sheet } from '../shell/page.tsx'

export function Reach({ status }: { readonly status: InvitationStatus }) {
  const { t, counted, number } = useWords()
  const { people, children, byChannel, none } = status.receivers
  const order = [...new Set([...(status.plan?.channels ?? status.suggested.channels), ...channels])]
  const rows = order.flatMap((channel) => ((byChannel[channel] ?? 0) > 0 ? [{ channel, count: byChannel[channel] ?? 0 }] : []))
  return (
    <FoldSection
      id="reach"
      title={t('invitation.reach')}
      brief={none > 0 ? counted('invitation.reach.brief.none', none) : counted('invitation.reach.sum.receivers', people)}
    >
      <p className="quiet">{t('invitation.reach.who')}</p>
      {people === 0 && none === 0 ? (
        <p>{t('invitation.reach.nobody')}</p>
      ) : (
        <>
          <p>
            {t('invitation.reach.sum', {
              receivers: counted('invitation.reach.sum.receivers', people),
              children: counted('invitation.reach.sum.children', children),
            })}{' '}
            {none === 0 && t('invitation.reach.all')}
          </p>
          {rows.length > 0 && (
            <Sheet>
              <Table
                caption={t('invitation.reach.caption')}
                isCaptionHidden
                rows={rows}
                rowKey={({ channel }) => channel}
                columns={[
                  {
                    key: 'channel',
                    heading: t('invitation.column.channel'),
                    isName: true,
                    cell: ({ channel }) => t(`invitation.channel.${channel}`),
                  },
                  { key: 'count', heading: t('invitation.reach.receivers'), isNumber: true, cell: ({ count }) => number(count) },
                ]}
              />
            </Sheet>
          )}
          {none > 0 && <Notice kind="warning" title={counted('invitation.reach.none', none)} />}
        </>
      )}
    </FoldSection>
  )
}
