/** A pack's recordings: heard where its words are asked while it is loaded, and gone with it. */
import assert from 'node:assert/strict'
import { createHash } from 'node:crypto'
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { after, before, test } from 'node:test'
import type { FastifyInstance } from 'fastify'
import { loadPack, unloadPacks } from '#database/load-packs.ts'
import type { Pack } from '#domain/instrument/pack.ts'
import { instrumentNamed, madeUpPack } from '../../tests/made-up-pack.ts'
import { testHouse } from '../../tests/play.ts'
import { openTestDatabase, type TestDatabase } from '../../tests/test-database.ts'
import { buildApp } from '../http/app.ts'
import { knownInstruments } from './loaded-packs.ts'
import { readPack } from './pack-file.ts'
import { soundsOf } from './pack-sounds.ts'

const sdq = instrumentNamed('sdq')
const folder = mkdtempSync(join(tmpdir(), 'bul-sounds-'))
const now = new Date('2026-11-23T09:00:00Z')
let database: TestDatabase
let app: FastifyInstance

before(async () => {
  database = await openTestDatabase()
  app = await buildApp(
    testHouse(database, () => now),
    { isReady: async () => true },
  )
  await database.asOwner((client) =>
    client.query("insert into common.municipality values (881, 'Lillekøbing', '1083', 'Syddanmark', true)"),
  )
})

after(async () => {
  await app?.close()
  await database?.[Symbol.asyncDispose]()
  rmSync(folder, { recursive: true })
})

const mp3 = (of: string) => Buffer.from(`ID3${of}`)
const recordingOf = (item: string, sound: Buffer) => ({
  version: 'p4-17',
  item,
  mediaType: 'audio/mpeg',
  sha256: createHash('sha256').update(sound).digest('hex'),
})
/** As it is loaded from a file: one sound in the pack, one beside it. */
const load = async (changes: Partial<Pack> = {}) => {
  writeFileSync(join(folder, 'second.mp3'), mp3('second'))
  const made = madeUpPack(sdq, ['p4-17'], {
    recordings: [
      { ...recordingOf('sdq-1', mp3('first')), data: mp3('first').toString('base64') },
      { ...recordingOf('sdq-2', mp3('second')), file: 'second.mp3' },
    ],
    ...changes,
  })
  writeFileSync(join(folder, 'pack.json'), JSON.stringify(made))
  const { pack, faults } = readPack(join(folder, 'pack.json'), knownInstruments())
  assert.deepEqual(faults, [])
  return database.asOwner((client) => loadPack(client, pack as Pack, now, soundsOf(pack as Pack, knownInstruments())))
}
const unload = (isErased: boolean) =>
  database.asOwner((client) => unloadPacks(client, { instrument: 'sdq', language: 'da', isErased }, now))
const heard = async (): Promise<readonly { readonly item: string; readonly id: string; readonly voice: string }[]> =>
  (await app.inject({ url: '/api/v1/recordings/881/sdq/p4-17' })).json()

test('what somebody has read in a pack is heard where its words are asked, in the language of the pack', async () => {
  assert.deepEqual(await heard(), [])
  await load()
  const found = await heard()
  assert.deepEqual(
    found.filter((one) => 'language' in one && one.language === 'da').map(({ item, voice }) => [item, voice]),
    [
      ['sdq-1', 'person'],
      ['sdq-2', 'person'],
    ],
  )
  for (const [place, sound] of [mp3('first'), mp3('second')].entries()) {
    const answer = await app.inject({ url: `/api/v1/recordings/881/${found[place]?.id}` })
    assert.deepEqual(Buffer.from(answer.json().sound, 'base64'), sound)
  }
})

test('a later issue takes the place of a sound; taken out, none is heard, whether its words stay or not', async () => {
  await load({
    issuedOn: '2026-11-02',
    recordings: [{ ...recordingOf('sdq-1', mp3('anew')), data: mp3('anew').toString('base64') }],
  })
  const first = (await heard()).find(({ item }) => item === 'sdq-1')
  assert.equal(first?.id, createHash('sha256').update(mp3('anew')).digest('hex'))
  await unload(false)
  assert.deepEqual(await heard(), [])
  await load()
  assert.ok((await heard()).length > 0)
  await unload(true)
  const left = await database.asOwner(async (client) => (await client.query('select 1 from common.recording')).rowCount)
  assert.equal(left, 0)
})
