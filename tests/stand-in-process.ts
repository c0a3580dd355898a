/** The stand-in identity provider as the program it is, and a browser of the poorest kind to walk through it. */
import { type ChildProcess, spawn } from 'node:child_process'
import { once } from 'node:events'
import { createServer } from 'node:net'
import { fileURLToPath } from 'node:url'

export const standInClient = { clientId: 'boernungeliv', clientSecret: 'kun-til-demonstration' } as const

export type StandIn = AsyncDisposable & { readonly issuer: string }

/**
 * Starts the program with the example people. It ends with the test, and with the test's process. `serviceProviders`
 * are addresses of our metadata, asked for when somebody comes by SAML; `misbehave` is one of its faults.
 */
export async function startStandIn({
  redirect,
  port = 0,
  serviceProviders = [],
  misbehave,
}: {
  readonly redirect: string
  readonly port?: number
  readonly serviceProviders?: readonly string[]
  readonly misbehave?: string
}): Promise<StandIn> {
  const program = fileURLToPath(new URL('../stand-ins/identity-provider/main.ts', import.meta.url))
  const people = fileURLToPath(new URL('../stand-ins/identity-provider/people.example.json', import.meta.url))
  const more = [
    ...serviceProviders.flatMap((address) => ['--service-provider', address]),
    ...(misbehave === undefined ? [] : ['--misbehave', misbehave]),
  ]
  const child = spawn(
    process.execPath,
    [program, '--port', String(port), '--people', people, '--redirect', redirect, '--with-parent', ...more],
    { stdio: ['pipe', 'pipe', 'inherit'] },
  )
  const issuer = await firstLine(child)
  return {
    issuer: issuer.replace('ready ', ''),
    async [Symbol.asyncDispose]() {
      if (child.exitCode !== null) return
      const ended = once(child, 'exit')
      child.kill()
      await ended
    },
  }
}

async function firstLine(child: ChildProcess): Promise<string> {
  let said = ''
  for await (const chunk of child.stdout ?? []) {
    said += String(chunk)
    if (said.includes('\n')) return said.split('\n')[0] ?? ''
  }
  throw new Error('the stand-in ended before it was ready')
}

/** What a page that carries a message on by itself would post, and where to. */
export async function carried(response: Response): Promise<{ readonly to: string; readonly fields: Readonly<Record<string, string>> }> {
  const page = await response.text()
  const fields = [...page.matchAll(/<input type="hidden" name="(\w+)" value="([^"]*)"/g)].map(([, name = '', value = '']) => [
    name,
    fromHtml(value),
  ])
  return { to: fromHtml(/<form method="post" action="([^"]*)"/.exec(page)?.[1] ?? ''), fields: Object.fromEntries(fields) }
}

function fromHtml(text: string): string {
  return text.replace(/&#(\d+);/g, (_, code: string) => String.fromCharCode(Number(code)))
}

/** A port that was free a moment ago. */
export async function findFreePort(): Promise<number> {
  const server = createServer().listen(0, '127.0.0.1')
  await once(server, 'listening')
  const address = server.address()
  server.close()
  await once(server, 'close')
  if (address === null || typeof address === 'string') throw new Error('no port')
  return address.port
}

export type Walker = {
  /** One request, no redirect followed; cookies are kept and sent by host, whatever their attributes. A form is posted; an empty one is no body. */
  readonly go: (address: string, form?: Readonly<Record<string, string>>, headers?: Readonly<Record<string, string>>) => Promise<Response>
  /** Follows redirects until a page, or until the next address satisfies `stop`, which is then returned as `url` of nothing fetched. */
  readonly follow: (
    address: string,
    stop?: (next: string) => boolean,
  ) => Promise<{ readonly address: string; readonly response?: Response }>
  readonly cookie: (host: string, name: string) => string | undefined
  readonly setCookie: (host: string, name: string, value: string) => void
}

export function walk(): Walker {
  const jars = new Map<string, Map<string, string>>()
  const jarOf = (host: string) => jars.get(host) ?? jars.set(host, new Map()).get(host) ?? new Map<string, string>()

  async function go(
    address: string,
    form?: Readonly<Record<string, string>>,
    headers: Readonly<Record<string, string>> = {},
  ): Promise<Response> {
    const { hostname } = new URL(address)
    const cookie = [...jarOf(hostname)].map(([name, value]) => `${name}=${value}`).join('; ')
    const response = await fetch(address, {
      redirect: 'manual',
      headers: { cookie, ...headers },
      ...(form === undefined ? {} : { method: 'POST', ...(Object.keys(form).length > 0 ? { body: new URLSearchParams(form) } : {}) }),
    })
    for (const line of response.headers.getSetCookie()) {
      const [pair = ''] = line.split(';')
      const [name = '', ...value] = pair.split('=')
      if (value.join('=') === '' || /max-age=0|expires=Thu, 01 Jan 1970/i.test(line)) jarOf(hostname).delete(name)
      else jarOf(hostname).set(name, value.join('='))
    }
    return response
  }

  return {
    go,
    async follow(address, stop = () => false) {
      for (let next = address; ;) {
        if (stop(next)) return { address: next }
        const response = await go(next)
        const location = response.headers.get('location')
        if (location === null) return { address: next, response }
        await response.body?.cancel()
        next = new URL(location, next).href
      }
    },
    cookie: (host, name) => jarOf(host).get(name),
    setCookie: (host, name, value) => void jarOf(host).set(name, value),
  }
}

/** Presses a person's button on the stand-in's page; returns the address the browser is sent to next. */
export async function pick(walker: Walker, page: string, uniid: string): Promise<string> {
  const response = await walker.go(page, uniid === 'leave' ? { leave: 'yes' } : { uniid })
  return new URL(response.headers.get('location') ?? '', page).href
}
