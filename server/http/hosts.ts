/**
 * Answers to its own name alone. An answer made for another could be kept for it by a cache on the way, or a link in it
 * lead there (ASVS 5.0, 14.2.5).
 */
import type { FastifyInstance } from 'fastify'
import type { House } from '../house.ts'

/** Who looks whether the server lives does so by its number. */
const anyName = ['/healthz', '/readyz']

export function refuseOtherHosts(app: FastifyInstance, house: House): void {
  const isOurs = hostsOf(house)
  app.addHook('onRequest', async ({ host, url }, reply) => {
    if (isOurs(host) || anyName.includes(url)) return
    const title = 'wrong-host'
    await reply
      .code(421)
      .type('application/problem+json; charset=utf-8')
      .header('cache-control', 'no-store')
      .send(JSON.stringify({ type: `/problems/${title}`, title, status: 421 }))
  })
}

/** The installation's own name; a demonstration is also reached by what its machine calls itself. */
function hostsOf({ origin, isDemo }: Pick<House, 'origin' | 'isDemo'>): (host: string) => boolean {
  const own = new URL(origin).host
  return (host) => host === own || (isDemo && /^(localhost|127\.0\.0\.1|\[::1\])(:\d{1,5})?$/.test(host))
}
