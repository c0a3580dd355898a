/** Lets the invented world be sealed and released by the very jobs that the real one uses. */
import type { Sealing } from '#lillekoebing/sealing.ts'
import type { House } from '../house.ts'
import { jobs } from '../jobs/jobs.ts'

export function sealingOf(house: House): Sealing {
  return {
    sealClass: async (municipalityId, surveyId, classId) => jobs['seal-class']?.run(house, { municipalityId, surveyId, classId }),
    sealRest: async (municipalityId, surveyId) => jobs['close-survey']?.run(house, { municipalityId, surveyId }),
    release: async (municipalityId, surveyId) => jobs['release-figures']?.run(house, { municipalityId, surveyId }),
    gather: async () => jobs['release-figures']?.run(house, {}),
  }
}
