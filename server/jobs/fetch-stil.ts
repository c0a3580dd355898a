/**
 * Each night: what STIL says of each municipality's institutions is read and compared, and waits for somebody to
 * approve it. Where an import waits already nothing is fetched: it would be compared with what is about to change.
 */
import { randomUUID } from 'node:crypto'
import { enqueue } from '#database/jobs.ts'
import { listMunicipalityIds } from '#database/release.ts'
import { insertRosterImport, lockRosterImports } from '#database/roster.ts'
import type { House } from '../house.ts'
import { log } from '../log.ts'
import { fetchStil } from '../organisation/fetch-stil.ts'
import { nobodysAccount } from '../organisation/import-roster-file.ts'

/** The association: whoever works for all municipalities begins there. */
const association = 0

/** One municipality, or nothing: every municipality. */
export type FetchStilJob = { readonly municipalityId?: number | undefined }

export async function fetchFromStil(house: House, { municipalityId }: FetchStilJob): Promise<void> {
  const { stil } = house
  if (stil === undefined) return
  const municipalities =
    municipalityId !== undefined
      ? [municipalityId]
      : await house.doors.asSystem('fetch-stil', { municipalityId: association, login: 'sealer' }, listMunicipalityIds)
  for (const id of municipalities) {
    const scope = { municipalityId: id, login: 'staff' } as const
    const isBusy = await house.doors.asSystem('fetch-stil', scope, async (tx) => (await lockRosterImports(tx)).length > 0)
    if (isBusy) continue
    const { file, institutions, notFetched } = await fetchStil(house, stil, id)
    if (institutions.length + notFetched.length > 0) {
      log.stilFetched({ municipality: id, fetched: institutions.length, refused: notFetched.map(({ reason }) => reason) })
    }
    if (file === undefined) continue
    const importId = randomUUID()
    await house.doors.asSystem(`fetch-stil roster-imports:${importId}`, scope, async (tx) => {
      await insertRosterImport(tx, house.keyring, { id: importId, createdBy: nobodysAccount, createdAt: house.now(), file })
      await enqueue(tx, 'read-roster', { municipalityId: id, importId }, `read-roster:${importId}`)
    })
  }
}
