/** The life of a question: what is kept, what falls, and who may say yes. */
import assert from 'node:assert/strict'
import { test } from 'node:test'
import { type BankItem, bankCode, missingFields, ownerOf, translationState } from './bank.ts'
import {
  beginChange,
  beginItem,
  checkTranslation,
  isSameQuestion,
  mayApprove,
  publishItem,
  retireItem,
  saveContent,
  sendItem,
} from './bank-life.ts'

const at = '2026-11-23T09:00:00.000Z'
const who = { id: 'one', municipalityId: 0, authorId: 'inger', at }
const faces = {
  code: 'lege',
  theme: 'friends',
  kind: 'faces',
  question: 'Er det rart at lege?',
  respondents: ['pupil'],
  grades: [1],
} as const

/** Saved by somebody, or the test fails with the refusal. */
function save(item: BankItem, change: Partial<BankItem>, byId = 'inger', revision = item.revision): BankItem {
  const saved = saveContent(item, { content: { ...item, ...change }, revision, byId, at })
  assert.ok(typeof saved !== 'string', String(saved))
  return saved
}

function translated(): BankItem {
  const item = beginItem(who, faces)
  const { da, en } = item.texts
  return save(item, {
    texts: {
      ...item.texts,
      da: { ...da, why: 'Fordi.', use: 'Skolen.' },
      en: { ...en, question: 'Is it nice to play?', why: 'Because.', use: 'School.' },
    },
  })
}

function checked(): BankItem {
  const item = checkTranslation(translated(), 'en', { byId: 'steen', at, note: '' })
  assert.ok(typeof item !== 'string')
  return item
}

test('a scale begins with its words in every language, and they alone are no translation', () => {
  const item = beginItem(who, faces)
  assert.deepEqual(Object.keys(item.texts.ar.options), ['no', 'some', 'yes'])
  assert.equal(translationState(item, 'ar'), 'missing')
  assert.deepEqual(missingFields(item, 'ar'), ['question'])
})

test('whoever saves says which revision they had read', () => {
  const item = beginItem(who, faces)
  const once = save(item, { grades: [1, 2] })
  assert.equal(once.revision, item.revision + 1)
  assert.equal(saveContent(once, { content: item, revision: item.revision, byId: 'other', at }), 'bank-changed-since')
})

test('a check holds until what was checked changes: the translation, or the Danish it follows', () => {
  const item = checked()
  assert.equal(translationState(item, 'en'), 'checked')
  assert.equal(translationState(save(item, { grades: [2] }), 'en'), 'checked')
  const reworded = save(item, { texts: { ...item.texts, en: { ...item.texts.en, why: 'So.' } } })
  assert.equal(translationState(reworded, 'en'), 'draft')
  const outdated = save(item, { texts: { ...item.texts, da: { ...item.texts.da, why: 'Derfor.' } } })
  assert.equal(translationState(outdated, 'en'), 'outdated')
  const back = save(outdated, { texts: item.texts })
  assert.equal(translationState(back, 'en'), 'checked', 'the Danish is what it was')
})

test('a check by who wrote it needs a note', () => {
  assert.equal(checkTranslation(translated(), 'en', { byId: 'inger', at, note: '' }), 'bank-translation-own')
  assert.ok(typeof checkTranslation(translated(), 'en', { byId: 'inger', at, note: 'Læst højt' }) !== 'string')
})

test('an edition keeps the question, a replacement breaks with it and says which', () => {
  const item = checked()
  const next = beginChange({ ...who, id: 'two' }, item, { origin: 'edition', code: item.code, changeNote: 'Stavefejl' })
  assert.deepEqual([next.edition, next.code, isSameQuestion(item, next)], [2, item.code, true])
  assert.equal(translationState(next, 'en'), 'checked')
  const other = { ...next, item: { ...next.item, options: ['no', 'yes'] } }
  assert.equal(saveContent(next, { content: other, revision: 1, byId: 'inger', at }), 'bank-edition-other-question')
  const replacement = beginChange({ ...who, id: 'three' }, item, { origin: 'replacement', code: 'lege-2', changeNote: 'Om måneden' })
  assert.deepEqual([replacement.edition, replacement.item.replaces], [1, item.code])
  assert.ok(
    typeof saveContent(replacement, { content: { ...other, item: { ...other.item, code: 'x' } }, revision: 1, byId: 'i', at }) !== 'string',
  )
})

test('only a draft is written, only what is in review is published, only what is published is retired', () => {
  const draft = translated()
  const sent = sendItem(draft, false, at)
  assert.ok(typeof sent !== 'string')
  assert.equal(sendItem(draft, true, at), 'bank-has-findings')
  assert.equal(saveContent(sent, { content: sent, revision: sent.revision, byId: 'i', at }), 'bank-not-draft')
  const reviewer = { isAuthor: false, isAlone: false }
  assert.equal(publishItem(draft, reviewer, false, at), 'bank-not-in-review')
  assert.equal(publishItem(sent, reviewer, true, at), 'bank-has-findings')
  const published = publishItem(sent, reviewer, false, at)
  assert.ok(typeof published !== 'string')
  assert.equal(retireItem(sent, at), 'bank-not-published')
  assert.equal((retireItem(published, at) as BankItem).state, 'retired')
})

test('the author approves only in a municipality where nobody else could', () => {
  const said = [0, 881].flatMap((municipalityId) =>
    [true, false].flatMap((isAuthor) => [true, false].map((isAlone) => mayApprove({ municipalityId }, { isAuthor, isAlone }))),
  )
  assert.deepEqual(said, [false, false, true, true, true, false, true, true])
})

test('a code is made of the Danish words, and says whose it is', () => {
  assert.equal(bankCode(0, 'Hvor mange dage løb du på åen?', '1a2b'), 'dage-loeb-du-paa-aaen-1a2b')
  assert.equal(ownerOf(bankCode(881, 'Er du glad?', '1a2b')), 881)
  assert.equal(ownerOf('kirke-dage'), 0)
})
