/** Dækning: how far the team has come, in counts of children. What anybody answered is not here. */
import type { getCoverage } from '#api/health.ts'
import type { OutputOf } from '#api/operation.ts'
import { EmptyState } from '../../design/empty-state/empty-state.tsx'
import { Notice } from '../../design/notice/notice.tsx'
import { type Column, Table } from '../../design/table/table.tsx'
import { useWords } from '../language.tsx'
import { useRead } from '../server-state.ts'
import { LoadedPage } from '../shell/loaded.tsx'
import { Page, Sheet } from '../shell/page.tsx'

type Coverage = OutputOf<typeof getCoverage>
type Row = Coverage['professionals'][number]

export function CoveragePage() {
  const query = useRead('getCoverage', undefined)
  return <LoadedPage query={query}>{(coverage) => <Team coverage={coverage} />}</LoadedPage>
}

const counts = ['classes', 'children', 'invited', 'decided', 'answered', 'talked', 'journalled'] as const

function Team({ coverage: { professionals, unassigned } }: { readonly coverage: Coverage }) {
  const { t, counted, number } = useWords()
  // Health visitors share no class with each other; a doctor reads along and is not counted again.
  const visited = professionals.filter(({ role }) => role !== 'schoolDoctor')
  const sum = (what: 'invited' | 'answered') => visited.reduce((total, row) => total + row[what], unassigned[what])
  const columns: readonly Column<Row>[] = [
    {
      key: 'name',
      heading: t('coverage.column.name'),
      isName: true,
      cell: ({ name, role }) => (
        <>
          {name} <span className="quiet small">{t(`role.${role}`)}</span>
        </>
      ),
    },
    ...counts.map((count): Column<Row> => ({
      key: count,
      heading: t(`coverage.column.${count}`),
      isNumber: true,
      cell: (row) => number(row[count]),
    })),
  ]
  const invited = sum('invited')
  return (
    <Page
      title={invited === 0 ? t('coverage.title.none') : t('coverage.title', { answered: sum('answered'), invited })}
      tab={t('coverage.tab')}
      lead={t('coverage.lead')}
    >
      {unassigned.invited > 0 && (
        <Notice kind="warning" title={counted('coverage.unassigned.title', unassigned.invited)}>
          <p>{t('coverage.unassigned.text', { answered: unassigned.answered })}</p>
        </Notice>
      )}
      {professionals.length === 0 ? (
        <EmptyState title={t('coverage.none.title')}>
          <p>{t('coverage.none')}</p>
        </EmptyState>
      ) : (
        <Sheet>
          <Table
            caption={t('coverage.table')}
            isCaptionHidden
            narrow="fold"
            columns={columns}
            rows={professionals}
            rowKey={({ accountId }) => accountId}
          />
        </Sheet>
      )}
      <p className="quiet small">{t('coverage.method')}</p>
    </Page>
  )
}
