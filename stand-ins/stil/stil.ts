/** A stand-in for STIL's wsiEKSPORT 7: checks who asks, and answers signed. */
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http'
import type { AddressInfo } from 'node:net'
import { type InventedInstitution, inventedExport } from './invention.ts'
import { readKey } from './keys.ts'
import { answer, fault, readQuestion } from './message.ts'
import type { Misbehaviour } from './misbehaviour.ts'

export type StilOptions = {
  readonly port?: number
  readonly institutions: readonly Omit<InventedInstitution, 'place'>[]
  readonly schoolYear: number
  readonly now?: () => Date
}

export type Stil = AsyncDisposable & {
  readonly address: string
  /** How often each institution has been asked for. */
  readonly pulls: ReadonlyMap<string, number>
  /** Makes every answer from now on wrong in this way; undefined is well again. */
  readonly misbehave: (how: Misbehaviour | undefined) => void
}

export const provider = 'AB000881'
const mostRequestBytes = 64 * 1024
const soap12 = 'http://www.w3.org/2003/05/soap-envelope'

export async function startStil({ port = 0, institutions: given, schoolYear, now = () => new Date() }: StilOptions): Promise<Stil> {
  const institutions = given.map((one, place) => ({ ...one, place }))
  const pulls = new Map<string, number>()
  let misbehaviour: Misbehaviour | undefined
  const [keys, client, forger] = [readKey('signer'), readKey('client'), readKey('forger')]

  async function serve(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const send = (status: number, body: string | Buffer, soap = soap12) => {
      response.writeHead(status, { 'content-type': soap === soap12 ? 'application/soap+xml; charset=UTF-8' : 'text/xml; charset=UTF-8' })
      response.end(body)
    }
    const envelope = await textOf(request)
    if (request.method !== 'POST' || envelope === undefined) return send(400, fault(soap12, 'NotSoap'))
    const question = readQuestion(envelope, { certificate: client.certificate, providers: [provider], now: now() })
    if (typeof question === 'string') return send(500, fault(soap12, question))
    const asked = institutions.find(({ number }) => number === question.institution)
    if (asked === undefined) return send(500, fault(question.soap, 'NoAgreement'), question.soap)
    pulls.set(asked.number, (pulls.get(asked.number) ?? 0) + 1)
    if (misbehaviour === 'silent') return
    if (misbehaviour === 'huge') return endless(response)
    const told = misbehaviour === 'other-institution' ? (institutions.find((one) => one !== asked) ?? asked) : asked
    const signed = answer(question, inventedExport(told, schoolYear), { now: now(), keys, forger, misbehave: misbehaviour })
    send(200, misbehaviour === 'not-utf8' ? Buffer.from(signed, 'latin1') : signed, question.soap)
  }

  const server = createServer((request, response) => void serve(request, response).catch(() => response.destroy()))
  await new Promise<void>((ready) => server.listen(port, '127.0.0.1', ready))
  return {
    address: `http://127.0.0.1:${(server.address() as AddressInfo).port}/wsieksport/ws`,
    pulls,
    misbehave: (how) => {
      misbehaviour = how
    },
    async [Symbol.asyncDispose]() {
      server.closeAllConnections()
      await new Promise((closed) => server.close(closed))
    },
  }
}

async function textOf(request: IncomingMessage): Promise<string | undefined> {
  const chunks: Buffer[] = []
  let size = 0
  for await (const chunk of request as AsyncIterable<Buffer>) {
    size += chunk.byteLength
    if (size > mostRequestBytes) return undefined
    chunks.push(chunk)
  }
  return Buffer.concat(chunks).toString('utf8')
}

/** Until whoever asked has had enough. */
function endless(response: ServerResponse): void {
  response.writeHead(200, { 'content-type': 'application/soap+xml' })
  const part = Buffer.alloc(64 * 1024, 'x')
  const more = () => {
    while (!response.destroyed && response.write(part));
  }
  response.on('drain', more)
  more()
}
