/**
 * E-mail by SMTP: plain text, no tracking, no name in any header. One connection a message, so that it is known of each how far
 * it came: until the text has begun to flow nothing has been handed over; when the line breaks after that, nobody knows.
 */
import { Readable } from 'node:stream'
import MailComposer from 'nodemailer/lib/mail-composer'
import SMTPConnection from 'nodemailer/lib/smtp-connection'
import type { Outcome, TroubleReason } from '#domain/invitation/outcome.ts'
import type { Carrier, Parcel } from './carrier.ts'
import { paceOf } from './pace.ts'

export type MailConnection = {
  readonly host: string
  readonly port: number
  /** TLS from the first byte; without it STARTTLS is asked for, and insisted on unless `mayBePlain`. */
  readonly isSecure: boolean
  readonly mayBePlain: boolean
  readonly user: string | undefined
  readonly password: string | undefined
  readonly from: string
  /** Where mail that cannot be delivered is sent back to, with our id before the @; else it goes to `from`. */
  readonly bounceTo: string | undefined
  readonly perMinute: number
  /** Shorter than a claim lasts. */
  readonly patienceMs?: number
}

const patienceMs = 60_000

export function mailCarrier(connection: MailConnection): Carrier {
  const pace = paceOf(connection.perMinute)
  return {
    async send(parcel) {
      await pace()
      return handOver(connection, parcel, await compose(connection, parcel))
    },
  }
}

function markOf({ municipalityId, id }: Parcel): string {
  return `${municipalityId}.${id}`
}

/** The id as others give it back to us: in the name of the mail, and in the address it bounces to. */
function messageIdOf({ from }: MailConnection, parcel: Parcel): string {
  return `<${markOf(parcel)}@${from.slice(from.lastIndexOf('@') + 1)}>`
}

function bounceAddressOf({ from, bounceTo }: MailConnection, parcel: Parcel): string {
  if (bounceTo === undefined) return from
  const at = bounceTo.lastIndexOf('@')
  return `${bounceTo.slice(0, at)}+${markOf(parcel)}${bounceTo.slice(at)}`
}

function compose(connection: MailConnection, parcel: Parcel): Promise<Buffer> {
  return new MailComposer({
    from: connection.from,
    to: parcel.to,
    subject: parcel.title,
    text: parcel.text,
    messageId: messageIdOf(connection, parcel),
    // Nobody's holiday answers (RFC 3834), and no list that somebody could leave.
    headers: { 'Auto-Submitted': 'auto-generated' },
    xMailer: false,
    disableFileAccess: true,
    disableUrlAccess: true,
  })
    .compile()
    .build()
}

function handOver(connection: MailConnection, parcel: Parcel, mail: Buffer): Promise<Outcome> {
  const { host, port, isSecure, mayBePlain, user, password, patienceMs: patience = patienceMs } = connection
  let hasBegun = false
  // Read by the connection once the other side has said that it will take the text.
  const text = Readable.from(
    (function* () {
      hasBegun = true
      yield mail
    })(),
  )
  const line = new SMTPConnection({
    host,
    port,
    secure: isSecure,
    requireTLS: !isSecure && !mayBePlain,
    ignoreTLS: mayBePlain,
    connectionTimeout: patience / 4,
    greetingTimeout: patience / 4,
    socketTimeout: patience / 2,
  })
  return new Promise((settle) => {
    const end = (outcome: Outcome) => {
      settle(outcome)
      clearTimeout(limit)
      line.close()
    }
    const fail = (error: SMTPConnection.SMTPError) => end(outcomeOf(error, hasBegun))
    const limit = setTimeout(() => end(hasBegun ? { is: 'uncertain' } : { is: 'later' }), patience)
    const send = () =>
      line.send({ from: bounceAddressOf(connection, parcel), to: [parcel.to] }, text, (error) => {
        if (error) return fail(error)
        line.quit()
        end({ is: 'sent', transportId: null })
      })
    line.once('error', fail)
    line.connect((error) => {
      if (error) return fail(error)
      if (user === undefined) return send()
      line.login({ credentials: { user, pass: password ?? '' } }, (refused) => (refused ? fail(refused) : send()))
    })
  })
}

function outcomeOf({ code, command = '', response = '', responseCode }: SMTPConnection.SMTPError, hasBegun: boolean): Outcome {
  if (responseCode === undefined) {
    // An address that cannot be one is refused before anybody is asked.
    if (code === 'EENVELOPE') return { is: 'refused', reason: 'unknown-receiver' }
    return hasBegun ? { is: 'uncertain' } : { is: 'unreachable' }
  }
  // Not let in, or not as this sender: no receiver can do anything about that.
  if (responseCode === 421 || !/^(RCPT TO|DATA)/.test(command)) return { is: 'unreachable' }
  if (responseCode < 500) return { is: 'later' }
  return { is: 'refused', reason: reasonOf(/\b5\.\d{1,3}\.\d{1,3}\b/.exec(response)?.[0], command) }
}

/** Enhanced status codes (RFC 3463): 5.1 is the address, 5.2.2 the full mailbox. Without one a refused receiver is an unknown one. */
export function reasonOf(status: string | undefined, command = ''): TroubleReason {
  if (status?.startsWith('5.1.') || (status === undefined && command.startsWith('RCPT'))) return 'unknown-receiver'
  if (status === '5.2.2') return 'mailbox-full'
  return 'refused'
}
