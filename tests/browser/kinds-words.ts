/** Invented words for the invented questionnaire with every kind of item, in a language read each way. */
import { allKinds } from '#domain/response/scenarios/all-kinds.ts'
import type { ItemText, QuestionnaireText, QuestionnaireTexts } from '#domain/questionnaire/questionnaire.ts'

const often = { never: 'Aldrig', seldom: 'Sjældent', some: 'Nogle gange', often: 'Tit', always: 'Altid' }

const questions: Readonly<Record<string, Partial<ItemText> & { readonly question: string }>> = {
  welcome: { question: 'Først om din dag', help: 'Tænk på en helt almindelig dag.' },
  glad: { question: 'Er du glad for at gå i skole?', options: { no: 'Nej', 'a-little': 'Lidt', yes: 'Ja' } },
  outside: { question: 'Hvor tit er du ude i frikvarteret?', options: often },
  'like-room': {
    question: 'Jeg kan lide vores klasselokale',
    options: { 'not-at-all': 'Helt uenig', not: 'Uenig', between: 'Hverken enig eller uenig', yes: 'Enig', very: 'Helt enig' },
  },
  pets: { question: 'Har I dyr derhjemme?', options: { no: 'Nej', yes: 'Ja' } },
  'which-pets': { question: 'Hvilke dyr har I?', options: { dog: 'Hund', cat: 'Kat', other: 'Et andet dyr' } },
  slept: { question: 'Hvor mange timer sov du i nat?', unit: 'timer' },
  bedtime: { question: 'Hvornår gik du i seng i går?', help: 'Det behøver ikke være helt præcist.' },
  'late-why': { question: 'Hvad lavede du, før du gik i seng?', options: { play: 'Legede', read: 'Læste' } },
  life: { question: 'Hvordan går det for tiden?', options: { '0': '0 – det går dårligt', '10': '10 – det går rigtig godt' } },
  began: { question: 'Hvornår begyndte du i klassen?' },
  light: { question: 'Lyset er godt at læse i', options: often },
  air: { question: 'Luften er frisk', options: often },
  calm: { question: 'Der er ro, når jeg skal arbejde', options: often },
  best: { question: 'Hvad er det bedste ved din skole?', help: 'Skriv ikke andres navne.' },
}

const text: QuestionnaireText = {
  title: 'Alle slags spørgsmål',
  intro: 'Opfundne spørgsmål af alle slags.',
  themes: { day: 'Din dag', night: 'Nat og søvn', room: 'Klasselokalet', words: 'Med egne ord' },
  grids: { room: 'Hvordan er der i jeres klasselokale?' },
  items: Object.fromEntries(
    allKinds.items.map(({ code, options }) => [
      code,
      {
        why: 'For at se, at alle slags spørgsmål kan besvares.',
        finding: '',
        ...questions[code],
        question: questions[code]?.question ?? code,
        options: { ...Object.fromEntries(options.map((option) => [option, option])), ...questions[code]?.options },
      },
    ]),
  ),
}

const arabic: Readonly<Record<string, string>> = {
  welcome: 'أولاً عن يومك',
  glad: 'هل تحب الذهاب إلى المدرسة؟',
  outside: 'كم مرة تكون في الخارج في الاستراحة؟',
  'like-room': 'أحب غرفة صفنا',
  slept: 'كم ساعة نمت الليلة الماضية؟',
  bedtime: 'متى ذهبت إلى السرير أمس؟',
  life: 'كيف حالك هذه الأيام؟',
}

/** Danish throughout but for the questions themselves: what is tried is the direction, not the translation. */
const fromRight: QuestionnaireText = {
  ...text,
  items: Object.fromEntries(
    Object.entries(text.items).map(([code, words]) => [code, { ...words, question: arabic[code] ?? words.question }]),
  ),
}

export const kindsTexts: QuestionnaireTexts = { da: text, en: text, ar: fromRight }
