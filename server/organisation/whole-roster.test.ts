/** A roster that speaks of everything at once, and the cases that make families and schools less simple than a list. */
import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import { listAccountsOfSubject, subjectIndex } from '#database/access.ts'
import { findPersonByCpr, listNames, listProtectedContacts } from '#database/identity.ts'
import type { Roster } from '#domain/access/staff-roster.ts'
import type { RosterPupil } from '#domain/organisation/roster.ts'
import { addCitizen, child, counts, found, parentOf, place, playRosters, type RosterPlay, worker } from '../../tests/roster-play.ts'
import { call } from '../../tests/sign-in-as.ts'
import { openTestDatabase, type TestDatabase } from '../../tests/test-database.ts'

let database: TestDatabase
let play: RosterPlay

before(async () => {
  database = await openTestDatabase()
  play = await playRosters(database)
})
after(() => database[Symbol.asyncDispose]())

async function rows(query: string, values: readonly unknown[] = []): Promise<Record<string, unknown>[]> {
  return database.asOwner(async (client) => (await client.query(query, [...values])).rows)
}

/** Every pupil as name, class and, when they have left, the day. */
async function pupils(): Promise<Map<string, Record<string, unknown>>> {
  const all = await rows(
    `select p.id, p.person_id, c.name as class, i.number, p.left_on::text, e.is_protected from common.pupil p
      join common.class c on c.municipality_id = p.municipality_id and c.id = p.class_id
      join common.institution i on i.municipality_id = p.municipality_id and i.id = p.institution_id
      join identity.person e on e.municipality_id = p.municipality_id and e.id = p.person_id where p.municipality_id = 881`,
  )
  const names = await database.doors.asSystem('test', { municipalityId: 881, login: 'staff' }, (tx) =>
    listNames(
      tx,
      database.keyring,
      all.map(({ person_id }) => String(person_id)),
    ),
  )
  return new Map(all.map((row) => [names.get(String(row['person_id'])) ?? '', row]))
}

async function idOf(name: string): Promise<unknown> {
  return (await pupils()).get(name)?.['id']
}

/** Custody as `grown-up > child from until`. */
async function custody(): Promise<string[]> {
  const all = await rows(
    "select person_id, pupil_person_id, valid_from::text, valid_until::text from identity.family where municipality_id = 881 and relation = 'custody'",
  )
  const names = await database.doors.asSystem('test', { municipalityId: 881, login: 'staff' }, (tx) =>
    listNames(
      tx,
      database.keyring,
      all.flatMap(({ person_id, pupil_person_id }) => [String(person_id), String(pupil_person_id)]),
    ),
  )
  return all
    .map((row) => {
      const until = row['valid_until'] === null ? '' : ` to ${String(row['valid_until'])}`
      return `${names.get(String(row['person_id']))} > ${names.get(String(row['pupil_person_id']))} from ${String(row['valid_from'])}${until}`
    })
    .toSorted()
}

async function accounts(role: string): Promise<number> {
  const [row] = await rows(
    'select count(*)::int as n from common.account where municipality_id = 881 and role = $1 and closed_on is null',
    [role],
  )
  return Number(row?.['n'])
}

async function assertNothingMore(roster: Partial<Roster>): Promise<void> {
  const again = await play.read(roster)
  assert.equal(again.state, 'ready', JSON.stringify(again.summary?.findings))
  for (const { section, counts: each } of again.summary?.sections ?? []) {
    assert.deepEqual([section, each.new, each.changed, each.gone], [section, 0, 0, 0])
  }
  const { identified, renumbered, newClasses, newInstitutions, custodyEnds, custodyBegins, needsSecond } = again.summary ?? {}
  assert.deepEqual(
    { identified, renumbered, newClasses, newInstitutions, custodyEnds, custodyBegins, needsSecond },
    { identified: 0, renumbered: 0, newClasses: 0, newInstitutions: 0, custodyEnds: 0, custodyBegins: 0, needsSecond: [] },
  )
  await play.discard(again.id)
}

const sif = child('Sif Holm', { cpr: '0102124000', sourceId: 'b1', uniLogin: 'sifh0001' })
const storm = child('Storm Holm', { cpr: '0304144000', sourceId: 'b2', uniLogin: 'stor0001', className: '3.A', grade: 3 })
const ida = child('Ida Bek', { cpr: '0506124000', sourceId: 'b3', className: '5.B' })
const mother = { cpr: '0101804000', uniLogin: 'moho0001' }
const father = { cpr: '0202814001', uniLogin: 'faho0001' }
const whole = (): Partial<Roster> => ({
  institutions: [place('X81101', 'Åsum Skole'), place('X81102', 'Solstrålen', 'daycare')],
  pupils: [sif, storm, ida],
  contacts: [
    parentOf(sif, 'Karen Holm', mother),
    parentOf(storm, 'Karen Holm', mother),
    parentOf(sif, 'Jens Holm', { ...father, relation: 'father' }),
    parentOf(storm, 'Jens Holm', { ...father, relation: 'father' }),
    parentOf(ida, 'Mor Bek', { cpr: '0303824000' }),
    parentOf(ida, 'Bedste Far', { cpr: '0404504000', relation: 'other', hasCustody: false }),
  ],
  staff: [worker('Birk Søndergaard', 'laer0001', { classNames: ['3.A'] }), worker('Ny Lærer', 'nyla0001', { classNames: ['5.B'] })],
})

test('one roster speaks of institutions, pupils, families and staff, is one difference, and is approved once', async () => {
  const read = await play.read(whole())
  assert.equal(read.state, 'ready', JSON.stringify(read.summary?.findings))
  // What an export calls an institution that is known renames nothing.
  assert.deepEqual(counts(read, 'institutions'), [1, 0, 0, 0])
  assert.deepEqual(counts(read, 'pupils'), [3, 0, 0, 0])
  assert.deepEqual(counts(read, 'families'), [5, 0, 0, 0])
  assert.deepEqual(counts(read, 'staff'), [1, 1, 4, 0])
  assert.equal(read.summary?.leftOut, 1)
  assert.deepEqual(new Set(read.changes.map(({ section }) => section)), new Set(['institutions', 'pupils', 'families', 'staff']))
  assert.equal((await pupils()).size, 0, 'nothing happens before approval')
  await play.discard(read.id)

  const done = await play.carryOut(whole())
  assert.equal(done.state, 'applied')
  assert.deepEqual(await custody(), [
    'Jens Holm > Sif Holm from 2026-11-23',
    'Jens Holm > Storm Holm from 2026-11-23',
    'Karen Holm > Sif Holm from 2026-11-23',
    'Karen Holm > Storm Holm from 2026-11-23',
    'Mor Bek > Ida Bek from 2026-11-23',
  ])
  await assertNothingMore(whole())
})

test('parents and pupils with a UNI-Login can sign in; a parent of two is one person', async () => {
  assert.equal(await accounts('parent'), 2)
  assert.equal(await accounts('pupil'), 2)
  const [row] = await rows(
    "select count(distinct person_id)::int as people from identity.family where municipality_id = 881 and relation = 'custody'",
  )
  assert.equal(row?.['people'], 3)
})

test('a section that a roster does not speak of stays as it is', async () => {
  await play.carryOut({ pupils: [sif, storm, ida] })
  assert.equal((await custody()).length, 5)
  const staff = await play.read({ staff: whole().staff ?? [] })
  assert.deepEqual(
    staff.summary?.sections.map(({ section }) => section),
    ['staff'],
  )
  await play.discard(staff.id)
})

test('whoever loses custody loses it on the day of the import: it is kept with its end, and their session is over', async () => {
  const [account] = await rows(
    `select a.id, a.person_id from common.account a join identity.person e on e.municipality_id = a.municipality_id and e.id = a.person_id
      where a.municipality_id = 881 and a.role = 'parent' and a.person_id in (select person_id from identity.family where relation = 'custody') order by a.id limit 1`,
  )
  const fatherId = await database.doors.asSystem('test', { municipalityId: 881, login: 'staff' }, (tx) =>
    findPersonByCpr(tx, database.keyring, father.cpr),
  )
  await rows(
    "insert into common.session (municipality_id, token_hash, account_id, created_at, used_at, expires_at, provider, assurance) select 881, '\\x0909', id, now(), now(), now() + interval '1 hour', 'uni-login', 'substantial' from common.account where municipality_id = 881 and person_id = $1",
    [fatherId],
  )
  assert.ok(account)
  await play.onDay('2026-12-01')
  const without = { ...whole(), contacts: (whole().contacts ?? []).filter(({ name, pupil }) => name !== 'Jens Holm' || pupil !== sif.cpr) }
  const read = await play.read(without)
  assert.deepEqual(counts(read, 'families'), [0, 0, 1, 4])
  assert.equal(read.summary?.custodyEnds, 1)
  const gone = read.changes.find(({ section, what }) => section === 'families' && what === 'gone')
  assert.deepEqual([gone?.name, gone?.child], ['Jens Holm', 'Sif Holm'])
  await play.discard(read.id)

  await play.carryOut(without)
  assert.ok((await custody()).includes('Jens Holm > Sif Holm from 2026-11-23 to 2026-12-01'))
  assert.ok((await custody()).includes('Jens Holm > Storm Holm from 2026-11-23'))
  assert.deepEqual(await rows("select 1 from common.session where token_hash = '\\x0909'"), [])
  await assertNothingMore(without)

  await play.onDay('2026-12-05')
  const back = await play.read(whole())
  assert.equal(back.summary?.custodyBegins, 1)
  await play.discard(back.id)
  await play.carryOut(whole())
  assert.ok((await custody()).includes('Jens Holm > Sif Holm from 2026-12-05'))
})

test('a day that the source gives is the day: custody begins in the past and ends in the future', async () => {
  const contacts = [
    ...(whole().contacts ?? []).filter(({ name }) => name !== 'Mor Bek'),
    parentOf(ida, 'Mor Bek', { cpr: '0303824000', custodyFrom: '2012-06-05', custodyUntil: '2027-03-01' }),
  ]
  const read = await play.read({ pupils: [sif, storm, ida], contacts })
  assert.deepEqual(counts(read, 'families'), [0, 1, 0, 4])
  await play.discard(read.id)
  await play.carryOut({ pupils: [sif, storm, ida], contacts })
  assert.ok((await custody()).includes('Mor Bek > Ida Bek from 2012-06-05 to 2027-03-01'))
  await assertNothingMore({ pupils: [sif, storm, ida], contacts })
})

test('a file of grown-ups alone is about children that are known, and speaks for those it names', async () => {
  const read = await play.read({
    contacts: [parentOf(ida, 'Mor Bek', { cpr: '0303824000' }), parentOf(ida, 'Far Bek', { cpr: '0404834001' })],
  })
  assert.deepEqual(counts(read, 'families'), [1, 1, 0, 0])
  await play.discard(read.id)
  const stranger = await play.read({ contacts: [parentOf(child('Ukendt', { cpr: '0909094000' }), 'Far', { cpr: '0404834001' })] })
  assert.equal(stranger.state, 'refused')
  assert.deepEqual(found(stranger), ['contact-child-unknown'])
})

test('a parent with a sign-in already is the same parent', async () => {
  const personId = await addCitizen(database, 'bekm0001', 'parent', 'Ida Beks Mor')
  const lone = child('Lone Dal', { cpr: '0707124000', className: '5.B' })
  await play.carryOut({
    pupils: [sif, storm, ida, lone],
    contacts: [...(whole().contacts ?? []), parentOf(lone, 'Mor Dal', { uniLogin: 'bekm0001' })],
  })
  const [tie] = await rows(
    "select person_id from identity.family where municipality_id = 881 and person_id = $1 and relation = 'custody'",
    [personId],
  )
  assert.ok(tie)
})

test('a replacement number that becomes a real one is the same child, and the old number leads nowhere', async () => {
  const before = child('Amir Nour', { cpr: '6101134000', cprKind: 'replacement', sourceId: 'b7' })
  const after = child('Amir Nour', { cpr: '0101134009', cprKind: 'verified', sourceId: 'b7' })
  const others = [sif, storm, ida]
  await play.carryOut({ pupils: [...others, before] })
  const id = await idOf('Amir Nour')
  const read = await play.read({ pupils: [...others, after] })
  assert.equal(read.summary?.renumbered, 1)
  assert.equal(counts(read, 'pupils')?.[0], 0)
  await play.discard(read.id)
  await play.carryOut({ pupils: [...others, after] })
  assert.equal(await idOf('Amir Nour'), id)
  const [old, now] = await database.doors.asSystem('test', { municipalityId: 881, login: 'staff' }, async (tx) => [
    await findPersonByCpr(tx, database.keyring, '6101134000'),
    await findPersonByCpr(tx, database.keyring, '0101134009'),
  ])
  assert.equal(old, undefined)
  assert.ok(now)
  await assertNothingMore({ pupils: [...others, after] })
  // The source forgets the number again: what is known stays.
  await assertNothingMore({ pupils: [...others, child('Amir Nour', { cpr: '6101134000', cprKind: 'replacement', sourceId: 'b7' })] })
})

test('whoever changes legal sex has another number and is the same pupil; an id given to another child is not', async () => {
  const before = child('Alex Vind', { cpr: '0203124001', sourceId: 'b8', sex: 'male' })
  const after = child('Alexa Vind', { cpr: '0203124002', sourceId: 'b8', sex: 'female' })
  await play.carryOut({ pupils: [sif, storm, ida, before] })
  const id = await idOf('Alex Vind')
  await play.carryOut({ pupils: [sif, storm, ida, after] })
  assert.equal(await idOf('Alexa Vind'), id)

  const another = child('Helt Anden', { cpr: '1110134000', sourceId: 'b8' })
  const read = await play.read({ pupils: [sif, storm, ida, another] })
  assert.deepEqual(counts(read, 'pupils'), [1, 0, 1, 3])
  assert.deepEqual(
    found(read).filter((name) => name === 'id-of-another'),
    ['id-of-another'],
  )
  await play.discard(read.id)
  await play.carryOut({ pupils: [sif, storm, ida, another] })
  await assertNothingMore({ pupils: [sif, storm, ida, another] })
})

test('two twins of one name and one birthday stay two, with and without numbers', async () => {
  const twins = [
    child('Liv Sand', { sourceId: 't1' }),
    child('Liv Sand', { sourceId: 't2' }),
    child('Ea Sand', { cpr: '0808124000' }),
    child('Ea Sand', { cpr: '0808124002' }),
  ]
  const contacts = [...(whole().contacts ?? []), ...twins.map((twin) => parentOf(twin, 'Mor Sand', { cpr: '0505854000' }))]
  const roster = { pupils: [sif, storm, ida, ...twins], contacts }
  const read = await play.carryOut(roster)
  assert.equal(counts(read, 'pupils')?.[0], 4)
  assert.equal((await custody()).filter((tie) => tie.startsWith('Mor Sand')).length, 4)
  await assertNothingMore(roster)
})

test('a child that moves to another school takes its family along; one that leaves the municipality loses the login and comes back as itself', async () => {
  const roster = whole()
  await play.carryOut({ institutions: [place('X81103', 'Møllens Skole')], pupils: roster.pupils ?? [] })
  const id = await idOf('Sif Holm')
  const moved: RosterPupil = { ...sif, institution: 'X81103', className: '5.X', sourceId: 'm1' }
  const read = await play.carryOut({ pupils: [moved, storm, ida] })
  assert.equal(counts(read, 'pupils')?.[1], 1)
  assert.equal(await idOf('Sif Holm'), id)
  assert.equal((await pupils()).get('Sif Holm')?.['number'], 'X81103')
  assert.equal((await custody()).filter((tie) => tie.includes('> Sif Holm')).length, 2)
  await assertNothingMore({ pupils: [moved, storm, ida] })

  const other = child('Bliver Her', { cpr: '1210124000', institution: 'X81103', className: '5.X' })
  await play.carryOut({ pupils: [other, storm, ida] })
  assert.ok((await pupils()).get('Sif Holm')?.['left_on'])
  const [account] = await rows("select closed_on from common.account a where municipality_id = 881 and role = 'pupil' and person_id = $1", [
    (await pupils()).get('Sif Holm')?.['person_id'],
  ])
  assert.ok(account?.['closed_on'])
  await play.carryOut({ pupils: [other, moved, storm, ida] })
  assert.equal(await idOf('Sif Holm'), id)
  const [again] = await rows("select closed_on from common.account a where municipality_id = 881 and role = 'pupil' and person_id = $1", [
    (await pupils()).get('Sif Holm')?.['person_id'],
  ])
  assert.equal(again?.['closed_on'], null)
})

test('at 15 a pupil signs in as a young person, and no longer as a pupil', async () => {
  const young = child('Ung Lund', { cpr: '1012114000', uniLogin: 'ungl0001', className: '9.A', grade: 9 })
  const others = [...(whole().pupils ?? [])]
  const role = async () =>
    (
      await rows('select role from common.account where municipality_id = 881 and closed_on is null and person_id = $1', [
        (await pupils()).get('Ung Lund')?.['person_id'],
      ])
    ).map(({ role: one }) => one)
  await play.carryOut({ pupils: [...others, young] })
  assert.deepEqual(await role(), ['pupil'])
  await play.onDay('2026-12-10')
  await play.carryOut({ pupils: [...others, young] })
  assert.deepEqual(await role(), ['youngPerson'])
  await assertNothingMore({ pupils: [...others, young] })
})

test('who gets another login has it instead of the old one, whose account and session are over', async () => {
  const others = [...(whole().pupils ?? [])]
  const before = child('Nyt Login', { cpr: '1112124000', uniLogin: 'nytl0001', className: '5.B' })
  const after = { ...before, uniLogin: 'nytl0002' }
  const open = async () =>
    Number(
      (
        await rows('select count(*)::int as n from common.account where municipality_id = 881 and closed_on is null and person_id = $1', [
          (await pupils()).get('Nyt Login')?.['person_id'],
        ])
      )[0]?.['n'],
    )
  await play.carryOut({ pupils: [...others, before] })
  assert.equal(await open(), 1)
  await play.carryOut({ pupils: [...others, after] })
  assert.equal(await open(), 1)
  await assertNothingMore({ pupils: [...others, after] })
  await play.carryOut({ pupils: [...others, before] })
  assert.equal(await open(), 1)
})

test('protection is said, shown with the change, and taken away only by a file that speaks of it', async () => {
  const others = [...(whole().pupils ?? [])]
  const hidden = child('Skjult Navn', { cpr: '1301124000', isProtected: true })
  const read = await play.read({ pupils: [...others, hidden] })
  assert.equal(read.summary?.protected, 1)
  assert.equal(read.changes.find(({ name }) => name === 'Skjult Navn')?.isProtected, true)
  await play.discard(read.id)
  await play.carryOut({ pupils: [...others, hidden] })
  assert.equal((await pupils()).get('Skjult Navn')?.['is_protected'], true)
  await assertNothingMore({ pupils: [...others, { ...hidden, isProtected: null }] })
  const open = await play.read({ pupils: [...others, { ...hidden, isProtected: false }] })
  assert.deepEqual(open.changes.find(({ name }) => name === 'Skjult Navn')?.fields, [
    { field: 'protection', from: 'protected', to: 'open' },
  ])
  await play.discard(open.id)
})

test('how a parent can be reached is kept sealed and never shown; a file that says nothing of it leaves it', async () => {
  const others = [...(whole().pupils ?? [])]
  const contact = { email: 'mor@eksempel.example', phones: [{ number: '11223344', isProtected: true }], address: null }
  const told = [parentOf(ida, 'Mor Bek', { cpr: '0303824000', contact, isProtected: true })]
  const read = await play.read({ pupils: others, contacts: told })
  assert.doesNotMatch(JSON.stringify(read), /11223344|eksempel/)
  await play.discard(read.id)
  await play.carryOut({ pupils: others, contacts: told })
  const kept = await database.doors.asSystem('test', { municipalityId: 881, login: 'staff' }, async (tx) => {
    const personId = (await findPersonByCpr(tx, database.keyring, '0303824000')) ?? ''
    return (await listProtectedContacts(tx, database.keyring, [personId], 'rosterComparison')).get(personId)
  })
  assert.deepEqual(kept, contact)
  await assertNothingMore({ pupils: others, contacts: told })
  await assertNothingMore({ pupils: others, contacts: [parentOf(ida, 'Mor Bek', { cpr: '0303824000', isProtected: null })] })
  await play.carryOut(whole())
})

test('an error in any section stops the whole roster, and nothing is changed', async () => {
  const before = [await custody(), [...(await pupils()).keys()].toSorted()]
  const broken = await play.read({
    ...whole(),
    pupils: [child('Ny Elev', { cpr: '1402124000' })],
    staff: [worker('Ny Lærer', 'nyla0001', { institution: 'X81999' })],
  })
  assert.equal(broken.state, 'refused')
  assert.deepEqual(
    found(broken).filter((name) => name === 'institution-unknown'),
    ['institution-unknown'],
  )
  assert.deepEqual([await custody(), [...(await pupils()).keys()].toSorted()], before)
  assert.equal((await call(play.app, play.admin, `POST /roster-imports/${broken.id}/approve`, { successions: [] })).status, 409)
})

/** A school of many, each with a number of their own. */
function school(number: string, many: number, change: Partial<RosterPupil> = {}): RosterPupil[] {
  return Array.from({ length: many }, (_, n) =>
    child(`Barn ${number} ${n}`, { cpr: `${String((n % 28) + 1).padStart(2, '0')}0213${4000 + n}`, institution: number, ...change }),
  )
}

test('a large change needs somebody else: whoever approved first cannot approve again, and the other one sees why', async () => {
  const many = school('X81104', 120)
  await play.carryOut({ institutions: [place('X81104', 'Havnens Skole')], pupils: many })
  const read = await play.read({ pupils: many.slice(0, 90) })
  assert.deepEqual(read.summary?.needsSecond, ['many-gone'])
  const first = await call(play.app, play.admin, `POST /roster-imports/${read.id}/approve`, { successions: [] })
  assert.equal(first.status, 204)
  assert.equal((await play.look(read.id)).state, 'awaiting-second')
  assert.equal((await play.look(read.id)).firstApproval?.isOwn, true)
  assert.equal((await play.look(read.id, play.otherAdmin)).firstApproval?.isOwn, false)
  assert.ok((await play.look(read.id, play.otherAdmin)).changes.length > 0)
  const again = await call(play.app, play.admin, `POST /roster-imports/${read.id}/approve`, { successions: [] })
  assert.deepEqual([again.status, again.body.title], [409, 'roster-needs-another'])
  assert.equal((await pupils()).get('Barn X81104 100')?.['left_on'], null)

  // Another import that is carried out meanwhile takes the first approval back with it.
  await play.carryOut({ pupils: [...(whole().pupils ?? [])] })
  assert.equal((await play.look(read.id)).state, 'reading')
  await play.discard(read.id)
  await play.carryOut({ pupils: many.slice(0, 90) })
  assert.ok((await pupils()).get('Barn X81104 100')?.['left_on'])
})

test('one of two may have been lost, but a few who leave need one approval', async () => {
  const many = school('X81104', 90)
  const read = await play.read({ pupils: many.slice(0, 80) })
  assert.deepEqual(read.summary?.needsSecond, [])
  await play.discard(read.id)
})

test('many changes of custody need somebody else, a first roster of families does not', async () => {
  const many = school('X81104', 30)
  const with_ = (name: string, cpr: string) => many.map((pupil, n) => parentOf(pupil, `${name} ${n}`, { cpr: `${cpr}${4000 + n}` }))
  const first = await play.read({ pupils: many, contacts: with_('Mor', '010180') })
  assert.deepEqual(first.summary?.needsSecond, ['many-gone'])
  await play.discard(first.id)
  const all = school('X81104', 90)
  await play.carryOut({ pupils: all, contacts: with_('Mor', '010180') })
  const changed = await play.read({ pupils: all, contacts: with_('Far', '020280') })
  assert.deepEqual(changed.summary?.needsSecond, ['many-custody-changes'])
  assert.deepEqual([changed.summary?.custodyEnds, changed.summary?.custodyBegins], [30, 30])
  await play.discard(changed.id)
})

test('a school whose pupils are all found at another has perhaps become it: whoever approves says so, and somebody else too', async () => {
  const there = school('X81104', 90).map((pupil) => ({
    ...pupil,
    institution: 'X81105',
    institutionName: 'Den Nye Skole',
    className: '6.A',
    grade: 6,
  }))
  const read = await play.read({ pupils: there })
  assert.deepEqual(read.summary?.successions, [
    { from: 'X81104', fromName: 'Havnens Skole', to: 'X81105', toName: 'Den Nye Skole', pupils: 90, of: 90 },
  ])
  assert.deepEqual(read.summary?.needsSecond, ['merged-institutions'])
  const invented = await call(play.app, play.admin, `POST /roster-imports/${read.id}/approve`, {
    successions: [{ from: 'X81101', to: 'X81105' }],
  })
  assert.equal(invented.status, 409)
  await play.discard(read.id)

  const done = await play.carryOut({ pupils: there }, [{ from: 'X81104', to: 'X81105' }])
  assert.equal(done.state, 'applied')
  assert.deepEqual(
    await rows(
      `select f.number as from, t.number as to, since::text from common.institution_successor s
        join common.institution f on f.municipality_id = s.municipality_id and f.id = s.from_id
        join common.institution t on t.municipality_id = s.municipality_id and t.id = s.to_id where s.municipality_id = 881`,
    ),
    [{ from: 'X81104', to: 'X81105', since: '2026-12-10' }],
  )
  await assertNothingMore({ pupils: there })
})

test('a school that is split has two successors', async () => {
  const there = school('X81104', 90).map((pupil, n) => ({
    ...pupil,
    institution: n % 2 === 0 ? 'X81106' : 'X81107',
    institutionName: n % 2 === 0 ? 'Nordskolen' : 'Sydskolen',
  }))
  const read = await play.read({ pupils: there })
  assert.deepEqual(
    read.summary?.successions.map(({ from, to, pupils: count }) => [from, to, count]),
    [
      ['X81105', 'X81106', 45],
      ['X81105', 'X81107', 45],
    ],
  )
  await play.discard(read.id)
})

test('a health visitor has the classes that the staff of a roster tells, at several schools', async () => {
  const staff = [
    worker('Lone Sund', 'lone0001', { role: 'healthVisitor', institution: 'X81101', classNames: ['5.B', '3.A'] }),
    worker('Lone Sund', 'lone0001', { role: 'healthVisitor', institution: 'X81105', classNames: ['6.A'] }),
    ...(whole().staff ?? []),
  ]
  await play.carryOut({ staff })
  const led = () =>
    rows(
      `select i.number || ' ' || c.name as class from common.account a
        join common.account_class l on l.municipality_id = a.municipality_id and l.account_id = a.id
        join common.class c on c.municipality_id = l.municipality_id and c.id = l.class_id
        join common.institution i on i.municipality_id = c.municipality_id and i.id = c.institution_id
        where a.municipality_id = 881 and a.role = 'healthVisitor' and c.school_year = $1 order by 1`,
      [schoolYear],
    )
  let schoolYear = 2026
  assert.deepEqual(await led(), [{ class: 'X81101 3.A' }, { class: 'X81101 5.B' }, { class: 'X81105 6.A' }])
  await assertNothingMore({ staff })
  // A list that knows no classes takes none away.
  await assertNothingMore({
    staff: [worker('Lone Sund', 'lone0001', { role: 'healthVisitor', institution: null }), ...(whole().staff ?? [])],
  })

  // In August the classes move up, and those who have the children go along when no list of staff comes with them.
  await play.onDay('2027-08-12')
  schoolYear = 2027
  const up = (pupil: RosterPupil) => ({
    ...pupil,
    className: `${(pupil.grade ?? 0) + 1}.${pupil.className.slice(-1)}`,
    grade: (pupil.grade ?? 0) + 1,
  })
  const summer = {
    schoolYear: 2027,
    pupils: [...(whole().pupils ?? []).map(up), child('Ny i 0.', { cpr: '0101214000', className: '0.A', grade: 0 })],
  }
  const read = await play.read(summer)
  assert.deepEqual(counts(read, 'pupils'), [1, 0, 0, 0])
  assert.deepEqual(read.movedUp, [
    { institution: 'Åsum Skole', from: '3.A 2026/27', to: '4.A', pupils: 1 },
    { institution: 'Åsum Skole', from: '5.B 2026/27', to: '6.B', pupils: 2 },
  ])
  await play.discard(read.id)
  await play.carryOut(summer)
  assert.deepEqual(await led(), [{ class: 'X81101 4.A' }, { class: 'X81101 6.B' }])
  const open = await rows(
    'select name from common.class where municipality_id = 881 and school_year = 2026 and closed_on is null and institution_id = $1',
    [play.town.schoolId],
  )
  assert.deepEqual(open, [])
  await assertNothingMore(summer)
})

test('who has finished school in the summer is not missed', async () => {
  await play.onDay('2028-05-10')
  const ninth = school('X81108', 30, { className: '9.A', grade: 9 })
  const first = school('X81108', 30, { className: '1.A', grade: 1 }).map((pupil, n) => ({
    ...pupil,
    name: `Lille ${n}`,
    cpr: `0101201${100 + n}`.slice(0, 10),
  }))
  await play.carryOut({ institutions: [place('X81108', 'Skovens Skole')], pupils: [...ninth, ...first] })
  await play.onDay('2028-08-10')
  const read = await play.read({ pupils: first.map((pupil) => ({ ...pupil, className: '2.A', grade: 2 })) })
  assert.deepEqual(counts(read, 'pupils'), [0, 0, 30, 0])
  assert.deepEqual(found(read), [])
  assert.deepEqual(read.summary?.needsSecond, [])
  await play.discard(read.id)
})

const rolesOf = async (login: string) => {
  const subject = subjectIndex(database.keyring, 881, 'https://login.example', login)
  return database.doors.asSystem('test', { municipalityId: 881, login: 'staff' }, async (tx) =>
    (await listAccountsOfSubject(tx, database.keyring, subject)).filter(({ closedOn }) => closedOn === null).map(({ role }) => role),
  )
}

test('a login of somebody who works here opens no pupil’s page, and a pupil’s login no right to work here', async () => {
  const kid = child('Elev Ens', { cpr: '0909184000', uniLogin: 'ensl0001', className: '3.C', grade: 3 })
  const other = child('Elev To', { cpr: '1009184000', uniLogin: 'ensl0002', className: '3.C', grade: 3 })
  const teacher = worker('Lærer Ens', 'ensl0001', { classNames: ['3.C'] })
  const both = await play.carryOut({ pupils: [kid, other], staff: [teacher] })
  assert.deepEqual(found(both).includes('login-of-two'), true, JSON.stringify(both.summary?.findings))
  assert.deepEqual(await rolesOf('ensl0001'), ['teacher'])
  assert.deepEqual(await rolesOf('ensl0002'), ['pupil'])

  await play.carryOut({ pupils: [kid, other] })
  assert.deepEqual(await rolesOf('ensl0001'), ['teacher'], 'nor when the list of pupils comes alone')

  const young = child('Ung Ens', { cpr: '0909094000', uniLogin: 'ensl0003', className: '9.A', grade: 9 })
  const helper = worker('Ung Ens', 'ensl0003', { classNames: ['3.C'] })
  await play.carryOut({ pupils: [kid, other, young], staff: [teacher, helper] })
  assert.deepEqual((await rolesOf('ensl0003')).toSorted(), ['teacher', 'youngPerson'], 'from 15 one may be both')

  const swapped = await play.carryOut({ staff: [teacher, helper, worker('Ny Ens', 'ensl0002', { classNames: ['3.C'] })] })
  assert.ok(found(swapped).includes('login-of-pupil'), JSON.stringify(swapped.summary?.findings))
  assert.deepEqual(await rolesOf('ensl0002'), ['pupil'])
})

test('a class that opens again is not given back to who had it, when a roster says or has said whose it is', async () => {
  const at = { institution: 'X81109', institutionName: 'Åbne Skole' }
  const stays = child('Bliver Ved', { ...at, cpr: '0303174000', className: '4.B', grade: 4 })
  const moves = child('Flytter Frem', { ...at, cpr: '0403174000', className: '4.A', grade: 4 })
  const teacher = (...classNames: string[]) => worker('Lærer Åben', 'aabn0001', { institution: 'X81109', classNames })
  const led = async () => {
    const subject = subjectIndex(database.keyring, 881, 'https://login.example', 'aabn0001')
    const own = await database.doors.asSystem('test', { municipalityId: 881, login: 'staff' }, (tx) =>
      listAccountsOfSubject(tx, database.keyring, subject),
    )
    return rows(
      `select c.name from common.account_class l join common.class c on c.municipality_id = l.municipality_id and c.id = l.class_id
        where l.municipality_id = 881 and l.account_id = any($1) and c.closed_on is null order by 1`,
      [own.map(({ id }) => id)],
    )
  }
  await play.carryOut({ institutions: [place('X81109', 'Åbne Skole')], pupils: [stays, moves], staff: [teacher('4.A', '4.B')] })
  assert.deepEqual(await led(), [{ name: '4.A' }, { name: '4.B' }])
  // Nobody is in 4.A any more, and it closes.
  await play.carryOut({ pupils: [stays, { ...moves, className: '4.B' }] })
  assert.deepEqual(await led(), [{ name: '4.B' }])

  const opened = { pupils: [stays, moves], staff: [teacher('4.B')] }
  await play.carryOut(opened)
  assert.deepEqual(await led(), [{ name: '4.B' }])
  await assertNothingMore(opened)

  // Nor when it was said while the class was closed; a list that does not speak of classes takes none away.
  await play.carryOut({ pupils: [stays, moves], staff: [teacher('4.A', '4.B')] })
  await play.carryOut({ pupils: [stays, { ...moves, className: '4.B' }] })
  await assertNothingMore({ staff: [worker('Lærer Åben', 'aabn0001', { institution: 'X81109' })] })
  await play.carryOut({ staff: [teacher('4.B')] })
  await assertNothingMore({ staff: [teacher('4.B')] })
  await play.carryOut({ pupils: [stays, moves] })
  assert.deepEqual(await led(), [{ name: '4.B' }])
})
