/**
 * What families are told by each channel. E-mail and SMS are read by others too: they name no child, class, school, topic or
 * title, and lead to the sign-in page alone. So does a text for Aula. What stands in a closed envelope, and in Digital
 * Post, is a letter, with the personal link (`server/letter`).
 */
import { writeDay } from '../calendar/calendar.ts'
import type { Questionnaire } from '../questionnaire/questionnaire.ts'
import { withMunicipalityTitles } from '../text/municipality-title.ts'
import type { RespondentLanguage } from '../text/text.ts'
import type { Occasion } from './invitation.ts'

/** Reads a sentence of `content/texts/message.<language>.json` and fills its places. */
export type ReadMessage = (language: RespondentLanguage, key: string, values: Readonly<Record<string, string>>) => string

export type Told = {
  readonly occasion: Occasion
  readonly language: RespondentLanguage
  readonly municipality: string
  /** Whose answers are asked for: of pupils in class, grown-ups are told and may decide. */
  readonly respondent: Questionnaire['respondent']
  readonly closesOn: string
  /** Where the product is, without path: `https://svar.kommune.example`. */
  readonly origin: string
}

export type Words = { readonly subject: string; readonly body: string }

/** Where everybody signs in who is told by e-mail, SMS or Aula. */
export const signInPath = '/min-familie'

/** Short paragraphs of plain text, an empty line between; in Danish with the same in English below. */
export function emailWords(read: ReadMessage, told: Told): Words {
  return inTwoLanguages(read, told, ['email.careful', 'email.automatic'])
}

/** The same in Digital Post, where no letter with a link is sent: to the grown-ups of a class. */
export function postWords(read: ReadMessage, told: Told): Words {
  return inTwoLanguages(read, told, ['post.automatic'])
}

function inTwoLanguages(read: ReadMessage, told: Told, ending: readonly string[]): Words {
  const languages: readonly RespondentLanguage[] = told.language === 'da' ? ['da', 'en'] : [told.language, 'da']
  const bodies = languages.map((language) => {
    const say = sayIn(read, told, language)
    return [say(`email.${told.occasion}.${kindOf(told)}`), say('signIn'), addressOf(told), ...ending.map(say)].join('\n\n')
  })
  return { subject: sayIn(read, told, told.language)(`subject.${told.occasion}`), body: bodies.join('\n\n—\n\n') }
}

/** One or two sentences and the address; in Danish and English meant to fit one SMS. */
export function smsWords(read: ReadMessage, told: Told): string {
  const say = sayIn(read, told, told.language)
  return `${say(`sms.${told.occasion}.${kindOf(told)}`)} ${addressOf(told).replace(/^https:\/\//, '')}`
}

/** For a class's or a school's own channel, read by all its families: says that some are asked, and nobody in particular. */
export function aulaWords(read: ReadMessage, told: Told): { readonly title: string; readonly text: string } {
  const say = sayIn(read, told, told.language)
  return {
    title: say(`subject.${told.occasion}`),
    text: [say(`aula.${told.occasion}.${kindOf(told)}`), say('aula.find'), addressOf(told), say('aula.voluntary')].join('\n\n'),
  }
}

/** What stands in the list of somebody's Digital Post, and as the name of the letter in it. */
export function postLabel(read: ReadMessage, told: Told): string {
  return sayIn(read, told, told.language)(`subject.${told.occasion}`)
}

function kindOf({ respondent }: Told): 'asked' | 'told' {
  return respondent === 'pupil' ? 'told' : 'asked'
}

function addressOf({ origin }: Told): string {
  return `${origin}${signInPath}`
}

function sayIn(read: ReadMessage, { municipality, closesOn }: Told, language: RespondentLanguage): (key: string) => string {
  return (key) => withMunicipalityTitles(read(language, `message.${key}`, { municipality, day: writeDay(closesOn, language) }))
}
