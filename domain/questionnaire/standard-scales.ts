/**
 * The words a scale begins with, in every language, least first: our own, the same for every question, so that a reader meets one
 * "often". An author changes them where the question needs others.
 */
import type { RespondentLanguage } from '../text/text.ts'
import type { ItemKind } from './questionnaire.ts'

type Words = Readonly<Record<string, string>>

const steps = Object.fromEntries(Array.from({ length: 11 }, (_, step) => [String(step), String(step)]))

const scales: Readonly<Partial<Record<ItemKind, Readonly<Record<RespondentLanguage, Words>>>>> = {
  frequency: {
    da: { never: 'Ingen gange', seldom: '1-2 gange', often: '3-4 gange', most: 'Fem gange eller mere' },
    en: { never: 'Not once', seldom: 'Once or twice', often: '3-4 times', most: 'Five times or more' },
    ar: { never: 'ولا مرة', seldom: 'مرة أو مرتين', often: '3-4 مرات', most: 'خمس مرات أو أكثر' },
    uk: { never: 'Жодного разу', seldom: '1-2 рази', often: '3-4 рази', most: 'П’ять разів або більше' },
  },
  agreement: {
    da: { disagree: 'Passer ikke', partly: 'Passer lidt', mostly: 'Passer godt', agree: 'Passer helt' },
    en: { disagree: 'Not true', partly: 'A little true', mostly: 'Quite true', agree: 'Completely true' },
    ar: { disagree: 'غير صحيح', partly: 'صحيح قليلًا', mostly: 'صحيح إلى حد كبير', agree: 'صحيح تمامًا' },
    uk: { disagree: 'Неправда', partly: 'Трохи правда', mostly: 'Здебільшого правда', agree: 'Цілком правда' },
  },
  faces: {
    da: { no: 'Nej', some: 'Lidt', yes: 'Ja' },
    en: { no: 'No', some: 'A little', yes: 'Yes' },
    ar: { no: 'لا', some: 'قليلًا', yes: 'نعم' },
    uk: { no: 'Ні', some: 'Трохи', yes: 'Так' },
  },
  ladder: {
    da: { ...steps, '0': '0 – slet ikke godt', '10': '10 – rigtig godt' },
    en: { ...steps, '0': '0 – not well at all', '10': '10 – really well' },
    ar: { ...steps, '0': '0 – ليس جيدًا أبدًا', '10': '10 – جيد جدًا' },
    uk: { ...steps, '0': '0 – зовсім погано', '10': '10 – дуже добре' },
  },
}

/** The words that options of a kind begin with; none where each question has its own. */
export function startingWords(kind: ItemKind, language: RespondentLanguage): Words {
  return scales[kind]?.[language] ?? {}
}
