import assert from 'node:assert/strict'
import { readFileSync } from 'node:fs'
import { test } from 'node:test'
import { checkInstrument, type InstrumentFinding } from './check.ts'
import type { BandSystem, Instrument } from './instrument.ts'

const demo: Instrument = JSON.parse(readFileSync(new URL('../../content/instruments/demo/instrument.json', import.meta.url), 'utf8'))
const [scale, ...scales] = demo.scales
const [system, ...systems] = demo.bandSystems
const [table, ...tables] = system?.tables ?? []
assert.ok(scale && system && table && demo.impact && demo.impact.forms.parent)

const withTable = (changed: Partial<BandSystem['tables'][number]>) => ({
  bandSystems: [{ ...system, tables: [{ ...table, ...changed }, ...tables] }, ...systems],
})
const withRow = (row: readonly (readonly [number, number])[]) => withTable({ spans: { ...table.spans, total: row } })

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
  'reliability of nobody': [
    'reliability-of-unknown-score-or-version',
    { reliability: demo.reliability.map((one) => ({ ...one, family: 'p18' })) },
  ],
}

test('nothing is wrong with the demonstration instrument', () => {
  assert.deepEqual(checkInstrument(demo), [])
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
