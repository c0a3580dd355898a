import assert from 'node:assert/strict'
import { test } from 'node:test'
import { type Card, type CardOptions, type ReportedUnit, cardsOf, comparedIn } from './card.ts'
import { specimen } from '../disclosure/specimen.ts'
import { addMoments, momentsOf, subtractMoments } from '../disclosure/moments.ts'
import { addSums, storedSum } from '../disclosure/sum.ts'
import { codebook, optionsAt } from '../questionnaire/codebook.ts'
import type { Level } from '../organisation/unit.ts'

const { cells, width } = codebook(specimen)

/** A sum in which so many chose each option. */
function sum(counts: Readonly<Record<string, readonly number[]>>) {
  const row: number[] = Array.from({ length: width }, () => 0)
  for (const { item, offset } of cells) {
    const chosen = counts[item.code] ?? []
    row[offset] = chosen.reduce((total, count) => total + count, 0)
    for (const [option, count] of chosen.entries()) row[offset + optionsAt + option] = count
  }
  return storedSum(row)
}

function unit(level: Level, counts: Readonly<Record<string, readonly number[]>> | null, change: Partial<ReportedUnit> = {}): ReportedUnit {
  return {
    unit: `${level}:x`,
    level,
    name: level,
    grade: null,
    kind: null,
    sums: counts && { all: sum(counts), female: null, male: null },
    schools: null,
    isSealed: counts !== null,
    ...change,
  }
}

const options: CardOptions = { state: 'open', split: false, comparison: null, above: [], items: () => true }

function card(code: string, of: ReportedUnit, change: Partial<CardOptions> = {}): Card {
  return cardsOf(specimen, of, { ...options, ...change }).find(({ item }) => item === code) ?? assert.fail(code)
}

test("a figure has its n, bars in the options' order, and what goes well added up", () => {
  const { figure, state } = card('sleep', unit('class', { sleep: [10, 7, 4] }))
  assert.equal(state, 'shown')
  assert.deepEqual(
    figure?.bars.map(({ option, count, percent }) => [option, count, percent]),
    [
      ['good', 10, 48],
      ['fair', 7, 33],
      ['bad', 4, 19],
    ],
  )
  assert.deepEqual(figure?.bars[0], { option: 'good', count: 10, percent: 48, low: 28, high: 68 })
  assert.equal(figure?.favourable?.count, 17)
})

test('percent are whole below a hundred answers, and have one decimal from there', () => {
  assert.equal(card('sleep', unit('institution', { sleep: [33, 33, 33] })).figure?.bars[0]?.percent, 33)
  assert.deepEqual(card('sleep', unit('institution', { sleep: [33, 33, 33] })).figure?.bars[0]?.low, 25)
  assert.deepEqual(card('sleep', unit('institution', { sleep: [34, 33, 33] })).figure?.bars[0]?.low, 25.5)
  assert.equal(card('sleep', unit('institution', { sleep: [111, 50, 50] })).figure?.bars[0]?.percent, 52.6)
})

test('a sensitive question below twenty answers is few, some or many, with no count anywhere', () => {
  const shown = card('bullied', unit('class', { bullied: [12, 5, 2] }), { split: true })
  assert.equal(shown.state, 'bands')
  assert.deepEqual(shown.bands, {
    n: 19,
    options: [
      { option: 'never', band: 'many' },
      { option: 'seldom', band: 'some' },
      { option: 'often', band: 'few' },
    ],
  })
  assert.deepEqual([shown.figure, shown.split, shown.comparison, shown.hidden], [null, null, null, null])
  assert.equal(card('bullied', unit('class', { bullied: [13, 5, 2] })).state, 'shown')
  // A year group may be one class.
  assert.equal(card('bullied', unit('yearGroup', { bullied: [12, 5, 2] })).state, 'bands')
  assert.equal(card('sleep', unit('class', { sleep: [5, 0, 0] })).state, 'shown')
})

test('bands: few below a quarter, some up to half, many above', () => {
  const bands = (counts: readonly number[]) => card('bullied', unit('class', { bullied: counts })).bands?.options.map(({ band }) => band)
  assert.deepEqual(bands([2, 3, 7]), ['few', 'some', 'many'])
  assert.deepEqual(bands([6, 6, 0]), ['some', 'some', 'few'])
})

test('a split by sex is shown where both may be, and says what it covers', () => {
  const split = (all: readonly number[], female: readonly number[], male: readonly number[], code = 'sleep') =>
    card(code, unit('class', {}, { sums: { all: sum({ [code]: all }), female: sum({ [code]: female }), male: sum({ [code]: male }) } }), {
      split: true,
    }).split
  assert.deepEqual([split([10, 7, 4], [5, 5, 0], [5, 2, 3])?.female.n, split([10, 7, 4], [5, 5, 0], [5, 2, 3])?.covers], [10, 95])
  assert.equal(split([40, 0, 0], [5, 0, 0], [5, 0, 0]), null, 'a split for a quarter says nothing of the whole')
  assert.equal(split([21, 0, 3], [10, 0, 2], [11, 0, 1], 'bullied'), null, 'neither sex has twenty')
  assert.notEqual(split([21, 20, 3], [20, 2, 2], [1, 18, 1], 'bullied'), null)
  assert.equal(card('sleep', unit('class', { sleep: [10, 7, 4] }), { split: true }).split, null)
  const unasked = unit(
    'class',
    {},
    { sums: { all: sum({ sleep: [10, 7, 4] }), female: sum({ sleep: [5, 5, 0] }), male: sum({ sleep: [5, 2, 4] }) } },
  )
  assert.equal(card('sleep', unasked).split, null)
})

test('a follow-up is hidden where the question it hangs on is hidden or rough', () => {
  assert.equal(card('where', unit('class', { bullied: [5, 7, 7], where: [3, 9, 5] })).state, 'hidden')
  assert.equal(card('where', unit('class', { where: [3, 9, 20] })).state, 'hidden')
  assert.equal(card('where', unit('institution', { bullied: [50, 7, 7], where: [3, 9, 2] })).state, 'bands')
  assert.equal(card('where', unit('institution', { bullied: [50, 17, 7], where: [3, 9, 12] })).state, 'shown')
  assert.equal(card('where', unit('class', { bullied: [5, 7, 7], where: [3, 9, 5] })).hidden?.threshold, 20)
})

test('what is hidden says why, and where it is open', () => {
  const school = unit('institution', { sleep: [50, 20, 20], body: [30, 10] })
  const why = (code: string, of: ReportedUnit, change: Partial<CardOptions> = {}) => card(code, of, { above: [school], ...change }).hidden
  const openAt = { unit: 'institution:x', level: 'institution', name: 'institution', grade: null, kind: null }
  assert.deepEqual(why('sleep', unit('class', null)), { reason: 'notSealedYet', threshold: 5, openAt })
  assert.deepEqual(why('sleep', unit('class', null, { isSealed: true })), { reason: 'tooFew', threshold: 5, openAt })
  assert.deepEqual(why('bullied', unit('class', { sleep: [9, 0, 0] })), { reason: 'tooFew', threshold: 10, openAt: null })
  assert.deepEqual(why('body', unit('class', { sleep: [9, 0, 0] })), { reason: 'neverAtThisLevel', threshold: 30, openAt })
  assert.deepEqual(why('body', unit('yearGroup', { sleep: [9, 0, 0] })), { reason: 'neverAtThisLevel', threshold: 30, openAt })
  // It stands for whole schools, which a year group of the municipality holds none of.
  assert.deepEqual(why('body', unit('municipalYearGroup', { sleep: [9, 0, 0] })), { reason: 'neverAtThisLevel', threshold: 30, openAt })
  assert.deepEqual(why('body', unit('institution', { sleep: [9, 0, 0] }), { above: [] }), {
    reason: 'sealsAtClose',
    threshold: 30,
    openAt: null,
  })
  assert.deepEqual(why('body', unit('institution', { sleep: [9, 0, 0] }), { above: [], state: 'sealed' }), {
    reason: 'tooFew',
    threshold: 30,
    openAt: null,
  })
  assert.deepEqual(why('sleep', unit('country', null), { above: [] }), { reason: 'notReleased', threshold: 5, openAt: null })
})

test('the rest is the parent less the unit', () => {
  const own = unit('class', { sleep: [10, 7, 4] })
  const school = unit('institution', { sleep: [110, 57, 44] })
  const { comparison } = card('sleep', own, { comparison: { with: 'rest', unit: school } })
  assert.deepEqual(
    comparison?.figure.bars.map(({ count }) => count),
    [100, 50, 40],
  )
  assert.equal(comparison?.gap?.verdict, 'noClearDifference')
  assert.equal(
    card('sleep', own, { comparison: { with: 'rest', unit: unit('institution', { sleep: [10, 7, 4] }) } }).comparison,
    null,
    'there is no rest',
  )
})

test('nothing is compared with a rest that would itself be rough, nor a rough figure with anything', () => {
  const enough = unit('class', { bullied: [18, 4, 2] })
  const rest = (counts: readonly number[]) => ({ with: 'rest', unit: unit('yearGroup', { bullied: counts }) }) as const
  assert.equal(card('bullied', enough, { comparison: rest([28, 9, 6]) }).comparison, null, 'the other class has nineteen answers')
  assert.notEqual(card('bullied', enough, { comparison: rest([28, 10, 6]) }).comparison, null)
  assert.equal(card('bullied', unit('class', { bullied: [10, 4, 2] }), { comparison: rest([100, 50, 50]) }).comparison, null)
})

test('each comparison keeps its own gap, also after one that is not made', () => {
  const own = unit('institution', { bullied: [10, 4, 2], body: [30, 10] })
  const other = { with: 'municipality', unit: unit('municipality', { bullied: [900, 50, 50], body: [300, 100] }) } as const
  assert.equal(card('bullied', own, { comparison: other }).comparison, null)
  assert.deepEqual(card('body', own, { comparison: other }).comparison?.gap?.points, 0)
})

test('a rest below the threshold is compared with nothing', () => {
  assert.equal(
    card('sleep', unit('class', { sleep: [10, 7, 4] }), { comparison: { with: 'rest', unit: unit('institution', { sleep: [14, 7, 4] }) } })
      .comparison,
    null,
  )
  assert.notEqual(
    card('sleep', unit('class', { sleep: [10, 7, 4] }), { comparison: { with: 'rest', unit: unit('institution', { sleep: [15, 7, 4] }) } })
      .comparison,
    null,
  )
})

test('a clear difference is called so, and in which direction', () => {
  const school = { with: 'rest', unit: unit('institution', { sleep: [200, 100, 50] }) } as const
  assert.equal(card('sleep', unit('class', { sleep: [2, 3, 20] }), { comparison: school }).comparison?.gap?.verdict, 'clearlyLower')
  const municipality = { with: 'municipality', unit: unit('municipality', { sleep: [200, 100, 300] }) } as const
  assert.equal(card('sleep', unit('class', { sleep: [20, 4, 1] }), { comparison: municipality }).comparison?.gap?.verdict, 'clearlyHigher')
})

test('pupils of a few schools make wider intervals, and fewer clear differences', () => {
  const own = unit('institution', { sleep: [60, 40, 100] })
  const gap = (schools: number | null) =>
    card('sleep', own, { comparison: { with: 'municipality', unit: unit('municipality', { sleep: [200, 200, 160] }, { schools }) } })
      .comparison?.gap
  assert.equal(gap(30)?.verdict, 'clearlyLower')
  assert.equal(gap(3)?.verdict, 'noClearDifference')
  const width = (schools: number | null) => {
    const bar = card('sleep', unit('municipality', { sleep: [200, 200, 160] }, { schools })).figure?.bars[0]
    return (bar?.high ?? 0) - (bar?.low ?? 0)
  }
  assert.ok(width(3) > 2 * width(null))
})

test('a question without a favourable side is compared without a verdict', () => {
  const { comparison } = card('games', unit('class', { games: [10, 7, 4] }), {
    comparison: { with: 'rest', unit: unit('institution', { games: [100, 50, 50] }) },
  })
  assert.equal(comparison?.gap, null)
  assert.equal(comparison?.figure.n, 179)
})

test('only what is asked for is reported and judged', () => {
  const cards = cardsOf(specimen, unit('class', { sleep: [10, 7, 4], games: [5, 5, 5] }), {
    ...options,
    items: ({ code }) => code === 'games',
  })
  assert.deepEqual(
    cards.map(({ item }) => item),
    ['games'],
  )
})

const then = (
  change: (item: (typeof specimen.items)[number]) => (typeof specimen.items)[number] | undefined,
  counts: readonly number[],
) => {
  const questionnaire = { ...specimen, items: specimen.items.flatMap((item) => change(item) ?? []) }
  const place = codebook(questionnaire).cells.find(({ item }) => item.code === 'sleep')
  const row = Array.from({ length: codebook(questionnaire).width }, () => 0)
  if (place) {
    row[place.offset] = counts.reduce((total, count) => total + count, 0)
    for (const [option, count] of counts.entries()) row[place.offset + optionsAt + option] = count
  }
  const before = unit('institution', {}, { sums: { all: storedSum(row), female: null, male: null } })
  return { with: 'earlier', unit: before, earlier: { questionnaire, schoolYear: 2025 } } as const
}

test('an earlier wave is compared by the code of a question, wherever it stood then', () => {
  const withoutFirst = then(
    (item) => (item.code === 'bullied' || item.code === 'where' || item.code === 'help' ? undefined : item),
    [100, 50, 20],
  )
  const { comparison, uncompared } = card('sleep', unit('institution', { sleep: [10, 17, 100] }), { comparison: withoutFirst })
  assert.deepEqual([comparison?.schoolYear, comparison?.figure.n, comparison?.gap?.verdict, uncompared], [2025, 170, 'clearlyLower', null])
})

test('other options are a break in the series, and a new question has no past', () => {
  const own = unit('institution', { sleep: [10, 17, 100] })
  const uncompared = (change: Parameters<typeof then>[0]) => card('sleep', own, { comparison: then(change, [50, 50, 50]) }).uncompared
  const changed = (change: object) => uncompared((item) => (item.code === 'sleep' ? { ...item, ...change } : item))
  assert.equal(changed({ options: ['good', 'bad', 'fair'] }), 'break')
  assert.equal(changed({ favourable: ['good'] }), 'break')
  assert.equal(changed({ kind: 'multiple' }), 'break')
  assert.equal(changed({ kind: 'frequency' }), null, 'the same answers, shown as a scale')
  assert.equal(changed({ favourable: ['fair', 'good'] }), null)
  assert.equal(
    uncompared((item) => (item.code === 'sleep' ? undefined : item)),
    'newQuestion',
  )
  assert.equal(card('sleep', own, { comparison: then((item) => item, [1, 1, 1]) }).uncompared, 'tooFew')
})

test('a question asked instead of an earlier one is a break, never joined to what was answered to that', () => {
  const now = {
    ...specimen,
    items: specimen.items.map((item) => (item.code === 'sleep' ? { ...item, code: 'sleep-2', replaces: 'sleep' } : item)),
  }
  const [found] = cardsOf(now, unit('institution', { sleep: [10, 17, 100] }), {
    ...options,
    comparison: then((item) => item, [50, 50, 50]),
  })
  assert.deepEqual([found?.item, found?.uncompared, found?.comparison], ['sleep-2', 'break', null])
})

test('other bands of the same measure are a break in the series', () => {
  const own = unit('institution', { bedtime: [10, 17, 100] })
  const measured = (starts: readonly number[]) =>
    then((item) => (item.measure ? { ...item, measure: { ...item.measure, starts } } : item), [50, 50, 50])
  assert.equal(card('bedtime', own, { comparison: measured([1140, 1290, 1380]) }).uncompared, 'break')
  assert.equal(card('bedtime', own, { comparison: measured([1140, 1260, 1380]) }).uncompared, 'tooFew', 'nothing is counted there')
})

test('what this municipality alone asks is compared with nobody, and says so', () => {
  const country = unit('country', { sleep: [50, 50, 50] })
  const own = new Set(['sleep'])
  assert.equal(
    card('sleep', unit('institution', { sleep: [10, 17, 100] }), { comparison: { with: 'country', unit: country, own } }).uncompared,
    'ownQuestion',
  )
})

test('a text and a page that is read have no card, and what comes after them has its own figure', () => {
  const cards = cardsOf(specimen, unit('institution', { bedtime: [10, 17, 100] }), options)
  assert.deepEqual(
    cards.map(({ item }) => item).filter((item) => item === 'page' || item === 'words'),
    [],
  )
  assert.deepEqual(
    cards.find(({ item }) => item === 'bedtime')?.figure?.bars.map(({ option, count }) => [option, count]),
    [
      ['before-21', 10],
      ['before-23', 17],
      ['after-23', 100],
    ],
  )
})

test('girls and boys are held against each other in the same family as all the rest', () => {
  const sums = { all: sum({ sleep: [60, 60, 60] }), female: sum({ sleep: [10, 20, 60] }), male: sum({ sleep: [50, 40, 0] }) }
  const own = unit('institution', {}, { sums })
  const cards = cardsOf(specimen, own, {
    ...options,
    split: true,
    comparison: { with: 'rest', unit: unit('municipality', { sleep: [300, 300, 300] }, { schools: 9 }) },
  })
  const split = cards.find(({ item }) => item === 'sleep')?.split
  assert.deepEqual([split?.gap?.verdict, split?.gap?.points], ['clearlyLower', -67])
  assert.equal(comparedIn(cards), 2)
  assert.equal(comparedIn(cardsOf(specimen, own, options)), 0)
})

/** Twelve schools of a hundred, whose share of good sleep lies so far to either side of a half. */
function twelveSchools(apart: number) {
  const schools = Array.from({ length: 12 }, (_, at) =>
    sum({ sleep: [50 + (at % 2 === 0 ? apart : -apart), 0, 50 - (at % 2 === 0 ? apart : -apart)] }),
  )
  const none = { all: sum({}), female: null, male: null }
  const moments = schools.map((school) => momentsOf(specimen, school)).reduce(addMoments)
  return unit(
    'municipality',
    {},
    { sums: { ...none, all: schools.reduce(addSums) }, schools: 12, moments: { all: moments, female: null, male: null }, isSealed: true },
  )
}

test('with ten schools or more the interval is measured on how they differ, and the figure says so', () => {
  const width = (of: ReportedUnit) => {
    const { figure } = card('sleep', of)
    return { width: (figure?.favourable?.high ?? 0) - (figure?.favourable?.low ?? 0), interval: figure?.interval }
  }
  const [alike, apart] = [width(twelveSchools(0)), width(twelveSchools(20))]
  assert.deepEqual([alike.interval, apart.interval], ['clusterRobust', 'clusterRobust'])
  assert.ok(apart.width > 3 * alike.width, `${alike.width} ${apart.width}`)
  assert.equal(width({ ...twelveSchools(20), moments: null }).interval, 'effectiveSize')
  assert.equal(width(unit('institution', { sleep: [600, 0, 600] })).interval, 'wilson')
})

test('beside a municipality whose schools are far apart a school has to be further off', () => {
  const school = unit('institution', { sleep: [80, 0, 20] })
  const gap = (whole: ReportedUnit) => card('sleep', school, { comparison: { with: 'municipality', unit: whole } }).comparison?.gap
  const [alike, apart] = [gap(twelveSchools(0)), gap(twelveSchools(40))]
  assert.ok((apart?.high ?? 0) - (apart?.low ?? 0) > (alike?.high ?? 0) - (alike?.low ?? 0))
})

test('the rest of a municipality is measured without the school that is held against it', () => {
  const whole = twelveSchools(20)
  const own = unit('institution', { sleep: [70, 0, 30] })
  const { comparison } = card('sleep', own, { comparison: { with: 'rest', unit: whole } })
  assert.equal(comparison?.figure.n, 1100)
  assert.equal(comparison?.figure.interval, 'clusterRobust')
  const without = (of: ReportedUnit): ReportedUnit => {
    const { moments } = of
    const gone = momentsOf(specimen, sum({ sleep: [30, 0, 70] }))
    return moments ? { ...of, moments: { ...moments, all: subtractMoments(moments.all, gone) } } : of
  }
  const interval = (of: ReportedUnit) => card('sleep', own, { comparison: { with: 'rest', unit: of } }).comparison?.figure.interval
  assert.deepEqual(
    [interval(without(whole)), interval(without(without(whole)))],
    ['clusterRobust', 'effectiveSize'],
    'ten are left, then nine',
  )
})

test('below 40 % answers, here or there, nothing is compared, and the card says why', () => {
  const own = unit('institution', { sleep: [40, 30, 10] }, { turnout: { answered: 80, invited: 100 } })
  const other = (answered: number) =>
    ({
      with: 'municipality',
      unit: unit('municipality', { sleep: [100, 50, 40] }, { turnout: { answered, invited: 500 }, schools: 5 }),
    }) as const
  const over = { state: 'sealed' } as const
  assert.notEqual(card('sleep', own, { ...over, comparison: other(200) }).comparison, null)
  assert.deepEqual(
    [
      card('sleep', own, { ...over, comparison: other(199) }).comparison,
      card('sleep', own, { ...over, comparison: other(199) }).uncompared,
    ],
    [null, 'lowResponse'],
  )
  const few = { ...own, turnout: { answered: 80, invited: 201 } }
  assert.equal(card('sleep', few, { comparison: other(500) }).uncompared, 'lowResponse')
  assert.equal(card('sleep', few).uncompared, null, 'nothing was asked for')
  assert.notEqual(card('sleep', few).figure, null, 'what they answered is shown all the same')
  // Of the 190 who answered 80 are its own: 110 of 400 others.
  assert.equal(card('sleep', own, { ...over, comparison: { ...other(190), with: 'rest' } }).uncompared, 'lowResponse')
  assert.notEqual(card('sleep', own, { comparison: other(199) }).comparison, null, 'while it is open, others have not been asked yet')
  const before = { ...other(199), with: 'earlier', earlier: { questionnaire: specimen, schoolYear: 2025 } } as const
  assert.equal(card('sleep', own, { comparison: before }).uncompared, 'lowResponse', 'an earlier wave is over')
})

test('a class has whole percent, however many answer in it', () => {
  const figure = (level: Level) => card('sleep', unit(level, { sleep: [111, 50, 50] })).figure
  assert.deepEqual([figure('class')?.bars[0]?.percent, figure('class')?.decimals], [53, 0])
  assert.deepEqual([figure('institution')?.bars[0]?.percent, figure('institution')?.decimals], [52.6, 1])
  assert.equal(figure('class')?.n, 211, 'and never a percentage without its n')
})
