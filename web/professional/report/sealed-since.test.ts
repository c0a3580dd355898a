import assert from 'node:assert/strict'
import { test } from 'node:test'
import type { ReportUnit } from '#api/report.ts'
import { sealedSince } from './sealed-since.ts'

const unit = (key: string, level: string, parent: string | null, answered: number) =>
  ({ unit: key, level, parent, answered, isOpen: answered > 0 }) as ReportUnit
const town = (b: number) => [
  unit('municipality', 'municipality', null, 20 + b),
  unit('everywhere', 'municipalYearGroup', 'municipality', 20 + b),
  unit('school', 'institution', 'municipality', 20 + b),
  unit('y5', 'yearGroup', 'school', 20 + b),
  unit('a', 'class', 'y5', 20),
  unit('b', 'class', 'y5', b),
]
const keys = (units: readonly ReportUnit[]) => units.map((one) => one.unit)

test('a class that has been sealed is told, and nothing above it', () => {
  assert.deepEqual(keys(sealedSince(town(0), town(14))), ['b'])
  assert.deepEqual(sealedSince(town(14), town(14)), [])
})

test('who sees no class is told of its year group', () => {
  const seen = (b: number) => town(b).filter(({ level }) => level !== 'class')
  assert.deepEqual(keys(sealedSince(seen(0), seen(14))), ['y5'])
})
