import { writeFileSync } from 'node:fs'
import { resolve } from 'node:path'
import { parseArgs } from 'node:util'
import pg from 'pg'
import { heldPacks, loadPack, type LoadOutcome, unloadPacks } from '#database/load-packs.ts'
import { StartRefusal } from '#database/start-refusal.ts'
import { admissionFaults, type Pack, type PackFault } from '#domain/instrument/pack.ts'
import { mayBeginWith, standingOf } from '#domain/instrument/text.ts'
import { type RespondentLanguage, respondentLanguages } from '#domain/text/text.ts'
import { readConfigBeside } from '../config.ts'
import { dayInDenmark } from '../danish-day.ts'
import { assertMigrated, openInstallation } from '../installation.ts'
import { explainPackFault } from '../instrument/explain-pack-fault.ts'
import { holdOf, knownInstruments } from '../instrument/loaded-packs.ts'
import { type FileFault, readPack, sealFolder } from '../instrument/pack-file.ts'
import { soundsOf } from '../instrument/pack-sounds.ts'
import { complain, say } from '../log.ts'
import type { Verb } from './verb.ts'

const wrongUse = 2

export const pack: Verb = {
  summary: 'check, load and list licensed packs: the words of instruments',
  help: `boernungeliv pack check <file> [--expect <checksum>]
    read a pack and say in Danish and English what is right and wrong with it; changes nothing, and needs no database.
    --expect also compares the checksum with the one that the licence holder has told
boernungeliv pack load <file>
    load it into the installation. It takes the place of an older issue, which is kept for what runs on it; refused when it
    is altered, expired, not valid yet, for another installation, older than what is loaded, or has fewer versions
boernungeliv pack list
    what is loaded, for which versions and languages, how long it lasts, and which instruments are hidden for want of a pack
boernungeliv pack unload <instrument> <language> [--erase]
    nothing new begins with it; what runs goes on. --erase deletes its words too, of every issue: what runs stops
boernungeliv pack seal <folder> <language> <file>
    make a pack out of pack.json (licence and days) and text.<version>.<language>.json, for who holds the rights to a text

Exit code 0 when all is well, 1 when something is wrong or refused, 2 when the command was not understood.
What a pack is: docs/how-to/load-an-instrument-pack.md.`,
  async run([name = '', ...rest]) {
    const act = Object.hasOwn(acts, name) ? acts[name] : undefined
    if (act !== undefined) return act(rest)
    return misused('Skriv check, load, list, unload eller seal: boernungeliv pack --help / one of check, load, list, unload and seal')
  },
}

const acts: Readonly<Record<string, (args: string[]) => Promise<number>>> = { check, load, list, unload, seal }

function misused(sentence: string): number {
  complain(sentence)
  return wrongUse
}

async function check(args: string[]): Promise<number> {
  const { values, positionals } = parseArgs({ args, allowPositionals: true, options: { expect: { type: 'string' } } })
  const [path] = positionals
  if (path === undefined || positionals.length > 1) return misused('Angiv en fil: boernungeliv pack check <fil> / give a file')
  const today = dayInDenmark(new Date())
  const read = readPack(resolve(path), knownInstruments())
  if (read.pack) for (const line of outline(read.pack, today)) say(line)
  // For which installation it is can be told where there is one; here the address is named alone.
  const faults = [
    ...read.faults,
    ...(read.pack ? admissionFaults(read.pack, '', today).filter(({ fault }) => fault !== 'not-for-this-installation') : []),
  ]
  const isExpected = values.expect === undefined || values.expect.toLowerCase() === read.pack?.checksum
  if (!isExpected)
    complain(`✗ kontrolsummen er ikke den, du har fået oplyst / the checksum is not the one you were told: ${read.pack?.checksum ?? ''}`)
  tell(faults)
  if (faults.length > 0 || !isExpected) return 1
  say('✓ pakken er i orden / the pack is in order')
  return 0
}

/** What a pack is, line by line: what it holds, whose it is, how long. */
function outline(read: Pack, today: string): readonly string[] {
  const { licence } = read
  const only = (of: readonly (string | number)[]) => (of.length > 0 ? of.join(', ') : 'alle / all')
  return [
    `${knownInstruments().get(read.instrument)?.name.da ?? read.instrument} (${read.instrument}) ${read.edition}, ${read.language}: ${read.texts.map(({ version }) => version).join(', ')}`,
    `  rettighedshaver / licence holder: ${licence.holder}${licence.number === null ? '' : `, ${licence.number}`}`,
    `  givet til / licensed to: ${licence.licensedTo}; installationer / installations: ${only(licence.installations)}; kommuner / municipalities: ${only(licence.municipalities)}`,
    `  udstedt / issued ${read.issuedOn}, gælder fra / valid from ${read.validFrom}, ${until(read, today)}`,
    `  kontrolsum / checksum: ${read.checksum}`,
  ]
}

function until(dates: Pick<Pack, 'validFrom' | 'expiresOn'>, today: string): string {
  const { standing, daysLeft } = standingOf(dates, today)
  if (daysLeft === null) return 'udløber ikke / does not expire'
  if (standing === 'expired') return `udløb / expired ${dates.expiresOn}`
  return `udløber / expires ${dates.expiresOn}, ${daysLeft} dage / days`
}

function tell(faults: readonly (PackFault | FileFault)[]): void {
  for (const fault of faults) complain(`✗ ${explainPackFault(fault)}`)
}

async function load(args: string[]): Promise<number> {
  const { positionals } = parseArgs({ args, allowPositionals: true, options: {} })
  const [path] = positionals
  if (path === undefined || positionals.length > 1) return misused('Angiv en fil: boernungeliv pack load <fil> / give a file')
  const now = new Date()
  const today = dayInDenmark(now)
  const read = readPack(resolve(path), knownInstruments())
  await using installation = await openInstallation(readConfigBeside(), { mayJoin: true })
  await assertMigrated(installation)
  const faults = [...read.faults, ...(read.pack ? admissionFaults(read.pack, installation.config.origin, today) : [])]
  tell(faults)
  if (read.pack === undefined || faults.length > 0) return 1
  const loading = read.pack
  await using database = await connect(installation.databaseUrl)
  const done = await database.write((client) => loadPack(client, loading, now, soundsOf(loading, knownInstruments())))
  return sayLoaded(loading, done, today)
}

function sayLoaded(loading: Pack, done: LoadOutcome, today: string): number {
  switch (done.outcome) {
    case 'already-loaded':
      say('Pakken er indlæst i forvejen / the pack is loaded already')
      return 0
    case 'older':
      complain(`✗ en nyere udgave er indlæst / a newer issue is loaded: ${done.loaded.issuedOn}`)
      return 1
    case 'fewer-versions':
      complain(
        `✗ den indlæste pakke har versioner, som denne mangler / the loaded pack has versions that this one lacks: ${done.lacks.join(', ')}`,
      )
      return 1
    case 'loaded':
      for (const line of outline(loading, today)) say(line)
      for (const { issuedOn } of done.replaced)
        say(
          `  afløser udgaven fra / takes the place of the issue of ${issuedOn}, som det igangværende går videre med / which what runs goes on with`,
        )
      say('✓ pakken er indlæst / the pack is loaded')
      return 0
  }
}

async function list(args: string[]): Promise<number> {
  parseArgs({ args, options: {} })
  const today = dayInDenmark(new Date())
  await using installation = await openInstallation(readConfigBeside(), { mayJoin: true })
  await assertMigrated(installation)
  await using database = await connect(installation.databaseUrl)
  const rows = await database.write((client) => heldPacks(client))
  const inUse = rows.filter(({ state }) => state === 'loaded')
  let isWell = true
  for (const row of inUse) {
    const held = holdOf(row)
    if (held?.isSound !== true) {
      isWell = false
      say(
        `✗ ${row.instrument} ${row.language}: pakken er ændret i databasen eller passer ikke længere, og bruges ikke / altered in the database, or fits no longer, and is not used`,
      )
      continue
    }
    say(
      `${mayBeginWith(held.pack, today) ? '✓' : '✗'} ${row.instrument} ${row.language}: ${row.versions.join(', ')}; ${until(held.pack, today)}`,
    )
  }
  if (inUse.length === 0) say('Ingen pakker er indlæst / no packs are loaded')
  const hidden = [...knownInstruments().values()].flatMap(({ code, versions }) => {
    const without = versions.filter((version) => !inUse.some((row) => row.instrument === code && row.versions.includes(version.code)))
    return without.length === 0 ? [] : [`  ${code}: ${without.map((version) => version.code).join(', ')}`]
  })
  if (hidden.length > 0) say(['Skjult, fordi der ikke er en pakke / hidden for want of a pack:', ...hidden].join('\n'))
  return isWell ? 0 : 1
}

async function unload(args: string[]): Promise<number> {
  const { values, positionals } = parseArgs({ args, allowPositionals: true, options: { erase: { type: 'boolean' } } })
  const [instrument, language, ...more] = positionals
  if (instrument === undefined || language === undefined || more.length > 0)
    return misused('Angiv instrument og sprog: boernungeliv pack unload sdq da / give an instrument and a language')
  await using installation = await openInstallation(readConfigBeside(), { mayJoin: true })
  await assertMigrated(installation)
  await using database = await connect(installation.databaseUrl)
  const isErased = values.erase === true
  const ended = await database.write((client) => unloadPacks(client, { instrument, language, isErased }, new Date()))
  if (ended.length === 0)
    throw new StartRefusal(
      `Der er ingen pakke med ${instrument} på ${language}: se boernungeliv pack list`,
      'there is no such pack: see boernungeliv pack list',
    )
  say(
    isErased
      ? '✓ pakken er ude, og teksten er slettet / the pack is out and its words are erased'
      : '✓ intet nyt begynder med pakken; det igangværende går videre / nothing new begins with the pack; what runs goes on',
  )
  return 0
}

async function seal(args: string[]): Promise<number> {
  const { positionals } = parseArgs({ args, allowPositionals: true, options: {} })
  const [folder, language, file, ...more] = positionals
  if (folder === undefined || file === undefined || more.length > 0 || !isLanguage(language))
    return misused(
      `Angiv mappe, sprog (${respondentLanguages.join(', ')}) og fil: boernungeliv pack seal <mappe> da <fil> / give a folder, a language and a file`,
    )
  const { pack: made, faults } = sealFolder(resolve(folder), language, knownInstruments())
  tell(faults)
  if (made === undefined) return 1
  writeFileSync(resolve(file), `${JSON.stringify(made, null, 2)}\n`)
  for (const line of outline(made, dayInDenmark(new Date()))) say(line)
  say(`✓ pakken ligger i / the pack is in ${resolve(file)}`)
  return 0
}

function isLanguage(language: string | undefined): language is RespondentLanguage {
  return respondentLanguages.some((one) => one === language)
}

/** As the migrator: no login of the running program writes packs. */
async function connect(connectionString: string) {
  const client = new pg.Client({ connectionString })
  client.on('error', () => {})
  await client.connect()
  return {
    async write<R>(work: (client: pg.Client) => Promise<R>): Promise<R> {
      await client.query('begin; set local role bul_owner')
      await client.query("select common.begin_ctx(0, 'system', '', '*')")
      const result = await work(client)
      await client.query('commit')
      return result
    },
    [Symbol.asyncDispose]: () => client.end(),
  }
}
