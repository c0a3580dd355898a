/**
 * Promise 4: no acknowledged answer is lost. People answer without pause, on all three tracks, while lines are cut and
 * swallowed, and the server, PostgreSQL and single processes of it are killed as a power cut would; then everything that was
 * acknowledged is looked for. The whole of it is `npm run test:faults`; here is what every run can afford.
 *
 * Killing does not lose what the operating system has been handed: that fsync is on is `database/embedded.test.ts`, and what
 * happens when it fails is tried by `npm run test:faults`.
 */
import assert from 'node:assert/strict'
import { test } from 'node:test'
import { chanceFrom } from './faults/chance.ts'
import { controls } from './faults/controls.ts'
import { openGround } from './faults/ground.ts'
import { playScenario, shortScenario } from './faults/scenarios.ts'

/** Told with the result; CRASH_SEED does the same things in the same order again. */
const seed = Number(process.env['CRASH_SEED'] ?? Date.now() % 1_000_000)

test('no acknowledged answer is lost, whatever is cut, swallowed or killed', { timeout: 240_000 }, async (context) => {
  await using ground = await openGround({ flags: ['query-timeout=2000'] })
  const size = { pupils: 240, children: 50, cases: 5, hands: 9 }
  const row = await playScenario(ground, shortScenario, 884, size, chanceFrom(seed))
  context.diagnostic(
    `seed ${seed}; ${row.faults} faults; ${row.saves} saves, ${row.parcels} parcels left behind and ${row.submits} submits acknowledged; longest silence ${Math.round(row.longestSilenceMs)} ms`,
  )
  assert.deepEqual(row.lost, [])
  assert.ok(row.saves > 150 && row.parcels > 5 && row.submits > 10, 'there was enough to lose')
})

for (const { name, lose } of controls)
  test(`the check is able to fail: ${name}`, { timeout: 120_000 }, async () => assert.ok((await lose(chanceFrom(seed))) > 0))
