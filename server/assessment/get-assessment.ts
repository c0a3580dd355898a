import { getAssessment } from '#api/assessment.ts'
import {
  findCaseCipher,
  listAssessmentConsents,
  listGoals,
  listInformantResponses,
  listInformants,
  listMembers,
  listPersonsOfAccounts,
} from '#database/assessment.ts'
import { listNames } from '#database/identity.ts'
import { yearsBetween } from '#domain/organisation/cpr.ts'
import { dayInDenmark } from '../danish-day.ts'
import { handle } from '../http/handle.ts'
import { birthDayOf, reachAssessment } from './case.ts'
import { colleaguesOf } from './colleagues.ts'
import { installedInstrument } from './installed.ts'
import { aboutChild, bandsWithNorms } from './norms.ts'

export const answerGetAssessment = handle(getAssessment, async ({ tx, params, house, today, note }) => {
  const found = await reachAssessment(tx, params.id)
  const { id, personId } = found
  const [members, consents, informants, responses, goals, cipher, colleagues, bornOn] = await Promise.all([
    listMembers(tx, [id]),
    listAssessmentConsents(tx, id),
    listInformants(tx, [id]),
    listInformantResponses(tx, id),
    listGoals(tx, [id]),
    findCaseCipher(tx, house.keyring, id),
    colleaguesOf(tx, house.keyring, today),
    birthDayOf(tx, house.keyring, personId),
  ])
  const instrument = installedInstrument(found.instrument)
  const persons = await listPersonsOfAccounts(tx, [
    ...members.map(({ accountId }) => accountId),
    ...consents.map(({ recordedBy }) => recordedBy),
  ])
  const names = await listNames(tx, house.keyring, [personId, ...persons.values()])
  note(`assessments:${id}`, { purpose: found.legalBasis, pupilIds: [found.pupilId] })

  const read = (field: string, sealed: Buffer | null) => (sealed && cipher ? cipher.open(field, sealed) : '')
  /** The day an informant answered. */
  const dayOf = (informantId: string) => {
    const answeredAt = informants.find((one) => one.id === informantId)?.answeredAt ?? null
    return answeredAt === null ? today : dayInDenmark(new Date(answeredAt))
  }
  const nameOf = (accountId: string) => names.get(persons.get(accountId) ?? '') ?? ''
  return {
    id,
    childName: names.get(personId) ?? '',
    className: found.className,
    institution: found.institution,
    age: bornOn === undefined ? null : yearsBetween(bornOn, today),
    state: found.state,
    reason: read('reason', found.reason),
    legalBasis: found.legalBasis,
    openedOn: dayInDenmark(new Date(found.openedAt)),
    closedOn: found.closedAt === null ? null : dayInDenmark(new Date(found.closedAt)),
    members: members.map(({ accountId, role, part }) => ({ accountId, name: nameOf(accountId), role, part })),
    colleagues,
    consents: consents.map(({ recordedBy, ...consent }) => ({ ...consent, recordedBy: nameOf(recordedBy) })),
    instrument: {
      code: instrument.code,
      edition: instrument.edition,
      name: instrument.name,
      isValidated: instrument.isValidated,
    },
    definition: instrument,
    round: Math.max(1, ...informants.map(({ round }) => round)),
    informants: informants.map(({ label, assessmentId: _, turn: __, instrument: ___, ...informant }) => ({
      ...informant,
      label: read(`label|${informant.id}`, label),
    })),
    results: responses.map(({ informantId, score, answers }) => {
      const about = aboutChild(found.sex, bornOn, dayOf(informantId))
      return {
        informantId,
        version: score.version,
        edition: score.edition,
        answered: score.answered,
        scores: { ...score.scores },
        bands: bandsWithNorms(instrument, score, answers, about),
        about: { ...about },
      }
    }),
    goals: goals.map(({ assessmentId: _, text, who, ...goal }) => ({
      ...goal,
      text: read(`goal|${goal.id}|text`, text),
      who: read(`goal|${goal.id}|who`, who),
    })),
  }
})
