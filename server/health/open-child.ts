/** One child as the professional opens it: what is loaded, put into the order of a talk. */
import type { z } from 'zod'
import type { Flag as FlagSchema, OpenedChild } from '#api/health.ts'
import {
  findColourRules,
  type FlagRow,
  type HiddenRow,
  type InvitationRow,
  type JournalRow,
  listPersonsOfAccounts,
  type NamedResponse,
  readTexts,
  readWish,
} from '#database/health.ts'
import { listNames } from '#database/identity.ts'
import type { Keyring } from '#database/keyring.ts'
import type { Tx } from '#database/transaction.ts'
import { prepareTalk, type Talk, type TalkAnswer } from '#domain/health/talk.ts'
import { dayInDenmark } from '../danish-day.ts'
import { publishedQuestionnaire } from '../questionnaire/published.ts'

type Opened = NonNullable<OpenedChild['response']>
export type Flag = z.infer<typeof FlagSchema>

/** Names by account id; an account whose person is gone has none. */
export async function namesOfAccounts(tx: Tx, keyring: Keyring, accountIds: readonly string[]): Promise<ReadonlyMap<string, string>> {
  const persons = await listPersonsOfAccounts(tx, [...new Set(accountIds)])
  const names = await listNames(tx, keyring, [...persons.values()])
  return new Map([...persons].flatMap(([accountId, personId]) => (names.has(personId) ? [[accountId, names.get(personId) ?? '']] : [])))
}

/** A flag as it is shown; who set it by name. */
export function flagShown({ kind, followUpOn, accountId, setOn }: FlagRow, names: ReadonlyMap<string, string>): Flag {
  return { kind, on: followUpOn, by: names.get(accountId) ?? '', setOn }
}

/** The response with everything a talk needs; `earlier` are the child's older responses of the same respondent, newest first. */
export async function openResponse(
  tx: Tx,
  keyring: Keyring,
  given: {
    readonly response: NamedResponse
    readonly earlier: readonly NamedResponse[]
    readonly invitation: InvitationRow
    readonly flags: readonly FlagRow[]
    readonly hidden: readonly (Omit<HiddenRow, 'reason'> & { readonly reason: string })[]
    readonly journalled: JournalRow | undefined
    readonly names: ReadonlyMap<string, string>
  },
): Promise<Opened> {
  const { response, earlier, invitation, flags, hidden, journalled, names } = given
  const [{ questionnaire }, rules, text, written] = await Promise.all([
    publishedQuestionnaire(tx, response.questionnaire),
    response.colourRulesVersion === null ? undefined : findColourRules(tx, response.questionnaire, response.colourRulesVersion),
    readWish(tx, keyring, response, invitation.personId),
    readTexts(tx, keyring, response, invitation.personId),
  ])
  const older = await Promise.all(
    earlier.map(async (one) => ({
      questionnaire: (await publishedQuestionnaire(tx, one.questionnaire)).questionnaire,
      answers: one.answers,
      answeredOn: dayInDenmark(new Date(one.submittedAt)),
    })),
  )
  const wishes = { talkAbout: [...response.talkAbout], notTalkAbout: [...response.notTalkAbout] }

  const talk: Talk = prepareTalk(questionnaire, response.answers, rules, wishes, older)

  const flagOf = new Map(flags.filter(({ responseId }) => responseId === response.id).map((flag) => [flag.item, flagShown(flag, names)]))
  const hiddenOf = new Map(
    hidden
      .filter(({ responseId }) => responseId === response.id)
      .map(({ item, reason, accountId, hiddenOn }) => [item, { reason, by: names.get(accountId) ?? '', on: hiddenOn }]),
  )
  const shown = <A extends TalkAnswer>(answer: A) => ({
    ...answer,
    options: [...answer.options],
    text: written[answer.item] ?? null,
    before: answer.before && { ...answer.before, options: [...answer.before.options] },
    flag: flagOf.get(answer.item) ?? null,
    hidden: hiddenOf.get(answer.item) ?? null,
  })
  return {
    id: response.id,
    survey: nameOf(invitation),
    questionnaire: response.questionnaire,
    respondent: response.respondent,
    answeredOn: dayInDenmark(new Date(response.submittedAt)),
    isOnPaper: response.isOnPaper,
    colourRules: rules ? { version: rules.version } : null,
    wishes: { ...wishes, text },
    goesWell: talk.goesWell.map(shown),
    askAbout: talk.askAbout.map(shown),
    skipped: talk.skipped.map(shown),
    themes: talk.themes.map(({ theme, colour, answers }) => ({ theme, colour, answers: answers.map(shown) })),
    changes: talk.changes.map((change) => ({ ...change, before: chosen(change.before), now: chosen(change.now) })),
    journalled: journalled ? { by: names.get(journalled.accountId) ?? '', on: journalled.markedOn } : null,
  }
}

function chosen({ options, measured }: Talk['changes'][number]['now']) {
  return { options: [...options], measured }
}

/** The survey of an invitation, as the contract names it. */
export function nameOf({ survey: { id, title, opensOn, closesOn } }: InvitationRow): Opened['survey'] {
  return { id, title, opensOn, closesOn }
}
