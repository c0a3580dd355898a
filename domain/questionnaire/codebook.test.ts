import assert from 'node:assert/strict'
import { test } from 'node:test'
import { schoolYard } from '../response/scenarios/school-yard.ts'
import { answeredAt, blankAt, codebook, declinedAt, optionsAt } from './codebook.ts'

test('each count has a place of its own, and none is left over', () => {
  const { cells, width } = codebook(schoolYard)
  const places = cells.flatMap(({ item, offset }) =>
    [answeredAt, declinedAt, blankAt, ...item.options.map((_, at) => optionsAt + at)].map((at) => offset + at),
  )
  assert.deepEqual(
    places,
    Array.from({ length: width }, (_, at) => at),
  )
})

test('cells stand in the order of the items', () => {
  assert.deepEqual(
    codebook(schoolYard).cells.map(({ item, place }) => [item.code, place]),
    schoolYard.items.map(({ code }, place) => [code, place]),
  )
})
