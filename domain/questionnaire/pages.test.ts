import assert from 'node:assert/strict'
import { test } from 'node:test'
import { allKinds } from '../response/scenarios/all-kinds.ts'
import { schoolYard } from '../response/scenarios/school-yard.ts'
import { type Layout, pageAt, pages, resumeAt } from './pages.ts'
import { presentations } from './presentation.ts'
import type { Questionnaire } from './questionnaire.ts'

const codes = (questionnaire: Questionnaire, answers: readonly (number | null)[], layout?: Layout) =>
  pages(questionnaire, answers, layout).map(({ asked }) => asked.map(({ item }) => item.code).join(' '))

const wide = { ...presentations.voksen, isWide: true }
const narrow = { ...presentations.voksen, isWide: false }

test('each page has one question, and knows where its answer stands', () => {
  assert.deepEqual(codes(schoolYard, []), ['plays', 'teased', 'ladder'])
  assert.deepEqual(
    pages(schoolYard, []).map(({ place }) => place),
    [0, 1, 4],
  )
})

test('a follow-up comes right after the answer that leads to it', () => {
  assert.deepEqual(codes(schoolYard, [null, 2]), ['plays', 'teased', 'where', 'ladder'])
})

test('a theme begins once, on its first page', () => {
  assert.deepEqual(
    pages(schoolYard, [null, 2]).map(({ beginsTheme }) => beginsTheme),
    [true, false, false, true],
  )
})

test('who has answered nothing begins at the beginning, and who has answered the last question is at the end', () => {
  assert.equal(resumeAt(schoolYard, []), 0)
  assert.equal(resumeAt(schoolYard, [1, null, null, null, 5]), 3)
})

test('who reads easily meets a few of one theme together, what is only read alone, and a grid as one table', () => {
  assert.deepEqual(codes(allKinds, [], wide), [
    'welcome',
    'glad outside like-room pets',
    'slept bedtime',
    'life began',
    'light air calm',
    'best',
  ])
  assert.equal(pages(allKinds, [], wide)[4]?.grid, 'room')
})

test('on a small screen each row of a grid is a page of its own', () => {
  const rows = pages(allKinds, [], narrow).slice(-4)
  assert.deepEqual(
    rows.map(({ asked, grid }) => [asked[0]?.item.code, grid]),
    [
      ['light', undefined],
      ['air', undefined],
      ['calm', undefined],
      ['best', undefined],
    ],
  )
})

test('the youngest meet no table, however wide the screen', () => {
  assert.ok(pages(allKinds, [], { ...presentations.indskoling, isWide: true }).every(({ asked, grid }) => asked.length === 1 && !grid))
})

test('a follow-up stands on a later page than what it looks back on, and comes there without moving anything before it', () => {
  const answers = allKinds.items.map(() => null).with(4, 2 as never)
  assert.deepEqual(codes(allKinds, answers, wide).slice(1, 4), ['glad outside like-room pets', 'which-pets', 'slept bedtime'])
})

test('five that may stand four together come three and two', () => {
  const five = { ...allKinds, items: ['a', 'b', 'c', 'd', 'e'].map((code) => ({ ...(allKinds.items[2] ?? assert.fail()), code })) }
  assert.deepEqual(codes(five, [], wide), ['a b c', 'd e'])
})

test('who comes back goes on with what comes after the last answer, on the page where it stands', () => {
  const answers = allKinds.items.map(() => null).with(2, 1 as never)
  assert.equal(pages(allKinds, answers, wide)[resumeAt(allKinds, answers, wide)]?.place, 1)
})

test('a place belongs to the page it stands on, in every layout', () => {
  assert.equal(pageAt(pages(allKinds, [], wide), 12)?.place, 11)
  assert.equal(pageAt(pages(allKinds, [], { ...narrow, questionsOnPage: 1 }), 12)?.place, 12)
  assert.equal(pageAt(pages(allKinds, [], wide), -1), undefined)
})
