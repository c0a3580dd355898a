/**
 * The quality gate: what must be right before a question is published, and what its author should think about once more.
 *
 * Each finding has a severity. `blocking` is not published: it breaks a promise, can't be counted, or would be read in two ways by
 * anybody. `advice` is where a list of words can't be sure: the author reads it and decides. The reasons and what to do about each
 * are words of the screen: `content/texts/bank.*.json`, `bank.fault.<name>` and `bank.fault.<name>.do`.
 */
import type { WholeFault, WithWords } from '../instrument/whole.ts'
import { lix } from '../text/readability.ts'
import { type Language, languages, type RespondentLanguage, respondentLanguages } from '../text/text.ts'
import {
  type BankContent,
  bankTextOf,
  type BankText,
  fieldsOf,
  type MeantFor,
  missingFields,
  outdatedFields,
  scaleKinds,
  translatedLanguages,
  type Translation,
  wordsAt,
} from './bank.ts'
import { type Finding, type StructureFault, checkItem, checkQuestionnaire } from './check.ts'
import { type WordingFault, checkItemWording, forbiddenIn } from './check-wording.ts'
import {
  absolute,
  asksHowOften,
  heard,
  leading,
  perhapsTwoQuestions,
  placesIn,
  quasiIdentifiers,
  sensitiveWords,
  timeFrame,
  twoQuestions,
} from './gate-wording.ts'
import { wordsOfOthers } from './others-wording.ts'
import type { Item, Questionnaire, QuestionnaireTexts } from './questionnaire.ts'
import { isTheme, type Theme } from './themes.ts'

export const severities = ['blocking', 'advice'] as const
export type Severity = (typeof severities)[number]

export type BankFault =
  | 'not-written'
  | 'use-missing'
  | 'grades-missing'
  | 'quasi-identifier'
  | 'two-questions'
  | 'perhaps-two-questions'
  | 'option-without-words'
  | 'ladder-ends-without-words'
  | 'too-many-options-for-youngest'
  | 'many-options-for-middle'
  | 'sensitive-words-open'
  | 'sensitive-theme-open'
  | 'leading-wording'
  | 'absolute-word'
  | 'no-time-frame'
  | 'others-wording'
  | 'item-hard-to-read'
  | 'translation-incomplete'
  | 'translation-outdated'
  | 'translation-unchecked'
  | 'place-missing'
  | 'text-by-name-only'

export type GateFault = StructureFault | WordingFault | WholeFault | BankFault

/**
 * One thing the gate has found. `field` is a field of the text (`question`, `options.never` …), or `options`, `class`, `favourable`,
 * `theme` or `grades` of the structure; empty where it is about the whole.
 */
export type GateFinding = {
  readonly fault: GateFault
  readonly severity: Severity
  readonly field: string
  readonly language?: RespondentLanguage
  /** What was found, e.g. the word. */
  readonly found?: string
}

/** What is said but does not stop a question. Everything else does. */
const advice: readonly GateFault[] = [
  'perhaps-two-questions',
  'many-options-for-middle',
  'sensitive-theme-open',
  'absolute-word',
  'no-time-frame',
  'item-hard-to-read',
  'hard-to-read',
  'translation-unchecked',
  'text-by-name-only',
]

export function severityOf(fault: GateFault): Severity {
  return advice.includes(fault) ? 'advice' : 'blocking'
}

/** Whether anything holds a question back. */
export function isHeldBack(findings: readonly GateFinding[]): boolean {
  return findings.some(({ severity }) => severity === 'blocking')
}

type Subject = BankContent & { readonly translations?: Readonly<Partial<Record<RespondentLanguage, Translation>>> }

/** Everything the gate finds in one question, what blocks first. */
export function checkBankItem(subject: Subject): readonly GateFinding[] {
  const { item, texts } = subject
  const structure = checkItem(item).map((finding) => found(finding.fault, fieldOfStructure(finding.fault), undefined, finding.found))
  const all = [
    ...structure,
    ...checkAudience(subject),
    ...checkMissing(subject),
    ...languages.flatMap((language) => checkLanguage(subject, language)),
    ...checkClass(subject),
    ...checkReading(subject),
    ...checkTranslations(subject),
    ...checkOthers(subject),
    ...(item.kind === 'text' ? [found('text-by-name-only', 'options')] : []),
    ...fieldsOf(item).flatMap((field) =>
      languages.flatMap((language) => {
        const [some] = wordsOfOthers(wordsAt(texts[language], field))
        return some === undefined ? [] : [found('others-wording', field, language)]
      }),
    ),
  ]
  return inOrder(all)
}

export type QuestionnaireFinding = GateFinding & {
  /** The item it is about; undefined where it is about the whole questionnaire. */
  readonly item?: string
}

/**
 * The gate for a whole questionnaire: everything `checkQuestionnaire` finds, and what the gate hears in each of its questions. A
 * version that is published already is frozen, whatever a later gate says of it. `loaded` are the instruments that have words.
 */
export function checkAtGate(
  questionnaire: Questionnaire,
  texts: QuestionnaireTexts,
  loaded: readonly WithWords[] = [],
): readonly QuestionnaireFinding[] {
  const { respondent, grades, items } = questionnaire
  const whole = checkQuestionnaire(questionnaire, texts, loaded).map((finding) => ofQuestionnaire(finding, items))
  const known = new Set(whole.map(({ fault, item, language }) => `${fault} ${item} ${language}`))
  const each = items
    .filter(({ instrument, kind }) => !instrument && kind !== 'information')
    .flatMap((item) => {
      const words = (language: RespondentLanguage): BankText => bankTextOf(texts[language]?.items[item.code])
      const subject = {
        respondents: [respondent],
        grades,
        item,
        texts: { da: words('da'), en: words('en'), ar: words('ar'), uk: words('uk') },
      }
      return checkBankItem(subject)
        .filter(({ fault }) => fault !== 'translation-unchecked')
        .map((finding) => ({ ...finding, item: item.code }))
    })
    .filter(({ fault, item, language }) => !known.has(`${fault} ${item} ${language}`))
  const general = others.flatMap((language) => {
    const text = texts[language]
    if (!text) return []
    const { title, intro, themes, grids = {} } = text
    return forbiddenIn([title, intro, ...Object.values(themes), ...Object.values(grids)]).map((word) =>
      found('forbidden-word', '', language, word),
    )
  })
  return inOrder([...whole, ...general, ...each])
}

function ofQuestionnaire({ fault, at, found: what }: Finding, items: readonly Item[]): QuestionnaireFinding {
  const [first = '', second] = at.split(' ')
  const language = languages.find((one) => one === first)
  const code = language === undefined ? first : second
  const item = items.some((one) => one.code === code) ? code : undefined
  return { ...found(fault, '', language, what), ...(item === undefined ? {} : { item }) }
}

function found(fault: GateFault, field: string, language?: RespondentLanguage, what?: string): GateFinding {
  return {
    fault,
    severity: severityOf(fault),
    field,
    ...(language === undefined ? {} : { language }),
    ...(what === undefined ? {} : { found: what }),
  }
}

function inOrder<F extends GateFinding>(findings: readonly F[]): readonly F[] {
  return severities.flatMap((severity) => findings.filter((finding) => finding.severity === severity))
}

function fieldOfStructure(fault: Finding['fault']): string {
  if (fault.startsWith('sensitive')) return 'class'
  return fault.startsWith('favourable') ? 'favourable' : 'options'
}

function fieldOfWording(fault: Finding['fault']): string | undefined {
  if (fault.includes('favourable') || fault.startsWith('finding')) return 'finding'
  return fault === 'forbidden-word' || fault === 'needs-somebody-to-act' ? undefined : 'question'
}

function checkAudience({ respondents, grades, item }: Subject): readonly GateFinding[] {
  return [
    ...(respondents.includes('pupil') && grades.length === 0 ? [found('grades-missing', 'grades')] : []),
    ...(isTheme(item.theme) ? [] : [found('theme-not-in-the-list', 'theme', undefined, item.theme)]),
  ]
}

/** Danish comes first: question, words of each option, why, and what somebody does with the answer. */
function checkMissing({ item, texts }: Subject): readonly GateFinding[] {
  const needed = fieldsOf(item).filter((field) => field !== 'help' && field !== 'finding')
  return needed
    .filter((field) => wordsAt(texts.da, field).trim() === '')
    .map((field) => found(field === 'use' ? 'use-missing' : 'not-written', field, 'da'))
}

/** What is heard in the words of one language. What is not written yet is not heard. */
function checkLanguage({ item, texts, respondents, grades }: Subject, language: Language): readonly GateFinding[] {
  const text = texts[language]
  const { question } = text
  if (question.trim() === '') return []
  const findings: GateFinding[] = checkItemWording(item, text, language).map(({ fault, found: what }) => {
    const field = fieldOfWording(fault) ?? fieldsOf(item).find((one) => wordsAt(text, one).includes(what ?? '')) ?? ''
    return found(fault, field, language, what)
  })
  const hear = (fault: BankFault, what: RegExp) => {
    const some = heard(question, what)
    if (some !== undefined) findings.push(found(fault, 'question', language, some))
    return some !== undefined
  }
  hear('quasi-identifier', quasiIdentifiers[language])
  if (!hear('two-questions', twoQuestions[language])) hear('perhaps-two-questions', perhapsTwoQuestions[language])
  hear('leading-wording', leading[language])
  hear('absolute-word', absolute[language])
  const isHowOften = item.kind === 'frequency' || heard(question, asksHowOften[language]) !== undefined
  if (isHowOften && heard(question, timeFrame[language]) === undefined) findings.push(found('no-time-frame', 'question', language))
  return [...findings, ...(language === 'da' ? checkScale(item, text, { respondents, grades }) : [])]
}

/** Languages that no list of ours hears in full. */
const others = respondentLanguages.filter((language) => !languages.some((one) => one === language))

/** What is never printed is not printed in a translation either. */
function checkOthers({ item, texts }: Subject): readonly GateFinding[] {
  return others.flatMap((language) =>
    fieldsOf(item).flatMap((field) =>
      forbiddenIn([wordsAt(texts[language], field)]).map((word) => found('forbidden-word', field, language, word)),
    ),
  )
}

/** Each point of a scale has its words, and no more points than the age can hold in mind. */
function checkScale({ kind, options }: Item, text: BankText, { respondents, grades }: MeantFor): readonly GateFinding[] {
  const findings: GateFinding[] = []
  const isBare = (option: string) =>
    text.options[option] !== undefined && text.options[option] !== '' && !/\p{L}/u.test(text.options[option])
  const bare = options.filter(isBare)
  if (kind === 'ladder') {
    for (const end of ['0', '10']) if (isBare(end)) findings.push(found('ladder-ends-without-words', `options.${end}`, 'da'))
  } else if ((scaleKinds.includes(kind) && bare.length > 0) || (kind === 'single' && options.length > 0 && bare.length === options.length))
    findings.push(...bare.map((option) => found('option-without-words', `options.${option}`, 'da', text.options[option])))
  const isChosen = kind === 'single' || kind === 'multiple' || kind === 'frequency' || kind === 'agreement'
  if (respondents.includes('pupil') && isChosen && options.length > 4) {
    const youngest = Math.min(...grades)
    if (youngest <= 3) findings.push(found('too-many-options-for-youngest', 'options', undefined, String(options.length)))
    else if (youngest <= 6) findings.push(found('many-options-for-middle', 'options', undefined, String(options.length)))
  }
  return findings
}

/** Themes where most questions are nobody else's business. */
const sensitiveThemes: readonly Theme[] = ['substances', 'sexuality', 'crime', 'mental-health']

/** A question about what nobody would want told of them has a class that says so, for the class decides how many must have answered. */
function checkClass({ item, texts }: Subject): readonly GateFinding[] {
  if (item.questionClass !== 'open') return []
  for (const language of languages) {
    const { question, help, options } = texts[language]
    const some = heard([question, help, ...item.options.map((option) => options[option] ?? '')].join('\n'), sensitiveWords[language])
    if (some !== undefined) return [found('sensitive-words-open', 'class', language, some)]
  }
  const theme = sensitiveThemes.find((one) => one === item.theme)
  return theme === undefined ? [] : [found('sensitive-theme-open', 'class', undefined, theme)]
}

/**
 * LIX says little of a single sentence, so everything an item says is read together, it is never more than advice, and the limit lies
 * above the one for a whole questionnaire (`check-wording.ts`): 30 up to grade 3, 35 up to grade 6, 42 for everybody else.
 */
function checkReading({ respondents, grades, texts }: Subject): readonly GateFinding[] {
  const { question, help, why, use } = texts.da
  const all = [question, help, why, use].filter((words) => words.trim() !== '')
  if (all.length < 3) return []
  const youngest = respondents.includes('pupil') && grades.length > 0 ? Math.min(...grades) : 10
  const most = youngest <= 3 ? 30 : youngest <= 6 ? 35 : 42
  const level = lix(all.map((words) => (/[.?!]$/.test(words.trim()) ? words : `${words}.`)).join(' '))
  return level > most ? [found('item-hard-to-read', '', 'da', level.toFixed(0))] : []
}

/**
 * English is always needed. Arabic and Ukrainian come whole or not at all; each says what the Danish says now, with the same places
 * to fill.
 */
function checkTranslations({ item, texts, translations }: Subject): readonly GateFinding[] {
  if (texts.da.question.trim() === '') return []
  return translatedLanguages.flatMap((language) => {
    const fields = fieldsOf(item)
    // Scales begin with words in every language: they alone are not a translation.
    const isBegun = fields.some((field) => !field.startsWith('options.') && wordsAt(texts[language], field).trim() !== '')
    if (language !== 'en' && !isBegun) return []
    const missing = missingFields({ item, texts }, language)
    const findings = missing.map((field) => found('translation-incomplete', field, language))
    for (const field of fields) {
      const lost = placesIn(wordsAt(texts.da, field)).filter((place) => !placesIn(wordsAt(texts[language], field)).includes(place))
      if (lost.length > 0 && !missing.includes(field)) findings.push(found('place-missing', field, language, lost.join(' ')))
    }
    if (!translations) return findings
    findings.push(...outdatedFields({ item, texts, translations }, language).map((field) => found('translation-outdated', field, language)))
    if (findings.length === 0 && !translations[language]?.check) findings.push(found('translation-unchecked', '', language))
    return findings
  })
}
