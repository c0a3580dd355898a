/** The program's one address, and behind it every login it plays. */
import { readFileSync } from 'node:fs'
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http'
import { createRequire } from 'node:module'
import type { AddressInfo } from 'node:net'
import { openIdFaces } from './openid.ts'
import { ownProvider } from './own-provider.ts'
import { aboutPage, faultPage } from './page.ts'
import type { Person } from './people.ts'
import type { Generation } from './logins.ts'
import { samlFace, type SamlLogin } from './saml/face.ts'
import type { Fault } from './saml/faults.ts'
import { sendPage } from './sending.ts'
import { uniLogin } from './uni-login.ts'

export type Options = {
  readonly host: string
  /** 0 lets the machine choose. */
  readonly port: number
  readonly people: readonly Person[]
  /** Where the product takes the code; exact addresses. */
  readonly redirects: readonly string[]
  readonly client: { readonly id: string; readonly secret: string }
  /** Metadata of the service providers that SAML is spoken with: addresses on http or https, or paths of files. */
  readonly serviceProviders?: readonly string[]
  /** Context Handler's attributes for everybody, whatever the person's own. */
  readonly generation?: Generation
  /** Every Response carries this fault. */
  readonly misbehave?: Fault
}

export type IdentityProvider = AsyncDisposable & {
  readonly address: string
  /** UNI-Login's. */
  readonly issuer: string
  readonly ownIssuer: string
  readonly contextHandler: SamlLogin
  readonly nemLogin: SamlLogin
}

/** Answers until it is closed. */
export async function startIdentityProvider(options: Options): Promise<IdentityProvider> {
  const server = createServer()
  await new Promise<void>((resolve, reject) => {
    server.once('error', reject)
    server.listen(options.port, options.host, resolve)
  })
  const origin = `http://${options.host}:${(server.address() as AddressInfo).port}`
  const client = { ...options.client, redirects: options.redirects }
  const uni = openIdFaces(origin, uniLogin, options.people, client)
  const own = openIdFaces(origin, ownProvider, options.people, client)
  const contextHandler = samlFace(origin, 'contextHandler', options)
  const nemLogin = samlFace(origin, 'nemLogin', options)
  const faces = [...uni.faces, ...own.faces, contextHandler.face, nemLogin.face]
  const files = readFiles()

  server.on('request', (request: IncomingMessage, response: ServerResponse) => {
    answer(request, response).catch((error: unknown) => {
      sendPage(response, 500, faultPage('Noget gik galt', error instanceof Error ? error.message : 'ukendt fejl'))
    })
  })

  async function answer(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const address = new URL(request.url ?? '/', origin)
    response.setHeader('Cache-Control', 'no-store')
    response.setHeader('Referrer-Policy', 'no-referrer')
    response.setHeader('X-Content-Type-Options', 'nosniff')

    const file = files.get(address.pathname)
    if (file) return void response.writeHead(200, { 'Content-Type': file.type }).end(file.bytes)
    if (address.pathname === '/') {
      return sendPage(response, 200, aboutPage({ issuer: uni.issuer, ownIssuer: own.issuer, saml: [contextHandler.login, nemLogin.login] }))
    }
    const face = faces.find(({ root }) => address.pathname === root || address.pathname.startsWith(`${root}/`))
    if (!face) return sendPage(response, 404, faultPage('Siden findes ikke', address.pathname))
    return face.answer(request, response, address)
  }

  return {
    address: origin,
    issuer: uni.issuer,
    ownIssuer: own.issuer,
    contextHandler: contextHandler.login,
    nemLogin: nemLogin.login,
    async [Symbol.asyncDispose]() {
      server.closeAllConnections()
      await new Promise((resolve) => server.close(resolve))
    },
  }
}

function readFiles(): ReadonlyMap<string, { readonly type: string; readonly bytes: Buffer }> {
  const near = (name: string) => readFileSync(new URL(name, import.meta.url))
  const font = (weight: number) =>
    readFileSync(createRequire(import.meta.url).resolve(`@fontsource/ibm-plex-sans/files/ibm-plex-sans-latin-${weight}-normal.woff2`))
  const script = 'text/javascript; charset=utf-8'
  return new Map([
    ['/page.css', { type: 'text/css; charset=utf-8', bytes: near('page.css') }],
    ['/search.js', { type: script, bytes: near('search.js') }],
    ['/submit.js', { type: script, bytes: near('submit.js') }],
    ['/plex-400.woff2', { type: 'font/woff2', bytes: font(400) }],
    ['/plex-600.woff2', { type: 'font/woff2', bytes: font(600) }],
  ])
}
