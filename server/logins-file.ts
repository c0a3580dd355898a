/**
 * The file of an installation's logins (`LOGINS_FILE`): which there are, and how each is spoken with. Secrets and
 * private keys are never in it, only the name of the file or of the variable that holds them.
 */
import { createPrivateKey, X509Certificate } from 'node:crypto'
import { readFileSync } from 'node:fs'
import { dirname, resolve } from 'node:path'
import { z } from 'zod'
import { assurances, roles } from '#domain/access/actor.ts'
import { StartRefusal } from '#database/start-refusal.ts'
import type { ClaimNames } from './http/claims.ts'
import { type KeyPair, type Login, type SamlLogin, uniLogin } from './http/login.ts'
import { readMetadata } from './http/saml/metadata.ts'

const text = z.string().min(1)
const secret = z.union([z.strictObject({ file: text }), z.strictObject({ variable: text })])
const pair = z.strictObject({ key: secret, certificate: z.strictObject({ file: text }) })
const common = {
  /** In addresses, so nothing but small letters, digits and hyphens. */
  id: z.string().regex(/^[a-z][a-z0-9-]{1,30}$/),
  label: z.strictObject({ da: text, en: text }).optional(),
}
const client = { issuer: z.url(), clientId: text, clientSecret: secret }
const saml = {
  ...common,
  /** The login's entity id. */
  issuer: text,
  /** Ours; by its address at this installation unless given. */
  entityId: text.optional(),
  metadata: z.union([z.strictObject({ file: text }), z.strictObject({ address: z.url() })]),
  signing: pair,
  encryption: z.array(pair).min(1).max(3),
}

const Entry = z.discriminatedUnion('kind', [
  z.strictObject({ kind: z.literal('uni-login'), ...common, ...client }),
  z.strictObject({
    kind: z.literal('oidc'),
    ...common,
    ...client,
    scope: z
      .string()
      .regex(/^openid( [a-z_]+)*$/)
      .default('openid'),
    claims: z.strictObject({
      id: text,
      institutions: text.optional(),
      assurance: z.strictObject({ claim: text, levels: z.record(text, z.enum(assurances)).default({}) }),
      roles: z.strictObject({ claim: text, names: z.record(text, z.enum(roles)) }).optional(),
    }),
  }),
  z.strictObject({ kind: z.literal('context-handler'), ...saml, roles: z.url() }),
  z.strictObject({ kind: z.literal('nemlog-in'), ...saml }),
])

const LoginsFile = z.strictObject({
  /** Hosts that logins may be at: an address elsewhere stops the start, so that a slip of the pen is no way in. */
  hosts: z.array(z.string().regex(/^[a-z0-9.-]+(:\d+)?$/)).min(1),
  logins: z.array(Entry).min(1).max(12),
})

type Given = { readonly origin: string; readonly environment: NodeJS.ProcessEnv }

/** Reads the file. Throws a `StartRefusal` that names every fault and where in the file it is. */
export function readLogins(file: string, { origin, environment }: Given): readonly Login[] {
  const read = readJson(file)
  const parsed = LoginsFile.safeParse(read)
  if (!parsed.success) {
    const faults = parsed.error.issues.map(({ path, message }) => ({ where: path.join('.') || 'filen', message }))
    throw refusal(
      file,
      faults.map(({ where }) => `${where}: mangler, er forkert eller hører ikke til her`),
      faults.map(({ where, message }) => `${where}: ${message}`),
    )
  }
  const { hosts, logins } = parsed.data
  const faults: Fault[] = []
  const here = { folder: dirname(resolve(file)), environment, origin, hosts, faults }
  const made = logins.map((entry, place) => makeLogin(entry, `logins.${place}`, here))
  for (const [place, { id }] of logins.entries())
    if (logins.findIndex((other) => other.id === id) !== place)
      faults.push({ where: `logins.${place}.id`, danish: `${id} er brugt to gange`, english: `${id} is used twice` })
  for (const [place, { issuer }] of logins.entries())
    if (logins.findIndex((other) => other.issuer === issuer) !== place)
      faults.push({ where: `logins.${place}.issuer`, danish: 'udstederen er der to gange', english: 'the issuer is there twice' })
  if (faults.length > 0)
    throw refusal(
      file,
      faults.map(({ where, danish }) => `${where}: ${danish}`),
      faults.map(({ where, english }) => `${where}: ${english}`),
    )
  return made.filter((login) => login !== undefined)
}

type Fault = { readonly where: string; readonly danish: string; readonly english: string }
type Here = {
  readonly folder: string
  readonly environment: NodeJS.ProcessEnv
  readonly origin: string
  readonly hosts: readonly string[]
  readonly faults: Fault[]
}

function makeLogin(entry: z.infer<typeof Entry>, where: string, here: Here): Login | undefined {
  if (entry.kind === 'uni-login' || entry.kind === 'oidc') {
    const { kind, id, label, issuer, clientId } = entry
    allowHost(issuer, `${where}.issuer`, here)
    const clientSecret = readSecret(entry.clientSecret, `${where}.clientSecret`, here)
    if (clientSecret === undefined) return undefined
    const common = { id, label, issuer, clientId, clientSecret }
    return kind === 'uni-login'
      ? { ...uniLogin(common), id, label }
      : { kind, ...common, scope: entry.scope, claims: claimsOf(entry.claims) }
  }
  const { kind, id, label, issuer } = entry
  const signing = readPair(entry.signing, `${where}.signing`, here)
  const [first, ...others] = entry.encryption.map((one, place) => readPair(one, `${where}.encryption.${place}`, here))
  const metadataAddress = 'address' in entry.metadata ? entry.metadata.address : undefined
  if (metadataAddress !== undefined) allowHost(metadataAddress, `${where}.metadata.address`, here)
  const metadata = 'file' in entry.metadata ? readMetadataFile(entry.metadata.file, issuer, `${where}.metadata`, here) : undefined
  if (!signing || !first || others.includes(undefined) || (metadata === undefined && metadataAddress === undefined)) return undefined
  return {
    kind,
    id,
    label,
    issuer,
    entityId: entry.entityId ?? `${here.origin}/auth/saml/${id}`,
    signing,
    encryption: [first, ...others.filter((one) => one !== undefined)],
    roles: kind === 'context-handler' ? entry.roles.replace(/\/$/, '') : '',
    metadataAddress,
    metadata,
  }
}

function claimsOf({ id, institutions, assurance, roles: told }: Extract<z.infer<typeof Entry>, { kind: 'oidc' }>['claims']): ClaimNames {
  return {
    id,
    institutions,
    assurance: [assurance.claim],
    levels: new Map(Object.entries(assurance.levels)),
    roles: told === undefined ? undefined : { claim: told.claim, names: new Map(Object.entries(told.names)) },
  }
}

/** Metadata of a SAML login, its addresses at hosts that are allowed; undefined with a fault noted otherwise. */
function readMetadataFile(file: string, issuer: string, where: string, here: Here): SamlLogin['metadata'] {
  const document = readText(file, where, here)
  if (document === undefined) return undefined
  const read = readMetadata(document, issuer)
  if (typeof read === 'string') {
    here.faults.push({
      where,
      danish: `filens metadata kan ikke bruges (${read})`,
      english: `the metadata in the file cannot be used (${read})`,
    })
    return undefined
  }
  for (const address of [read.signIn, read.signOut?.request, read.signOut?.response])
    if (address !== undefined) allowHost(address, where, here)
  return read
}

function allowHost(address: string, where: string, { hosts, faults }: Here): void {
  const { host } = new URL(address)
  if (!hosts.includes(host))
    faults.push({ where, danish: `${host} er ikke blandt de tilladte værter (hosts)`, english: `${host} is not among the allowed hosts` })
}

function readSecret(given: z.infer<typeof secret>, where: string, here: Here): string | undefined {
  if ('file' in given) return readText(given.file, where, here)?.trim()
  const value = here.environment[given.variable]
  if (value !== undefined && value !== '') return value
  here.faults.push({ where, danish: `variablen ${given.variable} er ikke sat`, english: `the variable ${given.variable} is not set` })
  return undefined
}

function readPair({ key, certificate }: z.infer<typeof pair>, where: string, here: Here): KeyPair | undefined {
  const privateKey = readSecret(key, `${where}.key`, here)
  const pem = readText(certificate.file, `${where}.certificate`, here)
  if (privateKey === undefined || pem === undefined) return undefined
  try {
    const isTogether = new X509Certificate(pem).checkPrivateKey(createPrivateKey(privateKey))
    if (isTogether) return { privateKey, certificate: new X509Certificate(pem).toString() }
  } catch {
    // Said below: neither the key nor why it is unreadable may be in a message.
  }
  here.faults.push({
    where,
    danish: 'nøgle og certifikat (PEM) kan ikke læses eller hører ikke sammen',
    english: 'key and certificate (PEM) cannot be read or do not belong together',
  })
  return undefined
}

function readText(file: string, where: string, { folder, faults }: Here): string | undefined {
  try {
    return readFileSync(resolve(folder, file), 'utf8')
  } catch {
    faults.push({ where, danish: `filen ${file} kan ikke læses`, english: `the file ${file} cannot be read` })
    return undefined
  }
}

function readJson(file: string): unknown {
  try {
    return JSON.parse(readFileSync(file, 'utf8'))
  } catch {
    throw refusal(file, ['filen er der ikke, eller er ikke JSON'], ['the file is not there, or is not JSON'])
  }
}

function refusal(file: string, danish: readonly string[], english: readonly string[]): StartRefusal {
  return new StartRefusal(`LOGINS_FILE ${file} er forkert: ${danish.join('; ')}`, `LOGINS_FILE is wrong: ${english.join('; ')}`)
}
