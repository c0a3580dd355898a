/**
 * Promise: the log cannot be changed unseen. Somebody who may do anything in the database - a superuser, with the guards
 * switched off - changes a copy of the log; each change is found, and the first bad row is named.
 */
import assert from 'node:assert/strict'
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { after, before, beforeEach, test } from 'node:test'
import { insertAuditEvent } from '#database/audit.ts'
import type { Anchor } from '#domain/audit/chain.ts'
import { openTestDatabase, type TestDatabase } from '../../tests/test-database.ts'
import { tell } from '../cli/verify-audit.ts'
import { noteAnchors, readAnchors, writeAnchor } from './anchors.ts'
import { listChains, readHead, verifyChain } from './verify.ts'

const municipalityId = 881
const rows = 30

let database: TestDatabase
let directory: string
/** The end of the log before anybody touched it, and as it was ten rows earlier. */
let anchors: readonly Anchor[]

before(async () => {
  database = await openTestDatabase()
  directory = mkdtempSync(join(tmpdir(), 'bul-anchor-'))
  await write(20)
  const early = await noted()
  await write(10)
  anchors = [early, await noted()]
  await database.doors.as({ municipalityId: 882, role: 'guest' }, 'staff', (tx) => insertAuditEvent(tx, event(1)))
  await database.asOwner(async (client) => {
    await client.query(
      "insert into common.municipality values (881, 'Lillekøbing', '1083', 'Syddanmark', true), (882, 'Storkøbing', '1083', 'Syddanmark', true)",
    )
    await client.query(
      'alter table audit.event disable trigger append_only; create schema copy; create table copy.event as table audit.event; create table copy.head as table audit.head',
    )
  })
})

beforeEach(() =>
  database.asOwner((client) =>
    client.query(
      `delete from audit.event; delete from audit.head; drop index if exists audit.event_seq_key; alter table audit.event alter column seq drop not null;
       insert into audit.event select * from copy.event; insert into audit.head select * from copy.head`,
    ),
  ),
)

after(async () => {
  rmSync(directory, { recursive: true, force: true })
  await database[Symbol.asyncDispose]()
})

const event = (place: number) => ({
  at: new Date(Date.UTC(2026, 10, 1, 8, place)),
  actorId: '00000000-0000-4000-8000-0000000000a1',
  role: 'healthVisitor',
  act: place % 2 === 0 ? 'child.opened' : 'note.saved',
  object: `child:${place}`,
  purpose: 'talk',
  relation: 'class',
  pupilIds: ['00000000-0000-4000-8000-0000000000c1'],
})

async function write(count: number): Promise<void> {
  for (let place = 0; place < count; place++)
    await database.doors.as({ municipalityId, role: 'guest' }, 'health', (tx) => insertAuditEvent(tx, event(place)))
}

const noted = async (): Promise<Anchor> => ({
  municipalityId,
  ...(await readHead(database.doors, municipalityId)),
  at: '2026-11-22T02:00:00Z',
})
const tamper = (statement: string) => database.asOwner((client) => client.query(statement))
const verify = (against: readonly Anchor[] = anchors) => verifyChain(database.doors, municipalityId, against)

/** What was found, with the number of the row that is named. */
const found = async (against?: readonly Anchor[]) => {
  const { good, finding } = await verify(against)
  return [finding?.fault, Number(finding?.seq ?? 0), Number(good)]
}

/** Writes the rows from this number on anew, as somebody would who knows how the hash is made. */
const rehash = (from: number) =>
  tamper(`
    do $$ declare r audit.event; h bytea := (select hash from audit.event where municipality_id = 881 and seq = ${from - 1});
    begin
      for r in select * from audit.event where municipality_id = 881 and seq >= ${from} order by seq loop
        r.previous := coalesce(h, decode(repeat('00', 32), 'hex'));
        h := audit.digest(r);
        update audit.event set previous = r.previous, hash = h where municipality_id = 881 and id = r.id;
      end loop;
      update audit.head set hash = h, seq = (select max(seq) from audit.event where municipality_id = 881) where municipality_id = 881;
    end $$`)

test('an untouched copy is whole, every row of it, and its anchors agree', async () => {
  const whole = await verify()
  assert.deepEqual(
    { ...whole, good: Number(whole.good) },
    { municipalityId, good: rows, anchors: 2, finding: undefined, agreesUpTo: undefined },
  )
  assert.equal(tell(whole), '✓ 881: 30 rækker i orden, 2 ankre')
  assert.equal((await verifyChain(database.doors, 882, anchors)).finding, undefined)
})

test('reading it is no row of it, and it may grow while it is read', async () => {
  const [whole] = await Promise.all([verify(), write(5)])
  assert.equal(whole.finding, undefined)
  assert.equal(Number((await verify()).good), rows + 5)
})

for (const [column, value] of Object.entries({
  at: "at + interval '1 microsecond'",
  actor_id: 'null',
  role: "'schoolDoctor'",
  act: "'children.listed'",
  object: "''",
  purpose: "'request'",
  relation: 'null',
  pupil_ids: "'{}'",
  request_id: "''",
  refusal: "'not-found'",
  times: '2',
  previous: "'\\x00'",
  hash: "'\\x00'",
}))
  test(`1. a row is edited: ${column}`, async () => {
    await tamper(`update audit.event set ${column} = ${value} where municipality_id = 881 and seq = 7`)
    assert.deepEqual(await found(), ['edited', 7, 6])
  })

test('1b. a row is edited and its own hash made anew: the next one does not follow on it', async () => {
  await tamper(`update audit.event e set purpose = 'request' where municipality_id = 881 and seq = 7;
    update audit.event e set hash = audit.digest(e) where municipality_id = 881 and seq = 7`)
  assert.deepEqual(await found(), ['unlinked', 8, 7])
})

test('2. a row is deleted: the one after the hole is named', async () => {
  await tamper('delete from audit.event where municipality_id = 881 and seq = 7')
  assert.deepEqual(await found(), ['missing', 8, 6])
})

test('2b. the first row is deleted', async () => {
  await tamper('delete from audit.event where municipality_id = 881 and seq = 1')
  assert.deepEqual(await found(), ['missing', 2, 0])
})

test('2c. a row is deleted and those after it are given its place', async () => {
  await tamper(`delete from audit.event where municipality_id = 881 and seq = 7;
    update audit.event set seq = seq - 1 where municipality_id = 881 and seq > 7; update audit.head set seq = seq - 1 where municipality_id = 881`)
  assert.deepEqual(await found(), ['edited', 7, 6])
})

test('2d. a row is moved to a neighbour', async () => {
  await tamper('update audit.event set municipality_id = 882 where municipality_id = 881 and seq = 7')
  assert.deepEqual(await found(), ['missing', 8, 6])
  assert.equal((await verifyChain(database.doors, 882)).finding?.fault, 'missing')
})

test('3. two rows change places', async () => {
  await tamper(`update audit.event set seq = case seq when 7 then 12 else 7 end where municipality_id = 881 and seq in (7, 12)`)
  assert.deepEqual(await found(), ['edited', 7, 6])
})

test('4. the tail is cut off: the head knows that there have been more', async () => {
  await tamper('delete from audit.event where municipality_id = 881 and seq > 25')
  assert.deepEqual(await found([]), ['truncated', 25, 25])
})

test('4b. the tail is cut off and the head with it: only the anchor knows', async () => {
  await tamper(`delete from audit.event where municipality_id = 881 and seq > 25;
    update audit.head set seq = 25, hash = (select hash from audit.event where municipality_id = 881 and seq = 25) where municipality_id = 881`)
  assert.equal((await verify([])).finding, undefined)
  const { finding, agreesUpTo } = await verify()
  assert.deepEqual([finding?.fault, finding?.seq, agreesUpTo], ['truncated', 25n, 20n])
})

test('4c. all of it is gone, head and all', async () => {
  await tamper('delete from audit.event where municipality_id = 881; delete from audit.head where municipality_id = 881')
  assert.equal((await verify([])).finding, undefined)
  assert.deepEqual(await found(), ['truncated', 0, 0])
})

test('4d. the head is gone: there are more rows than it says', async () => {
  await tamper('delete from audit.head where municipality_id = 881')
  assert.deepEqual(await found([]), ['beyond-head', 30, 30])
})

test('5. the whole chain is written anew from a row on, head and all: only the anchor knows, and says from where', async () => {
  await tamper(`update audit.event set purpose = 'request' where municipality_id = 881 and seq = 27`)
  await rehash(27)
  assert.equal((await verify([])).finding, undefined)
  const rewritten = await verify()
  assert.deepEqual([rewritten.finding?.fault, rewritten.finding?.seq, rewritten.agreesUpTo], ['anchor-differs', 30n, 20n])
  assert.match(tell(rewritten), /^✗ 881: .*række 30 \(2026-11-01T08:09:00.000Z, note.saved\).*til og med række 20 passer/)
})

test('5b. the last row is edited and the head left alone', async () => {
  await tamper(`update audit.event e set purpose = 'request' where municipality_id = 881 and seq = 30;
    update audit.event e set hash = audit.digest(e) where municipality_id = 881 and seq = 30`)
  assert.deepEqual(await found([]), ['head-differs', 30, 30])
})

test('6. a row is put in: beside another, after the last, before the first, or without a number', async () => {
  const insert = (seq: string) =>
    tamper(`insert into audit.event select municipality_id, gen_random_uuid(), at, actor_id, role, act, object, purpose, request_id, pupil_ids, relation, refusal, times, ${seq}, previous, hash
      from audit.event where municipality_id = 881 and seq = 7`)
  await insert('7')
  const [fault, seq] = await found()
  assert.ok(['inserted', 'edited'].includes(String(fault)) && seq === 7)
  await tamper('delete from audit.event; insert into audit.event select * from copy.event')
  await insert('0')
  assert.deepEqual(await found(), ['inserted', 0, 0])
  await tamper('delete from audit.event; insert into audit.event select * from copy.event')
  await insert('null')
  assert.deepEqual(await found(), ['inserted', 0, 0])
  await tamper('delete from audit.event; insert into audit.event select * from copy.event')
  await insert('31')
  await tamper(`update audit.event set previous = (select hash from audit.head where municipality_id = 881) where municipality_id = 881 and seq = 31;
    update audit.event e set hash = audit.digest(e) where municipality_id = 881 and seq = 31`)
  assert.deepEqual(await found([]), ['beyond-head', 31, 31])
})

test('anchors are noted a file a day, a line a chain, and read again; a line that is none is named', async () => {
  const { file, chains } = await noteAnchors(database.doors, directory, new Date('2026-11-22T23:30:00Z'))
  assert.match(file, /anchors-2026-11-23\.jsonl$/)
  assert.equal(chains, 2)
  await noteAnchors(database.doors, directory, new Date('2026-11-22T23:40:00Z'))
  const read = readAnchors(file)
  assert.equal(read.length, 4)
  assert.deepEqual(
    read.map(({ municipalityId: of, seq }) => [of, Number(seq)]),
    [
      [881, 30],
      [882, 1],
      [881, 30],
      [882, 1],
    ],
  )
  assert.doesNotMatch(readFileSync(file, 'utf8'), /healthVisitor|child/)
  for (const municipality of await listChains(database.doors))
    assert.equal((await verifyChain(database.doors, municipality, read)).finding, undefined)
  writeFileSync(file, `${writeAnchor(anchors[0] as Anchor)}{"municipality": 881}\n`)
  assert.throws(() => readAnchors(file), /linje 2/)
})

test('who verifies reads the log and nothing else, and writes nothing', async () => {
  const rowsOf = (table: string) =>
    database.doors.as(
      { municipalityId, role: 'verifier' },
      'staff',
      async (tx) =>
        (
          await tx
            .selectFrom(table as 'common.account')
            .selectAll()
            .execute()
        ).length,
      { readOnly: true },
    )
  assert.equal(await rowsOf('audit.event'), rows)
  for (const table of ['common.pupil', 'common.survey', 'identity.family', 'audit.sample']) assert.equal(await rowsOf(table), 0, table)
})
