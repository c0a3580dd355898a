/** What somebody has read aloud of a questionnaire. Asked for once, when the first question stands there, and never waited for. */
import { useEffect, useState } from 'react'
import type { OutputOf } from '#api/operation.ts'
import type * as contract from '#api/recording.ts'
import type { RespondentLanguage } from '#domain/text/text.ts'
import { fetchJson } from './send.ts'

type Recordings = OutputOf<typeof contract.listRecordings>
export type Recording = Recordings[number]

/** The recording of an item in a language; undefined where there is none, and while nobody knows. */
export function useRecordings(
  municipalityId: number,
  { code, version }: { readonly code: string; readonly version: string },
): (item: string, language: RespondentLanguage) => Recording | undefined {
  const [all, setAll] = useState<Recordings>([])
  useEffect(() => {
    void fetchJson<Recordings>(`/recordings/${municipalityId}/${code}/${version}`).then(
      (reply) => reply.kind === 'done' && setAll(reply.value),
    )
  }, [municipalityId, code, version])
  return (item, language) => all.find((one) => one.item === item && one.language === language)
}

/** Rejects when it can't be fetched. */
export async function soundOf(municipalityId: number, { id }: Recording): Promise<Blob> {
  const reply = await fetchJson<OutputOf<typeof contract.getRecording>>(`/recordings/${municipalityId}/${id}`)
  if (reply.kind !== 'done') throw new Error('the recording cannot be fetched')
  const bytes = Uint8Array.from(atob(reply.value.sound), (sign) => sign.charCodeAt(0))
  return new Blob([bytes], { type: reply.value.mediaType })
}
