/** Draws the half-yearly sample a month before it must be closed, in each municipality that has none open. */
import { randomUUID } from 'node:crypto'
import { listSamples } from '#database/audit-sample.ts'
import { listMunicipalityIds } from '#database/release.ts'
import { usualPerRole } from '#domain/audit/sample.ts'
import { draw, findDue } from '../audit/sample.ts'
import { dayInDenmark } from '../danish-day.ts'
import type { House } from '../house.ts'

const association = 0

export async function drawHalfYearly(house: House, { municipalityId }: { readonly municipalityId?: number | undefined }): Promise<void> {
  const ids =
    municipalityId === undefined
      ? await house.doors.as({ municipalityId: association, role: 'guest' }, 'staff', listMunicipalityIds, { readOnly: true })
      : [municipalityId]
  for (const id of ids) await drawIn(house, id)
}

async function drawIn(house: House, municipalityId: number): Promise<void> {
  const now = house.now()
  await house.doors.asSystem('draw a sample of looks', { municipalityId, login: 'staff' }, async (tx) => {
    const samples = await listSamples(tx)
    if (samples.some(({ closedAt }) => closedAt === null)) return
    const due = await findDue(tx, samples, dayInDenmark(now))
    if (due === undefined || due.state === 'later') return
    await draw(tx, { id: randomUUID(), perRole: usualPerRole, drawnBy: null, now })
  })
}
