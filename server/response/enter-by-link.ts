import { enterByLink } from '#api/response.ts'
import { findFamilyLink } from '#database/consent.ts'
import { municipalityOfLink, normaliseCode } from '#domain/survey/code.ts'
import { comeIn } from '../http/entry.ts'
import { handleOutside } from '../http/handle.ts'
import { browserHmac } from './binding.ts'
import { enterSurvey } from './enter-draft.ts'

/**
 * A link that never was, one of another municipality, one that has been used, and one whose survey is over get one and
 * the same answer, after the same work. The first browser that brings a right one keeps it.
 */
export const answerEnterByLink = handleOutside(enterByLink, async ({ body, house, now, today, address, browser, newId }) => {
  const secret = browser.secret()
  const link = normaliseCode(body.link)
  const municipalityId = municipalityOfLink(link) ?? nowhere
  const linkHmac = house.keyring.linkHmac(municipalityId, link)

  return comeIn(house, { door: 'link', tried: link, proof: body.proof, address, now }, async () => {
    // A letter's link is an invitation's slip itself; a signed-in parent's own leads to it while they have custody.
    const own = await house.doors.as({ municipalityId, role: 'respondent', reach: linkHmac.toString('hex') }, 'health', (tx) =>
      findFamilyLink(tx, { linkHmac }, today),
    )
    const slipHmac = own?.holds === false ? nothing : (own?.slipHmac ?? linkHmac)
    const bound = { linkHmac, browserHmac: browserHmac(house.keyring, secret, linkHmac) }
    const coming = { consent: body.consent, own: own?.ownHmac, bound, now, today, newId }
    return house.doors.as({ municipalityId, role: 'respondent' }, 'statistics', (tx) => enterSurvey(house, tx, slipHmac, coming))
  })
})

/** No municipality: what can be no link is looked for as long as what can. */
const nowhere = 899
const nothing = Buffer.alloc(32)
