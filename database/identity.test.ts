import assert from 'node:assert/strict'
import { randomUUID } from 'node:crypto'
import { after, before, test } from 'node:test'
import { type TestDatabase, openTestDatabase } from '../tests/test-database.ts'
import { decrypt, encrypt } from './keyring.ts'
import {
  findPersonByCpr,
  findPersonsByCpr,
  insertPersons,
  listCprs,
  listNames,
  listProtected,
  listProtectedContacts,
  listReachable,
  openPersonKeys,
  saveContacts,
  saveNames,
} from './identity.ts'
import { openKeyring } from './keyring.ts'
import type { Guest } from './transaction.ts'

const home: Guest = { municipalityId: 881, role: 'guest' }
const neighbour: Guest = { municipalityId: 882, role: 'guest' }
const asta = { id: randomUUID(), name: 'Asta Ærø Østergaard', cpr: '0101129995' }
const birk = { id: randomUUID(), name: 'Birk Holm' }

let database: TestDatabase

before(async () => {
  database = await openTestDatabase()
  await database.asOwner((client) =>
    client.query(
      "insert into common.municipality values (881, 'Lillekøbing', '1083', 'Syddanmark', true), (882, 'Storkøbing', '1083', 'Syddanmark', true)",
    ),
  )
  await database.doors.as(home, 'staff', (tx) => insertPersons(tx, database.keyring, [asta, birk]))
})

after(() => database[Symbol.asyncDispose]())

test('names come back as they were given, in one question for many', async () => {
  const names = await database.doors.as(home, 'staff', (tx) => listNames(tx, database.keyring, [asta.id, birk.id, birk.id, randomUUID()]))
  assert.deepEqual(
    names,
    new Map([
      [asta.id, asta.name],
      [birk.id, birk.name],
    ]),
  )
})

test('neither name nor CPR number can be read in the stored bytes', async () => {
  const stored = await database.asOwner(async (client) => {
    const { rows } = await client.query(
      "select encode(name, 'escape') || encode(coalesce(cpr, ''), 'escape') || encode(coalesce(cpr_index, ''), 'escape') as bytes from identity.person",
    )
    return rows.map(({ bytes }) => bytes).join()
  })
  for (const canary of ['Asta', 'stergaard', 'Birk', asta.cpr]) assert.ok(!stored.includes(canary), canary)
})

test('a person is found by the exact CPR number, and by nothing less', async () => {
  const find = (who: Guest, cpr: string) => database.doors.as(who, 'staff', (tx) => findPersonByCpr(tx, database.keyring, cpr))
  assert.equal(await find(home, asta.cpr), asta.id)
  assert.equal(await find(home, '0101129996'), undefined)
  assert.equal(await find(neighbour, asta.cpr), undefined)

  const many = await database.doors.as(home, 'staff', (tx) => findPersonsByCpr(tx, database.keyring, ['3112109990', asta.cpr]))
  assert.deepEqual(many, new Map([[asta.cpr, asta.id]]))
})

test('CPR numbers are listed for those who have one', async () => {
  const cprs = await database.doors.as(home, 'staff', (tx) => listCprs(tx, database.keyring, [asta.id, birk.id]))
  assert.deepEqual(cprs, new Map([[asta.id, asta.cpr]]))
})

test('the same CPR number twice in a municipality is refused, and in two municipalities it is not', async () => {
  const twin = { id: randomUUID(), name: 'Tvilling', cpr: asta.cpr }
  await assert.rejects(
    database.doors.as(home, 'staff', (tx) => insertPersons(tx, database.keyring, [twin])),
    { constraint: 'person_cpr_key' },
  )
  await database.doors.as(neighbour, 'staff', (tx) => insertPersons(tx, database.keyring, [twin]))
})

test('a new name replaces the old one under the same key', async () => {
  const renamed = { id: randomUUID(), name: 'Cilla Før' }
  await database.doors.as(home, 'staff', async (tx) => {
    await insertPersons(tx, database.keyring, [renamed])
    await saveNames(
      tx,
      database.keyring,
      new Map([
        [renamed.id, 'Cilla Efter'],
        [randomUUID(), 'Ingen'],
      ]),
    )
  })
  assert.equal(
    (await database.doors.as(home, 'staff', (tx) => listNames(tx, database.keyring, [renamed.id]))).get(renamed.id),
    'Cilla Efter',
  )
})

test('a name moved to another person does not open', async () => {
  const [giver, taker] = [
    { id: randomUUID(), name: 'Giver' },
    { id: randomUUID(), name: 'Tager' },
  ]
  await database.doors.as(home, 'staff', (tx) => insertPersons(tx, database.keyring, [giver, taker]))
  await database.asOwner(async (client) => {
    await client.query('update identity.person t set name = g.name from identity.person g where t.id = $1 and g.id = $2', [
      taker.id,
      giver.id,
    ])
  })
  await assert.rejects(database.doors.as(home, 'staff', (tx) => listNames(tx, database.keyring, [taker.id])))
  // Moving the key along does not help: it is wrapped for its owner.
  await database.asOwner(async (client) => {
    await client.query(
      'update identity.person_key t set wrapped = g.wrapped from identity.person_key g where t.person_id = $1 and g.person_id = $2',
      [taker.id, giver.id],
    )
  })
  await assert.rejects(database.doors.as(home, 'staff', (tx) => listNames(tx, database.keyring, [taker.id])))
})

test('a CPR number moved to where the name stands does not open as a name', async () => {
  const own = { id: randomUUID(), name: 'Dagny', cpr: '1203139990' }
  await database.doors.as(home, 'staff', (tx) => insertPersons(tx, database.keyring, [own]))
  await database.asOwner((client) => client.query('update identity.person set name = cpr where id = $1', [own.id]))
  await assert.rejects(database.doors.as(home, 'staff', (tx) => listNames(tx, database.keyring, [own.id])))
})

test('whoever deletes the key has deleted the name', async () => {
  const gone = { id: randomUUID(), name: 'Glemt' }
  await database.doors.as(home, 'staff', (tx) => insertPersons(tx, database.keyring, [gone]))
  await database.asOwner((client) => client.query('delete from identity.person_key where person_id = $1', [gone.id]))
  assert.equal((await database.doors.as(home, 'staff', (tx) => listNames(tx, database.keyring, [gone.id]))).size, 0)
})

test('the database without the key file gives no name', async () => {
  const stranger = openKeyring({ id: 'test', secret: Buffer.alloc(32, 'somebody else') })
  await assert.rejects(database.doors.as(home, 'staff', (tx) => listNames(tx, stranger, [asta.id])))
  const renamed = openKeyring({ id: 'next year', secret: Buffer.alloc(32, 'boernungeliv') })
  await assert.rejects(
    database.doors.as(home, 'staff', (tx) => listNames(tx, renamed, [asta.id])),
    /wrapped by test/,
  )
})

const contact = {
  email: 'opfundet@example.org',
  phones: [
    { number: '+45 70 10 10 10', isProtected: false },
    { number: '+45 70 20 20 20', isProtected: true },
  ],
  address: { street: 'Opfundvej 1', postalCode: '5000', place: 'Lillekøbing', municipalityCode: 881, isProtected: false },
}

test('contacts come back without what is protected, unless a need is named', async () => {
  const open = { id: randomUUID(), name: 'Åben', contact }
  const hidden = { id: randomUUID(), name: 'Beskyttet' }
  const without = { id: randomUUID(), name: 'Uden' }
  await database.doors.as(home, 'staff', async (tx) => {
    await insertPersons(tx, database.keyring, [open, hidden, without])
    await saveContacts(
      tx,
      database.keyring,
      new Map([
        [hidden.id, contact],
        [randomUUID(), contact],
      ]),
    )
  })
  await database.asOwner((client) => client.query('update identity.person set is_protected = true where id = $1', [hidden.id]))
  const ids = [open.id, hidden.id, without.id]
  await database.doors.as(home, 'staff', async (tx) => {
    const reachable = await listReachable(tx, database.keyring, ids)
    assert.deepEqual(reachable.get(without.id), { cpr: undefined, hasReplacementNumber: false, contact: undefined })
    const shown = new Map([...reachable].flatMap(([id, one]) => (one.contact === undefined ? [] : [[id, one.contact] as const])))
    assert.deepEqual(await listProtected(tx, ids), [hidden.id])
    assert.deepEqual([...shown.keys()].toSorted(), [open.id, hidden.id].toSorted())
    assert.deepEqual(shown.get(open.id)?.phones, [{ isProtected: false, value: '+45 70 10 10 10' }, { isProtected: true }])
    const { isProtected: _, ...place } = contact.address
    assert.deepEqual(shown.get(open.id)?.address, { isProtected: false, value: place })
    assert.deepEqual(shown.get(hidden.id), {
      isProtected: true,
      email: { isProtected: true },
      phones: [{ isProtected: true }, { isProtected: true }],
      address: { isProtected: true },
      language: null,
    })
    const needed = await listProtectedContacts(tx, database.keyring, ids, 'concernForChild')
    assert.deepEqual([needed.get(open.id), needed.get(hidden.id)], [contact, contact])
  })
  const { rows } = await database.asOwner((client) =>
    client.query("select encode(contact, 'escape') as bytes from identity.person where contact is not null"),
  )
  for (const canary of ['opfundet', '70 20', 'Opfundvej']) assert.ok(!rows.some(({ bytes }) => bytes.includes(canary)), canary)
})

test('swapped between rows, fields, municipalities or versions, nothing opens: each ciphertext has one place', async () => {
  const people = [home, neighbour].map((who) => ({
    who,
    id: randomUUID(),
    name: 'Ens',
    cpr: who === home ? '0101130001' : '0101130002',
    contact,
  }))
  for (const { who, ...person } of people) await database.doors.as(who, 'staff', (tx) => insertPersons(tx, database.keyring, [person]))
  const fields = ['name', 'cpr', 'contact'] as const
  const [here, there] = people
  assert.ok(here && there)
  const sealedOf = async (id: string) =>
    database.asOwner(async (client) => (await client.query('select name, cpr, contact from identity.person where id = $1', [id])).rows[0])
  const [mine, theirs] = [await sealedOf(here.id), await sealedOf(there.id)]
  const keyOf = async ({ who, id }: typeof here) =>
    database.doors.as(who, 'staff', async (tx) => (await openPersonKeys(tx, database.keyring, [id])).get(id) ?? Buffer.alloc(32))
  const [myKey, theirKey] = [await keyOf(here), await keyOf(there)]
  const contextOf = (municipalityId: number, id: string, field: string) => `identity.person|${municipalityId}|${id}|${field}`

  for (const field of fields) {
    assert.equal(decrypt(myKey, mine[field], contextOf(881, here.id, field)), field === 'contact' ? JSON.stringify(contact) : here[field])
    const elsewhere = [
      ...fields.filter((other) => other !== field).map((other) => contextOf(881, here.id, other)),
      contextOf(882, here.id, field),
      contextOf(881, there.id, field),
      contextOf(881, here.id, field).replace('identity.person', 'health.note'),
      `${contextOf(881, here.id, field)}|2`,
      contextOf(881, here.id, field).toUpperCase(),
    ]
    for (const place of elsewhere) assert.throws(() => decrypt(myKey, mine[field], place), /authenticate/, place)
    assert.throws(() => decrypt(theirKey, mine[field], contextOf(881, here.id, field)), /authenticate/)
    assert.throws(() => decrypt(myKey, theirs[field], contextOf(881, here.id, field)), /authenticate/)
  }

  // An earlier version of the same field is the one thing that opens in its place: it is the person's own, under their own key.
  await database.doors.as(home, 'staff', (tx) => saveNames(tx, database.keyring, new Map([[here.id, 'Senere']])))
  assert.equal(decrypt(myKey, mine.name, contextOf(881, here.id, 'name')), 'Ens')
  // Under the key of an earlier wrapping of the row it does not.
  const { key: other } = database.keyring.newDataKey(881, 12_345, 'anybody')
  assert.throws(
    () => decrypt(other, encrypt(myKey, 'Ens', contextOf(881, here.id, 'name')), contextOf(881, here.id, 'name')),
    /authenticate/,
  )
})
