/** Foster parents from a roster: kept to be written to, and given nothing of what is a child's. */
import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import { listFamilies } from '#database/family.ts'
import { findPersonByCpr } from '#database/identity.ts'
import { listFamilyOf, listTiesOf } from '#database/login.ts'
import type { Tx } from '#database/transaction.ts'
import { child, parentOf, playRosters, type RosterPlay } from '../../tests/roster-play.ts'
import { openTestDatabase, type TestDatabase } from '../../tests/test-database.ts'

let database: TestDatabase
let play: RosterPlay

before(async () => {
  database = await openTestDatabase()
  play = await playRosters(database)
})
after(async () => {
  await play.app.close()
  await database[Symbol.asyncDispose]()
})

const asSystem = <R>(work: (tx: Tx) => Promise<R>) => database.doors.asSystem('test', { municipalityId: 881, login: 'staff' }, work)
const ida = child('Ida Bek', { cpr: '0506124000', sourceId: 'b3', className: '5.B' })
const mother = parentOf(ida, 'Mor Bek', { cpr: '0303824000' })
const fosters = { cpr: '0404724001', uniLogin: 'plej0001', relation: 'foster' as const, hasCustody: false }
const roster = (change: Partial<typeof fosters> & { readonly hasCustody?: boolean } = {}) => ({
  pupils: [ida],
  contacts: [mother, parentOf(ida, 'Pleje Holm', { ...fosters, ...change })],
})

async function ties(): Promise<readonly string[]> {
  const pupils = await database.asOwner(
    async (client) => (await client.query('select id from common.pupil where municipality_id = 881')).rows,
  )
  const rows = await asSystem((tx) =>
    listFamilies(
      tx,
      pupils.map(({ id }) => id),
    ),
  )
  return rows.map(({ relation, validFrom, validUntil }) => `${relation} ${validFrom} ${validUntil ?? ''}`.trim()).toSorted()
}
const fosterParent = () => asSystem((tx) => findPersonByCpr(tx, database.keyring, fosters.cpr))

test('a foster parent is shown as one to whoever approves, and is kept', async () => {
  const read = await play.read(roster())
  assert.equal(read.state, 'ready', JSON.stringify(read.summary?.findings))
  const shown = read.changes.find(({ name }) => name === 'Pleje Holm')
  assert.deepEqual(shown?.fields, [{ field: 'familyRelation', from: '', to: 'foster' }])
  assert.equal(read.summary?.leftOut, 0)
  await play.discard(read.id)

  await play.carryOut(roster())
  assert.deepEqual(await ties(), ['custody 2026-11-23', 'foster 2026-11-23'])
})

test('nobody signs in as a foster parent, by UNI-Login or MitID, and no child is in their reach', async () => {
  const personId = (await fosterParent()) ?? ''
  assert.notEqual(personId, '')
  const { rows } = await database.asOwner((client) => client.query('select from common.account where person_id = $1', [personId]))
  assert.equal(rows.length, 0)
  assert.deepEqual(await asSystem((tx) => listTiesOf(tx, personId, '2026-11-23')), [])
  assert.deepEqual(await asSystem((tx) => listFamilyOf(tx, personId, '2026-11-23')), [])
})

test('the same roster again changes nothing', async () => {
  const again = await play.read(roster())
  const families = again.summary?.sections.find(({ section }) => section === 'families')
  assert.deepEqual([families?.counts.new, families?.counts.changed, families?.counts.gone], [0, 0, 0])
  assert.deepEqual([again.summary?.custodyBegins, again.summary?.custodyEnds], [0, 0])
  await play.discard(again.id)
})

test('whoever adopts has custody from that day, signs in, and is told of as a beginning', async () => {
  await play.onDay('2026-11-30')
  const read = await play.read(roster({ hasCustody: true }))
  assert.equal(read.summary?.custodyBegins, 1)
  await play.discard(read.id)
  await play.carryOut(roster({ hasCustody: true }))
  assert.deepEqual(await ties(), ['custody 2026-11-23', 'custody 2026-11-30'])
  assert.deepEqual(
    await asSystem(async (tx) => listTiesOf(tx, (await findPersonByCpr(tx, database.keyring, fosters.cpr)) ?? '', '2026-11-30')),
    ['custody'],
  )
})

test('custody that becomes fostering is an end of custody, and closes what is open', async () => {
  await play.onDay('2026-12-07')
  const read = await play.read(roster())
  assert.equal(read.summary?.custodyEnds, 1)
  await play.discard(read.id)
  await play.carryOut(roster())
  assert.deepEqual(await ties(), ['custody 2026-11-23', 'foster 2026-12-07'])
  assert.deepEqual(
    await asSystem(async (tx) => listTiesOf(tx, (await findPersonByCpr(tx, database.keyring, fosters.cpr)) ?? '', '2026-12-07')),
    [],
  )
})

test('a foster parent whom the roster no longer tells of has an end', async () => {
  await play.onDay('2026-12-14')
  await play.carryOut({ pupils: [ida], contacts: [mother] })
  assert.deepEqual(await ties(), ['custody 2026-11-23', 'foster 2026-12-07 2026-12-14'])
})
