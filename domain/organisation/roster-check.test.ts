import assert from 'node:assert/strict'
import { test } from 'node:test'
import { enrolments, newInstitutions, settleClasses, withoutDoubleInstitutions, withoutDoubles } from './roster-check.ts'
import { pupilKey, type RosterPupil } from './roster.ts'

const pupil = (line: number, change: Partial<RosterPupil> = {}): RosterPupil => ({
  line,
  cpr: '0101129995',
  cprKind: 'verified',
  sourceId: null,
  uniLogin: null,
  isProtected: false,
  contact: null,
  name: 'Åse Ærø',
  sex: 'female',
  institution: 'X81101',
  institutionName: '',
  className: '5.B',
  grade: 5,
  ...change,
})
const found = ({
  findings,
}: {
  readonly findings: readonly { readonly line: number | null; readonly name: string; readonly level: string }[]
}) => findings.map(({ line, name, level }) => [line, name, level])

test('a line repeated counts once and is pointed out', () => {
  const result = withoutDoubles([pupil(2), pupil(3)])
  assert.equal(result.pupils.length, 1)
  assert.deepEqual(found(result), [[3, 'pupil-twice', 'warning']])
})

test('the same CPR number in two classes stops the file', () => {
  assert.deepEqual(found(withoutDoubles([pupil(2), pupil(7, { className: '5.C' })])), [[7, 'pupil-in-two-classes', 'error']])
  assert.deepEqual(found(withoutDoubles([pupil(2), pupil(7, { className: '5 b' })])), [[7, 'pupil-twice', 'warning']])
  assert.deepEqual(found(withoutDoubles([pupil(2), pupil(7, { name: 'Bo Ærø' })])), [[7, 'pupil-twice-differs', 'error']])
})

test('spellings of one class meet in the spelling that exists, else the most usual', () => {
  const pupils = [pupil(2, { className: '5b' }), pupil(3, { className: '5B', cpr: '1' }), pupil(4, { className: '5B', cpr: '2' })]
  const fresh = settleClasses(pupils, [], new Map())
  assert.deepEqual([...fresh.classes.values()], [{ institution: 'X81101', name: '5B', grade: 5 }])
  const known = settleClasses(pupils, [{ institution: 'X81101', name: '5.B', grade: 4 }], new Map())
  assert.deepEqual([...known.classes.values()], [{ institution: 'X81101', name: '5.B', grade: 5 }])
  assert.deepEqual(new Set(enrolments(pupils, known.classes, pupilKey).map(({ className }) => className)), new Set(['5.B']))
})

test('a class with several grades has that of most of its pupils, and is pointed out', () => {
  const result = settleClasses([pupil(2, { grade: 6 }), pupil(3, { grade: 5 }), pupil(4, { grade: 5 })], [], new Map())
  assert.equal([...result.classes.values()][0]?.grade, 5)
  assert.deepEqual(found(result), [[2, 'class-of-several-grades', 'warning']])
})

test('a grade that is not the number in the class name is pointed out once per class', () => {
  const result = settleClasses([pupil(3, { grade: 6 }), pupil(2, { grade: 6 })], [], new Map())
  assert.deepEqual(found(result), [[2, 'grade-differs-from-class', 'warning']])
})

test('without a grade, the class keeps the one it has, else the number in its name; a room has none', () => {
  const gradeOf = (className: string, existing: number | undefined, kind: 'school' | 'daycare') =>
    [
      ...settleClasses(
        [pupil(2, { className, grade: null })],
        existing === undefined ? [] : [{ institution: 'X81101', name: className, grade: existing }],
        new Map([['X81101', kind]]),
      ).classes.values(),
    ][0]?.grade
  assert.equal(gradeOf('Delfinerne', 3, 'school'), 3)
  assert.equal(gradeOf('5.B', undefined, 'school'), 5)
  assert.equal(gradeOf('Delfinerne', undefined, 'school'), null)
  assert.equal(gradeOf('2. stue', undefined, 'daycare'), null)
})

test('an institution number with two names stops the file, a repeated line does not', () => {
  const one = { line: 2, number: 'X81101', name: 'Søndre Skole', kind: 'school' } as const
  assert.deepEqual(found(withoutDoubleInstitutions([one, { ...one, line: 3 }])), [])
  assert.deepEqual(found(withoutDoubleInstitutions([one, { ...one, line: 3, name: 'Nordre Skole' }])), [
    [3, 'institution-twice-differs', 'error'],
  ])
})

const known = {
  own: 881,
  kinds: new Map([['X81101', 'school']] as const),
  directory: new Map([
    ['X81101', 881],
    ['X82101', 882],
  ]),
}
const mention = (institution: string, institutionName: string, hasGrade = true) => ({ line: 5, institution, institutionName, hasGrade })

test('an institution nobody knew is made when the file names it, and asked for when it does not', () => {
  assert.deepEqual(newInstitutions([mention('X81101', '')], known), { institutions: [], findings: [] })
  const made = newInstitutions([mention('X81102', 'Nordre Skole'), mention('X81103', 'Solstrålen', false)], known)
  assert.deepEqual(
    made.institutions.map(({ number, kind }) => [number, kind]),
    [
      ['X81102', 'school'],
      ['X81103', 'daycare'],
    ],
  )
  assert.deepEqual(found(made), [
    [5, 'institution-new', 'warning'],
    [5, 'institution-new', 'warning'],
  ])
  assert.deepEqual(found(newInstitutions([mention('X81102', '')], known)), [[5, 'institution-unknown', 'error']])
})

test('an institution of another municipality is refused, named or not', () => {
  for (const name of ['', 'Storkøbing Skole']) {
    const result = newInstitutions([mention('X82101', name)], known)
    assert.deepEqual(result.institutions, [])
    assert.deepEqual(found(result), [[5, 'institution-of-another-municipality', 'error']])
  }
})
