import assert from 'node:assert/strict'
import { spawnSync } from 'node:child_process'
import { cpSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { after, before, test } from 'node:test'
import { fileURLToPath } from 'node:url'
import type { Pack } from '#domain/instrument/pack.ts'
import { instrumentNamed, madeUpPack, sha256 } from '../../tests/made-up-pack.ts'
import { openTestDatabase, type TestDatabase } from '../../tests/test-database.ts'
import { explainPackFault } from '../instrument/explain-pack-fault.ts'
import { knownInstruments } from '../instrument/loaded-packs.ts'
import { readPack } from '../instrument/pack-file.ts'

const folder = mkdtempSync(join(tmpdir(), 'bul-pack-'))
const root = fileURLToPath(new URL('../..', import.meta.url))
const sdq = instrumentNamed('sdq')
let database: TestDatabase

before(async () => {
  database = await openTestDatabase()
  assert.equal(run('key', join(folder, 'key')).status, 0)
})

after(async () => {
  await database[Symbol.asyncDispose]()
  rmSync(folder, { recursive: true })
})

const run = (...args: readonly string[]) =>
  spawnSync(process.execPath, [join(root, 'bin/boernungeliv.js'), ...args], {
    env: {
      ...process.env,
      DATABASE_URL: database.connectionString,
      KEY_FILE: join(folder, 'key'),
      ORIGIN: 'https://boernungeliv.example',
      OIDC_ISSUER: 'https://login.example',
      OIDC_CLIENT_ID: 'x',
      OIDC_CLIENT_SECRET: 'x',
    },
    encoding: 'utf8',
  })

let count = 0

/** The pack as a file. */
function written(pack: unknown): string {
  count += 1
  const path = join(folder, `pack-${count}.json`)
  writeFileSync(path, JSON.stringify(pack))
  return path
}

/** Far enough ahead for a command that looks at the clock. */
const lasting = (changes: Partial<Pack> = {}) =>
  madeUpPack(sdq, ['p4-17'], { issuedOn: '2020-01-01', validFrom: '2020-01-01', expiresOn: '2099-12-31', ...changes })

test('a pack in order is said to be so, with whose it is and its checksum, and nothing is changed', () => {
  const pack = lasting()
  const { status, stdout } = run('pack', 'check', written(pack))
  assert.equal(status, 0)
  assert.match(stdout, /SDQ/)
  assert.match(stdout, /Opfundet forlag, L-1/)
  assert.match(stdout, new RegExp(pack.checksum))
  assert.match(stdout, /pakken er i orden \/ the pack is in order/)
  assert.equal(run('pack', 'check', written(pack), '--expect', pack.checksum).status, 0)
  assert.equal(run('pack', 'check', written(pack), '--expect', sha256('another')).status, 1)
})

test('what is wrong is said in both languages, each fault on a line of its own', () => {
  const pack = lasting()
  const said = (path: string) => readPack(path, knownInstruments()).faults.map(explainPackFault).join('\n')
  assert.match(said(written({ ...pack, issuedOn: '2020-01-02' })), /kontrolsummen passer ikke.*the checksum does not fit/)
  const checked = run('pack', 'check', written(lasting({ expiresOn: '2021-01-01' })))
  assert.equal(checked.status, 1)
  assert.match(checked.stderr, /pakken er udløbet \/ the pack has expired: 2021-01-01/)
  assert.match(said(written(lasting({ instrument: 'nothing' }))), /instrumentet findes ikke her/)
  assert.match(said(written(lasting({ order: { 'p4-17': ['sdq-2', 'sdq-1'] } }))), /rækkefølge.*p4-17/)
  assert.match(said(written({ ...pack, language: 'xx' })), /sproget kendes ikke/)
  assert.match(said(written({ ...pack, format: 2 })), /format/)
  assert.match(said(written({ ...pack, sdq: 1 })), /feltet mangler, er for meget/)
  assert.match(said(join(folder, 'nowhere.json')), /filen findes ikke/)
  const broken = join(folder, 'broken.json')
  writeFileSync(broken, '{')
  assert.match(said(broken), /ikke JSON/)
})

test('a recording that is not there, or is another, is found', () => {
  const recording = { version: 'p4-17', item: 'sdq-1', mediaType: 'audio/mpeg', sha256: sha256('ID3 sound'), file: 'sdq-1.mp3' }
  const path = written(lasting({ recordings: [recording] }))
  const said = () => readPack(path, knownInstruments()).faults.map(explainPackFault).join('\n')
  assert.match(said(), /ligger ikke ved pakken/)
  writeFileSync(join(folder, 'sdq-1.mp3'), 'another sound')
  assert.match(said(), /optagelsen er ændret/)
  writeFileSync(join(folder, 'sdq-1.mp3'), 'ID3 sound')
  assert.equal(said(), '')
  const noSound = { ...recording, sha256: sha256('words'), file: 'words.mp3' }
  writeFileSync(join(folder, 'words.mp3'), 'words')
  assert.match(
    readPack(written(lasting({ recordings: [noSound] })), knownInstruments())
      .faults.map(explainPackFault)
      .join(''),
    /kan ikke afspilles/,
  )
})

test('what is refused is not loaded; what is in order is, once, and listed until it is taken out', async () => {
  const rows = () =>
    database.asOwner(
      async (client) => (await client.query('select state, pack is null as erased from common.instrument_pack order by loaded_at')).rows,
    )
  const elsewhere = lasting({ licence: { ...lasting().licence, installations: ['https://other.example'] } })
  for (const refused of [lasting({ expiresOn: '2021-01-01' }), { ...lasting(), issuedOn: '2020-01-02' }, elsewhere])
    assert.equal(run('pack', 'load', written(refused)).status, 1)
  assert.match(run('pack', 'load', written(elsewhere)).stderr, /til en anden installation \/ the pack is for another installation/)
  assert.deepEqual(await rows(), [])
  assert.match(run('pack', 'list').stdout, /Ingen pakker er indlæst/)

  const pack = lasting({ licence: { ...lasting().licence, installations: ['https://boernungeliv.example'] } })
  const loaded = run('pack', 'load', written(pack))
  assert.equal(loaded.status, 0, loaded.stderr)
  assert.match(run('pack', 'load', written(pack)).stdout, /indlæst i forvejen/)
  const newer = run('pack', 'load', written(lasting({ issuedOn: '2020-02-01' })))
  assert.match(newer.stdout, /afløser udgaven fra .*2020-01-01/)
  assert.match(run('pack', 'load', written(pack)).stderr, /nyere udgave/)
  assert.deepEqual(await rows(), [
    { state: 'replaced', erased: false },
    { state: 'loaded', erased: false },
  ])
  const { stdout, status } = run('pack', 'list')
  assert.equal(status, 0)
  assert.match(stdout, /✓ sdq da: p4-17; udløber \/ expires 2099-12-31/)
  assert.match(stdout, /hidden for want of a pack:[^]*sdq: p2-4.*t4-17/)

  await database.asOwner((client) =>
    client.query(`update common.instrument_pack set pack = jsonb_set(pack, '{texts,0,title}', '"x"') where state = 'loaded'`),
  )
  const altered = run('pack', 'list')
  assert.deepEqual([altered.status, /✗ sdq da: pakken er ændret i databasen/.test(altered.stdout)], [1, true])

  assert.equal(run('pack', 'unload', 'sdq', 'da').status, 0)
  assert.equal(run('pack', 'unload', 'sdq', 'da').status, 1)
  assert.equal(run('pack', 'unload', 'sdq', 'da', '--erase').status, 0)
  assert.deepEqual(await rows(), [
    { state: 'replaced', erased: true },
    { state: 'unloaded', erased: true },
  ])
})

test('a pack is sealed from a folder; the demonstration’s packs are those its texts make', () => {
  for (const language of ['da', 'en']) {
    const made = join(folder, `demo.${language}.json`)
    assert.equal(run('pack', 'seal', join(root, 'content/instruments/demo'), language, made).status, 0)
    assert.deepEqual(
      JSON.parse(readFileSync(made, 'utf8')),
      JSON.parse(readFileSync(join(root, `content/packs/demo.${language}.json`), 'utf8')),
    )
    assert.equal(run('pack', 'check', made).status, 0)
  }
  const copy = join(folder, 'demo')
  cpSync(join(root, 'content/instruments/demo'), copy, { recursive: true })
  const text = join(copy, 'text.p4-17.da.json')
  writeFileSync(text, readFileSync(text, 'utf8').replace('"demo-7"', '"demo-77"'))
  const refused = run('pack', 'seal', copy, 'da', join(folder, 'never.json'))
  assert.equal(refused.status, 1)
  assert.match(refused.stderr, /demo-7/)
  assert.match(run('pack', 'seal', copy, 'uk', join(folder, 'never.json')).stderr, /filen findes ikke/)
  assert.throws(() => readFileSync(join(folder, 'never.json')))
})

test('a command that is not understood says how it is written', () => {
  for (const wrong of [['look'], ['check'], ['seal', 'x', 'xx', 'y'], ['check', 'a', '--nothing']])
    assert.equal(run('pack', ...wrong).status, 2, wrong.join(' '))
  const help = run('pack', '--help')
  assert.equal(help.status, 0)
  for (const verb of ['check', 'load', 'list', 'unload', 'seal']) assert.match(help.stdout, new RegExp(`boernungeliv pack ${verb}`))
})
