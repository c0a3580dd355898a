import assert from 'node:assert/strict'
import { test } from 'node:test'
import fc from 'fast-check'
import { levels, parseUnitKey, type Unit, unitKey } from './unit.ts'

const id = fc.uuid()
const unit: fc.Arbitrary<Unit> = fc.oneof(
  id.map((classId) => ({ level: 'class', classId }) as const),
  fc.tuple(id, fc.integer({ min: 0, max: 10 })).map(([institutionId, grade]) => ({ level: 'yearGroup', institutionId, grade }) as const),
  id.map((institutionId) => ({ level: 'institution', institutionId }) as const),
  fc.integer({ min: 0, max: 10 }).map((grade) => ({ level: 'municipalYearGroup', grade }) as const),
  fc.constant({ level: 'municipality' } as const),
  fc.integer({ min: 0, max: 9999 }).map((code) => ({ level: 'region', code: String(code).padStart(4, '0') }) as const),
  fc.constant({ level: 'country' } as const),
)

test('a key read back is the unit it was written for', () => {
  fc.assert(fc.property(unit, (some) => assert.deepEqual(parseUnitKey(unitKey(some)), some)))
})

test('a unit has one key and no other: what is read is written the same', () => {
  const parts = fc.oneof(fc.constantFrom(...levels, '', '5', '05', '1083', '0 5', 'x'), id)
  const word = fc.oneof(
    fc.string(),
    fc.array(parts, { minLength: 1, maxLength: 5 }).map((some) => some.join(':')),
  )
  fc.assert(
    fc.property(word, (text) => {
      const read = parseUnitKey(text)
      assert.ok(read === undefined || unitKey(read) === text)
    }),
    { numRuns: 2_000 },
  )
})

test('words that name no unit are read as none', () => {
  const school = '7b0c7c1e-9b1f-4f0e-8a51-0a4a4a6d1b11'
  const none = [
    '',
    'class',
    'class:',
    'class:5.B',
    `class:${school}:5`,
    `class:${school.toUpperCase()}`,
    `class:${school}' or true`,
    `yearGroup:${school}`,
    `yearGroup:${school}:`,
    `yearGroup:${school}:5:6`,
    `yearGroup:${school}:05`,
    `yearGroup:${school}:-1`,
    'institution',
    `institution:${school}:5`,
    'municipality:881',
    'municipalYearGroup',
    'municipalYearGroup:05',
    `municipalYearGroup:${school}:5`,
    'region',
    'region:83',
    'region:10833',
    'country:dk',
    'school:1',
    '__proto__',
    'constructor:1',
  ]
  for (const text of none) assert.equal(parseUnitKey(text), undefined, text)
})
