/**
 * Names, CPR numbers and contacts: ciphertext under a key of the person's own, which is stored wrapped. Lists
 * are decrypted here and sorted by the caller; the only search is by exact CPR number.
 */
import { randomBytes } from 'node:crypto'
import { sql } from 'kysely'
import { Contact, type ContactNeed, type ShownContact, shownContact } from '#domain/organisation/contact.ts'
import { insertAuditEvent } from './audit.ts'
import { holdIndexKey, lookUp } from './blind-index.ts'
import { giveLeaves, keyOwner, personKeys } from './data-key.ts'
import { enqueue } from './jobs.ts'
import type { Leaf } from './key-tree.ts'
import { decrypt, encrypt, type Keyring } from './keyring.ts'
import type { NewTrace } from './person-trace.ts'
import type { Tx } from './transaction.ts'

export type NewPerson = {
  readonly id: string
  readonly name: string
  /** Ten digits as `readCpr` gives them; undefined when it is not known. */
  readonly cpr?: string | undefined
  readonly contact?: Contact | undefined
  /** What a roster knows them by besides, as in `person-trace.ts`. */
  readonly trace?: Omit<NewTrace, 'id'> | undefined
}

/** Rows in one statement: few enough to keep it small, enough to make its overhead vanish. */
const rowsAtOnce = 5_000
/** Keys opened in one go: between two, other requests of the same process have their turn. */
const opensAtOnce = 1_000

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
        contact: seal('contact', person.contact && JSON.stringify(person.contact)),
        cprIndex: person.cpr === undefined ? null : sealIndex(cprIndex(keyring, municipalityId, person.cpr)),
        sourceIndex: person.trace?.sourceIndex ? sealIndex(person.trace.sourceIndex) : null,
        uniLoginIndex: person.trace?.uniLoginIndex ? sealIndex(person.trace.uniLoginIndex) : null,
        cprKind: person.trace?.cprKind ?? null,
        isProtected: person.trace?.isProtected ?? false,
      }
    })
    await sql`
      insert into identity.person (municipality_id, id, name, cpr, contact, cpr_index, source_index, uni_login_index, cpr_kind, is_protected)
      select ${municipalityId}::int, * from unnest(
        ${rows.map(({ id }) => id)}::uuid[], ${rows.map(({ name }) => name)}::bytea[], ${rows.map(({ cpr }) => cpr)}::bytea[],
        ${rows.map(({ contact }) => contact)}::bytea[], ${rows.map((row) => row.cprIndex)}::bytea[],
        ${rows.map((row) => row.sourceIndex)}::bytea[], ${rows.map((row) => row.uniLoginIndex)}::bytea[],
        ${rows.map((row) => row.cprKind)}::text[], ${rows.map((row) => row.isProtected)}::boolean[])`.execute(tx)
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

/** Says how people can be reached; those that are not there, or are shredded, are passed over. */
export async function saveContacts(tx: Tx, keyring: Keyring, contacts: ReadonlyMap<string, Contact>): Promise<void> {
  const { municipalityId } = tx
  for (const ids of chunks([...contacts.keys()], rowsAtOnce)) {
    const rows = [...(await openPersonKeys(tx, keyring, ids))].map(([id, key]) => ({
      id,
      contact: encrypt(key, JSON.stringify(contacts.get(id)), context(municipalityId, id, 'contact')),
    }))
    await sql`
      update identity.person as person set contact = given.contact
      from unnest(${rows.map(({ id }) => id)}::uuid[], ${rows.map(({ contact }) => contact)}::bytea[]) as given (id, contact)
      where person.municipality_id = ${municipalityId} and person.id = given.id`.execute(tx)
  }
}

export type Reachable = {
  readonly cpr: string | undefined
  readonly hasReplacementNumber: boolean
  readonly contact: ShownContact | undefined
}

/** All by which people can be written to, as far as it is not protected, with each key opened once; whoever is shredded is left out. */
export async function listReachable(tx: Tx, keyring: Keyring, personIds: readonly string[]): Promise<ReadonlyMap<string, Reachable>> {
  const { municipalityId } = tx
  const reachable = new Map<string, Reachable>()
  for (const ids of chunks([...new Set(personIds)], opensAtOnce)) {
    const rows = await tx
      .selectFrom('identity.person as person')
      .innerJoin('identity.personKey as key', (join) =>
        join.onRef('key.municipalityId', '=', 'person.municipalityId').onRef('key.personId', '=', 'person.id'),
      )
      .select(['person.id', 'cpr', 'contact', 'cprKind', 'isProtected', 'key.keyEncryptionKey', 'key.leaf', 'key.wrapped'])
      .where('person.municipalityId', '=', municipalityId)
      .where('person.id', '=', sql<string>`any(${ids}::uuid[])`)
      .execute()
    await keyring.refresh(rows.map((row) => row.keyEncryptionKey))
    for (const { id, cpr, contact, cprKind, isProtected, ...row } of rows) {
      const key = keyring.unwrap(municipalityId, row, keyOwner(personKeys, municipalityId, id))
      if (key === undefined) continue
      const open = (field: Field, sealed: Buffer | null) =>
        sealed === null ? undefined : decrypt(key, sealed, context(municipalityId, id, field))
      const known = open('contact', contact)
      reachable.set(id, {
        cpr: open('cpr', cpr),
        hasReplacementNumber: cprKind === 'replacement',
        contact: known === undefined ? undefined : shownContact(Contact.parse(JSON.parse(known)), isProtected),
      })
    }
  }
  return reachable
}

/** How people can be reached, what is protected too, for who has this need; whoever shows it writes the need in the audit row. */
export async function listProtectedContacts(
  tx: Tx,
  keyring: Keyring,
  personIds: readonly string[],
  _need: ContactNeed,
): Promise<ReadonlyMap<string, Contact>> {
  const contacts = await listField(tx, keyring, personIds, 'contact')
  return new Map([...contacts].map(([id, text]) => [id, Contact.parse(JSON.parse(text))]))
}

/** Those of these people whose name and address are protected. */
export async function listProtected(tx: Tx, personIds: readonly string[]): Promise<readonly string[]> {
  const rows = await tx
    .selectFrom('identity.person')
    .select('id')
    .where('municipalityId', '=', tx.municipalityId)
    .where('id', '=', sql<string>`any(${personIds}::uuid[])`)
    .where('isProtected', '=', true)
    .execute()
  return rows.map(({ id }) => id)
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

/**
 * Erases who these people are: their keys, and what they are looked up by, are gone from the database with this
 * transaction, and their leaves wait to be taken out of the key tree, after which no backup of the database opens them
 * with today's keys (`server/key-shredding.ts`). Their accounts are closed and their sessions ended. What was answered
 * stays as rows about somebody nobody can name, where no other rule deletes it.
 *
 * The one door to erasing a person (GDPR article 17; databeskyttelsesloven § 22). Returns whose key there was.
 */
export async function erasePersons(tx: Tx, personIds: readonly string[], now: Date): Promise<readonly string[]> {
  const { municipalityId } = tx
  if (personIds.length === 0) return []
  const { rows } = await sql<{ personId: string; leaf: number | null }>`
    delete from identity.person_key where municipality_id = ${municipalityId} and person_id = any(${personIds}::uuid[])
    returning person_id, leaf`.execute(tx)
  const leaves = rows.flatMap(({ leaf }) => (leaf === null ? [] : [leaf]))
  await sql`
    insert into identity.shredding (municipality_id, leaf, asked_at)
    select ${municipalityId}::int, leaf, ${now.toISOString()}::timestamptz from unnest(${leaves}::bigint[]) as given (leaf)
    on conflict do nothing`.execute(tx)
  await sql`
    update identity.person set name = '\\x', cpr = null, contact = null, cpr_index = null, source_index = null, uni_login_index = null,
      cpr_kind = null, is_protected = false
    where municipality_id = ${municipalityId} and id = any(${personIds}::uuid[])`.execute(tx)
  const accounts = await tx
    .selectFrom('common.account')
    .select('id')
    .where('municipalityId', '=', municipalityId)
    .where('personId', '=', sql<string>`any(${personIds}::uuid[])`)
    .execute()
  const ids = accounts.map(({ id }) => id)
  await sql`
    delete from common.session where municipality_id = ${municipalityId} and account_id = any(${ids}::uuid[])`.execute(tx)
  // A login that finds nobody, and no two alike.
  await sql`
    update common.account as account set closed_on = coalesce(closed_on, ${now.toISOString().slice(0, 10)}::date), subject_index = given.nobody
    from unnest(${ids}::uuid[], ${ids.map(() => randomBytes(32))}::bytea[]) as given (id, nobody)
    where account.municipality_id = ${municipalityId} and account.id = given.id`.execute(tx)
  for (const { personId } of rows)
    await insertAuditEvent(tx, { at: now, actorId: null, role: 'system', act: 'person.erased', object: `person:${personId}` })
  if (leaves.length > 0) await enqueue(tx, 'shred-keys', {}, 'shred-keys')
  return rows.map(({ personId }) => personId)
}

/** Leaves of people that wait to be taken out of the key tree. */
export async function listWaiting(tx: Tx): Promise<readonly Leaf[]> {
  const rows = await tx.selectFrom('identity.shredding').select('leaf').where('municipalityId', '=', tx.municipalityId).execute()
  return rows.map(({ leaf }) => leaf)
}

/** Says that these leaves have been taken out of the tree. */
export async function deleteShredded(tx: Tx, leaves: readonly Leaf[]): Promise<void> {
  await sql`
    delete from identity.shredding where municipality_id = ${tx.municipalityId} and leaf = any(${leaves}::bigint[])`.execute(tx)
}

/** How many have waited to be taken out of the tree since before this moment. */
export async function countWaiting(tx: Tx, since: Date): Promise<number> {
  const row = await tx
    .selectFrom('identity.shredding')
    .select(({ fn }) => fn.countAll<number>().as('waiting'))
    .where('municipalityId', '=', tx.municipalityId)
    .where('askedAt', '<', since.toISOString())
    .executeTakeFirstOrThrow()
  return row.waiting
}

/** People whose leaf is taken and whose rows are there all the same: a backup was laid back. Page by page, by leaf. */
export async function listReturned(
  tx: Tx,
  keyring: Keyring,
  after: Leaf,
  limit: number,
): Promise<{ readonly personIds: readonly string[]; readonly last: Leaf | undefined }> {
  const { municipalityId } = tx
  const rows = await tx
    .selectFrom('identity.personKey')
    .select(['personId', 'leaf'])
    .where('municipalityId', '=', municipalityId)
    .where('leaf', '>', after)
    .orderBy('leaf')
    .limit(limit)
    .execute()
  const gone = rows.filter(({ leaf }) => leaf !== null && !keyring.isFree(municipalityId, leaf, 0))
  return { personIds: gone.map(({ personId }) => personId), last: rows.at(-1)?.leaf ?? undefined }
}

type Field = 'name' | 'cpr' | 'contact'

async function listField(tx: Tx, keyring: Keyring, personIds: readonly string[], field: Field): Promise<ReadonlyMap<string, string>> {
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
