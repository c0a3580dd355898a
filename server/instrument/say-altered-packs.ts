import type { Doors } from '#database/transaction.ts'
import { complain } from '../log.ts'
import { storedPacks } from './loaded-packs.ts'

/** Tells whoever starts the program which packs it will not use. The rest works without them. */
export async function sayAlteredPacks(doors: Doors): Promise<void> {
  const packs = await doors.as({ municipalityId: 0, role: 'guest' }, 'staff', (tx) => storedPacks(tx), { readOnly: true })
  for (const { row, held } of packs)
    if (row.state === 'loaded' && held?.isSound !== true)
      complain(
        `Pakken ${row.instrument} ${row.language} er ændret i databasen eller passer ikke længere, og bruges ikke / the pack is altered, or fits no longer, and is not used`,
      )
}
