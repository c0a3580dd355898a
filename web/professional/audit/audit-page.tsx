/** Data protection: who did what, and who may do what. The look at the log is itself in the log. */
import { useState } from 'react'
import { useLocation, useSearch } from 'wouter'
import { exportAuditEvents } from '#api/audit.ts'
import { roles } from '#domain/access/actor.ts'
import { addressOf, type Output } from '../../client.ts'
import { Button } from '../../design/button/button.tsx'
import { Checkboxes } from '../../design/checkboxes/checkboxes.tsx'
import { LinkButton } from '../../design/link-button/link-button.tsx'
import { Notice } from '../../design/notice/notice.tsx'
import { Select } from '../../design/select/select.tsx'
import { Spinner } from '../../design/spinner/spinner.tsx'
import { useWords } from '../language.tsx'
import { useRead } from '../server-state.ts'
import { LoadedPage } from '../shell/loaded.tsx'
import { Contents } from '../shell/contents.tsx'
import { Page, Section } from '../shell/page.tsx'
import { DayField } from '../survey/day-field.tsx'
import { Anchor } from './anchor.tsx'
import { Events } from './events.tsx'
import { auditQuery, readFilter, type AuditFilter, writeFilter } from './filter.ts'
import { Rights } from './rights.tsx'
import { StaffFinder } from './staff-finder.tsx'
import { auditAddresses, AuditRooms } from './rooms.tsx'
import { useAuditWords } from './words.ts'
import styles from './audit.module.css'

type Log = Output<'listAuditEvents'>

export function AuditPage() {
  const { t, counted, language } = useWords()
  const [, go] = useLocation()
  const filter = readFilter(useSearch())
  const log = useRead('listAuditEvents', { query: auditQuery(filter) }, { keepsLast: true })
  const choose = (change: Partial<AuditFilter>) =>
    go(`${auditAddresses.log}${writeFilter({ ...filter, before: '', ...change })}`, { replace: true })
  const { before: _, ...whole } = auditQuery(filter)
  return (
    <LoadedPage query={log}>
      {(found) => {
        const children = found.events.reduce((sum, event) => sum + event.children, 0)
        return (
          <Page
            title={
              filter.isRefused
                ? found.events.length > 0
                  ? counted('audit.title.refused', found.events.length)
                  : t('audit.title.refused.none')
                : children > 0
                  ? counted('audit.title.children', found.events.filter((event) => event.children > 0).length)
                  : t('audit.title')
            }
            tab={t('audit.tab')}
            lead={t('audit.lead')}
            actions={
              <>
                <LinkButton
                  look="secondary"
                  icon="download"
                  href={addressOf(exportAuditEvents, { query: { ...whole, language } })}
                  download
                >
                  {t('audit.export')}
                </LinkButton>
                <Button look="secondary" icon="print" onClick={() => window.print()}>
                  {t('templates.print')}
                </Button>
              </>
            }
          >
            <AuditRooms />
            <Notice title={t('audit.logged')}>{t('audit.logged.text')}</Notice>
            <Contents
              parts={[
                { id: 'log', title: t('audit.log') },
                { id: 'anchor', title: t('audit.anchor') },
                { id: 'rights', title: t('audit.rights') },
              ]}
            />
            <Section id="log" title={t('audit.log')}>
              <Filters filter={filter} acts={found.acts} onChoose={choose} />
              {filter.person === '' && <StaffFinder onPerson={(person) => choose({ person })} />}
              <Narrowed filter={filter} events={found.events} onChoose={choose} />
              {log.isPlaceholderData && <Spinner label={t('shell.waiting')} />}
              <Events
                events={found.events}
                isFiltered={writeFilter({ ...filter, before: '' }) !== ''}
                onPerson={filter.person === '' ? (person) => choose({ person }) : undefined}
              />
              <div className={styles.more}>
                {filter.before !== '' && (
                  <Button look="secondary" onClick={() => choose({})}>
                    {t('audit.newest')}
                  </Button>
                )}
                {found.hasMore && (
                  <Button look="secondary" onClick={() => choose({ before: String(found.events.at(-1)?.number ?? '') })}>
                    {t('audit.older')}
                  </Button>
                )}
              </div>
            </Section>
            <Anchor />
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

/** Why children are looked at, as professionals say it. */
const purposes = [
  'talk',
  'followUp',
  'request',
  'list',
  'record',
  'journal',
  'invitation',
  'assessment',
  'ppr',
  'screening',
  'mapping',
  'childAssessment',
  'healthService',
  'insight',
  'oversight',
]

function Filters({ filter, acts, onChoose }: FiltersProps) {
  const { t } = useWords()
  const words = useAuditWords()
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
        options={[{ value: '', label: t('audit.act.all') }, ...acts.map((act) => ({ value: act, label: words.act(act) }))]}
      />
      <Select
        label={t('audit.purpose')}
        value={filter.purpose}
        onChange={(purpose) => onChoose({ purpose })}
        options={[
          { value: '', label: t('audit.purpose.all') },
          ...purposes.map((purpose) => ({ value: purpose, label: words.purpose(purpose) })),
        ]}
      />
      <Checkboxes
        label={t('audit.children')}
        look="plain"
        options={[
          { value: 'children', label: t('audit.children.only') },
          { value: 'refused', label: t('audit.refused.only') },
        ]}
        values={[...(filter.isAboutChildren ? ['children'] : []), ...(filter.isRefused ? ['refused'] : [])]}
        onChange={(values) => onChoose({ isAboutChildren: values.includes('children'), isRefused: values.includes('refused') })}
      />
    </form>
  )
}

type NarrowedProps = { readonly filter: AuditFilter; readonly events: Log['events']; readonly onChoose: FiltersProps['onChoose'] }

/** What the search is narrowed to beside the fields: one child, one member of staff. */
function Narrowed({ filter, events, onChoose }: NarrowedProps) {
  const { t } = useWords()
  const name = events.find(({ accountId }) => accountId === filter.person)?.name
  if (filter.child === '' && filter.person === '') return null
  return (
    <div className={styles.more}>
      {filter.child !== '' && (
        <Button look="secondary" size="small" icon="cross" onClick={() => onChoose({ child: '' })}>
          {t('audit.onlyChild')}
        </Button>
      )}
      {filter.person !== '' && (
        <Button look="secondary" size="small" icon="cross" onClick={() => onChoose({ person: '' })}>
          {name ? t('audit.onlyPerson', { name }) : t('audit.onlyPerson.unknown')}
        </Button>
      )}
    </div>
  )
}
