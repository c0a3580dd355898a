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
import { inReadingOrder } from '#domain/organisation/roster.ts'
import { dayInDenmark } from '../danish-day.ts'
import type { House } from '../house.ts'
import { issuerOfRoster } from '../http/login.ts'
import { type Comparison, compareRoster } from '../organisation/compare-roster.ts'
import { framesOf } from '../organisation/roster-plan.ts'
import { type Counts, previewLength } from '../organisation/roster-section.ts'
import { readRoster, type RosterContent } from '../organisation/roster-source.ts'
import { type Progress, reportProgress, type RosterJob } from '../organisation/roster-progress.ts'

/** Findings that are listed; the others are counted. */
const mostFindings = 100
const mostRounds = 5
const sharedOfReading = 0.3

/**
 * Leaves the import `ready`, or `refused` when the file has errors. Nothing happens when it is over.
 *
 * @param read what makes a roster of the bytes; tests of the comparison hand in one of their own
 */
export async function readRosterImport(house: House, job: RosterJob, also?: Progress, read: typeof readRoster = readRoster): Promise<void> {
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

    const content = await read(given.stored.file, (part) => progress(part * sharedOfReading))
    const { createdBy } = given.stored
    const compared = await asSystem((tx) =>
      compareRoster(tx, content, {
        keyring: house.keyring,
        issuerOf: (userId) => issuerOfRoster(house.logins, userId),
        createdBy,
        today: dayInDenmark(house.now()),
        progress: (part) => progress(sharedOfReading + part * (0.95 - sharedOfReading)),
      }),
    )
    const summary = summarise(content, compared)
    const preview = { changes: [...compared.preview], movedUp: compared.movedUp.slice(0, previewLength) }
    const frames = framesOf(preview, compared.ground, compared.steps)

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

function summarise(
  { kind, source, encoding, separator, lines }: RosterContent,
  compared: Comparison,
): { readonly summary: z.infer<typeof RosterSummary>; readonly isRefused: boolean } {
  const { findings, ground, sections, movedUp, preview: _preview, steps: _steps, ...told } = compared
  const all = inReadingOrder(findings)
  const sum = (what: keyof Counts) => sections.reduce((total, { counts }) => total + counts[what], 0)
  return {
    isRefused: all.some(({ level }) => level === 'error'),
    summary: {
      kind,
      source,
      encoding,
      separator,
      lines,
      counts: { new: sum('new'), changed: sum('changed'), gone: sum('gone'), same: sum('same') },
      sections: sections.map(({ section, counts }) => ({ section, counts: { ...counts } })),
      ...told,
      newInstitutions: ground.newInstitutions.length,
      movedUp: { classes: movedUp.length, pupils: movedUp.reduce((total, { pupils }) => total + pupils, 0) },
      successions: told.successions.map((one) => ({ ...one })),
      needsSecond: [...told.needsSecond],
      findings: all.slice(0, mostFindings).map((one) => ({ ...one, values: { ...one.values } })),
      moreFindings: Math.max(0, all.length - mostFindings),
    },
  }
}
