/** The only reader of the environment. What is missing or wrong stops the start with its name and its meaning. */
import { resolve } from 'node:path'
import { z } from 'zod'
import { StartRefusal } from '#database/start-refusal.ts'
import type { IdentityProvider } from './http/issuer.ts'

export type Config = {
  readonly isDemo: boolean
  readonly host: string
  readonly port: number
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
  readonly identityProvider: IdentityProvider | undefined
  /** Where the demonstration's stand-in for the login listens; undefined lets it choose and remember. */
  readonly loginPort: number | undefined
}

type Meaning = { readonly danish: string; readonly english: string }

const meanings = {
  PORT: { danish: 'den port, der lyttes på, 1-65535', english: 'the port to listen on, 1-65535' },
  HOST: { danish: 'det navn eller den adresse, der lyttes på', english: 'the name or address to listen on' },
  ORIGIN: { danish: 'den adresse, folk skriver, fx https://boernungeliv.example', english: 'the address people type' },
  DATA_DIR: { danish: 'mappen til data', english: 'the directory for data' },
  KEY_FILE: {
    danish: 'filen med installationens nøgle (lav den med boernungeliv key <fil>)',
    english: "the file with the installation's key (make it with boernungeliv key <file>)",
  },
  KEY: { danish: 'indholdet af nøglefilen, i stedet for KEY_FILE', english: 'what the key file holds, instead of KEY_FILE' },
  DATABASE_URL: { danish: 'adressen på PostgreSQL, fx postgresql://migrator@db/boernungeliv', english: 'the address of PostgreSQL' },
  OIDC_ISSUER: { danish: 'login-udstederens adresse', english: "the login's issuer" },
  OIDC_CLIENT_ID: { danish: 'installationens navn hos login-udstederen', english: "the installation's name at the issuer" },
  OIDC_CLIENT_SECRET: { danish: 'installationens hemmelighed hos login-udstederen', english: "the installation's secret at the issuer" },
  LOGIN_PORT: { danish: 'porten for demonstrationens login, 1-65535', english: "the port of the demonstration's login, 1-65535" },
} as const satisfies Record<string, Meaning>

const port = z.coerce.number().int().min(1).max(65_535)
const text = z.string().min(1)
const databaseUrl = z.string().regex(/^postgres(ql)?:\/\//)

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
  ORIGIN: z.url({ protocol: /^https$/ }),
  KEY_FILE: text,
  DATABASE_URL: databaseUrl,
  OIDC_ISSUER: z.url(),
  OIDC_CLIENT_ID: text,
  OIDC_CLIENT_SECRET: text,
})

/** Instead of a file. Both would leave in doubt which one is changed. */
const WithKey = Production.extend({ KEY: text, KEY_FILE: z.undefined().optional() })

/** What an installation is told by its environment. Throws a `StartRefusal` naming each variable at fault. */
export function readConfig({ isDemo }: { readonly isDemo: boolean }, environment: NodeJS.ProcessEnv = process.env): Config {
  // A variable set to nothing is a variable not set.
  const given = Object.fromEntries(Object.entries(environment).filter(([, value]) => value !== ''))
  if (isDemo) {
    const { PORT, HOST, ORIGIN, DATA_DIR, KEY_FILE, DATABASE_URL, LOGIN_PORT } = parse(Demo, given)
    const dataDirectory = resolve(DATA_DIR)
    return {
      isDemo,
      host: HOST,
      port: PORT,
      origin: ORIGIN === undefined ? `http://localhost:${PORT}` : new URL(ORIGIN).origin,
      dataDirectory,
      keyFile: KEY_FILE === undefined ? resolve(dataDirectory, 'key') : resolve(KEY_FILE),
      key: undefined,
      databaseUrl: DATABASE_URL,
      identityProvider: undefined,
      loginPort: LOGIN_PORT,
    }
  }
  const { PORT, HOST, ORIGIN, DATA_DIR, KEY_FILE, DATABASE_URL, OIDC_ISSUER, OIDC_CLIENT_ID, OIDC_CLIENT_SECRET } =
    given['KEY'] === undefined ? parse(Production, given) : parse(WithKey, given)
  return {
    isDemo,
    host: HOST,
    port: PORT,
    origin: new URL(ORIGIN).origin,
    dataDirectory: resolve(DATA_DIR),
    keyFile: KEY_FILE === undefined ? '' : resolve(KEY_FILE),
    key: given['KEY'],
    databaseUrl: DATABASE_URL,
    identityProvider: { issuer: OIDC_ISSUER, clientId: OIDC_CLIENT_ID, clientSecret: OIDC_CLIENT_SECRET },
    loginPort: undefined,
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
