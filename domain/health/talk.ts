/**
 * The preparation of a talk: what goes well, what to ask about and why, what was passed over, what has changed.
 * It orders what the child said and adds no verdict on the child.
 */
import type { Item, Questionnaire } from '../questionnaire/questionnaire.ts'
import type { ColourRules, Mark } from './colour-rules.ts'
import { colourOf, type Given, readAnswer, severityOf } from './colour.ts'

export type Wishes = { readonly talkAbout: readonly string[]; readonly notTalkAbout: readonly string[] }

/** A response that was given before, to the same questionnaire or another: its answers are found by item code. */
export type Earlier = {
  readonly questionnaire: Questionnaire
  readonly answers: readonly (number | null)[]
  readonly answeredOn: string
}

export type TalkAnswer = Given & {
  readonly item: string
  readonly theme: string
  readonly colour: Mark | null
  readonly before: { readonly options: readonly string[]; readonly measured: number | null; readonly answeredOn: string } | null
}

export type Talk = {
  /** Up to three, of different themes as far as there are. */
  readonly goesWell: readonly TalkAnswer[]
  /** Red before yellow; within a colour what the child wants to talk about first and what not last. */
  readonly askAbout: readonly (TalkAnswer & { readonly isUnwanted: boolean })[]
  readonly skipped: readonly TalkAnswer[]
  readonly themes: readonly { readonly theme: string; readonly colour: Mark | null; readonly answers: readonly TalkAnswer[] }[]
  readonly changes: readonly {
    readonly item: string
    readonly before: Pick<Given, 'options' | 'measured'>
    readonly now: Pick<Given, 'options' | 'measured'>
    readonly answeredOn: string
    readonly direction: 'better' | 'worse' | null
  }[]
}

const strengthsShown = 3

/** Puts one response in the order of a talk. `earlier` is newest first; `rules` are those the response was coloured by. */
export function prepareTalk(
  questionnaire: Questionnaire,
  answers: readonly (number | null)[],
  rules: ColourRules | undefined,
  wishes: Wishes,
  earlier: readonly Earlier[] = [],
): Talk {
  const all = questionnaire.items.flatMap((item, place): readonly TalkAnswer[] => {
    if (item.kind === 'information') return []
    const given = readAnswer(item, answers[place])
    return [{ ...given, item: item.code, theme: item.theme, colour: colourOf(item, given, rules), before: lastTime(item, earlier) }]
  })
  const wanted = (theme: string) => (wishes.notTalkAbout.includes(theme) ? 2 : wishes.talkAbout.includes(theme) ? 0 : 1)
  const askAbout = all
    .filter(({ colour }) => colour === 'red' || colour === 'yellow')
    .map((answer, place) => ({ answer, place }))
    .toSorted(
      (one, other) =>
        severityOf(other.answer.colour ?? 'grey') - severityOf(one.answer.colour ?? 'grey') ||
        wanted(one.answer.theme) - wanted(other.answer.theme) ||
        one.place - other.place,
    )
    .map(({ answer }) => ({ ...answer, isUnwanted: wishes.notTalkAbout.includes(answer.theme) }))
  return {
    goesWell: strengths(all),
    askAbout,
    skipped: all.filter(({ state }) => state === 'declined' || state === 'blank'),
    themes: questionnaire.themes.flatMap((theme) => {
      const ofTheme = all.filter((answer) => answer.theme === theme)
      const marks = ofTheme.flatMap(({ colour }) => colour ?? [])
      const colour = marks.toSorted((one, other) => severityOf(other) - severityOf(one))[0] ?? null
      return ofTheme.length === 0 ? [] : [{ theme, colour, answers: ofTheme }]
    }),
    changes: all.flatMap((answer) => changeOf(answer, rules)),
  }
}

/** Green answers, one of each theme before a second of any. */
function strengths(all: readonly TalkAnswer[]): readonly TalkAnswer[] {
  const green = all.filter(({ colour }) => colour === 'green')
  const seen = new Set<string>()
  const first = green.filter(({ theme }) => !seen.has(theme) && seen.add(theme))
  return [...first, ...green.filter((answer) => !first.includes(answer))].slice(0, strengthsShown)
}

/** The newest earlier answer to the same question; a skip then is no answer to compare with. */
function lastTime(item: Item, earlier: readonly Earlier[]): TalkAnswer['before'] {
  for (const { questionnaire, answers, answeredOn } of earlier) {
    const place = questionnaire.items.findIndex(({ code }) => code === item.code)
    const then = questionnaire.items[place]
    const given = then && readAnswer(then, answers[place])
    // What somebody wrote then is read in that response, not beside this one.
    if (given?.state === 'answered' && item.kind !== 'text') return { options: given.options, measured: given.measured, answeredOn }
  }
  return null
}

/** A measured answer has changed when it lies in another band: ten minutes are no change. */
function changeOf({ item, state, options, measured, before }: TalkAnswer, rules: ColourRules | undefined): Talk['changes'] {
  if (state !== 'answered' || before === null || isSame(options, before.options)) return []
  const worse = severityIn(rules, item, options) - severityIn(rules, item, before.options)
  const direction = Number.isNaN(worse) || worse === 0 ? null : worse > 0 ? 'worse' : 'better'
  const { answeredOn, ...then } = before
  return [{ item, before: then, now: { options, measured }, answeredOn, direction }]
}

/** By the rules of now on both, or a change of rules would look like a change of the child. NaN where they say nothing. */
function severityIn(rules: ColourRules | undefined, item: string, options: readonly string[]): number {
  const colours = options.flatMap((option) => rules?.rules[item]?.[option] ?? [])
  return colours.length === 0 ? Number.NaN : Math.max(...colours.map(severityOf))
}

function isSame(one: readonly string[], other: readonly string[]): boolean {
  return one.length === other.length && one.every((option) => other.includes(option))
}
