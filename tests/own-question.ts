/** A question that a municipality might ask beside the association's: whole, in Danish and English, as the bank keeps it. */
import type { BankContent, BankText } from '#domain/questionnaire/bank.ts'
import { emptyText } from '#domain/questionnaire/bank.ts'

/** Asked of pupils in grades 4-6, from never to always. */
export function ownQuestion(code: string, { theme = 'leisure', question = 'Føler du dig tryg på vej til skole?' } = {}): BankContent {
  const da: BankText = {
    question,
    help: '',
    why: 'Vejen til skole er en del af dagen.',
    use: 'Kommunen ser, hvor der skal gøres noget ved trafikken.',
    unit: '',
    options: { rarely: 'Sjældent', sometimes: 'Nogle gange', mostly: 'For det meste', always: 'Altid' },
    finding: 'føler sig trygge på vej til skole',
  }
  const en: BankText = {
    question: 'Do you feel safe on your way to school?',
    help: '',
    why: 'The way to school is part of the day.',
    use: 'The municipality sees where something must be done about the traffic.',
    unit: '',
    options: { rarely: 'Rarely', sometimes: 'Sometimes', mostly: 'Mostly', always: 'Always' },
    finding: 'feel safe on their way to school',
  }
  return {
    respondents: ['pupil'],
    grades: [4, 5, 6],
    item: {
      code,
      theme,
      kind: 'single',
      options: ['rarely', 'sometimes', 'mostly', 'always'],
      questionClass: 'open',
      sensitiveOptions: [],
      favourable: ['mostly', 'always'],
      isCore: false,
      isTeachingEnvironment: false,
    },
    texts: { da, en, ar: emptyText, uk: emptyText },
  }
}
