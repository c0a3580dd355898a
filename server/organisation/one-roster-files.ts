/** The files of a OneRoster 1.2 export, read from the zip file they come in. Only the columns a roster is made from are kept. */
import { readOneRoster } from '#domain/access/one-roster.ts'
import {
  oneRosterFiles,
  type OneRosterFile,
  oneRosterMayLack,
  type OneRosterRow,
  type OneRosterTable,
  type OneRosterTables,
  oneRosterVersion,
} from '#domain/organisation/one-roster-tables.ts'
import { finding, type RosterFinding } from '#domain/organisation/roster.ts'
import { mostLines, NotUtf8, readStandardLines } from './roster-file.ts'
import type { RosterContent } from './roster-source.ts'
import type { ZipEntry } from './zip-entries.ts'

/** Lines: a large municipality's pupils, twice as many grown-ups, and every lesson of everybody. */
const most: Readonly<Record<OneRosterFile, number>> = {
  orgs: 10_000,
  academicSessions: 10_000,
  classes: 200_000,
  users: 4 * mostLines,
  roles: 6 * mostLines,
  demographics: 4 * mostLines,
  enrollments: 30 * mostLines,
}

const names = Object.keys(oneRosterFiles) as readonly OneRosterFile[]

/** Where the files lie: at the top, or in the one folder that some tools make around them. */
export function oneRosterFolder(entries: ReadonlyMap<string, ZipEntry>): string | undefined {
  return [...entries.keys()].map((name) => /^((?:[^/]+\/)?)manifest\.csv$/.exec(name)?.[1]).find((folder) => folder !== undefined)
}

export async function readOneRosterFiles(
  entries: ReadonlyMap<string, ZipEntry>,
  folder: string,
  progress: (part: number) => Promise<void>,
): Promise<RosterContent> {
  const findings: RosterFinding[] = await checkManifest(entries, folder)
  const tables: Partial<Record<OneRosterFile, OneRosterTable>> = {}
  const homerooms = new Set<string>()
  for (const [place, name] of names.entries()) {
    if (findings.some(({ level }) => level === 'error')) break
    const entry = entries.get(`${folder}${name}.csv`)
    if (entry === undefined && !oneRosterMayLack.includes(name)) {
      findings.push(finding(null, 'one-roster-file-missing', { place: `${name}.csv` }))
      continue
    }
    const table = await readTable(name, entry, homerooms, findings)
    tables[name] = table
    if (name === 'classes') for (const id of homeroomIds(table)) homerooms.add(id)
    await progress((place + 1) / names.length)
  }
  const origin = { kind: 'several', encoding: null, separator: null } as const
  if (findings.some(({ level }) => level === 'error')) {
    return { ...origin, source: 'one-roster', schoolYear: null, lines: 0, findings }
  }
  const roster = readOneRoster(tables as OneRosterTables)
  const lines = tables.users?.rows.length ?? 0
  const none = lines === 0 ? [finding(null, 'file-empty')] : []
  return { ...origin, ...roster, lines, findings: [...findings, ...roster.findings, ...none] }
}

/** Which version, and that every file we need is a full one: what is not in a delta has not left. */
async function checkManifest(entries: ReadonlyMap<string, ZipEntry>, folder: string): Promise<RosterFinding[]> {
  const entry = entries.get(`${folder}manifest.csv`)
  if (entry === undefined) return [finding(null, 'one-roster-file-missing', { place: 'manifest.csv' })]
  const properties = new Map<string, string>()
  const { stopped } = await eachLine(entry, 'manifest.csv', 1_000, ({ fields: [name, value] }) => {
    properties.set((name ?? '').trim(), (value ?? '').trim().toLowerCase())
  })
  if (stopped !== undefined) return [stopped]
  if (properties.get('oneroster.version') !== oneRosterVersion)
    return [finding(null, 'one-roster-version-unknown', { place: 'manifest.csv' })]
  return names.flatMap((name) => {
    const way = properties.get(`file.${name}`)
    if (way === 'delta') return [finding(null, 'one-roster-delta', { place: `${name}.csv` })]
    const isMissing = (way === undefined || way === 'absent') && !oneRosterMayLack.includes(name)
    return isMissing ? [finding(null, 'one-roster-file-missing', { place: `${name}.csv` })] : []
  })
}

async function readTable(
  name: OneRosterFile,
  entry: ZipEntry | undefined,
  homerooms: ReadonlySet<string>,
  findings: RosterFinding[],
): Promise<OneRosterTable> {
  const place = `${name}.csv`
  const { must, can } = oneRosterFiles[name]
  const wanted: readonly string[] = [...must, ...can]
  const rows: OneRosterRow[] = []
  let given: number[] = []
  let columns = new Map<string, number>()
  if (entry === undefined) return { file: place, columns, rows }
  const { stopped } = await eachLine(entry, place, most[name], ({ line, fields }, isFirst) => {
    if (isFirst) {
      const header = fields.map((field) => field.trim())
      const there = wanted.filter((column) => header.includes(column))
      given = there.map((column) => header.indexOf(column))
      columns = new Map(there.map((column, index) => [column, index]))
      for (const column of must) if (!columns.has(column)) findings.push(finding(1, 'column-missing', { column, place }))
      return
    }
    const kept = given.map((index) => fields[index] ?? '')
    const isLesson = name === 'enrollments' && !homerooms.has(kept[columns.get('classSourcedId') ?? -1]?.trim() ?? '')
    if (!isLesson) rows.push({ line, fields: kept })
  })
  if (stopped !== undefined) findings.push(stopped)
  return { file: place, columns, rows }
}

function homeroomIds({ columns, rows }: OneRosterTable): readonly string[] {
  const [id, kind] = [columns.get('sourcedId') ?? -1, columns.get('classType') ?? -1]
  return rows.flatMap(({ fields }) => (fields[kind]?.trim() === 'homeroom' ? [fields[id]?.trim() ?? ''] : []))
}

async function eachLine(
  entry: ZipEntry,
  place: string,
  lines: number,
  take: (row: OneRosterRow, isFirst: boolean) => void,
): Promise<{ readonly stopped: RosterFinding | undefined }> {
  try {
    const batches = readStandardLines(entry.chunks(), lines)
    let isFirst = true
    for (;;) {
      const next = await batches.next()
      if (next.done === true) {
        const end = next.value
        return { stopped: end && finding(end.line, end.name, { ...end.values, place }) }
      }
      for (const row of next.value) {
        take(row, isFirst)
        isFirst = false
      }
    }
  } catch (error) {
    if (!(error instanceof NotUtf8)) throw error
    return { stopped: finding(null, 'text-not-utf8', { place }) }
  }
}
