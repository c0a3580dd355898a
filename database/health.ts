/**
 * What named children answered, for their health professionals and themselves. Runs as bul_health; row-level
 * security gives a professional the children of their classes, and a family its own.
 */
import { sql } from 'kysely'
import type { ColourRules } from '#domain/health/colour-rules.ts'
import type { Sex } from '#domain/organisation/organisation.ts'
import type { Questionnaire } from '#domain/questionnaire/questionnaire.ts'
import { editionOf } from '#domain/questionnaire/version.ts'
import { decrypt, encrypt, type Keyring } from './keyring.ts'
import { openPersonKeys } from './identity.ts'
import type { Tx } from './transaction.ts'

export type Child = {
  readonly pupilId: string
  readonly personId: string
  readonly classId: string
  readonly className: string
  readonly grade: number | null
  readonly institution: string
  readonly institutionId: string
  readonly sex: Sex
}

/** Children by id, with their class; those who have left, too. */
export async function listChildren(tx: Tx, pupilIds: readonly string[]): Promise<readonly Child[]> {
  return tx
    .selectFrom('common.pupil as p')
    .innerJoin('common.class as c', (join) => join.onRef('c.municipalityId', '=', 'p.municipalityId').onRef('c.id', '=', 'p.classId'))
    .innerJoin('common.institution as i', (join) =>
      join.onRef('i.municipalityId', '=', 'p.municipalityId').onRef('i.id', '=', 'p.institutionId'),
    )
    .select([
      'p.id as pupilId',
      'p.personId',
      'c.id as classId',
      'c.name as className',
      'c.grade',
      'i.name as institution',
      'i.id as institutionId',
      'p.sex',
    ])
    .where('p.municipalityId', '=', tx.municipalityId)
    .where('p.id', '=', sql<string>`any(${pupilIds}::uuid[])`)
    .execute() as Promise<readonly Child[]>
}

export type SurveyName = { readonly id: string; readonly title: string; readonly opensOn: string; readonly closesOn: string }

export type InvitationRow = {
  readonly surveyId: string
  readonly pupilId: string
  readonly personId: string
  readonly classId: string
  readonly decides: 'custodyHolder' | 'self'
  readonly decision: 'none' | 'given' | 'refused' | 'declined'
  readonly answeredOn: string | null
  readonly talkedOn: string | null
  readonly journalledOn: string | null
  readonly survey: SurveyName & { readonly state: string }
  readonly questionnaire: { readonly code: string; readonly version: string }
}

/** Invitations in reach with their surveys, newest survey first: of these children, or of these classes. */
export async function listNamedInvitations(
  tx: Tx,
  of: { readonly pupilIds: readonly string[] } | { readonly classIds: readonly string[] },
): Promise<readonly InvitationRow[]> {
  const rows = await tx
    .selectFrom('health.invitation as i')
    .innerJoin('common.survey as s', (join) => join.onRef('s.municipalityId', '=', 'i.municipalityId').onRef('s.id', '=', 'i.surveyId'))
    .select([
      'i.surveyId',
      'i.pupilId',
      'i.personId',
      'i.classId',
      'i.decides',
      'i.decision',
      'i.answeredOn',
      'i.talkedOn',
      'i.journalledOn',
      's.title',
      's.opensOn',
      's.closesOn',
      's.state',
      's.questionnaireCode',
      's.questionnaireVersion',
    ])
    .where('i.municipalityId', '=', tx.municipalityId)
    .$if('pupilIds' in of, (query) => query.where('i.pupilId', '=', sql<string>`any(${'pupilIds' in of ? of.pupilIds : []}::uuid[])`))
    .$if('classIds' in of, (query) => query.where('i.classId', '=', sql<string>`any(${'classIds' in of ? of.classIds : []}::uuid[])`))
    .orderBy('s.opensOn', 'desc')
    .orderBy('s.id')
    .execute()
  return rows.map(({ title, opensOn, closesOn, state, questionnaireCode, questionnaireVersion, ...row }) => ({
    ...row,
    decides: row.decides as InvitationRow['decides'],
    decision: row.decision as InvitationRow['decision'],
    survey: { id: row.surveyId, title, opensOn, closesOn, state },
    questionnaire: { code: questionnaireCode, version: questionnaireVersion },
  }))
}

export type NamedResponse = {
  readonly id: string
  readonly surveyId: string
  readonly pupilId: string
  readonly classId: string
  readonly respondent: Questionnaire['respondent']
  /** Which parent; null when nobody knows, as with a letter's code, and where the child answered itself. */
  readonly answeredBy: string | null
  readonly questionnaire: { readonly code: string; readonly version: string }
  readonly colourRulesVersion: string | null
  readonly answers: readonly number[]
  readonly talkAbout: readonly string[]
  readonly notTalkAbout: readonly string[]
  /** Ciphertext; `readWish` opens it. */
  readonly wish: Buffer | null
  /** Ciphertext; `readTexts` opens it. */
  readonly texts: Buffer | null
  readonly submittedAt: string
  /** It came on paper, and somebody typed it. */
  readonly isOnPaper: boolean
}

/** Responses by name of these children that this actor may read, newest first. */
export async function listNamedResponses(tx: Tx, pupilIds: readonly string[]): Promise<readonly NamedResponse[]> {
  const rows = await selectResponses(tx)
    .where('pupilId', '=', sql<string>`any(${pupilIds}::uuid[])`)
    .orderBy('submittedAt', 'desc')
    .execute()
  return rows.map(responseOf)
}

/** One response by name. */
export async function findNamedResponse(tx: Tx, id: string): Promise<NamedResponse | undefined> {
  const row = await selectResponses(tx).where('id', '=', id).executeTakeFirst()
  return row && responseOf(row)
}

/** Keeps what was answered by name. The wish and what was written, by code of the item, are sealed with the child's own key. */
export async function insertNamedResponse(
  tx: Tx,
  keyring: Keyring,
  response: Omit<NamedResponse, 'wish' | 'texts' | 'isOnPaper'> & {
    readonly personId: string
    readonly wishText: string
    readonly written?: Written
    readonly isOnPaper?: boolean
  },
): Promise<void> {
  const { questionnaire, personId, answeredBy, wishText, written = {}, answers, talkAbout, notTalkAbout, ...row } = response
  const { municipalityId } = tx
  const isWritten = Object.keys(written).length > 0
  const key = wishText === '' && !isWritten ? undefined : (await openPersonKeys(tx, keyring, [personId])).get(personId)
  await tx
    .insertInto('health.response')
    .values({
      municipalityId,
      ...row,
      personId: answeredBy,
      questionnaireCode: questionnaire.code,
      questionnaireVersion: questionnaire.version,
      answers: [...answers],
      talkAbout: [...talkAbout],
      notTalkAbout: [...notTalkAbout],
      wish: key === undefined || wishText === '' ? null : encrypt(key, wishText, wishContext(municipalityId, row.id)),
      texts: key === undefined || !isWritten ? null : encrypt(key, JSON.stringify(written), textsContext(municipalityId, row.id)),
    })
    .execute()
}

/** What somebody wrote that they want to talk about; empty when they wrote nothing, or the child's key is deleted. */
export async function readWish(
  tx: Tx,
  keyring: Keyring,
  { id, wish }: Pick<NamedResponse, 'id' | 'wish'>,
  personId: string,
): Promise<string> {
  const key = wish === null ? undefined : (await openPersonKeys(tx, keyring, [personId])).get(personId)
  return wish === null || key === undefined ? '' : decrypt(key, wish, wishContext(tx.municipalityId, id))
}

/** What somebody wrote in answer to questions, by code of the item. */
export type Written = Readonly<Record<string, string>>

/** What was written in a response; nothing when nothing was, or the child's key is deleted. */
export async function readTexts(
  tx: Tx,
  keyring: Keyring,
  { id, texts }: Pick<NamedResponse, 'id' | 'texts'>,
  personId: string,
): Promise<Written> {
  const key = texts === null ? undefined : (await openPersonKeys(tx, keyring, [personId])).get(personId)
  return texts === null || key === undefined ? {} : (JSON.parse(decrypt(key, texts, textsContext(tx.municipalityId, id))) as Written)
}

/**
 * Counts a response in its class as one among the others, through the one door there is. False when the slip had
 * been counted before; undefined when the class takes no answers any more.
 */
export async function countIn(tx: Tx, slipHmac: Buffer, id: string, answers: readonly number[]): Promise<boolean | undefined> {
  const { rows } = await sql<{ isCounted: boolean | null }>`
    select statistics.count_in(${slipHmac}, ${id}, ${[...answers]}::smallint[]) as is_counted`.execute(tx)
  return rows[0]?.isCounted ?? undefined
}

/**
 * Colour rules by questionnaire and version; the municipality's own before the association's. A composition has those of the edition it
 * was made of, by item code: what a municipality has added itself has no colour.
 */
export async function findColourRules(
  tx: Tx,
  questionnaire: { readonly code: string; readonly version: string },
  version: string | null,
): Promise<ColourRules | undefined> {
  const row = await tx
    .selectFrom('common.colourRules')
    .select(['version', 'rules'])
    .where('municipalityId', 'in', [0, tx.municipalityId])
    .where('isPublished', '=', true)
    .where('questionnaireCode', '=', questionnaire.code)
    .where('questionnaireVersion', 'in', [questionnaire.version, editionOf(questionnaire.version)])
    .$if(version !== null, (query) => query.where('version', '=', version ?? ''))
    .orderBy(sql`length(questionnaire_version)`, 'desc')
    .orderBy('municipalityId', 'desc')
    .orderBy(sql`string_to_array(version, '.')::int[]`, 'desc')
    .limit(1)
    .executeTakeFirst()
  return row && { format: 1, questionnaire, version: row.version, rules: row.rules as ColourRules['rules'] }
}

export type FlagRow = {
  readonly responseId: string
  readonly pupilId: string
  readonly item: string
  readonly kind: 'talked' | 'notRelevant' | 'followUp'
  readonly followUpOn: string | null
  readonly accountId: string
  readonly setOn: string
}

/** Marks on the answers of these children. */
export async function listFlags(tx: Tx, pupilIds: readonly string[]): Promise<readonly FlagRow[]> {
  return tx
    .selectFrom('health.flag')
    .select(['responseId', 'pupilId', 'item', 'kind', 'followUpOn', 'accountId', 'setOn'])
    .where('municipalityId', '=', tx.municipalityId)
    .where('pupilId', '=', sql<string>`any(${pupilIds}::uuid[])`)
    .execute() as Promise<readonly FlagRow[]>
}

/** Marks an answer; an earlier mark is replaced. */
export async function saveFlag(tx: Tx, flag: FlagRow & { readonly classId: string }): Promise<void> {
  const { kind, followUpOn, accountId, setOn } = flag
  await tx
    .insertInto('health.flag')
    .values({ municipalityId: tx.municipalityId, ...flag })
    .onConflict((conflict) =>
      conflict.columns(['municipalityId', 'responseId', 'item']).doUpdateSet({ kind, followUpOn, accountId, setOn }),
    )
    .execute()
}

/** Takes a mark away. */
export async function deleteFlag(tx: Tx, responseId: string, item: string): Promise<void> {
  await tx
    .deleteFrom('health.flag')
    .where('municipalityId', '=', tx.municipalityId)
    .where('responseId', '=', responseId)
    .where('item', '=', item)
    .execute()
}

/** The note on a child, opened with the child's key. */
export async function findNote(
  tx: Tx,
  keyring: Keyring,
  pupilId: string,
  personId: string,
): Promise<{ readonly text: string; readonly accountId: string; readonly savedOn: string } | undefined> {
  const row = await tx
    .selectFrom('health.note')
    .select(['text', 'accountId', 'savedOn'])
    .where('municipalityId', '=', tx.municipalityId)
    .where('pupilId', '=', pupilId)
    .executeTakeFirst()
  const key = row && (await openPersonKeys(tx, keyring, [personId])).get(personId)
  return row && key && { ...row, text: decrypt(key, row.text, noteContext(tx.municipalityId, pupilId)) }
}

/** Saves the note on a child; an empty text deletes it. */
export async function saveNote(
  tx: Tx,
  keyring: Keyring,
  { pupilId, personId, classId }: Pick<Child, 'pupilId' | 'personId' | 'classId'>,
  note: { readonly text: string; readonly accountId: string; readonly savedOn: string },
): Promise<void> {
  const { municipalityId } = tx
  if (note.text === '') {
    await tx.deleteFrom('health.note').where('municipalityId', '=', municipalityId).where('pupilId', '=', pupilId).execute()
    return
  }
  const key = (await openPersonKeys(tx, keyring, [personId])).get(personId)
  if (!key) throw new Error('a child whose key is deleted takes no note')
  const text = encrypt(key, note.text, noteContext(municipalityId, pupilId))
  const { accountId, savedOn } = note
  await tx
    .insertInto('health.note')
    .values({ municipalityId, pupilId, classId, text, accountId, savedOn })
    .onConflict((conflict) => conflict.columns(['municipalityId', 'pupilId']).doUpdateSet({ text, accountId, savedOn, classId }))
    .execute()
}

export type HiddenRow = {
  readonly responseId: string
  readonly item: string
  readonly accountId: string
  /** Ciphertext; `readReason` opens it. */
  readonly reason: Buffer
  readonly hiddenOn: string
}

/** Answers of these children that are kept from their parents' page, for their health professionals. */
export async function listHiddenAnswers(tx: Tx, pupilIds: readonly string[]): Promise<readonly HiddenRow[]> {
  return tx
    .selectFrom('health.hiddenAnswer')
    .select(['responseId', 'item', 'accountId', 'reason', 'hiddenOn'])
    .where('municipalityId', '=', tx.municipalityId)
    .where('pupilId', '=', sql<string>`any(${pupilIds}::uuid[])`)
    .execute()
}

/** Which of them, for a page to leave out: neither why nor by whom, so that a family's own transaction may ask. */
export async function listHiddenItems(
  tx: Tx,
  pupilIds: readonly string[],
): Promise<readonly { readonly responseId: string; readonly item: string }[]> {
  const { rows } = await sql<{
    responseId: string
    item: string
  }>`select response_id, item from health.hidden_items(${pupilIds}::uuid[])`.execute(tx)
  return rows
}

/** Keeps an answer from the parents' page; said again, the newer reason stands. The reason is sealed with the child's own key. */
export async function saveHidden(
  tx: Tx,
  keyring: Keyring,
  row: Pick<HiddenRow, 'responseId' | 'item' | 'accountId' | 'hiddenOn'> & {
    readonly pupilId: string
    readonly personId: string
    readonly classId: string
    readonly reason: string
  },
): Promise<void> {
  const { personId, reason, ...rest } = row
  const key = (await openPersonKeys(tx, keyring, [personId])).get(personId)
  if (!key) throw new Error('a child whose key is deleted has nothing to keep from anybody')
  await deleteHidden(tx, row.responseId, row.item)
  await tx
    .insertInto('health.hiddenAnswer')
    .values({
      municipalityId: tx.municipalityId,
      ...rest,
      reason: encrypt(key, reason, reasonContext(tx.municipalityId, row.responseId, row.item)),
    })
    .execute()
}

/** Shows an answer again. */
export async function deleteHidden(tx: Tx, responseId: string, item: string): Promise<void> {
  await tx
    .deleteFrom('health.hiddenAnswer')
    .where('municipalityId', '=', tx.municipalityId)
    .where('responseId', '=', responseId)
    .where('item', '=', item)
    .execute()
}

/** Why answers are kept from the parents; of a child whose key is deleted nobody knows any more. */
export async function readReasons<R extends Pick<HiddenRow, 'responseId' | 'item' | 'reason'>>(
  tx: Tx,
  keyring: Keyring,
  rows: readonly R[],
  personId: string,
): Promise<readonly (Omit<R, 'reason'> & { readonly reason: string })[]> {
  const key = rows.length === 0 ? undefined : (await openPersonKeys(tx, keyring, [personId])).get(personId)
  return rows.map((row) => ({
    ...row,
    reason: key === undefined ? '' : decrypt(key, row.reason, reasonContext(tx.municipalityId, row.responseId, row.item)),
  }))
}

export type JournalRow = { readonly responseId: string; readonly pupilId: string; readonly accountId: string; readonly markedOn: string }

/** Which responses of these children are entered in the journal. */
export async function listJournalled(tx: Tx, pupilIds: readonly string[]): Promise<readonly JournalRow[]> {
  return tx
    .selectFrom('health.journal')
    .select(['responseId', 'pupilId', 'accountId', 'markedOn'])
    .where('municipalityId', '=', tx.municipalityId)
    .where('pupilId', '=', sql<string>`any(${pupilIds}::uuid[])`)
    .execute()
}

/** Says that a response is entered in the journal; the first to say so stays. */
export async function insertJournalled(tx: Tx, row: JournalRow & { readonly classId: string }): Promise<void> {
  await tx
    .insertInto('health.journal')
    .values({ municipalityId: tx.municipalityId, ...row })
    .onConflict((conflict) => conflict.columns(['municipalityId', 'responseId']).doNothing())
    .execute()
}

/** Takes that back. */
export async function deleteJournalled(tx: Tx, responseId: string): Promise<void> {
  await tx.deleteFrom('health.journal').where('municipalityId', '=', tx.municipalityId).where('responseId', '=', responseId).execute()
}

export type Professional = {
  readonly accountId: string
  readonly personId: string
  readonly role: 'healthVisitor' | 'leadHealthVisitor' | 'schoolDoctor'
  readonly classId: string
}

/** Health professionals with an open account, by the classes they have; of all classes unless told which. */
export async function listHealthProfessionals(tx: Tx, today: string, classIds?: readonly string[]): Promise<readonly Professional[]> {
  return tx
    .selectFrom('common.account as a')
    .innerJoin('common.accountClass as c', (join) =>
      join.onRef('c.municipalityId', '=', 'a.municipalityId').onRef('c.accountId', '=', 'a.id'),
    )
    .select(['a.id as accountId', 'a.personId', 'a.role', 'c.classId'])
    .where('a.municipalityId', '=', tx.municipalityId)
    .where('a.role', 'in', ['healthVisitor', 'leadHealthVisitor', 'schoolDoctor'])
    .where((eb) => eb.or([eb('a.closedOn', 'is', null), eb('a.closedOn', '>', today)]))
    .$if(classIds !== undefined, (query) => query.where('c.classId', '=', sql<string>`any(${classIds ?? []}::uuid[])`))
    .orderBy('a.role')
    .orderBy('a.id')
    .execute() as Promise<readonly Professional[]>
}

/** Whose accounts these are: person ids by account id. */
export async function listPersonsOfAccounts(tx: Tx, accountIds: readonly string[]): Promise<ReadonlyMap<string, string>> {
  const rows = await tx
    .selectFrom('common.account')
    .select(['id', 'personId'])
    .where('municipalityId', '=', tx.municipalityId)
    .where('id', '=', sql<string>`any(${accountIds}::uuid[])`)
    .execute()
  return new Map(rows.map(({ id, personId }) => [id, personId]))
}

export type LookRow = {
  readonly at: string
  readonly actorId: string | null
  readonly role: string
  readonly act: string
  readonly purpose: string | null
  readonly relation: string | null
  readonly pupilIds: readonly string[]
}

/** What has been done with these children by professionals since then, newest first; row-level security shows a family its own. */
export async function listLooks(
  tx: Tx,
  pupilIds: readonly string[],
  since: Date,
  citizens: readonly string[],
): Promise<readonly LookRow[]> {
  return tx
    .selectFrom('audit.event')
    .select(['at', 'actorId', 'role', 'act', 'purpose', 'relation', 'pupilIds'])
    .where('municipalityId', '=', tx.municipalityId)
    .where('refusal', 'is', null)
    .where('at', '>=', since.toISOString())
    .where(sql<boolean>`pupil_ids <> '{}' and pupil_ids && ${pupilIds}::uuid[]`)
    .where('role', 'not in', [...citizens, 'respondent', 'system'])
    .orderBy('at', 'desc')
    .limit(500)
    .execute()
}

function selectResponses(tx: Tx) {
  return tx
    .selectFrom('health.response')
    .select([
      'id',
      'surveyId',
      'pupilId',
      'classId',
      'respondent',
      'personId as answeredBy',
      'questionnaireCode',
      'questionnaireVersion',
      'colourRulesVersion',
      'answers',
      'talkAbout',
      'notTalkAbout',
      'wish',
      'texts',
      'submittedAt',
      'isOnPaper',
    ])
    .where('municipalityId', '=', tx.municipalityId)
}

type ResponseRow = Omit<NamedResponse, 'respondent' | 'questionnaire'> & {
  readonly respondent: string
  readonly questionnaireCode: string
  readonly questionnaireVersion: string
}

function responseOf({ respondent, questionnaireCode, questionnaireVersion, ...row }: ResponseRow): NamedResponse {
  return {
    ...row,
    respondent: respondent as NamedResponse['respondent'],
    questionnaire: { code: questionnaireCode, version: questionnaireVersion },
  }
}

/** Ties a ciphertext to its place. */
function wishContext(municipalityId: number, responseId: string): string {
  return `health.response|${municipalityId}|${responseId}|wish`
}

function textsContext(municipalityId: number, responseId: string): string {
  return `health.response|${municipalityId}|${responseId}|texts`
}

function reasonContext(municipalityId: number, responseId: string, item: string): string {
  return `health.hidden_answer|${municipalityId}|${responseId}|${item}|reason`
}

function noteContext(municipalityId: number, pupilId: string): string {
  return `health.note|${municipalityId}|${pupilId}|text`
}

export type ClassCoverage = {
  readonly classId: string
  readonly institutionId: string
  readonly children: number
  readonly invited: number
  readonly decided: number
  readonly answered: number
  readonly talked: number
  readonly journalled: number
}

/** In this school year, how many children of each class that is asked by name are asked, have decided, answered, been talked with; each child once. */
export async function listCoverage(tx: Tx, schoolYear: number): Promise<readonly ClassCoverage[]> {
  const { rows } = await sql<ClassCoverage>`
    select i.class_id, c.institution_id,
      (select count(*)::int from common.pupil p where p.municipality_id = ${tx.municipalityId} and p.class_id = i.class_id and p.left_on is null) as children,
      count(distinct i.pupil_id)::int as invited,
      count(distinct i.pupil_id) filter (where i.decision <> 'none')::int as decided,
      count(distinct i.pupil_id) filter (where i.answered_on is not null)::int as answered,
      count(distinct i.pupil_id) filter (where i.talked_on is not null)::int as talked,
      count(distinct i.pupil_id) filter (where i.journalled_on is not null)::int as journalled
    from health.invitation i join common.survey s on s.municipality_id = i.municipality_id and s.id = i.survey_id
      join common.class c on c.municipality_id = i.municipality_id and c.id = i.class_id
    where i.municipality_id = ${tx.municipalityId} and s.school_year = ${schoolYear}
    group by i.class_id, c.institution_id order by i.class_id`.execute(tx)
  return rows
}
