/** Lets the invented world be sealed and released by the very jobs that the real one uses. */
import type { Sealing } from '#lillekoebing/sealing.ts'
import type { House } from '../house.ts'
import { closeSurvey } from '../jobs/close-survey.ts'
import { releaseFigures } from '../jobs/release-figures.ts'
import { sealBatch } from '../jobs/seal-batch.ts'
import { sealClass } from '../jobs/seal-class.ts'

/** What `seedLillekoebing` and `sealNation` ask for. */
export function sealingOf(house: House): Sealing {
  return {
    sealClass: (municipalityId, surveyId, classId) => sealClass(house, { municipalityId, surveyId, classId }),
    sealBatch: (municipalityId, surveyId) => sealBatch(house, { municipalityId, surveyId }),
    sealRest: (municipalityId, surveyId) => closeSurvey(house, { municipalityId, surveyId }),
    release: (municipalityId, surveyId) => releaseFigures(house, { municipalityId, surveyId }),
    gather: () => releaseFigures(house, {}),
  }
}
