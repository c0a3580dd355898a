import assert from 'node:assert/strict'
import { test } from 'node:test'
import { administratorTasks, readableReports, runningSurveys, teacherTasks } from './tasks.ts'

const id = (number: number) => `00000000-0000-4000-8000-${String(number).padStart(12, '0')}`

const lesson = (className: string, closesOn: string, state: 'open' | 'ended' | null) => ({
  classId: id(className.length),
  className,
  institution: 'Åsum Skole',
  surveyId: id(1),
  surveyTitle: 'Mellemtrin, efterår 2026',
  closesOn,
  invited: 24,
  answered: 0,
  lesson: state === null ? null : { id: id(9), state, isPaused: false },
})

const survey = (number: number, state: 'draft' | 'open' | 'closed' | 'sealed', closesOn: string) => ({
  id: id(number),
  title: `Undersøgelse ${number}`,
  questionnaire: { code: 'mellemtrin', version: '1.0' },
  opensOn: '2026-11-02',
  closesOn,
  grades: [5],
  institutionIds: [id(7)],
  track: 'statistics' as const,
  isRolling: false,
  state,
  schoolYear: 2026,
  invited: 24,
  answered: 3,
})

const school = { id: id(7), name: 'Åsum Skole', kind: 'school' as const, number: '281001', classes: [] }

const file = (state: 'ready' | 'awaiting-second' | 'applied', isOwn?: boolean) => ({
  id: id(3),
  state,
  createdAt: '2026-11-20T08:00:00.000Z',
  progress: 1,
  summary: null,
  firstApproval: isOwn === undefined ? null : { at: '2026-11-20T09:00:00.000Z', isOwn, successions: [] },
})

test('a lesson that goes on comes before classes that wait, and the nearest deadline before later ones', () => {
  const tasks = teacherTasks([
    lesson('5.B', '2026-12-04', null),
    lesson('6.A', '2026-11-27', null),
    lesson('4.C', '2026-12-04', 'open'),
    lesson('4.D', '2026-12-04', 'ended'),
  ])
  assert.deepEqual(
    tasks.map((task) => [task.kind, 'lesson' in task ? task.lesson.className : null]),
    [
      ['continueLesson', '4.C'],
      ['startLesson', '6.A'],
      ['startLesson', '5.B'],
    ],
  )
})

test('an empty municipality is asked for its roster first, and for no survey', () => {
  assert.deepEqual(
    administratorTasks([], [], [], '2026-11-22').map(({ kind }) => kind),
    ['importRoster'],
  )
})

test('a file that waits for approval stands above a survey whose time is over, and that above a draft', () => {
  const surveys = [
    survey(1, 'draft', '2026-12-04'),
    survey(2, 'open', '2026-11-20'),
    survey(3, 'open', '2026-12-04'),
    survey(4, 'sealed', '2026-06-01'),
  ]
  assert.deepEqual(
    administratorTasks([school], [file('applied'), file('ready')], surveys, '2026-11-22').map(({ kind }) => kind),
    ['approveRoster', 'closeSurvey', 'finishDraft'],
  )
})

test('a large change that one has approved waits for the other, and only for the other', () => {
  const tasks = (isOwn: boolean) =>
    administratorTasks([school], [file('awaiting-second', isOwn)], [survey(1, 'sealed', '2026-06-01')], '2026-11-22')
  assert.deepEqual(
    tasks(false).map(({ kind }) => kind),
    ['approveRosterToo'],
  )
  assert.deepEqual(tasks(true), [])
})

test('the last day of a survey still counts as running', () => {
  assert.deepEqual(
    runningSurveys([survey(1, 'open', '2026-12-04'), survey(2, 'open', '2026-11-22'), survey(3, 'open', '2026-11-21')], '2026-11-22').map(
      (row) => row.id,
    ),
    [id(2), id(1)],
  )
})

type Level = 'class' | 'yearGroup' | 'institution' | 'municipality' | 'country'
const unit = (level: Level, isOpen: boolean, name: string = level, parent: string | null = null) => ({
  unit: name,
  level,
  name,
  grade: null,
  kind: null,
  parent,
  invited: 24,
  answered: 20,
  isOpen,
})
const report = (units: ReturnType<typeof unit>[]) => ({
  surveyId: id(1),
  title: 'Mellemtrin',
  state: 'open' as const,
  schoolYear: 2026,
  questionnaire: { code: 'mellemtrin', version: '1.0' },
  units,
})

test('a teacher begins at the class, a leader at the school, an analyst at the municipality', () => {
  const reports = [report([unit('municipality', true), unit('institution', true), unit('class', true)])]
  assert.equal(readableReports(reports, 'teacher')[0]?.unit, 'class')
  assert.equal(readableReports(reports, 'institutionLeader')[0]?.unit, 'institution')
  assert.equal(readableReports(reports, 'municipalAnalyst')[0]?.unit, 'municipality')
})

test('the teacher of a class of four begins at its own year group, not at another that is open', () => {
  const units = [
    unit('institution', true),
    unit('yearGroup', true, '4. årgang', 'institution'),
    unit('yearGroup', true, '5. årgang', 'institution'),
    unit('class', false, '5.M', '5. årgang'),
  ]
  assert.equal(readableReports([report(units)], 'teacher')[0]?.unit, '5. årgang')
})

test("a survey where only the country has figures is no report of one's own", () => {
  assert.deepEqual(
    readableReports([report([unit('municipality', false, 'municipality', 'country'), unit('country', true)])], 'municipalAnalyst'),
    [],
  )
})

test('a leader sees the surveys that ask at their own institution', () => {
  const at = (number: number, institution: number) => ({ ...survey(number, 'open', '2026-12-04'), institutionIds: [id(institution)] })
  const shown = (own: readonly { id: string }[]) => runningSurveys([at(1, 41), at(2, 42)], '2026-11-22', own).map((one) => one.id)
  assert.deepEqual(shown([{ id: id(41) }]), [id(1)])
  assert.deepEqual(shown([]), [id(1), id(2)])
})
