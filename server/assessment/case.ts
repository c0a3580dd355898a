/** What every handler of a case begins with, and what several of them say. */
import { findAssessment, lockAssessment, type AssessmentFound } from '#database/assessment.ts'
import { listCprs } from '#database/identity.ts'
import type { Keyring } from '#database/keyring.ts'
import type { Tx } from '#database/transaction.ts'
import { birthDay, yearsBetween } from '#domain/organisation/cpr.ts'
import { linkFrom } from '#domain/survey/code.ts'
import type { House } from '../house.ts'
import { Problem } from '../problem.ts'

/** Out of reach is as if it did not exist. */
export async function reachAssessment(tx: Tx, id: string): Promise<AssessmentFound> {
  const found = await findAssessment(tx, id)
  if (!found) throw new Problem('not-found')
  return found
}

/** The same, held until commit, and open: a closed case is read only. */
export async function holdOpenAssessment(tx: Tx, id: string): Promise<AssessmentFound> {
  const found = await lockAssessment(tx, id)
  if (!found) throw new Problem('not-found')
  if (found.state === 'closed') throw new Problem('assessment-closed')
  return found
}

/** The child's birthday; undefined when the number gives none. */
export async function birthDayOf(tx: Tx, keyring: Keyring, personId: string): Promise<string | undefined> {
  const cpr = (await listCprs(tx, keyring, [personId])).get(personId)
  return cpr === undefined ? undefined : birthDay(cpr)
}

/** Whole years today; null when the number gives no birthday. */
export async function ageOf(tx: Tx, keyring: Keyring, personId: string, today: string): Promise<number | null> {
  const bornOn = await birthDayOf(tx, keyring, personId)
  return bornOn === undefined ? null : yearsBetween(bornOn, today)
}

/** An informant's link, the same each time it is shown. The symbols stand in the fragment, which no server sees. */
export function linkOf(house: House, municipalityId: number, assessmentId: string, informantId: string, turn: number) {
  const symbols = linkFrom(municipalityId, house.keyring.linkSymbols(municipalityId, assessmentId, informantId, turn))
  return { address: `${house.origin}/svar#p=${symbols}`, hmac: house.keyring.linkHmac(municipalityId, symbols) }
}
