import assert from 'node:assert/strict'
import { test } from 'node:test'
import { groupFindings } from './findings.ts'

test('one fault on many lines is read once, with its lines in order', () => {
  const at = (line: number) => ({ line, name: 'cpr-lost-zero', values: { column: 'CPR-nummer' }, level: 'error' as const })
  assert.deepEqual(groupFindings([at(18), at(4), at(22)]), [
    { name: 'cpr-lost-zero', level: 'error', values: { column: 'CPR-nummer' }, lines: [4, 18, 22] },
  ])
})

test('the same fault in two columns is two sentences', () => {
  const of = (column: string) => ({ line: 2, name: 'name-empty', values: { column }, level: 'error' as const })
  assert.equal(groupFindings([of('Navn'), of('Fornavn')]).length, 2)
})

test('what is about the whole file names no line', () => {
  assert.deepEqual(groupFindings([{ line: null, name: 'many-gone', values: {}, level: 'warning' }])[0]?.lines, [])
})
