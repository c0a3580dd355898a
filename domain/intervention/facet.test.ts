import assert from 'node:assert/strict'
import { test } from 'node:test'
import { ageGroups, oldest, overlaps, youngest } from './sheet.ts'
import { countFacets, coverageOf, facetNames, mostAbout, narrow } from './facet.ts'
import { anExample } from './specimen.ts'

const sheets = [
  anExample('nat', { themes: ['sleep'], ages: { from: 0, to: 5 }, cost: 'low' }),
  anExample('uro', { themes: ['sleep', 'digital'], ages: { from: 10, to: 16 } }),
  anExample('mad', { themes: ['food'], ages: { from: 6, to: 16 } }),
]

test('all that is chosen must fit', () => {
  const codes = (choice: Parameters<typeof narrow>[1]) => narrow(sheets, choice).map(({ code }) => code)
  assert.deepEqual(codes({}), ['nat', 'uro', 'mad'])
  assert.deepEqual(codes({ theme: 'sleep' }), ['nat', 'uro'])
  assert.deepEqual(codes({ theme: 'sleep', age: 'upperPrimary' }), ['uro'])
  assert.deepEqual(codes({ theme: 'sleep', cost: 'high' }), [])
})

test('what is mostly about a theme comes before what only touches it', () => {
  const touching = anExample('lur', { themes: ['daily-life', 'sleep'] })
  assert.deepEqual(
    mostAbout([touching, ...narrow(sheets, { theme: 'sleep' })], 'sleep').map(({ code }) => code),
    ['nat', 'uro', 'lur'],
  )
})

test('a count says what the choice would leave, beside what is chosen elsewhere and instead of what is chosen there', () => {
  const choice = { theme: 'sleep', age: 'infant' } as const
  const counts = countFacets(sheets, choice)
  for (const facet of facetNames) {
    for (const { value, count } of counts[facet]) {
      assert.equal(count, narrow(sheets, { ...choice, [facet]: value }).length, `${facet} ${value}`)
    }
  }
})

test('the age groups cover every age once', () => {
  for (let age = youngest; age <= oldest; age++) {
    assert.equal(Object.values(ageGroups).filter((group) => overlaps(group, { from: age, to: age })).length, 1, String(age))
  }
})

test('the coverage shows gaps as nought', () => {
  const sleep = coverageOf(sheets).find(({ theme }) => theme === 'sleep')
  assert.deepEqual(sleep?.counts, { infant: 1, preschool: 1, lowerPrimary: 0, upperPrimary: 1, lowerSecondary: 1, youth: 0 })
})
