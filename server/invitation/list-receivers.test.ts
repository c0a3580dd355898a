/** The thirty families out of a database: the same receivers as by hand, and no address that nobody needs. */
import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import { saveContacts } from '#database/identity.ts'
import type { Tx } from '#database/transaction.ts'
import { type PlantedFamilies, plantFamilies } from '../../tests/plant-families.ts'
import { openTestDatabase, type TestDatabase } from '../../tests/test-database.ts'
import { type AskedIn, askedIn, theDay, thirtyFamilies, written } from '../../tests/thirty-families.ts'
import { addressOf, listHomes, listReceivers } from './list-receivers.ts'

let database: TestDatabase
let town: PlantedFamilies

before(async () => {
  database = await openTestDatabase()
  town = await plantFamilies(database)
})
after(() => database[Symbol.asyncDispose]())

const asSystem = <R>(work: (tx: Tx) => Promise<R>) =>
  database.doors.asSystem('test', { municipalityId: town.municipalityId, login: 'staff' }, work)
const receiversOf = (asked: AskedIn) => asSystem((tx) => listReceivers(tx, database.keyring, town.surveys[asked], theDay))
const ids = (person: string, child: string) => ({
  personId: town.personIds.get(person) ?? '',
  pupilId: town.pupilIds.get(child) ?? '',
})

for (const asked of Object.keys(askedIn) as AskedIn[])
  test(`${asked}: who is written to by which channels is what was worked out by hand`, async () => {
    const receivers = await receiversOf(asked)
    assert.deepEqual(receivers.map((one) => written(one, town.nameOf(one.personId))).toSorted(), town.expectedOf(asked))
    assert.doesNotMatch(JSON.stringify(receivers), /@|Opfundvej|20 00|\b\d{10}\b/, 'a list of receivers holds no address')
  })

test('some children, or all', async () => {
  const { pupilId } = ids('', 'Alma Alrø')
  const some = await asSystem((tx) => listReceivers(tx, database.keyring, town.surveys.parentsByName, theDay, { pupilIds: [pupilId] }))
  assert.deepEqual(
    some.map(({ personId }) => town.nameOf(personId)),
    ['Anja Alrø'],
  )
})

test('an address is read for one message by one channel, and no channel that does not reach somebody has one', async () => {
  for (const family of thirtyFamilies) {
    const survey = town.surveys[family.asked]
    for (const child of family.children)
      for (const grown of [...family.grownUps, child])
        for (const channel of ['digitalPost', 'email', 'sms', 'letter'] as const) {
          const to = { ...ids(grown.name, child.name), channel }
          const address = await asSystem((tx) => addressOf(tx, database.keyring, survey, to, theDay))
          const line = family.expected.find((text) => text.startsWith(`${grown.name} ·`))
          const [, , channels = '', , way] = line?.split(' · ') ?? []
          if (!channels.split(' ').includes(channel)) {
            assert.equal(address, undefined, `${grown.name} by ${channel}`)
            continue
          }
          const lines = way === 'post' ? [grown.street, '5000 Lillekøbing'] : null
          assert.deepEqual(
            address,
            {
              digitalPost: { channel, cpr: grown.cpr },
              email: { channel, email: grown.email },
              sms: { channel, number: `+45${grown.phone?.replaceAll(' ', '')}` },
              letter: { channel, name: grown.name, lines },
            }[channel],
          )
        }
  }
})

test('whoever moves behind protection between queue and sending is not written to there any more', async () => {
  const to = ids('Hanne Holk', 'Hugo Holk')
  const survey = town.surveys.parentsByName
  const email = () => asSystem((tx) => addressOf(tx, database.keyring, survey, { ...to, channel: 'email' }, theDay))
  assert.ok(await email())
  await database.asOwner((client) => client.query('update identity.person set is_protected = true where id = $1', [to.personId]))
  assert.equal(await email(), undefined)
  await database.asOwner((client) => client.query('update identity.person set is_protected = false where id = $1', [to.personId]))
  await asSystem((tx) => saveContacts(tx, database.keyring, new Map([[to.personId, { email: null, phones: [], address: null }]])))
  assert.equal(await email(), undefined)
})

test('to whom may not read decisions a family that has decided may still be counted, and nobody is who has said no', async () => {
  const seen = await database.doors.as(town.admin, 'staff', (tx) => listReceivers(tx, database.keyring, town.surveys.classByName, theDay))
  assert.deepEqual(
    seen
      .map(({ personId }) => town.nameOf(personId))
      .filter((name) => name.endsWith('Dahl'))
      .toSorted(),
    ['Dan Dahl', 'Dorte Dahl'],
  )
  const optedOut = await database.doors.as(town.admin, 'staff', (tx) => listReceivers(tx, database.keyring, town.surveys.class, theDay))
  assert.ok(optedOut.every(({ personId }) => town.nameOf(personId) !== 'Birthe Bech'))
})

test('two homes have a letter each, one home has one with both names, and who is handed a letter shares a copy', async () => {
  const homesOf = async (child: string) => {
    const { pupilId } = ids('', child)
    const homes = await asSystem((tx) => listHomes(tx, database.keyring, town.surveys.parentsByName, theDay, [pupilId]))
    return homes.get(pupilId)?.map(({ window, language }) => [window?.slice(0, -2) ?? 'hand', language])
  }
  assert.deepEqual(await homesOf('Bo Brix'), [[['Bente Brix', 'Børge Brix'], null]])
  assert.deepEqual(await homesOf('Carl Colding'), [
    [['Ceci Colding'], null],
    [['Claus Colding'], null],
  ])
  assert.deepEqual(await homesOf('Jens Juul'), [['hand', null]], 'a protected child: no address of any home')
  assert.deepEqual(await homesOf('Rami Rasul'), [
    [['Rana Rasul'], 'ar'],
    [['Roksana Rasul'], 'uk'],
  ])
  assert.equal(await homesOf('Dina Dam'), undefined)
})
