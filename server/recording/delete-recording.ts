import { deleteRecording } from '#api/recording.ts'
import { deleteRecording as removeRecording } from '#database/recording.ts'
import { handle } from '../http/handle.ts'
import { Problem } from '../problem.ts'

export const answerDeleteRecording = handle(deleteRecording, async ({ tx, params, note }) => {
  note(`recording:${params.key}`)
  if (!(await removeRecording(tx, params.key))) throw new Problem('not-found')
})
