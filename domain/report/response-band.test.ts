import assert from 'node:assert/strict'
import { test } from 'node:test'
import { responseBand, restOf } from './response-band.ts'

test('80, 60 and 40 of a hundred begin their bands', () => {
  const band = (answered: number, invited = 100) => responseBand({ answered, invited })
  assert.deepEqual(
    [100, 80, 79, 60, 59, 40, 39, 0].map((answered) => band(answered)),
    ['good', 'good', 'caution', 'caution', 'notRepresentative', 'notRepresentative', 'noComparison', 'noComparison'],
  )
  assert.deepEqual([band(3, 5), band(20, 24), band(14, 24), band(0, 0)], ['caution', 'good', 'notRepresentative', 'unknown'])
})

test('the rest of a school are those who are not of the class', () => {
  assert.deepEqual(restOf({ answered: 90, invited: 120 }, { answered: 20, invited: 24 }), { answered: 70, invited: 96 })
})
