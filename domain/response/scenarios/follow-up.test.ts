import assert from 'node:assert/strict'
import { test } from 'node:test'
import { hidden } from '../answer.ts'
import { begin, choose, decline, goBack, goOn, keptOf, sees, turnTo } from './pupil.ts'
import { schoolYard } from './school-yard.ts'

test('a pupil who was never teased is not asked where', () => {
  const pupil = goOn(choose(turnTo(begin(schoolYard), 'teased'), 'never'))
  assert.equal(sees(pupil), 'ladder')
  assert.equal(keptOf(pupil, 'where'), hidden)
  assert.equal(keptOf(pupil, 'gate-adult'), hidden)
})

test('a pupil who was teased at the gate is asked where, and then about the gate', () => {
  const where = goOn(choose(turnTo(begin(schoolYard), 'teased'), 'few'))
  assert.equal(sees(where), 'where')
  const gate = goOn(choose(where, 'grass', 'gate'))
  assert.equal(sees(gate), 'gate-adult')
  assert.equal(keptOf(gate, 'where'), 1 + 4)
})

test('a pupil who thinks again leaves no trace of the follow-ups behind', () => {
  const told = choose(goOn(choose(goOn(choose(turnTo(begin(schoolYard), 'teased'), 'many')), 'gate')), 'no')
  const taken = goOn(choose(goBack(goBack(told)), 'never'))
  assert.equal(sees(taken), 'ladder')
  assert.equal(keptOf(taken, 'where'), hidden)
  assert.equal(keptOf(taken, 'gate-adult'), hidden)
})

test('a pupil who thinks again twice finds the follow-ups as they were', () => {
  const told = choose(goOn(choose(goOn(choose(turnTo(begin(schoolYard), 'teased'), 'many')), 'gate')), 'no')
  const again = choose(turnTo(choose(turnTo(told, 'teased'), 'never'), 'teased'), 'few')
  assert.equal(keptOf(again, 'where'), 4)
  assert.equal(keptOf(again, 'gate-adult'), 1)
})

test('a pupil who would rather not say is not asked further', () => {
  assert.equal(sees(goOn(decline(turnTo(begin(schoolYard), 'teased')))), 'ladder')
})
