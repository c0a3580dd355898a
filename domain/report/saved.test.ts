import assert from 'node:assert/strict'
import { test } from 'node:test'
import { savedPlace } from './saved.ts'

const survey = '3f0e2a8c-7d1b-4f5a-9c3e-1a2b3c4d5e6f'

test('an address of any kind of report is known with its units', () => {
  assert.deepEqual(savedPlace(`/rapporter/${survey}?unit=municipality&compare=country`), { surveyId: survey, units: ['municipality'] })
  assert.deepEqual(savedPlace(`/rapporter/${survey}/udvikling?unit=municipality`), { surveyId: survey, units: ['municipality'] })
  assert.deepEqual(savedPlace(`/rapporter/${survey}/tavle?units=municipality,institution:${survey}`)?.units, [
    'municipality',
    `institution:${survey}`,
  ])
  assert.deepEqual(savedPlace(`/rapporter/${survey}/behov`), { surveyId: survey, units: [] })
})

test('nothing else is: not another site, not another page, not a unit that is none', () => {
  for (const address of [
    `https://example.org/rapporter/${survey}`,
    `//example.org/rapporter/${survey}`,
    `/rapporter/../sundhed/${survey}`,
    '/rapporter/nogle',
    `/rapporter/${survey}/a/b`,
    `/rapporter/${survey}?unit=javascript:alert`,
    `/rapporter/${survey}?unit=municipality&themes=${'x'.repeat(2000)}`,
    'javascript:alert(1)',
  ])
    assert.equal(savedPlace(address), undefined, address)
})
