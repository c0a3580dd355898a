/**
 * From who came back to what they may be here: the accounts a login opens, and what it narrows each to. An account comes
 * from a roster; a login can only take away from it. The one account that a sign-in makes is a citizen's, from what the
 * roster says of their own child (decision 30).
 */
import { randomUUID } from 'node:crypto'
import { institutionBound, type Role } from '#domain/access/actor.ts'
import { reaches } from '#domain/access/assurance.ts'
import { birthDay, yearsBetween } from '#domain/organisation/cpr.ts'
import { schoolYearOf } from '#domain/organisation/organisation.ts'
import {
  type Account,
  findAccount,
  insertAccounts,
  listAccountsOfSubject,
  listMunicipalitiesOf,
  type SignedInBy,
  subjectIndex,
} from '#database/access.ts'
import { insertAuditEvent } from '#database/audit.ts'
import { findPersonByCpr } from '#database/identity.ts'
import {
  listCitizenAccountsOf,
  listClassesAt,
  listClassesNamed,
  listFamilyOf,
  listInstitutionIds,
  listMunicipalitiesByCvr,
  listMunicipalitiesHere,
  listTiesOf,
} from '#database/login.ts'
import type { Tx } from '#database/transaction.ts'
import { dayInDenmark } from '../danish-day.ts'
import type { House } from '../house.ts'
import type { Identity, KnownByCpr, KnownByRight, KnownBySubject } from './claims.ts'
import type { Privilege } from './saml/privileges.ts'
import type { SignInRefusal } from './sign-in-page.ts'

/** One account that may be signed in to, and what is left of it. */
export type Admitted = { readonly account: Account } & Narrowing
export type Narrowing = Pick<SignedInBy, 'institutionIds' | 'classIds'>

/** Why nobody is let in. `of` is the municipality and account it is about, where one is known: it is told there. */
export type NotAdmitted = {
  readonly refusal: SignInRefusal
  readonly code: string
  readonly of?: Pick<Account, 'id' | 'municipalityId' | 'role'>
}

/** More municipalities than anybody works in; keeps a strange login from opening a hundred transactions. */
const mostMunicipalities = 5
/** So many are asked at a time about a citizen, who may live in any. */
const askedAtOnce = 6
/** Who is younger has no MitID to use here: it signs in with UNI-Login at school. */
const youngestByCpr = 15

const association = 0

/** Every account this login opens; never an empty list. */
export async function findAdmitted(
  house: House,
  issuer: string,
  identity: Identity,
): Promise<readonly [Admitted, ...Admitted[]] | NotAdmitted> {
  const found =
    identity.by === 'subject'
      ? await bySubject(house, issuer, identity)
      : identity.by === 'right'
        ? await byRight(house, issuer, identity)
        : await byCpr(house, identity)
  if ('refusal' in found) return found
  const known = found.known[0]
  const open = found.admitted.filter(({ account }) => isOpen(account, house))
  const sure = open.filter(({ account }) => reaches(identity.assurance, leastToComeIn(account.role)))
  const [first, ...others] = sure
  if (first) return [first, ...others]
  if (open[0]) return { refusal: 'tooWeak', code: 'assurance-low', of: open[0].account }
  if (found.admitted[0]) return { refusal: 'accountClosed', code: 'account-closed', of: found.admitted[0].account }
  if (known) return { refusal: found.otherwise, code: found.code, of: known }
  return { refusal: identity.assurance === 'low' && identity.by === 'subject' ? 'tooWeak' : found.stranger, code: 'no-account' }
}

/** A pupil answers and sees its own with one factor; everybody else comes in with two (NSIS substantial). */
function leastToComeIn(role: Role): 'low' | 'substantial' {
  return role === 'pupil' ? 'low' : 'substantial'
}

export function isOpen({ closedOn }: Account, house: House): boolean {
  return closedOn === null || closedOn > dayInDenmark(house.now())
}

type Found = {
  readonly admitted: readonly Admitted[]
  /** Accounts that are this person's, admitted or not. */
  readonly known: readonly Account[]
  /** What is said when the accounts are there and the login gives none of them, and when there are none. */
  readonly otherwise: SignInRefusal
  readonly code: string
  readonly stranger: SignInRefusal
}

async function bySubject(house: House, issuer: string, { subject, institutionNumbers, roles }: KnownBySubject): Promise<Found> {
  const municipalityIds =
    institutionNumbers === undefined
      ? await ask(house, association, listMunicipalitiesHere)
      : (await ask(house, association, (tx) => listMunicipalitiesOf(tx, institutionNumbers))).slice(0, mostMunicipalities)
  const found = await askEach(house, municipalityIds, async (tx) => {
    const known = (id: string) => listAccountsOfSubject(tx, house.keyring, subjectIndex(house.keyring, tx.municipalityId, issuer, id))
    // A roster writes user ids in small letters, whatever the login does.
    const exactly = await known(subject)
    const accounts = exactly.length > 0 ? exactly : await known(subject.toLowerCase())
    const admitted: Admitted[] = []
    for (const account of accounts) {
      if (roles !== undefined && !roles.includes(account.role)) continue
      if (institutionNumbers === undefined || !institutionBound.includes(account.role)) {
        admitted.push({ account, institutionIds: undefined, classIds: undefined })
        continue
      }
      // Who works at a school must still be there according to the login.
      const here = account.institutions.filter(({ number }) => institutionNumbers.includes(number)).map(({ id }) => id)
      if (here.length === 0) continue
      const isWhole = here.length === account.institutions.length
      admitted.push(
        isWhole ? { account, institutionIds: undefined, classIds: undefined } : { account, ...(await narrowedTo(tx, account, here)) },
      )
    }
    return { accounts, admitted }
  })
  return {
    admitted: found.flatMap(({ admitted }) => admitted),
    known: found.flatMap(({ accounts }) => accounts),
    otherwise: 'noAccount',
    code: 'not-vouched-for',
    stranger: 'noAccount',
  }
}

async function byRight(house: House, issuer: string, { subject, privileges }: KnownByRight): Promise<Found | NotAdmitted> {
  if (privileges.length === 0) return { refusal: 'noRight', code: 'no-right' }
  const byCvr = await ask(house, association, (tx) => listMunicipalitiesByCvr(tx, [...new Set(privileges.map(({ cvr }) => cvr))]))
  if (byCvr.size === 0) return { refusal: 'noRight', code: 'municipality-unknown' }
  const found = await askEach(house, [...byCvr.values()].slice(0, mostMunicipalities), async (tx) => {
    const accounts = await listAccountsOfSubject(tx, house.keyring, subjectIndex(house.keyring, tx.municipalityId, issuer, subject))
    const admitted: Admitted[] = []
    for (const account of accounts) {
      const own = privileges.filter(({ cvr, role }) => role === account.role && byCvr.get(cvr) === tx.municipalityId)
      const narrowing = await narrowingOf(tx, account, own, schoolYearOf(dayInDenmark(house.now())))
      if (narrowing) admitted.push({ account, ...narrowing })
    }
    return { accounts, admitted }
  })
  return {
    admitted: found.flatMap(({ admitted }) => admitted),
    known: found.flatMap(({ accounts }) => accounts),
    otherwise: 'noRight',
    code: 'right-not-given',
    stranger: 'noAccount',
  }
}

/** What a role's rights leave of an account: all of it where one of them names nothing; undefined where none leaves anything. */
async function narrowingOf(tx: Tx, account: Account, own: readonly Privilege[], schoolYear: number): Promise<Narrowing | undefined> {
  if (own.length === 0) return undefined
  if (own.some(({ institutions, classes }) => institutions === undefined && classes === undefined))
    return { institutionIds: undefined, classIds: undefined }
  // Rights that name classes beside rights that name institutions: the latter count, for they can be kept exactly.
  const byInstitution = own.filter(({ classes }) => classes === undefined)
  if (byInstitution.length > 0) {
    const ids = await listInstitutionIds(tx, [...new Set(byInstitution.flatMap(({ institutions }) => institutions ?? []))])
    return narrowedTo(tx, account, [...ids.values()])
  }
  const wanted = own.flatMap(({ classes }) => classes ?? [])
  const ids = await listInstitutionIds(tx, [...new Set(wanted.map(({ institution }) => institution))])
  const classes = await listClassesNamed(
    tx,
    schoolYear,
    wanted.flatMap(({ institution, name }) => {
      const institutionId = ids.get(institution)
      return institutionId === undefined ? [] : [{ institutionId, name }]
    }),
  )
  const narrowed = await narrowedTo(tx, account, [...new Set(classes.map(({ institutionId }) => institutionId))])
  const classIds = narrowed?.classIds?.filter((id) => classes.some((one) => one.id === id)) ?? []
  return narrowed && classIds.length > 0 ? { ...narrowed, classIds } : undefined
}

/** An account at these institutions alone; undefined when none of them is its own. */
async function narrowedTo(tx: Tx, account: Account, institutionIds: readonly string[]): Promise<Narrowing | undefined> {
  const own = account.institutions.map(({ id }) => id)
  const left = own.length === 0 ? institutionIds : own.filter((id) => institutionIds.includes(id))
  if (left.length === 0) return undefined
  return { institutionIds: left, classIds: await listClassesAt(tx, account.id, left) }
}

async function byCpr(house: House, { cpr, assurance }: KnownByCpr): Promise<Found | NotAdmitted> {
  const bornOn = birthDay(cpr)
  const today = dayInDenmark(house.now())
  if (bornOn === undefined || yearsBetween(bornOn, today) < youngestByCpr) return { refusal: 'tooYoung', code: 'too-young' }
  const municipalityIds = await ask(house, association, listMunicipalitiesHere)
  const found: Account[] = []
  for (let start = 0; start < municipalityIds.length; start += askedAtOnce) {
    const some = municipalityIds.slice(start, start + askedAtOnce).map(async (municipalityId) => {
      const personId = await ask(house, municipalityId, (tx) => findPersonByCpr(tx, house.keyring, cpr))
      // Nothing is made for somebody whose login is not sure enough to use it.
      return personId === undefined ? [] : citizenOf(house, municipalityId, personId, reaches(assurance, 'substantial'))
    })
    found.push(...(await Promise.all(some)).flat())
  }
  const admitted = found.map((account) => ({ account, institutionIds: undefined, classIds: undefined }))
  return { admitted, known: [], otherwise: 'noChild', code: 'no-account', stranger: 'noChild' }
}

/** A person's accounts as a citizen, the ones that are made now among them. */
async function citizenOf(house: House, municipalityId: number, personId: string, mayMake: boolean): Promise<readonly Account[]> {
  const today = dayInDenmark(house.now())
  const { there, ties } = await ask(house, municipalityId, async (tx) => ({
    there: await listCitizenAccountsOf(tx, personId),
    ties: await listTiesOf(tx, personId, today),
  }))
  const missing = citizenRoles.filter(
    ({ role, relation }) =>
      ties.includes(relation) &&
      !there.some((own) => own.role === role || (role === 'youngPerson' && own.role === 'pupil' && !own.isClosed)),
  )
  const made = mayMake && missing.length > 0 ? await makeCitizen(house, municipalityId, personId, missing).catch(madeMeanwhile) : []
  return ask(house, municipalityId, async (tx) => {
    const accounts: Account[] = []
    const own = made === undefined ? await listCitizenAccountsOf(tx, personId) : there
    for (const id of [...own.map((one) => one.id), ...(made ?? [])]) {
      const account = await findAccount(tx, id)
      if (account) accounts.push(account)
    }
    return accounts
  })
}

/** Undefined when another browser of theirs was first, and the accounts are there now. */
function madeMeanwhile(error: unknown): undefined {
  if (error instanceof Error && 'constraint' in error && error.constraint === 'account_subject_key') return undefined
  throw error
}

const citizenRoles = [
  { role: 'parent', relation: 'custody' },
  { role: 'youngPerson', relation: 'self' },
] as const

/**
 * Whoever has custody of a child on the roster today is its parent here, and a young person of fifteen is itself: the
 * account that is missing is made, with the child's institutions. A child that has left gives none.
 */
function makeCitizen(
  house: House,
  municipalityId: number,
  personId: string,
  missing: readonly (typeof citizenRoles)[number][],
): Promise<readonly string[]> {
  const now = house.now()
  // Pupils are seen by those who belong somewhere; somebody who is just coming in belongs nowhere yet.
  return house.doors.asSystem('account-from-roster', { municipalityId, login: 'staff' }, async (tx) => {
    const family = await listFamilyOf(tx, personId, dayInDenmark(now))
    const accounts = missing.flatMap(({ role, relation }) => {
      const institutionIds = family.filter((tie) => tie.relation === relation).map((tie) => tie.institutionId)
      if (institutionIds.length === 0) return []
      const subject = subjectIndex(house.keyring, municipalityId, knownHere, personId)
      return [{ id: randomUUID(), personId, role, subjectIndex: subject, institutionIds: [...new Set(institutionIds)], classIds: [] }]
    })
    await insertAccounts(tx, house.keyring, accounts)
    for (const { id, role } of accounts)
      await insertAuditEvent(tx, { at: now, actorId: id, role, act: 'account.made', object: `account:${id}`, purpose: 'mitid' })
    return accounts.map(({ id }) => id)
  })
}

/** In place of an issuer: a citizen who has only ever come by CPR number is known by who they are here. */
const knownHere = 'urn:boernungeliv:person'

function ask<R>(house: House, municipalityId: number, question: (tx: Tx) => Promise<R>): Promise<R> {
  return house.doors.as({ municipalityId, role: 'guest' }, 'staff', question, { readOnly: true })
}

async function askEach<R>(house: House, municipalityIds: readonly number[], question: (tx: Tx) => Promise<R>): Promise<readonly R[]> {
  const answers: R[] = []
  for (const municipalityId of municipalityIds) answers.push(await ask(house, municipalityId, question))
  return answers
}
