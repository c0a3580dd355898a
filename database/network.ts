/**
 * Reference persons, questions and answers between municipalities, news, and the comments and tasks of one's
 * own municipality. Where others' rows are read, the municipality is left out on purpose: what is published
 * is read wherever it lies, and row-level security holds back the rest.
 */
import { sql } from 'kysely'
import type { Role } from '#domain/access/actor.ts'
import type { Topic } from '#domain/network/topic.ts'
import type { Tx } from './transaction.ts'

type Place = { readonly municipalityId: number; readonly municipality: string }

export type ReferencePersonRow = Place & {
  readonly id: string
  readonly accountId: string
  readonly topic: Topic
  readonly name: string
  readonly title: string
  readonly contact: string
  readonly about: string
  readonly isPublished: boolean
}

/** Published reference persons of every municipality, and one's own municipality's hidden ones; by municipality and name. */
export async function listReferencePersons(tx: Tx): Promise<readonly ReferencePersonRow[]> {
  const rows = await tx
    .selectFrom('common.referencePerson as r')
    .innerJoin('common.municipality as m', 'm.municipalityId', 'r.municipalityId')
    .select([
      'r.municipalityId',
      'm.name as municipality',
      'r.id',
      'r.accountId',
      'r.topic',
      'r.name',
      'r.title',
      'r.contact',
      'r.about',
      'r.isPublished',
    ])
    .orderBy('m.name')
    .orderBy('r.name')
    .execute()
  return rows.map((row) => ({ ...row, topic: row.topic as Topic }))
}

/** One of the municipality's own reference persons, held until commit. */
export function lockReferencePerson(tx: Tx, id: string): Promise<{ readonly accountId: string } | undefined> {
  return tx
    .selectFrom('common.referencePerson')
    .select('accountId')
    .where('municipalityId', '=', tx.municipalityId)
    .where('id', '=', id)
    .forUpdate()
    .executeTakeFirst()
}

export type ReferencePersonWords = Pick<ReferencePersonRow, 'name' | 'title' | 'contact' | 'about' | 'isPublished'>

/** Adds somebody's entry for a topic, or changes the one there is. */
export async function saveReferencePerson(
  tx: Tx,
  entry: ReferencePersonWords & { readonly id: string; readonly accountId: string; readonly topic: Topic; readonly changedAt: Date },
): Promise<void> {
  const { name, title, contact, about, isPublished } = entry
  const changedAt = entry.changedAt.toISOString()
  await tx
    .insertInto('common.referencePerson')
    .values({ ...entry, municipalityId: tx.municipalityId, changedAt })
    .onConflict((conflict) =>
      conflict.columns(['municipalityId', 'accountId', 'topic']).doUpdateSet({ name, title, contact, about, isPublished, changedAt }),
    )
    .execute()
}

/** Takes an entry off the list. */
export async function deleteReferencePerson(tx: Tx, id: string): Promise<void> {
  await tx.deleteFrom('common.referencePerson').where('municipalityId', '=', tx.municipalityId).where('id', '=', id).execute()
}

export type NetworkQuestionRow = Place & {
  readonly id: string
  readonly accountId: string
  readonly topic: Topic
  readonly title: string
  readonly body: string
  readonly authorName: string | null
  readonly askedAt: string
}

const questionColumns = [
  'q.municipalityId',
  'm.name as municipality',
  'q.id',
  'q.accountId',
  'q.topic',
  'q.title',
  'q.body',
  'q.authorName',
  'q.askedAt',
] as const

/** Published questions of every municipality, newest first, at most 500. */
export async function listNetworkQuestions(tx: Tx): Promise<readonly NetworkQuestionRow[]> {
  const rows = await tx
    .selectFrom('common.networkQuestion as q')
    .innerJoin('common.municipality as m', 'm.municipalityId', 'q.municipalityId')
    .select(questionColumns)
    .where('q.isPublished', '=', true)
    .orderBy('q.askedAt', 'desc')
    .limit(500)
    .execute()
  return rows.map((row) => ({ ...row, topic: row.topic as Topic }))
}

/** How many published answers each of these questions has. */
export async function countNetworkAnswers(tx: Tx, questionIds: readonly string[]): Promise<ReadonlyMap<string, number>> {
  const rows = await tx
    .selectFrom('common.networkAnswer')
    .select(['questionId', (eb) => eb.fn.countAll<number>().as('answers')])
    .where('questionId', '=', sql<string>`any(${questionIds}::uuid[])`)
    .where('isPublished', '=', true)
    .groupBy('questionId')
    .execute()
  return new Map(rows.map(({ questionId, answers }) => [questionId, Number(answers)]))
}

/** One published question, whichever municipality asked it. */
export async function findNetworkQuestion(tx: Tx, id: string): Promise<NetworkQuestionRow | undefined> {
  const row = await tx
    .selectFrom('common.networkQuestion as q')
    .innerJoin('common.municipality as m', 'm.municipalityId', 'q.municipalityId')
    .select(questionColumns)
    .where('q.id', '=', id)
    .where('q.isPublished', '=', true)
    .executeTakeFirst()
  return row && { ...row, topic: row.topic as Topic }
}

/** Adds a published question. */
export async function insertNetworkQuestion(
  tx: Tx,
  question: Omit<NetworkQuestionRow, 'municipality' | 'municipalityId' | 'askedAt'> & { readonly askedAt: Date },
): Promise<void> {
  await tx
    .insertInto('common.networkQuestion')
    .values({ ...question, municipalityId: tx.municipalityId, isPublished: true, askedAt: question.askedAt.toISOString() })
    .execute()
}

/** Shows a question to nobody any more; says how many of this person's own questions that were. */
export async function withdrawNetworkQuestion(tx: Tx, id: string, accountId: string): Promise<number> {
  const result = await tx
    .updateTable('common.networkQuestion')
    .set({ isPublished: false })
    .where('municipalityId', '=', tx.municipalityId)
    .where('id', '=', id)
    .where('accountId', '=', accountId)
    .where('isPublished', '=', true)
    .executeTakeFirst()
  return Number(result.numUpdatedRows)
}

export type NetworkAnswerRow = Place & {
  readonly id: string
  readonly accountId: string
  readonly body: string
  readonly authorName: string | null
  readonly answeredAt: string
}

/** Published answers to one question, oldest first. */
export async function listNetworkAnswers(tx: Tx, questionId: string): Promise<readonly NetworkAnswerRow[]> {
  return tx
    .selectFrom('common.networkAnswer as a')
    .innerJoin('common.municipality as m', 'm.municipalityId', 'a.municipalityId')
    .select(['a.municipalityId', 'm.name as municipality', 'a.id', 'a.accountId', 'a.body', 'a.authorName', 'a.answeredAt'])
    .where('a.questionId', '=', questionId)
    .where('a.isPublished', '=', true)
    .orderBy('a.answeredAt')
    .execute()
}

/** Adds a published answer. */
export async function insertNetworkAnswer(
  tx: Tx,
  answer: {
    readonly id: string
    readonly accountId: string
    readonly questionMunicipalityId: number
    readonly questionId: string
    readonly body: string
    readonly authorName: string | null
    readonly answeredAt: Date
  },
): Promise<void> {
  await tx
    .insertInto('common.networkAnswer')
    .values({ ...answer, municipalityId: tx.municipalityId, isPublished: true, answeredAt: answer.answeredAt.toISOString() })
    .execute()
}

/** Takes an answer away; says how many of this person's own answers that were. */
export async function deleteNetworkAnswer(tx: Tx, id: string, accountId: string): Promise<number> {
  const result = await tx
    .deleteFrom('common.networkAnswer')
    .where('municipalityId', '=', tx.municipalityId)
    .where('id', '=', id)
    .where('accountId', '=', accountId)
    .executeTakeFirst()
  return Number(result.numDeletedRows)
}

export type NewsText = { readonly title: string; readonly body: string }
export type News = {
  readonly id: string
  readonly texts: { readonly da: NewsText; readonly en: NewsText | null }
  readonly shownOn: string
  readonly isPublished: boolean
}

const association = 0

/** The association's news, newest first; drafts too when asked by the association itself. */
export async function listNews(tx: Tx, { withDrafts }: { readonly withDrafts: boolean }): Promise<readonly News[]> {
  const rows = await tx
    .selectFrom('common.news')
    .select(['id', 'texts', 'shownOn', 'isPublished'])
    .where('municipalityId', '=', association)
    .$if(!withDrafts, (query) => query.where('isPublished', '=', true))
    .orderBy('shownOn', 'desc')
    .orderBy('changedAt', 'desc')
    .limit(200)
    .execute()
  return rows.map((row) => ({ ...row, texts: row.texts as News['texts'] }))
}

/** Adds a piece of news, or changes the one with this id. */
export async function saveNews(tx: Tx, { id, texts, shownOn, isPublished }: News, changedAt: Date): Promise<void> {
  const row = { texts: JSON.stringify(texts), shownOn, isPublished, changedAt: changedAt.toISOString() }
  await tx
    .insertInto('common.news')
    .values({ municipalityId: tx.municipalityId, id, ...row })
    .onConflict((conflict) => conflict.columns(['municipalityId', 'id']).doUpdateSet(row))
    .execute()
}

/** Throws a piece of news away. */
export async function deleteNews(tx: Tx, id: string): Promise<void> {
  await tx.deleteFrom('common.news').where('municipalityId', '=', tx.municipalityId).where('id', '=', id).execute()
}

/** The institution of a unit that takes part in a survey; undefined when it takes no part. */
export function findSurveyUnit(tx: Tx, surveyId: string, unit: string): Promise<{ readonly institutionId: string | null } | undefined> {
  return tx
    .selectFrom('common.surveyUnit')
    .select('institutionId')
    .where('municipalityId', '=', tx.municipalityId)
    .where('surveyId', '=', surveyId)
    .where('unit', '=', unit)
    .executeTakeFirst()
}

export type CommentRow = { readonly id: string; readonly accountId: string; readonly body: string; readonly writtenAt: string }

/** Comments on one subject, oldest first. */
export async function listComments(tx: Tx, subject: string): Promise<readonly CommentRow[]> {
  return tx
    .selectFrom('common.discussionComment')
    .select(['id', 'accountId', 'body', 'writtenAt'])
    .where('municipalityId', '=', tx.municipalityId)
    .where('subject', '=', subject)
    .orderBy('writtenAt')
    .execute()
}

/** Adds a comment. */
export async function insertComment(
  tx: Tx,
  comment: {
    readonly id: string
    readonly subject: string
    readonly institutionId: string | null
    readonly accountId: string
    readonly body: string
    readonly writtenAt: Date
  },
): Promise<void> {
  await tx
    .insertInto('common.discussionComment')
    .values({ ...comment, municipalityId: tx.municipalityId, writtenAt: comment.writtenAt.toISOString() })
    .execute()
}

/** One comment, held until commit. */
export function lockComment(tx: Tx, id: string): Promise<{ readonly accountId: string } | undefined> {
  return tx
    .selectFrom('common.discussionComment')
    .select('accountId')
    .where('municipalityId', '=', tx.municipalityId)
    .where('id', '=', id)
    .forUpdate()
    .executeTakeFirst()
}

/** Takes a comment away. */
export async function deleteComment(tx: Tx, id: string): Promise<void> {
  await tx.deleteFrom('common.discussionComment').where('municipalityId', '=', tx.municipalityId).where('id', '=', id).execute()
}

export type DiscussionTask = {
  readonly id: string
  readonly subject: string
  readonly createdBy: string
  readonly assigneeId: string
  readonly title: string
  readonly dueOn: string | null
  readonly doneAt: string | null
}

const taskColumns = ['id', 'subject', 'createdBy', 'assigneeId', 'title', 'dueOn', 'doneAt'] as const

/** Tasks from one subject, in the order they were given. */
export async function listTasks(tx: Tx, subject: string): Promise<readonly DiscussionTask[]> {
  return tx
    .selectFrom('common.discussionTask')
    .select(taskColumns)
    .where('municipalityId', '=', tx.municipalityId)
    .where('subject', '=', subject)
    .orderBy('createdAt')
    .execute()
}

/** What somebody has been given and not done. */
export async function listTasksOf(tx: Tx, accountId: string): Promise<readonly DiscussionTask[]> {
  return tx
    .selectFrom('common.discussionTask')
    .select(taskColumns)
    .where('municipalityId', '=', tx.municipalityId)
    .where('assigneeId', '=', accountId)
    .where('doneAt', 'is', null)
    .orderBy('createdAt')
    .execute()
}

/** One task, held until commit. */
export function lockTask(tx: Tx, id: string): Promise<DiscussionTask | undefined> {
  return tx
    .selectFrom('common.discussionTask')
    .select(taskColumns)
    .where('municipalityId', '=', tx.municipalityId)
    .where('id', '=', id)
    .forUpdate()
    .executeTakeFirst()
}

/** Adds a task. */
export async function insertTask(
  tx: Tx,
  task: Omit<DiscussionTask, 'doneAt'> & { readonly institutionId: string | null; readonly createdAt: Date },
): Promise<void> {
  await tx
    .insertInto('common.discussionTask')
    .values({ ...task, municipalityId: tx.municipalityId, createdAt: task.createdAt.toISOString(), doneAt: null })
    .execute()
}

/** Marks a task as done at a moment, or as not done. */
export async function saveTaskDone(tx: Tx, id: string, doneAt: Date | null): Promise<void> {
  await tx
    .updateTable('common.discussionTask')
    .set({ doneAt: doneAt?.toISOString() ?? null })
    .where('municipalityId', '=', tx.municipalityId)
    .where('id', '=', id)
    .execute()
}

export type ColleagueRow = {
  readonly accountId: string
  readonly personId: string
  readonly role: Role
  readonly institutionIds: readonly string[]
  readonly classIds: readonly string[]
}

/** The municipality's open accounts in these roles, those of an institution only when they belong to it. */
export async function listColleagues(
  tx: Tx,
  { roles, institutionId, today }: { readonly roles: readonly Role[]; readonly institutionId: string | null; readonly today: string },
): Promise<readonly ColleagueRow[]> {
  const rows = await tx
    .selectFrom('common.account as a')
    .select(['a.id as accountId', 'a.personId', 'a.role', 'a.institutionIds'])
    .select(
      sql<
        string[]
      >`array(select c.class_id from common.account_class c where c.municipality_id = a.municipality_id and c.account_id = a.id)`.as(
        'classIds',
      ),
    )
    .where('a.municipalityId', '=', tx.municipalityId)
    .where('a.role', '=', sql<string>`any(${roles}::text[])`)
    .where((eb) => eb.or([eb('a.closedOn', 'is', null), eb('a.closedOn', '>', today)]))
    .$if(institutionId !== null, (query) =>
      query.where(sql<boolean>`(cardinality(a.institution_ids) = 0 or ${institutionId}::uuid = any(a.institution_ids))`),
    )
    .execute()
  return rows.map((row) => ({ ...row, role: row.role as Role }))
}

/** Who these accounts are, closed ones too: whoever has left still wrote what they wrote. */
export async function listAuthors(
  tx: Tx,
  accountIds: readonly string[],
): Promise<readonly { readonly accountId: string; readonly personId: string; readonly role: Role }[]> {
  const rows = await tx
    .selectFrom('common.account')
    .select(['id as accountId', 'personId', 'role'])
    .where('municipalityId', '=', tx.municipalityId)
    .where('id', '=', sql<string>`any(${accountIds}::uuid[])`)
    .execute()
  return rows.map((row) => ({ ...row, role: row.role as Role }))
}
