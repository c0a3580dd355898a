import { getFamily } from '#api/family.ts'
import { listFamilyCases } from '#database/assessment-family.ts'
import { listConsents } from '#database/consent.ts'
import {
  type InvitationRow,
  listChildren,
  listHiddenItems,
  listLooks,
  listNamedInvitations,
  listNamedResponses,
  listPersonsOfAccounts,
  type NamedResponse,
  readTexts,
  readWish,
} from '#database/health.ts'
import { listNames } from '#database/identity.ts'
import { listClassesOfChildren, listOptOuts, listOwnLinks, listSurveysAhead } from '#database/opt-out.ts'
import type { PublishedQuestionnaire } from '#database/questionnaire.ts'
import type { Tx } from '#database/transaction.ts'
import { citizens } from '#domain/access/actor.ts'
import type { House } from '../house.ts'
import { listBirthdays } from '../health/birthdays.ts'
import { readersOf } from '../health/readers.ts'
import { familyFeedback } from '../feedback/family-feedback.ts'
import { type Request, handle } from '../http/handle.ts'
import { publishedQuestionnaire } from '../questionnaire/published.ts'
import { familyChild } from './family-child.ts'

const looksBackDays = 365

/** A parent's children, or a pupil's or young person's own things. What is not in reach is not there. */
export const answerGetFamily = handle(getFamily, readFamily, async (family, { actor, house, today }) => {
  const { children, invitations, responses, looks, asked, names, persons } = family
  const readers = await readProfessionals(house, actor.municipalityId, today, [...new Set(invitations.map(({ classId }) => classId))])
  return {
    feedback: family.feedback,
    children: children
      .map((child) => {
        const own = <R extends { readonly pupilId: string }>(rows: readonly R[]) => rows.filter(({ pupilId }) => pupilId === child.pupilId)
        return familyChild({
          role: actor.role,
          personId: persons.get(actor.accountId),
          today,
          child,
          bornOn: family.birthdays.get(child.personId),
          surveys: family.surveys,
          slips: own(family.slips),
          place: family.places.find(({ pupilId }) => pupilId === child.pupilId),
          optOuts: own(family.optOuts),
          cases: own(family.cases),
          invitations: own(invitations),
          consents: own(family.consents),
          responses: own(responses),
          looks: looks.filter((look) => look.pupilIds.includes(child.pupilId)),
          asked,
          readers,
          nameOfPerson: (personId) => names.get(personId) ?? null,
        })
      })
      .toSorted((one, other) => one.name.localeCompare(other.name, 'da')),
  }
})

async function readFamily({ actor, tx, house, now, today, note }: Request<typeof getFamily>) {
  const reach = actor.reach ?? []
  const invitations = await listNamedInvitations(tx, { pupilIds: reach })
  const children = await listChildren(tx, reach)
  const pupilIds = children.map(({ pupilId }) => pupilId)
  const [consents, responses, looks, hidden, optOuts, cases, places, slips] = await Promise.all([
    listConsents(tx, pupilIds),
    listNamedResponses(tx, pupilIds),
    listLooks(tx, pupilIds, new Date(now.getTime() - looksBackDays * 86_400_000), citizens),
    listHiddenItems(tx, pupilIds),
    listOptOuts(tx, pupilIds),
    listFamilyCases(tx, pupilIds),
    listClassesOfChildren(tx, pupilIds),
    listOwnLinks(tx),
  ])
  const surveys = await listSurveysAhead(
    tx,
    [...new Set(places.map(({ institutionId }) => institutionId))],
    today,
    slips.map(({ surveyId }) => surveyId),
  )
  const [names, birthdays, persons, asked] = await Promise.all([
    listNames(tx, house.keyring, reach),
    listBirthdays(
      tx,
      house.keyring,
      children.map(({ personId }) => personId),
    ),
    listPersonsOfAccounts(tx, [actor.accountId]),
    readQuestionnaires(tx, [...invitations, ...responses, ...surveys]),
  ])
  const personOf = new Map(children.map(({ pupilId, personId }) => [pupilId, personId]))
  const withWishes = await Promise.all(
    responses.map(async (one) => ({
      ...one,
      wishText: await readWish(tx, house.keyring, one, personOf.get(one.pupilId) ?? ''),
      written: await readTexts(tx, house.keyring, one, personOf.get(one.pupilId) ?? ''),
      hiddenItems: new Set(hidden.flatMap(({ responseId, item }) => (responseId === one.id ? [item] : []))),
    })),
  )
  note('family', { pupilIds })

  return {
    children,
    invitations,
    consents,
    responses: withWishes,
    looks,
    optOuts,
    cases,
    places,
    slips,
    surveys,
    names,
    birthdays,
    persons,
    asked,
    feedback: await familyFeedback(tx, pupilIds),
  }
}

/**
 * Names of those who may read. A citizen's own transaction reads the names of their family and of nobody else, so this
 * is asked in one of its own, after it, about professionals alone. Who has looked is told by role, and never by name.
 */
function readProfessionals(house: House, municipalityId: number, today: string, classIds: readonly string[]) {
  return house.doors.as({ municipalityId, role: 'guest' }, 'health', (tx) => readersOf(tx, house.keyring, classIds, today), {
    readOnly: true,
  })
}

async function readQuestionnaires(
  tx: Tx,
  of: readonly Pick<InvitationRow | NamedResponse, 'questionnaire'>[],
): Promise<(version: { readonly code: string; readonly version: string }) => PublishedQuestionnaire> {
  const read = new Map<string, PublishedQuestionnaire>()
  for (const { questionnaire } of of)
    read.set(`${questionnaire.code} ${questionnaire.version}`, await publishedQuestionnaire(tx, questionnaire))
  return ({ code, version }) => {
    const found = read.get(`${code} ${version}`)
    if (!found) throw new Error('a questionnaire that was not read')
    return found
  }
}
