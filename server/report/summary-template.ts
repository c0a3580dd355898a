/**
 * Exactly two pages of A4, as Typst sets them. What is long is set smaller, down to what can still be read, and only then cut where
 * the page ends: how much there can be is bounded where it is composed.
 */
import { documentStyle } from './document-style.ts'

export const summaryTemplate = String.raw`
#let data = json(bytes(sys.inputs.data))
${documentStyle}
#show: styled.with(title: data.title, lang: data.language, footer: data.footer)

#let finding(line) = block(above: 4.2mm, below: 4.2mm, breakable: false)[
  #heading(level: 3, line.heading)
  #if line.chart != none { drawn(line.chart, line.description) }
  #block(above: 1.2mm, text(fill: quiet, size: 0.9em, line.evidence))
]
#let findings(part) = [
  #heading(level: 2, part.heading)
  #if part.lines.len() == 0 { par(part.none) }
  #for line in part.lines { finding(line) }
]
#let points(part) = [
  #heading(level: 2, part.heading)
  #list(spacing: 0.9em, ..part.lines)
]
// As large as it fits on its page.
#let fitted(body) = layout(size => {
  let sizes = (11pt, 10.5pt, 10pt, 9.5pt, 9pt, 8.5pt, 8pt, 7.5pt)
  let fits = sizes.filter(one => measure(block(width: size.width, text(size: one, body))).height <= size.height)
  set text(size: if fits.len() > 0 { fits.first() } else { sizes.last() })
  body
})
#show heading.where(level: 1): set block(above: 2mm, below: 3mm)
#show heading.where(level: 2): set block(above: 5mm, below: 2.4mm)

#block(width: 100%, height: 100%, clip: true, fitted[
  #text(fill: quiet, data.survey)
  #heading(level: 1, data.unit)
  #text(size: 1.35em, weight: 600, data.heading)
  #if data.lead != "" { par(text(size: 1.1em, data.lead)) }
  #facts(data.facts)
  #block(above: 3mm, text(fill: quiet, size: 0.9em, data.marks))
  #findings(data.well)
  #findings(data.look)
])
#pagebreak()
#block(width: 100%, height: 100%, clip: true, fitted[
  #heading(level: 2, data.sure.heading)
  #for words in data.sure.texts [#par(words)]
  #points(data.done)
  #if data.comment.text != "" [
    #heading(level: 2, data.comment.heading)
    #par(data.comment.text)
    #text(fill: quiet, size: 0.9em, data.comment.written)
  ]
  #points(data.ask)
  #heading(level: 2, data.hidden.heading)
  #par(data.hidden.lead)
  #if data.hidden.reasons.len() > 0 { list(..data.hidden.reasons) }
  #heading(level: 2, data.rank.heading)
  #par(data.rank.text)
  #v(1fr)
  #text(fill: quiet, size: 0.9em, data.more)
  #v(1mm)
])
`
