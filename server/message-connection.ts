/** How messages leave the house, as an installation is told it. What is not told is not sent by. */
import { X509Certificate, createPrivateKey } from 'node:crypto'
import { readFileSync } from 'node:fs'
import { resolve } from 'node:path'
import { z } from 'zod'
import { StartRefusal } from '#database/start-refusal.ts'
import type { Carrier, Carriers, SentChannel } from './invitation/carrier.ts'
import { digitalPostCarrier, type Gateway, smsCarrier } from './invitation/gateway-carrier.ts'
import { mailCarrier, type MailConnection } from './invitation/mail-carrier.ts'

type Given = Readonly<Record<string, string | undefined>>

export type MessageConnections = {
  readonly mail?: MailConnection
  readonly sms?: Gateway & { readonly from: string }
  readonly digitalPost?: Gateway
  /** Where the official schema of MeMo lies. */
  readonly memoSchema?: string
}

const defaultPerMinute = { MAIL: 120, SMS: 60, POST: 60 } as const
/** Below this a message would wait longer for its turn than a claim lasts. */
const fewestPerMinute = 6

/**
 * E-mail by MAIL_ADDRESS and MAIL_FROM, SMS by SMS_ADDRESS and SMS_FROM, Digital Post by POST_ADDRESS. In production TLS is
 * insisted on; a demonstration may also send in plain to this machine. Throws a `StartRefusal` naming each variable at fault.
 */
export function readMessageConnections(given: Given, { isDemo }: { readonly isDemo: boolean }): MessageConnections {
  const faults: string[] = []
  const connections: MessageConnections = {
    ...(given['MAIL_ADDRESS'] === undefined ? {} : { mail: readMail(given, isDemo, faults) }),
    ...(given['SMS_ADDRESS'] === undefined
      ? {}
      : { sms: { ...readGateway('SMS', given, isDemo, faults), from: readSmsFrom(given, faults) } }),
    ...(given['POST_ADDRESS'] === undefined ? {} : { digitalPost: readGateway('POST', given, isDemo, faults) }),
    ...(given['MEMO_SCHEMA_DIR'] === undefined ? {} : { memoSchema: resolve(given['MEMO_SCHEMA_DIR']) }),
  }
  if (faults.length > 0) {
    const listed = [...new Set(faults)].join(', ')
    throw new StartRefusal(
      `${listed}: mangler eller er forkert (docs/how-to/send-invitations.md)`,
      'is missing or wrong for sending messages (docs/how-to/send-invitations.md)',
    )
  }
  return connections
}

/** The carriers of these connections; a program that only looks need not have them. */
export function carriersOf({ mail, sms, digitalPost }: MessageConnections): Carriers {
  const carriers = new Map<SentChannel, Carrier>()
  if (digitalPost) carriers.set('digitalPost', digitalPostCarrier(digitalPost))
  if (mail) carriers.set('email', mailCarrier(mail))
  if (sms) carriers.set('sms', smsCarrier(sms))
  return carriers
}

const mailAddress = z.string().regex(/^[^\s@<>"]{1,64}@[A-Za-z0-9.-]{1,253}$/)

function readMail(given: Given, isDemo: boolean, faults: string[]): MailConnection {
  const url = URL.canParse(given['MAIL_ADDRESS'] ?? '') ? new URL(given['MAIL_ADDRESS'] ?? '') : undefined
  const isSecure = url?.protocol === 'smtps:'
  if (url === undefined || !['smtp:', 'smtps:'].includes(url.protocol) || url.hostname === '' || url.username !== '')
    faults.push('MAIL_ADDRESS')
  const from = given['MAIL_FROM'] ?? ''
  if (!mailAddress.safeParse(from).success) faults.push('MAIL_FROM')
  const bounceTo = given['MAIL_BOUNCE']
  if (bounceTo !== undefined && !mailAddress.safeParse(bounceTo).success) faults.push('MAIL_BOUNCE')
  if ((given['MAIL_USER'] === undefined) !== (given['MAIL_PASSWORD'] === undefined)) faults.push('MAIL_USER', 'MAIL_PASSWORD')
  return {
    host: url?.hostname ?? '',
    port: Number(url?.port || (isSecure ? 465 : 587)),
    isSecure,
    mayBePlain: isDemo && isLoopback(url?.hostname ?? ''),
    user: given['MAIL_USER'],
    password: given['MAIL_PASSWORD'],
    from,
    bounceTo,
    perMinute: readPerMinute('MAIL', given, faults),
  }
}

function readGateway(name: 'SMS' | 'POST', given: Given, isDemo: boolean, faults: string[]): Gateway {
  const address = given[`${name}_ADDRESS`] ?? ''
  const url = URL.canParse(address) ? new URL(address) : undefined
  const isAllowed = url?.protocol === 'https:' || (isDemo && url?.protocol === 'http:' && isLoopback(url.hostname))
  if (!isAllowed || url?.username !== '' || url.search !== '') faults.push(`${name}_ADDRESS`)
  const certificate = readPem(`${name}_CERTIFICATE`, given, faults)
  const key = readPem(`${name}_KEY`, given, faults)
  if ((certificate === undefined) !== (key === undefined) || (certificate && key && !isKeyOf(key, certificate)))
    faults.push(`${name}_CERTIFICATE`, `${name}_KEY`)
  return { address, token: given[`${name}_TOKEN`], certificate, key, perMinute: readPerMinute(name, given, faults) }
}

function readSmsFrom(given: Given, faults: string[]): string {
  const from = given['SMS_FROM'] ?? ''
  // What a telephone shows as the sender: letters and digits, eleven at most (GSM 03.40).
  if (!/^[A-Za-z0-9]{1,11}$/.test(from)) faults.push('SMS_FROM')
  return from
}

function readPerMinute(name: keyof typeof defaultPerMinute, given: Given, faults: string[]): number {
  const rate = given[`${name}_PER_MINUTE`]
  if (rate === undefined) return defaultPerMinute[name]
  if (!/^\d{1,6}$/.test(rate) || Number(rate) < fewestPerMinute) faults.push(`${name}_PER_MINUTE`)
  return Number(rate)
}

function readPem(name: string, given: Given, faults: string[]): string | undefined {
  const file = given[name]
  if (file === undefined) return undefined
  try {
    return readFileSync(file, 'utf8')
  } catch {
    faults.push(name)
    return undefined
  }
}

function isKeyOf(key: string, certificate: string): boolean {
  try {
    return new X509Certificate(certificate).checkPrivateKey(createPrivateKey(key))
  } catch {
    return false
  }
}

function isLoopback(host: string): boolean {
  return ['127.0.0.1', 'localhost', '[::1]', '::1'].includes(host)
}
