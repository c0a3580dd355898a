/**
 * Who decides at which age, and what parents still see: a table, not constants, so that a change of the law is a
 * new row with its day and its source. It is asked with today's date whenever something is read or done; nothing
 * depends on a job having run.
 */
import { birthDay, type Cpr, yearsBetween } from '../organisation/cpr.ts'

/** Who decides about a child's answers: whoever has custody, or the young person alone. */
export type Decides = 'custodyHolder' | 'self'

/** What of a child's invitations a parent's own page shows. What a child answered is in none of the rows. */
export const parentSights = ['invitation', 'decision', 'answeredOn', 'looks'] as const
export type ParentSight = (typeof parentSights)[number]

export type AgeRule = {
  /** Whole years, from the birthday itself. */
  readonly fromAge: number
  /** The first day the rule is in force. */
  readonly validFrom: string
  readonly decides: Decides
  readonly parentsSee: readonly ParentSight[]
  readonly source: string
}

export const ageRules: readonly AgeRule[] = [
  {
    fromAge: 0,
    validFrom: '2007-10-01',
    decides: 'custodyHolder',
    parentsSee: parentSights,
    source: 'forældreansvarsloven § 2: whoever has custody decides about the child’s personal matters',
  },
  {
    fromAge: 15,
    validFrom: '2007-01-01',
    decides: 'self',
    // Parents are to be told (§ 17, stk. 1, 2. pkt.): that the young person is asked, and what about.
    parentsSee: ['invitation'],
    source: 'sundhedsloven § 17, stk. 1: who has turned 15 consents themselves',
  },
]

/** The rule for somebody born on that day. Whose birthday nobody knows is a child. */
export function ruleFor(bornOn: string | undefined, today: string): AgeRule {
  const age = bornOn === undefined ? 0 : yearsBetween(bornOn, today)
  const inForce = ageRules.filter(({ fromAge, validFrom }) => fromAge <= age && validFrom <= today)
  const oldest = inForce.toSorted((one, other) => other.fromAge - one.fromAge || (one.validFrom < other.validFrom ? 1 : -1))[0]
  if (!oldest) throw new RangeError(`no rule is in force on ${today}`)
  return oldest
}

/** The same by CPR number, which is read for this and shown nowhere. */
export function ruleForCpr(cpr: Cpr | undefined, today: string): AgeRule {
  return ruleFor(cpr === undefined ? undefined : birthDay(cpr), today)
}

/**
 * The first day on which the young person decides; undefined when the birthday is not known. Born on 29 February,
 * it is 1 March in a year without one.
 *
 * @example decidesFrom('2012-02-29') // '2027-03-01'
 */
export function decidesFrom(bornOn: string | undefined): string | undefined {
  if (bornOn === undefined) return undefined
  const age = Math.min(...ageRules.filter(({ decides }) => decides === 'self').map(({ fromAge }) => fromAge))
  const year = Number(bornOn.slice(0, 4)) + age
  const isLeap = year % 4 === 0 && (year % 100 !== 0 || year % 400 === 0)
  return bornOn.endsWith('-02-29') && !isLeap ? `${year}-03-01` : `${year}${bornOn.slice(4)}`
}
