/**
 * What an approved roster does, as it is kept from the reading to the applying: first the ground (institutions
 * and classes), then people, some thousand steps to a frame. Kept as ciphertext; holds names and CPR numbers.
 */
import { z } from 'zod'
import { roles } from '#domain/access/actor.ts'
import { RosterChange, rosterKinds } from '#api/organisation.ts'

const institutionKind = z.enum(['school', 'daycare', 'youthEducation', 'healthService', 'youthService', 'administration'])
const sex = z.enum(['female', 'male', 'unknown'])

export const RosterGround = z.object({
  kind: z.enum(rosterKinds),
  schoolYear: z.int(),
  newInstitutions: z.array(z.object({ number: z.string(), name: z.string(), kind: institutionKind })),
  changedInstitutions: z.array(z.object({ id: z.uuid(), number: z.string(), name: z.string(), kind: institutionKind })),
  /** Classes that are new, open again or of another grade; by the institution's number. */
  classes: z.array(z.object({ institution: z.string(), name: z.string(), grade: z.int().nullable() })),
  closedClassIds: z.array(z.uuid()),
})
export type RosterGround = z.infer<typeof RosterGround>

export const PupilStep = z.discriminatedUnion('what', [
  z.object({
    what: z.literal('place'),
    /** Null for somebody who has never been a pupil here. */
    pupilId: z.uuid().nullable(),
    /** Null for somebody nobody knew; then `cpr` and `name` are there. */
    personId: z.uuid().nullable(),
    cpr: z.string().nullable(),
    /** Null when the name stays. */
    name: z.string().nullable(),
    sex,
    institution: z.string(),
    className: z.string(),
  }),
  z.object({ what: z.literal('leave'), pupilId: z.uuid() }),
])
export type PupilStep = z.infer<typeof PupilStep>

export const StaffStep = z.object({
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
})
export type StaffStep = z.infer<typeof StaffStep>

export const RosterPreview = z.array(RosterChange)

/** Frames of a stored difference: 0 is the preview, 1 the ground, the rest people. */
export const previewFrame = 0
export const groundFrame = 1
export const firstPeopleFrame = 2

const stepsPerFrame = 2_000

/** Everything in frames. A frame is what one round of applying holds in memory. */
export function framesOf(
  preview: readonly z.infer<typeof RosterChange>[],
  ground: RosterGround,
  steps: readonly (PupilStep | StaffStep)[],
): string[] {
  const people = Array.from({ length: Math.ceil(steps.length / stepsPerFrame) }, (_, place) =>
    steps.slice(place * stepsPerFrame, (place + 1) * stepsPerFrame),
  )
  return [preview, ground, ...people].map((frame) => JSON.stringify(frame))
}
