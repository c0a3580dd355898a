/**
 * Exchanges the installation's keys while people work, and may be broken off anywhere: run again, it goes on where it was.
 *
 * What is under an old key is seen in the database; what is the new key stands in the store. So there is no state of its
 * own that could be lost.
 */
import { setTimeout as wait } from 'node:timers/promises'
import { caseKeys, keyTables, personKeys, rosterKeys } from '#database/data-key.ts'
import { countByKey, findIndexKey, findMoment, isPast, moveToIndexKey, rewrapSome } from '#database/key-rotation.ts'
import type { Keys } from '#database/keyring.ts'
import { listMunicipalityIds } from '#database/release.ts'
import { StartRefusal } from '#database/start-refusal.ts'
import type { Doors } from '#database/transaction.ts'
import type { House } from './house.ts'
import { changeKeys, type KeyStore, newIndexKey, newKeyEncryptionKey, parseKeys } from './key-store.ts'

/** An installation whose keys can be changed. */
export type KeyHouse = Pick<House, 'doors' | 'keyring' | 'now'> & { readonly keyStore: KeyStore }

export type KeyPart = 'wrapping' | 'index'
const bothParts: readonly KeyPart[] = ['wrapping', 'index']

/** Every server has met what the store holds after this; each looks once a second. */
const settleMs = 1_500
/** How long somebody's transaction that began before is waited for. */
const patienceMs = 10 * 60_000
const betweenLooksMs = 100

/**
 * Makes the keys that the next rotation will use, and nothing more: for installations whose servers have each their own
 * copy of the file. When all have it, `rotateKeys` takes them into use.
 */
export function prepareKeys({ keyStore, now }: KeyHouse, parts: readonly KeyPart[] = bothParts): Promise<Keys> {
  return changeKeys(keyStore, (keys) => {
    const [wrapping, index] = [
      parts.includes('wrapping') && prepared(keys).wrapping === undefined,
      parts.includes('index') && prepared(keys).index === undefined,
    ]
    if (!wrapping && !index) return keys
    return {
      ...keys,
      keyEncryptionKeys: wrapping ? [...keys.keyEncryptionKeys, newKeyEncryptionKey(now())] : keys.keyEncryptionKeys,
      indexKeys: index ? [...keys.indexKeys, newIndexKey(now())] : keys.indexKeys,
    }
  })
}

/** A key that comes after the one in use. */
function prepared({ keyEncryptionKeys, wraps, indexKeys, indexes }: Keys): {
  readonly wrapping: string | undefined
  readonly index: string | undefined
} {
  const after = (keys: readonly { readonly id: string }[], used: string) =>
    keys.slice(keys.findIndex(({ id }) => id === used) + 1).at(-1)?.id
  return { wrapping: after(keyEncryptionKeys, wraps), index: after(indexKeys, indexes) }
}

type RotationWay = {
  readonly parts?: readonly KeyPart[]
  /** In one transaction: some tenths of a second for a thousand, and little for others to wait for. */
  readonly keysAtOnce?: number
  readonly progress?: (part: number) => void
}

export type Rotated = { readonly keys: number; readonly indexes: number }

/**
 * Takes new keys into use and brings everything under them. Where an earlier rotation was broken off, that one is
 * finished instead. `progress` is called with 0 to 1 after each transaction.
 */
export async function rotateKeys(
  house: KeyHouse,
  { parts = bothParts, keysAtOnce = 1_000, progress = () => {} }: RotationWay = {},
): Promise<Rotated> {
  const { keyring, keyStore } = house
  const municipalityIds = await listMunicipalities(house.doors)
  const before = await standing(house, municipalityIds)
  const isFinished =
    (!parts.includes('wrapping') || [...before.wrapped.keys()].every((id) => id === before.keys.wraps)) &&
    (!parts.includes('index') || [...before.indexed.values()].every((id) => id === before.keys.indexes))
  const keys = isFinished ? await begin(house, parts) : before.keys
  await settle(house)
  // This process looks no more often than every other.
  await keyring.refresh([keys.wraps, keys.indexes])
  if (keyring.id !== keys.wraps || keyring.indexKey !== keys.indexes)
    throw new Error(`${keyStore.name} does not give what was written to it`)

  let [rewrapped, moved, done] = [0, 0, 0]
  for (const municipalityId of municipalityIds) {
    for (const table of parts.includes('wrapping') ? keyTables : []) {
      for (let some = 1; some > 0;) {
        const scope = { municipalityId, login: table.login }
        some = await house.doors.asSystem(`rotate-keys ${keys.wraps}`, scope, (tx) =>
          rewrapSome(tx, keyring, table, keysAtOnce, house.now()),
        )
        rewrapped += some
        progress(done / municipalityIds.length)
      }
    }
    if (parts.includes('index') && (before.indexed.get(municipalityId) ?? keys.indexes) !== keys.indexes)
      moved += await house.doors.asSystem(`rotate-keys ${keys.indexes}`, { municipalityId, login: 'staff' }, (tx) =>
        moveToIndexKey(tx, keyring),
      )
    done += 1
    progress(done / municipalityIds.length)
  }
  return { keys: rewrapped, indexes: moved }
}

/** Takes the keys into use that were prepared, or fresh ones. */
function begin({ keyStore, now }: KeyHouse, parts: readonly KeyPart[]): Promise<Keys> {
  return changeKeys(keyStore, (keys) => {
    const next = prepared(keys)
    let { keyEncryptionKeys, wraps, indexKeys, indexes } = keys
    if (parts.includes('wrapping')) {
      if (next.wrapping === undefined) keyEncryptionKeys = [...keyEncryptionKeys, newKeyEncryptionKey(now())]
      wraps = keyEncryptionKeys.at(-1)?.id ?? wraps
    }
    if (parts.includes('index')) {
      if (next.index === undefined) indexKeys = [...indexKeys, newIndexKey(now())]
      indexes = indexKeys.at(-1)?.id ?? indexes
    }
    return { ...keys, keyEncryptionKeys, wraps, indexKeys, indexes }
  })
}

/** Waits until nobody writes with the keys of before: every server has looked, and whoever had begun is done. */
async function settle({ doors }: Pick<KeyHouse, 'doors'>): Promise<void> {
  await wait(settleMs)
  const ask = <R>(work: Parameters<typeof doors.as<R>>[2]) =>
    doors.as({ municipalityId: association, role: 'guest' }, 'staff', work, { readOnly: true })
  const moment = await ask(findMoment)
  for (const end = performance.now() + patienceMs; !(await ask((tx) => isPast(tx, moment))); await wait(betweenLooksMs))
    if (performance.now() > end)
      throw new StartRefusal(
        'En transaktion i databasen har været åben i over ti minutter: afslut den, og kør kommandoen igen',
        'a transaction has been open for more than ten minutes: end it and run the command again',
      )
}

const association = 0

/** The association's people have keys as everybody's. */
export async function listMunicipalities(doors: Doors): Promise<readonly number[]> {
  const ids = await doors.as({ municipalityId: association, role: 'guest' }, 'staff', listMunicipalityIds, { readOnly: true })
  return [association, ...ids]
}

export type Standing = {
  readonly keys: Keys
  /** How many data keys hang on each key-encryption key. */
  readonly wrapped: ReadonlyMap<string, number>
  /** Which index key each municipality stands under. */
  readonly indexed: ReadonlyMap<number, string>
}

/** What hangs on which key. */
export async function standing(
  { doors, keyStore }: Omit<KeyHouse, 'keyring' | 'now'>,
  municipalityIds?: readonly number[],
): Promise<Standing> {
  const { text } = await keyStore.read()
  const wrapped = new Map<string, number>()
  const indexed = new Map<number, string>()
  for (const municipalityId of municipalityIds ?? (await listMunicipalities(doors))) {
    const counts = [
      await doors.asSystem('count-keys', { municipalityId, login: 'staff' }, async (tx) => ({
        counts: [await countByKey(tx, personKeys), await countByKey(tx, rosterKeys)],
        indexKey: await findIndexKey(tx),
      })),
      await doors.asSystem('count-keys', { municipalityId, login: 'assessment' }, async (tx) => ({
        counts: [await countByKey(tx, caseKeys)],
        indexKey: undefined,
      })),
    ]
    for (const [id, count] of counts.flatMap((found) => found.counts.flatMap((byKey) => [...byKey])))
      wrapped.set(id, (wrapped.get(id) ?? 0) + count)
    const indexKey = counts[0]?.indexKey
    if (indexKey !== undefined) indexed.set(municipalityId, indexKey)
  }
  return { keys: parseKeys(text, keyStore.name), wrapped, indexed }
}

/**
 * Removes the keys that nothing hangs on any more. Throws a `StartRefusal` while something does. Dumps of the database
 * from before the last rotation can be opened with a copy of the keys from then, and not with today's.
 */
export async function retireKeys(house: KeyHouse): Promise<readonly string[]> {
  await settle(house)
  const { keys, wrapped, indexed } = await standing(house)
  const isNext = (list: readonly { readonly id: string }[], used: string, id: string) =>
    list.findIndex((key) => key.id === id) >= list.findIndex((key) => key.id === used)
  const oldKeys = keys.keyEncryptionKeys.filter(({ id }) => !isNext(keys.keyEncryptionKeys, keys.wraps, id))
  const oldIndexes = keys.indexKeys.filter(({ id }) => !isNext(keys.indexKeys, keys.indexes, id))
  const held = [
    ...oldKeys.flatMap(({ id }) => (wrapped.has(id) ? [`${id} (${wrapped.get(id)} nøgler)`] : [])),
    ...oldIndexes.flatMap(({ id }) => {
      const municipalities = [...indexed.values()].filter((key) => key === id).length
      return municipalities > 0 ? [`${id} (${municipalities} kommuner)`] : []
    }),
  ]
  if (held.length > 0)
    throw new StartRefusal(
      `Der hænger stadig noget på ${held.join(' og ')}: kør boernungeliv key rotate færdig først`,
      'something still hangs on the old keys: finish boernungeliv key rotate first',
    )
  const gone = new Set([...oldKeys, ...oldIndexes].map(({ id }) => id))
  if (gone.size === 0) return []
  await changeKeys(house.keyStore, (now) => ({
    ...now,
    keyEncryptionKeys: now.keyEncryptionKeys.filter(({ id }) => !gone.has(id)),
    indexKeys: now.indexKeys.filter(({ id }) => !gone.has(id)),
  }))
  return [...gone]
}
