import assert from 'node:assert/strict'
import { test } from 'node:test'
import { schoolYard } from '../response/scenarios/school-yard.ts'
import { pages, resumeAt } from './pages.ts'

const codes = (answers: readonly (number | null)[]) => pages(schoolYard, answers).map(({ item }) => item.code)

test('each page has one question, and knows where its answer stands', () => {
  assert.deepEqual(codes([]), ['plays', 'teased', 'ladder'])
  assert.deepEqual(
    pages(schoolYard, []).map(({ place }) => place),
    [0, 1, 4],
  )
})

test('a follow-up comes right after the answer that leads to it', () => {
  assert.deepEqual(codes([null, 2]), ['plays', 'teased', 'where', 'ladder'])
})

test('a theme begins once, on its first page', () => {
  assert.deepEqual(
    pages(schoolYard, [null, 2]).map(({ beginsTheme }) => beginsTheme),
    [true, false, false, true],
  )
})

test('who has answered nothing begins at the beginning, and who has answered the last question is at the end', () => {
  assert.equal(resumeAt(schoolYard, []), 0)
  assert.equal(resumeAt(schoolYard, [1, null, null, null, 5]), 3)
})
