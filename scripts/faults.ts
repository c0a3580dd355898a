/**
 * `npm run test:faults`: people answer while everything that can fail does, and afterwards every answer that was
 * acknowledged is looked for. Prints a line with the numbers of each scenario; ends with 1 when anything was lost, or when
 * a control that must lose lost nothing. Words choose among the scenarios: `npm run test:faults -- killed frozen`.
 *
 * FAULTS_SEED does the same things in the same order again.
 */
import { chanceFrom } from '../tests/faults/chance.ts'
import { controls } from '../tests/faults/controls.ts'
import { openGround } from '../tests/faults/ground.ts'
import { onOwnGround } from '../tests/faults/own-ground.ts'
import { playScenario, type Row, scenarios } from '../tests/faults/scenarios.ts'

/** Enough to lose, and not so many that arranging them takes longer than hurting them. */
const size = { pupils: 200, children: 40, cases: 4, hands: 9 }
const flags = ['query-timeout=2000'] as const
const longestMs = 10 * 60_000

const seed = Number(process.env['FAULTS_SEED'] ?? Date.now() % 1_000_000)
const chance = chanceFrom(seed)
const words = process.argv.slice(2)
const isAsked = ({ name }: { readonly name: string }) => words.length === 0 || words.some((word) => name.includes(word))
const began = performance.now()
let hasFailed = false
let municipalityId = 100

// Bounded, whatever happens: what is stuck has failed.
setTimeout(() => {
  process.stdout.write(`✖ not done after ${longestMs / 60_000} minutes\n`)
  process.exit(1)
}, longestMs).unref()

print(['scenario', 'faults', 'saves', 'parcels', 'submits', '503', '500', 'lost', 'silence', 'wait', 'back'])
const onOneGround = scenarios.filter(isAsked)
if (onOneGround.length > 0) {
  await using ground = await openGround({ flags })
  for (const scenario of onOneGround) await report(scenario.name, () => playScenario(ground, scenario, municipalityId++, size, chance))
}
for (const { name, play } of onOwnGround.filter(isAsked)) await report(name, () => play(size, chance))
for (const { name, lose } of controls.filter(isAsked)) {
  const lost = await lose(chance)
  if (lost === 0) hasFailed = true
  process.stdout.write(`${lost > 0 ? '✔' : '✖'} control: ${name}: ${lost === 0 ? 'lost nothing, and must' : `${lost} lost, as it must`}\n`)
}
process.stdout.write(
  `\nseed ${seed}, ${Math.round((performance.now() - began) / 1000)} s: ${hasFailed ? 'NOT well' : 'nothing acknowledged was lost'}\n`,
)
process.exit(hasFailed ? 1 : 0)

async function report(name: string, play: () => Promise<Row | { readonly skipped: string }>): Promise<void> {
  try {
    const row = await play()
    if ('skipped' in row) return void process.stdout.write(`﹣ ${name}: skipped: ${row.skipped}\n`)
    const { faults, saves, parcels, submits, later, defects, lost, longestSilenceMs, longestWaitMs, backMs } = row
    print([
      name,
      faults,
      saves,
      parcels,
      submits,
      later,
      defects,
      lost.length,
      seconds(longestSilenceMs),
      seconds(longestWaitMs),
      seconds(backMs),
    ])
    for (const sentence of lost.slice(0, 10)) process.stdout.write(`    ${sentence.slice(0, 160)}\n`)
    if (lost.length > 0) hasFailed = true
  } catch (error) {
    hasFailed = true
    process.stdout.write(`✖ ${name}: ${error instanceof Error ? error.stack : String(error)}\n`)
  }
}

function print([name, ...cells]: readonly (string | number)[]): void {
  process.stdout.write(`${String(name).padEnd(48)}${cells.map((cell) => String(cell).padStart(8)).join('')}\n`)
}

function seconds(ms: number): string {
  return `${(ms / 1000).toFixed(1)} s`
}
