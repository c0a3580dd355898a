/**
 * What an approved roster does, as it is kept from the reading to the applying: first the ground (institutions
 * and classes), then people, some thousand steps to a frame. Kept as ciphertext; holds names and CPR numbers.
 *
 * Whoever is new has an id from the comparison on, so that steps about a family can name people that an earlier
 * step makes.
 */
import { z } from 'zod'
import { roles } from '#domain/access/actor.ts'
import { RosterChange, RosterMovedUp } from '#api/organisation.ts'
import { Contact } from '#domain/organisation/contact.ts'

const institutionKind = z.enum(['school', 'daycare', 'youthEducation', 'healthService', 'youthService', 'administration'])
const sex = z.enum(['female', 'male', 'unknown'])
const cprKind = z.enum(['verified', 'unverified', 'replacement', 'unknown'])

export const RosterGround = z.object({
  schoolYear: z.int(),
  newInstitutions: z.array(z.object({ number: z.string(), name: z.string(), kind: institutionKind })),
  changedInstitutions: z.array(z.object({ id: z.uuid(), number: z.string(), name: z.string(), kind: institutionKind })),
  /** Classes that are new, open again or of another grade; by the institution's number. */
  classes: z.array(z.object({ institution: z.string(), name: z.string(), grade: z.int().nullable() })),
  closedClassIds: z.array(z.uuid()),
  /** Classes of an earlier year that go on, whose professionals go along; none where staff is in the roster too. */
  carriedOver: z.array(z.object({ fromId: z.uuid(), institution: z.string(), name: z.string() })),
})
export type RosterGround = z.infer<typeof RosterGround>

/** Beyond the name; what is null stays as it is. `source` is institution and id, `|` between. */
const identity = {
  cpr: z.string().nullable(),
  cprKind: cprKind.nullable(),
  source: z.tuple([z.string(), z.string()]).nullable(),
  uniLogin: z.string().nullable(),
  isProtected: z.boolean().nullable(),
  contact: Contact.nullable(),
}

export const RosterStep = z.discriminatedUnion('what', [
  /** A person who is new, or known and told something more of. */
  z.object({
    what: z.literal('person'),
    personId: z.uuid(),
    isNew: z.boolean(),
    name: z.string().nullable(),
    ...identity,
    /** An id has been somebody else's until now, and is taken from them. */
    takesIds: z.boolean(),
  }),
  z.object({
    what: z.literal('place'),
    pupilId: z.uuid(),
    isNew: z.boolean(),
    personId: z.uuid(),
    sex,
    institution: z.string(),
    className: z.string(),
  }),
  z.object({ what: z.literal('leave'), pupilId: z.uuid(), personId: z.uuid() }),
  z.object({
    what: z.literal('tie'),
    personId: z.uuid(),
    pupilId: z.uuid(),
    pupilPersonId: z.uuid(),
    relation: z.enum(['custody', 'foster', 'self']),
    from: z.iso.date(),
    until: z.iso.date().nullable(),
    /** Custody that ends or begins: what the grown-up has open is closed, so that the next page is the right one. */
    changesRights: z.boolean(),
  }),
  /** A citizen's way in by UNI-Login: a new account, or one that is opened again. */
  z.object({
    what: z.literal('account'),
    accountId: z.uuid(),
    isNew: z.boolean(),
    personId: z.uuid(),
    role: z.enum(['parent', 'pupil', 'youngPerson']),
    /** Keyed index of the login, base64. */
    subject: z.string(),
  }),
  z.object({ what: z.literal('closeAccount'), accountId: z.uuid() }),
  z.object({
    what: z.literal('staff'),
    /** Keyed index of the login, base64. */
    subject: z.string(),
    /** Whose name it is; empty for somebody nobody knew, who then has a name here. */
    personIds: z.array(z.uuid()),
    /** Null when the name stays. */
    name: z.string().nullable(),
    accounts: z.array(
      z.object({
        id: z.uuid().nullable(),
        role: z.enum(roles),
        institutions: z.array(z.string()),
        classes: z.array(z.object({ institution: z.string(), name: z.string() })),
      }),
    ),
    closedAccountIds: z.array(z.uuid()),
  }),
])
export type RosterStep = z.infer<typeof RosterStep>
export type StepOf<W extends RosterStep['what']> = Extract<RosterStep, { what: W }>

export const RosterPreview = z.object({ changes: z.array(RosterChange), movedUp: z.array(RosterMovedUp) })
export type RosterPreview = z.infer<typeof RosterPreview>

/** What the approver said has gone on as what, by numbers. */
export const ConfirmedSuccessions = z.array(z.object({ from: z.string(), to: z.string() }))

/** Frames of a stored difference: 0 is the preview, 1 the ground, the rest people. */
export const previewFrame = 0
export const groundFrame = 1
export const firstPeopleFrame = 2

const stepsPerFrame = 2_000

/** Everything in frames, each made when it is asked for. A frame is what one round of applying holds in memory. */
export function framesOf(
  preview: RosterPreview,
  ground: RosterGround,
  steps: readonly RosterStep[],
): Iterable<string> & { readonly length: number } {
  return {
    length: firstPeopleFrame + Math.ceil(steps.length / stepsPerFrame),
    *[Symbol.iterator]() {
      yield JSON.stringify(preview)
      yield JSON.stringify(ground)
      for (let from = 0; from < steps.length; from += stepsPerFrame) yield JSON.stringify(steps.slice(from, from + stepsPerFrame))
    },
  }
}

/** The preview of a stored difference; nothing to see in one that an earlier version of the program has made. */
export function readPreview(frame: string | undefined): RosterPreview {
  const read = frame === undefined ? undefined : RosterPreview.safeParse(JSON.parse(frame))
  return read?.data ?? { changes: [], movedUp: [] }
}
