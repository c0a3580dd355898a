/**
 * Comments and tasks on a report of one unit, or on a plan, by people of several administrations: school,
 * health, PPR, social services. Who may read the thing may take part, and nobody else.
 */
import { type Actor, isBound } from '../access/actor.ts'
import { may } from '../access/policy.ts'
import { mayReadUnit } from '../access/report-policy.ts'
import { parseUnitKey, type Unit, type UnitKey } from '../organisation/unit.ts'

/** What is talked about. */
export type DiscussionSubject =
  | { readonly kind: 'report'; readonly surveyId: string; readonly unit: UnitKey }
  | { readonly kind: 'plan'; readonly planId: string }

/** The subject as one word, the same in the database and in a cache: `report:<survey>:class:<id>`, `plan:<id>`. */
export function subjectKey(subject: DiscussionSubject): string {
  return subject.kind === 'report' ? `report:${subject.surveyId}:${subject.unit}` : `plan:${subject.planId}`
}

const uuid = '[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}'
const reportKey = new RegExp(`^report:(${uuid}):(.+)$`)
const planKey = new RegExp(`^plan:(${uuid})$`)

/** The inverse of `subjectKey`; undefined when the word names nothing that can be talked about. */
export function parseSubjectKey(key: string): DiscussionSubject | undefined {
  const planId = planKey.exec(key)?.[1]
  if (planId !== undefined) return { kind: 'plan', planId }
  const [, surveyId, unit] = reportKey.exec(key) ?? []
  return surveyId !== undefined && unit !== undefined && parseUnitKey(unit) !== undefined ? { kind: 'report', surveyId, unit } : undefined
}

/**
 * Region and country are nobody's report: there is nobody to talk to there. Inside the municipality, whoever
 * may read the unit's report may comment on it.
 */
export function mayDiscussUnit(actor: Actor, unit: Unit, institutionId: string | null): boolean {
  return may(actor, 'discussion.write') && unit.level !== 'region' && unit.level !== 'country' && mayReadUnit(actor, unit, institutionId)
}

/**
 * Whom a task on a unit's report can be given to: whoever may discuss it. On the municipality's report that
 * would be every teacher, so there it is those who work for the whole municipality, and leaders.
 */
export function mayBeGivenTask(colleague: Actor, unit: Unit, institutionId: string | null): boolean {
  if (!mayDiscussUnit(colleague, unit, institutionId)) return false
  return unit.level !== 'municipality' || !isBound(colleague) || colleague.role === 'institutionLeader'
}

/** A comment is taken back by whoever wrote it. */
export function mayTakeBack(actor: Pick<Actor, 'accountId'>, comment: { readonly accountId: string }): boolean {
  return comment.accountId === actor.accountId
}

type TaskPeople = { readonly createdBy: string; readonly assigneeId: string }

/** A task is marked as done, or as not done after all, by whom it was given to and by whoever gave it. */
export function mayFinish(actor: Pick<Actor, 'accountId'>, task: TaskPeople): boolean {
  return actor.accountId === task.assigneeId || actor.accountId === task.createdBy
}

/** Tasks in the order they are to be done: undone first, earliest day first, those without a day last. */
export function inOrderOfDoing<T extends { readonly dueOn: string | null; readonly doneAt: string | null }>(
  tasks: readonly T[],
): readonly T[] {
  return tasks.toSorted((a, b) => Number(a.doneAt !== null) - Number(b.doneAt !== null) || (a.dueOn ?? '9').localeCompare(b.dueOn ?? '9'))
}
