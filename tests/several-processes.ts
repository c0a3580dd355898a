/** Two servers and a worker on one database, behind a balancer: an installation that may lose any of them. */
import { type Balancer, openBalancer } from './balancer.ts'
import { type Ground, openGround } from './faults/ground.ts'
import type { ServerFlag, ServerProcess } from './server-process.ts'

export type Several = AsyncDisposable & {
  readonly ground: Ground
  readonly balancer: Balancer
  readonly origins: readonly [string, string]
  /** Kills one as a power cut would, or stops it as it should be stopped; starts it again where it was. */
  readonly restart: (origin: string, how: 'killed' | 'stopped') => Promise<void>
}

export async function openSeveral({
  port,
  flags = [],
}: { readonly port?: number; readonly flags?: readonly ServerFlag[] } = {}): Promise<Several> {
  const ground = await openGround({ flags: ['query-timeout=2000', ...flags], isServed: false })
  const [worker, ...both] = await Promise.all([ground.startWorker(), ground.startAnother(), ground.startAnother()])
  const servers = new Map<string, ServerProcess>(both.map((server) => [server.origin, server]))
  const [first = '', second = ''] = servers.keys()
  const balancer = await openBalancer([first, second], port)
  const restart: Several['restart'] = async (origin, how) => {
    const server = servers.get(origin)
    await (how === 'killed' ? server?.kill() : server?.[Symbol.asyncDispose]())
    servers.set(origin, await ground.startAnother(Number(new URL(origin).port)))
  }
  return {
    ground,
    balancer,
    origins: [first, second],
    restart,
    async [Symbol.asyncDispose]() {
      await balancer[Symbol.asyncDispose]()
      for (const server of [...servers.values(), worker]) await server.kill()
      await ground[Symbol.asyncDispose]()
    },
  }
}
