/**
 * Names, CPR numbers and contacts: ciphertext under a key of the person's own, which is stored wrapped. Lists
 * are decrypted here and sorted by the caller; the only search is by exact CPR number.
 */
import { sql } from 'kysely'
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
  for (const some of chunks(people, rowsAtOnce)) {
    const rows = some.map((person) => {
      const { key, wrapped } = keyring.newDataKey(keyOwner(municipalityId, person.id))
      const seal = (field: Field, value: string | undefined) =>
        value === undefined ? null : encrypt(key, value, context(municipalityId, person.id, field))
      return {
        id: person.id,
        wrapped,
        name: encrypt(key, person.name, context(municipalityId, person.id, 'name')),
        cpr: seal('cpr', person.cpr),
        contact: seal('contact', person.contact),
        cprIndex: person.cpr === undefined ? null : cprIndex(keyring, municipalityId, person.cpr),
      }
    })
    await sql`
      insert into identity.person (municipality_id, id, name, cpr, contact, cpr_index)
      select ${municipalityId}::int, * from unnest(
        ${rows.map(({ id }) => id)}::uuid[], ${rows.map(({ name }) => name)}::bytea[], ${rows.map(({ cpr }) => cpr)}::bytea[],
        ${rows.map(({ contact }) => contact)}::bytea[], ${rows.map((row) => row.cprIndex)}::bytea[])`.execute(tx)
    await sql`
      insert into identity.person_key (municipality_id, person_id, key_encryption_key, wrapped)
      select ${municipalityId}::int, id, ${keyring.id}::text, wrapped from unnest(
        ${rows.map(({ id }) => id)}::uuid[], ${rows.map(({ wrapped }) => wrapped)}::bytea[]) as given (id, wrapped)`.execute(tx)
  }
}

/** Gives people new names; those that are not there, or whose key is deleted, are passed over. */
export async function saveNames(tx: Tx, keyring: Keyring, names: ReadonlyMap<string, string>): Promise<void> {
  const { municipalityId } = tx
  for (const ids of chunks([...names.keys()], rowsAtOnce)) {
    const rows = (await listKeys(tx, ids)).map(({ personId, keyEncryptionKey, wrapped }) => ({
      id: personId,
      name: encrypt(
        openKey(keyring, municipalityId, personId, keyEncryptionKey, wrapped),
        names.get(personId) ?? '',
        context(municipalityId, personId, 'name'),
      ),
    }))
    await sql`
      update identity.person as person set name = given.name
      from unnest(${rows.map(({ id }) => id)}::uuid[], ${rows.map(({ name }) => name)}::bytea[]) as given (id, name)
      where person.municipality_id = ${municipalityId} and person.id = given.id`.execute(tx)
  }
}

/** Names by person id; a person who is not there, or whose key is deleted, is left out. */
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
    const rows = await tx
      .selectFrom('identity.person')
      .select(['id', 'cprIndex'])
      .where('municipalityId', '=', tx.municipalityId)
      .where('cprIndex', '=', sql<Buffer>`any(${[...cprByIndex.keys()].map((index) => Buffer.from(index, 'base64'))}::bytea[])`)
      .execute()
    for (const { id, cprIndex: index } of rows) {
      const cpr = index === null ? undefined : cprByIndex.get(index.toString('base64'))
      if (cpr !== undefined) found.set(cpr, id)
    }
  }
  return found
}

/** One person by exact CPR number. */
export async function findPersonByCpr(tx: Tx, keyring: Keyring, cpr: string): Promise<string | undefined> {
  return (await findPersonsByCpr(tx, keyring, [cpr])).get(cpr)
}

/** The keys of people, to seal or open what else is kept about them; a person whose key is deleted is left out. */
export async function openPersonKeys(tx: Tx, keyring: Keyring, personIds: readonly string[]): Promise<ReadonlyMap<string, Buffer>> {
  const rows = await listKeys(tx, personIds)
  return new Map(
    rows.map(({ personId, keyEncryptionKey, wrapped }) => [
      personId,
      openKey(keyring, tx.municipalityId, personId, keyEncryptionKey, wrapped),
    ]),
  )
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
      .select(['person.id', `person.${field} as sealed`, 'key.keyEncryptionKey', 'key.wrapped'])
      .where('person.municipalityId', '=', municipalityId)
      .where('person.id', '=', sql<string>`any(${ids}::uuid[])`)
      .execute()
    for (const { id, sealed, keyEncryptionKey, wrapped } of rows) {
      if (sealed === null) continue
      values.set(id, decrypt(openKey(keyring, municipalityId, id, keyEncryptionKey, wrapped), sealed, context(municipalityId, id, field)))
    }
  }
  return values
}

function listKeys(tx: Tx, personIds: readonly string[]): Promise<{ personId: string; keyEncryptionKey: string; wrapped: Buffer }[]> {
  return tx
    .selectFrom('identity.personKey')
    .select(['personId', 'keyEncryptionKey', 'wrapped'])
    .where('municipalityId', '=', tx.municipalityId)
    .where('personId', '=', sql<string>`any(${personIds}::uuid[])`)
    .execute()
}

function openKey(keyring: Keyring, municipalityId: number, personId: string, keyEncryptionKey: string, wrapped: Uint8Array): Buffer {
  if (keyEncryptionKey !== keyring.id)
    throw new Error(`a person's key is wrapped by ${keyEncryptionKey}, and this installation holds ${keyring.id}`)
  return keyring.unwrap(wrapped, keyOwner(municipalityId, personId))
}

/** Ties a ciphertext to its place, so that it can't be moved to another person, field or municipality. */
function context(municipalityId: number, personId: string, field: Field): string {
  return `identity.person|${municipalityId}|${personId}|${field}`
}

function keyOwner(municipalityId: number, personId: string): string {
  return `identity.person_key|${municipalityId}|${personId}`
}

function cprIndex(keyring: Keyring, municipalityId: number, cpr: string): Buffer {
  return keyring.blindIndex(municipalityId, 'cpr', cpr)
}

function* chunks<T>(list: readonly T[], size: number): Generator<readonly T[]> {
  for (let start = 0; start < list.length; start += size) yield list.slice(start, start + size)
}
