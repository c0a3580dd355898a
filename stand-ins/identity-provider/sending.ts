/** What every face of the stand-in does with a request and an answer. */
import type { IncomingMessage, ServerResponse } from 'node:http'

/** One of the logins that the program plays. */
export type Face = {
  /** Where its addresses begin, without a slash at the end. */
  readonly root: string
  readonly answer: (request: IncomingMessage, response: ServerResponse, address: URL) => Promise<void>
}

const largestFormBytes = 256 * 1024

/** `mayLeaveTo` are addresses that a form on the page, or what comes of it, may go to. */
export function sendPage(response: ServerResponse, status: number, page: string, mayLeaveTo: readonly string[] = []): void {
  // Chromium asks form-action about every redirect that follows the form, so the way back must be allowed.
  const formTargets = ["'self'", ...new Set(mayLeaveTo.map((address) => new URL(address).origin))].join(' ')
  response.writeHead(status, {
    'Content-Type': 'text/html; charset=utf-8',
    'Content-Security-Policy': `default-src 'none'; style-src 'self'; script-src 'self'; font-src 'self'; img-src data:; form-action ${formTargets}; frame-ancestors 'none'; base-uri 'none'`,
  })
  response.end(page)
}

export function sendAway(response: ServerResponse, address: string): void {
  response.writeHead(303, { Location: address }).end()
}

/** A form as it was posted. Throws when it is too large. */
export async function readForm(request: IncomingMessage): Promise<URLSearchParams> {
  const chunks: Buffer[] = []
  let length = 0
  for await (const chunk of request as AsyncIterable<Buffer>) {
    length += chunk.byteLength
    if (length > largestFormBytes) throw new Error('the form is too large')
    chunks.push(chunk)
  }
  return new URLSearchParams(Buffer.concat(chunks).toString('utf8'))
}
