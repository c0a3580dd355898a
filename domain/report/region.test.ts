import assert from 'node:assert/strict'
import { readFileSync } from 'node:fs'
import { test } from 'node:test'
import { schoolYearOf } from '../organisation/organisation.ts'
import { regionsOf } from './region.ts'

/** As the code table says it: name, code and region until 2026, region from 2027. */
const municipalities = readFileSync(new URL('../../content/codes/municipalities.csv', import.meta.url), 'utf8')
  .trim()
  .split('\n')
  .slice(1)
  .map((line) => {
    const [, name = '', regionUntil2026 = '', regionUntil = '', regionFrom2027 = ''] = line.split(',')
    return { name, regionUntil2026, regionUntil, regionFrom2027 }
  })
const find = (name: string) => municipalities.find((one) => one.name === name) ?? { regionUntil2026: '', regionFrom2027: '' }
const regionOf = (one: Parameters<typeof regionsOf>[0], schoolYear: number) => regionsOf(one, schoolYear)[0]
const inYear = (name: string, schoolYear: number) => regionOf(find(name), schoolYear)?.name

test('there are five regions until the end of 2026 and four from 1 January 2027, and every municipality is in one', () => {
  const names = (schoolYear: number) => new Set(municipalities.map((one) => regionOf(one, schoolYear)?.name))
  assert.equal(municipalities.length, 98)
  assert.deepEqual([...names(2026)].toSorted(), [
    'Region Hovedstaden',
    'Region Midtjylland',
    'Region Nordjylland',
    'Region Sjælland',
    'Region Syddanmark',
  ])
  assert.deepEqual([...names(2027)].toSorted(), ['Region Midtjylland', 'Region Nordjylland', 'Region Syddanmark', 'Region Østdanmark'])
})

test('the two regions in the east become one, the others stay as they are', () => {
  for (const { name, regionUntil, regionFrom2027 } of municipalities) {
    const isEast = ['Hovedstaden', 'Sjælland'].includes(regionUntil)
    assert.equal(regionFrom2027, isEast ? 'Østdanmark' : regionUntil, name)
    if (!isEast) assert.deepEqual(regionOf(find(name), 2026), regionOf(find(name), 2027), name)
  }
})

test('a wave keeps its regions through the new year: those of the day its school year began', () => {
  assert.equal(inYear('Roskilde', schoolYearOf('2026-12-31')), 'Region Sjælland')
  assert.equal(inYear('Roskilde', schoolYearOf('2027-01-01')), 'Region Sjælland')
  assert.equal(inYear('Roskilde', schoolYearOf('2027-07-31')), 'Region Sjælland')
  assert.equal(inYear('Roskilde', schoolYearOf('2027-08-01')), 'Region Østdanmark')
  assert.equal(inYear('København', schoolYearOf('2027-08-01')), 'Region Østdanmark')
  assert.equal(inYear('Aalborg', schoolYearOf('2027-08-01')), 'Region Nordjylland')
})

test('until the change both are known, the old one inside the new; afterwards there is the new one', () => {
  const namesOf = (name: string, schoolYear: number) => regionsOf(find(name), schoolYear).map((region) => region.name)
  assert.deepEqual(namesOf('Roskilde', 2026), ['Region Sjælland', 'Region Østdanmark'])
  assert.deepEqual(namesOf('København', 2025), ['Region Hovedstaden', 'Region Østdanmark'])
  assert.deepEqual(namesOf('Roskilde', 2027), ['Region Østdanmark'])
  assert.deepEqual(namesOf('Aalborg', 2026), ['Region Nordjylland'])
})

test('the association lies in no region', () => {
  assert.deepEqual(regionsOf({ regionUntil2026: '', regionFrom2027: '' }, 2026), [])
  assert.deepEqual(regionsOf({ regionUntil2026: '', regionFrom2027: '' }, 2027), [])
})
