/** One round of asking: which classes are asked which questionnaire, between which days. */
import type { MunicipalityId } from '../organisation/organisation.ts'
import type { Questionnaire } from '../questionnaire/questionnaire.ts'

type Respondent = Questionnaire['respondent']

/** Told to the respondent before the first question, and never changed. */
export type Track = 'statistics' | 'health'

/** draft → open → closed → sealed. A closed survey takes no answers; a sealed one has no raw rows left. */
export type SurveyState = 'draft' | 'open' | 'closed' | 'sealed'

export type Survey = {
  readonly id: string
  readonly municipalityId: MunicipalityId
  readonly title: string
  readonly track: Track
  readonly questionnaire: { readonly code: string; readonly version: string }
  readonly state: SurveyState
  readonly schoolYear: number
  /** First and last day it may be answered. */
  readonly opensOn: string
  readonly closesOn: string
  /** Invites one at a time, by age or before a visit; nobody is invited when it opens. */
  readonly isRolling: boolean
  /** Empty means classes without a grade: rooms, districts, youth education. */
  readonly grades: readonly number[]
  readonly institutionIds: readonly string[]
  /** Whether answers on paper are taken: fixed before anybody is asked. Absent is no. */
  readonly takesPaper?: boolean
}

/** Why a survey could not be opened. The names are part of the public contract. */
export type OpenRefusal = 'survey-not-draft' | 'survey-period-over' | 'survey-has-no-classes'

/**
 * Opens a drafted survey, or says why it can't be opened.
 *
 * Opening early is allowed: a school may start the day it is ready.
 */
export function openSurvey(survey: Survey, invited: number, today: string): Survey | OpenRefusal {
  if (survey.state !== 'draft') return 'survey-not-draft'
  if (survey.closesOn < today) return 'survey-period-over'
  if (invited === 0 && !survey.isRolling) return 'survey-has-no-classes'
  return { ...survey, state: 'open', opensOn: survey.opensOn < today ? survey.opensOn : today }
}

/** Closes an open survey; what is left is then sealed, and raw rows are deleted. */
export function closeSurvey(survey: Survey): Survey | 'survey-not-open' {
  return survey.state === 'open' ? { ...survey, state: 'closed' } : 'survey-not-open'
}

/** Whether answers are taken today: open, and not past its last day. */
export function takesAnswers(survey: Pick<Survey, 'state' | 'closesOn'>, today: string): boolean {
  return survey.state === 'open' && today <= survey.closesOn
}

/**
 * How one comes in: pupils in a lesson of their class, with its code and a slip; grown-ups and young people
 * wherever they are, by a personal link.
 */
export function wayIn(respondent: Respondent): 'lesson' | 'link' {
  return respondent === 'pupil' ? 'lesson' : 'link'
}

export type SurveyFinding = {
  readonly name:
    | 'period-backwards'
    | 'period-over'
    | 'period-long'
    | 'no-pupils'
    | 'institution-without-pupils'
    | 'grade-not-meant'
    | 'questionnaire-not-meant'
    | 'small-class'
    | 'overlapping-survey'
  readonly level: 'error' | 'warning'
  readonly values: Readonly<Record<string, string>>
}

export type InvitedInstitution = {
  readonly id: string
  readonly name: string
  readonly classes: readonly { readonly name: string; readonly pupils: number }[]
}

const longPeriodDays = 60

/**
 * What stands in the way of opening (errors), and what the planner should know first (warnings).
 * `smallest` is the fewest answers a class's figures are shown for, so that a small class is no surprise.
 */
export function checkSurvey(
  survey: Survey,
  context: {
    readonly institutions: readonly InvitedInstitution[]
    readonly meantFor: readonly number[]
    readonly others: readonly Survey[]
    readonly smallest: number
    readonly today: string
    readonly days: number
  },
): readonly SurveyFinding[] {
  const findings: SurveyFinding[] = []
  const error = (name: SurveyFinding['name'], values: SurveyFinding['values'] = {}) => findings.push({ name, level: 'error', values })
  const warn = (name: SurveyFinding['name'], values: SurveyFinding['values'] = {}) => findings.push({ name, level: 'warning', values })

  if (survey.opensOn > survey.closesOn) error('period-backwards')
  if (survey.closesOn < context.today) error('period-over')
  if (context.days > longPeriodDays && !survey.isRolling) warn('period-long', { days: String(context.days) })
  const pupils = context.institutions.flatMap(({ classes }) => classes).reduce((sum, group) => sum + group.pupils, 0)
  if (pupils === 0 && !survey.isRolling) error('no-pupils')
  for (const { name, classes } of context.institutions) {
    if (classes.every((group) => group.pupils === 0)) warn('institution-without-pupils', { institution: name })
    for (const group of classes) {
      if (!survey.isRolling && group.pupils > 0 && group.pupils < context.smallest)
        warn('small-class', { institution: name, class: group.name, pupils: String(group.pupils) })
    }
  }
  // A questionnaire with grades is for school classes, one without for rooms, districts and youth education.
  if ((survey.grades.length === 0) !== (context.meantFor.length === 0)) error('questionnaire-not-meant')
  else
    for (const grade of survey.grades) {
      if (!context.meantFor.includes(grade)) warn('grade-not-meant', { grade: String(grade) })
    }
  for (const other of context.others) {
    const isSame = other.id !== survey.id && other.state === 'open' && other.questionnaire.code === survey.questionnaire.code
    if (isSame && other.institutionIds.some((id) => survey.institutionIds.includes(id))) warn('overlapping-survey', { title: other.title })
  }
  return findings
}
