import assert from 'node:assert/strict'
import { test } from 'node:test'
import fc from 'fast-check'
import {
  grouped,
  isCode,
  lessonCode,
  linkFrom,
  municipalityOfCode,
  municipalityOfLink,
  normaliseCode,
  slipFrom,
  spaced,
  symbols,
} from './code.ts'

const municipality = fc.integer({ min: 0, max: 899 })
const chance = fc.uint8Array({ minLength: 12, maxLength: 32 })

test('no symbol can be taken for another: no 0 and O, no 1, I and L, no U', () => {
  assert.equal(symbols.length, 30)
  assert.equal(new Set(symbols).size, 30)
  assert.doesNotMatch(symbols, /[01OILU]/)
})

test("a lesson's code says which municipality it is in, for every municipality there can be", () => {
  fc.assert(fc.property(municipality, chance, (id, bytes) => assert.equal(municipalityOfCode(lessonCode(id, bytes)), id)))
  for (let id = 0; id < 900; id++) assert.equal(municipalityOfCode(lessonCode(id, new Uint8Array(8))), id)
})

test('the end of the code is chance: another roll gives another code', () => {
  fc.assert(
    fc.property(municipality, (id) => {
      const codes = new Set(Array.from({ length: 30 }, (_, roll) => lessonCode(id, Uint8Array.from([0, roll, 0, 0, 0, 0, 0, 0]))))
      assert.equal(codes.size, 30)
    }),
  )
})

test('codes and slips are six symbols of the alphabet, and are read as such', () => {
  fc.assert(
    fc.property(municipality, chance, (id, bytes) => {
      assert.ok(isCode(lessonCode(id, bytes)))
      assert.ok(isCode(slipFrom(bytes)))
    }),
  )
})

test('what a child types is what was meant: small letters, spaces, hyphens', () => {
  const typed = fc.tuple(chance, fc.array(fc.constantFrom(' ', '-', '  ', '\t', ''), { minLength: 7, maxLength: 7 }), fc.boolean())
  fc.assert(
    fc.property(typed, ([bytes, gaps, isSmall]) => {
      const slip = slipFrom(bytes)
      const text = [...slip].map((symbol, place) => `${gaps[place]}${isSmall ? symbol.toLowerCase() : symbol}`).join('') + gaps[6]
      assert.equal(normaliseCode(text), slip)
    }),
  )
})

test('a code is written in two groups of three, and read back', () => {
  assert.equal(spaced('ABCDEF'), 'ABC DEF')
  fc.assert(fc.property(chance, (bytes) => assert.equal(normaliseCode(spaced(slipFrom(bytes))), slipFrom(bytes))))
})

test('whatever else is typed is no code, and leads to no municipality', () => {
  for (const text of [
    '',
    'ABCDE',
    'ABCDEFG',
    'ABCDE0',
    'ABCDEO',
    'ABCDE1',
    'ABCDEI',
    'ABCDEL',
    'ABCDEU',
    'abcdef',
    'ABC DE',
    'ÆØÅÆØÅ',
    '💥💥💥',
  ]) {
    assert.equal(isCode(text), false, text)
    assert.equal(municipalityOfCode(text), undefined, text)
  }
  fc.assert(
    fc.property(fc.string({ unit: 'binary' }), (text) => {
      const id = municipalityOfCode(normaliseCode(text))
      assert.ok(id === undefined || (Number.isInteger(id) && id >= 0 && id < 900))
    }),
  )
})

test('every symbol comes about as often as any other', () => {
  const counts = new Map<string, number>()
  for (let high = 0; high < 256; high++) {
    for (let low = 0; low < 256; low++) {
      const symbol = slipFrom(Uint8Array.from([high, low, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0])).charAt(0)
      counts.set(symbol, (counts.get(symbol) ?? 0) + 1)
    }
  }
  const [least = 0, most = 0] = [Math.min(...counts.values()), Math.max(...counts.values())]
  assert.equal(counts.size, 30)
  assert.ok((most - least) / least < 1 / 2_000)
})

test('too little chance makes no code', () => {
  assert.throws(() => slipFrom(new Uint8Array(11)), RangeError)
  assert.throws(() => lessonCode(881, new Uint8Array(7)), RangeError)
})

test('a link says which municipality it is in, is read as typed, and is no code', () => {
  const bytes = fc.uint8Array({ minLength: 24, maxLength: 32 })
  fc.assert(
    fc.property(municipality, bytes, (id, given) => {
      const link = linkFrom(id, given)
      assert.equal(municipalityOfLink(link), id)
      assert.equal(normaliseCode(grouped(link).toLowerCase()), link)
      assert.equal(isCode(link), false)
    }),
  )
  for (const wrong of ['', 'ABCDEF', 'A'.repeat(13), 'A'.repeat(15), 'A'.repeat(13) + '0'])
    assert.equal(municipalityOfLink(wrong), undefined)
})
