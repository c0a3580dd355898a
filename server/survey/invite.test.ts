import assert from 'node:assert/strict'
import { test } from 'node:test'
import type { InvitedPupil } from '#database/survey.ts'
import { testKeyring } from '../../tests/test-database.ts'
import { slipsFor, unitsOf } from './invite.ts'

const pupil = (pupilId: string, classId: string, grade: number | null, institutionId = 'school'): InvitedPupil => ({
  pupilId,
  classId,
  institutionId,
  grade,
  sex: 'female',
})

const asked = [
  pupil('p1', '5a', 5),
  pupil('p2', '5a', 5),
  pupil('p3', '5b', 5),
  pupil('p4', '6a', 6),
  pupil('p5', 'other-5a', 5, 'other'),
  pupil('p6', 'mixed', null),
]

test('every level of the tree counts the pupils below it', () => {
  const invited = Object.fromEntries(unitsOf(asked).map(({ unit, invited: count }) => [unit, count]))
  assert.deepEqual(invited, {
    'class:5a': 2,
    'class:5b': 1,
    'class:6a': 1,
    'class:other-5a': 1,
    'class:mixed': 1,
    'yearGroup:school:5': 3,
    'yearGroup:school:6': 1,
    'yearGroup:other:5': 1,
    'institution:school': 5,
    'institution:other': 1,
    'municipalYearGroup:5': 4,
    'municipalYearGroup:6': 1,
    municipality: 6,
  })
})

test('girls and boys are counted of the year groups of the municipality, and of no smaller group', () => {
  const units = unitsOf([...asked, { ...pupil('p7', '5a', 5), sex: 'male' }, { ...pupil('p8', '5a', 5), sex: 'unknown' }])
  const sexes = units.flatMap(({ unit, invited, invitedFemale, invitedMale }) =>
    invitedFemale === undefined ? [] : [[unit, invited, invitedFemale, invitedMale]],
  )
  assert.deepEqual(sexes, [
    ['municipalYearGroup:5', 6, 4, 1],
    ['municipalYearGroup:6', 1, 1, 0],
  ])
})

test('a class without a grade is in no year group, and still in its school', () => {
  const units = unitsOf([pupil('p6', 'mixed', null)]).map(({ unit }) => unit)
  assert.deepEqual(units, ['class:mixed', 'institution:school', 'municipality'])
})

test('a unit says where it is, so that whoever may see the school finds it', () => {
  const place = new Map(
    unitsOf(asked).map(({ unit, level, institutionId, classId, grade }) => [unit, [level, institutionId, classId, grade]]),
  )
  assert.deepEqual(place.get('class:5a'), ['class', 'school', '5a', 5])
  assert.deepEqual(place.get('yearGroup:school:5'), ['yearGroup', 'school', null, 5])
  assert.deepEqual(place.get('institution:other'), ['institution', 'other', null, null])
  assert.deepEqual(place.get('municipality'), ['municipality', null, null, null])
})

test('every pupil has a slip of their own, the same when it is made again', () => {
  const made = slipsFor(testKeyring, 881, 's1', asked)
  assert.deepEqual(
    made.map(({ pupilId }) => pupilId),
    asked.map(({ pupilId }) => pupilId),
  )
  assert.equal(new Set(made.map(({ slipHmac }) => slipHmac.toString('hex'))).size, asked.length)
  assert.deepEqual(slipsFor(testKeyring, 881, 's1', asked), made)
  assert.ok(slipsFor(testKeyring, 881, 's2', asked).every(({ slipHmac }, place) => !slipHmac.equals(made[place]!.slipHmac)))
})

test('two classmates whose slips fall alike get two; in two classes they may be alike, for the code tells them apart', () => {
  // A key under which every first slip is the same.
  const unlucky: typeof testKeyring = {
    ...testKeyring,
    slipSymbols: (_municipality, _survey, _pupil, turn) => new Uint8Array(12).fill(turn),
  }
  const made = slipsFor(unlucky, 881, 's1', [pupil('p1', '5a', 5), pupil('p2', '5a', 5), pupil('p3', '5a', 5), pupil('p4', '5b', 5)])
  assert.deepEqual(
    made.map(({ turn }) => turn),
    [0, 1, 2, 0],
  )
  assert.equal(new Set(made.map(({ slipHmac }) => slipHmac.toString('hex'))).size, 4)
})
