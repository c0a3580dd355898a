/** The question bank: editions of questions, the steps of their review, and what a working group says of them. */
import type { Role } from '#domain/access/actor.ts'
import type { BankItem, BankOrigin, BankState } from '#domain/questionnaire/bank.ts'
import { BankContent, Translations } from '#domain/questionnaire/bank-schema.ts'
import type { Tx } from './transaction.ts'

/** Questions of the association are for everybody. */
const association = 0

const columns = [
  'municipalityId',
  'id',
  'code',
  'edition',
  'state',
  'origin',
  'changeNote',
  'revision',
  'authorId',
  'changedAt',
  'content',
  'translations',
] as const

export const bankSteps = ['begun', 'sent', 'returned', 'published', 'retired', 'checked'] as const
export type BankStep = {
  readonly id: string
  readonly itemId: string
  readonly step: (typeof bankSteps)[number]
  readonly at: string
  readonly actorId: string
  readonly role: Role
  readonly comment: string
  readonly interests: string
}

export type BankComment = {
  readonly id: string
  readonly itemId: string
  readonly replyTo: string | null
  readonly at: string
  readonly authorId: string
  readonly role: Role
  readonly field: string
  readonly words: string
  readonly resolvedAt: string | null
}

/** Every edition this municipality may see: its own in any state, the association's once published. By code, newest first. */
export async function listBankItems(tx: Tx): Promise<readonly BankItem[]> {
  const rows = await tx
    .selectFrom('common.bankItem')
    .select(columns)
    .where('municipalityId', 'in', [association, tx.municipalityId])
    .orderBy('code')
    .orderBy('edition', 'desc')
    .execute()
  return rows.map(bankItemOf)
}

/** All editions of one question, newest first. */
export async function listEditions(tx: Tx, code: string): Promise<readonly BankItem[]> {
  const rows = await tx
    .selectFrom('common.bankItem')
    .select(columns)
    .where('municipalityId', 'in', [association, tx.municipalityId])
    .where('code', '=', code)
    .orderBy('edition', 'desc')
    .execute()
  return rows.map(bankItemOf)
}

/** The open edition of one's own question, draft or in review, held until commit. */
export async function lockOpenEdition(tx: Tx, code: string): Promise<BankItem | undefined> {
  const row = await tx
    .selectFrom('common.bankItem')
    .select(columns)
    .where('municipalityId', '=', tx.municipalityId)
    .where('code', '=', code)
    .where('state', 'in', ['draft', 'inReview'])
    .forUpdate()
    .executeTakeFirst()
  return row && bankItemOf(row)
}

/** The published edition of one's own question, held until commit. */
export async function lockPublishedEdition(tx: Tx, code: string): Promise<BankItem | undefined> {
  const row = await tx
    .selectFrom('common.bankItem')
    .select(columns)
    .where('municipalityId', '=', tx.municipalityId)
    .where('code', '=', code)
    .where('state', '=', 'published')
    .forUpdate()
    .executeTakeFirst()
  return row && bankItemOf(row)
}

/** Adds an edition. A second open one of a code is refused by the constraint `bank_item_open_key`. */
export async function insertBankItem(tx: Tx, item: BankItem): Promise<void> {
  await tx.insertInto('common.bankItem').values(rowOf(item)).execute()
}

/** Saves an edition that is held by `lockOpenEdition` or `lockPublishedEdition`. */
export async function saveBankItem(tx: Tx, item: BankItem): Promise<void> {
  const { municipalityId: _, id, code: __, ...changes } = rowOf(item)
  await tx.updateTable('common.bankItem').set(changes).where('municipalityId', '=', tx.municipalityId).where('id', '=', id).execute()
}

/** Deletes a draft, with its steps and comments. */
export async function deleteBankDraft(tx: Tx, id: string): Promise<void> {
  await tx
    .deleteFrom('common.bankItem')
    .where('municipalityId', '=', tx.municipalityId)
    .where('id', '=', id)
    .where('state', '=', 'draft')
    .execute()
}

/** What was done to these editions, oldest first. */
export async function listBankSteps(tx: Tx, itemIds: readonly string[]): Promise<readonly BankStep[]> {
  if (itemIds.length === 0) return []
  const rows = await tx
    .selectFrom('common.bankStep')
    .select(['id', 'itemId', 'step', 'at', 'actorId', 'role', 'comment', 'interests'])
    .where('municipalityId', '=', tx.municipalityId)
    .where('itemId', 'in', [...itemIds])
    .orderBy('at')
    .orderBy('id')
    .execute()
  return rows.map((row) => ({ ...row, step: row.step as BankStep['step'], role: row.role as Role }))
}

/** Adds what was done. */
export async function insertBankStep(tx: Tx, step: BankStep): Promise<void> {
  await tx
    .insertInto('common.bankStep')
    .values({ ...step, municipalityId: tx.municipalityId })
    .execute()
}

/** What was said of these editions, oldest first. */
export async function listBankComments(tx: Tx, itemIds: readonly string[]): Promise<readonly BankComment[]> {
  if (itemIds.length === 0) return []
  const rows = await tx
    .selectFrom('common.bankComment')
    .select(['id', 'itemId', 'replyTo', 'at', 'authorId', 'role', 'field', 'words', 'resolvedAt'])
    .where('municipalityId', '=', tx.municipalityId)
    .where('itemId', 'in', [...itemIds])
    .orderBy('at')
    .orderBy('id')
    .execute()
  return rows.map((row) => ({ ...row, role: row.role as Role }))
}

/** How many threads of each edition wait for somebody, by edition id. */
export async function countOpenComments(tx: Tx): Promise<ReadonlyMap<string, number>> {
  const rows = await tx
    .selectFrom('common.bankComment')
    .select(['itemId', (of) => of.fn.countAll<string>().as('count')])
    .where('municipalityId', '=', tx.municipalityId)
    .where('replyTo', 'is', null)
    .where('resolvedAt', 'is', null)
    .groupBy('itemId')
    .execute()
  return new Map(rows.map(({ itemId, count }) => [itemId, Number(count)]))
}

/** Adds a comment. */
export async function insertBankComment(tx: Tx, comment: BankComment): Promise<void> {
  await tx
    .insertInto('common.bankComment')
    .values({ ...comment, municipalityId: tx.municipalityId })
    .execute()
}

/** Marks the comment that began a thread as done, or not done after all; says whether there was one. */
export async function saveCommentResolved(tx: Tx, id: string, resolvedAt: string | null): Promise<boolean> {
  const { numUpdatedRows } = await tx
    .updateTable('common.bankComment')
    .set({ resolvedAt })
    .where('municipalityId', '=', tx.municipalityId)
    .where('id', '=', id)
    .where('replyTo', 'is', null)
    .executeTakeFirst()
  return numUpdatedRows > 0n
}

/** Every account of the person behind this one: who has several logins is one person all the same. */
export async function listOwnAccounts(tx: Tx, accountId: string): Promise<readonly string[]> {
  const rows = await tx
    .selectFrom('common.account as own')
    .innerJoin('common.account as other', (join) =>
      join.onRef('other.municipalityId', '=', 'own.municipalityId').onRef('other.personId', '=', 'own.personId'),
    )
    .select('other.id')
    .where('own.municipalityId', '=', tx.municipalityId)
    .where('own.id', '=', accountId)
    .execute()
  return [accountId, ...rows.map(({ id }) => id).filter((id) => id !== accountId)]
}

/** Whether somebody else of the municipality than the holder of these accounts could review. */
export async function hasOtherReviewer(tx: Tx, accountIds: readonly string[], roles: readonly Role[]): Promise<boolean> {
  const row = await tx
    .selectFrom('common.account')
    .select('id')
    .where('municipalityId', '=', tx.municipalityId)
    .where('role', 'in', [...roles])
    .where('id', 'not in', [...accountIds])
    .where('closedOn', 'is', null)
    .executeTakeFirst()
  return row !== undefined
}

function rowOf(item: BankItem) {
  const { respondents, grades, item: structure, texts, translations, ...columnsOf } = item
  return {
    ...columnsOf,
    content: JSON.stringify({ respondents, grades, item: structure, texts }),
    translations: JSON.stringify(translations),
  }
}

function bankItemOf(row: {
  readonly municipalityId: number
  readonly id: string
  readonly code: string
  readonly edition: number
  readonly state: string
  readonly origin: string
  readonly changeNote: string
  readonly revision: number
  readonly authorId: string | null
  readonly changedAt: string
  readonly content: unknown
  readonly translations: unknown
}): BankItem {
  const { content, translations, ...rest } = row
  return {
    ...rest,
    ...BankContent.parse(content),
    state: row.state as BankState,
    origin: row.origin as BankOrigin,
    translations: Translations.parse(translations),
  }
}
