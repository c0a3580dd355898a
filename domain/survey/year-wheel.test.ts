import assert from 'node:assert/strict'
import { test } from 'node:test'
import { lanesOf, monthsOf, type WheelSurvey, yearWheel } from './year-wheel.ts'

const wave = (change: Partial<WheelSurvey> = {}): WheelSurvey => ({
  id: 'a',
  title: 'Trivsel på mellemtrinnet',
  opensOn: '2026-11-02',
  closesOn: '2026-11-27',
  isRolling: false,
  module: 'school',
  ...change,
})

const told = (surveys: readonly WheelSurvey[], year = 2026) => yearWheel(surveys, year).map(({ stage, from, to }) => [stage, from, to])

test('a wave is prepared, told of, answered, read and planned from, without gaps and without overlap', () => {
  assert.deepEqual(told([wave()]), [
    ['prepare', '2026-09-07', '2026-10-11'],
    ['inform', '2026-10-12', '2026-11-01'],
    ['answer', '2026-11-02', '2026-11-27'],
    ['report', '2026-11-28', '2026-12-25'],
    ['plan', '2026-12-26', '2027-02-19'],
  ])
})

test('a rolling survey is only answered, all the time', () => {
  assert.deepEqual(told([wave({ isRolling: true, opensOn: '2026-01-01', closesOn: '2027-12-31' })]), [
    ['answer', '2026-08-01', '2027-07-31'],
  ])
})

test('what lies in another school year is left out, and what reaches over is cut', () => {
  const spring = wave({ opensOn: '2026-05-04', closesOn: '2026-06-12' })
  assert.deepEqual(told([spring]), [['plan', '2026-08-01', '2026-09-04']])
  assert.deepEqual(told([spring], 2025).at(-1), ['plan', '2026-07-11', '2026-07-31'])
  assert.deepEqual(told([wave()], 2024), [])
})

test('a month tells what begins in it and what goes on, from August to July', () => {
  const months = monthsOf(yearWheel([wave()], 2026), 2026)
  assert.deepEqual(
    months.map(({ month }) => month),
    ['2026-08', '2026-09', '2026-10', '2026-11', '2026-12', '2027-01', '2027-02', '2027-03', '2027-04', '2027-05', '2027-06', '2027-07'],
  )
  assert.deepEqual(
    months.map(({ begins, goesOn }) => [begins, goesOn].map((entries) => entries.map(({ stage }) => stage).join(' ')).join(' | ')),
    [
      ' | ',
      'prepare | ',
      'inform | prepare',
      'answer report | inform',
      'plan | report',
      ' | plan',
      ' | plan',
      ' | ',
      ' | ',
      ' | ',
      ' | ',
      ' | ',
    ],
  )
})

test('two surveys at the same time lie side by side; one after the other they share a lane', () => {
  const entries = (...surveys: readonly WheelSurvey[]) =>
    lanesOf(yearWheel(surveys, 2026)).map((lane) => [...new Set(lane.map(({ surveyId }) => surveyId))])
  assert.deepEqual(entries(wave(), wave({ id: 'b' })), [['a'], ['b']])
  assert.deepEqual(
    entries(wave({ opensOn: '2026-09-01', closesOn: '2026-09-11' }), wave({ id: 'b', opensOn: '2027-03-01', closesOn: '2027-03-12' })),
    [['a', 'b']],
  )
  assert.deepEqual(entries(), [[]])
})
