/** The command line: `boernungeliv <verb>`. */
import { StartRefusal } from '#database/start-refusal.ts'
import type { Verb } from './cli/verb.ts'
import { complain, say } from './log.ts'

/** Loaded when asked for, so that a command needs only what is its own. */
const verbs: Readonly<Record<string, () => Promise<Verb>>> = {
  start: async () => (await import('./cli/start.ts')).start,
  work: async () => (await import('./cli/work.ts')).work,
  migrate: async () => (await import('./cli/migrate.ts')).migrate,
  seed: async () => (await import('./cli/seed.ts')).seed,
  import: async () => (await import('./cli/import.ts')).importRoster,
  bounce: async () => (await import('./cli/bounce.ts')).bounce,
  seal: async () => (await import('./cli/seal.ts')).seal,
  release: async () => (await import('./cli/release.ts')).release,
  ledger: async () => (await import('./cli/ledger.ts')).ledger,
  'verify-figures': async () => (await import('./cli/verify-figures.ts')).verifyFigures,
  'verify-audit': async () => (await import('./cli/verify-audit.ts')).verifyAudit,
  'anchor-audit': async () => (await import('./cli/anchor-audit.ts')).anchorAudit,
  loadtest: async () => (await import('./cli/loadtest.ts')).loadtest,
  doctor: async () => (await import('./cli/doctor.ts')).doctor,
  score: async () => (await import('./cli/score.ts')).score,
  reckon: async () => (await import('./cli/reckon.ts')).reckon,
  fhir: async () => (await import('./cli/fhir.ts')).fhir,
  pack: async () => (await import('./cli/pack.ts')).pack,
  cvr: async () => (await import('./cli/cvr.ts')).cvr,
  key: async () => (await import('./cli/key.ts')).key,
  attack: async () => (await import('./cli/attack.ts')).attack,
  openapi: async () => (await import('./cli/openapi.ts')).openapi,
}

const wrongUse = 2

/** Runs one command and returns its exit code: 0 done, 1 refused or failed, 2 not understood. */
export async function runCommandLine([name, ...args]: string[]): Promise<number> {
  if (name === undefined || name === '--help' || name === 'help') {
    say(await overview())
    return name === undefined ? wrongUse : 0
  }
  const verb = Object.hasOwn(verbs, name) ? await verbs[name]?.() : undefined
  if (verb === undefined) {
    complain(`Ukendt kommando "${name}": se boernungeliv --help / unknown command: see boernungeliv --help`)
    return wrongUse
  }
  if (args.includes('--help')) {
    say(`boernungeliv ${name}: ${verb.summary}\n\n${verb.help}`)
    return 0
  }
  try {
    return await verb.run(args)
  } catch (error) {
    return explain(error, name)
  }
}

async function overview(): Promise<string> {
  const width = Math.max(...Object.keys(verbs).map((name) => name.length))
  const lines: string[] = []
  for (const [name, load] of Object.entries(verbs)) lines.push(`  ${name.padEnd(width)}  ${(await load()).summary}`)
  return [
    'boernungeliv <verb>',
    '',
    ...lines,
    '',
    'Each has --help. What they read from the environment is in docs/how-to/run-in-production.md.',
  ].join('\n')
}

function explain(error: unknown, name: string): number {
  if (error instanceof StartRefusal) {
    complain(error.message)
    return 1
  }
  const code = error instanceof Error && 'code' in error ? String(error.code) : ''
  if (code.startsWith('ERR_PARSE_ARGS')) {
    complain(`${error instanceof Error ? error.message.split('\n')[0] : ''} (boernungeliv ${name} --help)`)
    return wrongUse
  }
  const [danish, english] = connectionFaults[code] ?? []
  if (danish !== undefined) {
    complain(`${danish} / ${english}`)
    return 1
  }
  complain(error instanceof Error ? (error.stack ?? error.message) : String(error))
  return 1
}

const notThere = [
  'Databasen svarer ikke: er den startet, og er DATABASE_URL rigtig?',
  'the database does not answer: is it running, and is DATABASE_URL right?',
] as const
const notLetIn = [
  'Databasen afviser brugeren: tjek navn og adgangskode i DATABASE_URL, og om nøglefilen er den rette',
  'the database refuses the user: check DATABASE_URL, and whether the key file is the right one',
] as const

/** What the driver and PostgreSQL say when there is no connection. */
const connectionFaults: Readonly<Record<string, readonly [string, string]>> = {
  ECONNREFUSED: notThere,
  ENOTFOUND: notThere,
  EAI_AGAIN: notThere,
  ETIMEDOUT: notThere,
  EHOSTUNREACH: notThere,
  '28000': notLetIn,
  '28P01': notLetIn,
  '3D000': ['Databasen findes ikke: opret den, eller ret DATABASE_URL', 'the database does not exist: create it, or correct DATABASE_URL'],
  '57P03': ['Databasen er ved at starte: prøv igen om lidt', 'the database is starting: try again in a moment'],
}
