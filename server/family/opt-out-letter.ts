/** A no without a login, with the code that stands in a child's information letter. */
import { type OptOutLetter, openOptOut, sayNoByCode } from '#api/family.ts'
import { insertAuditEvent } from '#database/audit.ts'
import { findOptOutCode, listOptOuts, saveOptOut } from '#database/opt-out.ts'
import { findPlaceOfClass } from '#database/response.ts'
import { findSurvey } from '#database/survey.ts'
import type { Keyring } from '#database/keyring.ts'
import type { Tx } from '#database/transaction.ts'
import { type Decides, ruleFor } from '#domain/consent/age-rules.ts'
import { isAhead, refuseOptOut } from '#domain/consent/opt-out.ts'
import { linkFrom, municipalityOfLink, normaliseCode } from '#domain/survey/code.ts'
import type { Survey } from '#domain/survey/survey.ts'
import { listBirthdays } from '../health/birthdays.ts'
import { comeIn } from '../http/entry.ts'
import { type Given, handleOutside } from '../http/handle.ts'
import { Problem } from '../problem.ts'

/** The code of a child's letter, the same each time it is printed, and what is stored of it. Never an answering link's. */
export function optOutCode(keyring: Keyring, municipalityId: number, surveyId: string, pupilId: string) {
  const code = linkFrom(municipalityId, keyring.linkSymbols(municipalityId, surveyId, `opt-out|${pupilId}`, 0))
  return { code, codeHmac: codeHmac(keyring, municipalityId, code) }
}

function codeHmac(keyring: Keyring, municipalityId: number, code: string): Buffer {
  return keyring.linkHmac(municipalityId, `opt-out|${code}`)
}

/** What a code is for. Says which class it is about, and no child's name. */
export const answerOpenOptOut = handleOutside(openOptOut, (given) => withLetter(given, letter))

/** Heard as a parent's no; which of them held the letter nobody knows, and nothing says. */
export const answerSayNoByCode = handleOutside(sayNoByCode, (given) =>
  withLetter(given, async (tx, held) => {
    const { survey, pupilId, personId, decides, today } = held
    const { now, body } = given

    const refused = refuseOptOut('letter', { decides, survey, today })
    if (refused) throw new Problem(refused)

    const optOut = { surveyId: survey.id, pupilId, pupilPersonId: personId, personId, saidBy: 'letter' } as const
    if (!(await saveOptOut(tx, optOut, { isOut: body.isOut, isOfAge: false, on: today }))) throw new Problem('response-already-submitted')
    await insertAuditEvent(tx, {
      at: now,
      actorId: null,
      role: 'respondent',
      act: 'survey.opted-out',
      object: `survey:${survey.id}`,
      pupilIds: [pupilId],
    })
    return letter(tx, held)
  }),
)

type Held = {
  readonly survey: Survey
  readonly pupilId: string
  readonly personId: string
  readonly classId: string
  readonly decides: Decides
  readonly today: string
}

/** A code that never was, one of another municipality and one whose survey is over get one and the same answer. */
function withLetter<R>(
  { house, body, now, today, address }: Pick<Given<typeof openOptOut>, 'house' | 'body' | 'now' | 'today' | 'address'>,
  work: (tx: Tx, held: Held) => Promise<R>,
): Promise<R> {
  const code = normaliseCode(body.code)
  const municipalityId = municipalityOfLink(code) ?? nowhere
  const hmac = codeHmac(house.keyring, municipalityId, code)
  const reach = hmac.toString('hex')
  return comeIn(house, { door: 'letter', tried: code, proof: body.proof, address, now }, async () => {
    const found = await house.doors.as({ municipalityId, role: 'respondent', reach }, 'health', (tx) => findOptOutCode(tx, hmac))
    const { pupilId, personId, surveyId } = found ?? nobody
    return house.doors.as({ municipalityId, role: 'respondent', reach: `${reach},${pupilId}` }, 'health', async (tx) => {
      const [survey, birthdays] = await Promise.all([findSurvey(tx, surveyId), listBirthdays(tx, house.keyring, [personId])])
      if (!found || !survey) return undefined
      return work(tx, { ...found, survey, today, decides: ruleFor(birthdays.get(personId), today).decides })
    })
  })
}

/** No municipality and no child: what opens nothing is looked for as long as what does. */
const nowhere = 899
const nil = '00000000-0000-0000-0000-000000000000'
const nobody = { pupilId: nil, personId: nil, surveyId: nil }

async function letter(tx: Tx, { survey, pupilId, classId, decides, today }: Held): Promise<OptOutLetter> {
  const [place, said] = await Promise.all([findPlaceOfClass(tx, classId), listOptOuts(tx, [pupilId])])
  return {
    surveyId: survey.id,
    municipalityId: tx.municipalityId,
    title: survey.title,
    className: place?.className ?? '',
    institution: place?.institution ?? '',
    opensOn: survey.opensOn,
    closesOn: survey.closesOn,
    isOut: said.some(({ surveyId }) => surveyId === survey.id),
    decides,
    isAhead: isAhead(survey, today),
  }
}
