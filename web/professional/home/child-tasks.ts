/** What waits for PLUS's people and for a family, from what the server lists. */
import { addDays } from '#domain/calendar/calendar.ts'
import type { Output } from '../../client.ts'

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
export type FamilyTask = {
  readonly kind: 'decide' | 'answer'
  readonly pupilId: string
  readonly name: string
  readonly surveyId: string
  readonly title: string
  readonly closesOn: string
}

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
