/**
 * The same municipality handed in as STIL's export, as OneRoster and as CSV, each into a database of its own: the same
 * institutions, classes, pupils, families and staff, and nothing left to do by the other files.
 */
import assert from 'node:assert/strict'
import { after, test } from 'node:test'
import { zipSync } from 'fflate'
import { listCprs, listNames } from '#database/identity.ts'
import { csv, oneRosterExport, sheetLines, stilExport, wholeRoster } from '#lillekoebing/whole-roster.ts'
import type { House } from '#server/house.ts'
import { uniLogin } from '#server/http/login.ts'
import { importRosterFile } from '#server/organisation/import-roster-file.ts'
import { openTestDatabase, type TestDatabase } from './test-database.ts'

const municipalityId = 881
const issuer = 'https://login.example'
const utf8 = (text: string) => Buffer.from(text, 'utf8')
const databases: TestDatabase[] = []
after(async () => {
  for (const database of databases) await database[Symbol.asyncDispose]()
})

/** An empty municipality, with the house that stands in it. */
async function empty(): Promise<{ readonly database: TestDatabase; readonly house: House }> {
  const database = await openTestDatabase()
  databases.push(database)
  await database.asOwner((client) =>
    client.query("insert into common.municipality values (881, 'Lillekøbing', '1083', 'Syddanmark', true)"),
  )
  const house: House = {
    doors: database.doors,
    keyring: database.keyring,
    origin: 'http://localhost:3000',
    logins: [uniLogin({ issuer, clientId: 'x', clientSecret: 'x' })],
    isDemo: true,
    now: () => new Date('2026-11-23T09:00:00Z'),
  }
  return { database, house }
}

type Done = Awaited<ReturnType<typeof importRosterFile>>

async function handIn(house: House, file: Uint8Array, secondApproval?: string): Promise<Done> {
  return importRosterFile(house, { municipalityId, file, approve: async () => true, secondApproval })
}

/** Everything that rosters make, by numbers, names and CPR numbers instead of ids, in one order. */
async function organisationOf({ database, house }: { readonly database: TestDatabase; readonly house: House }) {
  const rows = async (query: string) => database.asOwner(async (client) => (await client.query(query)).rows)
  const pupils = await rows(
    `select p.person_id, i.number, c.name as class, c.grade, p.sex, e.is_protected from common.pupil p
      join common.class c on c.municipality_id = p.municipality_id and c.id = p.class_id
      join common.institution i on i.municipality_id = p.municipality_id and i.id = p.institution_id
      join identity.person e on e.municipality_id = p.municipality_id and e.id = p.person_id where p.left_on is null`,
  )
  const families = await rows(
    "select f.person_id, f.pupil_person_id, f.valid_until, e.is_protected from identity.family f join identity.person e on e.municipality_id = f.municipality_id and e.id = f.person_id where f.relation = 'custody'",
  )
  const accounts = await rows(
    `select a.person_id, a.role, (select count(*)::int from common.account_class l where l.municipality_id = a.municipality_id and l.account_id = a.id) as classes,
      (select string_agg(i.number, ',' order by i.number) from common.institution i where i.municipality_id = a.municipality_id and i.id = any (a.institution_ids)) as places
      from common.account a where a.closed_on is null`,
  )
  const personIds = [
    ...new Set([...pupils, ...families, ...accounts].flatMap((row) => [row.person_id, row.pupil_person_id]).filter(Boolean)),
  ]
  const who = await house.doors.asSystem('test', { municipalityId, login: 'staff' }, async (tx) => {
    const names = await listNames(tx, house.keyring, personIds)
    const cprs = await listCprs(tx, house.keyring, personIds)
    return (id: string) => `${names.get(id) ?? '?'} ${cprs.get(id) ?? ''}`
  })
  const sorted = (list: readonly object[]) => list.map((one) => JSON.stringify(one)).toSorted()
  return {
    institutions: sorted(await rows('select number, name, kind from common.institution')),
    classes: sorted(
      await rows(
        'select i.number, c.name, c.grade, c.school_year from common.class c join common.institution i on i.municipality_id = c.municipality_id and i.id = c.institution_id',
      ),
    ),
    pupils: sorted(pupils.map(({ person_id, ...row }) => ({ who: who(person_id), ...row }))),
    families: sorted(
      families.map(({ person_id, pupil_person_id, ...row }) => ({ who: who(person_id), child: who(pupil_person_id), ...row })),
    ),
    accounts: sorted(accounts.map(({ person_id, ...row }) => ({ who: who(person_id), ...row }))),
  }
}

function changesIn({ summary }: Done): number {
  return (summary?.counts.new ?? 0) + (summary?.counts.changed ?? 0) + (summary?.counts.gone ?? 0)
}

const whole = wholeRoster(1_500)
const files = {
  stil: [Buffer.concat([...stilExport(whole)].map(utf8))],
  oneRoster: [zipSync(Object.fromEntries(Object.entries(oneRosterExport(whole)).map(([name, text]) => [name, utf8(text)])))],
  csv: Object.values(sheetLines(whole)).map((lines) => utf8(csv(';', lines))),
}

test('the same town is the same organisation, whichever way it was told', { timeout: 300_000 }, async () => {
  const made = new Map<string, Awaited<ReturnType<typeof organisationOf>>>()
  for (const [name, parts] of Object.entries(files)) {
    const town = await empty()
    for (const part of parts) {
      const done = await handIn(town.house, part)
      assert.equal(done.state, 'applied', `${name}: ${JSON.stringify(done.summary?.findings.slice(0, 3))}`)
    }
    made.set(name, await organisationOf(town))
    for (const [other, again] of Object.entries(files)) {
      for (const part of again) {
        const done = await handIn(town.house, part)
        assert.deepEqual([done.state, changesIn(done)], ['applied', 0], `${other} after ${name}: ${JSON.stringify(done.summary?.sections)}`)
      }
    }
  }
  const stil = made.get('stil')
  for (const [name, other] of made) {
    for (const section of ['institutions', 'classes', 'pupils', 'families', 'accounts'] as const) {
      const [was, is] = [stil?.[section] ?? [], other[section]]
      assert.ok(was.length > 0, section)
      const differs = was.findIndex((one, place) => one !== is[place])
      assert.equal(differs === -1 ? '' : `${name} ${section}: ${is[differs]}`, differs === -1 ? '' : `${name} ${section}: ${was[differs]}`)
      assert.equal(is.length, was.length, `${name} ${section}`)
    }
  }
})

test('a file that is cut off changes nothing', async () => {
  const town = await empty()
  const before = await organisationOf(town)
  for (const [file] of [files.stil, files.oneRoster]) {
    const done = await handIn(town.house, (file ?? Buffer.alloc(0)).subarray(0, 40_000))
    assert.equal(done.state, 'refused')
    assert.ok(done.summary?.findings.some(({ level }) => level === 'error'))
  }
  assert.deepEqual(await organisationOf(town), before)
})
