/** A survey while it is planned: what is chosen so far, whom that means, and what is missing. */
import { addDays, isDay } from '#domain/calendar/calendar.ts'
import type { InstitutionRow } from '#api/organisation.ts'
import type { SurveyPlan } from '#api/survey.ts'
import { addresses } from '../shell/navigation.ts'

export const steps = ['who', 'what', 'when', 'tell', 'open'] as const
export type Step = (typeof steps)[number]

/** What the address bar calls the steps. */
const addressWords = { who: 'hvem', what: 'hvad', when: 'hvornaar', tell: 'information', open: 'tjek' } as const satisfies Record<
  Step,
  string
>

/** The step an address asks for; the first when it asks for none. */
export function stepIn(search: string): Step {
  const word = new URLSearchParams(search).get('trin')
  return steps.find((step) => addressWords[step] === word) ?? 'who'
}

/** The query that asks for a step. */
export function searchFor(step: Step): string {
  return step === 'who' ? '' : `?trin=${addressWords[step]}`
}

/** Where those are who answer, or whose parents do. */
export const surveyPlaces = ['school', 'daycare', 'healthService', 'youthEducation', 'youthService'] as const
export type SurveyPlace = (typeof surveyPlaces)[number]

/** What people and rooms of a place are called, counted: keys of the texts. */
export const countedAt = {
  school: { people: 'organisation.pupils', rooms: 'organisation.classes' },
  daycare: { people: 'plan.people', rooms: 'plan.rooms' },
  healthService: { people: 'plan.people', rooms: 'plan.districts' },
  youthEducation: { people: 'plan.young', rooms: 'organisation.classes' },
  youthService: { people: 'plan.young', rooms: 'plan.groups' },
} as const satisfies Record<SurveyPlace, { readonly people: string; readonly rooms: string }>

/** As `SurveyPlan`, but any part may still be empty; a school where no place is told. */
export type Draft = Omit<SurveyPlan, 'questionnaire'> & {
  readonly questionnaire: SurveyPlan['questionnaire'] | null
  readonly place?: SurveyPlace
}

type Respondent = 'pupil' | 'parent' | 'youngPerson'

/** Whether a questionnaire is written for those of a place: with grades for schools, by who answers elsewhere. */
export function suits(
  place: SurveyPlace,
  { respondent, grades }: { readonly respondent: Respondent; readonly grades: readonly number[] },
): boolean {
  if (place === 'school') return grades.length > 0
  if (grades.length > 0) return false
  return (respondent === 'youngPerson') === (place === 'youthEducation' || place === 'youthService')
}

/** The places whose people a questionnaire is written for. */
export function placesFor(questionnaire: { readonly respondent: Respondent; readonly grades: readonly number[] }): readonly SurveyPlace[] {
  return surveyPlaces.filter((place) => suits(place, questionnaire))
}

type Offered = {
  readonly code: string
  readonly version: string
  readonly respondent: Respondent
  readonly grades: readonly number[]
  readonly isNewest: boolean
  readonly composition: object | null
}

/**
 * The questionnaire a plan begins with: the association's newest. What a municipality has put together itself is asked because
 * somebody chose it, never because it is the latest to be published; the figures of all are compared by the association's.
 */
export function usualFor<One extends Offered>(place: SurveyPlace, questionnaires: readonly One[], grade?: number): One | undefined {
  const usual = questionnaires.filter(({ isNewest, composition }) => isNewest && composition === null)
  return usual.find(
    (one) =>
      suits(place, one) && (place !== 'school' || (one.respondent === 'pupil' && (grade === undefined || one.grades.includes(grade)))),
  )
}

/** The address of a plan that begins with a questionnaire. */
export function planWith({ code, version }: { readonly code: string; readonly version: string }): string {
  return `${addresses.survey}/ny?skema=${encodeURIComponent(code)}&version=${version}`
}

/** The questionnaire an address asks to begin with, where it may be asked. */
export function askedToPlan<One extends Offered>(search: string, questionnaires: readonly One[]): One | undefined {
  const said = new URLSearchParams(search)
  return questionnaires.find(({ code, version }) => code === said.get('skema') && version === said.get('version'))
}

/** The place that a saved plan's institutions are of. */
export function placeOf(institutionIds: readonly string[], institutions: readonly InstitutionRow[]): SurveyPlace {
  const kind = institutions.find(({ id }) => institutionIds.includes(id))?.kind
  return surveyPlaces.find((place) => place === kind) ?? 'school'
}

const usualDays = 21

/**
 * A plan to begin from: next Monday and three weeks on, the first questionnaire and the grades it is written
 * for, no school. So whoever has chosen schools has a plan that can be saved.
 */
export function firstDraft(
  today: string,
  questionnaire: { readonly code: string; readonly version: string; readonly grades: readonly number[] } | undefined,
  title: string,
): Draft {
  const opensOn = nextMonday(today)
  return {
    title,
    questionnaire: questionnaire ? { code: questionnaire.code, version: questionnaire.version } : null,
    opensOn,
    closesOn: addDays(opensOn, usualDays - 3),
    track: 'statistics',
    isRolling: false,
    grades: [...(questionnaire?.grades ?? [])],
    institutionIds: [],
  }
}

/** The first Monday after a day. 1 January 1970 was a Thursday. */
export function nextMonday(today: string): string {
  for (let days = 1; ; days++) {
    const day = addDays(today, days)
    if ((Math.round(Date.parse(day) / 86_400_000) + 3) % 7 === 0) return day
  }
}

export type FieldName = 'grades' | 'institutions' | 'questionnaire' | 'name' | 'opens' | 'closes'

/** Keys of the sentence are `plan.<step>.error.<fault>`. */
export type Fault = { readonly field: FieldName; readonly fault: string }

/** What keeps a step from being saved; empty when it is filled in. */
export function faultsOf(step: Step, draft: Draft, today: string): readonly Fault[] {
  const faults: Fault[] = []
  const say = (field: FieldName, fault: string = field) => faults.push({ field, fault })
  if (step === 'who') {
    const isSchool = (draft.place ?? 'school') === 'school'
    if (isSchool && draft.grades.length === 0) say('grades')
    if (draft.institutionIds.length === 0) say('institutions', isSchool ? 'institutions' : 'institutions.other')
  }
  if (step === 'what' && draft.questionnaire === null) say('questionnaire')
  if (step === 'when') {
    const title = draft.title.trim()
    if (title === '') say('name')
    else if (title.length > 120) say('name', 'name.long')
    if (!isDay(draft.opensOn)) say('opens')
    if (!isDay(draft.closesOn)) say('closes')
    else if (draft.closesOn < today) say('closes', 'past')
    else if (isDay(draft.opensOn) && draft.closesOn < draft.opensOn) say('closes', 'backwards')
  }
  return faults
}

/** A draft that can be sent; undefined while a part of it is missing. */
export function planOf(draft: Draft): SurveyPlan | undefined {
  const { questionnaire, title, place = 'school', ...plan } = draft
  const lacksGrades = place === 'school' && draft.grades.length === 0
  if (questionnaire === null || title.trim() === '' || lacksGrades || draft.institutionIds.length === 0) return undefined
  return isDay(draft.opensOn) && isDay(draft.closesOn) ? { ...plan, title: title.trim(), questionnaire } : undefined
}

export type Asked = { readonly id: string; readonly name: string; readonly classes: number; readonly pupils: number }

/** Schools with pupils in grades at all; daycare rooms have none and answer other questionnaires. */
export function schoolsOf(institutions: readonly InstitutionRow[]): readonly InstitutionRow[] {
  return institutions.filter(({ classes }) => classes.some(({ grade }) => grade !== null))
}

/** Institutions of a place, with how many rooms, districts or classes and how many people. */
export function askedIn(institutions: readonly InstitutionRow[], place: SurveyPlace): readonly Asked[] {
  return institutions
    .filter(({ kind }) => kind === place)
    .map(({ id, name, classes }) => {
      const rooms = classes.filter(({ grade }) => grade === null)
      return { id, name, classes: rooms.length, pupils: rooms.reduce((sum, { pupils }) => sum + pupils, 0) }
    })
}

/** How many classes and pupils each school has in the chosen grades. */
export function askedAt(institutions: readonly InstitutionRow[], grades: readonly number[]): readonly Asked[] {
  return schoolsOf(institutions).map(({ id, name, classes }) => {
    const chosen = classes.filter(({ grade }) => grade !== null && grades.includes(grade))
    return { id, name, classes: chosen.length, pupils: chosen.reduce((sum, { pupils }) => sum + pupils, 0) }
  })
}

/** Grades that somebody is in, in order. */
export function gradesOf(institutions: readonly InstitutionRow[]): readonly number[] {
  return [...new Set(institutions.flatMap(({ classes }) => classes.flatMap(({ grade }) => grade ?? [])))].sort((a, b) => a - b)
}
