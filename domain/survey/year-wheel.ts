/**
 * The year (årshjul): what happens when, for each module, from the surveys that are planned and running. It
 * makes the work visible to leaders before it is upon them (Health Authority, "Fælles om ungelivet", on year
 * wheels and agreements with schools; `facts/boernungeliv` 1E, F46).
 */
import { addDays } from '../calendar/calendar.ts'
import type { Module } from '../questionnaire/module.ts'
import type { Survey } from './survey.ts'

/** In the order they follow each other around a survey. */
export const stages = ['prepare', 'inform', 'answer', 'report', 'plan'] as const

/**
 * prepare: questionnaire, rosters, agreements with the schools · inform: letters to parents, who may say no ·
 * answer: it is open · report: reading the reports, telling pupils and parents · plan: what is done about it.
 */
export type Stage = (typeof stages)[number]

export type WheelSurvey = Pick<Survey, 'id' | 'title' | 'opensOn' | 'closesOn' | 'isRolling'> & { readonly module: Module }

/** One stage of one survey, cut to the school year; both days included. */
export type WheelEntry = {
  readonly surveyId: string
  readonly title: string
  readonly module: Module
  readonly stage: Stage
  readonly from: string
  readonly to: string
}

const prepareDays = 56
const informDays = 21
const reportDays = 28
const planDays = 56

/** First and last day of a school year in Denmark, named by the year it begins in: 1 August to 31 July. */
export function schoolYearDays(schoolYear: number): { readonly from: string; readonly to: string } {
  return { from: `${schoolYear}-08-01`, to: `${schoolYear + 1}-07-31` }
}

/**
 * Every stage of every survey that lies in the school year, earliest first.
 *
 * A wave: eight weeks of preparing, the last three of them informing; then answering, four weeks of reading
 * and eight of planning. A rolling survey invites all the time: it has only answering, for its letter goes
 * out with each invitation, and its reports come as enough have answered.
 */
export function yearWheel(surveys: readonly WheelSurvey[], schoolYear: number): readonly WheelEntry[] {
  const year = schoolYearDays(schoolYear)
  return surveys
    .flatMap((survey) =>
      stagesOf(survey).flatMap(([stage, from, to]): WheelEntry[] => {
        const cut = { from: from < year.from ? year.from : from, to: to > year.to ? year.to : to }
        const { id: surveyId, title, module } = survey
        return cut.from > cut.to ? [] : [{ surveyId, title, module, stage, ...cut }]
      }),
    )
    .toSorted((a, b) => a.from.localeCompare(b.from) || stages.indexOf(a.stage) - stages.indexOf(b.stage) || a.title.localeCompare(b.title))
}

function stagesOf({ opensOn, closesOn, isRolling }: WheelSurvey): readonly (readonly [Stage, string, string])[] {
  if (isRolling) return [['answer', opensOn, closesOn]]
  return [
    ['prepare', addDays(opensOn, -prepareDays), addDays(opensOn, -informDays - 1)],
    ['inform', addDays(opensOn, -informDays), addDays(opensOn, -1)],
    ['answer', opensOn, closesOn],
    ['report', addDays(closesOn, 1), addDays(closesOn, reportDays)],
    ['plan', addDays(closesOn, reportDays + 1), addDays(closesOn, reportDays + planDays)],
  ]
}

/** One month of the school year, '2026-08' to '2027-07': what begins in it, and what began before and goes on. */
export type WheelMonth = { readonly month: string; readonly begins: readonly WheelEntry[]; readonly goesOn: readonly WheelEntry[] }

/** The twelve months of a school year. What began before the school year goes on from its first month. */
export function monthsOf(entries: readonly WheelEntry[], schoolYear: number): readonly WheelMonth[] {
  return Array.from({ length: 12 }, (_, place) => {
    const number = ((7 + place) % 12) + 1
    const month = `${place < 5 ? schoolYear : schoolYear + 1}-${String(number).padStart(2, '0')}`
    const touching = entries.filter(({ from, to }) => from.slice(0, 7) <= month && to.slice(0, 7) >= month)
    const begins = touching.filter(({ from }) => from.startsWith(month))
    return { month, begins, goesOn: touching.filter((entry) => !begins.includes(entry)) }
  })
}

/**
 * Surveys of one module side by side where their times overlap: each gets the first lane that is free for all
 * its entries. Returns lanes of entries, at least one.
 */
export function lanesOf(entries: readonly WheelEntry[]): readonly (readonly WheelEntry[])[] {
  const lanes: WheelEntry[][] = []
  for (const own of Map.groupBy(entries, ({ surveyId }) => surveyId).values()) {
    const free = lanes.find((lane) => own.every((one) => lane.every((other) => one.to < other.from || one.from > other.to)))
    if (free) free.push(...own)
    else lanes.push([...own])
  }
  return lanes.length === 0 ? [[]] : lanes
}
