/** Rows of the log: when, who, what and why, and at how many children. */
import type { Output } from '../../client.ts'
import { Button } from '../../design/button/button.tsx'
import { EmptyState } from '../../design/empty-state/empty-state.tsx'
import { Table } from '../../design/table/table.tsx'
import { Tag } from '../../design/tag/tag.tsx'
import { useWords } from '../language.tsx'
import { Sheet } from '../shell/page.tsx'
import styles from './audit.module.css'
import { useAuditWords } from './words.ts'

type Event = Output<'listAuditEvents'>['events'][number]

type EventsProps = {
  readonly events: readonly Event[]
  readonly isFiltered: boolean
  /** Shows one member of staff alone; left out where that is what is shown. */
  readonly onPerson?: ((accountId: string) => void) | undefined
}

export function Events({ events, isFiltered, onPerson }: EventsProps) {
  const { t, moment } = useWords()
  const words = useAuditWords()
  if (events.length === 0) {
    return (
      <EmptyState level={3} title={t('audit.none')}>
        {t(isFiltered ? 'audit.none.filtered' : 'audit.none.text')}
      </EmptyState>
    )
  }
  return (
    <Sheet>
      <Table
        caption={t('audit.log')}
        isCaptionHidden
        narrow="fold"
        rows={events}
        rowKey={({ id }) => id}
        columns={[
          { key: 'at', heading: t('audit.column.at'), isName: true, cell: ({ at }) => <span className={styles.at}>{moment(at)}</span> },
          {
            key: 'who',
            heading: t('audit.column.who'),
            cell: ({ name, role, accountId }) => (
              <>
                {name !== null && accountId !== null && onPerson !== undefined ? (
                  <Button look="quiet" size="small" aria-label={t('audit.onlyThis', { name })} onClick={() => onPerson(accountId)}>
                    {name}
                  </Button>
                ) : (
                  (name ?? words.role(role))
                )}
                {name !== null && <span className={styles.under}>{words.role(role)}</span>}
              </>
            ),
          },
          { key: 'act', heading: t('audit.column.act'), cell: (event) => <What event={event} /> },
          {
            key: 'children',
            heading: t('audit.column.children'),
            isNumber: true,
            cell: ({ children }) => (children > 0 ? <Tag>{children}</Tag> : <span className="quiet">–</span>),
          },
        ]}
      />
    </Sheet>
  )
}

function What({ event: { act, purpose, relation, refusal, times } }: { readonly event: Event }) {
  const { t } = useWords()
  const words = useAuditWords()
  return (
    <>
      {words.act(act)}
      {purpose !== null && <span className={styles.under}>{t('audit.why', { purpose: words.purpose(purpose) })}</span>}
      {relation !== null && <span className={styles.under}>{t('audit.related', { relation: words.relation(relation) })}</span>}
      {refusal !== null && (
        <span className={styles.tags}>
          <Tag tone="warning" icon="lock">
            {t('audit.refused.by', { reason: words.refusal(refusal) })}
          </Tag>
          {times > 1 && <Tag tone="neutral">{t('audit.refused.times', { count: times })}</Tag>}
        </span>
      )}
    </>
  )
}
