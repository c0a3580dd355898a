/** The question bank in use: a question of the association that is published, one in review, and one that Lillekøbing is writing. */
import { insertBankComment, insertBankItem, insertBankStep, listEditions } from '#database/bank.ts'
import type { Doors, Tx } from '#database/transaction.ts'
import type { Role } from '#domain/access/actor.ts'
import { type BankItem, type BankState, type BankText, emptyText } from '#domain/questionnaire/bank.ts'
import { beginItem, checkTranslation, saveContent } from '#domain/questionnaire/bank-life.ts'
import { schoolYearOf } from '#domain/organisation/organisation.ts'
import type { RespondentLanguage } from '#domain/text/text.ts'
import { idOf } from './identifier.ts'
import { association, lillekoebing, places } from './place.ts'
import { staffOf } from './staff.ts'
import { makeTown } from './town.ts'

type Seeded = {
  readonly municipalityId: number
  readonly code: string
  readonly theme: string
  readonly state: BankState
  readonly author: Role
  readonly reviewer?: Role
  readonly texts: Readonly<Partial<Record<RespondentLanguage, Partial<BankText>>>>
  readonly comment?: { readonly role: Role; readonly field: string; readonly words: string }
}

const days = {
  da: { none: 'Ingen dage', some: '1-2 dage', most: '3-5 dage', all: '6-7 dage' },
  en: { none: 'No days', some: '1-2 days', most: '3-5 days', all: '6-7 days' },
  ar: { none: 'ولا يوم', some: 'يوم أو يومان', most: '3-5 أيام', all: '6-7 أيام' },
  uk: { none: 'Жодного дня', some: '1-2 дні', most: '3-5 днів', all: '6-7 днів' },
} as const satisfies Record<RespondentLanguage, Record<string, string>>

const seeded: readonly Seeded[] = [
  {
    municipalityId: association.id,
    code: 'read-for-fun-days',
    theme: 'leisure',
    state: 'published',
    author: 'secretariat',
    reviewer: 'expertReviewer',
    texts: {
      da: {
        question: 'Hvor mange dage den sidste uge læste du noget for sjov?',
        help: 'Det kan være en bog, et blad eller en tegneserie.',
        why: 'Vi vil vide, om du har tid til at læse.',
        use: 'Skolen bruger svarene, når den køber bøger.',
        options: days.da,
        finding: 'læste noget for sjov tre dage eller mere den sidste uge',
      },
      en: {
        question: 'On how many days in the last week did you read something for fun?',
        help: 'It may be a book, a magazine or a comic.',
        why: 'We want to know whether you have time to read.',
        use: 'The school uses the answers when it buys books.',
        options: days.en,
        finding: 'read something for fun on three days or more in the last week',
      },
      ar: {
        question: 'كم يومًا في الأسبوع الماضي قرأت شيئًا للمتعة؟',
        help: 'قد يكون كتابًا أو مجلة أو قصة مصورة.',
        why: 'نريد أن نعرف إن كان لديك وقت للقراءة.',
        use: 'تستخدم المدرسة الإجابات عندما تشتري الكتب.',
        options: days.ar,
        finding: 'قرأوا شيئًا للمتعة ثلاثة أيام أو أكثر في الأسبوع الماضي',
      },
      uk: {
        question: 'Скільки днів минулого тижня ти читав або читала щось для задоволення?',
        help: 'Це може бути книжка, журнал або комікс.',
        why: 'Ми хочемо знати, чи маєш ти час читати.',
        use: 'Школа враховує відповіді, коли купує книжки.',
        options: days.uk,
        finding: 'читали щось для задоволення три дні або більше минулого тижня',
      },
    },
  },
  {
    municipalityId: association.id,
    code: 'cooked-with-adult-days',
    theme: 'food',
    state: 'inReview',
    author: 'secretariat',
    texts: {
      da: {
        question: 'Hvor mange dage den sidste uge lavede du mad sammen med en voksen?',
        why: 'Det er hyggeligt at lave mad sammen, og man lærer noget.',
        use: 'Skolen kan se, om flere vil have madkundskab.',
        options: days.da,
        finding: 'lavede mad sammen med en voksen tre dage eller mere den sidste uge',
      },
      en: {
        question: 'On how many days in the last week did you cook together with a grown-up?',
        why: 'Cooking together is nice, and one learns something.',
        use: 'The school can see whether more want cooking lessons.',
        options: days.en,
        finding: 'cooked together with a grown-up on three days or more in the last week',
      },
    },
    comment: { role: 'expertReviewer', field: 'use', words: 'Er det det, svaret bliver brugt til? Måske hellere: hvad skolen tilbyder.' },
  },
  {
    municipalityId: lillekoebing.id,
    code: `k${lillekoebing.id}-ude-i-naturen`,
    theme: 'leisure',
    state: 'draft',
    author: 'municipalAdmin',
    texts: {
      da: {
        question: 'Hvor mange dage den sidste uge var du ude i naturen?',
        why: 'Vi vil vide, om fjorden og skoven bliver brugt.',
        options: days.da,
        finding: 'var ude i naturen tre dage eller mere den sidste uge',
      },
    },
    comment: { role: 'leadHealthVisitor', field: 'question', words: 'Er skolegården også natur? Skriv det i hjælpeteksten.' },
  },
]

/** Writes what is missing. */
export async function writeBank(doors: Doors, today: string): Promise<void> {
  for (const one of seeded)
    await doors.asSystem('seeding the invented world', { municipalityId: one.municipalityId, login: 'staff' }, (tx) =>
      writeQuestion(tx, one, today),
    )
}

async function writeQuestion(tx: Tx, of: Seeded, today: string): Promise<void> {
  if ((await listEditions(tx, of.code)).length > 0) return
  const { municipalityId, code, theme, texts } = of
  const at = (daysAgo: number) => new Date(Date.parse(`${today}T09:00:00Z`) - daysAgo * 86_400_000).toISOString()
  const accountOf = (role: Role) => {
    const plan = places.find(({ id }) => id === municipalityId) ?? lillekoebing
    return staffOf(makeTown(plan, schoolYearOf(today))).find((one) => one.role === role)?.id ?? ''
  }
  const id = idOf('bank', code)
  const authorId = accountOf(of.author)
  const begun = beginItem(
    { id, municipalityId, authorId, at: at(9) },
    { code, theme, kind: 'single', question: '', respondents: ['pupil'], grades: [4, 5, 6, 7, 8, 9, 10] },
  )
  const text = (language: RespondentLanguage) => ({ ...emptyText, ...texts[language] })
  const written = saveContent(begun, {
    content: {
      ...begun,
      item: { ...begun.item, options: ['none', 'some', 'most', 'all'], favourable: ['most', 'all'] },
      texts: { da: text('da'), en: text('en'), ar: text('ar'), uk: text('uk') },
    },
    revision: begun.revision,
    byId: authorId,
    at: at(8),
  })
  if (typeof written === 'string') throw new Error(written)
  const reviewer = of.reviewer && { role: of.reviewer, id: accountOf(of.reviewer) }
  const read = reviewer ? checkedBy(written, reviewer.id, at(6)) : written
  await insertBankItem(tx, { ...read, state: of.state, changedAt: at(reviewer ? 5 : 7) })

  const steps = [
    { step: 'begun', daysAgo: 9, role: of.author, actorId: authorId },
    ...(of.state === 'draft' ? [] : [{ step: 'sent', daysAgo: 7, role: of.author, actorId: authorId } as const]),
    ...(reviewer ? [{ step: 'published', daysAgo: 5, role: reviewer.role, actorId: reviewer.id } as const] : []),
  ] as const
  for (const { step, daysAgo, role, actorId } of steps)
    await insertBankStep(tx, {
      id: idOf('bank step', code, step),
      itemId: id,
      step,
      at: at(daysAgo),
      actorId,
      role,
      comment: '',
      interests: step === 'published' ? 'Ingen' : '',
    })
  if (of.comment)
    await insertBankComment(tx, {
      id: idOf('bank comment', code),
      itemId: id,
      replyTo: null,
      at: at(6),
      authorId: accountOf(of.comment.role),
      role: of.comment.role,
      field: of.comment.field,
      words: of.comment.words,
      resolvedAt: null,
    })
}

/** Every language that is whole has been read by somebody else. */
function checkedBy(item: BankItem, byId: string, at: string): BankItem {
  return (['en', 'ar', 'uk'] as const).reduce((before, language) => {
    const checked = checkTranslation(before, language, { byId, at, note: '' })
    return typeof checked === 'string' ? before : checked
  }, item)
}
