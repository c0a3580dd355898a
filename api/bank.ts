/** The question bank: items written, translated, commented, reviewed and published apart from any questionnaire. */
import { z } from 'zod'
import { bankOrigins, bankStates, respondents, translationStates } from '#domain/questionnaire/bank.ts'
import { BankContent } from '#domain/questionnaire/bank-schema.ts'
import { itemKinds } from '#domain/questionnaire/questionnaire.ts'
import { Item, ItemText } from '#domain/questionnaire/questionnaire-schema.ts'
import { themes } from '#domain/questionnaire/themes.ts'
import { operation } from './operation.ts'

const code = z
  .string()
  .regex(/^[a-z0-9-]+$/)
  .max(80)
const theme = z.enum(themes)
const kind = z.enum(itemKinds)
const language = z.enum(['en', 'ar', 'uk'])
const note = z.string().trim().max(2000)
const revision = z.int().min(1)
const meantFor = {
  respondents: z.array(z.enum(respondents)).min(1),
  /** 0-10; empty where no pupils are among them. */
  grades: z.array(z.int().min(0).max(10)).max(11),
}

const UsedIn = z.array(z.object({ code: z.string(), version: z.string(), title: z.string() }))
/** Published texts: Danish always; the others where somebody has translated all of it. */
const Words = z.object({ da: ItemText, en: ItemText.exactOptional(), ar: ItemText.exactOptional(), uk: ItemText.exactOptional() })

/** A question that may be put into a questionnaire, whole. */
export const BankEntry = z
  .object({
    code,
    /** The municipality it belongs to; 0 is the association. */
    municipalityId: z.int(),
    isOwn: z.boolean(),
    /** 1 for a question that has only ever stood in questionnaires. */
    edition: z.int(),
    /** `questionnaire`: derived from what is published; `bank`: written in the bank. */
    source: z.enum(['questionnaire', 'bank']),
    ...meantFor,
    item: Item,
    texts: Words,
    usedIn: UsedIn,
    /** A newer question that is asked instead of it: figures of the two are no series. */
    replacedBy: code.nullable(),
  })
  .meta({ id: 'BankEntry' })
export type BankEntry = z.infer<typeof BankEntry>

export const listBankItems = operation({
  method: 'GET',
  path: '/bank-items',
  summary: 'Every published question of the bank, whole: the association’s and one’s own municipality’s, with where each is asked',
  login: 'staff',
  act: 'bank.read',
  audit: null,
  query: z.object({
    /** `bank` leaves out what stands in questionnaires alone. */
    source: z.enum(['all', 'bank']).default('all'),
    respondent: z.enum(respondents).optional(),
  }),
  output: z.array(BankEntry),
})

const Translations = z.object({ en: z.enum(translationStates), ar: z.enum(translationStates), uk: z.enum(translationStates) })

/** A line of the list. */
export const BankCard = z
  .object({
    code,
    isOwn: z.boolean(),
    /** Written by whoever asks. */
    isAuthor: z.boolean(),
    source: z.enum(['questionnaire', 'bank']),
    state: z.enum(bankStates),
    /** An edition of it may be put into a questionnaire, also while the next one is written. */
    isPublished: z.boolean(),
    edition: z.int(),
    ...meantFor,
    theme: z.string(),
    kind,
    isCore: z.boolean(),
    question: z.object({ da: z.string(), en: z.string() }),
    translations: Translations,
    usedIn: z.int(),
    openComments: z.int(),
    replacedBy: code.nullable(),
    changedAt: z.iso.datetime({ offset: true }).nullable(),
  })
  .meta({ id: 'BankCard' })
export type BankCard = z.infer<typeof BankCard>

export const searchBank = operation({
  method: 'GET',
  path: '/bank',
  summary: 'Questions of published questionnaires and of the bank, by words and choices',
  login: 'staff',
  act: 'bank.read',
  audit: null,
  query: z.object({
    q: z.string().max(100).default(''),
    theme: theme.optional(),
    respondent: z.enum(respondents).optional(),
    grade: z.coerce.number().int().min(0).max(10).optional(),
    state: z.enum(bankStates).optional(),
    kind: kind.optional(),
    core: z.enum(['core', 'optional']).optional(),
    /** A language that something is missing in, or out of date. */
    untranslated: language.optional(),
    whose: z.enum(['own', 'association']).optional(),
  }),
  output: z.object({ total: z.int(), cards: z.array(BankCard) }),
})

const Step = z.object({
  step: z.enum(['begun', 'sent', 'returned', 'published', 'retired', 'checked']),
  edition: z.int(),
  at: z.iso.datetime({ offset: true }),
  role: z.string(),
  isOwn: z.boolean(),
  comment: z.string(),
  interests: z.string(),
})

const Comment = z.object({
  id: z.uuid(),
  at: z.iso.datetime({ offset: true }),
  role: z.string(),
  isOwn: z.boolean(),
  /** The first comment of the thread it answers; null where it begins one. */
  replyTo: z.uuid().nullable(),
  /** The field it is about; empty for the whole question. */
  field: z.string(),
  words: z.string(),
  resolvedAt: z.iso.datetime({ offset: true }).nullable(),
})

/** One edition. */
export const BankEdition = z
  .object({
    edition: z.int(),
    state: z.enum(bankStates),
    origin: z.enum(bankOrigins),
    changeNote: z.string(),
    revision: z.int(),
    changedAt: z.iso.datetime({ offset: true }).nullable(),
    isAuthor: z.boolean(),
    content: BankContent,
    translations: z.object({
      en: z.enum(translationStates),
      ar: z.enum(translationStates),
      uk: z.enum(translationStates),
    }),
    /** The Danish each field was translated from, where it has changed since. */
    outdated: z.object({
      en: z.record(z.string(), z.string()),
      ar: z.record(z.string(), z.string()),
      uk: z.record(z.string(), z.string()),
    }),
  })
  .meta({ id: 'BankEdition' })
export type BankEdition = z.infer<typeof BankEdition>

/** A question with its editions and what was said of it. */
export const BankItemView = z
  .object({
    code,
    municipalityId: z.int(),
    isOwn: z.boolean(),
    /** Whether this actor's municipality may change it. */
    mayWrite: z.boolean(),
    /** In review, and this actor may approve it: by another than the author, or alone in the municipality. */
    mayReview: z.boolean(),
    /** Newest first; of a question that stands in questionnaires alone the one there. */
    editions: z.array(BankEdition).min(1),
    usedIn: UsedIn,
    replacedBy: code.nullable(),
    /** The question it replaces, whole, where that can be read. */
    replaces: z.object({ code, content: BankContent }).nullable(),
    comments: z.array(Comment),
    steps: z.array(Step),
  })
  .meta({ id: 'BankItemView' })
export type BankItemView = z.infer<typeof BankItemView>

const byCode = z.object({ code })

export const getBankItem = operation({
  method: 'GET',
  path: '/bank-items/:code',
  summary: 'One question with its editions, comments and history',
  login: 'staff',
  act: 'bank.read',
  audit: null,
  params: byCode,
  output: BankItemView,
})

export const draftBankItem = operation({
  method: 'POST',
  path: '/bank-items',
  summary: 'Begin a question; its code is given by the server and stays',
  login: 'staff',
  act: 'bank.write',
  audit: 'bank.begun',
  body: z.object({ question: z.string().trim().min(1).max(400), theme, kind, ...meantFor }),
  output: z.object({ code }),
})

export const reviseBankItem = operation({
  method: 'POST',
  path: '/bank-items/:code/changes',
  summary: 'Change something published: a next edition where the meaning is kept, or a new question that replaces it',
  login: 'staff',
  act: 'bank.write',
  audit: 'bank.begun',
  params: byCode,
  body: z.object({ origin: z.enum(['edition', 'replacement']), changeNote: note.min(1) }),
  output: z.object({ code }),
})

export const saveBankItem = operation({
  method: 'PUT',
  path: '/bank-items/:code',
  summary: 'Save a draft; refused where somebody else has saved since it was read',
  login: 'staff',
  act: 'bank.write',
  audit: 'bank.saved',
  isSitting: true,
  params: byCode,
  body: z.object({ revision, content: BankContent }),
  output: z.object({ revision }),
})

export const checkBankTranslation = operation({
  method: 'POST',
  path: '/bank-items/:code/translations/:language/check',
  summary: 'Say that a translation holds beside the Danish; whoever wrote it says how it was checked',
  login: 'staff',
  act: 'bank.review',
  audit: 'bank.translationChecked',
  params: z.object({ code, language }),
  /** What holds is what was read. */
  body: z.object({ revision, note }),
  output: z.object({ revision }),
})

export const discardBankItem = operation({
  method: 'DELETE',
  path: '/bank-items/:code',
  summary: 'Throw a draft away',
  login: 'staff',
  act: 'bank.write',
  audit: 'bank.discarded',
  params: byCode,
})

export const sendBankItem = operation({
  method: 'POST',
  path: '/bank-items/:code/send',
  summary: 'Send a draft to be reviewed; refused while something blocks',
  login: 'staff',
  act: 'bank.write',
  audit: 'bank.sent',
  params: byCode,
})

export const returnBankItem = operation({
  method: 'POST',
  path: '/bank-items/:code/return',
  summary: 'Send a question back to its author, saying why',
  login: 'staff',
  act: 'bank.review',
  audit: 'bank.returned',
  params: byCode,
  body: z.object({ comment: note.min(1) }),
})

export const publishBankItem = operation({
  method: 'POST',
  path: '/bank-items/:code/publish',
  summary: 'Approve a question as it was read and publish it; an earlier edition is retired, and so is what it replaces',
  login: 'staff',
  act: 'bank.review',
  audit: 'bank.published',
  params: byCode,
  /** An expert reviewer says what they have to do with the subject. */
  body: z.object({ revision, comment: note, interests: note }),
})

export const retireBankItem = operation({
  method: 'POST',
  path: '/bank-items/:code/retire',
  summary: 'Take a question out of the bank; questionnaires that ask it still do',
  login: 'staff',
  act: 'bank.write',
  audit: 'bank.retired',
  params: byCode,
  body: z.object({ comment: note }),
})

export const commentBankItem = operation({
  method: 'POST',
  path: '/bank-items/:code/comments',
  summary: 'Comment on a question, or answer a comment',
  login: 'staff',
  act: 'bank.comment',
  audit: 'bank.commented',
  params: byCode,
  body: z.object({ words: note.min(1), field: z.string().max(80).default(''), replyTo: z.uuid().nullable() }),
})

export const resolveBankComment = operation({
  method: 'POST',
  path: '/bank-comments/:id/resolve',
  summary: 'Say that what a comment asks for is done, or that it is not after all',
  login: 'staff',
  act: 'bank.comment',
  audit: 'bank.commentResolved',
  params: z.object({ id: z.uuid() }),
  body: z.object({ isResolved: z.boolean() }),
})
