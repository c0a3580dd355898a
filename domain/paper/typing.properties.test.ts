/** Laws of typing sheets, over every questionnaire of ours and a made-up one with all kinds. */
import assert from 'node:assert/strict'
import { readdirSync, readFileSync } from 'node:fs'
import { test } from 'node:test'
import fc from 'fast-check'
import { askedIn } from '../questionnaire/asked-in.ts'
import { Questionnaire as Schema } from '../questionnaire/questionnaire-schema.ts'
import type { Item, Questionnaire } from '../questionnaire/questionnaire.ts'
import { greatestValue } from '../questionnaire/value.ts'
import { declined } from '../response/answer.ts'
import { countable, submit } from '../response/submit.ts'
import { allKinds } from '../../tests/all-kinds.ts'
import { answersOf, type Entries, type Entry, readEntry, unclear, writeEntry } from './entry.ts'
import { compare, isMet } from './typing.ts'

const folder = new URL('../../content/questionnaires/', import.meta.url)
const ours = readdirSync(folder, { withFileTypes: true })
  .filter((entry) => entry.isDirectory())
  .map(({ name }) => Schema.parse(JSON.parse(readFileSync(new URL(`${name}/questionnaire.json`, folder), 'utf8'))) as Questionnaire)
const questionnaires: readonly Questionnaire[] = [...ours, ...ours.map((one) => askedIn('statistics', one)), allKinds('soevn')]

function anyEntry(item: Item): fc.Arbitrary<Entry> {
  if (item.kind === 'information') return fc.constant(null)
  const answer: fc.Arbitrary<Entry> =
    item.kind === 'text' ? fc.constantFrom('mest om aftenen', 'ja', '7') : fc.integer({ min: 1, max: greatestValue(item) })
  return fc.oneof({ arbitrary: answer, weight: 8 }, fc.constantFrom<Entry>(null, declined, unclear))
}

const anySheet = (questionnaire: Questionnaire): fc.Arbitrary<Entries> =>
  fc.tuple(...questionnaire.items.map(anyEntry)) as unknown as fc.Arbitrary<Entries>

const anyQuestionnaire = fc.constantFrom(...questionnaires)
const sheetOf = anyQuestionnaire.chain((questionnaire) =>
  fc.record({ questionnaire: fc.constant(questionnaire), sheet: anySheet(questionnaire) }),
)
const twoOf = anyQuestionnaire.chain((questionnaire) =>
  fc.record({ questionnaire: fc.constant(questionnaire), one: anySheet(questionnaire), other: anySheet(questionnaire) }),
)

/** Somebody types from the sheet, question by question, what they meet. */
function type(questionnaire: Questionnaire, sheet: Entries): Entries {
  let typed: Entries = questionnaire.items.map(() => null)
  for (const [place, item] of questionnaire.items.entries()) {
    if (!isMet(questionnaire, typed)[place]) continue
    const entry = readEntry(item, writeEntry(item, sheet[place] ?? null))
    assert.notEqual(entry, undefined, `${item.code}: what is printed can be typed`)
    typed = typed.with(place, entry ?? null)
  }
  return typed
}

function rowOf(questionnaire: Questionnaire, entries: Entries): readonly number[] {
  const submitted = submit(questionnaire, answersOf(entries))
  assert.ok('answers' in submitted, 'every entry is possible')
  return submitted.answers
}

/** What the person answers on the page instead: an unclear question is left open there. */
const onThePage = (sheet: Entries): Entries => sheet.map((entry) => (entry === unclear ? null : entry))

test('a sheet that is typed twice gives exactly the row that answering on the page gives', () => {
  fc.assert(
    fc.property(sheetOf, ({ questionnaire, sheet }) => {
      const compared = compare(questionnaire, type(questionnaire, sheet), type(questionnaire, sheet), new Map())
      assert.ok('entries' in compared, 'two typings of one sheet agree')
      const [paper, page] = [rowOf(questionnaire, compared.entries), rowOf(questionnaire, onThePage(sheet))]
      assert.deepEqual(paper, page)
      assert.deepEqual(countable(questionnaire, paper), countable(questionnaire, page))
    }),
    { numRuns: 600 },
  )
})

test('a difference that would be kept is always found', () => {
  fc.assert(
    fc.property(twoOf, fc.nat(), ({ questionnaire, one, other }, mistakes) => {
      // Most often one mistake, now and then another sheet altogether.
      const at = mistakes % questionnaire.items.length
      const second = mistakes % 5 === 0 ? other : one.with(at, other[at] ?? null)
      const compared = compare(questionnaire, type(questionnaire, one), type(questionnaire, second), new Map())
      const differs = rowOf(questionnaire, one).some((value, place) => value !== rowOf(questionnaire, second)[place])
      if (differs) assert.ok('unsettled' in compared)
    }),
    { numRuns: 600 },
  )
})

test('one typing alone never passes: whatever was typed once has to be settled', () => {
  fc.assert(
    fc.property(sheetOf, ({ questionnaire, sheet }) => {
      const nothing = questionnaire.items.map(() => null)
      const compared = compare(questionnaire, type(questionnaire, sheet), nothing, new Map())
      const isEmpty = rowOf(questionnaire, sheet).every((value) => value < 0)
      assert.equal('unsettled' in compared, !isEmpty)
    }),
    { numRuns: 300 },
  )
})

test('whatever the two typings were, settling against the sheet ends with what stands on the sheet', () => {
  fc.assert(
    fc.property(twoOf, fc.array(fc.nat(), { maxLength: 6 }), ({ questionnaire, one: sheet, other }, slips) => {
      const mistaken = slips.reduce<Entries>((typed, slip) => typed.with(slip % typed.length, other[slip % typed.length] ?? null), sheet)
      const [first, second] = [type(questionnaire, sheet), type(questionnaire, mistaken)]
      const settled = new Map<number, Entry>()
      for (let round = 0; round <= questionnaire.items.length; round++) {
        const compared = compare(questionnaire, first, second, settled)
        if ('entries' in compared) {
          assert.deepEqual(rowOf(questionnaire, compared.entries), rowOf(questionnaire, sheet))
          return
        }
        for (const place of compared.unsettled) settled.set(place, sheet[place] ?? null)
      }
      assert.fail('settling does not end')
    }),
    { numRuns: 600 },
  )
})

test('the order of the two typings changes nothing', () => {
  fc.assert(
    fc.property(twoOf, ({ questionnaire, one, other }) => {
      const [first, second] = [type(questionnaire, one), type(questionnaire, other)]
      const [here, there] = [compare(questionnaire, first, second, new Map()), compare(questionnaire, second, first, new Map())]
      if ('unsettled' in here) assert.deepEqual(here, there)
      else
        assert.ok(
          'entries' in there && rowOf(questionnaire, here.entries).every((value, at) => value === rowOf(questionnaire, there.entries)[at]),
        )
    }),
    { numRuns: 300 },
  )
})
