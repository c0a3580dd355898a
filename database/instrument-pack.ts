/** Licensed packs, as the installation has loaded them (municipality 0), and what a municipality suggests first. */
import type { Pack } from '#domain/instrument/pack.ts'
import type { Tx } from './transaction.ts'

/** Packs are the installation's: every municipality in it reads the same. */
const installation = 0

export type PackRow = {
  readonly id: string
  readonly instrument: string
  readonly language: string
  readonly versions: readonly string[]
  readonly issuedOn: string
  readonly expiresOn: string | null
  /** The sum it had when it was loaded. */
  readonly checksum: string
  readonly state: 'loaded' | 'replaced' | 'unloaded'
  /** As it stands in the database, whatever that is; null when its words were erased. */
  readonly pack: Pack | null
  readonly loadedAt: string
  readonly endedAt: string | null
}

/** Every pack there is or was, the latest first; of one instrument when it is named. */
export async function listPacks(tx: Tx, instrument?: string): Promise<readonly PackRow[]> {
  const rows = await tx
    .selectFrom('common.instrumentPack')
    .select(['id', 'instrument', 'language', 'versions', 'issuedOn', 'expiresOn', 'checksum', 'state', 'pack', 'loadedAt', 'endedAt'])
    .where('municipalityId', '=', installation)
    .$if(instrument !== undefined, (query) => query.where('instrument', '=', instrument ?? ''))
    .orderBy('loadedAt', 'desc')
    .orderBy('id')
    .execute()
  return rows as unknown as readonly PackRow[]
}

/** The instrument a municipality suggests first when a PLUS case is opened; undefined when it has not said. */
export async function findSuggestedInstrument(tx: Tx): Promise<string | undefined> {
  const row = await tx
    .selectFrom('common.instrumentChoice')
    .select('instrument')
    .where('municipalityId', '=', tx.municipalityId)
    .where('purpose', '=', 'assessment')
    .executeTakeFirst()
  return row?.instrument
}

/** Says which instrument is suggested first, instead of what was said before. */
export async function saveSuggestedInstrument(
  tx: Tx,
  choice: { readonly instrument: string; readonly chosenBy: string; readonly now: Date },
): Promise<void> {
  const said = { instrument: choice.instrument, chosenBy: choice.chosenBy, chosenAt: choice.now.toISOString() }
  await tx
    .insertInto('common.instrumentChoice')
    .values({ municipalityId: tx.municipalityId, purpose: 'assessment', ...said })
    .onConflict((conflict) => conflict.columns(['municipalityId', 'purpose']).doUpdateSet(said))
    .execute()
}
