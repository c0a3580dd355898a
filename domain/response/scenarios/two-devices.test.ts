import assert from 'node:assert/strict'
import { test } from 'node:test'
import { packMark } from '../answer.ts'
import { answersOf, differing, merge } from '../draft.ts'
import { relevant, submit } from '../submit.ts'
import { comeBack, sees } from './pupil.ts'
import { schoolYard } from './school-yard.ts'

const nothing = schoolYard.items.map(() => null)
const saved = (place: number, epoch: number, sequence: number, value: number | null) =>
  nothing.with(place, packMark({ epoch, sequence, value }) as never)

test('a pupil goes on at a new machine where the old one stopped', () => {
  const draft = merge(saved(0, 1, 1, 2), saved(1, 1, 2, 2))
  assert.equal(sees(comeBack(schoolYard, answersOf(draft))), 'where')
})

test('an answer from the old machine that arrives late does not win over the new machine', () => {
  const late = saved(0, 1, 9, 1)
  const now = saved(0, 2, 1, 2)
  assert.equal(answersOf(merge(now, late))[0], 2)
  assert.equal(answersOf(merge(late, now))[0], 2)
})

test('an answer that was taken back stays so when the first save arrives again', () => {
  const chosen = saved(0, 1, 1, 2)
  const takenBack = saved(0, 1, 2, null)
  assert.equal(answersOf(merge(merge(chosen, takenBack), chosen))[0], null)
})

test('what the pupil sees and what is kept differ where a save was lost', () => {
  const kept = answersOf(merge(nothing, saved(0, 1, 1, 2)))
  assert.deepEqual(differing([2, 1, null, null, null], kept), [1])
  assert.deepEqual(differing([2], kept), [])
})

test('only relevant answers can stand in the way of a submit', () => {
  const none = null
  assert.deepEqual(submit(schoolYard, [9, none, none, none, none]), { impossible: [0] })
  assert.deepEqual(submit(schoolYard, [1, 1, 99, none, 12]), { impossible: [4] })
  assert.deepEqual(submit(schoolYard, [1, 1, none, none, none, 1]), { impossible: [5] })
  assert.deepEqual(relevant(schoolYard, [1, 1, 3, 1, 5]), [1, 1, null, null, 5])
})
