/** The only reader of the environment. What is missing or wrong stops the start with its name and its meaning. */
import { resolve } from 'node:path'
import { z } from 'zod'
import { StartRefusal } from '#database/start-refusal.ts'
import { type Login, uniLogin } from './http/login.ts'
import { readLogins } from './logins-file.ts'
import { type MessageConnections, readMessageConnections } from './message-connection.ts'
import type { StilConnection } from './organisation/stil-service.ts'
import { readStilConnection } from './stil-connection.ts'

export type Config = {
  readonly isDemo: boolean
  readonly host: string
  readonly port: number
  /** Addresses of the proxies in front. */
  readonly proxies: readonly string[]
  /** Scheme, host and port that people type. */
  readonly origin: string
  /** Where the embedded database, the demonstration's key and its notes lie. */
  readonly dataDirectory: string
  readonly keyFile: string
  /** The keys themselves, where they are handed out in the environment; then there is no file. */
  readonly key: string | undefined
  /** The migrator's. Without it a demonstration starts the embedded PostgreSQL. */
  readonly databaseUrl: string | undefined
  /** Undefined in a demonstration, which brings its own. */
  readonly logins: readonly Login[] | undefined
  /** Where the demonstration's stand-in for the login listens; undefined lets it choose and remember. */
  readonly loginPort: number | undefined
  /** Where the ends of the audit logs are noted each night; undefined notes them nowhere. */
  readonly anchorDirectory: string | undefined
  /** How STIL is asked for rosters; undefined asks nobody. */
  readonly stil: StilConnection | undefined
  /** How messages leave the house; empty sends none. */
  readonly messages: MessageConnections
}

type Meaning = { readonly danish: string; readonly english: string }

const meanings = {
  PORT: { danish: 'den port, der lyttes på, 1-65535', english: 'the port to listen on, 1-65535' },
  HOST: { danish: 'det navn eller den adresse, der lyttes på', english: 'the name or address to listen on' },
  PROXY: {
    danish: 'adressen på den proxy, der står foran, fx 127.0.0.1; flere med komma',
    english: 'the address of the proxy in front, e.g. 127.0.0.1; several with commas',
  },
  ORIGIN: { danish: 'den adresse, folk skriver, fx https://boernungeliv.example', english: 'the address people type' },
  DATA_DIR: { danish: 'mappen til data', english: 'the directory for data' },
  KEY_FILE: {
    danish: 'filen med installationens nøgle (lav den med boernungeliv key <fil>)',
    english: "the file with the installation's key (make it with boernungeliv key <file>)",
  },
  KEY: { danish: 'indholdet af nøglefilen, i stedet for KEY_FILE', english: 'what the key file holds, instead of KEY_FILE' },
  DATABASE_URL: { danish: 'adressen på PostgreSQL, fx postgresql://migrator@db/boernungeliv', english: 'the address of PostgreSQL' },
  LOGINS_FILE: {
    danish:
      'filen med installationens login (docs/how-to/connect-a-login.md), i stedet for OIDC_ISSUER, OIDC_CLIENT_ID og OIDC_CLIENT_SECRET',
    english:
      "the file with the installation's logins (docs/how-to/connect-a-login.md), instead of OIDC_ISSUER, OIDC_CLIENT_ID and OIDC_CLIENT_SECRET",
  },
  OIDC_ISSUER: {
    danish: 'UNI-Logins adresse, når UNI-Login er det eneste login (ellers LOGINS_FILE)',
    english: "UNI-Login's address where it is the only login (else LOGINS_FILE)",
  },
  OIDC_CLIENT_ID: { danish: 'installationens navn hos login-udstederen', english: "the installation's name at the issuer" },
  OIDC_CLIENT_SECRET: { danish: 'installationens hemmelighed hos login-udstederen', english: "the installation's secret at the issuer" },
  AUDIT_ANCHOR_DIR: {
    danish: 'mappen, hvor revisionsloggenes ender noteres hver nat, uden for databasens rækkevidde',
    english: "the directory where the audit logs' ends are noted each night, out of the database's reach",
  },
  LOGIN_PORT: { danish: 'porten for demonstrationens login, 1-65535', english: "the port of the demonstration's login, 1-65535" },
} as const satisfies Record<string, Meaning>

const port = z.coerce.number().int().min(1).max(65_535)
const text = z.string().min(1)
const databaseUrl = z.string().regex(/^postgres(ql)?:\/\//)

const addresses = z
  .string()
  .regex(/^[0-9a-fA-F.:/]+(, ?[0-9a-fA-F.:/]+)*$/)
  .transform((list) => list.split(/, ?/))

const always = {
  PORT: port.default(3000),
  HOST: text.default('localhost'),
  DATA_DIR: text.default('.data'),
}

const Demo = z.object({
  ...always,
  ORIGIN: z.url().optional(),
  KEY_FILE: text.optional(),
  DATABASE_URL: databaseUrl.optional(),
  LOGIN_PORT: port.optional(),
})

const Production = z.object({
  ...always,
  PROXY: addresses.optional(),
  ORIGIN: z.url({ protocol: /^https$/ }),
  KEY_FILE: text,
  DATABASE_URL: databaseUrl,
})

/** Instead of a file. Both would leave in doubt which one is changed. */
const WithKey = Production.extend({ KEY: text, KEY_FILE: z.undefined().optional() })

/** UNI-Login alone. */
const oneLogin = { OIDC_ISSUER: z.url(), OIDC_CLIENT_ID: text, OIDC_CLIENT_SECRET: text }
/** A file of several. Both would leave in doubt which one counts. */
const none = z.undefined().optional()
const severalLogins = { LOGINS_FILE: text, OIDC_ISSUER: none, OIDC_CLIENT_ID: none, OIDC_CLIENT_SECRET: none }

/** What an installation is told by its environment. Throws a `StartRefusal` naming each variable at fault. */
export function readConfig({ isDemo }: { readonly isDemo: boolean }, environment: NodeJS.ProcessEnv = process.env): Config {
  // A variable set to nothing is a variable not set.
  const given = Object.fromEntries(Object.entries(environment).filter(([, value]) => value !== ''))
  const anchorDirectory = given['AUDIT_ANCHOR_DIR'] === undefined ? undefined : resolve(given['AUDIT_ANCHOR_DIR'])
  const stil = readStilConnection(given, { isDemo })
  const messages = readMessageConnections(given, { isDemo })
  if (isDemo) {
    const { PORT, HOST, ORIGIN, DATA_DIR, KEY_FILE, DATABASE_URL, LOGIN_PORT } = parse(Demo, given)
    const dataDirectory = resolve(DATA_DIR)
    return {
      isDemo,
      host: HOST,
      port: PORT,
      proxies: [],
      origin: ORIGIN === undefined ? `http://localhost:${PORT}` : new URL(ORIGIN).origin,
      dataDirectory,
      keyFile: KEY_FILE === undefined ? resolve(dataDirectory, 'key') : resolve(KEY_FILE),
      key: undefined,
      databaseUrl: DATABASE_URL,
      logins: undefined,
      loginPort: LOGIN_PORT,
      anchorDirectory,
      stil,
      messages,
    }
  }
  const base = given['KEY'] === undefined ? Production : WithKey
  const read = given['LOGINS_FILE'] === undefined ? parse(base.extend(oneLogin), given) : parse(base.extend(severalLogins), given)
  const { PORT, HOST, PROXY = [], ORIGIN, DATA_DIR, KEY_FILE, DATABASE_URL } = read
  const origin = new URL(ORIGIN).origin
  return {
    isDemo,
    host: HOST,
    port: PORT,
    proxies: PROXY,
    origin,
    dataDirectory: resolve(DATA_DIR),
    keyFile: KEY_FILE === undefined ? '' : resolve(KEY_FILE),
    key: given['KEY'],
    databaseUrl: DATABASE_URL,
    logins:
      'LOGINS_FILE' in read
        ? readLogins(resolve(read.LOGINS_FILE), { origin, environment })
        : [uniLogin({ issuer: read.OIDC_ISSUER, clientId: read.OIDC_CLIENT_ID, clientSecret: read.OIDC_CLIENT_SECRET })],
    loginPort: undefined,
    anchorDirectory,
    stil,
    messages,
  }
}

/** Commands beside a server work on the real installation when its key file or key is given, else on the demonstration. */
export function readConfigBeside(environment: NodeJS.ProcessEnv = process.env): Config {
  return readConfig({ isDemo: (environment['KEY_FILE'] ?? '') === '' && (environment['KEY'] ?? '') === '' }, environment)
}

/** How loud the log is; a test run asks for silence. */
export function readLogLevel(environment: NodeJS.ProcessEnv = process.env): 'info' | 'silent' {
  return environment['LOG_LEVEL'] === 'silent' ? 'silent' : 'info'
}

function parse<S extends z.ZodType>(schema: S, environment: NodeJS.ProcessEnv): z.output<S> {
  const result = schema.safeParse(environment)
  if (result.success) return result.data
  const names = [...new Set(result.error.issues.map(({ path }) => String(path[0])))].filter(
    (name): name is keyof typeof meanings => name in meanings,
  )
  const say = (language: keyof Meaning, missing: string, wrong: string) =>
    names.map((name) => `${name} ${environment[name] === undefined ? missing : wrong}: ${meanings[name][language]}`).join('; ')
  throw new StartRefusal(say('danish', 'mangler', 'er forkert'), say('english', 'is missing', 'is wrong'))
}
