import assert from 'node:assert/strict'
import { readFileSync } from 'node:fs'
import { test } from 'node:test'
import type { Questionnaire } from '../questionnaire/questionnaire.ts'
import { type ImportFrame, importHeadings, readImport } from './imported-figures.ts'

const questionnaire: Questionnaire = JSON.parse(
  readFileSync(new URL('../../content/questionnaires/mellemtrin/questionnaire.json', import.meta.url), 'utf8'),
)
const frame: ImportFrame = {
  questionnaire,
  institutions: [
    { id: 'a', number: '280001', name: 'Åsum Skole' },
    { id: 'b', number: '280002', name: 'Bakkeskolen' },
    { id: 'c', number: '280003', name: 'Bakkeskolen' },
  ],
  municipality: 'Lillekøbing',
  before: 2026,
  ownYears: new Set([2024]),
  holdsNumber: (text) => text.includes('010112'),
  known: [{ unit: 'municipality', item: 'school-glad', year: 2019 }],
}
const header = ['Skoleår', 'Enhed', 'Kode', 'Spørgsmål', 'Andel', 'Antal svar', 'Kilde']
const table = (...lines: readonly (readonly string[])[]) =>
  readImport(
    [header, ...lines].map((fields, place) => ({ line: place + 1, fields })),
    frame,
  )
/** A line that can be kept, and what of it is otherwise. */
const line = (change: Readonly<Record<number, string>> = {}) =>
  ['2021/22', 'Åsum Skole', 'school-glad', 'er glade for deres skole', '81,5 %', '1.234', 'Trivselsrapport 2022'].map(
    (cell, place) => change[place] ?? cell,
  )
const faultOf = (change: Readonly<Record<number, string>>) => {
  const { figures, faults } = table(line(change))
  assert.deepEqual([figures.length, faults.length, faults[0]?.line], [0, 1, 2])
  return [faults[0]?.fault, faults[0]?.found]
}

test('a line is read as Danes write it: a school year, a decimal comma, a thousand with a dot', () => {
  const { figures, faults } = table(line(), line({ 0: '2020', 1: 'Kommunen', 4: '7.5', 5: '' }), line({ 1: '280002', 4: '0', 5: '12 345' }))
  assert.deepEqual(faults, [])
  assert.deepEqual(
    figures.map(({ line: at, year, unit, institutionId, percent, n }) => [at, year, unit, institutionId, percent, n]),
    [
      [2, 2021, 'institution:a', 'a', 81.5, 1234],
      [3, 2020, 'municipality', null, 7.5, null],
      [4, 2021, 'institution:b', 'b', 0, 12345],
    ],
  )
})

test('headings are Danish or English, in any order, and what is not asked for is passed over', () => {
  const english = ['source', 'remark', 'share', 'answers', 'unit', 'code', 'school year']
  const { figures } = readImport(
    [english, ['Report 2022', 'x', '81.5', '', 'municipality', 'school-glad', '2021-22']].map((fields, place) => ({
      line: place + 1,
      fields,
    })),
    frame,
  )
  assert.deepEqual([figures[0]?.year, figures[0]?.percent, figures[0]?.source], [2021, 81.5, 'Report 2022'])
  const lacking = readImport([{ line: 1, fields: ['Skoleår', 'Enhed', 'Kode', 'Andel'] }], frame)
  assert.deepEqual(
    lacking.faults.map(({ line: at, fault, found }) => [at, fault, found]),
    [
      [null, 'columnMissing', importHeadings.da.n],
      [null, 'columnMissing', importHeadings.da.source],
    ],
  )
})

test('a line without a share is left out, and a file of such lines holds nothing', () => {
  assert.deepEqual(table(line(), line({ 0: '2020', 4: '' })).figures.length, 1)
  assert.deepEqual(table(line({ 4: '' })).faults, [{ line: null, fault: 'empty', found: '' }])
  assert.deepEqual(readImport([], frame).faults, [{ line: null, fault: 'empty', found: '' }])
})

test('each faulty line is told by its number and what is wrong with it', () => {
  assert.deepEqual(faultOf({ 0: '2021/23' }), ['yearUnreadable', '2021/23'])
  assert.deepEqual(faultOf({ 0: '2026/27' }), ['yearNotPast', '2026/27'])
  assert.deepEqual(faultOf({ 1: 'Havskolen' }), ['unitUnknown', 'Havskolen'])
  assert.deepEqual(faultOf({ 1: 'Bakkeskolen' }), ['unitAmbiguous', 'Bakkeskolen'])
  assert.deepEqual(faultOf({ 2: 'glad' }), ['itemUnknown', 'glad'])
  assert.deepEqual(faultOf({ 4: '101' }), ['percentUnreadable', '101'])
  assert.deepEqual(faultOf({ 4: 'mange' }), ['percentUnreadable', 'mange'])
  assert.deepEqual(faultOf({ 5: '12,5' }), ['nUnreadable', '12,5'])
  assert.deepEqual(faultOf({ 6: '' }), ['sourceMissing', ''])
  assert.deepEqual(faultOf({ 6: 'x'.repeat(201) }), ['sourceTooLong', '200'])
  const { figures, faults } = table(line(), line({ 4: '80' }), line({ 0: '2019/20', 1: 'Kommunen' }))
  assert.deepEqual([figures.length, ...faults.map(({ line: at, fault }) => `${at} ${fault}`)], [1, '3 twice', '4 known'])
})

test('a personal number in a source is refused, and not said again', () => {
  assert.deepEqual(faultOf({ 6: 'Rapport om 010112-9995' }), ['sourceHoldsCpr', ''])
})

test('no year that was asked here is imported: nothing can be set against what is hidden in it', () => {
  assert.deepEqual(faultOf({ 0: '2024/25' }), ['yearOwn', '2024/25'])
})

test('what was too few to tell here is too few to import, by the class of the question', () => {
  assert.deepEqual(faultOf({ 5: '4' }), ['nTooFew', '5'])
  assert.deepEqual(table(line({ 5: '5' })).faults, [])
  // Below twenty our own would be told as few, some or many.
  assert.deepEqual(faultOf({ 2: 'bullied', 5: '19' }), ['nTooFew', '20'])
  assert.deepEqual(table(line({ 2: 'bullied', 5: '20' })).faults, [])
})

test('of a sensitive question it has to be said how many answered, and not that nearly all are in trouble', () => {
  assert.deepEqual(faultOf({ 2: 'bullied', 5: '' }), ['nMissing', '20'])
  assert.deepEqual(faultOf({ 2: 'bullied', 4: '8', 5: '25' }), ['nearlyAll', ''])
  assert.deepEqual(table(line({ 2: 'bullied', 4: '12', 5: '25' })).faults, [])
})
