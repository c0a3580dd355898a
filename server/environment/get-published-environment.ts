import { getPublishedEnvironment, getPublishedEnvironmentPdf } from '#api/environment.ts'
import { findPublicEnvironment, findPublicEnvironmentPdf } from '#database/environment.ts'
import { handleOutside } from '../http/handle.ts'
import { Problem } from '../problem.ts'

/** For everybody: the law has it open. What was taken down is not there. */
export const answerGetPublishedEnvironment = handleOutside(getPublishedEnvironment, ({ params, house }) =>
  house.doors.as(
    { municipalityId: params.municipalityId, role: 'guest' },
    'staff',
    async (tx) => {
      const document = await findPublicEnvironment(tx, params.institutionId)
      if (!document) throw new Problem('not-found')
      return document
    },
    { readOnly: true },
  ),
)

/** Made when it was published: whoever fetches it costs no more than a page. */
export const answerGetPublishedEnvironmentPdf = handleOutside(getPublishedEnvironmentPdf, ({ params, query, house }) =>
  house.doors.as(
    { municipalityId: params.municipalityId, role: 'guest' },
    'staff',
    async (tx) => {
      const pdf = await findPublicEnvironmentPdf(tx, params.institutionId, query.language)
      if (!pdf) throw new Problem('not-found')
      return pdf
    },
    { readOnly: true },
  ),
)
