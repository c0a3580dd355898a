/** Letters that tell families of a survey in the class, with a code of each child's own to say no by. */
import { writeDay, writePeriod } from '#domain/calendar/calendar.ts'
import { grouped } from '#domain/survey/code.ts'
import type { Survey } from '#domain/survey/survey.ts'
import type { RespondentLanguage } from '#domain/text/text.ts'
import { qrSvg } from '../qr-code.ts'
import { typesetApart } from '../typeset-apart.ts'
import { frameOf, letterTemplate, sayIn } from './letters-document.ts'

export type OptOutDocument = {
  readonly origin: string
  readonly municipalityId: number
  readonly municipality: string
  readonly survey: Pick<Survey, 'id' | 'title' | 'state' | 'opensOn' | 'closesOn'>
  readonly minutes: number
  readonly letters: readonly {
    readonly name: string
    readonly place: string
    readonly code: string
    readonly window: readonly string[] | null
    readonly language: RespondentLanguage
  }[]
}

/** The PDF. It is made for the one who asked and kept nowhere. */
export function optOutDocument(given: OptOutDocument): Promise<Uint8Array> {
  const language = given.letters[0]?.language ?? 'da'
  return typesetApart(letterTemplate, {
    language,
    title: sayIn(given, language)('title', { survey: given.survey.title }),
    letters: given.letters.map((letter) => letterData(given, letter)),
  })
}

function letterData(given: OptOutDocument, { name, place, code, window, language }: OptOutDocument['letters'][number]) {
  const { origin, survey, minutes } = given
  const say = sayIn(given, language)
  return {
    ...frameOf(given, language),
    sender: say('sender.statistics'),
    heading: say('optOut.heading'),
    to: say('to.parent', { name }),
    place,
    window,
    paragraphs: [
      say('optOut.why', { survey: survey.title, period: writePeriod(survey.opensOn, survey.closesOn, language), minutes: String(minutes) }),
      say('optOut.who'),
      survey.state === 'draft' ? say('optOut.voluntary', { day: writeDay(survey.opensOn, language) }) : say('optOut.voluntary.open'),
      say('optOut.until'),
    ],
    how: say('optOut.how'),
    scan: say('optOut.scan'),
    symbolsLabel: say('optOut.symbols'),
    address: `${new URL(origin).host}/sig-nej`,
    own: say('optOut.own'),
    qrAlt: say('optOut.qr'),
    symbols: grouped(code),
    qr: qrSvg(`${origin}/sig-nej#d=${code}`),
  }
}
