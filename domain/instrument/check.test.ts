import assert from 'node:assert/strict'
import { readFileSync } from 'node:fs'
import { test } from 'node:test'
import { checkExamples, checkInstrument, exampleCases, type InstrumentExample, type InstrumentFinding } from './check.ts'
import type { BandSystem, Instrument } from './instrument.ts'

const demo: Instrument = JSON.parse(readFileSync(new URL('../../content/instruments/demo/instrument.json', import.meta.url), 'utf8'))
const examples: readonly InstrumentExample[] = JSON.parse(
  readFileSync(new URL('../../content/instruments/demo/examples.json', import.meta.url), 'utf8'),
)
const [scale, ...scales] = demo.scales
const [system, ...systems] = demo.bandSystems
const [table, ...tables] = system?.tables ?? []
assert.ok(scale && system && table && demo.impact && demo.impact.forms.parent)

const withTable = (changed: Partial<BandSystem['tables'][number]>) => ({
  bandSystems: [{ ...system, tables: [{ ...table, ...changed }, ...tables] }, ...systems],
})
const withRow = (row: readonly (readonly [number, number])[]) => withTable({ spans: { ...table.spans, total: row } })

const [version, ...versions] = demo.versions
assert.ok(version)
const values = {
  version: 'p4-17',
  source: 'Invented for this test.',
  verified: false,
  values: [
    [0, 3],
    [1, 3],
    [2, 6],
  ],
} as const
const conversion = { code: 'metric', name: demo.name, high: 'difficulty', of: 'total', norm: system.norm, tables: [values] } as const
const withValues = (...rows: readonly (readonly [number, number])[]) => ({
  converted: [{ ...conversion, tables: [{ ...values, values: rows }] }],
})

/** Each fault, and the smallest change that makes it. */
const faults: Readonly<Record<string, readonly [InstrumentFinding['fault'], Partial<Instrument>]>> = {
  'an item twice': ['code-twice', { items: [...demo.items, 'demo-1'] }],
  'two scores of one name': [
    'code-twice',
    { derived: [...demo.derived, { ...demo.derived[0], code: 'meals' } as Instrument['derived'][number]] },
  ],
  'an item that counts nowhere': ['item-in-no-scale-or-several', { items: [...demo.items, 'demo-99'] }],
  'an item that counts twice': ['item-in-no-scale-or-several', { scales: [{ ...scale, items: [...scale.items, 'demo-2'] }, ...scales] }],
  'a scale of an item that is not there': [
    'scale-with-unknown-item',
    { scales: [{ ...scale, items: [...scale.items, 'demo-99'] }, ...scales] },
  ],
  'a reversal of an item of another scale': ['reversed-outside-scale', { scales: [{ ...scale, reversed: ['demo-2'] }, ...scales] }],
  'more answers needed than there are items': [
    'minimum-beyond-items',
    { scales: [{ ...scale, missing: { rule: 'atLeast', answered: 6 } }, ...scales] },
  ],
  'a sum of what is not a scale': [
    'derived-from-unknown-scale',
    { derived: [{ ...demo.derived[0], of: ['meals', 'total'] } as Instrument['derived'][number]] },
  ],
  'impact that counts what is not asked': [
    'impact-scored-but-not-asked',
    { impact: { ...demo.impact, forms: { ...demo.impact.forms, parent: { ...demo.impact.forms.parent, asked: ['demo-27'] } } } },
  ],
  'a gate that is also an item': [
    'impact-gate-asked-twice',
    {
      impact: {
        ...demo.impact,
        forms: {
          ...demo.impact.forms,
          parent: { ...demo.impact.forms.parent, asked: [...demo.impact.forms.parent.asked, demo.impact.gate] },
        },
      },
    },
  ],
  'a gate closed by an answer nobody can give': ['impact-closed-unknown', { impact: { ...demo.impact, closed: 4 } }],
  'bands of a version that is not there': ['table-of-unknown-version', withTable({ version: 'p18' })],
  'bands of a score the system is not made for': ['band-of-unknown-score', withTable({ spans: { ...table.spans, energy: [] } })],
  'a system for a score that is not there': [
    'band-of-unknown-score',
    { bandSystems: [{ ...system, of: [...system.of, 'luck'] }, ...systems] },
  ],
  'two rows of cut-offs for the same': ['table-twice', { bandSystems: [{ ...system, tables: [...system.tables, table] }, ...systems] }],
  'a gap between bands': [
    'bands-leave-a-gap-or-overlap',
    withRow([
      [0, 10],
      [12, 20],
      [21, 40],
    ]),
  ],
  'bands that overlap': [
    'bands-leave-a-gap-or-overlap',
    withRow([
      [0, 12],
      [12, 20],
      [21, 40],
    ]),
  ],
  'bands that end too soon': [
    'bands-leave-a-gap-or-overlap',
    withRow([
      [0, 10],
      [11, 20],
      [21, 39],
    ]),
  ],
  'bands that begin too late': [
    'bands-leave-a-gap-or-overlap',
    withRow([
      [1, 10],
      [11, 20],
      [21, 40],
    ]),
  ],
  'a band too few': [
    'bands-leave-a-gap-or-overlap',
    withRow([
      [0, 20],
      [21, 40],
    ]),
  ],
  'answers that a step does not reach': ['answers-out-of-step', { answers: { from: 0, to: 3, step: 2 } }],
  'an item with one possible answer': ['answers-out-of-step', { itemAnswers: { 'demo-1': { from: 1, to: 1 } } }],
  'a form with one possible answer': ['answers-out-of-step', { versions: [{ ...version, answers: { from: 2, to: 1 } }, ...versions] }],
  'answers to an item that is not there': ['answers-to-unknown-item', { itemAnswers: { 'demo-99': { from: 0, to: 2 } } }],
  'an item that counts nowhere and is not there': ['answers-to-unknown-item', { unscored: ['demo-99'] }],
  'a form of an item that is not there': ['version-with-unknown-item', { versions: [{ ...version, items: ['demo-99'] }, ...versions] }],
  'an item twice in a form': ['code-twice', { versions: [{ ...version, items: ['demo-1', 'demo-1'] }, ...versions] }],
  'two forms of one name': ['code-twice', { versions: [version, ...demo.versions] }],
  'an item that counts and is said to count nowhere': ['item-in-no-scale-or-several', { unscored: ['demo-1'] }],
  'an item that counts in a part alone': ['item-in-no-scale-or-several', { scales: [{ ...scale, isPart: true }, ...scales] }],
  'an item that counts and is added': ['code-twice', { scales: [{ ...scale, adds: ['demo-1'] }, ...scales] }],
  'a mark that counts elsewhere': ['item-in-no-scale-or-several', { scales: [{ ...scale, adds: ['demo-2'] }, ...scales] }],
  'a mark that is not there': ['scale-with-unknown-item', { scales: [{ ...scale, adds: ['demo-99'] }, ...scales] }],
  'so many missing that none is left': [
    'minimum-beyond-items',
    { scales: [{ ...scale, missing: { rule: 'atMost', missing: 5 } }, ...scales] },
  ],
  'more answers needed than a form asks': [
    'minimum-beyond-items',
    { versions: [{ ...version, items: ['demo-1', 'demo-6'] }, ...versions] },
  ],
  'missing answers filled in by others that mean something else': [
    'pro-rated-though-answers-differ',
    { itemAnswers: { 'demo-1': { from: 0, to: 3 } } },
  ],
  'a count from nowhere': ['count-from-missing-or-idle', { scales: [{ ...scale, combine: 'count' }, ...scales] }],
  'a sum from somewhere': ['count-from-missing-or-idle', { scales: [{ ...scale, countFrom: 1 }, ...scales] }],
  'a limit in a system that is not there': [
    'near-a-cut-off-that-is-not-there',
    { scales: [{ ...scale, missing: { rule: 'nearCutOff', answered: 1, missing: 1, within: 1, bandSystem: 'luck' } }, ...scales] },
  ],
  'a conversion of nothing': ['converted-from-unknown-or-broken-score', { converted: [{ ...conversion, of: 'luck' }] }],
  'a conversion of a conversion': ['converted-from-unknown-or-broken-score', { converted: [{ ...conversion, of: 'metric' }] }],
  'a conversion of a mean': [
    'converted-from-unknown-or-broken-score',
    { scales: [{ ...scale, combine: 'mean' }, ...scales], converted: [{ ...conversion, of: scale.code }] },
  ],
  'a conversion of a sum of means': [
    'converted-from-unknown-or-broken-score',
    { scales: demo.scales.map((one) => ({ ...one, combine: 'mean' as const })), converted: [conversion] },
  ],
  'raw scores that fall': ['conversion-does-not-rise-or-leaves-the-range', withValues([2, 5], [1, 6])],
  'a raw score twice': ['conversion-does-not-rise-or-leaves-the-range', withValues([2, 5], [2, 6])],
  'converted scores that fall': ['conversion-does-not-rise-or-leaves-the-range', withValues([1, 6], [2, 5])],
  'a raw score too low': ['conversion-does-not-rise-or-leaves-the-range', withValues([-1, 6])],
  'a raw score too high': ['conversion-does-not-rise-or-leaves-the-range', withValues([40, 6], [41, 7])],
  'a conversion for a form that is not there': [
    'table-of-unknown-version',
    { converted: [{ ...conversion, tables: [{ ...values, version: 'p18' }] }] },
  ],
  'two conversions for the same': ['table-twice', { converted: [{ ...conversion, tables: [values, values] }] }],
  'a conversion by grade that nobody can tell': [
    'table-by-grade-without-age',
    { converted: [{ ...conversion, tables: [{ ...values, grades: { from: 3, to: 4 } }] }] },
  ],
  'bands by grade that nobody can tell': ['table-by-grade-without-age', withTable({ grades: { from: 3, to: 4 } })],
  'two bands of one name': ['code-twice', { bandSystems: [{ ...system, bands: [...system.bands, ...system.bands] }, ...systems] }],
  'a border between whole numbers': ['bands-leave-a-gap-or-overlap', withTable({ border: 'below' })],
  'no border between numbers that are not whole': [
    'bands-leave-a-gap-or-overlap',
    {
      converted: [conversion],
      bandSystems: [
        {
          ...system,
          of: ['metric'],
          tables: [
            {
              ...table,
              spans: {
                metric: [
                  [0, 1],
                  [2, 3],
                  [4, 9],
                ],
              },
            },
          ],
        },
      ],
    },
  ],
  'numbers that are not whole beyond the bands': [
    'bands-leave-a-gap-or-overlap',
    {
      converted: [conversion],
      bandSystems: [
        {
          ...system,
          of: ['metric'],
          tables: [
            {
              ...table,
              border: 'above',
              spans: {
                metric: [
                  [5, 6],
                  [6, 7],
                  [7, 9],
                ],
              },
            },
          ],
        },
      ],
    },
  ],
  'numbers that are not whole before the bands': [
    'bands-leave-a-gap-or-overlap',
    {
      converted: [conversion],
      bandSystems: [
        {
          ...system,
          of: ['metric'],
          tables: [
            {
              ...table,
              border: 'above',
              spans: {
                metric: [
                  [2, 3],
                  [3, 4],
                  [4, 5.5],
                ],
              },
            },
          ],
        },
      ],
    },
  ],
  'a gap between bands that share their ends': [
    'bands-leave-a-gap-or-overlap',
    {
      converted: [conversion],
      bandSystems: [
        {
          ...system,
          of: ['metric'],
          tables: [
            {
              ...table,
              border: 'above',
              spans: {
                metric: [
                  [0, 3],
                  [4, 5],
                  [5, 9],
                ],
              },
            },
          ],
        },
      ],
    },
  ],
  'a band that ends before it begins': [
    'bands-leave-a-gap-or-overlap',
    withRow([
      [0, 20],
      [21, 20],
      [21, 40],
    ]),
  ],
  'an alert on an item that is not there': ['alert-that-nobody-can-raise', { alerts: [{ code: 'help', item: 'demo-99', atLeast: 1 }] }],
  'an alert that no answer raises': ['alert-that-nobody-can-raise', { alerts: [{ code: 'help', item: 'demo-1', atLeast: 3 }] }],
  'two alerts of one name': ['code-twice', { alerts: [1, 2].map((atLeast) => ({ code: 'help', item: 'demo-1', atLeast })) }],
  'a change of a score that is not there': [
    'change-of-unknown-score',
    { relevantChanges: [{ score: 'luck', points: 10, source: 'Invented for this test.', verified: false }] },
  ],
  'reliability of another informant': [
    'reliability-of-unknown-score-or-version',
    { reliability: demo.reliability.map((one) => ({ ...one, family: 'p4-17', informant: 'self' as const })) },
  ],
  'reliability of a score that is not there': [
    'reliability-of-unknown-score-or-version',
    { reliability: demo.reliability.map((one) => ({ ...one, score: 'luck' })) },
  ],
  'reliability of nobody': [
    'reliability-of-unknown-score-or-version',
    { reliability: demo.reliability.map((one) => ({ ...one, family: 'p18' })) },
  ],
}

test('nothing is wrong with the demonstration instrument', () => {
  assert.deepEqual(checkInstrument(demo), [])
})

test('nothing is wrong with tables for one sex after the other, marks, forms of some items, and a conversion nobody has yet', () => {
  const metric = {
    ...system,
    of: ['metric'],
    tables: [
      {
        ...table,
        border: 'below' as const,
        spans: {
          metric: [
            [0, 3],
            [3, 6],
            [6, 9],
          ],
        },
      },
    ],
  } as const
  for (const well of [
    { converted: [conversion] },
    { converted: [conversion], bandSystems: [...demo.bandSystems, { ...metric, code: 'metric' }] },
    { converted: [{ ...conversion, tables: [] }], bandSystems: [...demo.bandSystems, { ...metric, code: 'metric' }] },
    {
      converted: [
        {
          ...conversion,
          gradeIsAgeLess: 6,
          tables: [
            { ...values, sex: 'girl' as const, grades: { from: 3, to: 4 } },
            { ...values, sex: 'boy' as const },
          ],
        },
      ],
    },
    {
      converted: [
        {
          ...conversion,
          tables: [
            { ...values, ages: { from: 3, to: 4 } },
            { ...values, ages: { from: 3, to: 4, in: 'months' as const } },
          ],
        },
      ],
    },
    { items: [...demo.items, 'demo-99'], unscored: ['demo-99'] },
    { items: [...demo.items, 'demo-99'], scales: [{ ...scale, adds: ['demo-99'] }, ...scales], bandSystems: [] },
    {
      scales: [
        ...demo.scales,
        { ...scale, code: 'part', items: ['demo-1', 'demo-2'], reversed: [], isPart: true as const, missing: { rule: 'all' as const } },
      ],
    },
    { versions: [{ ...version, items: demo.items.toReversed() }, ...versions] },
    { itemAnswers: { 'demo-1': { from: 0, to: 2 } }, alerts: [{ code: 'help', item: 'demo-1', atLeast: 2 }] },
    { relevantChanges: [{ score: 'total', points: 3, source: 'Invented for this test.', verified: false }] },
  ])
    assert.deepEqual(checkInstrument({ ...demo, ...well }), [])
})

test('an example that comes out otherwise is found, whatever of it does', () => {
  const [example] = examples
  assert.ok(example)
  assert.deepEqual(checkExamples(demo, examples), [])
  const wrong: readonly Partial<InstrumentExample>[] = [
    { answered: example.answered + 1 },
    { scores: { ...example.scores, total: 39 } },
    { scores: Object.fromEntries(Object.entries(example.scores).slice(1)) },
    { scores: { ...example.scores, luck: 1 } },
    { bands: { ...example.bands, luck: {} } },
    { bands: { threeBand: example.bands.threeBand ?? {} } },
    { bands: { ...example.bands, threeBand: { ...example.bands.threeBand, total: 'luck' } } },
    { alerts: ['help'] },
  ]
  for (const change of wrong)
    assert.deepEqual(
      checkExamples(demo, [{ ...example, ...change }, ...examples.slice(1)]).map(({ fault, at }) => [fault, at]),
      [['example-does-not-hold', example.name]],
      JSON.stringify(change),
    )
  for (const change of [{ version: 'p18' }, { answers: '1' }, { impact: '1' }])
    assert.deepEqual(
      checkExamples(demo, [{ ...example, ...change }, ...examples.slice(1)]).map(({ fault }) => fault),
      ['example-refused'],
    )
})

test('an example is of somebody, where bands depend on who it is, and says which alerts it raises', () => {
  const about = { sex: 'girl', ageInMonths: 60 } as const
  const someone: Instrument = {
    ...demo,
    bandSystems: [{ ...system, tables: system.tables.map((one) => ({ ...one, sex: 'girl' as const, ages: { from: 5, to: 6 } })) }],
    alerts: [{ code: 'help', item: 'demo-1', atLeast: 1 }],
  }
  const [example] = examples.filter(({ version: code, answers }) => code === 'p4-17' && answers.startsWith('1'))
  assert.ok(example?.bands.threeBand)
  const bands = { threeBand: example.bands.threeBand }
  const faults = (change: Partial<InstrumentExample>) => checkExamples(someone, [{ ...example, bands, ...change, cases: exampleCases }])
  assert.deepEqual(faults({ about, alerts: ['help'] }), [])
  assert.equal(faults({ about }).length, 1)
  assert.equal(faults({ about: { ...about, sex: 'boy' }, alerts: ['help'] }).length, 1)
  assert.equal(faults({ alerts: ['help'] }).length, 1)
})

test('each case needs an example, but those that cannot be', () => {
  const missing = (given: Instrument) => checkExamples(given, []).map(({ at }) => at)
  assert.deepEqual(missing(demo), exampleCases)
  const strict = demo.scales.map((one) => ({ ...one, reversed: [], missing: { rule: 'all' as const } }))
  assert.deepEqual(missing({ ...demo, scales: strict }), ['full', 'missing-too-much', 'lowest', 'highest'])
  assert.deepEqual(missing({ ...demo, scales: [...strict.slice(1), ...demo.scales.slice(0, 1)] }), exampleCases)
})

for (const [what, [fault, change]] of Object.entries(faults)) {
  test(`${what} is found`, () => {
    const found = checkInstrument({ ...demo, ...change })
    assert.ok(
      found.some((finding) => finding.fault === fault),
      JSON.stringify(found),
    )
  })
}
