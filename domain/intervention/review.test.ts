import assert from 'node:assert/strict'
import { test } from 'node:test'
import { faultsOf } from './check-sheet.ts'
import {
  changeSheet,
  confirmSheet,
  isSignedOff,
  isToBeReadAgain,
  publishSheet,
  retireSheet,
  returnSheet,
  sendForReview,
  type SheetState,
  type SheetVersion,
  signOff,
} from './review.ts'
import { codeFrom } from './sheet.ts'
import { anExample } from './specimen.ts'

const at = '2026-11-23T09:00:00Z'
const later = '2026-11-24T09:00:00Z'
const { sheet } = anExample('x')
const version = (state: SheetState): SheetVersion => ({ id: 'a', code: 'x', version: 1, state, authorId: 'b', sheet, changedAt: at })
const signedOff = [
  { step: 'sent', at },
  { step: 'signedOff', at: later },
] as const

test('a complete sheet has no fault; an empty word, no theme and a plain link are told of by field', () => {
  assert.deepEqual(faultsOf(sheet), [])
  const poor = {
    ...sheet,
    themes: [],
    ages: { from: 9, to: 5 },
    link: 'http://example.org',
    contact: 'ingen',
    texts: { ...sheet.texts, da: { ...sheet.texts.da, aim: '' } },
  }
  assert.deepEqual(faultsOf(poor), [
    { field: 'texts.da.aim', fault: 'missing' },
    { field: 'themes', fault: 'missing' },
    { field: 'ages', fault: 'ages-backwards' },
    { field: 'link', fault: 'not-a-secure-link' },
    { field: 'contact', fault: 'not-an-address' },
  ])
})

test('a link that is not plain https is refused, however it is dressed', () => {
  for (const link of [
    'javascript:alert(1)',
    'https://',
    'https://x',
    '//example.org',
    'https://example.org/"onclick=',
    ' https://example.org/<b>',
  ]) {
    assert.equal(faultsOf({ ...sheet, link }).length, 1, link)
  }
})

test('each step is possible from one state only', () => {
  const steps = {
    draft: [(one: SheetVersion) => changeSheet(one, sheet, at), (one: SheetVersion) => sendForReview(one, at)],
    inReview: [signOff, (one: SheetVersion) => returnSheet(one, at), (one: SheetVersion) => publishSheet(one, signedOff, '2026-11-24', at)],
    published: [(one: SheetVersion) => retireSheet(one, at)],
    retired: [],
  } as const
  const states = Object.keys(steps) as SheetState[]
  for (const from of states) {
    for (const own of states) {
      for (const step of steps[own]) assert.equal(typeof step(version(from)) === 'string', from !== own, `${own} from ${from}`)
    }
  }
})

test('nothing is published that no expert has signed off since it was last sent', () => {
  assert.equal(publishSheet(version('inReview'), [{ step: 'sent', at }], '2026-11-24', at), 'intervention-not-signed-off')
  const sentAgain = [...signedOff, { step: 'returned', at: '2026-11-25T09:00:00Z' }, { step: 'sent', at: '2026-11-26T09:00:00Z' }] as const
  assert.equal(isSignedOff(sentAgain), false)
  assert.equal(isSignedOff(signedOff.toReversed()), true)
})

test('the day it is published is the day it was last read through', () => {
  const published = publishSheet(version('inReview'), signedOff, '2026-11-24', later)
  assert.ok(typeof published !== 'string')
  assert.equal(published.sheet.reviewedOn, '2026-11-24')
})

test('a sheet is read again a year after it was read', () => {
  const read = { reviewedOn: '2025-11-24' }
  assert.deepEqual(
    [isToBeReadAgain(read, '2026-11-23'), isToBeReadAgain(read, '2026-11-24'), isToBeReadAgain(read, '2027-01-01')],
    [false, true, true],
  )
  const confirmed = confirmSheet(version('published'), '2026-11-24', later)
  assert.ok(typeof confirmed !== 'string')
  assert.equal(isToBeReadAgain(confirmed.sheet, '2026-11-25'), false)
  assert.equal(confirmSheet(version('draft'), '2026-11-24', later), 'intervention-not-published')
})

test('a code is readable, plain and a sheet’s own', () => {
  assert.equal(codeFrom('Søvn i øjenhøjde!', '3f2a'), 'soevn-i-oejenhoejde-3f2a')
  assert.equal(codeFrom('  ', '3f2a'), 'ark-3f2a')
  assert.equal(codeFrom('Café på Åen', '3f2a'), 'cafe-paa-aaen-3f2a')
})
