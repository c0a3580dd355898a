/** The two surveys of each municipality that follow the main road: last year's, finished, and this year's, on its way. */
import { schoolYearOf } from '#domain/organisation/organisation.ts'
import type { Survey } from '#domain/survey/survey.ts'
import { idOf } from './identifier.ts'
import { newestVersion } from './newest.ts'
import { lillekoebing } from './place.ts'
import type { YearOf } from './planted-truths.ts'
import type { Town, TownClass } from './town.ts'

export const questionnaireAsked = newestVersion('mellemtrin')

const gradesAsked = [4, 5, 6]

/** How far a class has come: its figures sealed, the lesson broken off half-way, or not begun. */
export type ClassState = 'answered' | 'partWay' | 'waiting'

export type Wave = {
  readonly year: YearOf
  readonly survey: Survey
  readonly classes: readonly TownClass[]
  readonly stateOf: (group: TownClass) => ClassState
  /** How many girls of a class were asked beside those who are on its list here, and did not answer. */
  readonly girlsAway?: (group: TownClass) => number
  /** Nobody sits in a lesson: everybody has a personal link instead of a slip. */
  readonly isByLink?: true
}

/** The wave of last year and that of this year, the latter open on `today` whatever day that is. */
export function wavesOf(town: Town, today: string): readonly Wave[] {
  const schoolYear = schoolYearOf(today)
  const opened = later(addDays(today, -12), `${schoolYear}-08-01`)
  const closes = earlier(addDays(today, 23), `${schoolYear + 1}-07-31`)
  return [
    {
      year: 'lastYear',
      survey: surveyOf(town, schoolYear - 1, `${schoolYear - 1}-10-01`, `${schoolYear - 1}-11-14`),
      classes: town.lastYear.filter(isAsked),
      stateOf: () => 'answered',
      girlsAway: (group) => girlsAwayLastYear(town.plan.id, group),
    },
    {
      year: 'thisYear',
      survey: surveyOf(town, schoolYear, opened, closes),
      classes: town.thisYear.filter(isAsked),
      stateOf: (group) => stateThisYear(town.plan.id, group),
    },
  ]
}

/** Known beforehand, so that an address in a document keeps its meaning within a school year. */
export function surveyId(municipalityId: number, schoolYear: number): string {
  return idOf('survey', municipalityId, schoolYear)
}

function surveyOf(town: Town, schoolYear: number, opensOn: string, closesOn: string): Survey {
  return {
    id: surveyId(town.plan.id, schoolYear),
    municipalityId: town.plan.id,
    title: `Trivsel på mellemtrinnet ${schoolYear}/${String(schoolYear + 1).slice(2)}`,
    track: 'statistics',
    isRolling: false,
    questionnaire: questionnaireAsked,
    state: 'draft',
    schoolYear,
    opensOn,
    closesOn,
    grades: gradesAsked,
    institutionIds: town.institutions.filter(({ kind }) => kind === 'school').map(({ id }) => id),
  }
}

function isAsked(group: TownClass): boolean {
  return group.grade !== null && gradesAsked.includes(group.grade)
}

/** In Lillekøbing three schools are done, three have begun, three wait; the neighbours lack the sixth grade. */
function stateThisYear(municipalityId: number, { institutionKey, name, grade }: TownClass): ClassState {
  if (municipalityId !== lillekoebing.id) return grade === 6 && municipalityId < 886 ? 'waiting' : 'answered'
  if (institutionKey === 'moellebakken' && name === '5.B') return 'partWay'
  const done = answeredThisYear[institutionKey]
  return done === 'all' || done?.includes(name) === true ? 'answered' : 'waiting'
}

/**
 * The week of last year's survey was that of the girls' handball cup: one girl in four was asked and was not there. So Lillekøbing's
 * figures of last year are weighted, and those of how they sleep by more than a point.
 */
function girlsAwayLastYear(municipalityId: number, { sexes }: TownClass): number {
  return municipalityId === lillekoebing.id ? Math.round(sexes.filter((sex) => sex === 'female').length / 3) : 0
}

const answeredThisYear: Readonly<Record<string, 'all' | readonly string[]>> = {
  havbrinkskolen: 'all',
  egely: 'all',
  fjordglimt: 'all',
  moellebakken: ['4.A', '4.B', '4.C', '6.A'],
  stenhoej: ['4.A', '6.A', '6.M'],
  lyngholm: ['6.A'],
}

export function addDays(day: string, days: number): string {
  const moment = new Date(`${day}T00:00:00Z`)
  moment.setUTCDate(moment.getUTCDate() + days)
  return moment.toISOString().slice(0, 10)
}

export function later(one: string, other: string): string {
  return one > other ? one : other
}

export function earlier(one: string, other: string): string {
  return one < other ? one : other
}
