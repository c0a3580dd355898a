import assert from 'node:assert/strict'
import { test } from 'node:test'
import { firstToTell, toPlanFrom } from './first-to-tell.ts'

const above = [
  { level: 'municipality', isOpen: true },
  { level: 'country', isOpen: true },
] as const
const report = (surveyId: string, state: 'open' | 'sealed', isOpen: boolean | null) => ({
  surveyId,
  state,
  units: [...(isOpen === null ? [] : [{ level: 'institution', isOpen } as const]), ...above],
})

test('a plan is followed by the newest figures that are made up, not by a survey that still is asked', () => {
  const reports = [report('asked', 'open', false), report('autumn', 'sealed', true), report('spring', 'sealed', true)]
  assert.equal(firstToTell(reports, true)?.surveyId, 'autumn')
})

test('a survey at other schools tells nothing of theirs, though its municipality and the country can be read', () => {
  const reports = [report('elsewhere', 'sealed', null), report('held back', 'sealed', false), report('autumn', 'sealed', true)]
  assert.equal(firstToTell(reports, true)?.surveyId, 'autumn')
  assert.deepEqual(
    toPlanFrom(reports, true).map(({ surveyId }) => surveyId),
    ['held back', 'autumn'],
  )
  assert.equal(firstToTell(reports, false)?.surveyId, 'elsewhere', 'whoever plans for the municipality plans with its figures')
})

test('where nothing is made up yet, the newest of their own is offered', () => {
  assert.equal(firstToTell([report('elsewhere', 'open', null), report('asked', 'open', false)], true)?.surveyId, 'asked')
  assert.equal(firstToTell([report('elsewhere', 'open', null)], true), undefined)
})
