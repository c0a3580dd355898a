/** Laws that hold for every instrument there is: a new one is tested by being there. */
import assert from 'node:assert/strict'
import { readdirSync, readFileSync } from 'node:fs'
import { test } from 'node:test'
import fc from 'fast-check'
import { checkExamples, checkInstrument, type InstrumentExample } from './check.ts'
import { compile } from './compile.ts'
import {
  type Answers,
  answersIn,
  answersTo,
  askedItems,
  findImpactForm,
  type Instrument,
  type Scale,
  scored as scoredCodes,
  type Version,
} from './instrument.ts'
import { rangeOf } from './range.ts'
import { type ImpactAnswers, type ItemAnswers, type Reckoned, score } from './score.ts'
import { type About, findTable } from './table.ts'

const content = new URL('../../content/instruments/', import.meta.url)
const read = (path: string) => JSON.parse(readFileSync(new URL(path, content), 'utf8'))
const instruments = readdirSync(content, { withFileTypes: true })
  .filter((entry) => entry.isDirectory())
  .map(({ name }): Instrument => read(`${name}/instrument.json`))

function scored(
  instrument: Instrument,
  version: string,
  answers: ItemAnswers,
  impact: ImpactAnswers | null = null,
  about?: About,
): Reckoned {
  const result = score(instrument, version, answers, impact, about)
  if ('refused' in result) assert.fail(JSON.stringify(result))
  return result
}

const anAnswer = (answers: Answers) => fc.option(fc.constantFrom(...answersIn(answers)), { freq: 6 })

/** Half of the forms have hardly anything missing, so that rules which need nearly all of it are met. */
const anyAnswers = (instrument: Instrument, version: Version) =>
  fc
    .tuple(
      fc.tuple(...askedItems(instrument, version).map((item) => anAnswer(answersTo(instrument, version, item)))),
      fc.tuple(...askedItems(instrument, version).map((item) => fc.constantFrom(...answersIn(answersTo(instrument, version, item))))),
      fc.boolean(),
      fc.nat(),
    )
    .map(([sparse, full, isFull, hole]): ItemAnswers =>
      isFull ? full.map((one, place) => (hole % (full.length + 3) === place ? null : one)) : sparse,
    )

function anyImpact(instrument: Instrument, version: Version): fc.Arbitrary<ImpactAnswers | null> {
  const form = findImpactForm(instrument, version)
  if (!instrument.impact || !form) return fc.constant(null)
  const answers = { from: 0, to: instrument.impact.recode.length - 1 }
  return fc.option(fc.record({ gate: anAnswer(answers), items: fc.tuple(...form.scored.map(() => anAnswer(answers))) }))
}

const anybody: fc.Arbitrary<About> = fc.record(
  { sex: fc.constantFrom('girl' as const, 'boy' as const), ageInMonths: fc.integer({ min: 0, max: 240 }) },
  { requiredKeys: [] },
)

/** The items of a scale that a version asks, without those that are only added to it. */
const countedOf = (instrument: Instrument, version: Version, scale: Scale) =>
  askedItems(instrument, version).filter((item) => scale.items.includes(item))

const leastOf = ({ missing }: Scale, items: number) =>
  missing.rule === 'all'
    ? items
    : missing.rule === 'half'
      ? items - Math.floor(items / 2)
      : missing.rule === 'atMost'
        ? items - missing.missing
        : missing.answered

/**
 * A second reading of the same file, one response at a time and without a table of what is possible: whatever the compiled rules
 * look up must be what this reckons.
 */
function reckoned(instrument: Instrument, version: Version, answers: ItemAnswers, impact: ImpactAnswers | null, about: About) {
  const given = new Map(askedItems(instrument, version).map((item, place) => [item, answers[place] ?? null]))
  const scores: Record<string, number | null> = {}
  for (const scale of instrument.scales) scores[scale.code] = reckonedScale(instrument, version, scale, given)
  const sum = (of: readonly string[]) => of.reduce<number | null>((all, code) => plus(all, scores[code] ?? null), 0)
  for (const { code, of } of instrument.derived) scores[code] = sum(of)
  for (const { code, of, tables, gradeIsAgeLess } of instrument.converted) {
    const table = findTable(tables, version.code, about, gradeIsAgeLess)
    scores[code] = (typeof table === 'object' ? table.values.find(([raw]) => raw === scores[of])?.[1] : undefined) ?? null
  }
  if (instrument.impact) {
    const { code, closed, recode } = instrument.impact
    const some = impact?.items.flatMap((answer) => (answer === null ? [] : [recode[answer] ?? 0])) ?? []
    scores[code] = impact?.gate === closed ? 0 : some.length === 0 ? null : some.reduce((one, other) => one + other)
  }
  const bands: Record<string, Record<string, string | number | null>> = {}
  for (const { code, of, tables, bands: names, gradeIsAgeLess } of instrument.bandSystems)
    bands[code] = Object.fromEntries(
      of.map((each) => {
        const value = scores[each] ?? null
        const own = tables.filter(({ spans }) => spans[each])
        const table = findTable(own, version.code, about, gradeIsAgeLess)
        if (value === null || typeof table === 'string') return [each, null]
        const rows = (table.spans[each] ?? []).map(([from, to], rank) => ({ from, to, rank })).sort((one, other) => one.from - other.from)
        const fitting = rows.filter(({ from, to }) => from <= value && value <= to)
        const row = table.border === 'above' ? fitting.at(-1) : fitting[0]
        return [each, row ? (names[row.rank]?.code ?? null) : null]
      }),
    )
  return { scores, bands }
}

const plus = (one: number | null, other: number | null) => (one === null || other === null ? null : one + other)

function reckonedScale(instrument: Instrument, version: Version, scale: Scale, given: ReadonlyMap<string, number | null>): number | null {
  const items = countedOf(instrument, version, scale)
  const valueOf = (item: string) => {
    const answer = given.get(item) ?? null
    const { from, to } = answersTo(instrument, version, item)
    if (answer === null) return []
    const value = scale.reversed.includes(item) ? from + to - answer : answer
    return [scale.combine === 'count' ? (value >= (scale.countFrom ?? Number.NaN) ? 1 : 0) : value]
  }
  const values = items.flatMap(valueOf)
  const added = (scale.adds ?? []).flatMap(valueOf).reduce((one, other) => one + other, 0)
  const total = values.reduce((one, other) => one + other, 0) + added
  if (values.length === 0 || values.length < leastOf(scale, items.length)) return null
  if (scale.missing.rule === 'nearCutOff') {
    const { missing, within, bandSystem } = scale.missing
    const table = instrument.bandSystems.find(({ code }) => code === bandSystem)?.tables.find((one) => one.version === version.code)
    const [cutOff = Number.NaN] = table?.spans[scale.code]?.at(-1) ?? []
    const isRaised = items.length - values.length >= missing && total >= cutOff - within && total <= cutOff + within
    return scale.times * (isRaised ? (total * items.length) / values.length : total)
  }
  return scale.times * (scale.combine === 'mean' ? total / values.length : Math.round((items.length * total) / values.length))
}

for (const instrument of instruments) {
  const first = instrument.versions[0] as Version

  test(`${instrument.code}: nothing is wrong with the file, and every worked example holds`, () => {
    assert.deepEqual(checkInstrument(instrument), [])
    assert.deepEqual(checkExamples(instrument, read(`${instrument.code}/examples.json`) as readonly InstrumentExample[]), [])
  })

  for (const version of instrument.versions) {
    const items = askedItems(instrument, version)
    const name = `${instrument.code} ${version.code}`
    /** An item that a scale counts, an answer to it that can be raised, and all other answers. */
    const anyRise = fc
      .constantFrom(...instrument.scales.filter((scale) => countedOf(instrument, version, scale).length > 0))
      .chain((scale) =>
        fc.record({
          scale: fc.constant(scale),
          item: fc.constantFrom(...countedOf(instrument, version, scale)),
          answers: anyAnswers(instrument, version),
        }),
      )
      .chain(({ scale, item, answers }) => {
        const possible = answersIn(answersTo(instrument, version, item))
        return fc
          .integer({ min: 0, max: possible.length - 2 })
          .map((at) => ({ scale, item, answers, from: possible[at] ?? 0, to: possible[at + 1] ?? 0 }))
      })

    test(`${name}: every score lies in its range, and is what a second reading of the file makes it, as is every band`, () => {
      fc.assert(
        fc.property(anyAnswers(instrument, version), anyImpact(instrument, version), anybody, (answers, impact, about) => {
          const { scores, bands, answered } = scored(instrument, version.code, answers, impact, about)
          assert.deepEqual(
            Object.keys(scores),
            scoredCodes(instrument).map(({ code }) => code),
          )
          for (const [code, value] of Object.entries(scores)) {
            const range = rangeOf(instrument, version.code, code)
            assert.ok(value === null || (range && range.from <= value && value <= range.to), `${code} is ${value}`)
          }
          const added = new Set(instrument.scales.flatMap(({ adds = [] }) => adds))
          assert.equal(answered, answers.filter((answer, place) => answer !== null && !added.has(items[place] ?? '')).length)
          assert.deepEqual({ scores, bands }, reckoned(instrument, version, answers, impact, about))
        }),
      )
    })

    test(`${name}: turning every answer and every reversal round gives the same scores`, () => {
      const added = new Set(instrument.scales.flatMap(({ adds = [] }) => adds))
      const turned: Instrument = {
        ...instrument,
        scales: instrument.scales.map((scale) => ({ ...scale, reversed: scale.items.filter((item) => !scale.reversed.includes(item)) })),
      }
      fc.assert(
        fc.property(anyAnswers(instrument, version), (answers) => {
          const other = answers.map((answer, place) => {
            const item = items[place] ?? ''
            const { from, to } = answersTo(instrument, version, item)
            return answer === null || added.has(item) ? answer : from + to - answer
          })
          assert.deepEqual(scored(turned, version.code, other).scores, scored(instrument, version.code, answers).scores)
        }),
      )
    })

    test(`${name}: the order in which the items stand is irrelevant`, () => {
      fc.assert(
        fc.property(
          anyAnswers(instrument, version),
          fc.shuffledSubarray(
            items.map((_, place) => place),
            { minLength: items.length },
          ),
          (answers, order) => {
            const shuffled = { ...version, items: order.map((place) => items[place] ?? '') }
            const moved = order.map((place) => answers[place] ?? null)
            assert.deepEqual(
              scored({ ...instrument, versions: [shuffled] }, version.code, moved),
              scored(instrument, version.code, answers),
            )
          },
        ),
        { numRuns: 30 },
      )
    })

    test(`${name}: raising an item never lowers its scale, raising a reversed one never raises it, and no other scale moves`, () => {
      fc.assert(
        fc.property(anyRise, ({ scale, item, answers, from, to }) => {
          const place = items.indexOf(item)
          const before = scored(instrument, version.code, answers.with(place, from)).scores
          const after = scored(instrument, version.code, answers.with(place, to)).scores
          // What is raised only near a cut-off is no longer raised beyond it, and lower for it; the band is the same.
          const counted = countedOf(instrument, version, scale)
          const missing = counted.filter((one) => one !== item && (answers[items.indexOf(one)] ?? null) === null).length
          const { missing: rule } = scale
          if (rule.rule === 'nearCutOff' && missing >= rule.missing) return
          const difference = (after[scale.code] ?? 0) - (before[scale.code] ?? 0)
          assert.ok(scale.reversed.includes(item) ? difference <= 0 : difference >= 0, `${item}: ${difference}`)
          for (const { code, items: others, adds = [] } of instrument.scales)
            if (!others.includes(item) && !adds.includes(item)) assert.equal(after[code], before[code])
        }),
      )
    })

    test(`${name}: the lowest answer is an answer, and an answer that is missing is none`, () => {
      fc.assert(
        fc.property(anyRise, ({ item, answers }) => {
          const place = items.indexOf(item)
          const lowest = scored(instrument, version.code, answers.with(place, answersTo(instrument, version, item).from))
          assert.equal(lowest.answered, scored(instrument, version.code, answers.with(place, null)).answered + 1)
        }),
      )
    })

    test(`${name}: with as many answers as its rule wants a scale has a score, with one less it has none`, () => {
      for (const scale of instrument.scales) {
        const counted = countedOf(instrument, version, scale)
        const enough = counted.slice(0, leastOf(scale, counted.length))
        const only = (some: readonly string[]) =>
          items.map((item) => (some.includes(item) ? answersTo(instrument, version, item).to : null))
        assert.equal(scored(instrument, version.code, only(enough)).scores[scale.code] !== null, counted.length > 0, scale.code)
        assert.equal(scored(instrument, version.code, only(enough.slice(1))).scores[scale.code], null, scale.code)
      }
    })

    test(`${name}: what is no answer is refused as it stands, wherever it stands`, () => {
      const lowest = items.map((item) => answersTo(instrument, version, item).from)
      for (const [place, item] of items.entries()) {
        const allowed = answersTo(instrument, version, item)
        const { from, to, step = 1 } = allowed
        const beside = step === 1 ? [] : [from + 1, to - 1]
        for (const found of [from - 1, to + 1, to + step, -1, 255, from + 0.5, Number.NaN, '1', '1 ', '3', undefined, true, ...beside]) {
          const answers = lowest.with(place, found as number)
          assert.deepEqual(score(instrument, version.code, answers), { refused: 'answer-out-of-range', item, found, allowed })
        }
      }
    })

    test(`${name}: an alert is raised by its answer, whatever the others are`, () => {
      fc.assert(
        fc.property(anyAnswers(instrument, version), (answers) => {
          const raised = instrument.alerts.filter(({ item, atLeast }) => (answers[items.indexOf(item)] ?? -1) >= atLeast)
          assert.deepEqual(
            scored(instrument, version.code, answers).alerts,
            raised.map(({ code }) => code),
          )
        }),
      )
    })

    test(`${name}: many at once are scored as one by one`, () => {
      const rules = compile(instrument, version.code)
      assert.ok(rules)
      const some = fc.array(fc.tuple(anyAnswers(instrument, version), anyImpact(instrument, version), anybody), {
        minLength: 1,
        maxLength: 20,
      })
      fc.assert(
        fc.property(some, (responses) => {
          const columns = rules.items.map((_, place) =>
            Uint8Array.from(
              responses,
              ([answers, impact]) => [...answers, ...(impact ? [impact.gate, ...impact.items] : [])][place] ?? 255,
            ),
          )
          const into = rules.columns(responses.length)
          const refusal = rules.run(
            {
              answers: columns,
              sex: Uint8Array.from(responses, ([, , { sex }]) => (sex === 'girl' ? 1 : sex === 'boy' ? 2 : 0)),
              ageInMonths: Uint16Array.from(responses, ([, , { ageInMonths = 65_535 }]) => ageInMonths),
            },
            into,
            responses.length,
          )
          assert.equal(refusal, undefined)
          for (const [row, [answers, impact, about]] of responses.entries()) {
            const one = scored(instrument, version.code, answers, impact, about)
            assert.equal(into.answered[row], one.answered)
            assert.deepEqual(
              rules.scores.map((code) => one.scores[code] ?? Number.NaN),
              into.scores.map((column) => column[row]),
            )
            for (const [place, { system, score: code }] of rules.bands.entries()) {
              const names = instrument.bandSystems.find((each) => each.code === system)?.bands ?? []
              assert.equal(names[into.bands[place]?.[row] ?? 255]?.code ?? null, one.bands[system]?.[code])
            }
          }
        }),
        { numRuns: 20 },
      )
    })
  }

  test(`${instrument.code}: who answered changes the bands, not the scores`, () => {
    const alike = instrument.versions.filter(
      (version) => version.items?.join() === first.items?.join() && JSON.stringify(version.answers) === JSON.stringify(first.answers),
    )
    const raw = new Set([...instrument.scales, ...instrument.derived].map(({ code }) => code))
    fc.assert(
      fc.property(anyAnswers(instrument, first), (answers) => {
        const [one, ...others] = alike.map(({ code }) =>
          Object.entries(scored(instrument, code, answers).scores).filter(([each]) => raw.has(each)),
        )
        for (const other of others) assert.deepEqual(other, one)
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
      fc.property(anyAnswers(sdq, version), anyImpact(sdq, version), (answers, impact) => {
        const { scores } = scored(sdq, version.code, answers, impact)
        assert.deepEqual(scores, byHand(answers, impact))
        assert.ok(scores.total === undefined || scores.total === null || (scores.total >= 0 && scores.total <= 40))
      }),
      { numRuns: 2000 },
    )
  }
})
