/** The HTTP server: headers, limits, the contract's routes, the two web apps, health. */
import { existsSync } from 'node:fs'
import { join } from 'node:path'
import cookie from '@fastify/cookie'
import helmet from '@fastify/helmet'
import fastifyStatic from '@fastify/static'
import Fastify, { type FastifyInstance, type FastifyReply, type FastifyRequest } from 'fastify'
import type { House } from '../house.ts'
import { log } from '../log.ts'
import { handlers } from '../routes.ts'
import { refuseOtherHosts } from './hosts.ts'
import { signIn } from './sign-in.ts'
import { openTurns, type TurnOptions } from './turns.ts'

export type AppOptions = {
  /** Where the built web apps lie; without them only the contract is served. */
  readonly webDirectory?: string
  /** Whether the database is reachable and its migrations are in order, or what is wrong. */
  readonly isReady: () => Promise<true | NotReady>
  /** Addresses of the proxies in front, whose word for a visitor's address is taken; nobody's is unless told. */
  readonly proxies?: readonly string[]
  readonly turns?: TurnOptions
}

/** Why requests can't be answered: all that a stranger is told. */
export type NotReady = 'database away' | 'database behind' | 'stopping'

const jsonLimitBytes = 64 * 1024
const fileLimitBytes = 32 * 1024 * 1024
/** A socket costs some kilobytes whoever is at its end. */
const socketsAtMost = 10_000

export async function buildApp(house: House, options: AppOptions): Promise<FastifyInstance> {
  const app = Fastify({
    logger: false,
    bodyLimit: jsonLimitBytes,
    // Whoever sends their request a letter at a time is cut off: its head soon, its body before anybody would wait for the answer.
    http: { headersTimeout: 10_000, connectionsCheckingInterval: 2_000 },
    requestTimeout: 60_000,
    connectionTimeout: 70_000,
    keepAliveTimeout: 72_000,
    maxRequestsPerSocket: 100_000,
    // Who comes on an open connection while we stop is answered, and told that it ends.
    return503OnClosing: false,
    routerOptions: { maxParamLength: 200 },
    // Else every visitor has the proxy's address: limits would shut all out at once, and a log would say nothing.
    trustProxy: options.proxies === undefined || options.proxies.length === 0 ? false : [...options.proxies],
    frameworkErrors: refuseEarly,
  })

  const always = await securityHeaders(house)
  app.addHook('onRequest', (_request, reply, done) => {
    reply.headers(always)
    done()
  })
  refuseOtherHosts(app, house)
  await app.register(cookie)
  // A body is JSON or a file. Plain text is what a form of another site could send without being asked about.
  app.removeContentTypeParser('text/plain')
  app.addContentTypeParser('application/octet-stream', { parseAs: 'buffer', bodyLimit: fileLimitBytes }, (_request, body, done) =>
    done(null, body),
  )

  app.setErrorHandler(refuseEarly)

  app.get('/healthz', (_request, reply) =>
    reply.header('cache-control', 'no-store').send({ status: 'alive', ...(house.isDemo ? { demonstration: true } : {}) }),
  )
  let isStopping = false
  app.get('/readyz', async (_request, reply) => {
    const isReady = isStopping ? 'stopping' : await options.isReady()
    return reply
      .code(isReady === true ? 200 : 503)
      .header('cache-control', 'no-store')
      .send({ status: isReady === true ? 'ready' : isReady })
  })

  const turns = openTurns(options.turns)
  app.server.maxConnections = socketsAtMost
  app.addHook('onListen', async () => turns.begin())
  app.addHook('preClose', async () => {
    isStopping = true
    turns.stop(app.server)
  })
  app.addHook('onClose', async () => turns[Symbol.dispose]())

  for (const handler of Object.values(handlers)) {
    const { operation } = handler
    const turn = turns.of(operation)
    app.route({
      method: operation.method,
      url: `/api/v1${operation.path}`,
      // Said of each route: else the kind of body that a file comes as would bring its limit along.
      bodyLimit: operation.consumes === undefined ? (operation.bodyAtMost ?? jsonLimitBytes) : fileLimitBytes,
      ...(operation.consumes === undefined
        ? { handler: (request, reply) => turn.inTurn(reply, () => handler.answer(house, request, reply)) }
        : {
            // Nothing of a file is read of somebody who may not send it, nor while as many as may be are on their way in.
            onRequest: async (request, reply) =>
              ((await handler.knock?.(house, request, reply)) ?? true) && (await turn.hold(reply)) ? undefined : reply,
            handler: (request, reply) => handler.answer(house, request, reply),
          }),
    })
  }
  await app.register(signIn, { house })

  if (options.webDirectory !== undefined) await serveWeb(app, options.webDirectory)
  app.setNotFoundHandler((_request, reply) => {
    reply.code(404).type('application/problem+json; charset=utf-8').header('cache-control', 'no-store')
    reply.send(JSON.stringify({ type: '/problems/not-found', title: 'not-found', status: 404 }))
  })
  return app
}

/** What helmet says for our settings. It is asked once: put together anew for each answer it was a twentieth of a save. */
async function securityHeaders(house: House): Promise<Record<string, string>> {
  const once = Fastify()
  await once.register(helmet, {
    contentSecurityPolicy: {
      useDefaults: false,
      directives: {
        defaultSrc: ["'self'"],
        imgSrc: ["'self'", 'data:'],
        // A recording is fetched, and played from memory.
        mediaSrc: ["'self'", 'blob:'],
        objectSrc: ["'none'"],
        baseUri: ["'none'"],
        formAction: ["'self'"],
        frameAncestors: ["'none'"],
      },
    },
    strictTransportSecurity: house.origin.startsWith('https:'),
    referrerPolicy: { policy: 'no-referrer' },
  })
  once.get('/', (_request, reply) => reply.send())
  const { headers } = await once.inject('/')
  await once.close()
  const own = Object.entries(headers).filter(([name]) => !['connection', 'content-length', 'date'].includes(name))
  return Object.fromEntries(own.map(([name, value]) => [name, String(value)]))
}

/** What Fastify itself refuses before a route runs: a body too large, unreadable JSON, a wrong type, an address no route could have. */
function refuseEarly(error: Error & { statusCode?: number }, request: FastifyRequest, reply: FastifyReply): void {
  const status = error.statusCode ?? 500
  const title = status === 413 ? 'too-large' : status < 500 ? 'wrong-input' : 'defect'
  if (status >= 500) log.defect({ requestId: request.id, where: 'http', error })
  reply.code(status).type('application/problem+json; charset=utf-8').header('cache-control', 'no-store')
  reply.send(JSON.stringify({ type: `/problems/${title}`, title, status }))
}

/** Pages of each app: the address stays, the app reads it. */
const pages = {
  respondent: ['/svar', '/svar/min-familie', '/om/:municipalityId/:surveyId'],
  professional: [
    '/',
    '/hjem',
    '/mine-boern',
    '/mine-boern/*',
    '/sundhedspleje/*',
    '/min-familie',
    '/min-familie/*',
    '/sig-nej',
    '/plus',
    '/plus/*',
    '/organisation',
    '/organisation/*',
    '/inviter',
    '/undersoegelser',
    '/undersoegelser/*',
    '/spoergeskemaer',
    '/spoergeskemaer/*',
    '/papir',
    '/papir/*',
    '/klassens-time',
    '/klassens-time/*',
    '/instrumenter',
    '/oplaesning/*',
    '/rapporter',
    '/rapporter/*',
    '/inspiration',
    '/inspiration/*',
    '/handleplaner',
    '/handleplaner/*',
    '/netvaerk',
    '/netvaerk/*',
    '/skabeloner',
    '/spoergebank',
    '/spoergebank/*',
    '/aaret',
    '/databeskyttelse',
    '/databeskyttelse/*',
    '/aabne-tal',
    '/nyheder',
    '/nyheder/*',
    '/modul/*',
    '/foreningen',
    '/kontakt',
    '/support',
    '/hjaelp-en-kommune',
    '/hvem-maa-se-hvad',
    '/umv/*',
    '/was',
  ],
} as const

async function serveWeb(app: FastifyInstance, webDirectory: string): Promise<void> {
  for (const [name, addresses] of Object.entries(pages)) {
    const root = join(webDirectory, name)
    if (!existsSync(join(root, 'index.html'))) continue
    await app.register(fastifyStatic, {
      root: join(root, 'assets'),
      prefix: name === 'respondent' ? '/svar/assets/' : '/assets/',
      decorateReply: name === 'respondent',
      immutable: true,
      maxAge: '365d',
      preCompressed: true,
    })
    // The answering page's worker: never older than the page, and its scope is the page itself, not only what is below it.
    if (name === 'respondent')
      app.get('/svar/worker.js', (_request, reply) =>
        reply
          .header('cache-control', 'no-cache')
          .header('service-worker-allowed', '/svar')
          .sendFile('worker.js', root, { cacheControl: false, immutable: false }),
      )
    for (const address of addresses) {
      // No page of ours ends like a file: such an address is made so that a cache on the way takes it for one.
      app.get(address, ({ url }, reply) =>
        /\.\w{1,8}$/.test(url.split('?')[0] ?? '')
          ? reply.callNotFound()
          : reply.header('cache-control', 'no-cache').sendFile('index.html', root, { cacheControl: false, immutable: false }),
      )
    }
  }
}
