import assert from 'node:assert/strict'
import { test } from 'node:test'
import fc from 'fast-check'
import { answerOf, choiceOfDigit, chosenBy, declinedChoice } from './choosing.ts'

const single = { kind: 'single', options: ['never', 'some', 'often'] } as const
const several = { kind: 'multiple', options: ['class', 'recess', 'online'] } as const
const ladder = { kind: 'ladder', options: ['0', '1', '2', '3', '4', '5', '6', '7', '8', '9', '10'] } as const

test('one choice is the option’s place, counted from 1', () => {
  assert.equal(answerOf(single, ['some']), 2)
  assert.deepEqual(chosenBy(single, 2), ['some'])
})

test('several choices are the sum of their places’ powers of two', () => {
  assert.equal(answerOf(several, ['class', 'online']), 5)
  assert.deepEqual(chosenBy(several, 5), ['class', 'online'])
})

test('nothing answered marks nothing, and not wanting to answer marks that', () => {
  assert.deepEqual(chosenBy(single, null), [])
  assert.deepEqual(chosenBy(several, 0), [declinedChoice])
  assert.equal(answerOf(several, [declinedChoice]), 0)
})

test('taking back the last of several leaves the question open', () => {
  assert.equal(answerOf(several, []), null)
})

test('a digit chooses an option, and on the ladder its own step', () => {
  assert.equal(choiceOfDigit(single, '1'), 'never')
  assert.equal(choiceOfDigit(single, '4'), undefined)
  assert.equal(choiceOfDigit(single, '0'), undefined)
  assert.equal(choiceOfDigit(ladder, '0'), '0')
  assert.equal(choiceOfDigit(ladder, '9'), '9')
  assert.equal(choiceOfDigit(ladder, 'a'), undefined)
})

test('what is marked for an answer gives that answer back', () => {
  fc.assert(
    fc.property(fc.constantFrom(single, several, ladder), fc.nat(), (item, seed) => {
      const greatest = item.kind === 'multiple' ? 2 ** item.options.length - 1 : item.options.length
      const answer = seed % (greatest + 1)
      assert.equal(answerOf(item, chosenBy(item, answer)), answer)
    }),
  )
})
