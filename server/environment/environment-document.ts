/** The published assessment on A4: the law's four parts, with the institution's own figures as tables. */
import { readFileSync } from 'node:fs'
import { writeDay, writePeriod } from '#domain/calendar/calendar.ts'
import type { EnvironmentPublication } from '#domain/environment/publication-schema.ts'
import { fill, writeNumber, writePercent } from '#domain/text/format.ts'
import type { Language } from '#domain/text/text.ts'
import { typesetApart } from '../typeset-apart.ts'

type Texts = Readonly<Record<string, string>>
const known = new Map<Language, Texts>()

function textsIn(language: Language): Texts {
  const read = known.get(language)
  if (read !== undefined) return read
  const texts: Texts = JSON.parse(readFileSync(new URL(`../../content/texts/environment.${language}.json`, import.meta.url), 'utf8'))
  known.set(language, texts)
  return texts
}

/** What stands in it, as the template reads it. */
export function environmentPaper(document: EnvironmentPublication, language: Language, address: string) {
  const texts = textsIn(language)
  const t = (key: string, values: Readonly<Record<string, string>> = {}) => fill(texts[`environment.${key}`] ?? '', values)
  const { words } = document
  const isDaycare = document.kind === 'daycare'
  const nameOf = (theme: string) => document.themes.find((one) => one.theme === theme)?.name[language] ?? theme
  return {
    lang: language,
    title: t(isDaycare ? 'document.title.daycare' : 'document.title', { name: document.institution }),
    municipality: document.municipality,
    published: t('document.published', { date: writeDay(document.publishedOn, language), version: String(document.version) }),
    summary: words.summary,
    mapping: {
      heading: t('step.mapping'),
      text: t('document.mapping', {
        survey: document.survey,
        period: writePeriod(document.opensOn, document.closesOn, language),
        answered: writeNumber(document.answered, language),
        invited: writeNumber(document.invited, language),
        percent: writePercent(document.invited === 0 ? 0 : (document.answered / document.invited) * 100, language),
      }),
      columns: [t('document.question'), t('document.share'), t('document.interval'), t('document.n')],
      themes: document.themes
        .filter(({ figures }) => figures.length > 0)
        .map(({ name, figures, hidden }) => ({
          name: name[language],
          hidden: hidden === 0 ? '' : t('document.hidden', { count: String(hidden) }),
          rows: figures.map(({ question, finding, percent, low, high, n }) => {
            const decimals = n < 100 ? 0 : 1
            return {
              question: question[language],
              finding: finding[language],
              share: writePercent(percent, language, decimals),
              interval: `${writeNumber(low, language, decimals)}–${writePercent(high, language, decimals)}`,
              n: writeNumber(n, language),
            }
          }),
        })),
      how: t('document.how'),
    },
    assessment: {
      heading: t('step.assessment'),
      themes: words.themes
        .filter(({ well, change }) => well !== '' || change !== '')
        .map(({ theme, well, change }) => ({ name: nameOf(theme), well, change })),
      well: t('well'),
      change: t('change'),
      involvedHeading: t(isDaycare ? 'involved.daycare' : 'involved'),
      involved: words.involved,
    },
    plan: {
      heading: t('step.plan'),
      none: t('document.noPlan'),
      columns: [t('plan.title'), t('plan.owner'), t('plan.dueOn')],
      rows: document.plans.map(({ title, aim, owner, dueOn }) => ({ title, aim, owner, dueOn: writeDay(dueOn, language) })),
    },
    followUp: {
      heading: t('step.followUp'),
      text: words.followUp,
      on: t('document.followUpOn', { date: writeDay(document.followUpOn, language) }),
      next: t('document.nextOn', { date: writeDay(document.nextOn, language) }),
    },
    law: t(isDaycare ? 'document.law.daycare' : 'document.law'),
    address,
  }
}

export function environmentDocument(document: EnvironmentPublication, language: Language, address: string): Promise<Uint8Array> {
  return typesetApart(template, environmentPaper(document, language, address))
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
#show heading.where(level: 2): it => block(above: 8mm, below: 3mm, text(size: 15pt, weight: 600, it.body))
#show heading.where(level: 3): it => block(above: 5mm, below: 2mm, text(size: 11.5pt, weight: 600, it.body))
#let paragraphs(words) = for part in words.split("\n") [
  #part

]
= #data.title
#text(fill: luma(80))[#data.municipality. #data.published]
#v(2mm)
#if data.summary != "" [#text(size: 12pt, paragraphs(data.summary))]

== #data.mapping.heading
#data.mapping.text
#for theme in data.mapping.themes [
  === #theme.name
  #table(
    columns: (1fr, 18mm, 32mm, 16mm),
    stroke: (x: none, y: 0.4pt + luma(180)),
    inset: (x: 1mm, y: 1.8mm),
    align: (left, right, right, right),
    table.header(..data.mapping.columns.map(name => text(size: 9pt, weight: 600, name))),
    ..theme.rows.map(row => ([#row.finding \ #text(size: 8.5pt, fill: luma(80), row.question)], row.share, row.interval, row.n)).flatten(),
  )
  #if theme.hidden != "" [#text(size: 9pt, fill: luma(80), theme.hidden)]
]
#v(2mm)
#text(size: 9pt, fill: luma(80), data.mapping.how)

== #data.assessment.heading
#for theme in data.assessment.themes [
  === #theme.name
  #if theme.well != "" [*#data.assessment.well* #paragraphs(theme.well)]
  #if theme.change != "" [*#data.assessment.change* #paragraphs(theme.change)]
]
#if data.assessment.involved != "" [
  === #data.assessment.involvedHeading
  #paragraphs(data.assessment.involved)
]

== #data.plan.heading
#if data.plan.rows.len() == 0 [#data.plan.none] else [
  #table(
    columns: (1fr, 42mm, 40mm),
    stroke: (x: none, y: 0.4pt + luma(180)),
    inset: (x: 1mm, y: 1.8mm),
    table.header(..data.plan.columns.map(name => text(size: 9pt, weight: 600, name))),
    ..data.plan.rows.map(row => ([#row.title #if row.aim != "" [\ #text(size: 9pt, row.aim)]], row.owner, row.dueOn)).flatten(),
  )
]

== #data.followUp.heading
#if data.followUp.text != "" [#paragraphs(data.followUp.text)]
#data.followUp.on #data.followUp.next
#v(4mm)
#text(size: 9pt, fill: luma(80), data.law)
`
