import { getRecording } from '#api/recording.ts'
import { findRecording } from '#database/recording.ts'
import { handleOutside } from '../http/handle.ts'
import { Problem } from '../problem.ts'

export const answerGetRecording = handleOutside(getRecording, ({ params, house }) =>
  house.doors.as(
    { municipalityId: params.municipalityId, role: 'guest' },
    'statistics',
    async (tx) => {
      const found = await findRecording(tx, params.id)
      if (!found) throw new Problem('not-found')
      return { mediaType: found.mediaType, sound: found.sound.toString('base64') }
    },
    { readOnly: true },
  ),
)
