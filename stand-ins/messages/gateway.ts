/** A gateway for SMS and one for Digital Post: a message is a POST with its key, what became of it a GET. And the page for people. */
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http'
import type { AddressInfo } from 'node:net'
import type { Caught, Misbehaviour, Office } from './caught.ts'
import { isMisbehaviour } from './caught.ts'
import { faultOfMemo, readMemo } from './memo.ts'
import { page } from './page.ts'

export type Gateway = AsyncDisposable & { readonly sms: string; readonly post: string; readonly page: string }

/** Whoever sends shows this, so that a sender that forgets it is noticed. */
export const token = 'kun-til-demonstration'

const refusals: Partial<Record<Misbehaviour, readonly [number, object]>> = {
  busy: [503, {}],
  throttle: [429, {}],
  'unknown-receiver': [422, { reason: 'unknown-receiver' }],
  'mailbox-full': [422, { reason: 'mailbox-full' }],
  'not-registered': [422, { reason: 'not-registered' }],
  'refuse-content': [400, { reason: 'refused' }],
  'no-entry': [401, {}],
}

export async function startGateway(
  office: Office,
  { port = 0, schemaDirectory }: { readonly port?: number; readonly schemaDirectory?: string | undefined } = {},
): Promise<Gateway> {
  const server = createServer((request, response) => void answer(request, response).catch(() => response.destroy()))

  async function answer(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const { pathname } = new URL(request.url ?? '/', 'http://localhost')
    const [, place, key] = pathname.split('/')
    if (request.method === 'GET' && pathname === '/') return send(response, 200, page(office.caught), 'text/html; charset=utf-8')
    if (request.method === 'GET' && place === 'messages.json') return sendJson(response, 200, office.caught.map(shown))
    if (request.method === 'POST' && place === 'misbehave') return misbehave(request, response)
    if (place !== 'sms' && place !== 'post') return sendJson(response, 404, {})
    if (request.headers.authorization !== `Bearer ${token}`) return sendJson(response, 401, {})
    if (request.method === 'GET' && key !== undefined) return tell(response, place, decodeURIComponent(key))
    if (request.method === 'POST' && key === undefined) return take(request, response, place)
    return sendJson(response, 405, {})
  }

  async function take(request: IncomingMessage, response: ServerResponse, kind: 'sms' | 'post'): Promise<void> {
    const raw = await readAll(request)
    const key = String(request.headers['idempotency-key'] ?? '')
    const message = kind === 'sms' ? readSms(raw) : readMemo(raw.toString('utf8'))
    const fault =
      message === undefined || key === ''
        ? 'unreadable'
        : kind === 'post'
          ? await faultOfMemo(raw.toString('utf8'), key, schemaDirectory)
          : undefined
    if (message === undefined || fault !== undefined) return sendJson(response, 400, { reason: 'refused', fault })
    const how = office.turn(kind, message.to)
    const refused = how && refusals[how]
    if (refused) return sendJson(response, ...refused)
    if (how === 'hang-before') return
    office.keep({ kind, key, raw, ...message })
    office.fate.set(key, how === 'not-registered-later' ? 'not-registered' : (office.fate.get(key) ?? 'delivered'))
    if (how === 'hang-after') return
    if (how === 'die-after') return void response.destroy()
    if (how === 'slow') await new Promise((done) => setTimeout(done, 2_000))
    sendJson(response, 202, { id: key })
  }

  function tell(response: ServerResponse, kind: 'sms' | 'post', key: string): void {
    if (!office.knows(kind, key)) return sendJson(response, 404, {})
    if (office.fate.get(key) === 'not-registered') return sendJson(response, 200, { state: 'failed', reason: 'not-registered' })
    sendJson(response, 200, { state: 'delivered' })
  }

  async function misbehave(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const { kind, how, times, to } = JSON.parse((await readAll(request)).toString('utf8'))
    if (!['mail', 'sms', 'post'].includes(kind) || !isMisbehaviour(how)) return sendJson(response, 400, {})
    office.misbehave(kind, how, { ...(times === undefined ? {} : { times }), ...(to === undefined ? {} : { to }) })
    sendJson(response, 204, undefined)
  }

  await new Promise<void>((resolve, reject) => server.once('error', reject).listen(port, '127.0.0.1', resolve))
  const at = `http://127.0.0.1:${(server.address() as AddressInfo).port}`
  return {
    sms: `${at}/sms`,
    post: `${at}/post`,
    page: `${at}/`,
    [Symbol.asyncDispose]: () =>
      new Promise((done) => {
        server.close(() => done())
        server.closeAllConnections()
      }),
  }
}

function readSms(raw: Buffer): Pick<Caught, 'to' | 'from' | 'title' | 'text'> | undefined {
  try {
    const { to, from, text } = JSON.parse(raw.toString('utf8'))
    return /^\+\d{8,15}$/.test(to) && typeof from === 'string' && typeof text === 'string' ? { to, from, title: '', text } : undefined
  } catch {
    return undefined
  }
}

function shown({ raw, ...rest }: Caught) {
  return { ...rest, raw: raw.toString('utf8') }
}

/** A message is small; a letter in one is a few hundred kilobytes. */
const mostBytes = 4 * 1024 * 1024

async function readAll(request: IncomingMessage): Promise<Buffer> {
  const chunks: Buffer[] = []
  let size = 0
  for await (const chunk of request as AsyncIterable<Buffer>) {
    size += chunk.byteLength
    if (size > mostBytes) throw new Error('too large')
    chunks.push(chunk)
  }
  return Buffer.concat(chunks)
}

function sendJson(response: ServerResponse, status: number, body: unknown): void {
  send(response, status, body === undefined ? '' : JSON.stringify(body), 'application/json')
}

function send(response: ServerResponse, status: number, body: string, type: string): void {
  response.writeHead(status, {
    'content-type': type,
    'cache-control': 'no-store',
    'content-security-policy': "default-src 'none'; style-src 'unsafe-inline'",
  })
  response.end(body)
}
