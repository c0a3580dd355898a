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
  saveRosterApproval,
} from '#database/roster.ts'
import { applyRosterImport } from '../jobs/apply-roster.ts'
import { readRosterImport } from '../jobs/read-roster.ts'
import type { House } from '../house.ts'
import { Problem } from '../problem.ts'
import { rosterFormat } from './roster-format.ts'
import { previewFrame, readPreview } from './roster-plan.ts'
import { isShown, rosterView } from './roster-view.ts'

/** Stands where an account does when the server's own command or a nightly job hands a file in. */
export const nobodysAccount = '00000000-0000-0000-0000-000000000000'

export type RosterFile = {
  readonly municipalityId: number
  readonly file: Uint8Array
  /** Asked once, with the difference as the screen shows it, names included. False leaves everything as it was. */
  readonly approve: (preview: z.infer<typeof RosterImport>) => Promise<boolean>
  /**
   * Where it can be looked up that a second person has approved a large change, e.g. a case number; never a name, for it
   * goes into the audit log. Without it a large change waits for an administrator on the screen.
   */
  readonly secondApproval?: string | undefined
  /** Told 0 to 1, first for the reading and then for the applying. */
  readonly progress?: (step: 'reading' | 'applying', part: number) => void
}

/**
 * Reads a roster file, asks, and carries it out; returns the import as it ended: `applied`, `refused`,
 * `discarded` or `failed`, or `awaiting-second` when a large change waits for an administrator. Throws the problem `roster-unreadable` when there is nothing in the file.
 */
export async function importRosterFile(
  house: House,
  { municipalityId, file, approve, secondApproval, progress }: RosterFile,
): Promise<z.infer<typeof RosterImport>> {
  if (rosterFormat(file) === 'file-empty') throw new Problem('roster-unreadable')
  const importId = randomUUID()
  const job = { municipalityId, importId }
  const asSystem = <R>(work: Parameters<typeof house.doors.asSystem<R>>[2]) =>
    house.doors.asSystem(`import at the server roster-imports:${importId}`, { municipalityId, login: 'staff' }, work)
  const look = () =>
    asSystem(async (tx) => {
      const row = await findRosterImport(tx, importId)
      if (!row) throw new Error('a roster import has vanished')
      const preview = isShown(row) ? await findRosterFrame(tx, house.keyring, importId, previewFrame) : undefined
      return { ...rosterView(row, null), ...readPreview(preview) }
    })

  await asSystem((tx) => insertRosterImport(tx, house.keyring, { id: importId, createdBy: nobodysAccount, createdAt: house.now(), file }))
  await readRosterImport(house, job, async (part) => progress?.('reading', part))
  const read = await look()
  if (read.state !== 'ready') return read

  const isApproved = await approve(read)
  const isEnough = (read.summary?.needsSecond ?? []).length === 0 || secondApproval !== undefined
  const reason = secondApproval === undefined ? '' : ` second approval: ${secondApproval}`
  await house.doors.asSystem(`import at the server roster-imports:${importId}${reason}`, { municipalityId, login: 'staff' }, async (tx) => {
    const living = await lockRosterImports(tx)
    if (!isApproved) return endRosterImport(tx, importId, 'discarded')
    if (!living.some(({ id, state }) => id === importId && state === 'ready') || living.some(({ state }) => state === 'applying'))
      throw new Problem('roster-not-ready')
    // Which institutions have gone on as which is said on the screen, by somebody who knows them.
    return saveRosterApproval(tx, importId, {
      state: isEnough ? 'applying' : 'awaiting-second',
      by: nobodysAccount,
      at: house.now(),
      confirmed: [],
    })
  })
  if (isApproved && isEnough) await applyRosterImport(house, job, async (part) => progress?.('applying', part))
  return look()
}
