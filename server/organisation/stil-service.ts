/** Asks STIL over the wire: one question, one answer, bounded in time and size. */
import { request as requestPlain } from 'node:http'
import { request as requestSecure } from 'node:https'
import { type AnswerRefusal, readStilAnswer, type StilAnswer } from './stil-answer.ts'
import { exportAction, type SoapVersion, type StilCaller, stilRequest } from './stil-request.ts'

/** How to reach STIL: who asks, and by whose certificates an answer is believed. */
export type StilConnection = StilCaller & { readonly signers: readonly string[] }

export type StilRefusal = AnswerRefusal | 'not-answered' | 'answer-too-large' | 'refused-by-stil'

/** An institution with three thousand pupils is a tenth of that. */
const mostBytes = 128 * 1024 * 1024
const patienceMs = 3 * 60_000

export type AskOptions = {
  readonly now: () => Date
  readonly soap?: SoapVersion
  readonly patienceMs?: number
  readonly mostBytes?: number
}

/** The full export of one institution, in canonical form inside the body it came in, or why there is none. */
export async function askStil(connection: StilConnection, institution: string, options: AskOptions): Promise<StilAnswer | StilRefusal> {
  const { messageId, envelope } = stilRequest(connection, institution, { now: options.now(), ...(options.soap && { soap: options.soap }) })
  const answer = await post(connection, envelope, options)
  if (typeof answer === 'string') return answer
  const document = decodeUtf8(answer.body)
  if (document === undefined) return 'answer-unreadable'
  const read = await readStilAnswer(document, { signers: connection.signers, messageId, now: options.now() })
  // Faults need not be signed: nothing of one is believed but that there is no export.
  return read === 'answer-is-a-fault' || answer.status !== 200 ? 'refused-by-stil' : read
}

function post(
  { address, certificate, key }: StilConnection,
  envelope: string,
  { soap = '1.2', patienceMs: patience = patienceMs, mostBytes: most = mostBytes }: AskOptions,
): Promise<{ readonly status: number; readonly body: Buffer } | StilRefusal> {
  const body = Buffer.from(envelope, 'utf8')
  const headers = {
    'content-length': body.byteLength,
    'content-type': soap === '1.2' ? `application/soap+xml; charset=UTF-8; action="${exportAction}"` : 'text/xml; charset=UTF-8',
    ...(soap === '1.1' && { soapaction: `"${exportAction}"` }),
  }
  const options = { method: 'POST', headers, signal: AbortSignal.timeout(patience) }
  return new Promise((settle) => {
    const request = address.startsWith('https:')
      ? requestSecure(address, { ...options, cert: certificate, key, minVersion: 'TLSv1.2' })
      : requestPlain(address, options)
    request.on('error', () => settle('not-answered'))
    request.on('response', (response) => {
      const chunks: Buffer[] = []
      let size = 0
      response.on('data', (chunk: Buffer) => {
        size += chunk.byteLength
        chunks.push(chunk)
        if (size <= most) return
        settle('answer-too-large')
        request.destroy()
      })
      response.on('error', () => settle('not-answered'))
      response.on('end', () => settle({ status: response.statusCode ?? 0, body: Buffer.concat(chunks) }))
    })
    request.end(body)
  })
}

function decodeUtf8(bytes: Uint8Array): string | undefined {
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(bytes)
  } catch {
    return undefined
  }
}
