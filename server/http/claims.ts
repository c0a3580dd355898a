/** What the login says of a person, as far as we use it: names as in UNI-Login. */
import { z } from 'zod'
import type { Assurance } from '#domain/access/actor.ts'

export type Identity = {
  /** The person's key at the login. Never an e-mail address. */
  readonly uniid: string
  readonly institutionNumbers: readonly string[]
  /** NSIS: how sure the login is. */
  readonly assurance: Assurance
}

const Claims = z.object({
  uniid: z.string().regex(/^[0-9A-Za-z]{4,40}$/),
  institution_ids: z.union([z.string().transform((number) => [number]), z.array(z.string())]).default([]),
})

/** The logins spell the same level in many ways, under many names; the first that is there counts. */
const assuranceClaims = ['nsis_loa', 'https://data.gov.dk/concept/core/nsis/loa', 'loa']
const assurances: Readonly<Record<string, Identity['assurance']>> = {
  '2': 'low',
  '3': 'substantial',
  '4': 'high',
  low: 'low',
  substantial: 'substantial',
  high: 'high',
}

/** Undefined when the login tells too little. A level that is missing or unknown counts as low. */
export function readIdentity(claims: Readonly<Record<string, unknown>>): Identity | undefined {
  const read = Claims.safeParse(claims)
  if (!read.success) return undefined
  const level = assuranceClaims.map((name) => claims[name]).find((value) => value !== undefined)
  return {
    uniid: read.data.uniid,
    institutionNumbers: read.data.institution_ids.filter((number) => /^[0-9A-Z]{6}$/.test(number)),
    assurance: assurances[String(level).split('/').at(-1)?.toLowerCase() ?? ''] ?? 'low',
  }
}
