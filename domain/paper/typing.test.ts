import assert from 'node:assert/strict'
import { test } from 'node:test'
import { allKinds, at } from '../../tests/all-kinds.ts'
import { type Entries, type Entry, unclear } from './entry.ts'
import { compare } from './typing.ts'

const questionnaire = allKinds('soevn')

/** A sheet with what is named, and empty beside it. */
const sheet = (of: Partial<Record<keyof typeof at, Entry>>): Entries =>
  questionnaire.items.map((_, place) => Object.entries(of).find(([name]) => at[name as keyof typeof at] === place)?.[1] ?? null)

test('a follow-up that only one of the two met has been typed once, and is settled even where it was left empty', () => {
  const [first, second] = [sheet({ sleeps: 1 }), sheet({ sleeps: 1, words: 'sent' })]
  assert.deepEqual(compare(questionnaire, first, second, new Map()), { unsettled: [at.words] })
  const settled = new Map<number, Entry>([[at.words, 'sent']])
  assert.deepEqual(compare(questionnaire, first, second, settled), { unsettled: [at.more] })
  assert.ok('entries' in compare(questionnaire, first, second, settled.set(at.more, null)))
})

test('what is settled away from the path of one of them is not asked about further', () => {
  const [first, second] = [sheet({ sleeps: 1 }), sheet({ sleeps: 1, words: 'sent', more: 2 })]
  const compared = compare(questionnaire, first, second, new Map([[at.words, null]]))
  assert.ok('entries' in compared)
  assert.equal(compared.entries[at.words], null)
})

test('two sheets that agree listen to nobody who settles otherwise', () => {
  const both = sheet({ sleeps: 2 })
  const compared = compare(questionnaire, both, both, new Map([[at.sleeps, 1]]))
  assert.ok('entries' in compared)
  assert.equal(compared.entries[at.sleeps], 2)
})

test('an empty question and one with two crosses are kept alike, and differ in nothing', () => {
  assert.ok('entries' in compare(questionnaire, sheet({ sleeps: unclear }), sheet({}), new Map()))
  assert.deepEqual(compare(questionnaire, sheet({ sleeps: unclear }), sheet({ sleeps: 0 }), new Map()), { unsettled: [at.sleeps] })
})
