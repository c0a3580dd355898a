import { resolve } from 'node:path'
import { parseArgs } from 'node:util'
import { erasePersons } from '#database/identity.ts'
import { StartRefusal } from '#database/start-refusal.ts'
import { readConfigBeside } from '../config.ts'
import { assertMigrated, type Installation, openInstallation } from '../installation.ts'
import { makeKeyFile } from '../key-file.ts'
import { type KeyHouse, type KeyPart, prepareKeys, retireKeys, rotateKeys, standing } from '../key-rotation.ts'
import { eraseReturned, shredWaiting } from '../key-shredding.ts'
import { complain, progressBar, say } from '../log.ts'
import type { Verb } from './verb.ts'

export const key: Verb = {
  summary: "make, rotate and retire the installation's keys, and shred people",
  help: `boernungeliv key <file>
    make a key for a new installation; an existing file is never overwritten
boernungeliv key list
    which keys there are, what hangs on them, and who waits to be shredded
boernungeliv key rotate [--only wrapping|index] [--prepare]
    take new keys into use and bring everything under them, while people work; broken off, it goes on when run again.
    --prepare only makes the keys, so that servers with a copy of their own get them first
boernungeliv key retire
    remove the keys that nothing hangs on any more
boernungeliv key shred [--person <id> --municipality <code>]
    take erased people out of the keys, so that older backups can't be opened for them; with a person, erase that
    person first. Run it after a restore, too: whoever was erased since the backup is erased once more

Names and CPR numbers can be read with these keys alone, and slips and database passwords follow from them. Keep copies
apart from the database's backups, at most 35 days: docs/how-to/look-after-the-keys.md.`,
  async run(args) {
    const [name = '', ...rest] = args
    const act = Object.hasOwn(acts, name) ? acts[name] : undefined
    return act === undefined ? make(args) : act(rest)
  },
}

const acts: Readonly<Record<string, (args: string[]) => Promise<number>>> = { list, rotate, retire, shred }

async function make(args: string[]): Promise<number> {
  const { positionals } = parseArgs({ args, allowPositionals: true, options: {} })
  const [path] = positionals
  if (path === undefined || positionals.length > 1) {
    complain('Angiv en fil: boernungeliv key <fil> / give a file')
    return 2
  }
  await makeKeyFile(resolve(path), new Date())
  say(`Nøglen ligger i ${resolve(path)}. Gem en kopi et andet sted end databasens sikkerhedskopier.`)
  return 0
}

async function list(args: string[]): Promise<number> {
  parseArgs({ args, options: {} })
  await using installation = await openMigrated()
  const { keys, wrapped, indexed } = await standing(installation)
  for (const { id, madeAt, tree, puncturedAt } of keys.keyEncryptionKeys) {
    const facts = [
      id === keys.wraps ? 'i brug' : 'åbner kun',
      made(madeAt),
      `${wrapped.get(id) ?? 0} nøgler hænger på den`,
      ...(tree === null ? ['uden træ'] : [`${tree.length} knuder`]),
      ...(puncturedAt === null ? [] : [`makuleret i ${puncturedAt.slice(0, 10)}`]),
    ]
    say(`nøgle ${id}: ${facts.join(', ')}`)
  }
  for (const { id, madeAt } of keys.indexKeys) {
    const municipalities = [...indexed.values()].filter((indexKey) => indexKey === id).length
    say(`opslagsnøgle ${id}: ${id === keys.indexes ? 'i brug' : 'åbner kun'}, ${made(madeAt)}, ${municipalities} kommuner står under den`)
  }
  return 0
}

function made(at: string | null): string {
  return at === null ? 'installationens første' : `lavet ${at.slice(0, 10)}`
}

async function rotate(args: string[]): Promise<number> {
  const { values } = parseArgs({ args, options: { only: { type: 'string' }, prepare: { type: 'boolean' } } })
  const parts = partsOf(values.only)
  if (parts === undefined) {
    complain('Angiv --only wrapping eller --only index / give --only wrapping or --only index')
    return 2
  }
  await using installation = await openMigrated()
  await assertWritable(installation)
  const house = houseOf(installation)
  if (values.prepare === true) {
    await prepareKeys(house, parts)
    say('De næste nøgler er lavet. Kopier nøglefilen til alle servere, og kør så boernungeliv key rotate.')
    return 0
  }
  const { keys, indexes } = await rotateKeys(house, { parts, progress: progressBar('Skifter nøgler') })
  say(`${keys} nøgler og ${indexes} opslag er flyttet. Tag en kopi af nøglefilen, og kør boernungeliv key retire.`)
  return 0
}

function partsOf(only: string | undefined): readonly KeyPart[] | undefined {
  if (only === undefined) return ['wrapping', 'index']
  return only === 'wrapping' || only === 'index' ? [only] : undefined
}

async function retire(args: string[]): Promise<number> {
  parseArgs({ args, options: {} })
  await using installation = await openMigrated()
  await assertWritable(installation)
  const gone = await retireKeys(houseOf(installation))
  say(
    gone.length === 0
      ? 'Der er ingen gamle nøgler'
      : `${gone.join(', ')} er fjernet. Kopier af databasen fra før nøgleskiftet åbnes herefter kun med en kopi af nøglen fra dengang.`,
  )
  return 0
}

async function shred(args: string[]): Promise<number> {
  const { values } = parseArgs({ args, options: { person: { type: 'string' }, municipality: { type: 'string' } } })
  const municipalityId = Number(values.municipality)
  const isAsked = values.person !== undefined || values.municipality !== undefined
  if (isAsked && !(Number.isInteger(municipalityId) && /^[0-9a-f-]{36}$/.test(values.person ?? ''))) {
    complain('Angiv både person og kommune: boernungeliv key shred --person <id> --municipality 881 / give a person and a municipality')
    return 2
  }
  await using installation = await openMigrated()
  await assertWritable(installation)
  const house = houseOf(installation)
  if (values.person !== undefined) {
    const [personId] = [values.person]
    const erased = await house.doors.asSystem(`key shred person:${personId}`, { municipalityId, login: 'staff' }, (tx) =>
      erasePersons(tx, [personId], house.now()),
    )
    if (erased.length === 0)
      throw new StartRefusal(
        `Kommune ${municipalityId} har ingen person ${personId}, eller personen er slettet`,
        'the municipality has no such person, or they are erased',
      )
  }
  const people = await shredWaiting(house)
  const returned = await eraseReturned(house)
  if (returned > 0) await shredWaiting(house)
  say(`${people} personer er makuleret: de kan ikke læses, heller ikke i ældre kopier af databasen`)
  if (returned > 0) say(`${returned} personer var kommet tilbage med en sikkerhedskopi og er slettet igen`)
  return 0
}

async function openMigrated(): Promise<Installation> {
  const installation = await openInstallation(readConfigBeside(), { mayJoin: true })
  try {
    await assertMigrated(installation)
    return installation
  } catch (error) {
    await installation[Symbol.asyncDispose]()
    throw error
  }
}

async function assertWritable({ keyStore }: Installation): Promise<void> {
  if (await keyStore.isWritable()) return
  throw new StartRefusal(
    `Det kræver, at ${keyStore.name} kan skrives: kør kommandoen som ejeren, hvor også mappen kan skrives`,
    'it takes that the keys can be written: run the command as their owner, where the directory can be written too',
  )
}

function houseOf({ doors, keyring, keyStore }: Installation): KeyHouse {
  return { doors, keyring, keyStore, now: () => new Date() }
}
