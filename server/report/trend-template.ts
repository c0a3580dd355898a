/**
 * Trends as Typst sets them: A4, in black and white as in colour, tagged for a screen reader. Each line is followed by its table and
 * by what has to be known of it. On a board units stand two by two, in the order they were chosen.
 */
import { documentStyle } from './document-style.ts'

export const trendTemplate = String.raw`
#let data = json(bytes(sys.inputs.data))
${documentStyle}
#show: styled.with(title: data.title, lang: data.language, footer: data.footer)

#let figures(told) = {
  set text(size: 8.5pt)
  // Each line has a share, its interval and its n. Of one line the years have what is left over; of several the lines share the page.
  let isWide = told.heads.len() > 3
  let columns = if isWide { (1.15fr, 1.45fr, 0.75fr) * calc.quo(told.heads.len(), 3) } else { told.heads.map(_ => auto) }
  table(
    columns: (if isWide { auto } else { 1fr }, ..columns),
    align: (start, ..told.heads.map(_ => end)),
    inset: (x: 1.4mm, y: 1.05mm),
    stroke: (x, y) => (bottom: if y == 0 { 0.7pt + ink } else { 0.4pt + luma(200) }),
    table.header(text(weight: 600, told.year), ..told.heads.map(head => text(weight: 600, head))),
    ..told.rows.flatten(),
  )
}
#let shown(trend, width) = block(width: width, breakable: false, above: 0mm, below: 7mm, inset: (top: 3.2mm), stroke: (top: 0.7pt + luma(190)))[
  #heading(level: 3, trend.heading)
  #if trend.question != "" { block(above: 1.6mm, below: 2.4mm, text(fill: quiet, trend.question)) }
  #drawn(trend.chart, trend.description, width: width)
  #if trend.verdicts.len() + trend.notes.len() > 0 {
    block(above: 2mm, below: 2mm)[
      #for one in trend.verdicts [#par(text(weight: 600, one))]
      #for one in trend.notes [#par(text(fill: quiet, size: 9pt, one))]
    ]
  }
  #figures(trend.table)
]

#text(fill: quiet, data.survey)
#heading(level: 1, outlined: false, data.title)
#par(text(size: 12pt, data.lead))
#v(2mm)
#facts(data.facts)
#for part in data.parts [
  #heading(level: 2, part.heading)
  #if data.isBoard {
    grid(columns: (82mm, 82mm), column-gutter: 6mm, ..part.trends.map(one => shown(one, 82mm)))
  } else {
    for one in part.trends { shown(one, 170mm) }
  }
]
#if data.waves.lines.len() > 0 [
  #heading(level: 2, data.waves.heading)
  #list(..data.waves.lines)
]
#heading(level: 2, data.method.heading)
#for words in data.method.texts [#par(words)]
`
