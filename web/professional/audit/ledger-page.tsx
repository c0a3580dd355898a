/** What has been told of groups: when first, to which role, in what form, of which survey and unit. Never a figure. */
import { useLocation, useSearch } from 'wouter'
import { forms } from '#domain/disclosure/publication.ts'
import { unitName } from '#domain/report/unit-name.ts'
import type { Output } from '../../client.ts'
import { Button } from '../../design/button/button.tsx'
import { EmptyState } from '../../design/empty-state/empty-state.tsx'
import { Select } from '../../design/select/select.tsx'
import { Spinner } from '../../design/spinner/spinner.tsx'
import { Table } from '../../design/table/table.tsx'
import { useWords } from '../language.tsx'
import { useRead } from '../server-state.ts'
import { LoadedPage } from '../shell/loaded.tsx'
import { Page, Section, Sheet } from '../shell/page.tsx'
import { type LedgerFilter, ledgerQuery, readLedgerFilter, writeLedgerFilter } from './ledger-filter.ts'
import { auditAddresses, AuditRooms } from './rooms.tsx'
import { useAuditWords } from './words.ts'
import styles from './audit.module.css'

type Ledger = Output<'listPublications'>

export function LedgerPage() {
  const { t, counted, language } = useWords()
  const [, go] = useLocation()
  const filter = readLedgerFilter(useSearch())
  const ledger = useRead('listPublications', { query: { ...ledgerQuery(filter), language } }, { keepsLast: true })
  const choose = (change: Partial<LedgerFilter>) =>
    go(`${auditAddresses.ledger}${writeLedgerFilter({ ...filter, before: '', ...change })}`, { replace: true })
  return (
    <LoadedPage query={ledger}>
      {({ publications, hasMore, audiences, waves }) => (
        <Page
          title={audiences.length === 0 ? t('audit.ledger.title.none') : counted('audit.ledger.title', audiences.length)}
          tab={t('audit.nav.ledger')}
          lead={t('audit.ledger.lead')}
        >
          <AuditRooms />
          {audiences.length > 0 && (
            <Section title={t('audit.nav.ledger')}>
              <Filters filter={filter} audiences={audiences} waves={waves} onChoose={choose} />
              {ledger.isPlaceholderData && <Spinner label={t('shell.waiting')} />}
              <Publications publications={publications} />
              <div className={styles.more}>
                {filter.before !== '' && (
                  <Button look="secondary" onClick={() => choose({})}>
                    {t('audit.newest')}
                  </Button>
                )}
                {hasMore && (
                  <Button look="secondary" onClick={() => choose({ before: publications.at(-1)?.mark ?? '' })}>
                    {t('audit.older')}
                  </Button>
                )}
              </div>
            </Section>
          )}
          {audiences.length === 0 && <EmptyState title={t('audit.ledger.none')}>{t('audit.ledger.none.text')}</EmptyState>}
          <Section title={t('audit.ledger.try')}>
            <p>{t('audit.ledger.try.text')}</p>
            <p>
              <code>npx boernungeliv ledger export &gt; fortegnelse.jsonl</code>
              <br />
              <code>npx boernungeliv attack --ledger fortegnelse.jsonl</code>
            </p>
          </Section>
        </Page>
      )}
    </LoadedPage>
  )
}

type FiltersProps = Pick<Ledger, 'audiences' | 'waves'> & {
  readonly filter: LedgerFilter
  readonly onChoose: (change: Partial<LedgerFilter>) => void
}

function Filters({ filter, audiences, waves, onChoose }: FiltersProps) {
  const { t } = useWords()
  const words = useAuditWords()
  const titleOf = useWaveTitle()
  return (
    <form className={styles.filters} onSubmit={(event) => event.preventDefault()} aria-label={t('audit.ledger.filter')}>
      <Select
        label={t('audit.ledger.audience')}
        value={filter.audience}
        onChange={(audience) => onChoose({ audience })}
        options={[
          { value: '', label: t('audit.ledger.audience.all') },
          ...audiences.map((audience) => ({ value: audience, label: words.audience(audience) })),
        ]}
      />
      <Select
        label={t('audit.ledger.form')}
        value={filter.form}
        onChange={(form) => onChoose({ form: forms.find((known) => known === form) ?? '' })}
        options={[
          { value: '', label: t('audit.ledger.form.all') },
          ...forms.map((form) => ({ value: form, label: t(`audit.ledger.form.${form}`) })),
        ]}
      />
      <Select
        label={t('audit.ledger.wave')}
        value={filter.wave}
        onChange={(wave) => onChoose({ wave })}
        options={[
          { value: '', label: t('audit.ledger.wave.all') },
          ...waves.map(({ wave, ...named }) => ({ value: wave, label: titleOf(named) })),
        ]}
      />
    </form>
  )
}

function Publications({ publications }: Pick<Ledger, 'publications'>) {
  const { t, moment, language } = useWords()
  const words = useAuditWords()
  const titleOf = useWaveTitle()
  if (publications.length === 0)
    return (
      <EmptyState level={3} title={t('audit.ledger.filtered')}>
        {t('audit.ledger.filtered.text')}
      </EmptyState>
    )
  return (
    <Sheet>
      <Table
        caption={t('audit.nav.ledger')}
        isCaptionHidden
        narrow="fold"
        rows={publications}
        rowKey={({ mark }) => mark}
        columns={[
          {
            key: 'at',
            heading: t('audit.ledger.column.first'),
            isName: true,
            cell: ({ at }) => <span className={styles.at}>{moment(at)}</span>,
          },
          { key: 'to', heading: t('audit.ledger.audience'), cell: ({ audience }) => words.audience(audience) },
          { key: 'form', heading: t('audit.ledger.form'), cell: ({ form }) => t(`audit.ledger.form.${form}`) },
          { key: 'wave', heading: t('audit.ledger.wave'), cell: titleOf },
          {
            key: 'about',
            heading: t('audit.ledger.column.about'),
            cell: ({ unit, institution, isRest, isSplit }) => {
              const name = [unitName(unit, language), institution].filter((part) => part !== null).join(', ')
              return (
                <>
                  {isRest ? t('audit.ledger.rest', { unit: name }) : name}
                  {isSplit && <span className={styles.under}>{t('audit.ledger.split')}</span>}
                </>
              )
            },
          },
        ]}
      />
    </Sheet>
  )
}

function useWaveTitle() {
  const { t } = useWords()
  return ({ title, schoolYear }: { readonly title: string; readonly schoolYear: number | null }) =>
    schoolYear === null ? title : t('audit.ledger.waveOfYear', { title, year: `${schoolYear}/${String(schoolYear + 1).slice(2)}` })
}
