/**
 * Who is written to when a child or a young person is asked, as things stand on a day: by whose answers it is, by age and by
 * custody. Whoever has answered, said no, or has nothing to decide any more is not written to, nor is anybody about them.
 *
 * | questionnaire | age of the child | written to |
 * |---|---|---|
 * | parents | under 18 | everybody with custody that day, in every home; foster parents |
 * | pupils, in class | under 18 | everybody with custody, for they decide or are to be told; never the pupil |
 * | young people | 15 and over | the young person alone |
 * | young people | under 15 | everybody with custody |
 */
import { type Decides, ruleFor } from '../consent/age-rules.ts'
import { type Consent, consentOn } from '../consent/consent.ts'
import { isOptedOut, type SaidBy } from '../consent/opt-out.ts'
import { yearsBetween } from '../organisation/cpr.ts'
import type { Questionnaire } from '../questionnaire/questionnaire.ts'
import type { Track } from '../survey/survey.ts'
import type { RespondentLanguage } from '../text/text.ts'
import { type Channel, channels, type Receiver, type ReceiverRole } from './invitation.ts'

/** How somebody may be reached: what is protected does not count as being there. */
export type Reach = {
  readonly personId: string
  /** Undefined when nobody knows. */
  readonly bornOn: string | undefined
  /** A number from the CPR register; a municipality's replacement number opens no mailbox. */
  readonly hasCpr: boolean
  readonly hasEmail: boolean
  readonly hasMobile: boolean
  readonly hasAddress: boolean
  /** Null when nobody has said. */
  readonly language: RespondentLanguage | null
}

/** Somebody's tie to the child, from its first day to the first day without. */
export type FamilyTie = {
  readonly relation: 'custody' | 'foster' | 'self'
  readonly validFrom: string
  readonly validUntil: string | null
  /** Undefined for whoever has been erased: nothing about them can be read. */
  readonly reach: Reach | undefined
}

/** One child or young person whom a survey asks. */
export type Asked = {
  readonly pupilId: string
  readonly track: Track
  readonly respondent: Questionnaire['respondent']
  readonly decision: 'answered' | 'declined' | 'undecided'
  /** By name; undefined in the statistics track. */
  readonly consent: Consent | undefined
  /** Who has said no to a statistics survey. */
  readonly said: readonly SaidBy[]
  /** Name and address of the child are protected: then nothing is posted to anybody, for one of the homes is where the child lives. */
  readonly isProtected: boolean
  /** Of the child themselves; undefined when they have been erased. */
  readonly self: Reach | undefined
  readonly ties: readonly FamilyTie[]
}

/** Digital Post comes with 15 (lov om Digital Post fra offentlige afsendere, § 3); an SMS is sent to nobody below that. */
const ownPostFromAge = 15
/** Custody ends by itself (forældreansvarsloven § 1), whatever a roster still says. */
const custodyUntilAge = 18

/**
 * Everybody who is written to about this child today, each with the channels that reach them, in the order given. A parent
 * of twins is there twice: `tellsOfAll` says when one message is enough.
 */
export function receiversOf(asked: Asked, today: string, order: readonly Channel[] = channels): readonly Receiver[] {
  const { pupilId, self, ties } = asked
  if (self === undefined || isSettled(asked, today)) return []
  const age = ageOf(self, today)
  const holders = age !== undefined && age >= custodyUntilAge ? [] : inForce(ties, 'custody', today)
  const receivers: readonly (readonly [ReceiverRole, Reach])[] =
    asked.respondent === 'youngPerson' && isOwnMaster(self, holders, today)
      ? [['self', self]]
      : [
          ...holders.map((reach) => ['custodyHolder', reach] as const),
          ...(isForFosterParents(asked, age) ? inForce(ties, 'foster', today).map((reach) => ['fosterParent', reach] as const) : []),
        ]
  return receivers.map(([as, reach]) => ({
    personId: reach.personId,
    pupilId,
    as,
    channels: order.filter((channel) => reaches(channel, as, reach, asked, today)),
    language: reach.language ?? 'da',
    isPostable: reach.hasAddress && !asked.isProtected,
  }))
}

/** Whether one message by this channel does for several children of one receiver: it names none and leads to the sign-in page. */
export function tellsOfAll(channel: Channel): boolean {
  return channel === 'email' || channel === 'sms'
}

/** Nothing is left to be said: answered, declined, opted out; and, where a class is asked by name, decided. */
function isSettled({ decision, consent, said, respondent, self }: Asked, today: string): boolean {
  if (decision !== 'undecided' || isOptedOut(said, decides(self, today))) return true
  if (consent === undefined) return false
  const now = consentOn(consent, self?.bornOn, today)
  return now.hasAnswered || now.decision === 'declined' || (respondent === 'pupil' && now.decision !== 'none')
}

function decides(self: Reach | undefined, today: string): Decides {
  return ruleFor(self?.bornOn, today).decides
}

/** From 15; and where nobody knows the birthday nor of anybody with custody, as of many who are outside education. */
function isOwnMaster(self: Reach, holders: readonly Reach[], today: string): boolean {
  return self.bornOn === undefined ? holders.length === 0 : decides(self, today) === 'self'
}

/**
 * Foster parents answer what parents are asked, and decide nothing: of a survey by name they hear when somebody with custody
 * has agreed, for before that their link would lead past the question of consent.
 */
function isForFosterParents({ respondent, track, consent, self }: Asked, age: number | undefined): boolean {
  if (respondent !== 'parent' || self === undefined || (age !== undefined && age >= custodyUntilAge)) return false
  return track === 'statistics' || consent?.decision === 'given'
}

function inForce(ties: readonly FamilyTie[], relation: FamilyTie['relation'], today: string): readonly Reach[] {
  return ties.flatMap((tie) => {
    const holds = tie.relation === relation && tie.validFrom <= today && (tie.validUntil === null || tie.validUntil > today)
    return holds && tie.reach !== undefined ? [tie.reach] : []
  })
}

function reaches(channel: Channel, as: ReceiverRole, reach: Reach, asked: Asked, today: string): boolean {
  const age = ageOf(reach, today)
  switch (channel) {
    case 'digitalPost':
      return reach.hasCpr && age !== undefined && age >= ownPostFromAge
    case 'email':
      return reach.hasEmail && mayComeIn(as, asked)
    case 'sms':
      return reach.hasMobile && (age === undefined || age >= ownPostFromAge) && mayComeIn(as, asked)
    case 'letter':
      return true
  }
}

/**
 * Whether signing in leads to what is asked: an e-mail and an SMS carry no link but to the sign-in page. Foster parents have no
 * page of their own, and what a young person is asked is not opened from their parents'.
 */
function mayComeIn(as: ReceiverRole, { respondent }: Asked): boolean {
  return as === 'self' || (as === 'custodyHolder' && respondent !== 'youngPerson')
}

function ageOf({ bornOn }: Reach, today: string): number | undefined {
  return bornOn === undefined ? undefined : yearsBetween(bornOn, today)
}
