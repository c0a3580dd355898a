/** Who is new, changed and gone, by name: shown to the one who imports, and only until it is approved. */
import type { RosterImport } from '#api/organisation.ts'
import { Table } from '../../design/table/table.tsx'
import { useWords } from '../language.tsx'
import { Section, Sheet } from '../shell/page.tsx'
import styles from './organisation.module.css'

type Change = RosterImport['changes'][number]

const order = ['gone', 'changed', 'new'] as const

export function Changes({
  changes,
  counts,
}: {
  readonly changes: readonly Change[]
  readonly counts: Readonly<Record<(typeof order)[number], number>>
}) {
  const { t, named } = useWords()
  return order.map((what) => {
    const rows = changes.filter((change) => change.what === what)
    if (rows.length === 0) return null
    const hasClasses = rows.some(({ className }) => className !== null)
    return (
      <Section key={what} title={t(`roster.changes.${what}`)}>
        <div className={styles.changes}>
          {what === 'gone' && <p className="quiet">{t('roster.changes.gone.explain')}</p>}
          <Sheet>
            <Table
              caption={t(`roster.changes.${what}`)}
              isCaptionHidden
              narrow="fold"
              rows={rows.map((change, place) => ({ ...change, place }))}
              rowKey={({ place }) => String(place)}
              columns={[
                { key: 'name', heading: t('roster.changes.name'), isName: true, cell: ({ name }) => name },
                { key: 'institution', heading: t('roster.changes.institution'), cell: ({ institution }) => institution },
                ...(hasClasses
                  ? [{ key: 'class', heading: t('roster.changes.class'), cell: ({ className }: Change) => className ?? '' }]
                  : []),
                ...(what === 'changed'
                  ? [
                      {
                        key: 'what',
                        heading: t('roster.changes.what'),
                        cell: ({ fields }: Change) =>
                          fields.map(({ field, from, to }) => (
                            <span key={field} className={styles.field}>
                              {t('roster.changes.field', {
                                field: named('roster.field', field) ?? field,
                                from: from === '' ? t('roster.changes.nothing') : from,
                                to: to === '' ? t('roster.changes.nothing') : to,
                              })}
                            </span>
                          )),
                      },
                    ]
                  : []),
              ]}
            />
          </Sheet>
          {rows.length < counts[what] && (
            <p className="quiet small">{t('roster.changes.shown', { shown: rows.length, count: counts[what] })}</p>
          )}
        </div>
      </Section>
    )
  })
}
