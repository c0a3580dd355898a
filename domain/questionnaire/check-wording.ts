/** What must be true of a questionnaire's wording, in each language and for the age it is written for. */
import { lix, words } from '../text/readability.ts'
import { type Language, languages } from '../text/text.ts'
import type { Finding } from './check.ts'
import type { Item, ItemText, Questionnaire, QuestionnaireText } from './questionnaire.ts'

export type WordingFault =
  | 'text-missing'
  | 'text-unneeded'
  | 'help-in-one-language-only'
  | 'finding-without-favourable'
  | 'favourable-without-finding'
  | 'finding-does-not-complete-a-sentence'
  | 'no-question-mark'
  | 'question-too-long'
  | 'hard-to-read'
  | 'forbidden-word'
  | 'needs-somebody-to-act'
  | 'asks-for-a-name'
  | 'double-negation'

/**
 * Never printed: a promise that can't be kept ("anonym" is said of answers that are confidential), and names of
 * instruments whose wording is others'. In all languages, for a text is copied before it is translated.
 */
const forbidden = whole(
  'anonym\\p{L}*',
  'анон[іи]м\\p{L}*',
  '\\p{L}*مجهول\\p{L}*',
  'SDQ',
  'WHO-?5',
  'KIDSCREEN\\p{L}*',
  'GAD-?7',
  'PHQ-?\\p{L}*',
  'UCLA',
  'RCADS',
)

/**
 * What nobody may be asked where nobody reads the answer at once: self-harm, wishing to die, abuse, violence.
 * Word lists stop what is plainly wrong; a person reads every questionnaire all the same.
 */
const needsSomebodyToAct: Readonly<Record<Language, RegExp>> = {
  da: whole(
    'selvmord\\p{L}*',
    'selvskade\\p{L}*',
    '(?:skade|skære) (?:på )?dig selv',
    'dø',
    'ikke leve',
    '\\p{L}*overgreb',
    'krænk\\p{L}*',
    'vold\\p{L}*',
    '(?:slår|slog|slået) dig',
    'blevet slået',
  ),
  en: whole(
    'suicid\\p{L}*',
    'self-?harm\\p{L}*',
    '(?:harm|hurt|cut)(?:ed|t?ing)? yourself',
    'die',
    'not (?:want )?to live',
    'abus\\p{L}*',
    'violen\\p{L}*',
    'hits? you',
    'been hit',
  ),
}

/** Words that stand in no language, as they are found in these texts. */
export function forbiddenIn(texts: readonly string[]): readonly string[] {
  return texts.join('\n').match(forbidden) ?? []
}

/** No question asks a pupil to name another. "Who" inside a sentence is fine; a question that begins so is not. */
const asksForName: Readonly<Record<Language, RegExp>> = {
  da: whole(
    '\\p{L}*navn\\p{L}*',
    'hedder',
    '^hvem',
    'hvilken (?:elev|ven|veninde|klassekammerat|lærer)',
    'hvilke (?:elever|venner|klassekammerater|lærere)',
  ),
  en: whole('names?', 'is called', '^who', '(?:which|what) (?:pupil|friend|classmate|teacher)s?'),
}

const negations: Readonly<Record<Language, RegExp>> = {
  da: whole('ikke', 'aldrig', 'ingen', 'intet', 'uden', 'hverken', 'næppe', 'undgå\\p{L}*'),
  en: whole('not', 'never', 'no', 'none', 'nobody', 'nothing', 'without', 'neither', 'hardly', 'avoid\\p{L}*', "\\p{L}+n['’]t"),
}

/** A child reads a question at a glance or not at all. */
const mostWords = 20

/**
 * LIX of all questions together, and of all explanations together: a children's book. Danish only, which it is made
 * for. Grown-ups get what pupils of grade 7 get: a tired parent reads on a phone, in the evening.
 */
const mostLix = 25
const mostLixFromGrade7 = 32

/** Everything wrong with the words; the structure is `checkQuestionnaire`'s. */
export function checkWording(questionnaire: Questionnaire, texts: Readonly<Record<Language, QuestionnaireText>>): readonly Finding[] {
  // The words of an instrument are its owner's: nobody here may make them better.
  const ours = { ...questionnaire, items: questionnaire.items.filter(({ instrument }) => !instrument) }
  return [
    ...languages.flatMap((language) => [
      ...checkKeys(questionnaire, texts[language], language),
      ...checkGeneral(texts[language], language),
    ]),
    ...ours.items.flatMap((item) => languages.flatMap((language) => checkItemWording(item, texts[language].items[item.code], language))),
    ...ours.items
      .filter(({ code }) => new Set(languages.map((language) => texts[language].items[code]?.help === undefined)).size > 1)
      .map(({ code }) => ({ fault: 'help-in-one-language-only', at: code }) as const),
    ...checkReadability(ours, texts.da),
  ]
}

/** Each theme, item and option has its words, and there are no words for what isn't there. */
function checkKeys({ themes, items, indices = [] }: Questionnaire, text: QuestionnaireText, language: Language): readonly Finding[] {
  return [
    ...compareKeys(themes, text.themes, language),
    ...compareKeys(
      items.map(({ code }) => code),
      text.items,
      language,
    ),
    ...compareKeys(
      indices.map(({ code }) => code),
      text.indices ?? {},
      language,
    ),
    ...items.flatMap(({ code, options }) =>
      text.items[code] ? compareKeys(options, text.items[code].options, `${language} ${code}`) : [],
    ),
  ]
}

function compareKeys(needed: readonly string[], given: Readonly<Record<string, unknown>>, at: string): readonly Finding[] {
  return [
    ...needed.filter((key) => !Object.hasOwn(given, key)).map((found) => ({ fault: 'text-missing', at, found }) as const),
    ...Object.keys(given)
      .filter((key) => !needed.includes(key))
      .map((found) => ({ fault: 'text-unneeded', at, found }) as const),
  ]
}

function checkGeneral({ title, intro, themes, grids = {} }: QuestionnaireText, language: Language): readonly Finding[] {
  return checkWords([title, intro, ...Object.values(themes), ...Object.values(grids)], language, language)
}

/** What is wrong with the words of one item in one language, wherever it stands. */
export function checkItemWording(
  { code, kind, favourable }: Pick<Item, 'code' | 'kind' | 'favourable'>,
  text: ItemText | undefined,
  language: Language,
): readonly (Finding & { readonly fault: WordingFault })[] {
  if (!text) return []
  const { question, help = '', why, use = '', finding, options } = text
  const at = `${language} ${code}`
  const findings: (Finding & { readonly fault: WordingFault })[] = [
    ...checkWords([question, help, why, use, finding, ...Object.values(options)], language, at),
  ]
  const [named] = question.match(asksForName[language]) ?? []
  if (named) findings.push({ fault: 'asks-for-a-name', at, found: named })
  const negated = question.match(negations[language]) ?? []
  if (negated.length > 1) findings.push({ fault: 'double-negation', at, found: negated.join(' ') })
  // A page of information asks nothing: its question is a heading.
  if (kind !== 'information' && !question.endsWith('?')) findings.push({ fault: 'no-question-mark', at })
  if (words(question).length > mostWords) findings.push({ fault: 'question-too-long', at, found: question })
  if (favourable.length > 0 && finding === '') findings.push({ fault: 'favourable-without-finding', at })
  if (favourable.length === 0 && finding !== '') findings.push({ fault: 'finding-without-favourable', at })
  // "Cirka 17 af 21 …": goes on in the middle of a sentence, and the report sets the full stop.
  if (finding !== '' && !/^\p{Ll}.*[^.?!\s]$/u.test(finding))
    findings.push({ fault: 'finding-does-not-complete-a-sentence', at, found: finding })
  return findings
}

function checkWords(texts: readonly string[], language: Language, at: string): readonly (Finding & { readonly fault: WordingFault })[] {
  const all = texts.join('\n')
  return [
    ...(all.match(forbidden) ?? []).map((found) => ({ fault: 'forbidden-word', at, found }) as const),
    ...(all.match(needsSomebodyToAct[language]) ?? []).map((found) => ({ fault: 'needs-somebody-to-act', at, found }) as const),
  ]
}

function checkReadability({ respondent, grades, items: asked }: Questionnaire, { items }: QuestionnaireText): readonly Finding[] {
  const most = respondent === 'pupil' && Math.min(...grades) < 7 ? mostLix : mostLixFromGrade7
  const parts = { question: '', help: '', why: '', use: '' }
  for (const { question, help = '', why, use = '' } of asked.flatMap(({ code }) => items[code] ?? [])) {
    parts.question += ` ${question}`
    parts.help += ` ${help}`
    parts.why += ` ${why}`
    parts.use += ` ${use}`
  }
  return Object.entries(parts)
    .map(([part, text]) => ({ part, level: lix(text) }))
    .filter(({ level }) => level > most)
    .map(({ part, level }) => ({ fault: 'hard-to-read', at: `da ${part}`, found: level.toFixed(1) }) as const)
}

/** Any of the phrases as whole words, in either case. (`\b` knows no æ, ø and å.) */
export function whole(...phrases: readonly string[]): RegExp {
  return new RegExp(`(?<!\\p{L})(?:${phrases.join('|')})(?!\\p{L})`, 'giu')
}
