/** Hands in a roster file. Nothing changes until the preview that follows has been approved. */
import { useState } from 'react'
import { useLocation } from 'wouter'
import { columnName, type RosterColumn } from '#domain/organisation/roster-header.ts'
import type { RosterKind } from '#domain/organisation/roster.ts'
import { Button } from '../../design/button/button.tsx'
import { FileDrop } from '../../design/file-drop/file-drop.tsx'
import { Spinner } from '../../design/spinner/spinner.tsx'
import { Table } from '../../design/table/table.tsx'
import { useWords } from '../language.tsx'
import { useAct } from '../server-state.ts'
import { FoldList } from '../shell/fold.tsx'
import { addresses } from '../shell/navigation.ts'
import { Page, Section } from '../shell/page.tsx'
import { Refused } from '../shell/refused.tsx'
import type { TextKey } from '../wording.ts'
import { faultOfFile, type FileFault } from './file-choice.ts'
import styles from './organisation.module.css'

export function ChooseRosterPage() {
  const { t } = useWords()
  return (
    <Page
      title={t('roster.choose.title')}
      tab={t('roster.tab')}
      lead={t('roster.choose.lead')}
      path={[{ label: t('organisation.tab'), href: addresses.organisation }]}
    >
      <ChooseFile />
      <Section title={t('roster.help.title')}>
        <div className="prose">
          <p>{t('roster.help.lead')}</p>
          <p>{t('roster.help.format')}</p>
          <p>{t('roster.help.order')}</p>
        </div>
        <FoldList
          rows={files.map((file) => ({
            key: file.kind,
            name: t(`roster.kind.${file.kind}`),
            aside: t('roster.help.columns', { columns: file.columns.map(({ column }) => columnName(column)).join(', ') }),
            more: <Columns {...file} />,
          }))}
        />
      </Section>
    </Page>
  )
}

/** A field for the file; where it leads when the server has taken it. */
export function ChooseFile() {
  const { t, number } = useWords()
  const [, go] = useLocation()
  const [fault, setFault] = useState<FileFault>()
  const [file, setFile] = useState<File>()
  const hand = useAct('readRoster', ({ id }) => go(`${addresses.organisation}/import/${id}`))

  const take = async (chosen: File) => {
    hand.reset()
    const found = faultOfFile(chosen.size)
    setFile(chosen)
    setFault(found)
    if (found === undefined) hand.mutate({ body: new Uint8Array(await chosen.arrayBuffer()) })
  }

  return (
    <div className={styles.choose}>
      <FileDrop
        label={t('roster.choose.label')}
        help={t('roster.choose.help')}
        error={fault && t(`roster.choose.${fault}`)}
        accept=".csv,.txt,.xlsx,.zip,.xml,text/csv,text/plain,application/zip,text/xml,application/xml"
        invitation={t('roster.choose.invitation')}
        chosen={file?.name}
        onFile={(chosen) => void take(chosen)}
      />
      {hand.isPending && (
        <Spinner label={t('roster.choose.sending', { size: number(Math.max(1, Math.round((file?.size ?? 0) / 1000))) })} />
      )}
      {hand.error && <Refused error={hand.error} />}
    </div>
  )
}

type ColumnLine = { readonly column: keyof typeof meanings; readonly isNeeded: boolean; readonly meaning?: TextKey }

const meanings = {
  institution: 'roster.column.institution',
  institutionName: 'roster.column.institutionName',
  kind: 'roster.column.kind',
  className: 'roster.column.className',
  grade: 'roster.column.grade',
  cpr: 'roster.column.cpr',
  name: 'roster.column.name',
  sex: 'roster.column.sex',
  role: 'roster.column.role',
  login: 'roster.column.login',
  pupilCpr: 'roster.column.pupilCpr',
  relation: 'roster.column.relation',
  custody: 'roster.column.custody',
  custodyFrom: 'roster.column.custodyFrom',
  custodyUntil: 'roster.column.custodyUntil',
  isProtected: 'roster.column.isProtected',
  email: 'roster.column.email',
  phone: 'roster.column.phone',
  language: 'roster.column.language',
} as const satisfies Partial<Record<RosterColumn, TextKey>>

/** Columns a file must and can have, as the reader of rosters knows them (`domain/organisation/roster-header.ts`). */
const files: readonly { readonly kind: RosterKind; readonly columns: readonly ColumnLine[] }[] = [
  {
    kind: 'institutions',
    columns: [
      { column: 'institution', isNeeded: true },
      { column: 'institutionName', isNeeded: true },
      { column: 'kind', isNeeded: true },
    ],
  },
  {
    kind: 'pupils',
    columns: [
      { column: 'institution', isNeeded: true },
      { column: 'className', isNeeded: true },
      { column: 'cpr', isNeeded: true },
      { column: 'name', isNeeded: true },
      { column: 'grade', isNeeded: false },
      { column: 'sex', isNeeded: false },
      { column: 'institutionName', isNeeded: false },
      { column: 'isProtected', isNeeded: false },
      { column: 'login', isNeeded: false },
    ],
  },
  {
    kind: 'contacts',
    columns: [
      { column: 'pupilCpr', isNeeded: true },
      { column: 'name', isNeeded: true },
      { column: 'relation', isNeeded: true },
      { column: 'custody', isNeeded: true },
      { column: 'cpr', isNeeded: false, meaning: 'roster.column.cpr.contacts' },
      { column: 'custodyFrom', isNeeded: false },
      { column: 'custodyUntil', isNeeded: false },
      { column: 'isProtected', isNeeded: false },
      { column: 'email', isNeeded: false },
      { column: 'phone', isNeeded: false },
      { column: 'language', isNeeded: false },
      { column: 'login', isNeeded: false },
    ],
  },
  {
    kind: 'staff',
    columns: [
      { column: 'institution', isNeeded: true, meaning: 'roster.column.institution.staff' },
      { column: 'role', isNeeded: true },
      { column: 'login', isNeeded: true },
      { column: 'name', isNeeded: true },
      { column: 'className', isNeeded: false, meaning: 'roster.column.className.staff' },
    ],
  },
]

function Columns({ kind, columns }: (typeof files)[number]) {
  const { t } = useWords()
  return (
    <div className={styles.columns}>
      <Table
        caption={t(`roster.kind.${kind}`)}
        isCaptionHidden
        narrow="fold"
        rows={columns}
        rowKey={({ column }) => column}
        columns={[
          { key: 'name', heading: t('roster.help.column'), isName: true, cell: ({ column }) => columnName(column) },
          { key: 'must', heading: t('roster.help.must'), cell: ({ isNeeded }) => t(isNeeded ? 'roster.help.yes' : 'roster.help.no') },
          { key: 'meaning', heading: t('roster.help.meaning'), cell: ({ column, meaning }) => t(meaning ?? meanings[column]) },
        ]}
      />
      <Button
        look="secondary"
        size="small"
        icon="download"
        onClick={() => download(t(`roster.example.${kind}.file`), t(`roster.example.${kind}`))}
      >
        {t('roster.help.example', { name: t(`roster.example.${kind}.file`) })}
      </Button>
    </div>
  )
}

/** With a byte order mark, so that a spreadsheet reads æ, ø and å. */
function download(name: string, text: string): void {
  const link = document.createElement('a')
  link.href = URL.createObjectURL(new Blob(['\uFEFF', text], { type: 'text/csv;charset=utf-8' }))
  link.download = name
  link.click()
  URL.revokeObjectURL(link.href)
}
