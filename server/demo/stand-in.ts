/** Starts the stand-in for the logins beside a demonstration, as the separate program that it is. */
import { spawn } from 'node:child_process'
import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs'
import { createServer, type AddressInfo } from 'node:net'
import { join } from 'node:path'
import { createInterface } from 'node:readline'
import { fileURLToPath } from 'node:url'
import { StartRefusal } from '#database/start-refusal.ts'
import type { Config } from '../config.ts'
import type { IdentityProvider } from '../http/issuer.ts'

const program = fileURLToPath(new URL('../../stand-ins/identity-provider/main.ts', import.meta.url))
const client = { clientId: 'boernungeliv', clientSecret: 'kun-til-demonstration' }
const memoryName = 'login-port'

/** Where a SAML login is found, and who it says it is. */
export type SamlLogin = { readonly entityId: string; readonly metadata: string }

/** The logins that the stand-in plays. */
export type Faces = {
  /** UNI-Login. */
  readonly identityProvider: IdentityProvider
  /** The login that an installation runs itself. */
  readonly ownProvider: IdentityProvider
  readonly contextHandler: SamlLogin
  readonly nemLogin: SamlLogin
}

/** What the demonstration calls its SAML logins, in the addresses of our metadata. */
const samlLogins = ['context-handler', 'nemlog-in']

/** As `stand-ins/identity-provider` has them. The SAML logins' names do not change with the port. */
function facesAt(origin: string): Faces {
  return {
    identityProvider: { issuer: `${origin}/auth/realms/broker`, ...client },
    ownProvider: { issuer: `${origin}/auth/realms/kommunen`, ...client },
    contextHandler: { entityId: 'https://context-handler.efterligning.example', metadata: `${origin}/context-handler/metadata` },
    nemLogin: { entityId: 'https://nemlog-in.efterligning.example', metadata: `${origin}/nemlog-in/metadata` },
  }
}

/** Who the accounts of a demonstration belong to, while the stand-in itself may not be running. */
export function rememberedStandIn(dataDirectory: string): IdentityProvider {
  return rememberedFaces(dataDirectory).identityProvider
}

/** All its logins, while it may not be running. Refuses where no demonstration has been started. */
export function rememberedFaces(dataDirectory: string): Faces {
  const port = rememberedPort(dataDirectory)
  if (port === undefined)
    throw new StartRefusal(
      'Demonstrationen har ikke været startet her: kør npm start først',
      'no demonstration has been started here: run npm start first',
    )
  return facesAt(`http://127.0.0.1:${port}`)
}

function rememberedPort(dataDirectory: string): number | undefined {
  const memory = join(dataDirectory, memoryName)
  return existsSync(memory) ? Number(readFileSync(memory, 'utf8')) : undefined
}

export type StandIn = AsyncDisposable & Faces & { readonly address: string }

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
      '--client-id',
      client.clientId,
      '--client-secret',
      client.clientSecret,
      ...samlLogins.flatMap((id) => ['--service-provider', `${origin}/auth/saml/${id}/metadata`]),
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
    ...facesAt(address),
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
