/**
 * Takes erased people, and roster imports that are over, out of the key tree, so that an older dump of the database no
 * longer opens them with today's keys. In the database they are gone already (`erasePersons`).
 */
import { deleteShredded, erasePersons, listReturned, listWaiting } from '#database/identity.ts'
import { type LeafRange, puncture } from '#database/key-tree.ts'
import type { Keys } from '#database/keyring.ts'
import { findLeavesOver } from '#database/roster.ts'
import { changeKeys, openKeys } from './key-store.ts'
import { type KeyHouse, listMunicipalities } from './key-rotation.ts'

/**
 * Does what waits, and returns how many people that were. First the store of keys, then the queue: broken off in between,
 * the same is done again and changes nothing. A key-encryption key without a tree can't be punctured; what it wrapped is
 * closed when it is retired and the dumps from then are gone.
 */
export async function shredWaiting({ doors, keyStore, now }: Omit<KeyHouse, 'keyring'>): Promise<number> {
  const waiting = new Map<number, readonly number[]>()
  const ranges: LeafRange[] = []
  for (const municipalityId of await listMunicipalities(doors)) {
    const { people, imports } = await doors.asSystem('shred-keys', { municipalityId, login: 'staff' }, async (tx) => ({
      people: await listWaiting(tx),
      imports: await findLeavesOver(tx),
    }))
    if (people.length > 0) waiting.set(municipalityId, people)
    ranges.push(...people.map((leaf) => ({ municipalityId, from: leaf, until: leaf + 1 })), ...(imports === undefined ? [] : [imports]))
  }
  if (ranges.length > 0) await changeKeys(keyStore, (keys) => without(keys, ranges, now()))

  for (const [municipalityId, leaves] of waiting)
    await doors.asSystem('shred-keys', { municipalityId, login: 'staff' }, (tx) => deleteShredded(tx, leaves))
  return [...waiting.values()].flat().length
}

function without(keys: Keys, ranges: readonly LeafRange[], now: Date): Keys {
  const keyEncryptionKeys = keys.keyEncryptionKeys.map((key) => {
    const tree = key.tree && puncture(key.tree, ranges)
    return tree === key.tree ? key : { ...key, tree, puncturedAt: now.toISOString() }
  })
  return keyEncryptionKeys.every((key, at) => key === keys.keyEncryptionKeys[at]) ? keys : { ...keys, keyEncryptionKeys }
}

const leavesAtOnce = 5_000

/**
 * Erases once more whoever a restored backup has brought back: their leaves are taken, so nobody can read them, but what
 * they are looked up by would be there. Returns how many. For after a restore; it reads every leaf there is.
 */
export async function eraseReturned({ doors, keyStore, now }: Omit<KeyHouse, 'keyring'>): Promise<number> {
  // As the store is at this moment: a keyring that is open may be a second behind.
  const keyring = await openKeys(keyStore)
  let erased = 0
  for (const municipalityId of await listMunicipalities(doors)) {
    for (let after: number | undefined = -1; after !== undefined;) {
      const from: number = after
      const page = await doors.as({ municipalityId, role: 'guest' }, 'staff', (tx) => listReturned(tx, keyring, from, leavesAtOnce), {
        readOnly: true,
      })
      if (page.personIds.length > 0) {
        const gone = await doors.asSystem('shred-keys after a restore', { municipalityId, login: 'staff' }, (tx) =>
          erasePersons(tx, page.personIds, now()),
        )
        erased += gone.length
      }
      after = page.last
    }
  }
  return erased
}
