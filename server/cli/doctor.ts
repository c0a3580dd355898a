import { existsSync } from 'node:fs'
import { join } from 'node:path'
import { parseArgs } from 'node:util'
import pg from 'pg'
import { countWaiting } from '#database/identity.ts'
import { heldPacks } from '#database/load-packs.ts'
import { logins } from '#database/logins.ts'
import { findKind, listApplied, pendingMigrations, readMigrations } from '#database/migrate.ts'
import { StartRefusal } from '#database/start-refusal.ts'
import { standingOf } from '#domain/instrument/text.ts'
import { readConfigBeside } from '../config.ts'
import { dayInDenmark } from '../danish-day.ts'
import { type Installation, openInstallation, webDirectory } from '../installation.ts'
import { holdOf } from '../instrument/loaded-packs.ts'
import { listMunicipalities } from '../key-rotation.ts'
import { parseKeys } from '../key-store.ts'
import { say } from '../log.ts'
import type { Verb } from './verb.ts'

export const doctor: Verb = {
  summary: 'say whether this installation is healthy, and what is not',
  help: 'One line per check. Exit code 0 when all is well, 1 when something is not.',
  async run(args) {
    parseArgs({ args, options: {} })
    const findings: Finding[] = [checkNode(), checkWeb()]
    try {
      await using installation = await openInstallation(readConfigBeside(), { mayJoin: true })
      findings.push(well(`${installation.keyStore.name} kan læses, og kun af sin ejer`))
      findings.push(...(await checkDatabase(installation)))
    } catch (error) {
      findings.push(
        unwell(
          error instanceof StartRefusal ? error.message : `databasen svarer ikke: ${error instanceof Error ? error.message : 'ukendt'}`,
        ),
      )
    }
    for (const { isWell, text } of findings) say(`${isWell ? '✓' : '✗'} ${text}`)
    const faults = findings.filter(({ isWell }) => !isWell).length
    say(faults === 0 ? 'Alt er i orden' : `${faults} ting er ikke i orden`)
    return faults === 0 ? 0 : 1
  },
}

type Finding = { readonly isWell: boolean; readonly text: string }

const well = (text: string): Finding => ({ isWell: true, text })
const unwell = (text: string): Finding => ({ isWell: false, text })

function checkNode(): Finding {
  const { node } = process.versions
  return Number(node.split('.')[0]) >= 24 ? well(`Node ${node}`) : unwell(`Node ${node} er for gammel: brug 24`)
}

function checkWeb(): Finding {
  const missing = ['respondent', 'professional'].filter((app) => !existsSync(join(webDirectory, app, 'index.html')))
  return missing.length === 0
    ? well('websiderne er bygget')
    : unwell(`websiderne ${missing.join(' og ')} er ikke bygget: kør npm run build`)
}

async function checkDatabase(installation: Installation): Promise<readonly Finding[]> {
  const client = new pg.Client({ connectionString: installation.databaseUrl })
  client.on('error', () => {})
  await client.connect()
  try {
    const { rows } = await client.query('show server_version')
    return [
      well(`PostgreSQL ${rows[0].server_version} svarer`),
      await checkMigrations(client, installation),
      ...(await checkSettings(client)),
      ...(await checkLogins(client)),
      (await installation.doors.isReachable())
        ? well('programmets login kommer ind med adgangskoden fra nøglen')
        : unwell('programmets login kommer ikke ind: er det den rette nøglefil? kør boernungeliv migrate'),
      await checkQueue(client),
      ...(await checkShredding(installation, new Date())),
      ...(await checkPacks(client, new Date())),
    ]
  } finally {
    await client.end()
  }
}

async function checkMigrations(client: pg.Client, { config }: Installation): Promise<Finding> {
  try {
    const applied = await listApplied(client)
    const pending = pendingMigrations(readMigrations(), applied)
    if (pending.length > 0) return unwell(`databasen mangler ${pending.map(({ name }) => name).join(', ')}: kør boernungeliv migrate`)
    const kind = await findKind(client)
    if (kind !== (config.isDemo ? 'demo' : 'production')) return unwell(`databasen er lavet som ${kind ?? 'ukendt'}`)
    return well(`databasens ${applied.length} opdateringer er i orden`)
  } catch (error) {
    if (error instanceof StartRefusal) return unwell(error.message)
    throw error
  }
}

/** What each setting must be, and what goes wrong otherwise. */
const wanted: Readonly<Record<string, readonly [value: string, danger: string]>> = {
  fsync: ['on', 'et kvitteret svar kan gå tabt'],
  synchronous_commit: ['on', 'et kvitteret svar kan gå tabt'],
  full_page_writes: ['on', 'et kvitteret svar kan gå tabt'],
  track_commit_timestamp: ['off', 'tidspunkter kan vise, hvem der svarede hvornår'],
  log_statement: ['none', 'svar og navne kan havne i databasens log'],
  log_parameter_max_length_on_error: ['0', 'svar og navne kan havne i databasens log'],
  log_error_verbosity: ['terse', 'nøgleværdier kan havne i databasens log'],
}

async function checkSettings(client: pg.Client): Promise<readonly Finding[]> {
  const { rows } = await client.query('select name, setting from pg_settings where name = any ($1)', [Object.keys(wanted)])
  const set = new Map(rows.map(({ name, setting }) => [name, setting]))
  // Remote standbys make a commit safer still.
  const isSafe = (name: string, value: string) =>
    set.get(name) === value || (name === 'synchronous_commit' && set.get(name) === 'remote_apply')
  const wrong = Object.entries(wanted).filter(([name, [value]]) => !isSafe(name, value))
  if (wrong.length === 0) return [well('databasen gemmer før den kvitterer, og skriver ingen værdier i sin log')]
  return wrong.map(([name, [value, danger]]) => unwell(`${name} er ${set.get(name)}: ${danger}; sæt den til ${value}`))
}

async function checkLogins(client: pg.Client): Promise<readonly Finding[]> {
  const { rows } = await client.query(
    `select r.rolname as name from pg_roles r where rolname = any ($1) and (rolsuper or rolbypassrls or rolcreaterole or rolcreatedb or rolreplication
       or exists (select from pg_auth_members m where m.member = r.oid)
       or exists (select from pg_class c join pg_namespace n on n.oid = c.relnamespace where c.relowner = r.oid and n.nspname <> 'graphile_worker' and n.nspname !~ '^pg_'))`,
    [Object.keys(logins)],
  )
  return rows.length === 0
    ? [well('ingen login har rettigheder ud over sine egne')]
    : rows.map(({ name }) => unwell(`${name} må mere end den skal: slet rollen, og kør boernungeliv migrate`))
}

async function checkQueue(client: pg.Client): Promise<Finding> {
  const patienceMinutes = 10
  const { rows } = await client.query(`
    select count(*) filter (where attempts < max_attempts and locked_at is null and run_at < now() - interval '${patienceMinutes} minutes')::int as late,
      count(*) filter (where attempts >= max_attempts)::int as failed
    from graphile_worker._private_jobs`)
  const { late, failed } = rows[0]
  if (late > 0) return unwell(`${late} opgaver har ventet over ${patienceMinutes} minutter: kører boernungeliv start eller work?`)
  if (failed > 0) return unwell(`${failed} opgaver er opgivet: se job failed i loggen`)
  return well('ingen opgaver venter for længe')
}

/** Words that were altered are shown to nobody; a pack that is over lets nothing new begin. One that soon is, is said and no fault. */
async function checkPacks(client: pg.Client, now: Date): Promise<readonly Finding[]> {
  const today = dayInDenmark(now)
  let loaded: Awaited<ReturnType<typeof heldPacks>>
  try {
    await client.query("begin; select common.begin_ctx(0, 'system', '', '*')")
    loaded = (await heldPacks(client)).filter(({ state }) => state === 'loaded')
  } catch {
    return [unwell('pakkerne med instrumenternes tekst kan ikke læses: kør boernungeliv migrate')]
  } finally {
    await client.query('rollback')
  }
  const findings = loaded.flatMap((row): readonly Finding[] => {
    const name = `pakken ${row.instrument} ${row.language}`
    const held = holdOf(row)
    if (held?.isSound !== true) return [unwell(`${name} er ændret i databasen og bruges ikke: indlæs den igen med boernungeliv pack load`)]
    const { standing, daysLeft } = standingOf(held.pack, today)
    if (standing === 'expired') return [unwell(`${name} udløb ${row.expiresOn}, og intet nyt kan begynde med den`)]
    return standing === 'expiring' ? [well(`${name} udløber ${row.expiresOn}, om ${daysLeft} dage: bed om en ny`)] : []
  })
  return findings.length > 0 ? findings : [well(`${loaded.length} pakker med instrumenters tekst er i orden`)]
}

const dayMs = 24 * 60 * 60 * 1_000
/** As long as copies of keys and of the database are kept (docs/how-to/look-after-the-keys.md). */
const keptDays = 35

/** Nobody who was erased waits for long to be unreadable in backups, and what they were looked up by doesn't stay testable there. */
async function checkShredding({ doors, keyStore }: Installation, now: Date): Promise<readonly Finding[]> {
  let waiting = 0
  try {
    for (const municipalityId of await listMunicipalities(doors))
      waiting += await doors.as({ municipalityId, role: 'guest' }, 'staff', (tx) => countWaiting(tx, new Date(now.getTime() - dayMs)), {
        readOnly: true,
      })
  } catch {
    return [unwell('hvem der venter på at blive makuleret, kan ikke ses: kør boernungeliv migrate')]
  }
  const { keyEncryptionKeys, indexKeys } = parseKeys((await keyStore.read()).text, keyStore.name)
  const indexMadeAt = indexKeys.at(-1)?.madeAt ?? ''
  const isTestable = keyEncryptionKeys.some(
    ({ puncturedAt }) => puncturedAt !== null && puncturedAt > indexMadeAt && now.getTime() - Date.parse(puncturedAt) > keptDays * dayMs,
  )
  return [
    waiting === 0
      ? well('ingen slettede personer venter på at blive makuleret')
      : unwell(`${waiting} slettede personer har ventet over et døgn på at blive makuleret: kør boernungeliv key shred`),
    ...(isTestable
      ? [unwell(`opslagsnøglen er ældre end en makulering for over ${keptDays} dage siden: kør boernungeliv key rotate og key retire`)]
      : []),
    ...(keyEncryptionKeys.some(({ id, tree }) => tree === null && id === keyEncryptionKeys.at(-1)?.id)
      ? [unwell('nøglen har intet træ, så ingen kan makuleres i sikkerhedskopier: kør boernungeliv key rotate')]
      : []),
  ]
}
