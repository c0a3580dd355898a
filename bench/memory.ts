/** Memory of a server that reads all there is to read, and of whatever process is asked about. */
import { existsSync, readFileSync } from 'node:fs'
import { type BenchHouse, startServer } from './house.ts'
import { openClient, reading } from './load.ts'
import type { ReportRow } from './report.ts'
import { municipalityId, signIn } from './sign-in.ts'

/** MB, of reports in a server (`server/report/load-report.ts`). */
export const keptAtMost = 64

/** Different reports: gigabytes, if none of them were forgotten. What may be filled is full after some four thousand. */
const readAtMost = 8_000

/**
 * Whether memory stays bounded: every unit of the largest municipality is read in one choice after the other, which is many times what is
 * kept of reports. What the second half of them adds is measured; the first half fills what may be filled.
 */
export async function readingAll(bench: BenchHouse, survey: string): Promise<ReportRow> {
  const { cookie } = await signIn(bench, { role: 'leadHealthVisitor' })
  const units = await bench.asOwner(async (client) => {
    const { rows } = await client.query<{ unit: string }>(
      'select unit from common.survey_unit where municipality_id = $1 and survey_id = $2 order by unit',
      [municipalityId, survey],
    )
    return rows.map(({ unit }) => unit)
  })
  const choices = ['none', 'rest', 'municipality'].flatMap((compare) =>
    ['all', 'teachingEnvironment'].flatMap((content) => ['sex', 'none'].map((split) => ({ compare, content, split }))),
  )
  const addresses = choices
    .flatMap((choice) => units.map((unit) => `/api/v1/reports/${survey}?${new URLSearchParams({ unit, ...choice })}`))
    .slice(0, readAtMost)
  await using server = await startServer(bench.connectionString)
  using client = await openClient(server.port)
  const ready = megabytesOf(server.processId)
  const halves: number[] = []
  let bytes = 0
  for (const half of [addresses.slice(0, addresses.length / 2), addresses.slice(addresses.length / 2)]) {
    for (const address of half) bytes += (await reading(client, address, cookie)).bytes
    halves.push(megabytesOf(server.processId))
  }
  const [halfway = Number.NaN, all = Number.NaN] = halves
  return {
    what: `memory of the server that has read ${whole(addresses.length)} different reports, the second half of them against the first`,
    figure: `${whole(all - halfway)} MB more (${whole(ready)} MB ready, ${whole(halfway)} MB halfway, ${whole(all)} MB after; ${whole(bytes / 1e6)} MB sent)`,
    goal: `≤ ${keptAtMost} MB, which is kept at most`,
    isMet: all - halfway <= keptAtMost,
  }
}

/** Of a process, as the machine tells it; not a number where it does not. */
export function megabytesOf(processId: number): number {
  const path = `/proc/${processId}/status`
  return existsSync(path) ? Number(/VmRSS:\s+(\d+)/.exec(readFileSync(path, 'utf8'))?.[1]) / 1000 : Number.NaN
}

const whole = (number: number) => Math.round(number).toLocaleString('en')
