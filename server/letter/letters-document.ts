/**
 * Letters to families and young people on A4, one page each: why, who reads the answers, how to answer. The window of the
 * envelope shows to whom it goes and nothing else; the child's name stands below it, on what is folded inwards.
 */
import { readFileSync } from 'node:fs'
import { writeDay } from '#domain/calendar/calendar.ts'
import type { Occasion, ReceiverRole } from '#domain/invitation/invitation.ts'
import type { Questionnaire } from '#domain/questionnaire/questionnaire.ts'
import { grouped } from '#domain/survey/code.ts'
import type { Track } from '#domain/survey/survey.ts'
import { fill } from '#domain/text/format.ts'
import { withMunicipalityTitles } from '#domain/text/municipality-title.ts'
import { directionOf, type RespondentLanguage } from '#domain/text/text.ts'
import { qrSvg } from '../qr-code.ts'
import { linkAddress } from '../survey/invite.ts'
import { typeset } from '../typeset.ts'
import { typesetApart } from '../typeset-apart.ts'

export type Letter = {
  /** The child's, or the young person's own. */
  readonly name: string
  readonly place: string
  readonly link: string
  /** As what somebody is written to; parents of a class of whom nobody in particular is known are written to as such. */
  readonly as: ReceiverRole
  /** Names and address for the window of the envelope; null where the letter is handed over. */
  readonly window: readonly string[] | null
  readonly language: RespondentLanguage
}

export type LettersDocument = {
  readonly origin: string
  readonly municipalityId: number
  readonly municipality: string
  readonly survey: { readonly id: string; readonly title: string; readonly track: Track; readonly closesOn: string }
  readonly respondent: Questionnaire['respondent']
  readonly minutes: number
  readonly occasion: Occasion
  readonly letters: readonly Letter[]
}

/** The PDF. It is made for the one who asked and kept nowhere. */
export function lettersDocument(given: LettersDocument): Promise<Uint8Array> {
  return typesetApart(letterTemplate, lettersData(given))
}

/** One letter is quickly made, where many are sent one by one. */
export function oneLetter(given: LettersDocument): Uint8Array {
  return typeset(letterTemplate, lettersData(given))
}

/** What stands on the letters: what is typeset, and what a test reads. */
export function lettersData(given: LettersDocument) {
  const language = given.letters[0]?.language ?? 'da'
  return {
    language,
    title: sayIn(given, language)('title', { survey: given.survey.title }),
    letters: given.letters.map((letter) => letterData(given, letter)),
  }
}

function letterData(given: LettersDocument, { name, place, link, as, window, language }: Letter) {
  const { origin, survey, respondent, minutes, occasion } = given
  const say = sayIn(given, language)
  return {
    ...frameOf(given, language),
    sender: say(`sender.${survey.track}`),
    heading: say(`heading.${respondent}`),
    to: say(`to.${addressedAs(respondent, as)}`, { name }),
    place,
    window,
    paragraphs: [
      ...(occasion === 'reminder' ? [say('reminder')] : []),
      say(`why.${survey.track}.${respondent}`),
      say(`who.${survey.track}`),
      say('voluntary', { minutes: String(minutes), day: writeDay(survey.closesOn, language) }),
    ],
    how: say('how'),
    scan: say('how.scan'),
    symbolsLabel: say('symbols'),
    address: `${new URL(origin).host}/svar`,
    own: say('own'),
    qrAlt: say('qr'),
    symbols: grouped(link),
    qr: qrSvg(linkAddress(origin, link)),
  }
}

/** What every letter has, whatever it is about. */
export function frameOf(
  {
    origin,
    municipalityId,
    municipality,
    survey,
  }: Pick<LettersDocument, 'origin' | 'municipalityId' | 'municipality'> & {
    readonly survey: { readonly id: string }
  },
  language: RespondentLanguage,
) {
  const say = sayIn({ municipality }, language)
  const other = language === 'da' ? 'en' : 'da'
  return {
    language,
    direction: directionOf(language),
    addressLabel: say('address'),
    about: say('about'),
    aboutAddress: `${new URL(origin).host}/om/${municipalityId}/${survey.id}`,
    regards: say('regards'),
    // Nobody may have said what this family reads; and whoever helps them reads Danish.
    other: sayIn({ municipality }, other)('otherLanguage'),
    otherLanguage: other,
  }
}

/** A young person who is not yet of age for it gets the letter together with whoever has custody. */
function addressedAs(respondent: Questionnaire['respondent'], as: ReceiverRole): 'parent' | 'fosterParent' | 'youngPerson' | 'withParents' {
  if (respondent === 'parent') return as === 'fosterParent' ? 'fosterParent' : 'parent'
  return as === 'self' ? 'youngPerson' : 'withParents'
}

/** Reads sentences of the letters in one language. */
export function sayIn({ municipality }: { readonly municipality: string }, language: RespondentLanguage) {
  const texts = readTexts(language)
  return (key: string, values: Readonly<Record<string, string>> = {}): string => {
    const text = texts[`letter.${key}`]
    if (text === undefined) throw new Error(`no text for letter.${key}`)
    return withMunicipalityTitles(fill(text, { municipality, ...values }))
  }
}

function readTexts(language: RespondentLanguage): Readonly<Record<string, string>> {
  return JSON.parse(readFileSync(new URL(`../../content/texts/letter.${language}.json`, import.meta.url), 'utf8'))
}

/**
 * One letter a page: sender, window, to whom, why, and a box with a QR code and its symbols. The window of a Danish C5
 * envelope shows what stands from 50 to 85 mm from the top on the left, whichever way the language runs.
 */
export const letterTemplate = String.raw`
#let data = json(bytes(sys.inputs.data))
#set document(title: data.title)
#set page(paper: "a4", margin: (x: 25mm, top: 20mm, bottom: 16mm))
#set text(font: ("IBM Plex Sans", "IBM Plex Sans Arabic"), size: 11pt, lang: data.language)
#set par(leading: 0.62em, spacing: 1.0em)
#for (place, letter) in data.letters.enumerate() [
  #if place > 0 { pagebreak() }
  #set text(lang: letter.language, dir: if letter.direction == "rtl" { rtl } else { ltr })
  #text(fill: luma(80))[#letter.sender]
  #if letter.window != none {
    std.place(top + left, dx: -3mm, dy: 32mm, block(width: 85mm, height: 33mm, {
      set text(dir: ltr)
      set align(left)
      letter.window.join(linebreak())
    }))
  }
  #v(62mm)
  #text(weight: 600)[#letter.to] \
  #text(fill: luma(80))[#letter.place]
  #v(6mm)
  #heading(level: 1, text(size: 17pt, weight: 600)[#letter.heading])
  #v(1mm)
  #for paragraph in letter.paragraphs [#par(paragraph)]
  #v(3mm)
  #block(width: 100%, stroke: 0.75pt + luma(150), radius: 2mm, inset: 6mm, breakable: false)[
    #grid(
      columns: (1fr, 40mm),
      gutter: 8mm,
      [
        #heading(level: 2, text(size: 12.5pt, weight: 600)[#letter.how])
        #v(0.5mm)
        #letter.scan
        #v(2mm)
        #text(size: 9.5pt, fill: luma(80))[#letter.addressLabel] \
        #text(size: 12.5pt, weight: 600, dir: ltr)[#letter.address]
        #v(1mm)
        #text(size: 9.5pt, fill: luma(80))[#letter.symbolsLabel] \
        #text(size: 12.5pt, weight: 600, tracking: 0.6pt, dir: ltr)[#letter.symbols]
      ],
      image(bytes(letter.qr), format: "svg", width: 40mm, alt: letter.qrAlt),
    )
  ]
  #v(1mm)
  #letter.own
  #par[#letter.about \ #text(dir: ltr)[#letter.aboutAddress]]
  #v(2mm)
  #letter.regards \
  #letter.sender
  #v(2mm)
  #text(size: 9.5pt, fill: luma(80), lang: letter.otherLanguage, dir: ltr)[#letter.other]
]
`
