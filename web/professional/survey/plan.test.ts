import assert from 'node:assert/strict'
import { test } from 'node:test'
import {
  askedAt,
  askedToPlan,
  type Draft,
  faultsOf,
  firstDraft,
  gradesOf,
  nextMonday,
  planOf,
  planWith,
  schoolsOf,
  searchFor,
  stepIn,
  steps,
  usualFor,
} from './plan.ts'

const school = (id: string, classes: readonly (readonly [number | null, number])[]) => ({
  id,
  name: id,
  kind: 'school' as const,
  number: '881001',
  classes: classes.map(([grade, pupils], place) => ({ id: `${id}${place}`, name: `${grade}.A`, grade, pupils })),
})

const draft: Draft = {
  title: 'Mellemtrin, efterår 2026',
  questionnaire: { code: 'mellemtrin', version: '1.0' },
  opensOn: '2026-11-23',
  closesOn: '2026-12-11',
  grades: [4, 5],
  track: 'statistics',
  isRolling: false,
  institutionIds: ['a'],
}

test('a plan begins next Monday and ends on a Friday three weeks on', () => {
  const first = firstDraft('2026-11-18', { code: 'mellemtrin', version: '1.0', grades: [4, 5, 6] }, 'Mellemtrin')
  assert.equal(first.opensOn, '2026-11-23')
  assert.equal(first.closesOn, '2026-12-11')
  assert.deepEqual(first.grades, [4, 5, 6])
})

const offered = (code: string, version: string, more: object = {}) => ({
  code,
  version,
  respondent: 'pupil' as const,
  grades: [4, 5, 6],
  isNewest: true,
  composition: null,
  ...more,
})

test('a plan begins with the association’s newest, whatever has been put together of it and whichever stands first', () => {
  const own = offered('mellemtrin', '1.0.3', { composition: { id: 'x', name: 'Med skolevej' } })
  const edition = offered('mellemtrin', '1.0')
  const older = offered('mellemtrin', '0.9', { isNewest: false })
  const parents = offered('foraeldre-indskoling', '1.0', { respondent: 'parent', grades: [0, 1] })
  assert.equal(usualFor('school', [own, older, parents, edition], 5), edition)
  assert.equal(usualFor('school', [own, older, parents], 5), undefined)
})

test('whoever comes from what they have put together plans with that', () => {
  const own = offered('mellemtrin', '1.0.3', { composition: { id: 'x', name: 'Med skolevej' } })
  const all = [offered('mellemtrin', '1.0'), own]
  assert.equal(askedToPlan(new URL(planWith(own), 'https://example.org').search, all), own)
  assert.equal(askedToPlan('?skema=mellemtrin&version=7.7', all), undefined)
  assert.equal(askedToPlan('', all), undefined)
})

test('next Monday is never today', () => {
  assert.equal(nextMonday('2026-11-23'), '2026-11-30')
  assert.equal(nextMonday('2026-11-22'), '2026-11-23')
})

test('a plan that only lacks schools cannot be saved, and is whole when they are chosen', () => {
  assert.equal(planOf({ ...draft, institutionIds: [] }), undefined)
  assert.deepEqual(planOf(draft), draft)
})

test('the last day must come, and come after the first', () => {
  assert.deepEqual(faultsOf('when', { ...draft, closesOn: '2026-11-20' }, '2026-11-18'), [{ field: 'closes', fault: 'backwards' }])
  assert.deepEqual(faultsOf('when', { ...draft, closesOn: '2026-11-17' }, '2026-11-18'), [{ field: 'closes', fault: 'past' }])
  assert.deepEqual(faultsOf('when', draft, '2026-11-18'), [])
})

test('a name of more than 120 characters is asked to be shorter', () => {
  assert.deepEqual(faultsOf('when', { ...draft, title: 'x'.repeat(121) }, '2026-11-18'), [{ field: 'name', fault: 'name.long' }])
})

test('only the chosen grades are counted, and rooms without a grade never', () => {
  const rows = [
    school('a', [
      [4, 20],
      [5, 22],
      [7, 25],
    ]),
    school('daycare', [[null, 18]]),
  ]
  assert.deepEqual(askedAt(rows, [4, 5]), [{ id: 'a', name: 'a', classes: 2, pupils: 42 }])
  assert.deepEqual(gradesOf(rows), [4, 5, 7])
  assert.deepEqual(
    schoolsOf(rows).map(({ id }) => id),
    ['a'],
  )
})

test('each step is found again from its address', () => {
  for (const step of steps) assert.equal(stepIn(searchFor(step)), step)
  assert.equal(stepIn('?trin=noget-andet'), 'who')
})
