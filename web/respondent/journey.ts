/**
 * The road of one respondent, from two codes to thanks: a reducer over the questionnaire's engine.
 *
 * The page one is at is named by its first place, not by its number, for an answer may bring pages in or
 * take them away. Nothing here is kept anywhere else; when the road ends, the visit is dropped.
 */
import type { AboutSurvey } from '#api/response.ts'
import type { ProblemName } from '#api/problems.ts'
import { type Page, type Placed, pageAt, pages } from '#domain/questionnaire/pages.ts'
import { presentationOf } from '#domain/questionnaire/presentation.ts'
import type { Questionnaire, WordsThereAre } from '#domain/questionnaire/questionnaire.ts'
import type { Answers } from '#domain/response/answer.ts'
import type { Entered, Wishes } from './contract.ts'

export type Visit = {
  readonly about: AboutSurvey
  readonly className: string
  readonly institution: string
  readonly questionnaire: Questionnaire
  readonly texts: WordsThereAre
  readonly answers: Answers
  /** By place: the short texts, and what is typed of what is measured while it is no answer. */
  readonly typed: Readonly<Record<number, string>>
  /** A grid has room to be a table. */
  readonly isWide: boolean
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

export type EnterFault = 'unknown' | 'elsewhere' | 'paused' | 'offline' | 'defect'

export type Ending = 'sent' | 'declined' | 'already' | 'lessonOver' | 'closed' | 'gone' | 'left' | 'elsewhere'

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
  | { readonly do: 'entered'; readonly entered: Entered; readonly isByLink?: boolean; readonly isWide?: boolean }
  /** The window is wide enough for a table, or no longer is. */
  | { readonly do: 'widened'; readonly isWide: boolean }
  | { readonly do: 'consented'; readonly entered: Entered }
  | { readonly do: 'wish'; readonly wishes: Wishes }
  | { readonly do: 'notEntered'; readonly fault: EnterFault }
  | { readonly do: 'begin' }
  | { readonly do: 'answer'; readonly place: number; readonly value: number | null; readonly typed?: string }
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
      return journey.at === 'enter' ? { at: 'about', visit: visitOf(step.entered, step.isByLink ?? false, step.isWide ?? false) } : journey
    case 'begin':
      if (journey.at !== 'about') return journey
      return journey.visit.asksConsent ? { at: 'consent', visit: journey.visit } : begun(journey.visit)
    case 'consented':
      // No may mean that the same is asked on the other track: what the server now says is what counts.
      return journey.at === 'consent'
        ? begun({ ...visitOf(step.entered, journey.visit.isByLink, journey.visit.isWide), asksConsent: false })
        : journey
    case 'wish':
      return journey.at === 'wishes' ? { ...journey, visit: { ...journey.visit, wishes: step.wishes } } : journey
    case 'answer':
      return journey.at === 'question' ? { ...journey, visit: answered(journey.visit, step) } : journey
    case 'next':
      if (journey.at === 'wishes') return { at: 'review', visit: journey.visit, sending: 'no' }
      return journey.at === 'question' ? next(journey) : journey
    case 'back':
      return back(journey)
    case 'widened':
      return 'visit' in journey ? turned(journey, { ...journey.visit, isWide: step.isWide }) : journey
    case 'goTo':
      if (journey.at === 'question' && step.place < journey.place) return at(journey.visit, step.place, journey.isFromReview)
      return journey.at === 'review' && journey.sending === 'no' ? at(journey.visit, step.place, true) : journey
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

function visitOf(entered: Entered, isByLink: boolean, isWide: boolean): Visit {
  const { about, className, institution, questionnaire, texts, answers, written, forWhom, informant, readers, consent } = entered
  const filled = questionnaire.items.map((_, place) => answers[place] ?? null)
  const isBack = filled.some((answer) => answer !== null)
  const further = {
    typed: Object.fromEntries(written.map(({ place, text }) => [place, text])),
    isWide,
    isByLink,
    forWhom: about.respondent === 'pupil' ? null : forWhom,
    informant,
    readers,
    asksConsent: consent === 'ask',
    wishes: noWishes,
  }
  return { about, className, institution, questionnaire, texts, answers: filled, isBack, ...further }
}

/** On the page of what comes after the last answer; what was skipped on the way is not asked for again. */
function begun(visit: Visit): Journey {
  const last = askedOf(visit).reduce((found, { place }) => (visit.answers[place] === null ? found : place), -1)
  const page = pagesOf(visit).find(({ asked }) => asked.some(({ place }) => place > last))
  return page ? at(visit, page.place) : afterQuestions(visit)
}

/** On the page that a place belongs to. */
function at(visit: Visit, place: number, isFromReview = false): Journey {
  return { at: 'question', visit, place: pageAt(pagesOf(visit), place)?.place ?? place, isFromReview }
}

/** The same page, or in another layout the one with what was first on it. */
function turned<J extends Extract<Journey, { visit: Visit }>>(journey: J, visit: Visit): Journey {
  if (journey.at !== 'question') return { ...journey, visit }
  const first = pageAt(pagesOf(journey.visit), journey.place)?.asked[0]?.place ?? journey.place
  return at(visit, first, journey.isFromReview)
}

/** In the health track one says what to talk about, before one looks at the whole. */
function afterQuestions(visit: Visit): Journey {
  return visit.about.track === 'health' ? { at: 'wishes', visit } : { at: 'review', visit, sending: 'no' }
}

function answered(visit: Visit, { place, value, typed = '' }: Extract<Step, { do: 'answer' }>): Visit {
  const answers = visit.answers.map((answer, one) => (one === place ? value : answer))
  return { ...visit, isBack: true, answers, typed: { ...visit.typed, [place]: typed } }
}

type AtQuestion = Extract<Journey, { at: 'question' }>

function next({ visit, place, isFromReview }: AtQuestion): Journey {
  if (isFromReview) return { at: 'review', visit, sending: 'no' }
  const page = pagesOf(visit).find((one) => one.place > place)
  return page ? at(visit, page.place) : afterQuestions(visit)
}

function back(journey: Journey): Journey {
  if (journey.at === 'consent') return { at: 'about', visit: journey.visit }
  if (journey.at === 'review' && journey.sending === 'no' && journey.visit.about.track === 'health')
    return { at: 'wishes', visit: journey.visit }
  if ((journey.at === 'review' && journey.sending === 'no') || journey.at === 'wishes') {
    const last = pageAt(pagesOf(journey.visit), Number.POSITIVE_INFINITY)
    return last ? at(journey.visit, last.place) : { at: 'about', visit: journey.visit }
  }
  if (journey.at !== 'question') return journey
  const before = pageAt(pagesOf(journey.visit), journey.place - 1)
  return before ? at(journey.visit, before.place) : { at: 'about', visit: journey.visit }
}

type Walked = Pick<Visit, 'about' | 'questionnaire' | 'answers' | 'isWide'>

/** The pages this respondent meets, as things stand. Statistics takes no words of one's own, whatever a questionnaire says. */
export function pagesOf({ about, questionnaire, answers, isWide }: Walked): readonly Page[] {
  const met = pages(questionnaire, answers, { ...presentationOf(questionnaire), isWide })
  if (about.track !== 'statistics') return met
  return met
    .map((page) => ({ ...page, asked: page.asked.filter(({ item }) => item.kind !== 'text') }))
    .filter(({ asked }) => asked.length > 0)
}

/** All that is asked on them. */
export function askedOf(visit: Walked): readonly Placed[] {
  return pagesOf(visit).flatMap(({ asked }) => asked)
}

/** Questions met and left open. Not wanting to answer is an answer, so it is not among them; nor is what is only read. */
export function skippedIn(visit: Visit): readonly Placed[] {
  return askedOf(visit).filter(({ item, place }) => visit.answers[place] === null && item.kind !== 'information')
}

/** The short texts there is an answer for, as they are sent with the rest. */
export function writtenIn({ questionnaire, answers, typed }: Pick<Visit, 'questionnaire' | 'answers' | 'typed'>) {
  return questionnaire.items.flatMap(({ kind }, place) => {
    const text = typed[place]
    return kind === 'text' && answers[place] === 1 && text !== undefined ? [{ place, text }] : []
  })
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
    case 'answers-differ':
      return 'elsewhere'
    default:
      return 'gone'
  }
}
