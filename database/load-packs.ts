/** Packs into the installation and out of it again. As the owner: no login of the running program writes one. */
import { randomUUID } from 'node:crypto'
import type pg from 'pg'
import type { Pack } from '#domain/instrument/pack.ts'
import type { PackRow } from './instrument-pack.ts'
import { rowTypes } from './parsers.ts'
import type { NewRecording } from './recording.ts'

type Client = Pick<pg.Client, 'query'>

/** A recording of a pack, by the key of the words it says (`recording-key.ts`). */
export type PackSound = Pick<NewRecording, 'key' | 'id' | 'mediaType' | 'sound'>

/** What came of loading a pack that is in order. */
export type LoadOutcome =
  | { readonly outcome: 'loaded'; readonly replaced: readonly PackRow[] }
  /** The very same pack is loaded already; nothing was changed. */
  | { readonly outcome: 'already-loaded' }
  /** A later issue is loaded; nothing was changed. */
  | { readonly outcome: 'older'; readonly loaded: PackRow }
  /** The one that is loaded has versions that this one lacks; nothing was changed. */
  | { readonly outcome: 'fewer-versions'; readonly loaded: PackRow; readonly lacks: readonly string[] }

/**
 * Loads a pack, in the transaction given. It takes the place of those of the same instrument and language that have a
 * version in common with it, and they are kept, for what runs on them. Its recordings are heard by everybody its words are shown to.
 */
export async function loadPack(client: Client, pack: Pack, now: Date, sounds: readonly PackSound[] = []): Promise<LoadOutcome> {
  await asInstallation(client)
  const versions = pack.texts.map(({ version }) => version)
  const inUse = (await heldPacks(client, pack.instrument)).filter(
    (row) => row.state === 'loaded' && row.language === pack.language && row.versions.some((one) => versions.includes(one)),
  )
  if (inUse.some(({ checksum }) => checksum === pack.checksum)) return { outcome: 'already-loaded' }
  for (const loaded of inUse) {
    if (loaded.issuedOn > pack.issuedOn) return { outcome: 'older', loaded }
    const lacks = loaded.versions.filter((one) => !versions.includes(one))
    if (lacks.length > 0) return { outcome: 'fewer-versions', loaded, lacks }
  }
  for (const { id } of inUse) await end(client, id, 'replaced', now)
  await client.query(
    `insert into common.instrument_pack
       (municipality_id, id, instrument, language, versions, issued_on, expires_on, checksum, state, pack, loaded_at)
     values (0, $1, $2, $3, $4, $5, $6, $7, 'loaded', $8, $9)`,
    [
      randomUUID(),
      pack.instrument,
      pack.language,
      versions,
      pack.issuedOn,
      pack.expiresOn,
      pack.checksum,
      JSON.stringify(withoutSound(pack)),
      now.toISOString(),
    ],
  )
  for (const { key, id, mediaType, sound } of sounds) {
    await client.query('delete from common.recording where municipality_id = 0 and key = $1', [key])
    await client.query(
      `insert into common.recording (municipality_id, key, language, id, media_type, voice, sound, recorded_at, recorded_by)
       values (0, $1, $2, $3, $4, 'person', $5, $6, null) on conflict do nothing`,
      [key, pack.language, id, mediaType, Buffer.from(sound), now.toISOString()],
    )
  }
  return { outcome: 'loaded', replaced: inUse }
}

/**
 * Takes the packs of an instrument and language out of use; without `isErased` their words stay for what runs, read aloud by the
 * respondent's own device, for their recordings go. Erased, the words of every issue there was are gone, and that they were there is
 * kept. Returns those that were loaded.
 */
export async function unloadPacks(
  client: Client,
  of: { readonly instrument: string; readonly language: string; readonly isErased: boolean },
  now: Date,
): Promise<readonly PackRow[]> {
  await asInstallation(client)
  const held = (await heldPacks(client, of.instrument)).filter(({ language }) => language === of.language)
  const inUse = held.filter(({ state }) => state === 'loaded')
  for (const { id } of inUse) await end(client, id, 'unloaded', now)
  // A recording's address is the sum of its sound, which the pack names.
  const sounds = held.flatMap(({ pack }) => pack?.recordings?.map(({ sha256 }) => sha256) ?? [])
  await client.query('delete from common.recording where municipality_id = 0 and recorded_by is null and id = any($1::text[])', [sounds])
  if (of.isErased)
    await client.query(
      "update common.instrument_pack set pack = null where municipality_id = 0 and instrument = $1 and language = $2 and state <> 'loaded'",
      [of.instrument, of.language],
    )
  return of.isErased ? held : inUse
}

/** Every pack there is or was, the latest first. */
export async function heldPacks(client: Client, instrument?: string): Promise<readonly PackRow[]> {
  const { rows } = await client.query({
    text: `select id, instrument, language, versions, issued_on as "issuedOn", expires_on as "expiresOn", checksum, state, pack,
        loaded_at as "loadedAt", ended_at as "endedAt"
      from common.instrument_pack where municipality_id = 0 and ($1::text is null or instrument = $1) order by loaded_at desc, id`,
    values: [instrument ?? null],
    types: rowTypes,
  })
  return rows
}

async function asInstallation(client: Client): Promise<void> {
  await client.query("select common.begin_ctx(0, 'system', '', '*')")
}

async function end(client: Client, id: string, state: 'replaced' | 'unloaded', now: Date): Promise<void> {
  await client.query('update common.instrument_pack set state = $2, ended_at = $3 where municipality_id = 0 and id = $1', [
    id,
    state,
    now.toISOString(),
  ])
}

/** The sound of recordings is held beside the words; the pack's own sum does not cover it. */
function withoutSound({ recordings, ...pack }: Pack): Pack {
  return recordings === undefined ? pack : { ...pack, recordings: recordings.map(({ data: _, ...recording }) => recording) }
}
