/** A fact sheet on A4, to take to a meeting. */
import { readFileSync } from 'node:fs'
import { type PublishedSheet, wordsOfSheet } from '#domain/intervention/sheet.ts'
import { fill } from '#domain/text/format.ts'
import { writeDay } from '#domain/calendar/calendar.ts'
import type { Language } from '#domain/text/text.ts'
import { typesetApart } from '../typeset-apart.ts'

type Texts = Readonly<Record<string, string>>
const known = new Map<Language, Texts>()

function textsIn(language: Language): Texts {
  const read = known.get(language)
  if (read !== undefined) return read
  const texts: Texts = JSON.parse(readFileSync(new URL(`../../content/texts/intervention.${language}.json`, import.meta.url), 'utf8'))
  known.set(language, texts)
  return texts
}

/** The PDF in the language asked for; words that are not translated stand in Danish. */
export function sheetDocument({ code, sheet }: PublishedSheet, language: Language, origin: string): Promise<Uint8Array> {
  const texts = textsIn(language)
  const t = (key: string) => texts[`intervention.${key}`] ?? ''
  const words = wordsOfSheet(sheet, language)
  const list = (prefix: string, values: readonly string[]) => values.map((value) => t(`${prefix}.${value}`)).join(', ')
  return typesetApart(template, {
    lang: language,
    title: words.title,
    provider: words.provider,
    summary: words.summary,
    example: sheet.isExample ? t('example.note') : '',
    facts: [
      [t('field.themes'), list('theme', sheet.themes)],
      [t('field.ages'), fill(t('ages'), { from: String(sheet.ages.from), to: String(sheet.ages.to) })],
      [t('field.target'), t(`target.${sheet.target}`)],
      [t('field.levels'), list('level', sheet.levels)],
      [t('field.settings'), list('setting', sheet.settings)],
      [t('field.duration'), words.duration],
      [t('field.staffTime'), words.staffTime],
      [t('field.training'), words.training],
      [t('field.cost'), `${t(`cost.${sheet.cost}`)}. ${words.cost}`],
      [t('field.materials'), words.materials],
      [t('field.languages'), list('language', sheet.languages)],
    ].map(([name, value]) => ({ name, value })),
    parts: [
      { name: t('field.aim'), value: words.aim },
      { name: t('field.activities'), value: words.activities },
      { name: `${t('field.evidence')}: ${t(`evidence.${sheet.evidence}`)}`, value: words.evidence },
      { name: t('field.family'), value: words.family },
    ],
    link: sheet.link,
    contact: sheet.contact,
    owner: t('sheet.owner'),
    reviewed: fill(t('sheet.reviewed'), { date: writeDay(sheet.reviewedOn, language) }),
    address: `${origin}/inspiration/${code}`,
  })
}

const template = String.raw`
#let data = json(bytes(sys.inputs.data))
#set document(title: data.title)
#set page(paper: "a4", margin: (x: 22mm, y: 20mm), footer: context [
  #set text(size: 8.5pt, fill: luma(80))
  #data.address #h(1fr) #counter(page).display()
])
#set text(font: "IBM Plex Sans", size: 10.5pt, lang: data.lang)
#set par(leading: 0.7em)
#show heading.where(level: 1): set text(size: 22pt, weight: 600)
#show heading.where(level: 2): it => block(above: 6mm, below: 2.5mm, text(size: 12pt, weight: 600, it.body))
#if data.example != "" [
  #block(fill: luma(240), inset: 2.5mm, radius: 1mm, width: 100%, text(size: 9.5pt, data.example))
]
= #data.title
#text(fill: luma(80), data.provider)
#v(1mm)
#text(size: 12pt, data.summary)
#v(2mm)
#grid(
  columns: (42mm, 1fr),
  row-gutter: 2.6mm,
  ..data.facts.map(fact => (text(weight: 600, fact.name), fact.value)).flatten(),
)
#for part in data.parts [
  == #part.name
  #part.value
]
#v(4mm)
#text(weight: 600, data.owner) #link(data.link)[#data.link], #data.contact \
#text(fill: luma(80), data.reviewed)
`
