/**
 * Reads a roster file that was handed in and compares it with what is known. Changes nothing but the import.
 *
 * May be run again at any time: it starts from the stored file. What it read is out of date when another
 * import has been carried out meanwhile; then it starts over before it shows anything.
 */
import type { z } from 'zod'
import type { RosterSummary } from '#api/organisation.ts'
import { countAppliedImports, endRosterImport, findRosterFile, lockRosterImports, saveRosterDifference } from '#database/roster.ts'
import type { Tx } from '#database/transaction.ts'
import { readStaff, type RosterStaff } from '#domain/access/staff-roster.ts'
import { schoolYearOf } from '#domain/organisation/organisation.ts'
import { readRosterHeader, type RosterHeader } from '#domain/organisation/roster-header.ts'
import { readInstitutions, readPupils } from '#domain/organisation/roster-rows.ts'
import {
  finding,
  inReadingOrder,
  type RosterFinding,
  type RosterInstitution,
  type RosterPupil,
  type RosterRow,
} from '#domain/organisation/roster.ts'
import { dayInDenmark } from '../danish-day.ts'
import type { House } from '../house.ts'
import { compareInstitutions } from '../organisation/compare-institutions.ts'
import { comparePupils } from '../organisation/compare-pupils.ts'
import type { Comparison } from '../organisation/compare-roster.ts'
import { compareStaff } from '../organisation/compare-staff.ts'
import { readRosterText } from '../organisation/roster-file.ts'
import { framesOf } from '../organisation/roster-plan.ts'
import { type Progress, reportProgress, type RosterJob } from '../organisation/roster-progress.ts'

/** Findings that are listed; the others are counted. */
const mostFindings = 100
const mostRounds = 5
const sharedOfReading = 0.3

/** Leaves the import `ready`, or `refused` when the file has errors. Nothing happens when it is over. */
export async function readRosterImport(house: House, job: RosterJob, also?: Progress): Promise<void> {
  const reason = `read-roster roster-imports:${job.importId}`
  const asSystem = <R>(work: (tx: Tx) => Promise<R>) =>
    house.doors.asSystem(reason, { municipalityId: job.municipalityId, login: 'staff' }, work)
  const progress = reportProgress(house, job, reason, also)

  for (let round = 1; round <= mostRounds; round += 1) {
    const given = await asSystem(async (tx) => ({
      stored: await findRosterFile(tx, house.keyring, job.importId),
      applied: await countAppliedImports(tx),
    }))
    if (given.stored?.state !== 'reading') return

    const content = await readContent(given.stored.file, (part) => progress(part * sharedOfReading))
    const { createdBy } = given.stored
    const compared = await asSystem((tx) =>
      compare(tx, house, content, createdBy, (part) => progress(sharedOfReading + part * (0.95 - sharedOfReading))),
    )
    const summary = summarise(content, compared)
    const frames = summary.isRefused ? [] : framesOf(compared.preview, compared.ground, compared.steps)

    const isSettled = await asSystem(async (tx) => {
      const living = await lockRosterImports(tx)
      if (!living.some(({ id, state }) => id === job.importId && state === 'reading')) return true
      if ((await countAppliedImports(tx)) !== given.applied) return false
      if (summary.isRefused) await endRosterImport(tx, job.importId, 'refused', summary.summary)
      else await saveRosterDifference(tx, house.keyring, job.importId, summary.summary, frames)
      return true
    })
    if (isSettled) return
  }
  throw new Error('other roster imports kept changing what this one was compared with')
}

/** Ends an import that can't be read, however often it is tried. */
export async function giveUpReading(house: House, job: RosterJob): Promise<void> {
  await house.doors.asSystem(
    `read-roster given up roster-imports:${job.importId}`,
    { municipalityId: job.municipalityId, login: 'staff' },
    async (tx) => {
      const living = await lockRosterImports(tx)
      if (living.some(({ id, state }) => id === job.importId && state === 'reading')) await endRosterImport(tx, job.importId, 'failed')
    },
  )
}

type Content = {
  readonly header: RosterHeader
  readonly encoding: 'utf-8' | 'windows-1252'
  readonly separator: ',' | ';'
  readonly lines: number
  readonly pupils: readonly RosterPupil[]
  readonly staff: readonly RosterStaff[]
  readonly institutions: readonly RosterInstitution[]
  readonly findings: readonly RosterFinding[]
}

async function readContent(file: Uint8Array, progress: Progress): Promise<Content> {
  const text = readRosterText(file)
  const pupils: RosterPupil[] = []
  const staff: RosterStaff[] = []
  const institutions: RosterInstitution[] = []
  const findings: RosterFinding[] = []
  let header: RosterHeader | undefined
  let lines = 0

  const batches = text.batches()
  for (;;) {
    const next = await batches.next()
    if (next.done === true) {
      if (next.value !== undefined) findings.push(next.value)
      break
    }
    const rows = header === undefined ? next.value.slice(1) : next.value
    header ??= openHeader(next.value, findings)
    lines += rows.length
    if (header.kind === 'pupils') take(readPupils(header, rows), pupils, findings)
    if (header.kind === 'staff') take(readStaff(header, rows), staff, findings)
    if (header.kind === 'institutions') take(readInstitutions(header, rows), institutions, findings)
    // How many bytes are left is the parser's secret; lines of sixty bytes are near enough for a bar.
    await progress(Math.min(1, (lines * 60) / file.byteLength))
  }
  if (lines === 0 && findings.length === 0) findings.push(finding(null, 'file-empty'))
  return {
    header: header ?? readRosterHeader([]),
    encoding: text.encoding,
    separator: text.separator,
    lines,
    pupils,
    staff,
    institutions,
    findings,
  }
}

function openHeader(rows: readonly RosterRow[], findings: RosterFinding[]): RosterHeader {
  const header = readRosterHeader(rows[0]?.fields ?? [])
  findings.push(...header.findings)
  return header
}

function take<T>(
  part: { readonly read: readonly T[]; readonly findings: readonly RosterFinding[] },
  all: T[],
  findings: RosterFinding[],
): void {
  for (const entry of part.read) all.push(entry)
  for (const one of part.findings) findings.push(one)
}

async function compare(tx: Tx, house: House, content: Content, createdBy: string, progress: Progress): Promise<Comparison> {
  const { header, pupils, staff, institutions, findings } = content
  const schoolYear = schoolYearOf(dayInDenmark(house.now()))
  const hasErrors = findings.some(({ level }) => level === 'error')
  switch (header.kind) {
    case 'staff':
      return compareStaff(tx, house.keyring, staff, { schoolYear, hasErrors, issuer: house.identityProvider.issuer, createdBy })
    case 'institutions':
      return compareInstitutions(tx, institutions, { schoolYear })
    case 'pupils':
    case undefined:
      return comparePupils(tx, house.keyring, pupils, { schoolYear, hasErrors, progress })
  }
}

function summarise(
  content: Content,
  { findings, ground, counts, newClasses }: Comparison,
): { readonly summary: z.infer<typeof RosterSummary>; readonly isRefused: boolean } {
  const all = inReadingOrder([...content.findings, ...findings])
  const { encoding, separator, lines } = content
  return {
    isRefused: all.some(({ level }) => level === 'error'),
    summary: {
      kind: content.header.kind ?? null,
      encoding,
      separator,
      lines,
      counts,
      newInstitutions: ground.newInstitutions.length,
      newClasses,
      findings: all.slice(0, mostFindings).map((one) => ({ ...one, values: { ...one.values } })),
      moreFindings: Math.max(0, all.length - mostFindings),
    },
  }
}
