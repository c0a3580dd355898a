/** An instrument inside a questionnaire: whole, in order and in its own words, or refused. */
import assert from 'node:assert/strict'
import { test } from 'node:test'
import fc from 'fast-check'
import { instrumentNamed, madeUpPack } from '../../tests/made-up-pack.ts'
import type { Item, ItemText } from '../questionnaire/questionnaire.ts'
import type { Instrument } from './instrument.ts'
import { type Block, blockOf, checkWhole, tracksWith, versionsFor, type WithWords } from './whole.ts'

const sdq = instrumentNamed('sdq')
const who5 = instrumentNamed('who-5')
const withWords = (instrument: Instrument): WithWords => ({
  instrument,
  texts: (['da', 'en'] as const).flatMap(
    (language) =>
      madeUpPack(
        instrument,
        instrument.versions.map(({ code }) => code),
        { language },
      ).texts,
  ),
})
const loaded = [withWords(sdq), withWords(who5)]
const block = blockOf(loaded[0]!, 'p4-17', 'wellbeing') as Block
const other = (code: string): Item => ({
  code,
  theme: 'wellbeing',
  kind: 'single',
  options: ['yes', 'no'],
  questionClass: 'open',
  sensitiveOptions: [],
  favourable: ['yes'],
  isCore: true,
  isTeachingEnvironment: false,
})
const words = (items: Readonly<Record<string, ItemText>> | undefined) => ({ items: items ?? {} })
const texts = { da: words(block.texts.da), en: words(block.texts.en) }
const check = (
  items: readonly Item[],
  wording: Parameters<typeof checkWhole>[1] = texts,
  tracks: ('statistics' | 'health')[] = ['health'],
) => checkWhole({ items, tracks }, wording, loaded)
const faults = (items: readonly Item[]) => [...new Set(check(items).map(({ fault }) => fault))]

test('a whole instrument may stand in a questionnaire, before, after and between others', () => {
  assert.deepEqual(check(block.items), [])
  assert.deepEqual(check([other('a'), ...block.items, other('b')]), [])
  assert.deepEqual(check([other('a'), other('b')]), [])
})

test('no part of an instrument may: whichever items are left out, it is refused', () => {
  fc.assert(
    fc.property(fc.subarray([...block.items], { minLength: 1, maxLength: block.items.length - 1 }), (part) => {
      assert.deepEqual(faults(part), ['instrument-not-whole'])
    }),
  )
})

test('nor in another order, nor with something between', () => {
  fc.assert(
    fc.property(fc.shuffledSubarray([...block.items], { minLength: block.items.length }), (mixed) => {
      fc.pre(mixed.some((item, place) => item !== block.items[place]))
      assert.deepEqual(faults(mixed), ['instrument-order-changed'])
    }),
  )
  for (let at = 1; at < block.items.length; at += 1)
    assert.deepEqual(faults([...block.items.slice(0, at), other('a'), ...block.items.slice(at)]), ['instrument-mixed'])
})

test('nor with an item twice, other options, another condition, or a milder class', () => {
  const change = (place: number, changes: Partial<Item>) => block.items.map((item, at) => (at === place ? { ...item, ...changes } : item))
  assert.deepEqual(faults([...block.items, block.items[0]!]), ['instrument-not-whole'])
  assert.deepEqual(faults(change(3, { options: ['0', '1'] })), ['instrument-item-changed'])
  assert.deepEqual(faults(change(3, { options: block.items[3]!.options.toReversed() })), ['instrument-item-changed'])
  assert.deepEqual(faults(change(3, { questionClass: 'open' })), ['instrument-item-changed'])
  assert.deepEqual(faults(change(3, { showIf: { op: 'answered', item: 'sdq-1' } })), ['instrument-item-changed'])
  assert.deepEqual(faults(change(3, { kind: 'frequency' })), ['instrument-item-changed'])
  assert.deepEqual(faults(change(3, { isCore: false })), [])
})

test('nor in other words: not one letter, in any language, and in none that no pack has', () => {
  const first = block.texts.da!['sdq-1']!
  const reworded = (changes: Partial<ItemText>) => ({ da: words({ ...block.texts.da, 'sdq-1': { ...first, ...changes } }), en: texts.en })
  assert.deepEqual(check(block.items, reworded({ question: `${first.question} ` })), [
    { fault: 'instrument-words-changed', at: 'sdq-1', found: 'da' },
  ])
  assert.equal(check(block.items, reworded({ options: { ...first.options, '1': 'Andet' } })).length, 1)
  assert.equal(check(block.items, reworded({ help: 'Hjælp' })).length, 1)
  assert.equal(check(block.items, { ...texts, uk: texts.da }).length, block.items.length)
})

test('without words it is refused, and in a track it is not for', () => {
  assert.deepEqual(
    checkWhole({ items: block.items, tracks: ['health'] }, texts, []).map(({ fault }) => fault),
    ['instrument-without-words'],
  )
  const restricted: WithWords = { ...loaded[0]!, instrument: { ...sdq, mayBeAskedIn: ['health', 'assessment'] } }
  const inTracks = (tracks: ('statistics' | 'health')[]) => checkWhole({ items: block.items, tracks }, texts, [restricted])
  assert.deepEqual(inTracks(['health']), [])
  assert.deepEqual(inTracks(['statistics', 'health']), [{ fault: 'instrument-not-in-track', at: 'sdq-1', found: 'statistics' }])
  assert.deepEqual(
    checkWhole({ items: block.items }, texts, [restricted]).map(({ found }) => found),
    ['statistics'],
  )
})

test('an instrument without words makes no block, and a block has the languages of its packs', () => {
  assert.equal(blockOf({ instrument: sdq, texts: [] }, 'p4-17', 'wellbeing'), undefined)
  const danish = blockOf({ instrument: who5, texts: madeUpPack(who5, [who5.versions[0]!.code]).texts }, who5.versions[0]!.code, 'wellbeing')
  assert.deepEqual(Object.keys(danish?.texts ?? {}), ['da'])
})

test('offered are the versions for who answers and for every age the questionnaire is about, in a track of theirs', () => {
  const of = (respondent: 'pupil' | 'parent' | 'youngPerson', grades: number[], tracks?: ('statistics' | 'health')[]) =>
    versionsFor(sdq, { respondent, grades, ...(tracks ? { tracks } : {}) }).map(({ code }) => code)
  const both: ('statistics' | 'health')[] = ['statistics', 'health']
  assert.ok(of('parent', [0, 1], both).length > 0)
  assert.ok(of('parent', [0, 1], both).every((code) => code.startsWith('p')))
  assert.ok(of('pupil', [7, 8, 9], both).every((code) => code.startsWith('s')))
  // Pupils in grade 4 are ten: the form for eleven to seventeen is not made for them.
  assert.deepEqual(of('pupil', [4, 5, 6], both), [])
  assert.deepEqual(of('parent', [], both), [], 'nobody knows how old the child is')
  assert.deepEqual(of('parent', [0, 1]), [], 'where nobody may know who answered')
  assert.deepEqual(tracksWith({ tracks: both }, [sdq.mayBeAskedIn]), ['health'])
  assert.deepEqual(tracksWith({ tracks: both }, [who5.mayBeAskedIn]), both)
})

test('what an answer to may need somebody at once is begun nowhere: it is offered to nobody, and a questionnaire with it stays at the gate', () => {
  const alarming = { ...sdq, alerts: [{ code: 'item-3', item: 'sdq-3', atLeast: 1 }] }
  assert.deepEqual(versionsFor(alarming, { respondent: 'parent', grades: [0, 1], tracks: ['health'] }), [])
  const found = checkWhole({ items: block.items, tracks: ['health'] }, texts, [{ ...loaded[0]!, instrument: alarming }])
  assert.deepEqual(found, [{ fault: 'instrument-not-in-track', at: 'sdq-1', found: 'health' }])
})

test('the line its owner wants shown comes along in each language', () => {
  const owned: WithWords = { ...loaded[1]!, noticeOf: ({ language }) => `© ${language}` }
  assert.deepEqual(blockOf(owned, who5.versions[0]!.code, 'wellbeing')?.notices, { da: '© da', en: '© en' })
  assert.deepEqual(blockOf(loaded[1]!, who5.versions[0]!.code, 'wellbeing')?.notices, {})
})
