/** Who has looked at one child, for the family: by role, day, purpose and relation. Printed as it stands. */
import { Button } from '../../design/button/button.tsx'
import { EmptyState } from '../../design/empty-state/empty-state.tsx'
import { Table } from '../../design/table/table.tsx'
import { useWords } from '../language.tsx'
import { useRead } from '../server-state.ts'
import { LoadedPage } from '../shell/loaded.tsx'
import { Page, Sheet } from '../shell/page.tsx'
import { dayOf } from '../today.ts'
import { auditAddresses } from './rooms.tsx'
import styles from './audit.module.css'
import { useAuditWords } from './words.ts'

export function InsightPage({ id }: { readonly id: string }) {
  const { t, counted, day } = useWords()
  const words = useAuditWords()
  const insight = useRead('getLooksAtChild', { params: { id } })
  return (
    <LoadedPage query={insight}>
      {({ name, className, institution, looks, from }) => (
        <Page
          title={looks.length === 0 ? t('audit.insight.none', { name }) : counted('audit.insight.title', looks.length, { name })}
          tab={t('audit.child.title')}
          lead={t('audit.insight.lead')}
          path={[{ label: t('audit.child.title'), href: auditAddresses.child }]}
          actions={
            <Button icon="print" onClick={() => window.print()}>
              {t('templates.print')}
            </Button>
          }
        >
          <p className="quiet">
            {className}, {institution}
          </p>
          {looks.length === 0 ? (
            <EmptyState title={t('audit.insight.none.title')}>{t('audit.insight.none.text')}</EmptyState>
          ) : (
            <>
              <p>{t('audit.insight.since', { day: day(dayOf(from)) })}</p>
              <Sheet>
                <Table
                  caption={t('audit.insight.caption')}
                  isCaptionHidden
                  narrow="fold"
                  rows={looks.map((look, place) => ({ ...look, place }))}
                  rowKey={({ place }) => String(place)}
                  columns={[
                    {
                      key: 'at',
                      heading: t('audit.column.at'),
                      isName: true,
                      cell: ({ at }) => <span className={styles.at}>{day(dayOf(at))}</span>,
                    },
                    { key: 'who', heading: t('audit.column.who'), cell: ({ role }) => words.role(role) },
                    { key: 'act', heading: t('audit.column.act'), cell: ({ act }) => words.act(act) },
                    { key: 'why', heading: t('audit.insight.column.why'), cell: ({ purpose }) => words.purpose(purpose) || '–' },
                    {
                      key: 'relation',
                      heading: t('audit.insight.column.relation'),
                      cell: ({ relation }) => words.relation(relation) || '–',
                    },
                  ]}
                />
              </Sheet>
            </>
          )}
        </Page>
      )}
    </LoadedPage>
  )
}
