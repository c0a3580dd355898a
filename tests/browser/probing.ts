/** Everything a reader can ask of a report, and what must never be in the answers: a group too small, or a way to work one out. */
import assert from 'node:assert/strict'
import type { Figure, Report } from '#api/report.ts'
import { items, questionnaire } from './pupil.ts'
import type { Answered, Visitor } from './visitor.ts'

/** Asks for every unit that the reader's list names and every class besides, with every split and comparison; what was answered. */
export async function askEverything({ page, expect }: Visitor, surveyId: string, besides: readonly string[]): Promise<readonly Answered[]> {
  // A teacher of another class is refused, which the browser writes on the console.
  expect(/status of 404 .*\/api\/v1\/reports\/[^)]*split=/)
  const asked = await page.evaluate(
    async ([id, others]) => {
      const listed: readonly { surveyId: string; units: readonly { unit: string }[] }[] = await (await fetch('/api/v1/reports')).json()
      const units = [...new Set([...(listed.find((survey) => survey.surveyId === id)?.units.map(({ unit }) => unit) ?? []), ...others])]
      const choices = units.flatMap((unit) =>
        ['none', 'sex'].flatMap((split) =>
          ['none', 'rest', 'municipality', 'similar', 'region', 'newRegion', 'country', 'earlier'].flatMap((compare) => [
            { unit, split, compare },
            ...(compare === 'none'
              ? [
                  { unit, split, compare, content: 'teachingEnvironment' },
                  { unit, split, compare, themes: 'school,bullying' },
                ]
              : []),
          ]),
        ),
      )
      const next = choices[Symbol.iterator]()
      const told: { path: string; text: string }[] = []
      const ask = async () => {
        for (const choice of next) {
          const path = `/api/v1/reports/${id}?${new URLSearchParams(choice)}`
          told.push({ path, text: await (await fetch(path)).text() })
        }
      }
      await Promise.all([ask(), ask(), ask(), ask()])
      return told
    },
    [surveyId, besides] as const,
  )
  assert.ok(asked.length > 0)
  return asked
}

/** The fewest answers of a figure, written here anew: a threshold lowered by mistake must fail. */
const fewest = { open: 5, sensitive: 10, highlySensitive: 30 } as const

/** An index needs as many as the strictest of its questions. */
function minimumOf(code: string): number {
  const asked = questionnaire.indices?.find((index) => index.code === code)?.items ?? [code]
  return Math.max(...asked.map((one) => fewest[items.find((item) => item.code === one)?.questionClass ?? 'highlySensitive']))
}

/**
 * Fails when an answer shows anything of a group too small, or when two figures of the same question, taken from
 * each other, do. `small` are the keys of the classes that must show nothing at all.
 */
export function assertNothingSmall(answered: readonly Answered[], small: readonly string[]): void {
  const told = new Map<string, Map<string, Set<number>>>()
  const path = new Map<string, readonly string[]>()
  for (const { text, report } of reportsIn(answered)) {
    const { unit } = report.unit
    if (small.includes(unit)) assert.doesNotMatch(text, /"(count|percent|bars|n|bands":\{|band)"/, `something of ${unit}`)
    path.set(
      unit,
      report.path.map((above) => above.unit),
    )
    for (const card of report.themes.flatMap(({ cards }) => cards)) {
      for (const figure of [card.figure, card.split?.female, card.split?.male, card.comparison?.figure])
        if (figure) assertLargeEnough(figure, card.item, unit)
      if (card.bands) assert.ok(card.bands.n >= minimumOf(card.item), `${card.item} of ${unit} in words`)
      const n = card.figure?.n ?? card.bands?.n ?? 0
      const ofItem = told.get(card.item) ?? new Map<string, Set<number>>()
      told.set(card.item, ofItem.set(unit, (ofItem.get(unit) ?? new Set()).add(n)))
    }
  }
  assert.ok(told.size > 0, 'reports were read')
  for (const [item, units] of told) {
    for (const [unit, own] of units) {
      for (const above of [unit, ...(path.get(unit) ?? [])]) {
        for (const whole of units.get(above) ?? []) for (const part of own) assertDifference(Math.abs(whole - part), item, above, unit)
      }
    }
  }
}

function assertLargeEnough({ n }: Figure, item: string, unit: string): void {
  assert.ok(n >= minimumOf(item), `${item} of ${unit} with ${n} answers`)
}

/** What is left when a part is taken from its whole, or the earlier figure from the later, is a group as well. */
function assertDifference(left: number, item: string, above: string, unit: string): void {
  assert.ok(left === 0 || left >= minimumOf(item), `${item}: ${above} less ${unit} leaves ${left}`)
}

function reportsIn(answered: readonly Answered[]): readonly { readonly text: string; readonly report: Report }[] {
  return answered
    .filter(({ path, text }) => /^\/api\/v1\/reports\/[^/]+\?/.test(path) && text !== '')
    .map(({ text }) => ({ text, report: JSON.parse(text) }))
    .filter(({ report }) => 'themes' in report)
}
