import assert from 'node:assert/strict'
import { test } from 'node:test'
import { type Choice, chosenThemes, readChoice, withThemes, writeChoice } from './choice.ts'

const themes = ['school', 'sleep', 'bullying']
const choice: Choice = {
  unit: 'yearGroup:4b1d1f0e-8a52-4b8e-9a63-0f1f7a6b5c21:5',
  split: 'sex',
  compare: 'rest',
  content: 'all',
  themes: 'sleep,bullying',
}

test('reading what was written gives the choice back', () => {
  assert.deepEqual(readChoice(writeChoice(choice)), choice)
})

test('what is usual is left out, and the address stays readable', () => {
  assert.equal(writeChoice({ unit: 'municipality', split: 'none', compare: 'none', content: 'all', themes: '' }), '?unit=municipality')
  assert.equal(writeChoice(choice), '?unit=yearGroup:4b1d1f0e-8a52-4b8e-9a63-0f1f7a6b5c21:5&split=sex&compare=rest&themes=sleep,bullying')
})

test('an address without a unit, or with a choice that does not exist, is no choice', () => {
  assert.equal(readChoice('?split=sex'), undefined)
  assert.equal(readChoice('?unit=municipality&split=age'), undefined)
})

test('no list means all themes, and so do all of them', () => {
  assert.deepEqual(chosenThemes({ themes: '' }, themes), themes)
  assert.equal(withThemes(choice, themes, themes).themes, '')
})

test('nobody can choose a report of nothing', () => {
  assert.deepEqual(chosenThemes(withThemes(choice, [], themes), themes), themes)
})

test("themes stand in the questionnaire's order whatever order they were pressed in", () => {
  assert.equal(withThemes(choice, ['bullying', 'school'], themes).themes, 'school,bullying')
})
