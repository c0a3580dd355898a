import assert from 'node:assert/strict'
import { test } from 'node:test'
import { blank, declined } from '../answer.ts'
import { submit } from '../submit.ts'
import { begin, choose, comeBack, decline, goOn, keptOf, sees, turnTo } from './pupil.ts'
import { schoolYard } from './school-yard.ts'

test('a pupil may leaf through and answer nothing', () => {
  const pupil = goOn(goOn(goOn(begin(schoolYard))))
  assert.equal(sees(pupil), undefined)
  assert.deepEqual(submit(schoolYard, pupil.answers), { answers: [blank, blank, -2, -2, blank] })
})

test('leaving open and declining are kept apart, and neither looks like an answer', () => {
  const pupil = decline(begin(schoolYard))
  assert.equal(keptOf(pupil, 'plays'), declined)
  assert.equal(keptOf(pupil, 'teased'), blank)
})

test('a pupil may take an answer back', () => {
  assert.equal(keptOf(choose(choose(begin(schoolYard), 'yes')), 'plays'), blank)
})

test('unticking the last of several choices leaves the question open', () => {
  const where = goOn(choose(turnTo(begin(schoolYard), 'teased'), 'few'))
  assert.equal(keptOf(choose(choose(where, 'gate')), 'where'), blank)
})

test('the lowest step of the ladder is an answer, not a skip', () => {
  assert.equal(keptOf(choose(turnTo(begin(schoolYard), 'ladder'), '0'), 'ladder'), 1)
})

test('a pupil who skipped a question and comes back is not sent back to it', () => {
  const pupil = choose(goOn(begin(schoolYard)), 'never')
  assert.equal(sees(comeBack(schoolYard, pupil.answers)), 'ladder')
})
