/**
 * The written assessment of the environment of a school (undervisningsmiljøvurdering, UMV) or daycare (børnemiljø): mapping, description
 * and assessment, action plan, follow-up; then published.
 *
 * Lov om elevers og studerendes undervisningsmiljø (LBK nr. 316 af 05/04/2017) § 6: in writing, open to all, renewed when something
 * changes and at least every third year; § 7: what it must hold. A daycare's is part of its evaluation of the curriculum since 2018, and
 * may be made more often: the leader says when the next one is.
 */
import type { AssessmentWords } from './environment-schema.ts'

export type LearningEnvironmentAssessment = {
  readonly institutionId: string
  readonly surveyId: string
  readonly words: AssessmentWords
  /** When it is looked at whether the plan worked. */
  readonly followUpOn: string | null
  /** When the whole of it is made anew. */
  readonly nextOn: string | null
}

export const noWords: AssessmentWords = { summary: '', themes: [], involved: '', followUp: '' }

export const environmentSteps = ['mapping', 'assessment', 'plan', 'followUp'] as const
export type EnvironmentStep = (typeof environmentSteps)[number]

/** Years that may pass between two assessments. */
const statutoryYears = 3

/** The last day on which the next one is due. */
export function latestNextOn(publishedOn: string): string {
  const [year, rest] = [Number(publishedOn.slice(0, 4)) + statutoryYears, publishedOn.slice(4)]
  return `${year}${rest === '-02-29' ? '-02-28' : rest}`
}

export type Mapped = {
  /** Whether any figure of the institution is open. */
  readonly hasFigures: boolean
  /** Whether no more answers come: between two versions with a class more, everybody would read that class. */
  readonly isSealed: boolean
  /** Plans of the institution that begin from this survey, and have not been given up. */
  readonly plans: number
}

/** The steps that are done. Where nothing must change, no plan is needed. */
export function stepsDone(
  { words, followUpOn, nextOn }: LearningEnvironmentAssessment,
  { hasFigures, plans }: Omit<Mapped, 'isSealed'>,
): readonly EnvironmentStep[] {
  const isSaid = words.themes.some(({ well, change }) => well !== '' || change !== '')
  const mustChange = words.themes.some(({ change }) => change !== '')
  const done = {
    mapping: hasFigures,
    assessment: isSaid,
    plan: plans > 0 || (isSaid && !mustChange),
    followUp: followUpOn !== null && nextOn !== null,
  }
  return environmentSteps.filter((step) => done[step])
}

export type PublishRefusal =
  | 'environment-not-mapped'
  | 'environment-not-assessed'
  | 'environment-no-plan'
  | 'environment-no-follow-up'
  | 'environment-next-too-late'
  | 'environment-not-sealed'

const refusals = {
  mapping: 'environment-not-mapped',
  assessment: 'environment-not-assessed',
  plan: 'environment-no-plan',
  followUp: 'environment-no-follow-up',
} as const satisfies Record<EnvironmentStep, PublishRefusal>

/** Why it cannot be published on this day; undefined when it can. */
export function whyNotPublish(assessment: LearningEnvironmentAssessment, mapped: Mapped, today: string): PublishRefusal | undefined {
  const done = stepsDone(assessment, mapped)
  const missing = environmentSteps.find((step) => !done.includes(step))
  if (missing) return refusals[missing]
  if (assessment.nextOn !== null && assessment.nextOn > latestNextOn(today)) return 'environment-next-too-late'
  return mapped.isSealed ? undefined : 'environment-not-sealed'
}

/** Whether it is time: the follow-up's day, or the next assessment's, has come. */
export function isEnvironmentDue({ followUpOn, nextOn }: Pick<LearningEnvironmentAssessment, 'followUpOn' | 'nextOn'>, today: string) {
  return { followUp: followUpOn !== null && followUpOn <= today, next: nextOn !== null && nextOn <= today }
}

/** Every text in it, to be looked through. */
export function allWords({ summary, themes, involved, followUp }: AssessmentWords): readonly string[] {
  return [summary, ...themes.flatMap(({ well, change }) => [well, change]), involved, followUp]
}
