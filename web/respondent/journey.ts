/**
 * The road of one respondent, from two codes to thanks: a reducer over the questionnaire's engine.
 *
 * The page one is at is named by its item's place, not by its number, for an answer may bring pages in or
 * take them away. Nothing here is kept anywhere else; when the road ends, the visit is dropped.
 */
import type { AboutSurvey } from '#api/response.ts'
import type { ProblemName } from '#api/problems.ts'
import { type Page, pages, resumeAt } from '#domain/questionnaire/pages.ts'
import type { Questionnaire, QuestionnaireTexts } from '#domain/questionnaire/questionnaire.ts'
import type { Answers } from '#domain/response/answer.ts'
import type { Entered, Wishes } from './contract.ts'

export type Visit = {
  readonly about: AboutSurvey
  readonly className: string
  readonly institution: string
  readonly questionnaire: Questionnaire
  readonly texts: QuestionnaireTexts
  readonly answers: Answers
  /** Something was saved with this slip before. */
  readonly isBack: boolean
  /** Came by a link, not in a lesson. */
  readonly isByLink: boolean
  /** Whom a grown-up answers about; a child knows. */
  readonly forWhom: string | null
  readonly informant: Entered['informant']
  /** Who may read the answers, by name. */
  readonly readers: Entered['readers']
  /** Consent is asked before the first question. */
  readonly asksConsent: boolean
  readonly wishes: Wishes
}

const noWishes: Wishes = { talkAbout: [], notTalkAbout: [], text: '' }

export type EnterFault = 'unknown' | 'elsewhere' | 'offline' | 'defect'

export type Ending = 'sent' | 'declined' | 'already' | 'lessonOver' | 'closed' | 'gone' | 'left'

export type Journey =
  | { readonly at: 'enter'; readonly isBusy: boolean; readonly fault: EnterFault | null }
  | { readonly at: 'about'; readonly visit: Visit }
  | { readonly at: 'consent'; readonly visit: Visit }
  | { readonly at: 'question'; readonly visit: Visit; readonly place: number; readonly isFromReview: boolean }
  | { readonly at: 'wishes'; readonly visit: Visit }
  | { readonly at: 'review'; readonly visit: Visit; readonly sending: 'no' | 'sending' | 'waiting' }
  | { readonly at: 'end'; readonly how: Ending }

export type Step =
  | { readonly do: 'enter' }
  | { readonly do: 'entered'; readonly entered: Entered; readonly isByLink?: boolean }
  | { readonly do: 'consented'; readonly entered: Entered }
  | { readonly do: 'wish'; readonly wishes: Wishes }
  | { readonly do: 'notEntered'; readonly fault: EnterFault }
  | { readonly do: 'begin' }
  | { readonly do: 'answer'; readonly place: number; readonly value: number | null }
  | { readonly do: 'next' }
  | { readonly do: 'back' }
  | { readonly do: 'goTo'; readonly place: number }
  | { readonly do: 'review' }
  | { readonly do: 'sending'; readonly sending: 'no' | 'sending' | 'waiting' }
  | { readonly do: 'end'; readonly how: Ending }
  | { readonly do: 'again' }

export const atTheDoor: Journey = { at: 'enter', isBusy: false, fault: null }

/** The journey after a step. A step that doesn't fit where one is changes nothing. */
export function walk(journey: Journey, step: Step): Journey {
  switch (step.do) {
    case 'enter':
      return journey.at === 'enter' ? { at: 'enter', isBusy: true, fault: null } : journey
    case 'notEntered':
      return journey.at === 'enter' ? { at: 'enter', isBusy: false, fault: step.fault } : journey
    case 'entered':
      return journey.at === 'enter' ? { at: 'about', visit: visitOf(step.entered, step.isByLink ?? false) } : journey
    case 'begin':
      if (journey.at !== 'about') return journey
      return journey.visit.asksConsent ? { at: 'consent', visit: journey.visit } : begun(journey.visit)
    case 'consented':
      // No may mean that the same is asked on the other track: what the server now says is what counts.
      return journey.at === 'consent' ? begun({ ...visitOf(step.entered, journey.visit.isByLink), asksConsent: false }) : journey
    case 'wish':
      return journey.at === 'wishes' ? { ...journey, visit: { ...journey.visit, wishes: step.wishes } } : journey
    case 'answer':
      return journey.at === 'question' ? { ...journey, visit: answered(journey.visit, step.place, step.value) } : journey
    case 'next':
      if (journey.at === 'wishes') return { at: 'review', visit: journey.visit, sending: 'no' }
      return journey.at === 'question' ? next(journey) : journey
    case 'back':
      return back(journey)
    case 'goTo':
      return journey.at === 'review' && journey.sending === 'no'
        ? { at: 'question', visit: journey.visit, place: step.place, isFromReview: true }
        : journey
    case 'review':
      return journey.at === 'question' ? { at: 'review', visit: journey.visit, sending: 'no' } : journey
    case 'sending':
      return journey.at === 'review' ? { ...journey, sending: step.sending } : journey
    case 'end':
      return { at: 'end', how: step.how }
    case 'again':
      return atTheDoor
  }
}

function visitOf(entered: Entered, isByLink: boolean): Visit {
  const { about, className, institution, questionnaire, texts, answers, forWhom, informant, readers, consent } = entered
  const filled = questionnaire.items.map((_, place) => answers[place] ?? null)
  const isBack = filled.some((answer) => answer !== null)
  const further = {
    isByLink,
    forWhom: about.respondent === 'pupil' ? null : forWhom,
    informant,
    readers,
    asksConsent: consent === 'ask',
    wishes: noWishes,
  }
  return { about, className, institution, questionnaire, texts, answers: filled, isBack, ...further }
}

function begun(visit: Visit): Journey {
  const page = pagesOf(visit)[resumeAt(visit.questionnaire, visit.answers)]
  return page ? { at: 'question', visit, place: page.place, isFromReview: false } : afterQuestions(visit)
}

/** In the health track one says what to talk about, before one looks at the whole. */
function afterQuestions(visit: Visit): Journey {
  return visit.about.track === 'health' ? { at: 'wishes', visit } : { at: 'review', visit, sending: 'no' }
}

function answered(visit: Visit, place: number, value: number | null): Visit {
  return { ...visit, isBack: true, answers: visit.answers.map((answer, at) => (at === place ? value : answer)) }
}

type AtQuestion = Extract<Journey, { at: 'question' }>

function next({ visit, place, isFromReview }: AtQuestion): Journey {
  if (isFromReview) return { at: 'review', visit, sending: 'no' }
  const page = pagesOf(visit).find((one) => one.place > place)
  return page ? { at: 'question', visit, place: page.place, isFromReview } : afterQuestions(visit)
}

function back(journey: Journey): Journey {
  if (journey.at === 'consent') return { at: 'about', visit: journey.visit }
  if (journey.at === 'review' && journey.sending === 'no' && journey.visit.about.track === 'health')
    return { at: 'wishes', visit: journey.visit }
  if ((journey.at === 'review' && journey.sending === 'no') || journey.at === 'wishes') {
    const last = pagesOf(journey.visit).at(-1)
    return last ? { at: 'question', visit: journey.visit, place: last.place, isFromReview: false } : { at: 'about', visit: journey.visit }
  }
  if (journey.at !== 'question') return journey
  const before = pagesOf(journey.visit).findLast(({ place }) => place < journey.place)
  return before ? { ...journey, place: before.place, isFromReview: false } : { at: 'about', visit: journey.visit }
}

/** The pages this respondent meets, as things stand. */
export function pagesOf({ questionnaire, answers }: Pick<Visit, 'questionnaire' | 'answers'>): readonly Page[] {
  return pages(questionnaire, answers)
}

/** Pages met and left open. Not wanting to answer is an answer, so it is not among them. */
export function skippedIn(visit: Visit): readonly Page[] {
  return pagesOf(visit).filter(({ place }) => visit.answers[place] === null)
}

/** Where a refusal on the way leads. */
export function endingOf(problem: ProblemName): Ending {
  switch (problem) {
    case 'lesson-not-open':
      return 'lessonOver'
    case 'survey-not-open':
    case 'lesson-survey-not-open':
    case 'survey-period-over':
      return 'closed'
    case 'response-already-submitted':
      return 'already'
    default:
      return 'gone'
  }
}
