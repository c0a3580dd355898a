import assert from 'node:assert/strict'
import { test } from 'node:test'
import fc from 'fast-check'
import { csvCell, csvOf, plainCsvOf } from './csv.ts'

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

test('a fraction is written as the reader’s spreadsheet writes it, and a negative number stays a number', () => {
  assert.equal(csvOf(['Andel'], [[40.5], [-3.5]], ','), '\ufeff"Andel"\r\n"40,5"\r\n"-3,5"\r\n')
  assert.equal(plainCsvOf(['percent', 'text'], [[40.5, '=1+1']]), '"percent","text"\r\n"40.5","\'=1+1"\r\n')
})
