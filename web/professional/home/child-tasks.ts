/** Who waits for the health visitor, for PLUS's people and for a family, from what the server lists. Counts only. */
import { addDays } from '#domain/calendar/calendar.ts'
import type { Output } from '../../client.ts'

type Listed = Output<'listChildren'>['children'][number]

export type Waiting = {
  /** Said that they want to talk, and nobody has. */
  readonly wish: number
  /** A day somebody set has come. */
  readonly followUp: number
  /** Of the others with a new answer, those where there is something to ask about. */
  readonly talk: number
  /** The rest of the new answers. */
  readonly fresh: number
}

/** Each child is counted once, under what waits most. */
export function whoWaits(children: readonly Listed[], today: string): Waiting {
  const waiting = { wish: 0, followUp: 0, talk: 0, fresh: 0 }
  for (const { wantsToTalk, talkedOn, answeredOn, answers, flags } of children) {
    if (wantsToTalk && talkedOn === null) waiting.wish += 1
    else if (flags.followUpOn !== null && flags.followUpOn <= today) waiting.followUp += 1
    else if (answeredOn !== null && talkedOn === null) waiting[answers.red + answers.yellow > 0 ? 'talk' : 'fresh'] += 1
  }
  return waiting
}

type Case = Output<'listAssessments'>[number]

const soonDays = 7

/** Open cases, those whose next day comes first on top; those without one last. */
export function openCases(cases: readonly Case[]): readonly Case[] {
  return cases.filter(({ state }) => state === 'open').toSorted((a, b) => (a.next?.dueOn ?? '9').localeCompare(b.next?.dueOn ?? '9'))
}

/** Cases with something to do within a week. */
export function casesThatWait(cases: readonly Case[], today: string): readonly Case[] {
  const soon = addDays(today, soonDays)
  return openCases(cases).filter(({ next }) => next !== null && next.dueOn <= soon)
}

type Child = Output<'getFamily'>['children'][number]

/** One invitation that a family can do something about now. */
export type FamilyTask = { readonly kind: 'decide' | 'answer'; readonly pupilId: string; readonly name: string; readonly surveyId: string; readonly title: string; readonly closesOn: string }

/** What is to be decided first, then what can be answered, whichever closes first on top. */
export function familyTasks(children: readonly Child[]): readonly FamilyTask[] {
  const tasks = children.flatMap(({ pupilId, name, invitations }) =>
    invitations.flatMap(({ surveyId, title, closesOn, mayDecide, mayAnswer, decision, answeredOn }): FamilyTask[] => {
      const one = { pupilId, name, surveyId, title, closesOn }
      if (mayDecide && decision === 'none') return [{ kind: 'decide', ...one }]
      return mayAnswer && answeredOn === null ? [{ kind: 'answer', ...one }] : []
    }),
  )
  return tasks.toSorted((a, b) => b.kind.localeCompare(a.kind) || a.closesOn.localeCompare(b.closesOn))
}
