/** Fetches the exports of a municipality's institutions from STIL and puts them together as one roster file. */
import { listInstitutions } from '#database/organisation.ts'
import { countPulls, pullReason } from '#database/stil-pulls.ts'
import { dayInDenmark } from '../danish-day.ts'
import type { House } from '../house.ts'
import { askStil, type StilConnection, type StilRefusal } from './stil-service.ts'

/** STIL's own limit for an institution and a day. */
const mostPulls = 4

/** Kinds of institutions that STIL has exports of. */
const kinds: readonly string[] = ['school', 'daycare', 'youthEducation']

export type NotFetched = { readonly institution: string; readonly reason: StilRefusal | 'pulled-often-enough' | 'another-institution' }

export type Fetched = {
  /** All exports in one document, as they are signed; undefined when there is none. */
  readonly file: Uint8Array | undefined
  readonly institutions: readonly string[]
  readonly notFetched: readonly NotFetched[]
}

/**
 * One institution after the other. One that is refused is left out, and nobody at it is touched by the import: a roster
 * speaks for the institutions it names. A pull is written down before it is made, whatever comes of it.
 */
export async function fetchStil(
  house: House,
  connection: StilConnection,
  municipalityId: number,
  progress: (part: number) => void = () => {},
): Promise<Fetched> {
  const day = dayInDenmark(house.now())
  const known = await house.doors.asSystem('fetch-stil', { municipalityId, login: 'staff' }, (tx) => listInstitutions(tx))
  const wanted = known.filter(({ kind }) => kinds.includes(kind)).map(({ number }) => number)
  const bodies: Buffer[] = []
  const institutions: string[] = []
  const notFetched: NotFetched[] = []
  for (const [place, institution] of wanted.toSorted().entries()) {
    const isAllowed = await house.doors
      .asSystem(pullReason(institution), { municipalityId, login: 'staff' }, async (tx) => {
        if ((await countPulls(tx, institution, day)) >= mostPulls) throw new PulledEnough()
        return true
      })
      .catch((error: unknown) => {
        if (error instanceof PulledEnough) return false
        throw error
      })
    if (!isAllowed) notFetched.push({ institution, reason: 'pulled-often-enough' })
    else {
      const answer = await askStil(connection, institution, { now: house.now })
      if (typeof answer === 'string') notFetched.push({ institution, reason: answer })
      else if (!isAbout(answer.body, institution)) notFetched.push({ institution, reason: 'another-institution' })
      else {
        bodies.push(answer.body)
        institutions.push(institution)
      }
    }
    progress((place + 1) / wanted.length)
  }
  return { file: bodies.length === 0 ? undefined : together(bodies), institutions, notFetched }
}

/** Undoes the transaction, and with it the line that would say there was a pull. */
class PulledEnough extends Error {}

/** A signed answer about another institution than was asked for is no answer. The form is canonical: no spelling hides in it. */
function isAbout(body: Buffer, institution: string): boolean {
  const numbers = [...body.toString('utf8').matchAll(/<(?:[\w.-]+:)?InstitutionNumber(?:\s[^>]*)?>([^<]*)</g)].map(([, number]) =>
    (number ?? '').trim().toUpperCase(),
  )
  return numbers.length > 0 && numbers.every((number) => number === institution)
}

function together(bodies: readonly Buffer[]): Buffer {
  return Buffer.concat([Buffer.from('<?xml version="1.0" encoding="UTF-8"?>\n<exports>\n'), ...bodies, Buffer.from('\n</exports>\n')])
}
