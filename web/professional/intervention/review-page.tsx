/** What waits for the secretariat and the expert reviewers. */
import type { Me } from '#api/session.ts'
import { EmptyState } from '../../design/empty-state/empty-state.tsx'
import { Table } from '../../design/table/table.tsx'
import { may } from '#domain/access/policy.ts'
import { useWords } from '../language.tsx'
import { useRead } from '../server-state.ts'
import { LoadedPage } from '../shell/loaded.tsx'
import { addresses } from '../shell/navigation.ts'
import { Page, Sheet } from '../shell/page.tsx'
import { VersionState } from './version-state.tsx'

export const reviewAddress = `${addresses.intervention}/gennemsyn`

export function ReviewPage({ me }: { readonly me: Me }) {
  const { t, counted, moment } = useWords()
  const waiting = useRead('listInterventionsInReview', undefined)
  return (
    <LoadedPage query={waiting}>
      {(rows) => (
        <Page
          title={rows.length === 0 ? t('intervention.review.none') : counted('intervention.review.count', rows.length)}
          tab={t('intervention.review')}
          lead={t(may(me, 'intervention.publish') ? 'intervention.review.lead.publish' : 'intervention.review.lead.signOff')}
          path={[{ label: t('intervention.tab'), href: addresses.intervention }]}
        >
          {rows.length === 0 ? (
            <EmptyState title={t('intervention.review.empty.title')}>
              <p>{t('intervention.review.empty')}</p>
            </EmptyState>
          ) : (
            <Sheet>
              <Table
                caption={t('intervention.review')}
                isCaptionHidden
                narrow="fold"
                rows={rows}
                rowKey={({ id }) => id}
                columns={[
                  {
                    key: 'title',
                    heading: t('intervention.field.title'),
                    isName: true,
                    cell: ({ id, sheet }) => <a href={`${reviewAddress}/${id}`}>{sheet.texts.da.title}</a>,
                  },
                  { key: 'provider', heading: t('intervention.field.provider'), cell: ({ sheet }) => sheet.texts.da.provider },
                  { key: 'state', heading: t('intervention.column.state'), cell: (row) => <VersionState version={row} /> },
                  { key: 'sent', heading: t('intervention.column.sent'), cell: ({ changedAt }) => moment(changedAt) },
                ]}
              />
            </Sheet>
          )}
        </Page>
      )}
    </LoadedPage>
  )
}
