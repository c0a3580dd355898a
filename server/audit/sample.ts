/** Drawing a half-yearly sample, by somebody or by the house, and telling of those there have been. */
import { createHash, randomBytes } from 'node:crypto'
import { findFirstLook, listLooksOfProfessionals } from '#database/audit.ts'
import { insertSample, type SampleItemRow, type SampleRow } from '#database/audit-sample.ts'
import type { Tx } from '#database/transaction.ts'
import { countByRole, drawSample, monthsLater, type SampleDue, sampleDue } from '#domain/audit/sample.ts'
import { addDays } from '#domain/calendar/calendar.ts'
import { dayInDenmark } from '../danish-day.ts'

const sha256 = (bytes: Uint8Array) => createHash('sha256').update(bytes).digest('hex')

/** The officer's own looks are no part of what the officer goes through. */
const reviewer = 'dataProtectionOfficer'

/** Draws from the looks of the last half year and keeps what was drawn; undefined when nobody has looked. */
export async function draw(
  tx: Tx,
  { id, perRole, drawnBy, now }: { readonly id: string; readonly perRole: number; readonly drawnBy: string | null; readonly now: Date },
): Promise<string | undefined> {
  const from = new Date(`${monthsLater(dayInDenmark(now), -6)}T00:00:00Z`)
  const looks = (await listLooksOfProfessionals(tx, { from, until: now })).filter(({ role }) => role !== reviewer)
  if (looks.length === 0) return undefined
  const seed = randomBytes(16).toString('hex')

  const drawn = drawSample(looks, { seed, perRole, sha256 })

  const period = { fromAt: from.toISOString(), untilAt: now.toISOString() }
  await insertSample(
    tx,
    { id, drawnAt: now.toISOString(), drawnBy, ...period, seed, perRole, drawnFrom: countByRole(looks) },
    drawn.map((look) => look.id),
  )
  return id
}

/** When the next sample must be closed. */
export async function findDue(tx: Tx, samples: readonly SampleRow[], today: string): Promise<SampleDue | undefined> {
  const closed = samples.flatMap(({ closedAt }) => closedAt ?? []).toSorted()
  const lastClosedOn = closed.at(-1)
  const firstLook = lastClosedOn === undefined ? await findFirstLook(tx) : undefined
  const dayOf = (moment: string | undefined) => (moment === undefined ? undefined : dayInDenmark(new Date(moment)))
  return sampleDue({ lastClosedOn: dayOf(lastClosedOn), firstLookOn: dayOf(firstLook) }, today, addDays)
}

/** A sample as it is told of. */
export function sampleView(sample: SampleRow, items: readonly SampleItemRow[], nameOf: (accountId: string | null) => string | null) {
  const own = items.filter(({ sampleId }) => sampleId === sample.id)
  const count = (verdict: SampleItemRow['verdict']) => own.filter((item) => item.verdict === verdict).length
  return {
    id: sample.id,
    drawnAt: sample.drawnAt,
    drawnBy: nameOf(sample.drawnBy),
    from: sample.fromAt,
    until: sample.untilAt,
    seed: sample.seed,
    perRole: sample.perRole,
    roles: Object.entries(sample.drawnFrom)
      .map(([role, of]) => ({ role, of, drawn: own.filter((item) => item.role === role).length }))
      .toSorted((one, other) => one.role.localeCompare(other.role)),
    verdicts: {
      inOrder: count('inOrder'),
      needsExplaining: count('needsExplaining'),
      notInOrder: count('notInOrder'),
      waiting: count(null),
    },
    closedAt: sample.closedAt,
    closedBy: nameOf(sample.closedBy),
  }
}
