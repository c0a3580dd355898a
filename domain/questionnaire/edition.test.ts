/** The next version of a questionnaire: what is a change of words, what breaks a series, and when it may come out. */
import assert from 'node:assert/strict'
import { test } from 'node:test'
import { wordDiff } from '../text/word-diff.ts'
import { askedTwiceBetween, askedTwiceWithin, likeness } from './asked-twice.ts'
import {
  type Edition,
  nextEdition,
  type Pilot,
  publishEdition,
  saveEdition,
  signOffPilot,
  withItem,
  withItemMoved,
  withoutItem,
} from './edition.ts'
import { diffVersions, isSame } from './edition-diff.ts'
import { loadByGrade } from './load.ts'
import type { Item, ItemText, Questionnaire, QuestionnaireText } from './questionnaire.ts'
import { coverageOf } from './teaching-environment.ts'

const item = (code: string, more: Partial<Item> = {}): Item => ({
  code,
  theme: 'sleep',
  kind: 'single',
  options: ['no', 'yes'],
  questionClass: 'open',
  sensitiveOptions: [],
  favourable: ['yes'],
  isCore: true,
  isTeachingEnvironment: false,
  ...more,
})
const words = (question: string): ItemText => ({ question, why: 'Fordi.', options: { no: 'Nej', yes: 'Ja' }, finding: 'sover' })
const version = (items: readonly Item[], questions: Readonly<Record<string, string>> = {}) => {
  const text: QuestionnaireText = {
    title: 'Søvn',
    intro: 'Om søvn.',
    themes: Object.fromEntries(items.map(({ theme }) => [theme, theme])),
    items: Object.fromEntries(items.map(({ code }) => [code, words(questions[code] ?? `Er det ${code}?`)])),
  }
  const questionnaire: Questionnaire = {
    format: 1,
    code: 'soevn',
    version: '1.0',
    respondent: 'pupil',
    grades: [4],
    themes: [...new Set(items.map(({ theme }) => theme))],
    items,
  }
  return { questionnaire, texts: { da: text, en: text } }
}
const at = '2026-11-23T09:00:00.000Z'
const edition: Edition = {
  id: 'e',
  code: 'soevn',
  baseVersion: '1.0',
  version: '1.1',
  state: 'draft',
  ...version([item('a'), item('b')]),
  revision: 3,
  authorId: 'writer',
  changedAt: at,
}
const pilot: Pilot = {
  id: 'p',
  place: 'To skoler',
  from: '2026-09-01',
  to: '2026-09-05',
  respondents: 40,
  found: 'Ét ord var svært',
  recordedBy: 'writer',
  recordedAt: at,
  signOff: null,
}

test('the next version counts on from the newest', () => {
  assert.deepEqual([nextEdition('1.0'), nextEdition('1.9')], ['1.1', '1.10'])
})

test('a question keeps its code when its words change, and needs another when its answers do', () => {
  const base = edition.questionnaire
  const save = (draft: ReturnType<typeof version>) => saveEdition(edition, base, { ...draft, revision: 3, at })
  const reworded = save(version(base.items, { a: 'Sover du godt?' }))
  assert.ok(typeof reworded === 'object')
  assert.deepEqual([reworded.revision, reworded.questionnaire.version], [4, '1.1'])
  assert.equal(save(version([item('a', { options: ['no', 'perhaps', 'yes'] }), item('b')])), 'edition-other-question')
  assert.equal(save(version([item('a', { favourable: ['no'] }), item('b')])), 'edition-other-question')
  assert.equal(typeof save(version([item('a2', { replaces: 'a', options: ['x', 'y'] }), item('b')])), 'object')
})

test('nobody writes over what somebody else has saved, nor into what is published', () => {
  const draft = { ...version(edition.questionnaire.items), at }
  assert.equal(saveEdition(edition, edition.questionnaire, { ...draft, revision: 2 }), 'edition-changed-since')
  assert.equal(saveEdition({ ...edition, state: 'published' }, edition.questionnaire, { ...draft, revision: 3 }), 'edition-not-draft')
})

test('a follow-up without what it follows, and an item without words, is no questionnaire', () => {
  const broken = version([item('b', { showIf: { op: 'equals', item: 'a', option: 'yes' } })])
  assert.equal(saveEdition(edition, edition.questionnaire, { ...broken, revision: 3, at }), 'edition-not-whole')
  const bare = version([item('a')])
  const without = { ...bare, texts: { da: { ...bare.texts.da, items: {} }, en: bare.texts.en } }
  assert.equal(saveEdition(edition, edition.questionnaire, { ...without, revision: 3, at }), 'edition-not-whole')
})

test('no core question comes out without a try-out, signed off by another, for the draft as it stands', () => {
  assert.equal(publishEdition(edition, [], false, at), 'edition-no-pilot')
  assert.equal(publishEdition(edition, [pilot], false, at), 'edition-not-signed-off')
  assert.equal(signOffPilot(edition, pilot, { by: 'writer', at, words: 'Set' }), 'edition-sign-off-own')
  const signed = signOffPilot(edition, pilot, { by: 'expert', at, words: 'Set' })
  assert.ok(typeof signed === 'object')
  assert.equal(publishEdition({ ...edition, revision: 4 }, [signed], false, at), 'edition-not-signed-off')
  assert.equal(publishEdition(edition, [signed], true, at), 'edition-has-findings')
  const published = publishEdition(edition, [signed], false, at)
  assert.ok(typeof published === 'object' && published.state === 'published')
  assert.equal(publishEdition(published, [signed], false, at), 'edition-not-draft')
})

test('a version of optional questions alone needs none', () => {
  const optional = { ...edition, ...version([item('a', { isCore: false })]) }
  assert.equal(typeof publishEdition(optional, [], false, at), 'object')
})

test('a difference says what is new, gone, asked instead, moved and reworded, each once', () => {
  const before = version([item('a'), item('b'), item('c'), item('d'), item('e')])
  const after = version([item('c'), item('a'), item('b2', { replaces: 'b' }), item('d'), item('f')], { d: 'Er det stadig d?' })
  const diff = diffVersions(before, after)
  assert.deepEqual(diff.added, ['f'])
  assert.deepEqual(diff.removed, ['e'])
  assert.deepEqual(diff.replaced, [{ code: 'b2', before: 'b' }])
  assert.equal(diff.moved.length, 1)
  assert.deepEqual(
    diff.changed.map(({ code, words: changes }) => [code, changes.map(({ language, field }) => `${language} ${field}`)]),
    [['d', ['da question', 'en question']]],
  )
  assert.ok(isSame(diffVersions(before, before)))
})

test('words are told gone and new in reading order', () => {
  assert.deepEqual(wordDiff('Hvor godt sover du?', 'Hvor tit sover du dårligt?'), [
    { kind: 'same', words: 'Hvor ' },
    { kind: 'gone', words: 'godt ' },
    { kind: 'new', words: 'tit ' },
    { kind: 'same', words: 'sover ' },
    { kind: 'gone', words: 'du?' },
    { kind: 'new', words: 'du dårligt?' },
  ])
  assert.deepEqual(wordDiff('', 'Ny'), [{ kind: 'new', words: 'Ny' }])
})

test('without an item, what looks back on it goes too; moved, nothing looks ahead', () => {
  const draft = version([item('a'), item('b', { showIf: { op: 'equals', item: 'a', option: 'yes' } }), item('c')])
  assert.deepEqual(
    withoutItem(draft, 'a').questionnaire.items.map(({ code }) => code),
    ['c'],
  )
  assert.equal(withItemMoved(draft, 'a', 1), undefined)
  assert.deepEqual(
    withItemMoved(draft, 'c', -1)?.questionnaire.items.map(({ code }) => code),
    ['a', 'c', 'b'],
  )
})

test('a question that replaces another stands in its place, and the languages it lacks fall out', () => {
  const draft = version([item('a'), item('b')])
  const inFour = { ...draft, texts: { ...draft.texts, ar: draft.texts.da } }
  const next = withItem(inFour, { item: item('a2', { replaces: 'a' }), texts: { da: words('Ny?'), en: words('New?') } })
  assert.deepEqual(
    next?.questionnaire.items.map(({ code }) => code),
    ['a2', 'b'],
  )
  assert.deepEqual(Object.keys(next?.texts ?? {}), ['da', 'en'])
  assert.equal(next?.texts.da.items['a'], undefined)
  assert.equal(withItem(draft, { item: item('x', { theme: 'food' }), texts: { da: words('?'), en: words('?') } }), undefined)
})

test('the same thing asked twice is found by code, by what it replaces, and by nearly the same words in one theme', () => {
  const asked = (code: string, question: string, theme = 'sleep', replaces?: string) => ({ code, theme, question, replaces })
  const tired = asked('tired', 'Hvor mange dage var du træt i skolen sidste uge?')
  assert.equal(askedTwiceWithin([tired, asked('k881-t', 'Hvor tit er du træt i skolen?')])[0]?.how, 'alike')
  assert.deepEqual(askedTwiceWithin([tired, asked('k881-t', 'Hvor tit er du træt i skolen?', 'school')]), [])
  assert.equal(askedTwiceBetween([tired], [asked('tired-2', 'Noget helt andet?', 'food', 'tired')])[0]?.how, 'same')
  assert.deepEqual(askedTwiceBetween([tired], [asked('breakfast', 'Spiste du morgenmad i går?')]), [])
  assert.equal(likeness('', ''), 0)
})

test('the load of a year group is all that meets it, and a page that is only read is no question', () => {
  const items = Array.from({ length: 30 }, () => ({ kind: 'single' as const }))
  const load = loadByGrade([
    { surveyId: '1', title: 'Trivsel', respondent: 'pupil', grades: [4, 5], items },
    { surveyId: '2', title: 'UMV', respondent: 'pupil', grades: [5], items: [...items, { kind: 'information' }] },
  ])
  assert.deepEqual(
    load.map(({ grade, questions, surveys }) => [grade, questions, surveys.length]),
    [
      [4, 30, 1],
      [5, 60, 2],
    ],
  )
  assert.equal(load[0]?.minutes, 10)
  assert.ok((load[1]?.minutes ?? 0) > 18)
})

test('the assessment is covered part by part, by the questions that belong to it', () => {
  const of = (code: string, isTeachingEnvironment = true) => ({ code, isTeachingEnvironment })
  const parts = coverageOf([of('classroom-air'), of('k881-ro'), of('school-hurt', false)])
  assert.deepEqual(
    parts.filter(({ items }) => items.length > 0).map(({ part }) => part),
    ['psychological', 'physical'],
  )
})
