/** Letters that tell families of a survey in the class, with a code of each child's own to say no by. */
import { writeDay, writePeriod } from '#domain/calendar/calendar.ts'
import { grouped } from '#domain/survey/code.ts'
import type { Survey } from '#domain/survey/survey.ts'
import { fill } from '#domain/text/format.ts'
import type { Language } from '#domain/text/text.ts'
import { qrSvg } from '../qr-code.ts'
import { typeset } from '../typeset.ts'
import { letterTemplate, readTexts } from './letters-document.ts'

export type OptOutDocument = {
  readonly origin: string
  readonly language: Language
  readonly municipalityId: number
  readonly municipality: string
  readonly survey: Pick<Survey, 'id' | 'title' | 'state' | 'opensOn' | 'closesOn'>
  readonly minutes: number
  readonly letters: readonly { readonly name: string; readonly place: string; readonly code: string }[]
}

/** The PDF. It is made for the one who asked and kept nowhere. */
export function optOutDocument({ origin, language, municipality, survey, minutes, municipalityId, letters }: OptOutDocument): Uint8Array {
  const texts = readTexts(language)
  const t = (key: string, values: Readonly<Record<string, string>> = {}) => fill(texts[`letter.${key}`] ?? '', { municipality, ...values })
  const host = new URL(origin).host
  return typeset(letterTemplate, {
    language,
    title: t('title', { survey: survey.title }),
    sender: t('sender.statistics'),
    heading: t('optOut.heading'),
    paragraphs: [
      t('optOut.why', { survey: survey.title, period: writePeriod(survey.opensOn, survey.closesOn, language), minutes: String(minutes) }),
      t('optOut.who'),
      survey.state === 'draft' ? t('optOut.voluntary', { day: writeDay(survey.opensOn, language) }) : t('optOut.voluntary.open'),
      t('optOut.until'),
    ],
    how: t('optOut.how'),
    scan: t('optOut.scan'),
    addressLabel: t('address'),
    symbolsLabel: t('optOut.symbols'),
    address: `${host}/sig-nej`,
    own: t('optOut.own'),
    about: t('about'),
    aboutAddress: `${host}/om/${municipalityId}/${survey.id}`,
    regards: t('regards'),
    qrAlt: t('optOut.qr'),
    letters: letters.map(({ name, place, code }) => ({
      to: t('to.parent', { name }),
      place,
      symbols: grouped(code),
      qr: qrSvg(`${origin}/sig-nej#d=${code}`),
    })),
  })
}
