/** What leaves a municipality that has composed its own questionnaire, and how it reads what others have released. */
import assert from 'node:assert/strict'
import { test } from 'node:test'
import fc from 'fast-check'
import { ownItems, projected, projection } from './projection.ts'
import { specimen } from './specimen.ts'
import { addSums, storedSum } from './sum.ts'
import { codebook } from '../questionnaire/codebook.ts'
import type { Item, Questionnaire } from '../questionnaire/questionnaire.ts'

/** Compositions of the specimen: some items left out, some of the municipality's own between them. */
const anyComposition: fc.Arbitrary<Questionnaire> = fc
  .record({
    keeps: fc.array(fc.boolean(), { minLength: specimen.items.length, maxLength: specimen.items.length }),
    adds: fc.array(fc.boolean(), { minLength: specimen.items.length, maxLength: specimen.items.length }),
  })
  .map(({ keeps, adds }) => ({
    ...specimen,
    version: '1.0.1',
    items: specimen.items.flatMap((item, at): readonly Item[] => [
      ...(adds[at] ? [{ ...item, code: `k881-${item.code}` }] : []),
      ...(keeps[at] ? [item] : []),
    ]),
  }))

const anySum = ({ width }: { readonly width: number }) =>
  fc.array(fc.integer({ min: 0, max: 900 }), { minLength: width, maxLength: width }).map(storedSum)

const anyCase = anyComposition.chain((composed) => fc.tuple(fc.constant(composed), anySum(codebook(composed)), anySum(codebook(composed))))

test('projecting and then summing is summing and then projecting', () => {
  fc.assert(
    fc.property(anyCase, ([composed, one, other]) => {
      const leave = projection(composed, specimen)
      assert.deepEqual(addSums(leave(one), leave(other)), leave(addSums(one, other)))
    }),
  )
})

test('what is asked by both keeps its counts, and what was left out was not asked: no answers, no blanks', () => {
  fc.assert(
    fc.property(anyCase, ([composed, sum]) => {
      const left = projection(composed, specimen)(sum)
      const from = new Map(codebook(composed).cells.map((cell) => [cell.item.code, cell]))
      assert.equal(left.length, codebook(specimen).width)
      for (const { item, offset } of codebook(specimen).cells) {
        const width = 3 + item.options.length
        const there = from.get(item.code)
        const expected = there ? sum.slice(there.offset, there.offset + width) : Array.from({ length: width }, () => 0)
        assert.deepEqual(left.slice(offset, offset + width), expected)
      }
    }),
  )
})

test('the edition itself is projected onto itself unchanged, and out and home again loses only what is its own', () => {
  fc.assert(
    fc.property(anyCase, anySum(codebook(specimen)), ([composed, sum], whole) => {
      assert.deepEqual(projection(specimen, specimen)(whole), whole)
      const home = projection(specimen, composed)(projection(composed, specimen)(sum))
      const own = ownItems(composed, specimen)
      for (const { item, offset } of codebook(composed).cells) {
        const width = 3 + item.options.length
        const kept = own.has(item.code) ? Array.from({ length: width }, () => 0) : sum.slice(offset, offset + width)
        assert.deepEqual(home.slice(offset, offset + width), kept)
      }
    }),
  )
})

test('items of the municipality alone are named, and a page that is read or a text is none of them', () => {
  const composed = { ...specimen, items: [...specimen.items, { ...(specimen.items[0] as Item), code: 'k881-walk' }] }
  assert.deepEqual([...ownItems(composed, specimen)], ['k881-walk'])
  assert.deepEqual([...ownItems(specimen, { ...specimen, items: specimen.items.filter(({ kind }) => kind !== 'text') })], [])
})

test('a code that has come to mean something else is counted together with nothing', () => {
  const sum = storedSum(Array.from({ length: codebook(specimen).width }, () => 1))
  const changed = (code: string, change: Partial<Item>) => ({
    ...specimen,
    items: specimen.items.map((item) => (item.code === code ? { ...item, ...change } : item)),
  })
  const answersTo = (code: string, other: Questionnaire) =>
    projection(other, specimen)(sum)[codebook(specimen).cells.find(({ item }) => item.code === code)?.offset ?? -1]
  assert.equal(answersTo('sleep', changed('sleep', { options: ['bad', 'fair', 'good'] })), 0)
  assert.equal(answersTo('bedtime', changed('bedtime', { measure: { from: 1140, to: 1560, step: 15, starts: [1140, 1290, 1380] } })), 0)
  assert.equal(answersTo('sleep', changed('sleep', { questionClass: 'sensitive' })), 1)
})

test('the rows of girls and boys go along, where there are any', () => {
  const row = storedSum(Array.from({ length: codebook(specimen).width }, (_, at) => at))
  const twice = projected({ all: row, female: row, male: null }, projection(specimen, specimen))
  assert.deepEqual(twice, { all: row, female: row, male: null })
})
