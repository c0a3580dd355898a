import assert from 'node:assert/strict'
import { test } from 'node:test'
import { printedNames } from './printed-name.ts'

const open = (name: string) => ({ name, isProtected: false })
const hidden = (name: string) => ({ name, isProtected: true })

test('a protected name is a first name on paper, and everybody else keeps theirs', () => {
  assert.deepEqual(printedNames([open('Ida Bek'), hidden('Åse Marie Ærø')]), ['Ida Bek', 'Åse'])
})

test('two of one first name are told apart by a letter and no more', () => {
  assert.deepEqual(printedNames([hidden('Ida Bek'), open('Ida Dal'), hidden('Ida Øst')]), ['Ida B.', 'Ida Dal', 'Ida Ø.'])
  assert.deepEqual(printedNames([hidden('Ida'), open('Ida Dal')]), ['Ida', 'Ida Dal'])
})
