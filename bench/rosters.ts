/**
 * A large municipality's whole roster, told by STIL, carried out, and told again by OneRoster and CSV: nothing may change.
 *
 *   node bench/rosters.ts [pupils]
 */
import { zipSync } from 'fflate'
import { csv, oneRosterExport, sheetLines, stilExport, wholeRoster } from '#lillekoebing/whole-roster.ts'
import { uniLogin } from '#server/http/login.ts'
import type { House } from '#server/house.ts'
import { importRosterFile } from '#server/organisation/import-roster-file.ts'
import { openBenchHouse } from './house.ts'

const pupils = Number(process.argv[2] ?? 60_000)
const utf8 = (text: string) => Buffer.from(text, 'utf8')

await using bench = await openBenchHouse()
await bench.asOwner((client) => client.query("insert into common.municipality values (881, 'Lillekøbing', '1083', 'Syddanmark', true)"))
const house: House = {
  doors: bench.doors,
  keyring: bench.keyring,
  origin: 'http://localhost:3000',
  logins: [uniLogin({ issuer: 'https://login.example', clientId: 'x', clientSecret: 'x' })],
  isDemo: true,
  now: () => new Date('2026-11-23T09:00:00Z'),
}

let isDifferent = false
const whole = wholeRoster(pupils)
const files: readonly (readonly [string, () => Uint8Array])[] = [
  ['STIL', () => Buffer.concat([...stilExport(whole)].map(utf8))],
  ['OneRoster', () => zipSync(Object.fromEntries(Object.entries(oneRosterExport(whole)).map(([name, text]) => [name, utf8(text)])))],
  ...Object.entries(sheetLines(whole)).map(([name, lines]) => [`${name}.csv`, () => utf8(csv(';', lines))] as const),
]
for (const [place, [name, write]] of files.entries()) {
  const file = write()
  const startedAt = performance.now()
  const { state, summary } = await importRosterFile(house, {
    municipalityId: 881,
    file,
    approve: async () => place === 0,
    secondApproval: 'bench',
  })
  const { new: made = 0, changed = 0, gone = 0, same = 0 } = summary?.counts ?? {}
  const seconds = ((performance.now() - startedAt) / 1000).toFixed(1)
  isDifferent ||= place === 0 ? state !== 'applied' : state !== 'discarded' || made + changed + gone > 0
  process.stdout.write(
    `${name.padEnd(18)} ${(file.byteLength / 1e6).toFixed(0).padStart(4)} MB  ${seconds.padStart(6)} s  ${state}: ${made} new, ${changed} changed, ${gone} gone, ${same} as before\n`,
  )
  for (const finding of (summary?.findings ?? []).filter(({ level }) => level === 'error').slice(0, 3))
    process.stdout.write(`  ${JSON.stringify(finding)}\n`)
}
process.exitCode = isDifferent ? 1 : 0
