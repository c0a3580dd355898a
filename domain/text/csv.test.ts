import assert from 'node:assert/strict'
import { test } from 'node:test'
import fc from 'fast-check'
import { csvCell, csvOf } from './csv.ts'

/** What a spreadsheet makes of one quoted cell. */
const read = (cell: string) => cell.slice(1, -1).replaceAll('""', '"')

test('no cell that somebody wrote begins as a formula', () => {
  const evil = fc.tuple(
    fc.constantFrom('', ' ', '\t', '\u00a0', '\r\n'),
    fc.constantFrom('=', '+', '-', '@', '＝', '＋', '－', '＠', '|', '%'),
    fc.string(),
  )
  fc.assert(fc.property(evil, (parts) => read(csvCell(parts.join(''))).startsWith("'")))
  fc.assert(fc.property(fc.string({ unit: 'grapheme' }), (text) => !/^\s*[=+\-@|%＝＋－＠]|^[\t\r\n]/.test(read(csvCell(text)))))
})

test('what is harmless is left as it is, and quotes are doubled', () => {
  assert.equal(csvCell('Åbnede ét barns svar'), '"Åbnede ét barns svar"')
  assert.equal(csvCell('a"b;c'), '"a""b;c"')
  assert.equal(csvCell(-3), '"-3"')
  assert.equal(csvCell(null), '""')
})

test('a table is one line a row, with the mark that a spreadsheet reads the encoding by', () => {
  assert.equal(csvOf(['Hvem', 'Børn'], [['Lotte', 3]]), '\ufeff"Hvem";"Børn"\r\n"Lotte";"3"\r\n')
})
