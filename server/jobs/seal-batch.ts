/**
 * Seals what has come together in surveys that invite one at a time. Nobody sits in a lesson that ends, so it
 * runs by night, and takes a class only when enough have answered since the last time. What is never enough
 * waits for the survey's close, and is pooled upward there.
 *
 * Doing it again changes nothing: what has been sealed counts as sealed.
 */
import { listBatches } from '#database/disclosure.ts'
import { listMunicipalityIds } from '#database/release.ts'
import { batchMinimum } from '#domain/disclosure/thresholds.ts'
import type { House } from '../house.ts'
import { sealClass } from './seal-class.ts'

/** The association: whoever works for all municipalities begins there. */
const association = 0

/** One survey of one municipality, or nothing: every rolling survey of everybody. */
export type SealBatchJob = { readonly municipalityId?: number | undefined; readonly surveyId?: string | undefined }

export async function sealBatch(house: House, { municipalityId, surveyId }: SealBatchJob): Promise<void> {
  const asSealer = { login: 'sealer' } as const
  const municipalities =
    municipalityId !== undefined
      ? [municipalityId]
      : await house.doors.asSystem('seal-batch', { municipalityId: association, ...asSealer }, listMunicipalityIds)
  for (const id of municipalities) {
    const batches = await house.doors.asSystem('seal-batch', { municipalityId: id, ...asSealer }, (tx) => listBatches(tx, batchMinimum))
    for (const batch of batches)
      if (surveyId === undefined || batch.surveyId === surveyId) await sealClass(house, { municipalityId: id, ...batch })
  }
}
