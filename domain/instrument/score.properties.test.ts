/** Laws that hold for every instrument there is: a new one is tested by being there. */
import assert from 'node:assert/strict'
import { readdirSync, readFileSync } from 'node:fs'
import { test } from 'node:test'
import fc from 'fast-check'
import { findImpactForm, type Instrument, scored as scoredCodes, type Version } from './instrument.ts'
import { rangeOf } from './range.ts'
import { type ImpactAnswers, type ItemAnswers, type Score, score } from './score.ts'

const content = new URL('../../content/instruments/', import.meta.url)
const instruments = readdirSync(content, { withFileTypes: true })
  .filter((entry) => entry.isDirectory())
  .map(({ name }): Instrument => JSON.parse(readFileSync(new URL(`${name}/instrument.json`, content), 'utf8')))

function scored(instrument: Instrument, version: string, answers: ItemAnswers, impact: ImpactAnswers | null = null): Score {
  const result = score(instrument, version, answers, impact)
  if ('refused' in result) assert.fail(JSON.stringify(result))
  return result
}

const listOf = (length: number, from: number, to: number) =>
  fc.array(fc.option(fc.integer({ min: from, max: to }), { freq: 4 }), { minLength: length, maxLength: length })

const anyAnswers = ({ items, answers }: Instrument) => listOf(items.length, answers.from, answers.to)

function anyImpact(instrument: Instrument, version: Version): fc.Arbitrary<ImpactAnswers | null> {
  const form = findImpactForm(instrument, version)
  if (!instrument.impact || !form) return fc.constant(null)
  const highest = instrument.impact.recode.length - 1
  return fc.option(fc.record({ gate: fc.option(fc.integer({ min: 0, max: highest })), items: listOf(form.scored.length, 0, highest) }))
}

const leastOf = (scale: Pick<Instrument['scales'][number], 'items' | 'missing'> | undefined) =>
  scale?.missing.rule === 'atLeast' ? scale.missing.answered : (scale?.items.length ?? 0)

/** Any item of any scale, with whether it is reversed, and the answers around it. */
const anyItemAmong = (instrument: Instrument) =>
  fc.record({
    scale: fc.constantFrom(...instrument.scales),
    pick: fc.nat(),
    answers: anyAnswers(instrument),
    from: fc.integer({ min: instrument.answers.from, max: instrument.answers.to - 1 }),
  })

for (const instrument of instruments) {
  const version = instrument.versions[0]?.code ?? ''

  for (const one of instrument.versions) {
    test(`${instrument.code} ${one.code}: every score lies in its range, and every band is one of its system's`, () => {
      fc.assert(
        fc.property(anyAnswers(instrument), anyImpact(instrument, one), (answers, impact) => {
          const { scores, bands } = scored(instrument, one.code, answers, impact)
          assert.deepEqual(
            Object.keys(scores),
            scoredCodes(instrument).map(({ code }) => code),
          )
          for (const [code, value] of Object.entries(scores)) {
            const range = rangeOf(instrument, one.code, code)
            assert.ok(value === null || (range && range.from <= value && value <= range.to), `${code} is ${value}`)
          }
          for (const { code, bands: known, of, tables } of instrument.bandSystems) {
            assert.deepEqual(Object.keys(bands[code] ?? {}), of)
            for (const [name, band] of Object.entries(bands[code] ?? {})) {
              const hasTable = tables.some((table) => table.version === one.code && Object.hasOwn(table.spans, name))
              assert.equal(band !== null, hasTable && scores[name] !== null, `${code} ${name}`)
              assert.ok(band === null || known.some((each) => each.code === band))
            }
          }
        }),
      )
    })
  }

  test(`${instrument.code}: turning every answer and every reversal round gives the same scores`, () => {
    const { from, to } = instrument.answers
    const turned: Instrument = {
      ...instrument,
      scales: instrument.scales.map((scale) => ({ ...scale, reversed: scale.items.filter((item) => !scale.reversed.includes(item)) })),
    }
    fc.assert(
      fc.property(anyAnswers(instrument), (answers) => {
        const other = answers.map((answer) => (answer === null ? null : from + to - answer))
        assert.deepEqual(scored(turned, version, other).scores, scored(instrument, version, answers).scores)
      }),
    )
  })

  test(`${instrument.code}: the order in which the items stand is irrelevant`, () => {
    const places = instrument.items.map((_, place) => place)
    fc.assert(
      fc.property(anyAnswers(instrument), fc.shuffledSubarray(places, { minLength: places.length }), (answers, order) => {
        const shuffled = { ...instrument, items: order.map((place) => instrument.items[place] ?? '') }
        const moved = order.map((place) => answers[place] ?? null)
        assert.deepEqual(scored(shuffled, version, moved), scored(instrument, version, answers))
      }),
    )
  })

  test(`${instrument.code}: raising an item never lowers its scale, raising a reversed one never raises it, and no other scale moves`, () => {
    fc.assert(
      fc.property(anyItemAmong(instrument), ({ scale, pick, answers, from }) => {
        const item = scale.items[pick % scale.items.length] ?? ''
        const place = instrument.items.indexOf(item)
        const before = scored(instrument, version, answers.with(place, from)).scores
        const after = scored(instrument, version, answers.with(place, from + 1)).scores
        const difference = (after[scale.code] ?? 0) - (before[scale.code] ?? 0)
        assert.ok(scale.reversed.includes(item) ? difference <= 0 : difference >= 0, `${item}: ${difference}`)
        for (const { code } of instrument.scales) if (code !== scale.code) assert.equal(after[code], before[code])
      }),
    )
  })

  test(`${instrument.code}: 0 is an answer, and an answer that is missing is not 0`, () => {
    fc.assert(
      fc.property(anyItemAmong(instrument), ({ scale, pick, answers }) => {
        const item = scale.items[pick % scale.items.length] ?? ''
        const place = instrument.items.indexOf(item)
        const missing = scored(instrument, version, answers.with(place, null))
        const lowest = scored(instrument, version, answers.with(place, instrument.answers.from))
        assert.equal(lowest.answered, missing.answered + 1)
      }),
    )
    const others = instrument.scales.flatMap(({ items }) => items.slice(leastOf(instrument.scales[0])))
    const enough = instrument.items.map((item) => (others.includes(item) ? null : instrument.answers.to))
    for (const { code, items, missing } of instrument.scales) {
      const minimumAnswered = leastOf({ items, missing })
      assert.notEqual(scored(instrument, version, enough).scores[code], null)
      const oneLess = enough.with(instrument.items.indexOf(items[minimumAnswered - 1] ?? ''), null)
      assert.equal(scored(instrument, version, oneLess).scores[code], null)
    }
  })

  test(`${instrument.code}: who answered changes the bands, not the scores`, () => {
    fc.assert(
      fc.property(anyAnswers(instrument), (answers) => {
        const [first, ...others] = instrument.versions.map(({ code }) => scored(instrument, code, answers).scores)
        for (const other of others) assert.deepEqual(other, first)
      }),
    )
  })
}

/**
 * The SDQ once more, written as its scoring notes are read aloud, without a table: a second opinion on every answer
 * there can be. It knows nothing of `instrument.json`.
 */
function byHand(a: ItemAnswers, impact: ImpactAnswers | null): Readonly<Record<string, number | null>> {
  const turn = (value: number | null | undefined) => (value === 0 ? 2 : value === 1 ? 1 : value === 2 ? 0 : null)
  const scale = (five: readonly (number | null | undefined)[]) => {
    let [answered, total] = [0, 0]
    for (const value of five) {
      if (value === null || value === undefined) continue
      answered += 1
      total += value
    }
    if (answered < 3) return null
    const mean = total / answered
    return Math.round(Number((mean * 5).toFixed(6)))
  }
  const emotional = scale([a[2], a[7], a[12], a[15], a[23]])
  const conduct = scale([a[4], turn(a[6]), a[11], a[17], a[21]])
  const hyperactivity = scale([a[1], a[9], a[14], turn(a[20]), turn(a[24])])
  const peer = scale([a[5], turn(a[10]), turn(a[13]), a[18], a[22]])
  const prosocial = scale([a[0], a[3], a[8], a[16], a[19]])
  const internalising = emotional === null || peer === null ? null : emotional + peer
  const externalising = conduct === null || hyperactivity === null ? null : conduct + hyperactivity
  const total = internalising === null || externalising === null ? null : internalising + externalising
  let weight: number | null = null
  if (impact !== null) {
    if (impact.gate === 0) weight = 0
    else
      for (const item of impact.items) {
        if (item === null) continue
        weight ??= 0
        if (item === 2) weight += 1
        if (item === 3) weight += 2
      }
  }
  return { emotional, conduct, hyperactivity, peer, prosocial, total, internalising, externalising, impact: weight }
}

test('sdq: a second, independent reckoning gives the same on random answers, and the total is 0 to 40', () => {
  const sdq = instruments.find(({ code }) => code === 'sdq')
  assert.ok(sdq)
  for (const version of sdq.versions) {
    fc.assert(
      fc.property(anyAnswers(sdq), anyImpact(sdq, version), (answers, impact) => {
        const { scores } = scored(sdq, version.code, answers, impact)
        assert.deepEqual(scores, byHand(answers, impact))
        assert.ok(scores.total === undefined || scores.total === null || (scores.total >= 0 && scores.total <= 40))
      }),
      { numRuns: 2000 },
    )
  }
})
