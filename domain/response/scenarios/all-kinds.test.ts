import assert from 'node:assert/strict'
import { test } from 'node:test'
import { itemKinds } from '../../questionnaire/questionnaire.ts'
import { valueOfMeasured } from '../../questionnaire/value.ts'
import { blank, declined, hidden } from '../answer.ts'
import { submit } from '../submit.ts'
import { allKinds } from './all-kinds.ts'
import { begin, choose, decline, goBack, goOn, keptOf, measure, type Pupil, sees, turnTo, write } from './pupil.ts'

test('every kind there is is met', () => {
  assert.deepEqual(
    itemKinds.filter((kind) => !allKinds.items.some((item) => item.kind === kind)),
    [],
  )
})

/** Answers page by page, as somebody does who takes their time. */
function walked(): Pupil {
  let pupil = goOn(begin(allKinds))
  const on = (next: Pupil) => (pupil = goOn(next))
  on(choose(pupil, 'yes'))
  on(choose(pupil, 'often'))
  on(choose(pupil, 'between'))
  on(choose(pupil, 'yes'))
  on(choose(pupil, 'dog', 'other'))
  on(measure(pupil, 9))
  on(measure(pupil, 1485))
  on(choose(pupil, 'read'))
  on(choose(pupil, '7'))
  on(measure(pupil, 2025 * 12 + 7))
  on(choose(pupil, 'some'))
  on(decline(pupil))
  on(pupil)
  return write(pupil)
}

test('somebody walks through all of it, and each answer is kept as what it says', () => {
  const pupil = walked()
  assert.equal(sees(pupil), 'best')
  const submitted = submit(pupil.questionnaire, pupil.answers)
  assert.ok('answers' in submitted)
  assert.deepEqual(submitted.answers, [hidden, 3, 4, 3, 2, 5, 6, 24, 2, 8, 68, 2, declined, blank, 1])
})

test('a follow-up of a time comes when the time lies in the band it asks about, and goes with it', () => {
  const late = measure(turnTo(begin(allKinds), 'bedtime'), 1290)
  assert.equal(sees(goOn(late)), 'late-why')
  const early = measure(turnTo(late, 'bedtime'), 1275)
  assert.equal(sees(goOn(early)), 'life')
  assert.equal(keptOf(early, 'late-why'), hidden)
})

test('not wanting to say when is no time, and leads to no follow-up', () => {
  assert.equal(sees(goOn(decline(turnTo(begin(allKinds), 'bedtime')))), 'life')
})

test('what lies outside or between two steps is no answer at all', () => {
  const bedtime = allKinds.items.find(({ code }) => code === 'bedtime') ?? assert.fail()
  for (const time of [1020, 1575, 1280]) assert.equal(valueOfMeasured(bedtime, time), undefined)
})

test('going back through everything and forth again changes nothing', () => {
  const there = walked()
  let pupil = there
  while (pupil.at > 0) pupil = goBack(pupil)
  assert.equal(sees(pupil), 'welcome')
  while (pupil.at < there.at) pupil = goOn(pupil)
  assert.deepEqual(pupil, there)
})
