/** Starts the stand-in for the logins beside a demonstration, as the separate program that it is. */
import { spawn } from 'node:child_process'
import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs'
import { createServer, type AddressInfo } from 'node:net'
import { join } from 'node:path'
import { createInterface } from 'node:readline'
import { fileURLToPath } from 'node:url'
import { StartRefusal } from '#database/start-refusal.ts'
import type { Config } from '../config.ts'
import { type KeyPair, type Login, uniLogin } from '../http/login.ts'
import { placesOf } from '../http/saml/exchange.ts'

const program = fileURLToPath(new URL('../../stand-ins/identity-provider/main.ts', import.meta.url))
const client = { clientId: 'boernungeliv', clientSecret: 'kun-til-demonstration' }
const memoryName = 'login-port'

/** What the demonstration calls its SAML logins, in the addresses of our metadata. */
const samlLogins = ['context-handler', 'nemlog-in'] as const

/** The key we hold as a service provider: published like the stand-in's own, for demonstrations alone. */
function publishedKey(): KeyPair {
  const file = readFileSync(new URL('../../stand-ins/identity-provider/saml/published-service-provider.pem', import.meta.url), 'utf8')
  const block = (label: string) => new RegExp(`-----BEGIN ${label}-----[^-]+-----END ${label}-----`).exec(file)?.[0] ?? ''
  return { privateKey: block('PRIVATE KEY'), certificate: block('CERTIFICATE') }
}

/** Every login the stand-in plays, in the order in which it is offered. The SAML logins' names do not change with the port. */
function loginsAt(standIn: string, origin: string): readonly Login[] {
  const key = publishedKey()
  const saml = (id: (typeof samlLogins)[number]) => ({
    id,
    label: undefined,
    entityId: `${origin}/auth/saml/${id}`,
    signing: key,
    encryption: [key] as const,
    roles: 'http://boernungeliv.example',
    metadata: undefined,
  })
  return [
    uniLogin({ issuer: `${standIn}/auth/realms/broker`, ...client }),
    {
      kind: 'context-handler',
      ...saml('context-handler'),
      issuer: 'https://context-handler.efterligning.example',
      metadataAddress: `${standIn}/context-handler/metadata`,
    },
    {
      kind: 'nemlog-in',
      ...saml('nemlog-in'),
      issuer: 'https://nemlog-in.efterligning.example',
      metadataAddress: `${standIn}/nemlog-in/metadata`,
    },
    {
      kind: 'oidc',
      id: ownLogin,
      label: { da: 'Lillekøbings eget login: enkelte ansatte på rådhuset', en: 'Lillekøbing’s own sign-in: a few at the town hall' },
      issuer: `${standIn}/auth/realms/kommunen`,
      ...client,
      scope: 'openid',
      claims: { id: 'employee_id', institutions: 'departments', assurance: ['assurance_level'], levels: new Map(), roles: undefined },
    },
  ]
}

const ownLogin = 'kommunen'

/** Who the accounts of a demonstration belong to, while it may not be running. Refuses where none has been started. */
export function rememberedLogins({ dataDirectory, origin }: Pick<Config, 'dataDirectory' | 'origin'>): readonly Login[] {
  const port = rememberedPort(dataDirectory)
  if (port === undefined)
    throw new StartRefusal(
      'Demonstrationen har ikke været startet her: kør npm start først',
      'no demonstration has been started here: run npm start first',
    )
  return loginsAt(`http://127.0.0.1:${port}`, origin)
}

function rememberedPort(dataDirectory: string): number | undefined {
  const memory = join(dataDirectory, memoryName)
  return existsSync(memory) ? Number(readFileSync(memory, 'utf8')) : undefined
}

export type StandIn = AsyncDisposable & { readonly logins: readonly Login[]; readonly address: string }

/**
 * Returns once it answers. Its port is remembered in the data directory, for accounts are tied to the
 * issuer's address. It ends with this process, however that ends. It reads our metadata when somebody comes by SAML.
 */
export async function startStandIn(
  { dataDirectory, loginPort, port, origin }: Config,
  { isFresh }: { readonly isFresh: boolean },
): Promise<StandIn> {
  const remembered = isFresh ? undefined : rememberedPort(dataDirectory)
  const chosen = loginPort ?? remembered ?? (await freePort(port + 1))
  const child = spawn(
    process.execPath,
    [
      program,
      '--port',
      String(chosen),
      '--redirect',
      `${origin}/auth/callback`,
      '--redirect',
      `${origin}/auth/callback/${ownLogin}`,
      '--client-id',
      client.clientId,
      '--client-secret',
      client.clientSecret,
      ...samlLogins.flatMap((id) => ['--service-provider', placesOf({ id }, origin).metadata]),
      '--with-parent',
    ],
    { stdio: ['pipe', 'pipe', 'ignore'], detached: true },
  )
  const ended = new Promise<void>((done) => child.once('exit', () => done()))
  const ready = await firstLine(child.stdout)
  if (!ready?.startsWith('ready ')) {
    throw new StartRefusal(
      `Demonstrationens login kan ikke lytte på port ${chosen}: gør den fri, eller vælg en anden med LOGIN_PORT og --fresh`,
      `the demonstration's login cannot listen on port ${chosen}: free it, or choose another with LOGIN_PORT and --fresh`,
    )
  }
  mkdirSync(dataDirectory, { recursive: true })
  writeFileSync(join(dataDirectory, memoryName), String(chosen))
  const { origin: address } = new URL(ready.slice('ready '.length))
  return {
    logins: loginsAt(address, origin),
    address,
    async [Symbol.asyncDispose]() {
      child.stdin.end()
      child.kill('SIGTERM')
      await ended
    },
  }
}

async function firstLine(stream: NodeJS.ReadableStream): Promise<string | undefined> {
  for await (const line of createInterface(stream)) return line
  return undefined
}

/** The wanted port, or any free one. */
async function freePort(wanted: number): Promise<number> {
  for (const candidate of [wanted, 0]) {
    const server = createServer()
    const found = await new Promise<number | undefined>((resolve) =>
      server.once('error', () => resolve(undefined)).listen(candidate, '127.0.0.1', () => resolve((server.address() as AddressInfo).port)),
    )
    await new Promise((done) => server.close(done))
    if (found !== undefined) return found
  }
  return wanted
}
