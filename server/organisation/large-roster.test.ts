/** A large municipality's whole roster, 60,000 pupils, by the same road as a small one: how it goes, and how much it holds. */
import assert from 'node:assert/strict'
import { monitorEventLoopDelay } from 'node:perf_hooks'
import { after, before, test } from 'node:test'
import { setTimeout as wait } from 'node:timers/promises'
import { findRosterImport, listRosterImports } from '#database/roster.ts'
import type { House } from '../house.ts'
import { openTestDatabase, type TestDatabase } from '../../tests/test-database.ts'
import { importRosterFile } from './import-roster-file.ts'
import { uniLogin } from '../http/login.ts'

const pupils = 60_000
const perSchool = 600
const perClass = 24

let database: TestDatabase
let house: House
let today = '2026-11-23'

before(async () => {
  database = await openTestDatabase()
  await database.asOwner((client) =>
    client.query("insert into common.municipality values (881, 'Lillekøbing', '1083', 'Syddanmark', true)"),
  )
  house = {
    doors: database.doors,
    keyring: database.keyring,
    origin: 'http://localhost:3000',
    logins: [uniLogin({ issuer: 'https://login.example', clientId: 'x', clientSecret: 'x' })],
    isDemo: true,
    now: () => new Date(`${today}T09:00:00Z`),
  }
})

after(() => database[Symbol.asyncDispose]())

/** `year` moves everybody up by a class, as a summer does. */
function wholeRoster(year: number): Buffer {
  const lines = Array.from({ length: pupils }, (_, place) => {
    const school = Math.floor(place / perSchool)
    const seat = Math.floor((place % perSchool) / perClass)
    const grade = (seat + year) % 10
    const number = `K${String(10_000 + school)}`
    return `${number};Skole ${school};${grade}.${String.fromCharCode(65 + Math.floor(seat / 10))};${grade};${cprOf(place)};Fornavn${place % 997};Efternavn${place % 1009};${place % 2 === 0 ? 'K' : 'M'}`
  })
  return Buffer.from(['Institutionsnummer;Institution;Klasse;Klassetrin;CPR-nummer;Fornavn;Efternavn;Køn', ...lines, ''].join('\r\n'))
}

function cprOf(place: number): string {
  const day = 61 + (place % 28)
  const month = 1 + (Math.floor(place / 28) % 12)
  const year = 10 + (Math.floor(place / (28 * 12)) % 10)
  return `${day}${String(month).padStart(2, '0')}${year}-${4000 + Math.floor(place / (28 * 12 * 10))}`
}

type Run = {
  readonly readingMs: number
  readonly applyingMs: number
  readonly mostMegabytes: number
  readonly longestPauseMs: number
  readonly seen: ReadonlySet<number>
}

async function run(file: Buffer, expected: object, expectedUp: { readonly classes: number; readonly pupils: number }): Promise<Run> {
  const startedAt = performance.now()
  const pauses = monitorEventLoopDelay({ resolution: 10 })
  pauses.enable()
  const rest = process.memoryUsage().rss
  let [readAt, most] = [0, 0]
  const seen = new Set<number>()
  let isRunning = true
  // What an administrator's screen asks meanwhile.
  const watching = (async () => {
    while (isRunning) {
      const [latest] = await database.doors.asSystem('test', { municipalityId: 881, login: 'staff' }, (tx) => listRosterImports(tx, 1))
      if (latest && (latest.state === 'reading' || latest.state === 'applying')) seen.add(latest.progress)
      most = Math.max(most, process.memoryUsage().rss - rest)
      await wait(100)
    }
  })()
  const done = await importRosterFile(house, {
    municipalityId: 881,
    file,
    approve: async ({ summary, changes, movedUp }) => {
      readAt = performance.now()
      assert.deepEqual(summary?.counts, expected)
      assert.deepEqual(summary?.movedUp, expectedUp)
      assert.equal(changes.length + movedUp.length, 100)
      return true
    },
  })
  isRunning = false
  await watching
  assert.equal(done.state, 'applied', JSON.stringify(done.summary?.findings.slice(0, 3)))
  const row = await database.doors.asSystem('test', { municipalityId: 881, login: 'staff' }, (tx) => findRosterImport(tx, done.id))
  assert.equal(row?.progress, 1)
  return {
    readingMs: readAt - startedAt,
    applyingMs: performance.now() - readAt,
    mostMegabytes: most / 1024 / 1024,
    longestPauseMs: pauses.max / 1e6,
    seen,
  }
}

test(
  'sixty thousand pupils are read, compared and enrolled, with progress, and a summer later all moved',
  { timeout: 300_000 },
  async (t) => {
    const first = await run(wholeRoster(0), { new: pupils, changed: 0, gone: 0, same: 0 }, { classes: 0, pupils: 0 })
    today = '2027-08-10'
    const second = await run(wholeRoster(1), { new: 0, changed: 0, gone: 0, same: 0 }, { classes: pupils / perClass, pupils })
    for (const [name, { readingMs, applyingMs, mostMegabytes, longestPauseMs, seen }] of Object.entries({ first, second })) {
      t.diagnostic(
        `${name}: reading ${(readingMs / 1000).toFixed(1)} s, applying ${(applyingMs / 1000).toFixed(1)} s (ratio 1 to ${(applyingMs / readingMs).toFixed(1)}), ${Math.round(mostMegabytes)} MB more, longest pause for others ${Math.round(longestPauseMs)} ms, progress seen ${seen.size} times`,
      )
      assert.ok(seen.size >= 4, `progress was seen ${seen.size} times`)
      assert.ok(mostMegabytes < 500, `${Math.round(mostMegabytes)} MB more than at rest`)
    }
    await database.asOwner(async (client) => {
      const { rows } = await client.query(
        'select count(*)::int as pupils, count(distinct class_id)::int as classes from common.pupil where left_on is null',
      )
      assert.deepEqual(rows, [{ pupils, classes: (pupils / perSchool) * (perSchool / perClass) }])
    })
  },
)
