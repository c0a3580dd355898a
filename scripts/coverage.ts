/**
 * Prints what the statistics of a report hold of what they promise, in about a minute. `npm run coverage`
 *
 * First how often each interval holds a truth that is known, then how often a report of a nation without differences calls something
 * clear. The same every time; `docs/statistics.md` has it as printed.
 */
import { coverageOf, intervalCases } from '#lillekoebing/coverage/interval-coverage.ts'
import { falseReportsOf, shareOfClasses } from '#lillekoebing/coverage/nation-without-differences.ts'
import { mellemtrin } from '#lillekoebing/mellemtrin.ts'
import { falseAlarms } from '#domain/report/verdict.ts'

const draws = 1000
const nation = { municipalities: 6, schools: [4, 18], draw: 'without differences' } as const

const print = (line = '') => process.stdout.write(`${line}\n`)
const percent = (share: number) => (share * 100).toFixed(1)

print(`Of ${draws} intervals each, how many in a hundred hold the truth (promised: 95), and how wide they are.`)
print()
print(`${'interval'.padEnd(20)}${'of'.padEnd(32)}${'held'.padStart(7)}${'width'.padStart(8)}`)
for (const one of intervalCases) {
  const { covered, width } = coverageOf(one, draws)
  print(`${one.interval.padEnd(20)}${one.setting.padEnd(32)}${percent(covered).padStart(7)}${percent(width).padStart(8)}`)
}

print()
print(
  `A nation without differences: ${nation.municipalities} municipalities of ${nation.schools.join(' to ')} schools. Of a hundred reports, how`,
)
print(`many call anything clear (promised: at most ${falseAlarms * 100}), each with all its questions and girls against boys.`)
print()
print(`${'report of'.padEnd(16)}${'against'.padEnd(16)}${'reports'.padStart(8)}${'false'.padStart(8)}${'of 100'.padStart(8)}`)
const rates = falseReportsOf(mellemtrin(), nation)
const row = (name: string, other: string, reports: number, falseReports: number) =>
  print(
    `${name.padEnd(16)}${other.padEnd(16)}${String(reports).padStart(8)}${String(falseReports).padStart(8)}${percent(falseReports / reports).padStart(8)}`,
  )
for (const { level, with: other, reports, falseReports } of rates) row(level, other, reports, falseReports)
const sum = (of: 'reports' | 'falseReports') => rates.reduce((total, rate) => total + rate[of], 0)
row('altogether', '', sum('reports'), sum('falseReports'))

const alike = shareOfClasses(mellemtrin(), nation)
const mean = alike.reduce((total, share) => total + share, 0) / alike.length
print()
print(`Between classes of one school lie ${percent(mean)} % of the variation, on average over ${alike.length} questions.`)
if (sum('falseReports') > falseAlarms * sum('reports')) process.exitCode = 1
