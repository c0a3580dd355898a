/**
 * "Om dine svar" on paper: the same sentences as on the screen, for grown-ups and, where pupils answer, on a page of
 * their own for the pupils. It names no school and nobody, so that one letter does for a whole municipality.
 */
import { readFileSync } from 'node:fs'
import type { PublicSurvey } from '#api/response.ts'
import { writeDay, writePeriod } from '#domain/calendar/calendar.ts'
import { aboutForAdults, keyFor } from '#domain/survey/about.ts'
import { aboutForChild, type AboutSection, type Read } from '#domain/survey/about-for-child.ts'
import { voiceOf } from '#domain/survey/voice.ts'
import { fill } from '#domain/text/format.ts'
import { withMunicipalityTitles } from '#domain/text/municipality-title.ts'
import { directionOf, type RespondentLanguage } from '#domain/text/text.ts'
import { qrSvg } from '../qr-code.ts'
import { typesetApart } from '../typeset-apart.ts'

export type InformationDocument = { readonly origin: string; readonly language: RespondentLanguage; readonly about: PublicSurvey }

/** The pages in words: what is typeset, and what a test compares with the screen. */
export function informationPages({ language, about }: Omit<InformationDocument, 'origin'>): readonly (readonly AboutSection[])[] {
  const read = readIn(language, about)
  const settings = { ...about, items: about.questionnaire.items, minutes: about.questionnaire.minutes }
  const forAdults = aboutForAdults(read, settings, language)
  return about.respondent === 'pupil' ? [forAdults, aboutForChild(read, settings, (day) => writeDay(day, language))] : [forAdults]
}

/** The PDF. */
export function informationDocument({ origin, language, about }: InformationDocument): Promise<Uint8Array> {
  const read = readIn(language, about)
  const address = `${origin}/om/${about.municipalityId}/${about.surveyId}`
  return typesetApart(template, {
    language,
    direction: directionOf(language),
    title: about.title,
    sender: withMunicipalityTitles(read('letter.sender', { municipality: about.municipality })),
    heading: read('about.title'),
    period: writePeriod(about.opensOn, about.closesOn, language),
    forWhom: [read('public.forAdults'), read('public.forChildren')],
    pages: informationPages({ language, about }),
    more: read('letter.more'),
    address: address.replace(/^https?:\/\//, ''),
    qr: qrSvg(address),
    qrAlt: read('letter.qr'),
  })
}

function readIn(language: RespondentLanguage, about: Pick<PublicSurvey, 'track' | 'respondent'>): Read {
  const texts = { ...textsOf('voices', language), ...textsOf('respondent', language), ...textsOf('about', language) }
  const voice = voiceOf(about, false)
  return (key, values = {}) => {
    const text = texts[keyFor(texts, voice, key)]
    if (text === undefined) throw new Error(`no text for ${key}`)
    return withMunicipalityTitles(fill(text, values))
  }
}

function textsOf(room: string, language: RespondentLanguage): Readonly<Record<string, string>> {
  return JSON.parse(readFileSync(new URL(`../../content/texts/${room}.${language}.json`, import.meta.url), 'utf8'))
}

const template = String.raw`
#let data = json(bytes(sys.inputs.data))
#set document(title: data.heading + ": " + data.title)
#set page(paper: "a4", margin: (x: 24mm, top: 20mm, bottom: 18mm))
#set text(
  font: ("IBM Plex Sans", "IBM Plex Sans Arabic"),
  size: 10.5pt,
  lang: data.language,
  dir: if data.direction == "rtl" { rtl } else { ltr },
)
#set par(leading: 0.62em, spacing: 0.8em)
#show heading.where(level: 2): it => block(above: 1.15em, below: 0.5em, text(size: 11.5pt, weight: 600, it.body))
#for (place, page) in data.pages.enumerate() [
  #if place > 0 { pagebreak() }
  #let isForChildren = place > 0
  #grid(
    columns: (1fr, 26mm),
    gutter: 8mm,
    [
      #text(fill: luma(80))[#data.sender · #data.forWhom.at(place)]
      #v(3mm)
      #heading(level: 1, text(size: 20pt, weight: 600)[#data.heading])
      #v(1mm)
      #text(size: 12pt)[#data.title] \
      #text(fill: luma(80))[#data.period]
    ],
    image(bytes(data.qr), format: "svg", width: 26mm, alt: data.qrAlt),
  )
  #v(2mm)
  #set text(size: if isForChildren { 13pt } else { 10.5pt })
  #for section in page [
    #block(breakable: false)[
      #heading(level: 2, section.heading)
      #for sentence in section.texts [#par(sentence)]
    ]
  ]
  #v(5mm)
  #text(fill: luma(80), size: 10pt)[#data.more #data.address]
]
`
