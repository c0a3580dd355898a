/** What intervals and verdicts promise, in little; `npm run coverage` has it whole. */
import assert from 'node:assert/strict'
import { test } from 'node:test'
import { falseAlarms } from '#domain/report/verdict.ts'
import { mellemtrin } from '../mellemtrin.ts'
import { coverageOf, intervalCases } from './interval-coverage.ts'
import { falseReportsOf } from './nation-without-differences.ts'

const draws = 150
/** With schools more alike than assumed the assumption does not hold, and drawn as if pupils were independent nothing does. */
const promised = intervalCases.filter(({ interval, setting }) => interval !== 'As if independent' && !setting.endsWith('ρ 0.08'))

for (const [interval, cases] of Map.groupBy(promised, (one) => one.interval)) {
  const held = (drawnIn: number) => cases.reduce((sum, one) => sum + coverageOf(one, draws, drawnIn).covered / cases.length, 0)

  test(`${interval}: about 95 in a hundred hold the truth, and of half as wide ones far fewer`, () => {
    assert.ok(held(1) >= 0.92, `${(held(1) * 100).toFixed(1)} in a hundred`)
    assert.ok(held(0.5) < 0.85, `${(held(0.5) * 100).toFixed(1)} in a hundred of half as wide ones`)
  })
}

test('the exact interval holds the truth 95 times in a hundred wherever it is', () => {
  for (const one of intervalCases.filter(({ interval }) => interval === 'Clopper-Pearson')) {
    // Two standard errors of what chance does to so many draws.
    assert.ok(coverageOf(one, 600).covered >= 0.95 - 0.018, one.setting)
  }
})

test('as if pupils of a school were strangers, three intervals in ten miss', () => {
  for (const one of intervalCases.filter(({ interval }) => interval === 'As if independent'))
    assert.ok(coverageOf(one, 300).covered < 0.8, one.setting)
})

test('in a nation without differences at most one report in twenty calls something clear', () => {
  const rates = falseReportsOf(mellemtrin(), { municipalities: 2, schools: [4, 11], draw: 'little nation' })
  const sum = (of: 'reports' | 'falseReports' | 'gaps') => rates.reduce((total, rate) => total + rate[of], 0)
  assert.ok(sum('reports') > 400 && sum('gaps') > 20_000, `${sum('reports')} reports, ${sum('gaps')} gaps`)
  assert.ok(sum('falseReports') <= falseAlarms * sum('reports'), `${sum('falseReports')} of ${sum('reports')} reports`)
  assert.ok(rates.some(({ level, with: kind }) => level === 'municipality' && kind === 'country'))
})
