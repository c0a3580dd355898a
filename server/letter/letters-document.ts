/**
 * Letters to families and young people on A4, one page each: why, who reads the answers, how to answer. A name
 * stands on the letter that is put into an envelope, and nowhere else; the envelope's outside says nothing.
 */
import { readFileSync } from 'node:fs'
import { writeDay } from '#domain/calendar/calendar.ts'
import type { Questionnaire } from '#domain/questionnaire/questionnaire.ts'
import { grouped } from '#domain/survey/code.ts'
import type { Track } from '#domain/survey/survey.ts'
import { fill } from '#domain/text/format.ts'
import type { Language } from '#domain/text/text.ts'
import { qrSvg } from '../qr-code.ts'
import { linkAddress } from '../survey/invite.ts'
import { typeset } from '../typeset.ts'

export type LettersDocument = {
  readonly origin: string
  readonly language: Language
  readonly municipalityId: number
  readonly municipality: string
  readonly survey: { readonly id: string; readonly title: string; readonly track: Track; readonly closesOn: string }
  readonly respondent: Questionnaire['respondent']
  readonly minutes: number
  readonly letters: readonly { readonly name: string; readonly place: string; readonly link: string }[]
}

/** The PDF. It is made for the one who asked and kept nowhere. */
export function lettersDocument(given: LettersDocument): Uint8Array {
  const { origin, language, municipality, survey, respondent, minutes } = given
  const texts = readTexts(language)
  const t = (key: string, values: Readonly<Record<string, string>> = {}) => fill(texts[`letter.${key}`] ?? '', { municipality, ...values })
  const host = new URL(origin).host
  return typeset(letterTemplate, {
    language,
    title: t('title', { survey: survey.title }),
    sender: t(`sender.${survey.track}`),
    heading: t(`heading.${respondent}`),
    paragraphs: [
      t(`why.${survey.track}.${respondent}`),
      t(`who.${survey.track}`),
      t('voluntary', { minutes: String(minutes), day: writeDay(survey.closesOn, language) }),
    ],
    how: t('how'),
    scan: t('how.scan'),
    addressLabel: t('address'),
    symbolsLabel: t('symbols'),
    address: `${host}/svar`,
    own: t('own'),
    about: t('about'),
    aboutAddress: `${host}/om/${given.municipalityId}/${survey.id}`,
    regards: t('regards'),
    qrAlt: t('qr'),
    letters: given.letters.map(({ name, place, link }) => ({
      to: t(`to.${respondent}`, { name }),
      place,
      symbols: grouped(link),
      qr: qrSvg(linkAddress(origin, link)),
    })),
  })
}

export function readTexts(language: Language): Readonly<Record<string, string>> {
  return JSON.parse(readFileSync(new URL(`../../content/texts/letter.${language}.json`, import.meta.url), 'utf8'))
}

/** One letter a page: sender, to whom, why, and a box with a QR code and its symbols. */
export const letterTemplate = String.raw`
#let data = json(bytes(sys.inputs.data))
#set document(title: data.title)
#set page(paper: "a4", margin: (x: 25mm, top: 24mm, bottom: 20mm))
#set text(font: "IBM Plex Sans", size: 11.5pt, lang: data.language)
#set par(leading: 0.68em, spacing: 1.15em)
#for (place, letter) in data.letters.enumerate() [
  #if place > 0 { pagebreak() }
  #text(fill: luma(80))[#data.sender]
  #v(20mm)
  #text(weight: 600)[#letter.to] \
  #text(fill: luma(80))[#letter.place]
  #v(12mm)
  #heading(level: 1, text(size: 18pt, weight: 600)[#data.heading])
  #v(2mm)
  #for paragraph in data.paragraphs [#par(paragraph)]
  #v(5mm)
  #block(width: 100%, stroke: 0.75pt + luma(150), radius: 2mm, inset: 7mm, breakable: false)[
    #grid(
      columns: (1fr, 42mm),
      gutter: 8mm,
      [
        #heading(level: 2, text(size: 13pt, weight: 600)[#data.how])
        #v(1mm)
        #data.scan
        #v(3mm)
        #text(size: 10pt, fill: luma(80))[#data.addressLabel] \
        #text(size: 13pt, weight: 600)[#data.address]
        #v(2mm)
        #text(size: 10pt, fill: luma(80))[#data.symbolsLabel] \
        #text(size: 13pt, weight: 600, tracking: 0.6pt)[#letter.symbols]
      ],
      image(bytes(letter.qr), format: "svg", width: 42mm, alt: data.qrAlt),
    )
  ]
  #v(2mm)
  #data.own
  #par[#data.about \ #data.aboutAddress]
  #v(4mm)
  #data.regards \
  #data.sender
]
`
