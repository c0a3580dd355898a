/** Each rule of the format by hand, on an invented instrument that has them all. */
import assert from 'node:assert/strict'
import { test } from 'node:test'
import { checkInstrument } from './check.ts'
import { none, unknownAge } from './columns.ts'
import { compile } from './compile.ts'
import type { BandSystem, Instrument, Missing, Scale } from './instrument.ts'
import { isWhole, rangeOf } from './range.ts'
import { type ItemAnswers, type Reckoned, score } from './score.ts'
import { type About, findTable, isOfAge } from './table.ts'

const name = { da: 'Opfundet', en: 'Invented' }
const norm = { name, country: 'none', licence: 'CC BY 4.0' }
const source = 'Invented for this test.'
const bands = [
  { code: 'low', name },
  { code: 'high', name },
]

const scale = (given: Partial<Scale>): Scale => ({
  code: 'sum',
  name,
  high: 'difficulty',
  items: ['x-1', 'x-2', 'x-3', 'x-4'],
  reversed: [],
  combine: 'sum',
  times: 1,
  missing: { rule: 'all' },
  ...given,
})

/** Four items, 0 to 3, and whatever is changed. */
const instrument = (given: Partial<Instrument> = {}): Instrument => ({
  format: 1,
  code: 'x',
  edition: '1.2',
  scoringVersion: '1.0',
  normVersion: '1.1',
  name,
  isValidated: false,
  licence: { text: 'own', holder: 'This project', condition: 'Invented for this test.' },
  mayBeAskedIn: ['assessment'],
  versions: [{ code: 'v', informant: 'self', ages: { from: 8, to: 18 }, family: 'v', recall: 'P1W' }],
  answers: { from: 0, to: 3 },
  items: ['x-1', 'x-2', 'x-3', 'x-4'],
  scales: [scale({})],
  derived: [],
  converted: [],
  bandSystems: [],
  alerts: [],
  reliability: [],
  relevantChanges: [],
  ...given,
})

function reckon(given: Instrument, answers: ItemAnswers, about?: About, version = 'v'): Reckoned {
  assert.deepEqual(checkInstrument(given), [])
  const result = score(given, version, answers, null, about)
  if ('refused' in result) assert.fail(JSON.stringify(result))
  return result
}

const sumOf = (given: Partial<Scale>, answers: ItemAnswers, more: Partial<Instrument> = {}) =>
  reckon(instrument({ scales: [scale(given)], ...more }), answers).scores.sum

const missing = (rule: Missing, answers: ItemAnswers, more: Partial<Scale> = {}) => sumOf({ missing: rule, ...more }, answers)

test('all: one missing answer leaves no score', () => {
  assert.equal(missing({ rule: 'all' }, [1, 2, 3, 3]), 9)
  assert.equal(missing({ rule: 'all' }, [1, 2, 3, null]), null)
})

test('at least: the missing ones count as the mean of those given, rounded half up', () => {
  const rule = { rule: 'atLeast', answered: 2 } as const
  assert.equal(missing(rule, [1, 2, null, null]), 6)
  assert.equal(missing(rule, [1, 1, 3, null]), 7)
  assert.equal(missing(rule, [3, null, null, null]), null)
  assert.equal(missing(rule, [null, null, null, null]), null)
})

test('at most so many missing, and at least half', () => {
  assert.equal(missing({ rule: 'atMost', missing: 1 }, [0, 0, 1, null]), 1)
  assert.equal(missing({ rule: 'atMost', missing: 1 }, [0, 0, null, null]), null)
  assert.equal(missing({ rule: 'half' }, [3, 0, null, null]), 6)
  assert.equal(missing({ rule: 'half' }, [3, null, null, null]), null)
  const three = { items: ['x-1', 'x-2', 'x-3'], missing: { rule: 'half' } } as const
  assert.equal(sumOf(three, [3, null, null, 1], { unscored: ['x-4'] }), null)
  assert.equal(sumOf(three, [3, 2, null, 1], { unscored: ['x-4'] }), 8)
})

test('a half goes up: two and a half is three', () => {
  const five = { items: ['x-1', 'x-2', 'x-3', 'x-4', 'x-5'], missing: { rule: 'atLeast', answered: 3 } } as const
  assert.equal(sumOf(five, [1, 1, 0, 0, null], { items: [...five.items] }), 3)
  assert.equal(sumOf(five, [3, 3, 0, 0, null], { items: [...five.items] }), 8)
  assert.equal(sumOf(five, [2, 1, 1, null, null], { items: [...five.items] }), 7)
})

test('a mean is over what was answered and is not rounded; a count is of the values from there on', () => {
  assert.equal(sumOf({ combine: 'mean', missing: { rule: 'half' } }, [1, 2, 2, null]), 5 / 3)
  assert.equal(sumOf({ combine: 'mean', times: 4, missing: { rule: 'half' } }, [1, 2, null, null]), 6)
  assert.equal(sumOf({ combine: 'count', countFrom: 2 }, [0, 1, 2, 3]), 2)
  assert.equal(sumOf({ combine: 'count', countFrom: 2, reversed: ['x-1'] }, [0, 1, 2, 3]), 3)
  assert.equal(sumOf({ combine: 'count', countFrom: 2, missing: { rule: 'half' } }, [2, 3, 0, null]), 3)
  const counts = instrument({ scales: [scale({ combine: 'count', countFrom: 2, reversed: ['x-1'] })] })
  assert.deepEqual(rangeOf(counts, 'v', 'sum'), { from: 0, to: 4 })
})

test('an answer is worth its points, whatever is printed first; reversed it counts from the other end', () => {
  const other = { itemAnswers: { 'x-2': { from: 1, to: 5 }, 'x-3': { from: 0, to: 10, step: 5, printed: 'highestFirst' as const } } }
  assert.equal(sumOf({}, [3, 5, 10, 0], other), 18)
  assert.equal(sumOf({ reversed: ['x-2', 'x-3'] }, [3, 5, 10, 0], other), 4)
  assert.equal(sumOf({ reversed: ['x-2', 'x-3'] }, [0, 1, 5, 0], other), 10)
  assert.deepEqual(rangeOf(instrument(other), 'v', 'sum'), { from: 1, to: 21 })
  const refused = score(instrument(other), 'v', [0, 1, 6, 0])
  assert.deepEqual(refused, { refused: 'answer-out-of-range', item: 'x-3', found: 6, allowed: other.itemAnswers['x-3'] })
  assert.deepEqual(score(instrument(other), 'v', [0, 0, 5, 0]), {
    refused: 'answer-out-of-range',
    item: 'x-2',
    found: 0,
    allowed: other.itemAnswers['x-2'],
  })
})

test('a form has some of the items, in its own order, and may be answered otherwise', () => {
  const [version] = instrument().versions
  assert.ok(version)
  const two = { ...version, code: 'two', family: 'two', items: ['x-3', 'x-1'], answers: { from: 0, to: 9 } }
  const given = instrument({ versions: [version, two], itemAnswers: { 'x-3': { from: 0, to: 9 } }, scales: [scale({ reversed: ['x-3'] })] })
  assert.equal(reckon(given, [9, 2], {}, 'two').scores.sum, 2)
  assert.equal(reckon(given, [0, 2], {}, 'two').scores.sum, 11)
  assert.equal(reckon(given, [0, 2], {}, 'two').answered, 2)
  assert.deepEqual(rangeOf(given, 'two', 'sum'), { from: 0, to: 18 })
  assert.deepEqual(rangeOf(given, 'v', 'sum'), { from: 0, to: 18 })
  assert.equal(reckon(given, [1, 1, 9, 1]).scores.sum, 3)
  assert.deepEqual(score(given, 'two', [1, 1, 1, 1]), { refused: 'wrong-number-of-answers', found: 4, expected: 2 })
  assert.equal(rangeOf(given, 'nobody', 'sum'), undefined)
  assert.equal(rangeOf(given, 'v', 'luck'), undefined)
})

test('a scale that a form asks nothing of has no score there', () => {
  const [version] = instrument().versions
  assert.ok(version)
  const given = instrument({
    versions: [version, { ...version, code: 'two', items: ['x-1', 'x-2'] }],
    scales: [scale({ items: ['x-1', 'x-2'] }), scale({ code: 'rest', items: ['x-3', 'x-4'] })],
  })
  assert.deepEqual(reckon(given, [1, 1], {}, 'two').scores, { sum: 2, rest: null })
  assert.equal(rangeOf(given, 'two', 'rest'), undefined)
})

test('a part is scored by itself and again in the whole; what counts nowhere is answered all the same', () => {
  const given = instrument({
    items: ['x-1', 'x-2', 'x-3', 'x-4', 'x-5'],
    unscored: ['x-5'],
    scales: [scale({}), scale({ code: 'part', items: ['x-2', 'x-3'], isPart: true })],
  })
  const { scores, answered } = reckon(given, [1, 2, 3, 0, 3])
  assert.deepEqual(scores, { sum: 6, part: 5 })
  assert.equal(answered, 5)
  assert.equal(reckon(given, [1, 2, 3, 0, null]).answered, 4)
  assert.equal(reckon(given, [1, 2, 3, null, null]).answered, 3)
  assert.deepEqual(score(given, 'v', [1, 2, 3, 0, 4]), {
    refused: 'answer-out-of-range',
    item: 'x-5',
    found: 4,
    allowed: { from: 0, to: 3 },
  })
})

/** Four items of 0, 5 or 10, a mark of 5 beside each, and a limit at 20. */
const near = instrument({
  items: ['x-1', 'x-2', 'x-3', 'x-4', 'x-5', 'x-6', 'x-7', 'x-8'],
  answers: { from: 0, to: 10, step: 5 },
  itemAnswers: Object.fromEntries(['x-5', 'x-6', 'x-7', 'x-8'].map((item) => [item, { from: 0, to: 5, step: 5 }])),
  scales: [
    scale({
      adds: ['x-5', 'x-6', 'x-7', 'x-8'],
      missing: { rule: 'nearCutOff', answered: 2, missing: 1, within: 5, bandSystem: 'limit' },
    }),
  ],
  bandSystems: [
    {
      code: 'limit',
      name,
      norm,
      bands,
      of: ['sum'],
      tables: [
        {
          version: 'v',
          source,
          verified: false,
          border: 'above',
          spans: {
            sum: [
              [0, 20],
              [20, 60],
            ],
          },
        },
      ],
    },
  ],
})

test('a mark is added when it is made and is no missing answer when it is not', () => {
  const none = [null, null, null, null]
  assert.deepEqual(rangeOf(near, 'v', 'sum'), { from: 0, to: 60 })
  assert.equal(reckon(near, [5, 5, 0, 0, ...none]).scores.sum, 10)
  assert.equal(reckon(near, [5, 5, 0, 0, 5, 0, 0, null]).scores.sum, 15)
  assert.equal(reckon(near, [5, 5, 0, 0, 5, 0, 0, null]).answered, 4)
  assert.equal(reckon(near, [5, null, null, null, 5, 5, 5, 5]).scores.sum, null)
})

test('near the limit, and only there, what is missing raises the sum', () => {
  const none = [null, null, null, null]
  const saying = (...answers: ItemAnswers) => {
    const { scores, bands: found } = reckon(near, [...answers, ...none])
    return [scores.sum, found.limit?.sum]
  }
  assert.deepEqual(saying(5, 5, 5, 0), [15, 'low'])
  assert.deepEqual(saying(5, 5, 5, null), [20, 'high'])
  assert.deepEqual(saying(10, 5, 5, null), [80 / 3, 'high'])
  assert.deepEqual(saying(10, 10, 5, null), [100 / 3, 'high'])
  assert.deepEqual(saying(10, 10, 10, null), [30, 'high'])
  assert.deepEqual(saying(5, 5, 0, null), [10, 'low'])
  assert.deepEqual(saying(10, 5, null, null), [30, 'high'])
  assert.deepEqual(saying(10, null, null, null), [null, null])
})

const converted = (tables: Instrument['converted'][number]['tables'], more: Partial<Instrument> = {}) =>
  instrument({
    derived: [{ code: 'both', name, high: 'difficulty', of: ['sum', 'sum'] }],
    converted: [{ code: 'metric', name, high: 'difficulty', of: 'sum', norm, gradeIsAgeLess: 6, tables }],
    ...more,
  })

test('a converted score is read off its table, and a raw one that is not in it has none', () => {
  const given = converted([
    {
      version: 'v',
      source,
      verified: true,
      values: [
        [0, 7],
        [2, 9.51],
        [12, 35],
      ],
    },
  ])
  assert.deepEqual(reckon(given, [1, 1, 0, 0]).scores, { sum: 2, both: 4, metric: 9.51 })
  assert.equal(reckon(given, [0, 0, 0, 0]).scores.metric, 7)
  assert.equal(reckon(given, [3, 3, 3, 3]).scores.metric, 35)
  assert.equal(reckon(given, [1, 0, 0, 0]).scores.metric, null)
  assert.equal(reckon(given, [1, 0, 0, null]).scores.metric, null)
  assert.deepEqual(rangeOf(given, 'v', 'metric'), { from: 7, to: 35 })
  assert.equal(reckon(converted([]), [1, 1, 0, 0]).scores.metric, null)
  assert.equal(rangeOf(converted([]), 'v', 'metric'), undefined)
})

test('a table is for a sex and a grade: without the one or the other there is the raw score alone', () => {
  const at = (value: number) => ({ version: 'v', source, verified: true, values: [[4, value]] as const })
  const given = converted([
    { ...at(50), sex: 'girl', grades: { from: 3, to: 4 } },
    { ...at(60), sex: 'boy', grades: { from: 3, to: 4 } },
    { ...at(70), sex: 'girl', grades: { from: 5, to: 6 } },
  ])
  const metric = (about: About) => reckon(given, [1, 1, 1, 1], about).scores.metric
  assert.equal(metric({ sex: 'girl', ageInMonths: 9 * 12 }), 50)
  assert.equal(metric({ sex: 'boy', ageInMonths: 10 * 12 + 11 }), 60)
  assert.equal(metric({ sex: 'boy', ageInMonths: 11 * 12 }), null)
  assert.equal(metric({ sex: 'girl', ageInMonths: 11 * 12 }), 70)
  assert.equal(metric({ sex: 'girl', ageInMonths: 9 * 12 - 1 }), null)
  assert.equal(metric({ sex: 'girl' }), null)
  assert.equal(metric({ ageInMonths: 120 }), null)
  assert.equal(metric({}), null)
  const [{ tables, gradeIsAgeLess } = { tables: [] }] = given.converted
  const why = (about: About, version = 'v') => {
    const found = findTable(tables, version, about, gradeIsAgeLess)
    return typeof found === 'string' ? found : 'found'
  }
  assert.equal(why({ sex: 'girl', ageInMonths: 120 }), 'found')
  assert.equal(why({ ageInMonths: 120 }), 'sexUnknown')
  assert.equal(why({ sex: 'girl' }), 'ageUnknown')
  assert.equal(why({ sex: 'boy', ageInMonths: 200 }), 'notForThem')
  assert.equal(why({}, 'w'), 'none')
  assert.equal(findTable(tables, 'v'), 'sexUnknown')
})

/** One system on the sum of four items, 0 to 12. */
const banded = (tables: BandSystem['tables'], more: Partial<Scale> = {}) =>
  instrument({ scales: [scale(more)], bandSystems: [{ code: 'limit', name, norm, bands, of: ['sum'], tables }] })
const bandOf = (given: Instrument, answers: ItemAnswers, about?: About) => reckon(given, answers, about).bands.limit?.sum

test('bands by age and sex: the first table that is for them counts, one for all last', () => {
  const from = (limit: number) => ({
    version: 'v',
    source,
    verified: true,
    spans: {
      sum: [
        [0, limit - 1],
        [limit, 12],
      ] as const,
    },
  })
  const given = banded([
    { ...from(2), sex: 'girl', ages: { from: 5, to: 7 } },
    { ...from(3), sex: 'boy', ages: { from: 5, to: 7 } },
    { ...from(4), ages: { from: 5, to: 7 } },
    { ...from(8), ages: { from: 20, to: 22, in: 'months' } },
  ])
  const two = [1, 1, 0, 0]
  assert.equal(bandOf(given, two, { sex: 'girl', ageInMonths: 60 }), 'high')
  assert.equal(bandOf(given, two, { sex: 'boy', ageInMonths: 60 }), 'low')
  assert.equal(bandOf(given, [1, 1, 1, 0], { sex: 'boy', ageInMonths: 95 }), 'high')
  assert.equal(bandOf(given, [1, 1, 1, 0], { ageInMonths: 95 }), 'low')
  assert.equal(bandOf(given, [1, 1, 1, 1], { ageInMonths: 95 }), 'high')
  assert.equal(bandOf(given, two, { sex: 'girl', ageInMonths: 96 }), null)
  assert.equal(bandOf(given, two, { sex: 'girl', ageInMonths: 59 }), null)
  assert.equal(bandOf(given, two, { ageInMonths: 20 }), 'low')
  assert.equal(bandOf(given, two, { ageInMonths: 22 }), 'low')
  assert.equal(bandOf(given, two, { ageInMonths: 23 }), null)
  assert.equal(bandOf(given, [3, 3, 2, 0], { ageInMonths: 20 }), 'high')
  assert.equal(bandOf(given, two), null)
})

test('nobody is too old to be told apart from who is of no known age', () => {
  const given = banded([
    {
      version: 'v',
      source,
      verified: true,
      ages: { from: 18, to: 200 },
      spans: {
        sum: [
          [0, 5],
          [6, 12],
        ],
      },
    },
  ])
  assert.equal(bandOf(given, [1, 1, 1, 1], { ageInMonths: 1_199 }), 'low')
  assert.equal(bandOf(given, [1, 1, 1, 1], { ageInMonths: 1_500 }), 'low')
  assert.equal(bandOf(given, [1, 1, 1, 1], { ageInMonths: 215 }), null)
  assert.equal(bandOf(given, [1, 1, 1, 1]), null)
  assert.equal(isOfAge({ from: 1, to: 2 }, 35), true)
  assert.equal(isOfAge({ from: 1, to: 2 }, 36), false)
  assert.equal(isOfAge({ from: 1, to: 2, in: 'months' }, 3), false)
})

test('the end that two bands share belongs to the lower scores or to the higher, as the file says', () => {
  const mean = { combine: 'mean', missing: { rule: 'half' } } as const
  const shared = (border: 'below' | 'above') =>
    banded(
      [
        {
          version: 'v',
          source,
          verified: true,
          border,
          spans: {
            sum: [
              [0, 1.5],
              [1.5, 3],
            ],
          },
        },
      ],
      mean,
    )
  const both = (answers: ItemAnswers) => [bandOf(shared('below'), answers), bandOf(shared('above'), answers)]
  assert.deepEqual(both([1, 2, null, null]), ['low', 'high'])
  assert.deepEqual(both([1, 1, 2, 1]), ['low', 'low'])
  assert.deepEqual(both([2, 1, 2, null]), ['high', 'high'])
  assert.deepEqual(both([0, 0, 0, 0]), ['low', 'low'])
  assert.deepEqual(both([3, 3, 3, 3]), ['high', 'high'])
  assert.deepEqual(both([3, null, null, null]), [null, null])
  const good = banded(
    [
      {
        version: 'v',
        source,
        verified: true,
        border: 'below',
        spans: {
          sum: [
            [2, 3],
            [0, 2],
          ],
        },
      },
    ],
    mean,
  )
  assert.equal(bandOf(good, [2, 2, 2, 2]), 'high')
  assert.equal(bandOf(good, [3, 2, 2, 2]), 'low')
})

test('bands on a converted score go as far as it goes, and further', () => {
  const table = { version: 'v', source, verified: true } as const
  const given = converted(
    [
      {
        ...table,
        values: [
          [0, 40],
          [1, 64.9],
          [2, 65],
          [3, 90],
        ],
      },
    ],
    {
      bandSystems: [
        {
          code: 'limit',
          name,
          norm,
          bands,
          of: ['metric'],
          tables: [
            {
              ...table,
              border: 'above',
              spans: {
                metric: [
                  [0, 65],
                  [65, 120],
                ],
              },
            },
          ],
        },
      ],
    },
  )
  const bandAt = (raw: number) => reckon(given, [raw, 0, 0, 0]).bands.limit?.metric
  assert.deepEqual([0, 1, 2, 3].map(bandAt), ['low', 'low', 'high', 'high'])
  assert.equal(reckon(given, [3, 3, 0, 0]).bands.limit?.metric, null)
})

test('an alert is raised by its answer, with and without a score, and kept with what made the score', () => {
  const given = instrument({
    alerts: [
      { code: 'item-4', item: 'x-4', atLeast: 1 },
      { code: 'item-1', item: 'x-1', atLeast: 3 },
    ],
  })
  assert.deepEqual(reckon(given, [0, 0, 0, 1]).alerts, ['item-4'])
  assert.deepEqual(reckon(given, [3, null, null, 2]).alerts, ['item-4', 'item-1'])
  assert.deepEqual(reckon(given, [2, 0, 0, 0]).alerts, [])
  assert.deepEqual(reckon(given, [2, 0, 0, null]).alerts, [])
  const { edition, scoringVersion, normVersion } = reckon(given, [0, 0, 0, 0])
  assert.deepEqual([edition, scoringVersion, normVersion], ['1.2', '1.0', '1.1'])
})

test('many blocks of responses are scored as a few are, and columns may be used again', () => {
  const from = (limit: number) => ({
    version: 'v',
    source,
    verified: true,
    spans: {
      sum: [
        [0, limit - 1],
        [limit, 12],
      ] as const,
    },
  })
  const rules = compile(
    banded([
      { ...from(2), sex: 'girl', ages: { from: 5, to: 7 } },
      { ...from(6), sex: 'boy' },
    ]),
    'v',
  )
  assert.ok(rules)
  const responses = 10_001
  const answers = [0, 1, 2, 3].map((item) =>
    Uint8Array.from({ length: responses }, (_, row) => ((row + item) % 7 === 6 ? none : (row * (item + 1)) % 4)),
  )
  const sex = Uint8Array.from({ length: responses }, (_, row) => row % 3)
  const ageInMonths = Uint16Array.from({ length: responses }, (_, row) => (row % 5 === 0 ? unknownAge : row % 120))
  const into = rules.columns(responses)
  into.answered.fill(9)
  for (let time = 0; time < 2; time++) assert.equal(rules.run({ answers, sex, ageInMonths }, into, responses), undefined)
  for (let row = 0; row < responses; row++) {
    const given = answers.map((column) => column[row] ?? none)
    const sum = given.includes(none) ? Number.NaN : given.reduce((one, other) => one + other)
    const age = ageInMonths[row] ?? unknownAge
    const limit = sex[row] === 1 && age >= 60 && age < 96 ? 2 : sex[row] === 2 ? 6 : Number.NaN
    assert.equal(into.answered[row], given.filter((answer) => answer !== none).length)
    assert.ok(Object.is(into.scores[0]?.[row], sum), `row ${row}`)
    assert.equal(into.bands[0]?.[row], Number.isNaN(sum) || Number.isNaN(limit) ? none : Number(sum >= limit), `row ${row}`)
  }
  const few = rules.columns(3)
  assert.equal(rules.run({ answers }, few, 3), undefined)
  assert.deepEqual([...(few.bands[0] ?? [])], [none, none, none])
})

test('an answer that is none of those there are is refused with its row, in whatever block it stands', () => {
  const given = instrument({ items: ['x-1', 'x-2', 'x-3', 'x-4', 'x-5'], unscored: ['x-5'] })
  const rules = compile(given, 'v')
  assert.ok(rules)
  const responses = 5_000
  for (const [place, row] of [
    [0, 0],
    [3, 2_047],
    [4, 2_048],
    [2, 4_999],
  ] as const) {
    const answers = given.items.map(() => new Uint8Array(responses))
    answers[place]?.fill(4, row, row + 1)
    assert.deepEqual(rules.run({ answers }, rules.columns(responses), responses), {
      refused: 'answer-out-of-range',
      row,
      item: `x-${place + 1}`,
      found: 4,
    })
    assert.equal(rules.run({ answers }, rules.columns(responses), row), undefined)
  }
  assert.throws(() => rules.run({ answers: [] }, rules.columns(1), 1), /no column of answers at place 0/)
})

test('the supplement is refused as the items are, its gate too, when there are many', () => {
  const impact = {
    code: 'impact',
    name,
    gate: 'x-9',
    closed: 0,
    recode: [0, 0, 1, 2],
    forms: { self: { asked: ['x-10'], scored: ['x-10'] } },
  }
  const rules = compile(instrument({ impact }), 'v')
  assert.ok(rules)
  assert.deepEqual(
    rules.items.map(({ code }) => code),
    ['x-1', 'x-2', 'x-3', 'x-4', 'x-9', 'x-10'],
  )
  assert.equal(rules.asked, 4)
  for (const place of [4, 5]) {
    const answers: readonly Uint8Array[] = rules.items.map(() => Uint8Array.of(0, 1, 2, none))
    assert.equal(rules.run({ answers }, rules.columns(4), 4), undefined)
    answers[place]?.fill(4, 2, 3)
    assert.deepEqual(rules.run({ answers }, rules.columns(4), 4), {
      refused: 'answer-out-of-range',
      row: 2,
      item: place === 4 ? 'x-9' : 'x-10',
      found: 4,
    })
  }
})

test('rules are made once for each version, and there are none of a version nobody has', () => {
  const given = instrument()
  assert.equal(compile(given, 'v'), compile(given, 'v'))
  assert.notEqual(compile(given, 'v'), compile(instrument(), 'v'))
  assert.equal(compile(given, 'w'), undefined)
})

const three = [
  { code: 'low', name },
  { code: 'between', name },
  { code: 'high', name },
]

test('near the limit: the last of several bands of that very form, and not before so many are missing', () => {
  const [version] = instrument().versions
  assert.ok(version)
  const table = { version: 'v', source, verified: false, border: 'above' } as const
  const given = instrument({
    versions: [{ ...version, code: 'w' }, version],
    answers: { from: 0, to: 10, step: 5 },
    scales: [scale({ missing: { rule: 'nearCutOff', answered: 1, missing: 2, within: 5, bandSystem: 'limit' } })],
    bandSystems: [
      { code: 'other', name, norm, bands, of: ['sum'], tables: [] },
      {
        code: 'limit',
        name,
        norm,
        bands: three,
        of: ['sum'],
        tables: [
          {
            ...table,
            version: 'w',
            spans: {
              sum: [
                [0, 10],
                [10, 35],
                [35, 40],
              ],
            },
          },
          {
            ...table,
            spans: {
              sum: [
                [0, 10],
                [10, 20],
                [20, 40],
              ],
            },
          },
        ],
      },
    ],
  })
  const sum = (answers: ItemAnswers, form = 'v') => reckon(given, answers, {}, form).scores.sum
  assert.equal(sum([10, 5, 5, null]), 20)
  assert.equal(sum([10, 10, null, null]), 40)
  assert.equal(sum([10, 5, null, null]), 30)
  assert.equal(sum([5, 5, null, null]), 10)
  assert.equal(sum([10, null, null, null]), 10)
  assert.equal(sum([10, 10, null, null], 'w'), 20)
  assert.deepEqual(
    [
      [5, 0, 0, 0],
      [5, 5, 0, 0],
      [5, 5, 5, 0],
      [10, 5, 5, 0],
      [10, 10, 10, 10],
    ].map((answers) => reckon(given, answers).bands.limit?.sum),
    ['low', 'between', 'between', 'high', 'high'],
  )
})

test('scores that do not begin at 0 are converted and banded from where they begin', () => {
  const [version] = instrument().versions
  assert.ok(version)
  const table = { version: 'v', source, verified: true } as const
  const given = instrument({
    versions: [version, { ...version, code: 'w' }],
    answers: { from: 1, to: 5 },
    scales: [scale({ times: 2 }), scale({ code: 'mean', combine: 'mean', isPart: true })],
    converted: [
      {
        code: 'metric',
        name,
        high: 'strength',
        of: 'sum',
        norm,
        tables: [
          {
            ...table,
            values: [
              [8, 10.5],
              [10, 20.5],
              [40, 60.5],
            ],
          },
          {
            ...table,
            version: 'w',
            values: [
              [8, 1.5],
              [40, 99.5],
            ],
          },
        ],
      },
    ],
    bandSystems: [
      {
        code: 'whole',
        name,
        norm,
        bands: three,
        of: ['sum'],
        tables: [
          {
            ...table,
            spans: {
              sum: [
                [8, 9],
                [10, 11],
                [12, 40],
              ],
            },
          },
        ],
      },
      {
        code: 'metric',
        name,
        norm,
        bands: three,
        of: ['metric'],
        tables: [
          {
            ...table,
            border: 'below',
            spans: {
              metric: [
                [10.5, 20],
                [20, 20.5],
                [20.5, 70],
              ],
            },
          },
        ],
      },
    ],
  })
  assert.deepEqual(rangeOf(given, 'v', 'sum'), { from: 8, to: 40 })
  assert.deepEqual(rangeOf(given, 'v', 'mean'), { from: 1, to: 5 })
  assert.deepEqual(rangeOf(given, 'v', 'metric'), { from: 10.5, to: 60.5 })
  assert.deepEqual(rangeOf(given, 'w', 'metric'), { from: 1.5, to: 99.5 })
  const saying = (answers: ItemAnswers) => {
    const { scores, bands: found } = reckon(given, answers)
    return [scores.sum, scores.metric, found.whole?.sum, found.metric?.metric]
  }
  assert.deepEqual(saying([1, 1, 1, 1]), [8, 10.5, 'low', 'low'])
  assert.deepEqual(saying([2, 1, 1, 1]), [10, 20.5, 'between', 'between'])
  assert.deepEqual(saying([2, 2, 1, 1]), [12, null, 'high', null])
  assert.deepEqual(saying([5, 5, 5, 5]), [40, 60.5, 'high', 'high'])
  assert.equal(reckon(given, [5, 5, 5, 5], {}, 'w').scores.metric, 99.5)
})

test('tables by sex alone, by grade alone and by age alone are each for those alone, one for all is for girls too', () => {
  const from = (limit: number) => ({
    version: 'v',
    source,
    verified: true,
    spans: {
      sum: [
        [0, limit - 1],
        [limit, 12],
      ] as const,
    },
  })
  const four = [1, 1, 1, 1]
  const bySex = banded([
    { ...from(4), sex: 'girl' },
    { ...from(5), sex: 'boy' },
  ])
  assert.equal(bandOf(bySex, four, { sex: 'girl' }), 'high')
  assert.equal(bandOf(bySex, four, { sex: 'boy' }), 'low')
  assert.equal(bandOf(bySex, four), null)
  const byAge = banded([
    { ...from(4), ages: { from: 5, to: 6 } },
    { ...from(5), ages: { from: 7, to: 8 } },
  ])
  assert.equal(bandOf(byAge, four, { sex: 'girl', ageInMonths: 72 }), 'high')
  assert.equal(bandOf(byAge, four, { sex: 'boy', ageInMonths: 84 }), 'low')
  assert.equal(bandOf(byAge, four, { sex: 'boy' }), null)
  const girlsFirst = banded([{ ...from(4), sex: 'girl' }, from(5)])
  assert.equal(bandOf(girlsFirst, four, { sex: 'girl' }), 'high')
  assert.equal(bandOf(girlsFirst, four, { sex: 'boy' }), 'low')
  assert.equal(bandOf(girlsFirst, four), 'low')
  const at = (value: number) => ({ version: 'v', source, verified: true, values: [[4, value]] as const })
  const byGrade = converted([
    { ...at(50), grades: { from: 3, to: 3 } },
    { ...at(60), grades: { from: 4, to: 4 } },
  ])
  assert.equal(reckon(byGrade, four, { ageInMonths: 10 * 12 }).scores.metric, 60)
  assert.equal(reckon(byGrade, four, { ageInMonths: 9 * 12 }).scores.metric, 50)
  assert.equal(reckon(byGrade, four).scores.metric, null)
  const why = ({ bandSystems: [system] }: Instrument, about: About) => {
    const found = findTable(system?.tables ?? [], 'v', about)
    return typeof found === 'string' ? found : 'found'
  }
  assert.equal(why(bySex, {}), 'sexUnknown')
  assert.equal(why(bySex, { sex: 'girl' }), 'found')
  assert.equal(why(byAge, {}), 'ageUnknown')
  assert.equal(why(byAge, { ageInMonths: 12 }), 'notForThem')
  const oneOfEach = banded([
    { ...from(4), sex: 'girl', ages: { from: 5, to: 6 } },
    { ...from(5), ages: { from: 7, to: 8 } },
    { ...from(6), sex: 'boy' },
  ])
  assert.equal(why(oneOfEach, {}), 'sexUnknown')
  assert.equal(why(oneOfEach, { sex: 'girl' }), 'ageUnknown')
  assert.equal(why(oneOfEach, { ageInMonths: 12 }), 'sexUnknown')
  assert.equal(why(banded([{ ...from(6), sex: 'boy' }]), { sex: 'girl' }), 'notForThem')
})

test('a mean by sex has no band for whom nobody knows', () => {
  const given = banded(
    [
      {
        version: 'v',
        source,
        verified: true,
        border: 'below',
        sex: 'girl',
        spans: {
          sum: [
            [0, 1.5],
            [1.5, 3],
          ],
        },
      },
    ],
    { combine: 'mean' },
  )
  assert.equal(bandOf(given, [1, 1, 1, 1], { sex: 'girl' }), 'low')
  assert.equal(bandOf(given, [1, 1, 1, 1]), null)
  assert.equal(bandOf(given, [1, 1, 1, 1], { sex: 'boy' }), null)
})

test('a form without the supplement has no score of it, and one that lacks an alert’s item raises none', () => {
  const [version] = instrument().versions
  assert.ok(version)
  const given = instrument({
    versions: [version, { ...version, code: 'w', informant: 'teacher', items: ['x-1', 'x-2'] }],
    alerts: [{ code: 'item-4', item: 'x-4', atLeast: 1 }],
    impact: { code: 'impact', name, gate: 'x-9', closed: 0, recode: [0, 1, 2], forms: { self: { asked: ['x-10'], scored: ['x-10'] } } },
  })
  assert.deepEqual(checkInstrument(given), [])
  const rules = compile(given, 'w')
  assert.ok(rules)
  assert.equal(rules.items.length, 2)
  const into = rules.columns(3_000)
  const answers = rules.items.map(() => new Uint8Array(3_000).fill(3))
  assert.equal(rules.run({ answers }, into, 2_999), undefined)
  assert.deepEqual(
    [0, 2_047, 2_048, 2_998, 2_999].map((row) => into.scores[1]?.[row]),
    [Number.NaN, Number.NaN, Number.NaN, Number.NaN, 0],
  )
  assert.deepEqual([...new Set(into.alerts[0])], [0])
  assert.equal(rangeOf(given, 'w', 'impact'), undefined)
  assert.deepEqual(rangeOf(given, 'v', 'impact'), { from: 0, to: 2 })
})

test('columns that were used before are written anew as far as there are responses, and not a row further', () => {
  const table = { version: 'v', source, verified: true } as const
  const given = instrument({
    items: ['x-1', 'x-2', 'x-3', 'x-4', 'x-5'],
    unscored: ['x-5'],
    scales: [scale({}), scale({ code: 'mean', combine: 'mean', isPart: true })],
    derived: [{ code: 'both', name, high: 'difficulty', of: ['sum', 'sum'] }],
    converted: [
      {
        code: 'metric',
        name,
        high: 'difficulty',
        of: 'sum',
        norm,
        tables: [
          {
            ...table,
            values: [
              [4, 40],
              [8, 80],
            ],
          },
        ],
      },
    ],
    impact: { code: 'impact', name, gate: 'x-9', closed: 0, recode: [0, 1, 2], forms: { self: { asked: ['x-10'], scored: ['x-10'] } } },
    alerts: [{ code: 'item-4', item: 'x-4', atLeast: 1 }],
    bandSystems: [
      {
        code: 'whole',
        name,
        norm,
        bands,
        of: ['sum'],
        tables: [
          {
            ...table,
            spans: {
              sum: [
                [0, 5],
                [6, 12],
              ],
            },
          },
        ],
      },
      {
        code: 'bySex',
        name,
        norm,
        bands,
        of: ['sum'],
        tables: [
          {
            ...table,
            sex: 'girl',
            spans: {
              sum: [
                [0, 5],
                [6, 12],
              ],
            },
          },
        ],
      },
      {
        code: 'mean',
        name,
        norm,
        bands,
        of: ['mean'],
        tables: [
          {
            ...table,
            border: 'above',
            spans: {
              mean: [
                [0, 1.5],
                [1.5, 3],
              ],
            },
          },
        ],
      },
    ],
  })
  assert.deepEqual(checkInstrument(given), [])
  const rules = compile(given, 'v')
  assert.ok(rules)
  const responses = 5_000
  const sex = new Uint8Array(responses).fill(1)
  const run = (answer: number, gate: number, weight: number, rows: number, into = rules.columns(responses)) => {
    const answers = rules.items.map(({ code }) => new Uint8Array(responses).fill(code === 'x-9' ? gate : code === 'x-10' ? weight : answer))
    assert.equal(rules.run({ answers, sex }, into, rows), undefined)
    return into
  }
  const rowOf = (into: ReturnType<typeof run>, row: number) => [
    into.answered[row],
    ...into.scores.map((column) => column[row]),
    ...into.bands.map((column) => column[row]),
    ...into.alerts.map((column) => column[row]),
  ]
  const ones = [5, 4, 1, 8, 40, 1, 0, 0, 0, 1]
  const twos = [5, 8, 2, 16, 80, 0, 1, 1, 1, 1]
  const into = run(1, none, 1, responses)
  for (const row of [0, 2_047, 2_048, 4_999]) assert.deepEqual(rowOf(into, row), ones)
  const untouched = Array.from({ length: 10 }, () => 77)
  for (const column of [into.answered, ...into.scores, ...into.bands, ...into.alerts]) column[3] = 77
  run(2, 0, 2, 3, into)
  assert.deepEqual(rowOf(into, 3), untouched)
  run(1, none, 1, 4, into)
  run(2, 0, 2, 3, into)
  for (const row of [0, 2]) assert.deepEqual(rowOf(into, row), twos)
  for (const row of [3, 4, 2_048]) assert.deepEqual(rowOf(into, row), ones)
  run(2, 0, none, 2_048, into)
  assert.deepEqual(rowOf(into, 2_047), twos)
  assert.deepEqual(rowOf(into, 2_048), ones)
  run(none, none, none, 2_049, into)
  const nothing = [0, ...Array.from({ length: 5 }, () => Number.NaN), none, none, none, 0]
  for (const row of [0, 2_048]) assert.deepEqual(rowOf(into, row), nothing)
  assert.deepEqual(rowOf(into, 2_049), ones)
  assert.deepEqual(rowOf(run(1, 2, none, responses), 4_999), [5, 4, 1, 8, 40, Number.NaN, 0, 0, 0, 1])
})

test('answers that are missing are not what is refused, whatever else is', () => {
  const rules = compile(instrument(), 'v')
  assert.ok(rules)
  const answers: readonly Uint8Array[] = [
    [none, none],
    [0, none],
    [none, 9],
    [0, 0],
  ].map((column) => Uint8Array.from(column))
  assert.deepEqual(rules.run({ answers }, rules.columns(2), 2), { refused: 'answer-out-of-range', row: 1, item: 'x-3', found: 9 })
  const impact = { code: 'impact', name, gate: 'x-9', closed: 0, recode: [0, 1], forms: { self: { asked: ['x-10'], scored: ['x-10'] } } }
  const more = compile(instrument({ impact }), 'v')
  assert.ok(more)
  const gates = more.items.map(({ code }) => Uint8Array.of(0, code === 'x-9' ? 2 : 0))
  assert.deepEqual(more.run({ answers: gates }, more.columns(2), 2), { refused: 'answer-out-of-range', row: 1, item: 'x-9', found: 2 })
})

test('a sum is whole when each of its scales is', () => {
  const given = instrument({
    scales: [scale({}), scale({ code: 'mean', combine: 'mean' })],
    derived: [
      { code: 'meanAndSum', name, high: 'difficulty', of: ['mean', 'sum'] },
      { code: 'twice', name, high: 'difficulty', of: ['sum', 'sum'] },
    ],
  })
  assert.deepEqual(
    ['sum', 'mean', 'meanAndSum', 'twice'].map((code) => isWhole(given, code)),
    [true, false, false, true],
  )
  assert.equal(isWhole(near, 'sum'), false)
})
