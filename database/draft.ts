/**
 * Answers before they are sent, on each of the three tracks: one row of packed marks, found by the HMAC of a slip
 * or a link. The tables are apart, and so are the logins that reach them; what is done with a draft is the same. On the
 * tracks by name a draft may hold short texts beside its marks, as ciphertext; the statistics track has no place for them.
 */
import { decrypt, encrypt, type Keyring } from './keyring.ts'
import { ask, type Statement, type Tx } from './transaction.ts'

export type DraftTrack = 'statistics' | 'health' | 'assessment'
export type NamedTrack = Exclude<DraftTrack, 'statistics'>

/** `texts` are ciphertext by place (`openDraftTexts`); null where nobody has written anything. */
export type Draft = {
  readonly epoch: number
  /** Chance, made with the draft: a token of one that is gone does not reach one begun anew. */
  readonly generation: number
  /** Locks what waits on the respondent's machine. */
  readonly queueKey: Buffer
  readonly answers: readonly (number | null)[]
  readonly texts?: readonly (Buffer | null)[] | null
}

/** Which draft: whose, and which of those that there have been. */
export type DraftId = { readonly slipHmac: Buffer; readonly generation: number }

/** Packed marks, one for every item. */
type Packed = readonly (number | null)[]

/** Starts a draft, or comes back to it in a new epoch. `answers` are packed marks by place. */
export async function enterDraft(tx: Tx, track: DraftTrack, slipHmac: Buffer, items: number): Promise<Draft> {
  const [draft] = await ask<Draft>(tx, {
    name: `enter-draft-${track}`,
    text: `insert into ${track}.draft (municipality_id, slip_hmac, epoch, answers)
      values ($1, $2, 1, array_fill(null::bigint, array[$3::int]))
      on conflict (municipality_id, slip_hmac) do update set epoch = draft.epoch + 1
      returning ${columnsOf(track)}`,
    values: [tx.municipalityId, slipHmac, items],
  })
  if (!draft) throw new Error('a draft that is neither begun nor there')
  return draft
}

function columnsOf(track: DraftTrack): string {
  return `epoch, generation, queue_key as "queueKey", answers${track === 'statistics' ? '' : ', texts'}`
}

/**
 * The statement that saves marks into a draft; no row is changed when the draft is gone. The greater mark
 * wins item by item, so it may be sent twice, late, and in any order. `marks` has a place for every item.
 *
 * One row per draft and one statement per save: a row per answer took about twice the write-ahead log.
 */
export function saveMarks(track: DraftTrack, municipalityId: number, { slipHmac, generation }: DraftId, marks: Packed): Statement {
  return {
    name: `save-marks-${track}`,
    text: `update ${track}.draft
      set answers = array(select greatest(old, new) from unnest(answers, $3::bigint[]) with ordinality as mark (old, new, place) order by place)
      where municipality_id = $1 and slip_hmac = $2 and generation = $4`,
    values: [municipalityId, slipHmac, `{${marks.map((mark) => mark ?? 'NULL').join(',')}}`, generation],
  }
}

/**
 * As `saveMarks` on a track by name, with what was written: `texts` are ciphertext by place. A text stands and falls with its
 * mark, so a later choice, "jeg vil ikke svare" or nothing, takes it away.
 */
export function saveNamedMarks(
  track: NamedTrack,
  municipalityId: number,
  draft: DraftId,
  marks: Packed,
  texts: readonly (Buffer | null)[],
): Statement {
  const { values } = saveMarks(track, municipalityId, draft, marks)
  const bytes = texts.map((text) => (text === null ? 'NULL' : `"\\\\x${text.toString('hex')}"`))
  return {
    name: `save-named-marks-${track}`,
    text: `update ${track}.draft
      set answers = array(select greatest(old, new) from unnest(answers, $3::bigint[]) with ordinality as mark (old, new, place) order by place),
        texts = case when texts is null and $5::bytea[] is null then null else
          array(select case when new > coalesce(old, 0) then text else was end
            from unnest(answers, $3::bigint[], texts, $5::bytea[]) with ordinality as mark (old, new, was, text, place) order by place) end
      where municipality_id = $1 and slip_hmac = $2 and generation = $4`,
    values: [...values, texts.every((text) => text === null) ? null : `{${bytes.join(',')}}`],
  }
}

/**
 * As `saveNamedMarks` on the health track, for a draft that is one parent's own: no row is changed when
 * the draft is gone, and none from the day on which the parent has no custody.
 */
export function saveOwnMarks(
  municipalityId: number,
  own: DraftId,
  marks: Packed,
  texts: readonly (Buffer | null)[],
  today: string,
): Statement {
  const { text, values } = saveNamedMarks('health', municipalityId, own, marks, texts)
  return {
    name: 'save-own-marks',
    text: `${text} and exists (
      select from health.family_link l
      join identity.family f on f.municipality_id = l.municipality_id and f.person_id = l.person_id and f.pupil_id = l.pupil_id
      where l.municipality_id = $1 and l.own_hmac = $2 and f.relation <> 'foster' and f.valid_from <= $6 and (f.valid_until is null or f.valid_until > $6))`,
    values: [...values, today],
  }
}

/** The draft, held until commit. */
export async function lockDraft(tx: Tx, track: DraftTrack, slipHmac: Buffer): Promise<Draft | undefined> {
  const [draft] = await ask<Draft>(tx, {
    name: `lock-draft-${track}`,
    text: `select ${columnsOf(track)} from ${track}.draft where municipality_id = $1 and slip_hmac = $2 for update`,
    values: [tx.municipalityId, slipHmac],
  })
  return draft
}

/** Deletes a draft, and with it which browser its links were bound to; it is as if it had never been. */
export async function deleteDraft(tx: Tx, track: DraftTrack, slipHmac: Buffer): Promise<void> {
  await ask(tx, draftDeletion(track, tx.municipalityId, slipHmac))
}

/** The statement that does so. */
export function draftDeletion(track: DraftTrack, municipalityId: number, slipHmac: Buffer): Statement {
  return {
    name: `delete-draft-${track}`,
    text: `with unbound as (delete from common.link_binding where municipality_id = $1 and draft_hmac = $2)
      delete from ${track}.draft where municipality_id = $1 and slip_hmac = $2`,
    values: [municipalityId, slipHmac],
  }
}

/** Whose draft a text is in: what ties its ciphertext to its place. */
export type DraftKey = { readonly track: NamedTrack; readonly municipalityId: number; readonly slipHmac: Buffer }

/**
 * Short texts as a draft keeps them, by place. Under a key of the installation's own: a draft is nobody's in particular until
 * it is submitted, and gone then.
 */
export function sealDraftTexts(
  keyring: Keyring,
  of: DraftKey,
  items: number,
  written: readonly { readonly place: number; readonly text: string }[],
): readonly (Buffer | null)[] {
  const texts = new Map(written.map(({ place, text }) => [place, text]))
  return Array.from({ length: items }, (_, place) => {
    const text = texts.get(place)
    return text === undefined ? null : encrypt(keyring.purposeKey(draftTextPurpose), text, draftTextContext(of, place))
  })
}

/** What has been written in a draft, in the order of the items. */
export function openDraftTexts(
  keyring: Keyring,
  of: DraftKey,
  { texts }: Pick<Draft, 'texts'>,
): readonly { readonly place: number; readonly text: string }[] {
  return (texts ?? []).flatMap((sealed, place) =>
    sealed === null ? [] : [{ place, text: decrypt(keyring.purposeKey(draftTextPurpose), sealed, draftTextContext(of, place)) }],
  )
}

const draftTextPurpose = 'draft-text'

function draftTextContext({ track, municipalityId, slipHmac }: DraftKey, place: number): string {
  return `${track}.draft|${municipalityId}|${slipHmac.toString('hex')}|${place}|text`
}

/** What locks the parcels of a draft; undefined when it is gone. */
export async function findQueueKey(tx: Tx, track: DraftTrack, { slipHmac, generation }: DraftId): Promise<Buffer | undefined> {
  const [row] = await ask<{ readonly queueKey: Buffer }>(tx, {
    name: `queue-key-${track}`,
    text: `select queue_key as "queueKey" from ${track}.draft where municipality_id = $1 and slip_hmac = $2 and generation = $3`,
    values: [tx.municipalityId, slipHmac, generation],
  })
  return row?.queueKey
}
