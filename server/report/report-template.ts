/**
 * A report as Typst sets it: A4, read in black and white as in colour, tagged for a screen reader. Each question is one table with its
 * bars beneath the rows, and what is not known stays as visible as what is.
 */
import { documentStyle } from './document-style.ts'

export const reportTemplate = String.raw`
#let data = json(bytes(sys.inputs.data))
${documentStyle}
#show: styled.with(title: data.title, lang: data.language, footer: data.footer)

#let pixel = 170mm / data.paper.width
#let gap = data.paper.gap * pixel
// The drawing lies under the table: its bars meet the rows, whose heights are told.
#let figures(it, description) = block(height: it.height * pixel, {
  set text(size: data.paper.fontSize * pixel)
  set par(leading: data.paper.lineHeight * pixel - 0.698em)
  let others = it.columns.len() - 1
  let top = it.inset.top * pixel
  place(image(bytes(it.bars), format: "svg", width: 170mm, height: it.height * pixel, alt: description))
  table(
    columns: it.columns.map(one => one * pixel),
    rows: it.rows.map(one => one * pixel),
    align: (start, ..(end,) * others),
    inset: ((left: it.inset.option * pixel, right: 0mm, top: top, bottom: 0mm), ..((left: gap, right: 0mm, top: top, bottom: 0mm),) * others),
    stroke: none,
    table.header(..it.heads.map(head => text(weight: 600, head))),
    ..it.cells,
  )
})
#let shown(card) = [
  #heading(level: 3, card.heading)
  #block(above: 1.6mm, below: 2mm, text(fill: quiet, card.question))
  #if card.verdicts != "" or card.notes != "" {
    block(above: 2mm, below: 2mm, [#text(weight: 600, card.verdicts)#if card.verdicts != "" and card.notes != "" [ ]#text(fill: quiet, size: 9pt, card.notes)])
  }
  #figures(card.table, card.description)
]
#let bands(card) = [
  #heading(level: 3, card.heading)
  #block(above: 1.6mm, below: 2.4mm, text(fill: quiet, card.question))
  #table(
    columns: (1fr, auto, auto),
    align: (start, start, start),
    inset: (x: 1.6mm, y: 1.2mm),
    stroke: (x, y) => (bottom: 0.4pt + luma(200)),
    table.header(..card.head.map(one => text(weight: 600, one))),
    ..card.options.map(option => (option.label, text(weight: 600, option.words), text(fill: quiet, option.means))).flatten(),
  )
  #text(fill: quiet, size: 9pt, card.explanation)
]
#let hidden(card) = [
  #heading(level: 3, card.heading)
  #block(above: 1.6mm, text(fill: quiet, card.reason))
]
#let shown-card(card) = block(
  width: 100%,
  breakable: false,
  above: 5mm,
  below: 5mm,
  inset: if card.state == "hidden" { 3mm } else { (top: 3.2mm) },
  stroke: if card.state == "hidden" { (paint: luma(120), thickness: 0.7pt, dash: "dashed") } else { (top: 0.7pt + luma(190)) },
  if card.state == "shown" { shown(card) } else if card.state == "bands" { bands(card) } else { hidden(card) },
)

#text(fill: quiet, data.survey)
#heading(level: 1, outlined: false, data.unit)
#text(size: 14pt, weight: 600, data.heading)
#if data.lead != "" { par(text(size: 12pt, data.lead)) }
#if data.warning.title != "" { note[*#data.warning.title.* #data.warning.text] }
#v(2mm)
#facts(data.facts)
#if data.words.inShort != "" {
  heading(level: 2, outlined: false, data.words.inShort)
  list(..data.marks.map(one => [*#one.words:* #one.themes]))
}
#for part in data.comments [
  #heading(level: 2, part.heading)
  #for words in part.texts [#par(words)]
  #text(fill: quiet, size: 9pt, part.written)
]
#if data.themes.len() > 1 {
  heading(level: 2, outlined: false, data.words.contents)
  // Dots would be set one by one.
  set outline.entry(fill: line(length: 100%, stroke: 0.4pt + luma(200)))
  outline(title: none, depth: 2)
}
#for theme in data.themes [
  #if theme.beginsPage { pagebreak(weak: true) }
  #heading(level: 2, theme.name)
  #if theme.mark != "" { block(above: 1mm, below: 1mm, sticky: true, text(weight: 600, size: 10pt, theme.mark)) }
  #for card in theme.cards { shown-card(card) }
  #if theme.because != "" {
    block(breakable: true, width: 100%, above: 6mm, inset: 3.5mm, stroke: 0.7pt + ink, radius: 1mm)[
      #heading(level: 3, if theme.suggestions.len() > 0 { data.words.suggestions } else { data.words.calls })
      #text(fill: quiet, theme.because)
      #for one in theme.suggestions [
        #block(above: 3mm, breakable: false)[*#link(one.address, one.title)* · #text(fill: quiet, one.provider) \ #one.summary \ #text(fill: quiet, size: 9pt, one.because)]
      ]
    ]
  }
]
#if data.hidden.len() > 0 [
  #heading(level: 2, data.words.hidden)
  #par(data.words.hiddenLead)
  #table(
    columns: (1fr, 1.25fr),
    inset: (x: 1.6mm, y: 1.4mm),
    stroke: (x, y) => (bottom: if y == 0 { 0.7pt + ink } else { 0.4pt + luma(200) }),
    table.header(text(weight: 600, data.words.question), text(weight: 600, data.words.why)),
    ..data.hidden.map(one => (one.question, one.reason)).flatten(),
  )
]
#heading(level: 2, data.words.method)
#for words in data.method [#par(words)]
#heading(level: 3, data.how.heading)
#for words in data.how.texts [#par(words)]
`
