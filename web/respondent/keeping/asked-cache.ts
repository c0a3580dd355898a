/**
 * What is asked, and what was read aloud of it, for as long as somebody answers: the worker takes it from here when there is no
 * line. It is the same for everybody, and holds no answer; it goes with the visit all the same.
 */
import { presentationOf } from '#domain/questionnaire/presentation.ts'
import type { Entered } from '../contract.ts'
import { fetchJson } from '../send.ts'

/** As `worker.ts` calls it, which adds what is listened to. */
const cacheName = 'svar-asked'

/** One after the other, so that a save never waits behind a recording. Who can't read yet has them all; others, what they have heard. */
export async function keepAsked({ asked, about, questionnaire }: Entered): Promise<void> {
  const { code, version } = about.questionnaire
  const from = `/recordings/${about.municipalityId}`
  const recordings = `${from}/${code}/${version}`
  try {
    const cache = await caches.open(cacheName)
    const add = (path: string) => cache.add(`/api/v1${path}`)
    if (!asked) await add(`/published/${about.municipalityId}/${code}/${version}`)
    await add(recordings)
    if (!presentationOf(questionnaire).isHeardFirst) return
    const listed = await fetchJson<readonly { readonly id: string }[]>(recordings)
    for (const { id } of listed.kind === 'done' ? listed.value : []) await add(`${from}/${id}`)
  } catch {
    // No such cache here, or no line just now: then it is fetched when it is wanted.
  }
}

export async function forgetAsked(): Promise<void> {
  await globalThis.caches?.delete(cacheName).catch(() => false)
}
