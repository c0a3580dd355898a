import { listChildren as listMyChildren } from '#api/health.ts'
import {
  findColourRules,
  type FlagRow,
  type InvitationRow,
  listChildren,
  listFlags,
  listNamedInvitations,
  listNamedResponses,
  type NamedResponse,
} from '#database/health.ts'
import { listNames, listProtected } from '#database/identity.ts'
import type { PublishedQuestionnaire } from '#database/questionnaire.ts'
import type { Tx } from '#database/transaction.ts'
import type { ColourRules } from '#domain/health/colour-rules.ts'
import { colourOf, countColours, readAnswer, themeColours } from '#domain/health/colour.ts'
import { compareNeed } from '#domain/health/need.ts'
import { consentOf } from '../family/family-child.ts'
import { handle } from '../http/handle.ts'
import { publishedQuestionnaire } from '../questionnaire/published.ts'
import { listBirthdays } from './birthdays.ts'
import { nameOf } from './open-child.ts'

const alphabet = new Intl.Collator('da')

/** One look at them all is one row of the log, with every child in it: each family reads it as one look. */
export const answerListChildren = handle(listMyChildren, async ({ actor, tx, house, today, note }) => {
  const invitations = newestOf(await listNamedInvitations(tx, { classIds: actor.classIds }))
  const pupilIds = invitations.map(({ pupilId }) => pupilId)
  const [children, responses, flags] = await Promise.all([
    listChildren(tx, pupilIds),
    listNamedResponses(tx, pupilIds),
    listFlags(tx, pupilIds),
  ])
  const [names, birthdays, asked, rules] = await Promise.all([
    listNames(
      tx,
      house.keyring,
      children.map(({ personId }) => personId),
    ),
    listBirthdays(
      tx,
      house.keyring,
      children.map(({ personId }) => personId),
    ),
    readQuestionnaires(tx, [...invitations, ...responses]),
    readRules(tx, responses),
  ])
  const isProtected = new Set(
    await listProtected(
      tx,
      children.map(({ personId }) => personId),
    ),
  )
  note('children', { purpose: 'list', pupilIds })
  const childOf = new Map(children.map((child) => [child.pupilId, child]))

  const listed = invitations.flatMap((invitation) => {
    const child = childOf.get(invitation.pupilId)
    const published = asked.get(keyOf(invitation.questionnaire))
    if (!child || !published) return []
    const response = responses.find((one) => one.pupilId === invitation.pupilId && one.surveyId === invitation.surveyId)
    const { questionnaire } = published
    const kept = response && rules.get(`${keyOf(response.questionnaire)} ${response.colourRulesVersion}`)
    const marked = response ? flags.filter(({ responseId }) => responseId === response.id) : []
    const open = response ? unmarked(published, response, kept, marked) : { red: 0, yellow: 0 }
    const followUpOn = marked.flatMap((flag) => flag.followUpOn ?? []).toSorted()[0] ?? null
    const wantsToTalk = response !== undefined && (response.talkAbout.length > 0 || response.wish !== null)
    const name = names.get(child.personId) ?? ''
    const { decision, decides } = consentOf(invitation, birthdays.get(child.personId), today)
    return [
      {
        need: { name, hasAnswered: response !== undefined, wantsToTalk, ...open, followUpOn, talkedOn: invitation.talkedOn },
        shown: {
          pupilId: child.pupilId,
          name,
          isProtected: isProtected.has(child.personId),
          classId: child.classId,
          className: child.className,
          grade: child.grade,
          institution: child.institution,
          survey: nameOf(invitation),
          questionnaire: invitation.questionnaire,
          respondent: questionnaire.respondent,
          decision,
          decides,
          answeredOn: invitation.answeredOn,
          themes: response ? themeColours(questionnaire, response.answers, kept) : [],
          answers: countColours(questionnaire, response?.answers ?? [], response ? kept : undefined),
          wantsToTalk,
          flags: { open: open.red + open.yellow, followUpOn },
          talkedOn: invitation.talkedOn,
          journalledOn: invitation.journalledOn,
        },
      },
    ]
  })
  const byNeed = compareNeed(today, alphabet.compare)

  return {
    children: listed.toSorted((one, other) => byNeed(one.need, other.need)).map(({ shown }) => shown),
    questionnaires: [...asked.values()].map(({ questionnaire, texts: { da, en } }) => ({
      code: questionnaire.code,
      version: questionnaire.version,
      titles: { da: da.title, en: en.title },
      themes: questionnaire.themes.map((theme) => ({ theme, da: da.themes[theme] ?? theme, en: en.themes[theme] ?? theme })),
    })),
  }
})

/** Each child's newest, as they come newest first. */
export function newestOf(invitations: readonly InvitationRow[]): readonly InvitationRow[] {
  const seen = new Set<string>()
  return invitations.filter(({ pupilId }) => !seen.has(pupilId) && seen.add(pupilId))
}

/** Red and yellow answers that nobody has marked. */
export function unmarked(
  { questionnaire }: PublishedQuestionnaire,
  response: NamedResponse,
  rules: ColourRules | undefined,
  flags: readonly FlagRow[],
): { readonly red: number; readonly yellow: number } {
  const colours = questionnaire.items.flatMap((item, place) =>
    flags.some((flag) => flag.item === item.code) ? [] : [colourOf(item, readAnswer(item, response.answers[place]), rules)],
  )
  return { red: colours.filter((colour) => colour === 'red').length, yellow: colours.filter((colour) => colour === 'yellow').length }
}

type Version = { readonly code: string; readonly version: string }

export function keyOf({ code, version }: Version): string {
  return `${code} ${version}`
}

export async function readQuestionnaires(
  tx: Tx,
  of: readonly { readonly questionnaire: Version }[],
): Promise<ReadonlyMap<string, PublishedQuestionnaire>> {
  const versions = new Map(of.map(({ questionnaire }) => [keyOf(questionnaire), questionnaire]))
  return new Map(await Promise.all([...versions].map(async ([key, version]) => [key, await publishedQuestionnaire(tx, version)] as const)))
}

/** The rules that each response keeps, by questionnaire and version. */
export async function readRules(tx: Tx, responses: readonly NamedResponse[]): Promise<ReadonlyMap<string, ColourRules | undefined>> {
  const kept = new Map(responses.map((response) => [`${keyOf(response.questionnaire)} ${response.colourRulesVersion}`, response]))
  return new Map(
    await Promise.all(
      [...kept].map(
        async ([key, { questionnaire, colourRulesVersion }]) =>
          [key, colourRulesVersion === null ? undefined : await findColourRules(tx, questionnaire, colourRulesVersion)] as const,
      ),
    ),
  )
}
