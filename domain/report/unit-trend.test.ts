import assert from 'node:assert/strict'
import { readFileSync } from 'node:fs'
import { test } from 'node:test'
import type { Questionnaire } from '../questionnaire/questionnaire.ts'
import { codebook, answeredAt, optionsAt } from '../questionnaire/codebook.ts'
import { storedSum } from '../disclosure/sum.ts'
import { cardsOf, type ReportedUnit } from './card.ts'
import { reportWords } from './report-words.ts'
import { readTrend } from './trend-reading.ts'
import { trendCsv, trendRows, triedRows } from './trend-rows.ts'
import { type Followed, type ImportedShare, type ToldWave, unitTrend } from './unit-trend.ts'

const read = (path: string) => JSON.parse(readFileSync(new URL(`../../content/${path}`, import.meta.url), 'utf8'))
const questionnaire: Questionnaire = read('questionnaires/mellemtrin/questionnaire.json')
const words = {
  da: reportWords('da', { ...read('texts/report.da.json'), ...read('texts/kinds.da.json'), ...read('texts/trend.da.json') }),
  en: reportWords('en', { ...read('texts/report.en.json'), ...read('texts/kinds.en.json'), ...read('texts/trend.en.json') }),
}
const item = 'school-glad'
const good = questionnaire.items.find(({ code }) => code === item)?.favourable[0] ?? ''

/** A school in which so many of so many gave a good answer to one question. */
function wave(year: number, count: number, n: number, change: Partial<ToldWave> & { readonly invited?: number } = {}): ToldWave {
  const asked = change.questionnaire ?? questionnaire
  const { cells, width } = codebook(asked)
  const counts = Array.from({ length: width }, () => 0)
  const cell = cells.find((one) => one.item.code === item)
  if (cell) {
    const { options, favourable } = cell.item
    counts[cell.offset + answeredAt] = n
    counts[cell.offset + optionsAt + options.indexOf(good)] = count
    counts[cell.offset + optionsAt + options.findIndex((one) => !favourable.includes(one))] = n - count
  }
  const unit: ReportedUnit = {
    unit: 'institution:1',
    level: 'institution',
    name: 'Åsum Skole',
    grade: null,
    kind: 'school',
    sums: { all: storedSum(counts), female: null, male: null },
    schools: null,
    turnout: { answered: n, invited: change.invited ?? n },
    isSealed: true,
  }
  const cards = cardsOf(asked, unit, { state: 'sealed', split: false, comparison: null, above: [], items: () => true })
  return { year, opensOn: `${year}-10-01`, grades: [4, 5, 6], questionnaire: asked, unit, cards, ...change }
}

const trendOf = (waves: readonly ToldWave[], imported: Followed['imported'] = []) => {
  const trend = unitTrend({ waves, imported }, [item], { split: false })
  return { ...trend, line: trend.items[0]?.lines[0] ?? assert.fail() }
}
const stretches = (waves: readonly ToldWave[], imported: Followed['imported'] = []) =>
  trendOf(waves, imported).line.trends.map(({ from, to, verdict }) => `${from}-${to} ${verdict}`)
const steady = [2023, 2024, 2025].map((year) => wave(year, 150, 200))

test('rising is said when it hardly is chance, and a steady school has no clear change', () => {
  assert.deepEqual(stretches([wave(2023, 80, 200), wave(2024, 110, 200), wave(2025, 150, 200)]), ['2023-2025 clearlyRising'])
  assert.deepEqual(stretches([wave(2023, 150, 200), wave(2024, 80, 200)]), ['2023-2024 clearlyFalling'])
  assert.deepEqual(stretches(steady), ['2023-2025 noClearChange'])
})

test('other options, another season and other year groups each break a series', () => {
  const options = questionnaire.items.map((one) => (one.code === item ? { ...one, favourable: one.options.slice(0, 1) } : one))
  const [first, second, third] = steady as [ToldWave, ToldWave, ToldWave]
  assert.deepEqual(stretches([first, wave(2024, 150, 200, { questionnaire: { ...questionnaire, items: options } })]), [])
  assert.deepEqual(stretches([first, { ...second, opensOn: '2025-03-01' }]), [])
  assert.deepEqual(stretches([{ ...first, grades: [5] }, second, third]), ['2024-2025 noClearChange'])
})

test('a question that took the place of another is told beside it, never joined to it', () => {
  const items = questionnaire.items.map((one) => (one.code === item ? { ...one, code: 'school-happy', replaces: item } : one))
  const newest = { ...questionnaire, items }
  const waves = [...steady.slice(0, 2), { ...wave(2025, 150, 200), questionnaire: newest }]
  const now = waves[2] as ToldWave
  const cards = now.cards.map((card) => (card.item === item ? { ...card, item: 'school-happy' } : card))
  const trend = unitTrend({ waves: [...waves.slice(0, 2), { ...now, cards }], imported: [] }, ['school-happy'], { split: false })
  const line = trend.items[0]?.lines[0]
  assert.deepEqual(
    line?.points.map(({ percent, isBreak }) => [percent, isBreak]),
    [
      [75, false],
      [75, false],
      [75, true],
    ],
  )
  assert.deepEqual(
    line?.trends.map(({ from, to }) => [from, to]),
    [[2023, 2024]],
  )
})

test('a year that few have answered is told, and held against nothing', () => {
  const { line } = trendOf([wave(2023, 80, 200), wave(2024, 30, 60, { invited: 200 }), wave(2025, 150, 200)])
  assert.deepEqual(
    line.points.map(({ hasLowResponse, n }) => [hasLowResponse, n]),
    [
      [false, 200],
      [true, 60],
      [false, 200],
    ],
  )
  assert.deepEqual(
    line.trends.map(({ from, to, verdict }) => [from, to, verdict]),
    [[2023, 2025, 'clearlyRising']],
  )
})

test('an imported share without its n is drawn and never tried; with it, it is', () => {
  const one = { year: 2022, item, percent: 20, source: 'Trivselsrapport 2022' }
  const alone = trendOf(steady, [{ ...one, n: null }])
  assert.deepEqual(alone.years, [2022, 2023, 2024, 2025])
  assert.deepEqual(
    alone.line.points.map(({ state, low }) => [state, low !== null]),
    [
      ['imported', false],
      ['shown', true],
      ['shown', true],
      ['shown', true],
    ],
  )
  assert.deepEqual(stretches(steady, [{ ...one, n: null }]), ['2023-2025 noClearChange'])
  assert.deepEqual(stretches(steady, [{ ...one, n: 200 }]), ['2022-2025 clearlyRising'])
  assert.equal(trendOf(steady, [{ ...one, year: 2024, n: 200 }]).line.points[1]?.state, 'shown', 'our own count stands')
})

test('what was imported is told with its source, hollow and beyond a break, and named where it was tried', () => {
  const imported = [2021, 2022].map((year) => ({ year, item, n: 200, percent: 20, source: `Trivselsrapport ${year}` }))
  const { items, years } = unitTrend({ waves: steady, imported }, [item], { split: false })
  for (const language of ['da', 'en'] as const) {
    const told = readTrend(
      items[0] ?? assert.fail(),
      { text: { question: 'Er du glad?', finding: '' }, years, other: null },
      words[language],
    )
    assert.match(
      told.verdicts.join(),
      language === 'da' ? /indlæst.*2021\/22 og 2022\/23.*andre/ : /imported.*2021\/22 and 2022\/23.*others/,
    )
    for (const year of [2021, 2022]) assert.ok(told.notes.some((note) => note.includes(`Trivselsrapport ${year}`)))
    assert.deepEqual(told.chart.breaks, [1, 2], 'between two publications, and where we began to count')
    assert.deepEqual(
      told.chart.series[0]?.points.map((point) => typeof point === 'object' && point?.isImported === true),
      [true, true, false, false, false],
    )
    assert.match(told.table.rows[0]?.cells[0]?.text ?? '', language === 'da' ? /20.*\(indlæst\)/ : /20.*\(imported\)/)
  }
})

test('in a table that is taken away each imported line says that it is, and where it is from', () => {
  const imported = [{ year: 2022, item, n: null, percent: 20.5, source: 'Trivselsrapport 2022' }]
  const { items } = unitTrend({ waves: steady, imported }, [item], { split: false })
  const about = { unit: 'Åsum Skole', items, other: null, question: () => 'Er du glad?' }
  const [head, first, second] = trendCsv(trendRows(about, words.da), words.da).split('\r\n')
  assert.match(head ?? '', /"Enhed";"Kode";"Spørgsmål";"Gruppe";"Skoleår";"Procent"/)
  assert.equal(
    first,
    '"Åsum Skole";"school-glad";"Er du glad?";"Alle";"2022/23";"21";"";"";"";"indlæst fra tidligere offentliggjorte tal";"";"Trivselsrapport 2022"',
  )
  assert.match(second ?? '', /^"Åsum Skole";"school-glad";"Er du glad\?";"Alle";"2023\/24";"75.*";"200";"";"";""$/)
})

test('what was tried is told with its years, its points and whether others have counted some of it', () => {
  const imported = [2021, 2022].map((year) => ({ year, item, n: 200, percent: 20, source: 'Trivselsrapport' }))
  const told = (published: readonly ImportedShare[]) => {
    const { items } = unitTrend({ waves: steady, imported: published }, [item], { split: false })
    return triedRows({ unit: 'Åsum Skole', items, question: () => 'Er du glad?' }, words.da)
  }
  assert.deepEqual(
    told([]).map(({ unit, line, from, to, verdict, imported: years }) => [unit, line, from, to, verdict, years]),
    [['Åsum Skole', 'Alle', '2023/24', '2025/26', 'Ingen sikker ændring', '']],
  )
  assert.deepEqual(
    told(imported).map(({ from, verdict, imported: years }) => [from, verdict, years]),
    [['2021/22', 'Tydeligt stigende', '2021/22 og 2022/23']],
  )
})

test('of a whole municipality an imported share has no interval, for nobody has published its schools', () => {
  const ofAll = steady.map((one) => ({ ...one, unit: { ...one.unit, level: 'municipality' as const, unit: 'municipality', schools: 4 } }))
  const { line } = trendOf(ofAll, [{ year: 2022, item, n: 200, percent: 20, source: 'Trivselsrapport 2022' }])
  assert.deepEqual([line.points[0]?.percent, line.points[0]?.low, line.points[0]?.high], [20, null, null])
})

test('what is said of a trend has its numbers in it, in both languages, and a break is not drawn through', () => {
  const waves = [{ ...(steady[0] as ToldWave), grades: [5] }, wave(2024, 80, 200), wave(2025, 150, 200)]
  const { items, years } = unitTrend({ waves, imported: [] }, [item], { split: false })
  for (const language of ['da', 'en'] as const) {
    const text = { question: 'Er du glad for din skole?', finding: 'er glade for deres skole' }
    const told = readTrend(items[0] ?? assert.fail(), { text, years, other: null }, words[language])
    assert.match(told.heading, language === 'da' ? /^Tydeligt stigende: / : /^Clearly rising: /)
    assert.match(told.verdicts.join(), /40[,.]0\s?%.*2024\/25.*75[,.]0\s?%.*2025\/26.*\+35/)
    assert.match(
      told.brief,
      language === 'da' ? /^Tydeligt stigende: fra 40,0\s?% til 75,0\s?%$/ : /^Clearly rising: from 40\.0% to 75\.0%$/,
    )
    assert.match(told.notes.join(), /2024\/25/)
    assert.deepEqual(told.chart.breaks, [1])
    assert.deepEqual(
      told.table.rows.map(({ label, cells }) => [label, cells[0]?.numbers[0], cells[2]?.numbers[0]]),
      [
        ['2023/24', 75, 200],
        ['2024/25', 40, 200],
        ['2025/26', 75, 200],
      ],
    )
  }
})

test('a year is unusual beside four that agree, and of fewer nothing is said', () => {
  const unusual = (...counts: readonly number[]) => {
    const first = 2026 - counts.length
    const { line } = trendOf(counts.map((count, place) => wave(first + place, count, 200)))
    return line.points.map(({ isUnusual }) => isUnusual)
  }
  assert.deepEqual(unusual(60, 170), [false, false])
  assert.deepEqual(unusual(150, 150, 60, 150), [false, false, false, false])
  assert.deepEqual(unusual(150, 150, 60, 150, 150), [false, false, true, false, false])
})
