/** One question of the bank with everything that is known of it, as it goes over the wire. */
import type { BankEdition, BankItemView } from '#api/bank.ts'
import type { Actor, Role } from '#domain/access/actor.ts'
import { may } from '#domain/access/policy.ts'
import {
  type AskedItem,
  askedItems,
  type BankItem,
  outdatedFields,
  ownerOf,
  type translatedLanguages,
  type BankRefusal,
} from '#domain/questionnaire/bank.ts'
import { mayApprove, type Reviewer } from '#domain/questionnaire/bank-life.ts'
import { refuseCpr } from '#domain/network/no-child.ts'
import { replacedCodes, textsOfAsked, translationsOf, translationsOfAsked } from '#domain/questionnaire/bank-list.ts'
import {
  hasOtherReviewer,
  insertBankStep,
  listOwnAccounts,
  listBankComments,
  listBankItems,
  listBankSteps,
  listEditions,
  type BankStep,
} from '#database/bank.ts'
import { listQuestionnaires } from '#database/questionnaire.ts'
import type { Tx } from '#database/transaction.ts'
import { Problem } from '../problem.ts'

/** Who may approve what another has written. */
export const reviewers: readonly Role[] = ['secretariat', 'expertReviewer', 'municipalAdmin']

export type Question = {
  readonly code: string
  /** Newest first; empty for a question that stands in questionnaires alone. */
  readonly editions: readonly BankItem[]
  readonly asked: AskedItem | undefined
  readonly replacedBy: string | null
}

/** A question by its code; undefined where this actor may not know of it. */
export async function findQuestion(tx: Tx, code: string): Promise<Question | undefined> {
  const editions = await listEditions(tx, code)
  const all = askedItems(await listQuestionnaires(tx))
  const asked = all.find((one) => one.code === code)
  if (editions.length === 0 && !asked) return undefined
  return { code, editions, asked, replacedBy: replacedCodes(all, await listBankItems(tx)).get(code) ?? null }
}

/** What may be worked on from: the published edition, or the question as it is asked. */
export function publishedOf({ editions, asked }: Question) {
  const published = editions.find(({ state }) => state === 'published')
  if (published) return published
  return asked && { ...asked, texts: textsOfAsked(asked), edition: 1, translations: {} }
}

/** The whole view. */
export async function questionView(tx: Tx, question: Question, actor: Actor): Promise<BankItemView> {
  const { code, editions, asked, replacedBy } = question
  const ids = editions.map(({ id }) => id)
  const isOwn = ownerOf(code) === actor.municipalityId
  const newest = editions[0]
  const replaced = newest?.item.replaces ?? asked?.item.replaces
  const before = replaced === undefined ? undefined : await findQuestion(tx, replaced)
  const beforeContent = before && (before.editions[0] ?? publishedOf(before))
  const comments = await listBankComments(tx, ids)
  const steps = await listBankSteps(tx, ids)
  return {
    code,
    municipalityId: ownerOf(code),
    isOwn,
    mayWrite: isOwn && may(actor, 'bank.write'),
    mayReview:
      isOwn && newest?.state === 'inReview' && may(actor, 'bank.review') && mayApprove(newest, await reviewerOf(tx, newest, actor)),
    editions: newest ? editions.map((one) => editionView(one, actor)) : asked ? [editionOfAsked(asked)] : [],
    usedIn: [...(asked?.usedIn ?? [])],
    replacedBy,
    replaces: replaced !== undefined && beforeContent ? { code: replaced, content: contentOf(beforeContent) } : null,
    comments: comments.map(({ itemId: _, authorId, ...comment }) => ({ ...comment, isOwn: authorId === actor.accountId })),
    steps: steps.map(({ id: _, itemId, actorId, ...step }) => ({
      ...step,
      edition: editions.find(({ id }) => id === itemId)?.edition ?? 1,
      isOwn: actorId === actor.accountId,
    })),
  }
}

/** Who reviews: whether they are its author, by whichever of their logins, and whether there is anybody else in the municipality. */
export async function reviewerOf(tx: Tx, item: Pick<BankItem, 'authorId'>, actor: Actor): Promise<Reviewer> {
  const own = await listOwnAccounts(tx, actor.accountId)
  return { isAuthor: item.authorId !== null && own.includes(item.authorId), isAlone: !(await hasOtherReviewer(tx, own, reviewers)) }
}

function editionView(item: BankItem, actor: Actor): BankEdition {
  const outdated = (language: (typeof translatedLanguages)[number]) =>
    Object.fromEntries(outdatedFields(item, language).map((field) => [field, item.translations[language]?.from[field] ?? '']))
  return {
    edition: item.edition,
    state: item.state,
    origin: item.origin,
    changeNote: item.changeNote,
    revision: item.revision,
    changedAt: item.changedAt,
    isAuthor: item.authorId === actor.accountId,
    content: contentOf(item),
    translations: translationsOf(item),
    outdated: { en: outdated('en'), ar: outdated('ar'), uk: outdated('uk') },
  }
}

function editionOfAsked(asked: AskedItem): BankEdition {
  return {
    edition: 1,
    state: 'published',
    origin: asked.item.replaces === undefined ? 'new' : 'replacement',
    changeNote: '',
    revision: 1,
    changedAt: null,
    isAuthor: false,
    content: contentOf({ ...asked, texts: textsOfAsked(asked) }),
    translations: translationsOfAsked(asked),
    outdated: { en: {}, ar: {}, uk: {} },
  }
}

/** A copy that may be sent. */
export function contentOf({ respondents, grades, item, texts }: Pick<BankItem, 'respondents' | 'grades' | 'item' | 'texts'>) {
  return structuredClone({ respondents, grades, item, texts }) as BankEdition['content']
}

/** Writes down what somebody did, and what they said of it: never anything with a personal number. */
export async function recordStep(
  tx: Tx,
  item: BankItem,
  actor: Actor,
  step: Pick<BankStep, 'id' | 'step' | 'at'> & Partial<Pick<BankStep, 'comment' | 'interests'>>,
): Promise<void> {
  const refusal = refuseCpr(step.comment ?? '', step.interests ?? '')
  if (refusal) throw new Problem(refusal)
  await insertBankStep(tx, { comment: '', interests: '', ...step, itemId: item.id, actorId: actor.accountId, role: actor.role })
}

/** Goes on with what was done, or refuses with its name. */
export function orRefuse(done: BankItem | BankRefusal): BankItem {
  if (typeof done === 'string') throw new Problem(done)
  return done
}
