/**
 * Names, CPR numbers and contacts: ciphertext under a key of the person's own, which is stored wrapped. Lists
 * are decrypted here and sorted by the caller; the only search is by exact CPR number.
 */
import { sql } from 'kysely'
import { holdIndexKey, lookUp } from './blind-index.ts'
import { giveLeaves, keyOwner, personKeys } from './data-key.ts'
import { decrypt, encrypt, type Keyring } from './keyring.ts'
import type { Tx } from './transaction.ts'

export type NewPerson = {
  readonly id: string
  readonly name: string
  /** Ten digits as `readCpr` gives them; undefined when it is not known. */
  readonly cpr?: string | undefined
  readonly contact?: string | undefined
}

/** Rows in one statement: few enough to keep it small, enough to make its overhead vanish. */
const rowsAtOnce = 5_000

/** Adds people with a key each. Breaks `person_cpr_key` when a CPR number is there already. */
export async function insertPersons(tx: Tx, keyring: Keyring, people: readonly NewPerson[]): Promise<void> {
  const { municipalityId } = tx
  if (people.length === 0) return
  const { seal: sealIndex } = await holdIndexKey(tx, keyring)
  for (const some of chunks(people, rowsAtOnce)) {
    const leaves = await giveLeaves(tx, keyring, personKeys, some.length)
    const rows = some.map((person, place) => {
      const { key, ...stored } = keyring.newDataKey(municipalityId, leaves[place] ?? 0, keyOwner(personKeys, municipalityId, person.id))
      const seal = (field: Field, value: string | undefined) =>
        value === undefined ? null : encrypt(key, value, context(municipalityId, person.id, field))
      return {
        id: person.id,
        ...stored,
        name: encrypt(key, person.name, context(municipalityId, person.id, 'name')),
        cpr: seal('cpr', person.cpr),
        contact: seal('contact', person.contact),
        cprIndex: person.cpr === undefined ? null : sealIndex(cprIndex(keyring, municipalityId, person.cpr)),
      }
    })
    await sql`
      insert into identity.person (municipality_id, id, name, cpr, contact, cpr_index)
      select ${municipalityId}::int, * from unnest(
        ${rows.map(({ id }) => id)}::uuid[], ${rows.map(({ name }) => name)}::bytea[], ${rows.map(({ cpr }) => cpr)}::bytea[],
        ${rows.map(({ contact }) => contact)}::bytea[], ${rows.map((row) => row.cprIndex)}::bytea[])`.execute(tx)
    await sql`
      insert into identity.person_key (municipality_id, person_id, key_encryption_key, wrapped, leaf)
      select ${municipalityId}::int, * from unnest(
        ${rows.map(({ id }) => id)}::uuid[], ${rows.map((row) => row.keyEncryptionKey)}::text[], ${rows.map(({ wrapped }) => wrapped)}::bytea[],
        ${rows.map(({ leaf }) => leaf)}::bigint[])`.execute(tx)
  }
}

/** Gives people new names; those that are not there, or are shredded, are passed over. */
export async function saveNames(tx: Tx, keyring: Keyring, names: ReadonlyMap<string, string>): Promise<void> {
  const { municipalityId } = tx
  for (const ids of chunks([...names.keys()], rowsAtOnce)) {
    const rows = [...(await openPersonKeys(tx, keyring, ids))].map(([id, key]) => ({
      id,
      name: encrypt(key, names.get(id) ?? '', context(municipalityId, id, 'name')),
    }))
    await sql`
      update identity.person as person set name = given.name
      from unnest(${rows.map(({ id }) => id)}::uuid[], ${rows.map(({ name }) => name)}::bytea[]) as given (id, name)
      where person.municipality_id = ${municipalityId} and person.id = given.id`.execute(tx)
  }
}

/** Gives people another CPR number, and its index in place of the old one's: what a replacement number was for is over. */
export async function saveCprs(tx: Tx, keyring: Keyring, cprs: ReadonlyMap<string, string>): Promise<void> {
  const { municipalityId } = tx
  if (cprs.size === 0) return
  const { seal: sealIndex } = await holdIndexKey(tx, keyring)
  for (const ids of chunks([...cprs.keys()], rowsAtOnce)) {
    const keys = await openPersonKeys(tx, keyring, ids)
    const rows = [...keys].map(([id, key]) => {
      const cpr = cprs.get(id) ?? ''
      return { id, cpr: encrypt(key, cpr, context(municipalityId, id, 'cpr')), index: sealIndex(cprIndex(keyring, municipalityId, cpr)) }
    })
    await sql`
      update identity.person as person set cpr = given.cpr, cpr_index = given.index
      from unnest(
        ${rows.map(({ id }) => id)}::uuid[], ${rows.map(({ cpr }) => cpr)}::bytea[], ${rows.map(({ index }) => index)}::bytea[]) as given (id, cpr, index)
      where person.municipality_id = ${municipalityId} and person.id = given.id`.execute(tx)
  }
}

/** Names by person id; a person who is not there, or is shredded, is left out. */
export async function listNames(tx: Tx, keyring: Keyring, personIds: readonly string[]): Promise<ReadonlyMap<string, string>> {
  return listField(tx, keyring, personIds, 'name')
}

/** CPR numbers by person id; a person without one is left out. For comparing rosters only, never for a screen. */
export async function listCprs(tx: Tx, keyring: Keyring, personIds: readonly string[]): Promise<ReadonlyMap<string, string>> {
  return listField(tx, keyring, personIds, 'cpr')
}

/** Person ids by CPR number, for those there are. */
export async function findPersonsByCpr(tx: Tx, keyring: Keyring, cprs: readonly string[]): Promise<ReadonlyMap<string, string>> {
  const found = new Map<string, string>()
  for (const some of chunks(cprs, rowsAtOnce)) {
    const cprByIndex = new Map(some.map((cpr) => [cprIndex(keyring, tx.municipalityId, cpr).toString('base64'), cpr]))
    const rows = await lookUp(
      tx,
      keyring,
      some.map((cpr) => cprIndex(keyring, tx.municipalityId, cpr)),
      (stored) =>
        tx
          .selectFrom('identity.person')
          .select(['id', 'cprIndex as index'])
          .where('municipalityId', '=', tx.municipalityId)
          .where('cprIndex', '=', sql<Buffer>`any(${stored}::bytea[])`)
          .execute(),
    )
    for (const [index, [person]] of rows) {
      const cpr = cprByIndex.get(index)
      if (cpr !== undefined && person !== undefined) found.set(cpr, person.id)
    }
  }
  return found
}

/** One person by exact CPR number. */
export async function findPersonByCpr(tx: Tx, keyring: Keyring, cpr: string): Promise<string | undefined> {
  return (await findPersonsByCpr(tx, keyring, [cpr])).get(cpr)
}

/** The keys of people, to seal or open what else is kept about them; a person who is shredded is left out. */
export async function openPersonKeys(tx: Tx, keyring: Keyring, personIds: readonly string[]): Promise<ReadonlyMap<string, Buffer>> {
  const { municipalityId } = tx
  const rows = await tx
    .selectFrom('identity.personKey')
    .select(['personId as id', 'keyEncryptionKey', 'leaf', 'wrapped'])
    .where('municipalityId', '=', municipalityId)
    .where('personId', '=', sql<string>`any(${personIds}::uuid[])`)
    .execute()
  const opened = new Map<string, Buffer>()
  await keyring.refresh(rows.map((row) => row.keyEncryptionKey))
  for (const row of rows) {
    const key = keyring.unwrap(municipalityId, row, keyOwner(personKeys, municipalityId, row.id))
    if (key !== undefined) opened.set(row.id, key)
  }
  return opened
}

type Field = 'name' | 'cpr' | 'contact'

async function listField(
  tx: Tx,
  keyring: Keyring,
  personIds: readonly string[],
  field: 'name' | 'cpr',
): Promise<ReadonlyMap<string, string>> {
  const values = new Map<string, string>()
  const { municipalityId } = tx
  for (const ids of chunks([...new Set(personIds)], rowsAtOnce)) {
    const rows = await tx
      .selectFrom('identity.person as person')
      .innerJoin('identity.personKey as key', (join) =>
        join.onRef('key.municipalityId', '=', 'person.municipalityId').onRef('key.personId', '=', 'person.id'),
      )
      .select(['person.id', `person.${field} as sealed`, 'key.keyEncryptionKey', 'key.leaf', 'key.wrapped'])
      .where('person.municipalityId', '=', municipalityId)
      .where('person.id', '=', sql<string>`any(${ids}::uuid[])`)
      .execute()
    await keyring.refresh(rows.map((row) => row.keyEncryptionKey))
    for (const { sealed, ...row } of rows) {
      const key = sealed === null ? undefined : keyring.unwrap(municipalityId, row, keyOwner(personKeys, municipalityId, row.id))
      if (sealed !== null && key !== undefined) values.set(row.id, decrypt(key, sealed, context(municipalityId, row.id, field)))
    }
  }
  return values
}

/** Ties a ciphertext to its place, so that it can't be moved to another person, field or municipality. */
function context(municipalityId: number, personId: string, field: Field): string {
  return `identity.person|${municipalityId}|${personId}|${field}`
}

function cprIndex(keyring: Keyring, municipalityId: number, cpr: string): Buffer {
  return keyring.blindIndex(municipalityId, 'cpr', cpr)
}

function* chunks<T>(list: readonly T[], size: number): Generator<readonly T[]> {
  for (let start = 0; start < list.length; start += size) yield list.slice(start, start + size)
}
