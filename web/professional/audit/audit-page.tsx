/** Data protection: who did what, and who may do what. The look at the log is itself in the log. */
import { useState } from 'react'
import { useLocation, useSearch } from 'wouter'
import { roles } from '#domain/access/actor.ts'
import type { AuditEvent } from '#api/audit.ts'
import type { Output } from '../../client.ts'
import { Button } from '../../design/button/button.tsx'
import { Checkboxes } from '../../design/checkboxes/checkboxes.tsx'
import { EmptyState } from '../../design/empty-state/empty-state.tsx'
import { Notice } from '../../design/notice/notice.tsx'
import { Select } from '../../design/select/select.tsx'
import { Spinner } from '../../design/spinner/spinner.tsx'
import { Table } from '../../design/table/table.tsx'
import { Tag } from '../../design/tag/tag.tsx'
import { useWords } from '../language.tsx'
import { useRead } from '../server-state.ts'
import { LoadedPage } from '../shell/loaded.tsx'
import { addresses } from '../shell/navigation.ts'
import { Page, Section, Sheet } from '../shell/page.tsx'
import { DayField } from '../survey/day-field.tsx'
import { auditQuery, readFilter, type AuditFilter, writeFilter } from './filter.ts'
import { Rights } from './rights.tsx'
import styles from './audit.module.css'

type Log = Output<'listAuditEvents'>

export function AuditPage() {
  const { t, counted } = useWords()
  const [, go] = useLocation()
  const filter = readFilter(useSearch())
  const log = useRead('listAuditEvents', { query: auditQuery(filter) }, { keepsLast: true })
  const choose = (change: Partial<AuditFilter>) =>
    go(`${addresses.audit}${writeFilter({ ...filter, before: '', ...change })}`, { replace: true })
  return (
    <LoadedPage query={log}>
      {(found) => {
        const children = found.events.reduce((sum, event) => sum + event.children, 0)
        return (
          <Page
            title={
              children > 0 ? counted('audit.title.children', found.events.filter((event) => event.children > 0).length) : t('audit.title')
            }
            tab={t('audit.tab')}
            lead={t('audit.lead')}
            actions={
              <Button look="secondary" icon="print" onClick={() => window.print()}>
                {t('templates.print')}
              </Button>
            }
          >
            <Notice title={t('audit.logged')}>{t('audit.logged.text')}</Notice>
            <Section title={t('audit.log')}>
              <Filters filter={filter} acts={found.acts} onChoose={choose} />
              {log.isPlaceholderData && <Spinner label={t('shell.waiting')} />}
              <Events events={found.events} isFiltered={writeFilter({ ...filter, before: '' }) !== ''} />
              <div className={styles.more}>
                {filter.before !== '' && (
                  <Button look="secondary" onClick={() => choose({})}>
                    {t('audit.newest')}
                  </Button>
                )}
                {found.hasMore && (
                  <Button look="secondary" onClick={() => choose({ before: found.events.at(-1)?.at ?? '' })}>
                    {t('audit.older')}
                  </Button>
                )}
              </div>
            </Section>
            <Rights />
          </Page>
        )
      }}
    </LoadedPage>
  )
}

type FiltersProps = {
  readonly filter: AuditFilter
  readonly acts: Log['acts']
  readonly onChoose: (change: Partial<AuditFilter>) => void
}

function Filters({ filter, acts, onChoose }: FiltersProps) {
  const { t, named } = useWords()
  const [days, setDays] = useState({ from: filter.from, to: filter.to })
  const day = (end: 'from' | 'to') => (value: string) => {
    setDays({ ...days, [end]: value })
    onChoose({ [end]: value })
  }
  return (
    <form className={styles.filters} onSubmit={(event) => event.preventDefault()} aria-label={t('audit.filter')}>
      <DayField id="audit-from" label={t('audit.from')} value={days.from} onChange={day('from')} />
      <DayField id="audit-to" label={t('audit.to')} value={days.to} onChange={day('to')} />
      <Select
        label={t('audit.role')}
        value={filter.role}
        onChange={(role) => onChoose({ role })}
        options={[
          { value: '', label: t('audit.role.all') },
          ...roles.map((role) => ({ value: role, label: t(`role.${role}`) })),
          { value: 'system', label: t('audit.role.system') },
        ]}
      />
      <Select
        label={t('audit.act')}
        value={filter.act}
        onChange={(act) => onChoose({ act })}
        options={[
          { value: '', label: t('audit.act.all') },
          ...acts.map((act) => ({ value: act, label: named('audit.event', act) ?? act })),
        ]}
      />
      <Checkboxes
        label={t('audit.children')}
        look="plain"
        options={[{ value: 'children', label: t('audit.children.only') }]}
        values={filter.isAboutChildren ? ['children'] : []}
        onChange={(values) => onChoose({ isAboutChildren: values.includes('children') })}
      />
    </form>
  )
}

function Events({ events, isFiltered }: { readonly events: Log['events']; readonly isFiltered: boolean }) {
  const { t, named, moment } = useWords()
  if (events.length === 0) {
    return (
      <EmptyState level={3} title={t('audit.none')}>
        {t(isFiltered ? 'audit.none.filtered' : 'audit.none.text')}
      </EmptyState>
    )
  }
  const roleOf = ({ role }: AuditEvent) =>
    role === 'system' ? t('audit.role.system') : (named('role', role) ?? named('audit.role', role) ?? role)
  const purposeOf = ({ purpose }: AuditEvent) =>
    purpose === null ? '' : (named('purpose', purpose) ?? named('audit.purpose', purpose) ?? purpose)
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
            cell: (event) => (
              <>
                {event.name ?? roleOf(event)}
                {event.name !== null && <span className={styles.under}>{roleOf(event)}</span>}
              </>
            ),
          },
          {
            key: 'act',
            heading: t('audit.column.act'),
            cell: (event) => (
              <>
                {named('audit.event', event.act) ?? event.act}
                {purposeOf(event) !== '' && <span className={styles.under}>{t('audit.why', { purpose: purposeOf(event) })}</span>}
              </>
            ),
          },
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
