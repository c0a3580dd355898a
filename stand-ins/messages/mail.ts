/** A mail server that delivers to nobody and keeps everything. */
import type { AddressInfo } from 'node:net'
import { simpleParser } from 'mailparser'
import { SMTPServer, type SMTPServerSession } from 'smtp-server'
import type { Misbehaviour, Office } from './caught.ts'

export type MailCatcher = AsyncDisposable & { readonly address: string; readonly port: number }

const replies: Partial<Record<Misbehaviour, readonly [number, string]>> = {
  busy: [451, '4.3.0 Try again later'],
  throttle: [450, '4.7.1 Too many messages'],
  'unknown-receiver': [550, '5.1.1 No such user here'],
  'not-registered': [550, '5.1.1 No such user here'],
  'mailbox-full': [552, '5.2.2 Mailbox full'],
  'no-entry': [530, '5.7.0 Authentication required'],
}

export async function startMailCatcher(office: Office, { port = 0 }: { readonly port?: number } = {}): Promise<MailCatcher> {
  const plans = new WeakMap<SMTPServerSession, Misbehaviour | undefined>()
  const server = new SMTPServer({
    authOptional: true,
    disabledCommands: ['STARTTLS', 'AUTH'],
    disableReverseLookup: true,
    logger: false,
    // A line that hangs does not hold the program that is told to stop.
    closeTimeout: 200,
    onMailFrom(_address, session, callback) {
      const how = office.turn('mail', '')
      plans.set(session, how)
      if (how === 'hang-before') return
      if (how === 'no-entry') return callback(refusal('no-entry'))
      callback()
    },
    onRcptTo({ address }, session, callback) {
      const how = plans.get(session) ?? office.turn('mail', address)
      plans.set(session, how)
      const refused = how !== undefined && how in replies
      callback(refused ? refusal(how) : null)
    },
    onData(stream, session, callback) {
      const chunks: Buffer[] = []
      stream.on('data', (chunk: Buffer) => chunks.push(chunk))
      stream.on('end', () => void end(Buffer.concat(chunks), session, callback))
    },
  })
  server.on('error', () => {})

  async function end(raw: Buffer, session: SMTPServerSession, callback: (error?: Error | null) => void): Promise<void> {
    const how = plans.get(session)
    if (how === 'refuse-content') return callback(Object.assign(new Error('5.7.1 Not wanted'), { responseCode: 554 }))
    const { mailFrom, rcptTo } = session.envelope
    const parsed = await simpleParser(raw)
    for (const { address } of rcptTo)
      office.keep({
        kind: 'mail',
        to: address,
        from: mailFrom === false ? '' : mailFrom.address,
        key: parsed.messageId ?? '',
        title: parsed.subject ?? '',
        text: parsed.text ?? '',
        raw,
      })
    if (how === 'hang-after') return
    if (how === 'die-after') return cut(session)
    if (how === 'slow') await new Promise((done) => setTimeout(done, 2_000))
    callback()
  }

  /** The line of this session alone. */
  function cut({ id }: SMTPServerSession): void {
    for (const connection of (server as unknown as { connections: Set<{ id: string; _socket: { destroy(): void } }> }).connections)
      if (connection.id === id) connection._socket.destroy()
  }

  await new Promise<void>((resolve, reject) => server.once('error', reject).listen(port, '127.0.0.1', resolve))
  const { port: listens } = server.server.address() as AddressInfo
  return {
    address: `smtp://127.0.0.1:${listens}`,
    port: listens,
    [Symbol.asyncDispose]: () => new Promise((done) => server.close(() => done())),
  }
}

function refusal(how: Misbehaviour): Error {
  const [responseCode, words] = replies[how] ?? [550, '5.0.0 Refused']
  return Object.assign(new Error(words), { responseCode })
}
