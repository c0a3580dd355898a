import assert from 'node:assert/strict'
import { test } from 'node:test'
import { partKind, type UnitName, unitName, unitNameWithin, unitPlace } from './unit-name.ts'

const named = (level: UnitName['level'], name: string, grade: number | null = null): UnitName => ({ level, name, grade, kind: null })

test('a year group and the country are called by the reader, the others by themselves', () => {
  for (const [unit, da, en, within] of [
    [named('yearGroup', '', 5), '5. årgang', 'Year 5', 'year 5'],
    [named('municipalYearGroup', 'Lillekøbing', 5), '5. årgang i Lillekøbing', 'Year 5 in Lillekøbing', 'year 5 in Lillekøbing'],
    [named('country', ''), 'Hele landet', 'The whole country', 'the whole country'],
    [named('class', '6.B', 6), '6.B', '6.B', '6.B'],
    [named('region', 'Region Syddanmark'), 'Region Syddanmark', 'Region Syddanmark', 'Region Syddanmark'],
  ] as const) {
    assert.deepEqual([unitName(unit, 'da'), unitName(unit, 'en'), unitNameWithin(unit, 'en')], [da, en, within])
  }
  assert.equal(unitNameWithin(named('country', ''), 'da'), 'hele landet')
})

test('one is at a school, and in a class, a daycare and a municipality', () => {
  const school = { ...named('institution', 'Åsum Skole'), kind: 'school' } as const
  const daycare = { ...named('institution', 'Solsikken'), kind: 'daycare' } as const
  assert.deepEqual(
    [school, daycare, named('class', '6.B', 6), named('country', '')].map((unit) => unitPlace(unit, 'da')),
    ['på Åsum Skole', 'i Solsikken', 'i 6.B', 'i hele landet'],
  )
  assert.equal(unitPlace(school, 'en'), 'at Åsum Skole')
})

test('the parts of a school are classes, of a daycare rooms, of the health service districts', () => {
  assert.deepEqual((['school', 'daycare', 'youthEducation', 'healthService', 'youthService', null] as const).map(partKind), [
    'class',
    'room',
    'group',
    'district',
    'district',
    'class',
  ])
})

test('similar institutions are named by their kind and size, and stand where one is at a school', () => {
  const medium = { level: 'similar', name: 'medium', grade: null, kind: 'school' } as const
  assert.equal(unitName(medium, 'da'), 'Lignende skoler (100–199 inviterede)')
  assert.equal(unitPlace(medium, 'da'), 'på lignende skoler (100–199 inviterede)')
  assert.equal(unitName({ ...medium, name: 'small', kind: 'daycare' }, 'en'), 'Similar daycares (at most 29 invited)')
  assert.equal(unitName({ ...medium, name: '' }, 'da'), 'Lignende skoler')
})
