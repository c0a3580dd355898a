/** Who is new, changed and gone, by name: shown to those who approve, and only until it is approved. */
import type { RosterImport } from '#api/organisation.ts'
import { Table } from '../../design/table/table.tsx'
import { useWords } from '../language.tsx'
import { Section, Sheet } from '../shell/page.tsx'
import { ProtectedName } from '../shell/protected-name.tsx'
import styles from './organisation.module.css'

type Change = RosterImport['changes'][number]
type SectionName = Change['section']
type Counts = Readonly<Record<(typeof order)[number], number>>

const order = ['gone', 'changed', 'new'] as const
const sections: readonly SectionName[] = ['families', 'pupils', 'staff', 'institutions']

/** A roster of one kind has a heading for each kind of change; one of several a heading for each section. */
export function Changes({
  changes,
  counts,
}: {
  readonly changes: readonly Change[]
  readonly counts: readonly { readonly section: SectionName; readonly counts: Counts }[]
}) {
  const { t } = useWords()
  const spoken = sections.flatMap((name) => counts.filter(({ section }) => section === name))
  return spoken.map(({ section, counts: own }) => {
    const rows = changes.filter((change) => change.section === section)
    const parts = order.flatMap((what) => {
      const some = rows.filter((change) => change.what === what)
      return some.length === 0 ? [] : [{ what, title: titleOf(section, what), rows: some, count: own[what] }]
    })
    if (counts.length === 1) {
      return parts.map(({ title, ...part }) => (
        <Section key={part.what} title={t(title)}>
          <ChangeTable section={section} title={t(title)} {...part} />
        </Section>
      ))
    }
    if (parts.length === 0) return null
    return (
      <Section key={section} title={t(`roster.section.${section}`)}>
        {parts.map(({ title, ...part }) => (
          <div key={part.what} className={styles.changes}>
            <h3>{t(title)}</h3>
            <ChangeTable section={section} title={`${t(`roster.section.${section}`)}: ${t(title)}`} {...part} />
          </div>
        ))}
      </Section>
    )
  })
}

function titleOf(section: SectionName, what: (typeof order)[number]) {
  return section === 'families' ? (`roster.changes.families.${what}` as const) : (`roster.changes.${what}` as const)
}

type ChangeTableProps = {
  readonly section: SectionName
  readonly what: (typeof order)[number]
  readonly title: string
  readonly rows: readonly Change[]
  readonly count: number
}

function ChangeTable({ section, what, title, rows, count }: ChangeTableProps) {
  const { t, named, day, list } = useWords()
  const hasClasses = rows.some(({ className }) => className !== null)
  const hasChildren = rows.some(({ child }) => child !== null)
  const said = (field: string, value: string) => {
    if (value === '') return t(field === 'custodyUntil' ? 'roster.changes.openEnd' : 'roster.changes.nothing')
    if (field === 'custodyFrom' || field === 'custodyUntil') return day(value)
    if (field === 'role') return list(value.split(', ').map((role) => named('role', role) ?? role))
    return field === 'protection' || field === 'sex' || field === 'familyRelation' ? (named(`roster.${field}`, value) ?? value) : value
  }
  const sentence = ({ field, from, to }: Change['fields'][number]) =>
    what === 'new'
      ? t('roster.changes.given', { field: named('roster.field', field) ?? field, to: said(field, to) })
      : t('roster.changes.field', { field: named('roster.field', field) ?? field, from: said(field, from), to: said(field, to) })
  return (
    <div className={styles.changes}>
      {what === 'gone' && (
        <p className="quiet">{t(section === 'families' ? 'roster.changes.families.gone.explain' : 'roster.changes.gone.explain')}</p>
      )}
      <Sheet>
        <Table
          caption={title}
          isCaptionHidden
          narrow="fold"
          rows={rows.map((change, place) => ({ ...change, place }))}
          rowKey={({ place }) => String(place)}
          columns={[
            {
              key: 'name',
              heading: t(section === 'families' ? 'roster.changes.grownUp' : 'roster.changes.name'),
              isName: true,
              cell: ({ name, isProtected }) => <ProtectedName name={name} isProtected={isProtected} />,
            },
            ...(hasChildren ? [{ key: 'child', heading: t('roster.changes.child'), cell: ({ child }: Change) => child ?? '' }] : []),
            { key: 'institution', heading: t('roster.changes.institution'), cell: ({ institution }) => institution },
            ...(hasClasses ? [{ key: 'class', heading: t('roster.changes.class'), cell: ({ className }: Change) => className ?? '' }] : []),
            ...(rows.some(({ fields }) => fields.length > 0)
              ? [
                  {
                    key: 'what',
                    heading: t(what === 'new' ? 'roster.changes.gets' : 'roster.changes.what'),
                    cell: ({ fields }: Change) =>
                      fields.map((field) => (
                        <span key={field.field} className={styles.field}>
                          {sentence(field)}
                        </span>
                      )),
                  },
                ]
              : []),
          ]}
        />
      </Sheet>
      {rows.length < count && <p className="quiet small">{t('roster.changes.shown', { shown: rows.length, count })}</p>}
    </div>
  )
}

/** Classes that move up together, a line each. */
export function MovedUp({ rows, count }: { readonly rows: RosterImport['movedUp']; readonly count: number }) {
  const { t, number } = useWords()
  if (rows.length === 0) return null
  return (
    <Section title={t('roster.movedUp')}>
      <div className={styles.changes}>
        <p className="quiet">{t('roster.movedUp.explain')}</p>
        <Sheet>
          <Table
            caption={t('roster.movedUp')}
            isCaptionHidden
            narrow="fold"
            rows={rows}
            rowKey={({ institution, from }) => `${institution} ${from}`}
            columns={[
              { key: 'class', heading: t('roster.changes.class'), isName: true, cell: ({ from, to }) => `${from} → ${to}` },
              { key: 'institution', heading: t('roster.changes.institution'), cell: ({ institution }) => institution },
              { key: 'pupils', heading: t('roster.movedUp.pupils'), isNumber: true, cell: ({ pupils }) => number(pupils) },
            ]}
          />
        </Sheet>
        {rows.length < count && <p className="quiet small">{t('roster.changes.shown', { shown: rows.length, count })}</p>}
      </div>
    </Section>
  )
}
