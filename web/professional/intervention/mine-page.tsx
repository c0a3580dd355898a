/** A provider's own sheets, and the way to a new one. */
import type { SheetVersion } from '#api/intervention.ts'
import { EmptyState } from '../../design/empty-state/empty-state.tsx'
import { LinkButton } from '../../design/link-button/link-button.tsx'
import { Table } from '../../design/table/table.tsx'
import { useWords } from '../language.tsx'
import { useRead } from '../server-state.ts'
import { LoadedPage } from '../shell/loaded.tsx'
import { addresses } from '../shell/navigation.ts'
import { Page, Sheet } from '../shell/page.tsx'
import { VersionState } from './version-state.tsx'

export const mineAddress = `${addresses.intervention}/mine`

export function MinePage() {
  const { t, counted, moment } = useWords()
  const own = useRead('listOwnInterventions', undefined)
  const write = <LinkButton href={`${mineAddress}/ny`}>{t('intervention.write')}</LinkButton>
  const titleOf = ({ sheet }: SheetVersion) => (sheet.texts.da.title === '' ? t('intervention.untitled') : sheet.texts.da.title)
  return (
    <LoadedPage query={own}>
      {(rows) => (
        <Page
          title={rows.length === 0 ? t('intervention.mine.none') : counted('intervention.mine.count', rows.length)}
          tab={t('intervention.mine')}
          lead={t('intervention.mine.lead')}
          path={[{ label: t('intervention.tab'), href: addresses.intervention }]}
          actions={write}
        >
          {rows.length === 0 ? (
            <EmptyState title={t('intervention.mine.empty.title')}>
              <p>{t('intervention.mine.empty')}</p>
            </EmptyState>
          ) : (
            <Sheet>
              <Table
                caption={t('intervention.mine')}
                isCaptionHidden
                narrow="fold"
                rows={rows}
                rowKey={({ id }) => id}
                columns={[
                  {
                    key: 'title',
                    heading: t('intervention.field.title'),
                    isName: true,
                    cell: (row) => <a href={`${mineAddress}/${row.id}`}>{titleOf(row)}</a>,
                  },
                  { key: 'state', heading: t('intervention.column.state'), cell: (row) => <VersionState version={row} /> },
                  { key: 'version', heading: t('intervention.column.version'), cell: ({ version }) => String(version) },
                  { key: 'changed', heading: t('intervention.column.changed'), cell: ({ changedAt }) => moment(changedAt) },
                ]}
              />
            </Sheet>
          )}
        </Page>
      )}
    </LoadedPage>
  )
}
