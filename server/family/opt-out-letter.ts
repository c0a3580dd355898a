/** A no without a login, with the code that stands in a child's information letter. */
import { type OptOutLetter, openOptOut, sayNoByCode } from '#api/family.ts'
import { insertAuditEvent } from '#database/audit.ts'
import { findOptOutCode, listOptOuts, saveOptOut } from '#database/opt-out.ts'
import { findPlaceOfClass } from '#database/response.ts'
import { findSurvey } from '#database/survey.ts'
import type { Tx } from '#database/transaction.ts'
import { type Decides, ruleFor } from '#domain/consent/age-rules.ts'
import { isAhead, refuseOptOut } from '#domain/consent/opt-out.ts'
import { linkFrom, municipalityOfLink, normaliseCode } from '#domain/survey/code.ts'
import type { Survey } from '#domain/survey/survey.ts'
import type { Keyring } from '#database/keyring.ts'
import { listBirthdays } from '../health/birthdays.ts'
import type { House } from '../house.ts'
import { countAttempts } from '../http/attempts.ts'
import { handleOutside } from '../http/handle.ts'
import { Problem } from '../problem.ts'

/** The code of a child's letter, the same each time it is printed, and what is stored of it. Never an answering link's. */
export function optOutCode(keyring: Keyring, municipalityId: number, surveyId: string, pupilId: string) {
  const code = linkFrom(municipalityId, keyring.linkSymbols(municipalityId, surveyId, `opt-out|${pupilId}`, 0))
  return { code, codeHmac: codeHmac(keyring, municipalityId, code) }
}

function codeHmac(keyring: Keyring, municipalityId: number, code: string): Buffer {
  return keyring.linkHmac(municipalityId, `opt-out|${code}`)
}

/** As for a link: behind one address there is a home. */
const attempts = countAttempts({ limit: 60, windowMs: 10 * 60_000 })

/** What a code is for. Says which class it is about, and no child's name. */
export const answerOpenOptOut = handleOutside(openOptOut, ({ body, house, now, today, address }) =>
  withLetter(house, body.code, { now, today, address }, (tx, held) => letter(tx, held)),
)

/** Heard as a parent's no; which of them held the letter nobody knows, and nothing says. */
export const answerSayNoByCode = handleOutside(sayNoByCode, ({ body, house, now, today, address }) =>
  withLetter(house, body.code, { now, today, address }, async (tx, held) => {
    const { survey, pupilId, personId, decides } = held

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

type When = { readonly now: Date; readonly today: string; readonly address: string }

/** A code that never was, one of another municipality and one whose survey is over get one and the same answer. */
async function withLetter<R>(
  house: House,
  typed: string,
  { now, today, address }: When,
  work: (tx: Tx, held: Held) => Promise<R>,
): Promise<R> {
  if (attempts.isExhausted(address, now)) throw new Problem('too-many-attempts')
  const unknown = () => {
    attempts.fail(address, now)
    return new Problem('code-unknown')
  }
  const code = normaliseCode(typed)
  const municipalityId = municipalityOfLink(code)
  if (municipalityId === undefined) throw unknown()
  const hmac = codeHmac(house.keyring, municipalityId, code)
  const reach = hmac.toString('hex')
  const found = await house.doors.as({ municipalityId, role: 'respondent', reach }, 'health', (tx) => findOptOutCode(tx, hmac))
  if (!found) throw unknown()
  return house.doors.as({ municipalityId, role: 'respondent', reach: `${reach},${found.pupilId}` }, 'health', async (tx) => {
    const [survey, birthdays] = await Promise.all([
      findSurvey(tx, found.surveyId),
      listBirthdays(tx, house.keyring, [found.personId]),
    ])
    if (!survey) throw unknown()
    return work(tx, { ...found, survey, today, decides: ruleFor(birthdays.get(found.personId), today).decides })
  })
}

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
