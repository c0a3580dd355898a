/** The municipality's tree, and the roster files that change it. */
import { may } from '#domain/access/policy.ts'
import type { InstitutionRow } from '#api/organisation.ts'
import type { Me } from '#api/session.ts'
import { EmptyState } from '../../design/empty-state/empty-state.tsx'
import type { Output } from '../../client.ts'
import { LinkButton } from '../../design/link-button/link-button.tsx'
import { Table } from '../../design/table/table.tsx'
import { useWords } from '../language.tsx'
import { useRead } from '../server-state.ts'
import { FoldList } from '../shell/fold.tsx'
import { LoadedPage } from '../shell/loaded.tsx'
import { addresses } from '../shell/navigation.ts'
import { Page, Section, Sheet } from '../shell/page.tsx'
import { ImportState } from './import-state.tsx'
import { OfficerSection } from './officer-section.tsx'

const kinds = ['school', 'daycare', 'youthEducation', 'healthService', 'youthService', 'administration'] as const
const importsShown = 5

export function OrganisationPage({ me }: { readonly me: Me }) {
  const { t, counted } = useWords()
  const institutions = useRead('listInstitutions', undefined)
  const mayImport = may(me, 'roster.import')
  const importButton = mayImport && (
    <LinkButton href={`${addresses.organisation}/import`} icon="upload">
      {t('organisation.import')}
    </LinkButton>
  )
  return (
    <LoadedPage query={institutions}>
      {(rows) => {
        const places = rows.filter(({ kind }) => kind !== 'administration')
        const classes = rows.reduce((sum, row) => sum + row.classes.length, 0)
        const values = {
          institutions: counted('organisation.institutions', places.length),
          classes: counted('organisation.classes', classes),
          municipality: me.municipality.name,
        }
        return (
          <Page
            title={rows.length === 0 ? t('organisation.title.empty', values) : t('organisation.title', values)}
            tab={t('organisation.tab')}
            actions={rows.length > 0 ? importButton : undefined}
          >
            {rows.length === 0 && (
              <EmptyState title={t('organisation.title.empty', values)} action={importButton}>
                {t('organisation.empty')}
              </EmptyState>
            )}
            {mayImport && <LatestImports />}
            {may(me, 'information.write') && <OfficerSection />}
            {kinds.map((kind) => (
              <Institutions key={kind} kind={kind} rows={rows.filter((row) => row.kind === kind)} />
            ))}
          </Page>
        )
      }}
    </LoadedPage>
  )
}

function LatestImports() {
  const { t, moment } = useWords()
  const imports = useRead('listRosterImports', undefined)
  const rows = (imports.data ?? []).slice(0, importsShown)
  if (rows.length === 0) return null
  return (
    <Section title={t('organisation.imports')}>
      <Sheet>
        <Table
          caption={t('organisation.imports')}
          isCaptionHidden
          narrow="fold"
          rows={rows}
          rowKey={(row) => row.id}
          columns={[
            {
              key: 'when',
              heading: t('organisation.imports.when'),
              isName: true,
              cell: (row) => <a href={`${addresses.organisation}/import/${row.id}`}>{moment(row.createdAt)}</a>,
            },
            { key: 'what', heading: t('organisation.imports.what'), cell: (row) => <What row={row} /> },
            { key: 'state', heading: t('organisation.imports.state'), cell: (row) => <ImportState state={row.state} /> },
          ]}
        />
      </Sheet>
    </Section>
  )
}

function What({ row }: { readonly row: Output<'listRosterImports'>[number] }) {
  const { t } = useWords()
  if (row.summary === null) return t('roster.kind.unknown')
  const { kind, counts } = row.summary
  return (
    <>
      {t(`roster.kind.${kind ?? 'unknown'}`)}{' '}
      {row.state !== 'refused' && <span className="quiet small">{t('roster.summary', counts)}</span>}
    </>
  )
}

function Institutions({ kind, rows }: { readonly kind: InstitutionRow['kind']; readonly rows: readonly InstitutionRow[] }) {
  const { t, counted } = useWords()
  if (rows.length === 0) return null
  return (
    <Section title={t(`organisation.kind.${kind}`)}>
      <FoldList
        rows={rows.map((row) => {
          const pupils = row.classes.reduce((sum, group) => sum + group.pupils, 0)
          const hasClasses = row.classes.length > 0
          return {
            key: row.id,
            name: row.name,
            aside: hasClasses
              ? `${counted('organisation.classes', row.classes.length)} · ${counted('organisation.pupils', pupils)}`
              : t('organisation.number', { number: row.number }),
            ...(hasClasses ? { more: <Classes row={row} /> } : {}),
          }
        })}
      />
    </Section>
  )
}

function Classes({ row }: { readonly row: InstitutionRow }) {
  const { t, number } = useWords()
  return (
    <>
      <p className="quiet small">{t('organisation.number', { number: row.number })}</p>
      <Table
        caption={t('organisation.classesOf', { institution: row.name })}
        isCaptionHidden
        rows={row.classes}
        rowKey={(group) => group.id}
        columns={[
          { key: 'name', heading: t('organisation.class'), isName: true, cell: (group) => group.name },
          { key: 'grade', heading: t('organisation.grade'), isNumber: true, cell: (group) => group.grade ?? t('organisation.grade.none') },
          { key: 'pupils', heading: t('organisation.pupils'), isNumber: true, cell: (group) => number(group.pupils) },
        ]}
      />
    </>
  )
}
