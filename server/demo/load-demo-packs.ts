/** The packs that lie in content/packs: the demonstration's own, made up and in nobody's rights. */
import { readdirSync } from 'node:fs'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import type pg from 'pg'
import { loadPack } from '#database/load-packs.ts'
import { StartRefusal } from '#database/start-refusal.ts'
import { explainPackFault } from '../instrument/explain-pack-fault.ts'
import { knownInstruments } from '../instrument/loaded-packs.ts'
import { readPack } from '../instrument/pack-file.ts'
import { soundsOf } from '../instrument/pack-sounds.ts'

const folder = fileURLToPath(new URL('../../content/packs', import.meta.url))

/** Loads those that are not loaded. Runs as the owner, in a transaction. Throws a `StartRefusal` for one that is wrong. */
export async function loadDemoPacks(client: Pick<pg.Client, 'query'>, now: Date): Promise<void> {
  for (const file of readdirSync(folder).filter((name) => name.endsWith('.json'))) {
    const { pack, faults } = readPack(join(folder, file), knownInstruments())
    const [fault] = faults
    if (pack === undefined || fault !== undefined)
      throw new StartRefusal(
        `${join(folder, file)} kan ikke bruges: ${fault === undefined ? '' : explainPackFault(fault)}`,
        'the pack cannot be used',
      )
    await loadPack(client, pack, now, soundsOf(pack, knownInstruments()))
  }
}
