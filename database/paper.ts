/**
 * Sheets that are being typed, on the two tracks that take paper: two rows a sheet at most, found by the HMAC of its slip. The
 * tables are apart as drafts are (`draft.ts`), and so are the logins. What has been typed lies as ciphertext.
 */
import { sql } from 'kysely'
import { z } from 'zod'
import { citizens, type Role } from '#domain/access/actor.ts'
import type { Entries } from '#domain/paper/entry.ts'
import type { Track } from '#domain/survey/survey.ts'
import { decrypt, encrypt, type Keyring } from './keyring.ts'
import type { Tx } from './transaction.ts'

/** The first or the second typing of a sheet. */
export type Turn = 1 | 2

export type Typing = {
  readonly turn: Turn
  /** HMAC of account and sheet. */
  readonly typist: Buffer
  readonly entries: Entries
  readonly revision: number
  readonly isDone: boolean
}

/** Which sheet: whose track, and whose slip. */
export type Sheet = { readonly track: Track; readonly surveyId: string; readonly classId: string; readonly slipHmac: Buffer }

/** Tells a typist's own typing from another's, and nobody whose it is. */
export function typistHmac(keyring: Keyring, accountId: string, slipHmac: Buffer): Buffer {
  return keyring.seal('paper-typist', Buffer.concat([Buffer.from(accountId), slipHmac]))
}

/**
 * Holds the class's turnout, so that whoever ends the answering waits for what is begun now and takes it along; false when it has
 * ended.
 */
export async function holdTurnout(tx: Tx, { surveyId, classId }: Pick<Sheet, 'surveyId' | 'classId'>): Promise<boolean> {
  const row = await tx
    .selectFrom('statistics.turnout')
    .select('surveyId')
    .where('municipalityId', '=', tx.municipalityId)
    .where('surveyId', '=', surveyId)
    .where('classId', '=', classId)
    .forShare()
    .executeTakeFirst()
  return row !== undefined
}

/** Both typings of a sheet, the first first, held until commit. */
export async function lockTypings(tx: Tx, keyring: Keyring, { track, slipHmac }: Sheet): Promise<readonly Typing[]> {
  const rows = await tx
    .selectFrom(`${track}.paperTyping`)
    .select(['turn', 'typist', 'entries', 'revision', 'isDone'])
    .where('municipalityId', '=', tx.municipalityId)
    .where('slipHmac', '=', slipHmac)
    .orderBy('turn')
    .forUpdate()
    .execute()
  return rows.map(({ turn, entries, ...row }) => ({
    ...row,
    turn: turn as Turn,
    entries: Kept.parse(JSON.parse(decrypt(keyring.purposeKey(purpose), entries, contextOf(tx, track, slipHmac)))),
  }))
}

const Kept = z.array(z.union([z.int(), z.string()]).nullable())
const purpose = 'paper-typing'

function contextOf(tx: Tx, track: Track, slipHmac: Buffer): string {
  return `${track}.paper_typing|${tx.municipalityId}|${slipHmac.toString('hex')}`
}

function seal(tx: Tx, keyring: Keyring, { track, slipHmac }: Sheet, entries: Entries): Buffer {
  return encrypt(keyring.purposeKey(purpose), JSON.stringify(entries), contextOf(tx, track, slipHmac))
}

/** Begins a typing; false when somebody else has begun it in the same moment. */
export async function insertTyping(
  tx: Tx,
  keyring: Keyring,
  sheet: Sheet,
  { turn, typist, entries }: Pick<Typing, 'turn' | 'typist' | 'entries'>,
): Promise<boolean> {
  const { track, surveyId, classId, slipHmac } = sheet
  const row = {
    municipalityId: tx.municipalityId,
    slipHmac,
    turn,
    surveyId,
    typist,
    entries: seal(tx, keyring, sheet, entries),
    revision: 0,
    isDone: false,
  }
  const insert =
    track === 'health'
      ? tx.insertInto('health.paperTyping').values({ ...row, classId })
      : tx.insertInto('statistics.paperTyping').values(row)
  const { numInsertedOrUpdatedRows = 0n } = await insert.onConflict((conflict) => conflict.doNothing()).executeTakeFirstOrThrow()
  return numInsertedOrUpdatedRows === 1n
}

/** Saves a typing that is held. */
export async function saveTyping(
  tx: Tx,
  keyring: Keyring,
  sheet: Sheet,
  { turn, entries, revision, isDone }: Omit<Typing, 'typist'>,
): Promise<void> {
  await tx
    .updateTable(`${sheet.track}.paperTyping`)
    .set({ entries: seal(tx, keyring, sheet, entries), revision, isDone })
    .where('municipalityId', '=', tx.municipalityId)
    .where('slipHmac', '=', sheet.slipHmac)
    .where('turn', '=', turn)
    .execute()
}

/** Throws away what has been typed of a sheet; says how many typings there were. */
export async function deleteTypings(tx: Tx, { track, slipHmac }: Sheet): Promise<number> {
  const { numDeletedRows } = await tx
    .deleteFrom(`${track}.paperTyping`)
    .where('municipalityId', '=', tx.municipalityId)
    .where('slipHmac', '=', slipHmac)
    .executeTakeFirstOrThrow()
  return Number(numDeletedRows)
}

/** One sheet more or fewer of a survey, counted where nothing that was answered is written. */
export async function countSheet(tx: Tx, surveyId: string, by: 1 | -1): Promise<void> {
  await tx
    .insertInto('statistics.paperCount')
    .values({ municipalityId: tx.municipalityId, surveyId, sheets: Math.max(0, by) })
    .onConflict((conflict) =>
      conflict.columns(['municipalityId', 'surveyId']).doUpdateSet({ sheets: sql<number>`greatest(0, paper_count.sheets + ${by})` }),
    )
    .execute()
}

/** How far the sheets of a survey have come. */
export type SheetCounts = {
  /** Typed for the first time, not for the second. */
  readonly once: number
  /** Typed twice, and not yet alike. */
  readonly differing: number
}

/** By survey, of sheets that are not submitted yet. In the health track of the children in reach. */
export async function countTypings(tx: Tx, track: Track): Promise<ReadonlyMap<string, SheetCounts>> {
  const rows = await tx
    .selectFrom((from) =>
      from
        .selectFrom(`${track}.paperTyping`)
        .select(['surveyId', 'slipHmac'])
        .select((eb) => eb.fn.count<number>('turn').filterWhere('isDone', '=', true).as('done'))
        .where('municipalityId', '=', tx.municipalityId)
        .groupBy(['surveyId', 'slipHmac'])
        .as('sheet'),
    )
    .select('surveyId')
    .select((eb) => [
      eb.fn.countAll<number>().filterWhere('done', '<', 2).as('once'),
      eb.fn.countAll<number>().filterWhere('done', '=', 2).as('differing'),
    ])
    .groupBy('surveyId')
    .execute()
  return new Map(rows.map(({ surveyId, once, differing }) => [surveyId, { once: Number(once), differing: Number(differing) }]))
}

/** By survey of the statistics track: how many sheets have been begun. */
export async function listPaperCounts(tx: Tx): Promise<ReadonlyMap<string, number>> {
  const rows = await tx
    .selectFrom('statistics.paperCount')
    .select(['surveyId', 'sheets'])
    .where('municipalityId', '=', tx.municipalityId)
    .execute()
  return new Map(rows.map(({ surveyId, sheets }) => [surveyId, sheets]))
}

/** Deletes what was typed of those who have answered otherwise meanwhile or said no, and of slips that have been renewed. */
export async function deleteOvertakenTypings(tx: Tx): Promise<void> {
  await sql`
    with gone as (
      delete from statistics.paper_typing p
      where p.municipality_id = ${tx.municipalityId} and not exists (
        select from statistics.invitation i
        join statistics.turnout t on t.municipality_id = i.municipality_id and t.survey_id = i.survey_id and t.class_id = i.class_id
        where i.municipality_id = p.municipality_id and i.slip_hmac = p.slip_hmac
          and not (i.slip_hmac = any (t.answered) or i.slip_hmac = any (t.declined)))
      returning p.survey_id, p.slip_hmac, p.turn)
    update statistics.paper_count c set sheets = greatest(0, sheets - (select count(*) from gone where gone.survey_id = c.survey_id and turn = 1))
    where c.municipality_id = ${tx.municipalityId} and c.survey_id in (select survey_id from gone)`.execute(tx)
}

/** Who types the sheets of a survey without a name, as accounts. */
export async function findTypists(tx: Tx, surveyId: string): Promise<readonly string[]> {
  const row = await tx
    .selectFrom('common.survey')
    .select('paperTypists')
    .where('municipalityId', '=', tx.municipalityId)
    .where('id', '=', surveyId)
    .executeTakeFirst()
  return row?.paperTypists ?? []
}

/** Saves whether a survey takes paper, and who types. */
export async function savePaper(
  tx: Tx,
  surveyId: string,
  paper: { readonly takesPaper: boolean; readonly typists: readonly string[] },
): Promise<void> {
  await tx
    .updateTable('common.survey')
    .set({ takesPaper: paper.takesPaper, paperTypists: [...paper.typists] })
    .where('municipalityId', '=', tx.municipalityId)
    .where('id', '=', surveyId)
    .execute()
}

export type OpenAccount = { readonly id: string; readonly personId: string; readonly role: Role }

/** Every professional's open account: somebody may have several, by login and by role. */
export async function listOpenAccounts(tx: Tx): Promise<readonly OpenAccount[]> {
  return tx
    .selectFrom('common.account')
    .select(['id', 'personId', 'role'])
    .where('municipalityId', '=', tx.municipalityId)
    .where('role', 'not in', [...citizens, 'support'])
    .where('closedOn', 'is', null)
    .execute() as Promise<readonly OpenAccount[]>
}

/** The institution of a class. */
export async function findInstitutionOfClass(tx: Tx, classId: string): Promise<string | undefined> {
  const row = await tx
    .selectFrom('common.class')
    .select('institutionId')
    .where('municipalityId', '=', tx.municipalityId)
    .where('id', '=', classId)
    .executeTakeFirst()
  return row?.institutionId
}

export type AskedClass = {
  readonly surveyId: string
  readonly classId: string
  readonly className: string
  readonly institutionId: string
  readonly institution: string
}

/** Classes of surveys that take paper, by institution and name: where a sheet comes from, when it is typed by its slip. */
export async function listAskedClasses(tx: Tx, surveyIds: readonly string[]): Promise<readonly AskedClass[]> {
  if (surveyIds.length === 0) return []
  return tx
    .selectFrom('statistics.turnout as t')
    .innerJoin('common.class as c', (join) => join.onRef('c.municipalityId', '=', 't.municipalityId').onRef('c.id', '=', 't.classId'))
    .innerJoin('common.institution as i', (join) =>
      join.onRef('i.municipalityId', '=', 'c.municipalityId').onRef('i.id', '=', 'c.institutionId'),
    )
    .select(['t.surveyId', 'c.id as classId', 'c.name as className', 'i.id as institutionId', 'i.name as institution'])
    .where('t.municipalityId', '=', tx.municipalityId)
    .where('t.surveyId', 'in', [...surveyIds])
    .orderBy('i.name')
    .orderBy('c.name')
    .execute()
}
