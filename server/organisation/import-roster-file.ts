/** `boernungeliv import`: the same road as on the screen, walked at once by whoever runs the server. */
import { randomUUID } from 'node:crypto'
import type { z } from 'zod'
import type { RosterImport } from '#api/organisation.ts'
import {
  findRosterFrame,
  findRosterImport,
  endRosterImport,
  insertRosterImport,
  lockRosterImports,
  saveRosterState,
} from '#database/roster.ts'
import { applyRosterImport } from '../jobs/apply-roster.ts'
import { readRosterImport } from '../jobs/read-roster.ts'
import type { House } from '../house.ts'
import { Problem } from '../problem.ts'
import { isRosterText } from './roster-file.ts'
import { previewFrame, RosterPreview } from './roster-plan.ts'
import { rosterView } from './roster-view.ts'

/** Stands where an account does when the server's own command hands a file in. */
const commandLine = '00000000-0000-0000-0000-000000000000'

export type RosterFile = {
  readonly municipalityId: number
  readonly file: Uint8Array
  /** Asked once, with the difference as the screen shows it, names included. False leaves everything as it was. */
  readonly approve: (preview: z.infer<typeof RosterImport>) => Promise<boolean>
  /** Told 0 to 1, first for the reading and then for the applying. */
  readonly progress?: (step: 'reading' | 'applying', part: number) => void
}

/**
 * Reads a roster file, asks, and carries it out; returns the import as it ended: `applied`, `refused`,
 * `discarded` or `failed`. Throws the problem `roster-unreadable` when the bytes are no text.
 */
export async function importRosterFile(
  house: House,
  { municipalityId, file, approve, progress }: RosterFile,
): Promise<z.infer<typeof RosterImport>> {
  if (!isRosterText(file)) throw new Problem('roster-unreadable')
  const importId = randomUUID()
  const job = { municipalityId, importId }
  const asSystem = <R>(work: Parameters<typeof house.doors.asSystem<R>>[2]) =>
    house.doors.asSystem(`import at the server roster-imports:${importId}`, { municipalityId, login: 'staff' }, work)
  const look = () =>
    asSystem(async (tx) => {
      const row = await findRosterImport(tx, importId)
      if (!row) throw new Error('a roster import has vanished')
      const preview = row.state === 'ready' ? await findRosterFrame(tx, house.keyring, importId, previewFrame) : undefined
      return { ...rosterView(row), changes: preview === undefined ? [] : RosterPreview.parse(JSON.parse(preview)) }
    })

  await asSystem((tx) => insertRosterImport(tx, house.keyring, { id: importId, createdBy: commandLine, createdAt: house.now(), file }))
  await readRosterImport(house, job, async (part) => progress?.('reading', part))
  const read = await look()
  if (read.state !== 'ready') return read

  const isApproved = await approve(read)
  await asSystem(async (tx) => {
    const living = await lockRosterImports(tx)
    if (!isApproved) return endRosterImport(tx, importId, 'discarded')
    if (!living.some(({ id, state }) => id === importId && state === 'ready') || living.some(({ state }) => state === 'applying'))
      throw new Problem('roster-not-ready')
    return saveRosterState(tx, importId, 'applying')
  })
  if (isApproved) await applyRosterImport(house, job, async (part) => progress?.('applying', part))
  return look()
}
