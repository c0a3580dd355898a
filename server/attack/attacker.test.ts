/**
 * An attacker who keeps every figure ever shown to anybody, at every level and moment, and knows of everybody in which figures they
 * are. They may learn nothing of fewer people than the threshold, and must find every leak that is planted: an attacker who finds
 * nothing there would find nothing anywhere. `npm run attack` plays a thousand towns.
 */
import assert from 'node:assert/strict'
import { test } from 'node:test'
import { attackLines, attackPeople, notOfAtoms } from '../../tests/attack/attack-told.ts'
import { leaks, playWith } from '../../tests/attack/leaks.ts'
import { leakRows, leakTable, naiveRows, naiveTable } from '../../tests/attack/tables.ts'
import { randomTown } from '../../tests/attack/town.ts'
import { openSolver } from './highs.ts'

const solver = await openSolver()
const seeds = Array.from({ length: 50 }, (_, index) => index + 1)
const waves = seeds.map((seed) => ({ seed, told: playWith(randomTown(seed)) }))

test('there is much to attack: reports of every level, split, compared and in bands', () => {
  const lines = waves.flatMap(({ told }) => told.lines)
  const levels = new Set(lines.map(({ unit }) => unit.split(':')[0]))
  assert.deepEqual([...levels].sort(), ['class', 'institution', 'municipalYearGroup', 'municipality', 'yearGroup'])
  assert.deepEqual([...new Set(lines.map(({ split }) => split))].sort(), ['all', 'female', 'male'])
  assert.ok(lines.some(({ without }) => without !== null))
  assert.ok(lines.some((line) => 'low' in line))
  assert.ok(lines.some(({ question }) => question === 'index-of-two'))
  assert.ok(new Set(lines.map(({ at }) => at)).size > 20)
})

test('every figure that was ever shown is a sum of whole atoms', () => {
  for (const { seed, told } of waves) assert.deepEqual(notOfAtoms(told), [], `town ${seed}`)
})

test('whoever knows of everybody in which figures they are learns nothing below the threshold', () => {
  for (const { seed, told } of waves) assert.deepEqual(attackPeople(told, solver), [], `town ${seed}`)
})

test('nor does whoever has the ledger alone', () => {
  for (const { seed, told } of waves) assert.deepEqual(attackLines(told, solver), [], `town ${seed}`)
})

test('every planted leak is noticed', (context) => {
  const rows = leakRows(8, solver)
  context.diagnostic(`\n${leakTable(rows)}`)
  assert.equal(rows.length, Object.keys(leaks).length)
  for (const { name, byPrograms } of rows) assert.ok(byPrograms > 0, name)
})

test('live figures from five answers up tell a third of the yes-answers of single pupils, as the facts page has it, and sealed ones none', (context) => {
  const rows = naiveRows(12, solver)
  context.diagnostic(`\n${naiveTable(rows)}`)
  const sealed = rows.at(-1)
  assert.equal(rows.length, 5)
  for (const { policy, yesKnown, countKnown } of rows) {
    const { facts } = policy
    assert.ok(Math.abs(yesKnown - facts.yesKnown) < 4, `${policy.name}: ${yesKnown} and ${facts.yesKnown} %`)
    if (facts.countKnown !== null)
      assert.ok(Math.abs(countKnown - facts.countKnown) < 4, `${policy.name}: ${countKnown} and ${facts.countKnown} %`)
  }
  assert.equal(sealed?.yesKnownTogether, 0)
  assert.ok(sealed.smallest >= 5)
})
