/** One question to another system over HTTPS: bounded in time and size, no redirects, a certificate of ours where one is asked for. */
import { request as requestPlain } from 'node:http'
import { request as requestSecure } from 'node:https'

export type CallOut = {
  readonly method: 'GET' | 'POST'
  readonly address: string
  readonly headers: Readonly<Record<string, string>>
  readonly body?: Uint8Array
  readonly certificate?: string | undefined
  readonly key?: string | undefined
  readonly patienceMs: number
}

/** `notThere`: nobody heard the question. `broken`: it may have been heard, and there is no answer. */
export type Answer = { readonly status: number; readonly body: unknown } | 'notThere' | 'broken'

const mostBytes = 64 * 1024

export function callOut({ method, address, headers, body, certificate, key, patienceMs }: CallOut): Promise<Answer> {
  const options = {
    method,
    headers: { accept: 'application/json', ...headers, ...(body === undefined ? {} : { 'content-length': String(body.byteLength) }) },
    signal: AbortSignal.timeout(patienceMs),
    // Each on a line of its own: one that was left open may be closed just as it is used.
    agent: false as const,
  }
  return new Promise((settle) => {
    let isConnected = false
    const request = address.startsWith('https:')
      ? requestSecure(address, { ...options, cert: certificate, key, minVersion: 'TLSv1.2' })
      : requestPlain(address, options)
    request.on('socket', (socket) => socket.once(address.startsWith('https:') ? 'secureConnect' : 'connect', () => (isConnected = true)))
    request.on('error', () => settle(isConnected ? 'broken' : 'notThere'))
    request.on('response', (response) => {
      const chunks: Buffer[] = []
      let size = 0
      response.on('data', (chunk: Buffer) => {
        size += chunk.byteLength
        chunks.push(chunk)
        if (size > mostBytes) request.destroy(new Error('the answer is too large'))
      })
      response.on('error', () => settle('broken'))
      response.on('end', () => settle({ status: response.statusCode ?? 0, body: jsonOf(Buffer.concat(chunks).toString('utf8')) }))
    })
    request.end(body)
  })
}

function jsonOf(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch {
    return undefined
  }
}
