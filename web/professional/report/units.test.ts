import assert from 'node:assert/strict'
import { test } from 'node:test'
import type { ReportUnit } from '#api/report.ts'
import { comparisonsFor, unitLines } from './units.ts'

const unit = (key: string, parent: string | null): ReportUnit => ({
  unit: key,
  level: 'class',
  name: key,
  grade: null,
  kind: null,
  parent,
  invited: 24,
  answered: 20,
  isOpen: true,
})
const units = [
  unit('country', null),
  unit('municipality', 'country'),
  unit('school-1', 'municipality'),
  unit('school-2', 'municipality'),
  unit('year-5', 'school-1'),
  unit('5.A', 'year-5'),
  unit('5.B', 'year-5'),
]
const shown = (chosen: string) =>
  unitLines(units, chosen).map(({ unit: { unit: key }, depth, isChosen }) => `${'  '.repeat(depth)}${key}${isChosen ? '*' : ''}`)

test('a class stands among the other classes, under everything it is part of', () => {
  assert.deepEqual(shown('5.B'), ['country', '  municipality', '    school-1', '      year-5', '        5.A', '        5.B*'])
})

test('a municipality shows its schools, and no class of any of them', () => {
  assert.deepEqual(shown('municipality'), ['country', '  municipality*', '    school-1', '    school-2'])
})

test('a unit that is not on the list leads back to the top', () => {
  assert.deepEqual(shown('school-9'), ['country'])
})

test('a teacher whose list begins at the class sees the classes', () => {
  assert.deepEqual(
    unitLines([unit('5.A', null), unit('5.B', null)], '5.A').map(({ unit: { unit: key } }) => key),
    ['5.A', '5.B'],
  )
})

test('a class is compared with the rest of its school, a school with the rest of its municipality', () => {
  const levelled = (key: string, level: ReportUnit['level'], parent: string | null) => ({ ...unit(key, parent), level })
  const tree = [
    levelled('country', 'country', null),
    levelled('Lillekøbing', 'municipality', null),
    levelled('Åsum Skole', 'institution', 'Lillekøbing'),
    levelled('6. årgang', 'yearGroup', 'Åsum Skole'),
    levelled('6.B', 'class', '6. årgang'),
  ]
  const rest = (key: string) => comparisonsFor(tree, key).find(({ value }) => value === 'rest')?.of.name
  assert.deepEqual(['6.B', '6. årgang', 'Åsum Skole', 'Lillekøbing', 'country'].map(rest), [
    'Åsum Skole',
    'Åsum Skole',
    'Lillekøbing',
    undefined,
    undefined,
  ])
  assert.deepEqual(
    comparisonsFor(tree, '6.B').map(({ value }) => value),
    ['rest', 'municipality', 'country'],
  )
  assert.deepEqual(comparisonsFor(tree, 'country'), [])
})

test('a region that becomes part of another is offered first, and after it the one it becomes part of', () => {
  const tree = [
    { ...unit('Øsund', 'Region Sjælland'), level: 'municipality' as const },
    { ...unit('Region Sjælland', 'Region Østdanmark'), level: 'region' as const },
    { ...unit('Region Østdanmark', 'country'), level: 'region' as const },
    { ...unit('country', null), level: 'country' as const },
  ]
  assert.deepEqual(
    comparisonsFor(tree, 'Øsund').map(({ value, of }) => [value, of.name]),
    [
      ['region', 'Region Sjælland'],
      ['newRegion', 'Region Østdanmark'],
      ['country', 'country'],
    ],
  )
  assert.deepEqual(
    comparisonsFor(tree, 'Region Sjælland').map(({ value }) => value),
    ['country'],
  )
})
