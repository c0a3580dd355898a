/** Serves an opened installation over HTTP until it is told to stop. */
import { createServer } from 'node:net'
import { StartRefusal } from '#database/start-refusal.ts'
import { flushRefusals } from './audit/refusals.ts'
import type { Config } from './config.ts'
import type { House } from './house.ts'
import { buildApp } from './http/app.ts'
import { log } from './log.ts'
import { isReady, webDirectory } from './installation.ts'

/**
 * Listens. Disposing says at once that it is not ready, takes no more, finishes what is begun, and closes: within the ten seconds
 * there are, for what is not answered by then is cut (server/http/turns.ts) and sent again by whoever waited.
 */
export async function serve(house: House, { host, port, proxies }: Pick<Config, 'host' | 'port' | 'proxies'>): Promise<AsyncDisposable> {
  const app = await buildApp(house, { webDirectory, proxies, isReady: () => isReady(house.doors) })
  try {
    await app.listen({ host, port })
  } catch (error) {
    await app.close()
    throw refusalToListen(error, port) ?? error
  }
  log.started({ address: house.origin, isDemo: house.isDemo })
  return {
    async [Symbol.asyncDispose]() {
      await app.close()
      await flushRefusals(house)
    },
  }
}

/** Throws a `StartRefusal` when the port is taken, before anything long is begun. */
export async function assertPortFree({ host, port }: Pick<Config, 'host' | 'port'>): Promise<void> {
  const probe = createServer()
  try {
    await new Promise<void>((resolve, reject) => probe.once('error', reject).listen(port, host, resolve))
  } catch (error) {
    throw refusalToListen(error, port) ?? error
  }
  await new Promise((done) => probe.close(done))
}

function refusalToListen(error: unknown, port: number): StartRefusal | undefined {
  const code = error instanceof Error && 'code' in error ? error.code : undefined
  if (code === 'EADDRINUSE') {
    return new StartRefusal(
      `Port ${port} er optaget: stop det program, der bruger den, eller vælg en anden, fx PORT=${port + 100}`,
      `port ${port} is taken: stop the program that uses it, or choose another, e.g. PORT=${port + 100}`,
    )
  }
  if (code === 'EACCES')
    return new StartRefusal(
      `Port ${port} kræver særlige rettigheder: vælg en over 1023 med PORT`,
      'the port needs special rights: choose one above 1023 with PORT',
    )
  if (code === 'ENOTFOUND' || code === 'EADDRNOTAVAIL')
    return new StartRefusal('HOST er ikke en adresse på denne maskine', 'HOST is not an address of this machine')
  return undefined
}

/** Stops both at once: the worker may be in the midst of a job while the last requests are answered. */
export function together(...parts: readonly (AsyncDisposable | undefined)[]): AsyncDisposable {
  return {
    async [Symbol.asyncDispose]() {
      await Promise.all(parts.map((part) => part?.[Symbol.asyncDispose]()))
    },
  }
}

const hardStopMs = 10_000

/**
 * Resolves with the reason when somebody wants the program to stop: a signal, or the program that started
 * it ending. From then on there are ten seconds, after which it ends whatever it is doing.
 */
export function untilToldToStop(): Promise<string> {
  return new Promise((resolve) => {
    const stop = (reason: string) => {
      // The one exit by force: a request that never ends must not hold a stopping server.
      setTimeout(() => process.exit(1), hardStopMs).unref()
      resolve(reason)
    }
    for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) process.once(signal, () => stop(signal))
    if (process.channel) {
      process.once('disconnect', () => stop('the program that started this one ended'))
      process.channel.unref()
    }
  })
}
