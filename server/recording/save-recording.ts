import { createHash } from 'node:crypto'
import { saveRecording } from '#api/recording.ts'
import { saveRecording as keepRecording } from '#database/recording.ts'
import { handle } from '../http/handle.ts'
import { Problem } from '../problem.ts'
import { largestSound, mediaTypeOf } from './sound.ts'

export const answerSaveRecording = handle(saveRecording, async ({ actor, tx, params, body, now, note }) => {
  if (body.length > largestSound) throw new Problem('sound-too-large')
  const mediaType = mediaTypeOf(body)
  if (!mediaType) throw new Problem('sound-not-known')
  // Of the words and the sound: who reads two questions in one breath keeps one file for both.
  const id = createHash('sha256').update(params.key).update(body).digest('hex')
  note(`recording:${params.key}`)
  await keepRecording(tx, {
    ...params,
    id,
    mediaType,
    voice: 'person',
    sound: body,
    recordedAt: now.toISOString(),
    recordedBy: actor.accountId,
  })
  return { id }
})
