/**
 * The product started from outside, as a newcomer starts it: one command, an empty data directory, two free
 * ports. It answers by name and its login by number, so the two are different sites to a browser.
 */
import { type ChildProcess, spawn } from 'node:child_process'
import { once } from 'node:events'
import { chmodSync, mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { join } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import { fileURLToPath } from 'node:url'
import { placeToThrowAway } from '../place-to-throw-away.ts'
import { findFreePort } from '../stand-in-process.ts'

export type Demonstration = AsyncDisposable & {
  /** Scheme, host and port of the product. */
  readonly origin: string
  /** The same of the stand-in for the login. */
  readonly loginOrigin: string
  /** Where the stand-in for mail, SMS and Digital Post shows what it caught. */
  readonly postAddress: string
  /** Requests that ended in a defect, as the product's own log tells. */
  readonly defects: () => readonly string[]
}

const command = fileURLToPath(new URL('../../bin/boernungeliv.js', import.meta.url))
const readyMs = 4 * 60_000

/** The demonstration of this run, when one has been started for it; else one of its own. */
export async function openDemonstration(): Promise<Demonstration> {
  const shared = process.env['TEST_DEMONSTRATION']
  if (!shared) return startDemonstration()
  const { origin, loginOrigin, postAddress, log }: ReturnType<typeof addressesOf> = JSON.parse(shared)
  return { origin, loginOrigin, postAddress, defects: () => defectsIn(log), async [Symbol.asyncDispose]() {} }
}

/** What another process needs to use a demonstration: the value of `TEST_DEMONSTRATION`. */
export function addressesOf({ origin, loginOrigin, postAddress, log }: StartedDemonstration) {
  return { origin, loginOrigin, postAddress, log }
}

export type StartedDemonstration = Demonstration & { readonly log: string }

/** Starts one and returns when it is ready. Disposing stops it and takes its data away. */
export async function startDemonstration(): Promise<StartedDemonstration> {
  const dataDirectory = mkdtempSync(join(placeToThrowAway(), 'bul-demonstration-'))
  // Root's PostgreSQL runs as somebody else, who must get in; else it lies elsewhere, and stays behind.
  chmodSync(dataDirectory, 0o755)
  const [port, loginPort] = [await findFreePort(), await findFreePort()]
  // The channel tells the product when the test's process is gone, so that it never stays behind.
  const child = spawn(process.execPath, [command, 'start', '--demo'], {
    stdio: ['ignore', 'pipe', 'pipe', 'ipc'],
    env: { ...process.env, DATA_DIR: dataDirectory, PORT: String(port), LOGIN_PORT: String(loginPort), DATABASE_URL: '', LOG_LEVEL: '' },
  })
  let said = ''
  for (const stream of [child.stdout, child.stderr]) stream?.on('data', (chunk) => (said += String(chunk)))
  const origin = `http://localhost:${port}`
  const log = join(dataDirectory, 'boernungeliv.log')
  const stop = async () => {
    await ended(child)
    rmSync(dataDirectory, { recursive: true, force: true })
  }
  let postAddress: string
  try {
    await untilReady(origin, child)
    postAddress = await postAddressIn(() => said)
  } catch (error) {
    await stop()
    throw new Error(`the demonstration did not start:\n${said}`, { cause: error })
  }
  return {
    origin,
    loginOrigin: `http://127.0.0.1:${loginPort}`,
    postAddress,
    log,
    defects: () => defectsIn(log),
    [Symbol.asyncDispose]: stop,
  }
}

async function untilReady(origin: string, child: ChildProcess): Promise<void> {
  const giveUpAt = Date.now() + readyMs
  while (Date.now() < giveUpAt) {
    if (child.exitCode !== null) throw new Error(`it ended with code ${child.exitCode}`)
    const answer = await fetch(`${origin}/readyz`).catch(() => undefined)
    await answer?.body?.cancel()
    if (answer?.ok) return
    await sleep(200)
  }
  throw new Error('it was not ready in time')
}

/** The stand-in chooses its own port, and the welcome, which comes once the rest answers, names it. */
async function postAddressIn(said: () => string): Promise<string> {
  const giveUpAt = Date.now() + readyMs
  while (Date.now() < giveUpAt) {
    const address = /Post, mail og SMS \(en efterligning\) +(\S+)/.exec(said())?.[1]
    if (address !== undefined) return address
    await sleep(50)
  }
  throw new Error('it does not say where messages are caught')
}

async function ended(child: ChildProcess): Promise<void> {
  if (child.exitCode !== null) return
  const gone = once(child, 'exit')
  child.kill('SIGTERM')
  await gone
}

function defectsIn(log: string): readonly string[] {
  return readFileSync(log, 'utf8')
    .split('\n')
    .filter((line) => /"level":(50|60|"error"|"fatal")/.test(line))
}
