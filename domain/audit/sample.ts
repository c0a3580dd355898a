/**
 * The half-yearly sample: some looks at named children, drawn by chance for each role, that somebody goes through and
 * judges. Datatilsynet calls a spot check at least every six months the absolute minimum in systems with many sensitive
 * data (30-11-2021, Allerød). Whoever knows the seed draws the same looks again, so an auditor can (ISAE 3000).
 */
import type { Sha256 } from './chain.ts'

export const verdicts = ['inOrder', 'needsExplaining', 'notInOrder'] as const
export type Verdict = (typeof verdicts)[number]

/** A look at named children by a professional, as a sample is drawn from it. */
export type SampledLook = { readonly id: string; readonly role: string }

/** Looks of each role at most in one sample, where nobody says otherwise. */
export const usualPerRole = 10

/**
 * The looks of a sample, role by role: those whose hash with the seed is least. The order they are given in changes
 * nothing, and no look is more likely than another.
 */
export function drawSample(
  looks: readonly SampledLook[],
  { seed, perRole, sha256 }: { readonly seed: string; readonly perRole: number; readonly sha256: Sha256 },
): readonly SampledLook[] {
  const lots = looks.map((look) => ({ look, lot: sha256(bytesOf(`${seed}|${look.id}`)) }))
  const inOrder = lots.toSorted((one, other) => (one.lot < other.lot ? -1 : 1))
  const roles = [...new Set(looks.map(({ role }) => role))].toSorted()
  return roles.flatMap((role) =>
    inOrder
      .filter(({ look }) => look.role === role)
      .slice(0, perRole)
      .map(({ look }) => look),
  )
}

/** How many there were to draw from, by role. */
export function countByRole(looks: readonly SampledLook[]): Readonly<Record<string, number>> {
  const counts: Record<string, number> = {}
  for (const { role } of looks) counts[role] = (counts[role] ?? 0) + 1
  return counts
}

/** Why a sample can't be closed. */
export type CloseRefusal = 'sample-closed' | 'sample-not-judged'

/** A sample is closed when every look has its verdict; then nothing of it is changed any more. */
export function mayClose({
  closedAt,
  verdicts: given,
}: {
  readonly closedAt: string | null
  readonly verdicts: readonly (Verdict | null)[]
}): CloseRefusal | undefined {
  if (closedAt !== null) return 'sample-closed'
  return given.includes(null) ? 'sample-not-judged' : undefined
}

/** Why a verdict can't be given. */
export type VerdictRefusal = 'sample-closed' | 'sample-note-missing'

/** Whoever finds something that is not plainly in order says what. */
export function checkVerdict({
  closedAt,
  verdict,
  note,
}: {
  readonly closedAt: string | null
  readonly verdict: Verdict
  readonly note: string
}): VerdictRefusal | undefined {
  if (closedAt !== null) return 'sample-closed'
  return verdict !== 'inOrder' && note.trim() === '' ? 'sample-note-missing' : undefined
}

/** How long before its day a sample is asked for. */
const remindDays = 30
const halfYearMonths = 6

export type SampleDue = { readonly dueOn: string; readonly state: 'later' | 'soon' | 'overdue' }

/**
 * When the next sample must be closed: six months after the last was, or after the first look there is. Undefined while
 * nobody has looked at any child.
 */
export function sampleDue(
  { lastClosedOn, firstLookOn }: { readonly lastClosedOn: string | undefined; readonly firstLookOn: string | undefined },
  today: string,
  addDays: (day: string, days: number) => string,
): SampleDue | undefined {
  const since = lastClosedOn ?? firstLookOn
  if (since === undefined) return undefined
  const dueOn = monthsLater(since, halfYearMonths)
  if (today > dueOn) return { dueOn, state: 'overdue' }
  return { dueOn, state: today >= addDays(dueOn, -remindDays) ? 'soon' : 'later' }
}

/** The same day so many months on, or the month's last where it has fewer days. */
export function monthsLater(day: string, months: number): string {
  const [year = 0, month = 1, date = 1] = day.split('-').map(Number)
  const place = year * 12 + (month - 1) + months
  const [nextYear, nextMonth] = [Math.floor(place / 12), (place % 12) + 1]
  const isLeap = (nextYear % 4 === 0 && nextYear % 100 !== 0) || nextYear % 400 === 0
  const lengths = [31, isLeap ? 29 : 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31]
  const last = Math.min(date, lengths[nextMonth - 1] ?? 28)
  return `${nextYear}-${String(nextMonth).padStart(2, '0')}-${String(last).padStart(2, '0')}`
}

/** Ids and seeds are plain letters. */
function bytesOf(text: string): Uint8Array {
  return Uint8Array.from(text, (letter) => letter.charCodeAt(0))
}
