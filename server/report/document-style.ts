/** How a report's documents look, in Typst: pages, headings, the facts at the head, a note that stands out without colour. */
export const documentStyle = String.raw`
#let ink = rgb("#0b5c60")
#let quiet = rgb("#3f4d4f")
#let styled(title: "", lang: "da", footer: (left: "", page: ""), body) = {
  set document(title: title)
  set text(font: "IBM Plex Sans", size: 10pt, lang: lang)
  set par(leading: 0.62em, spacing: 0.95em)
  set page(
    paper: "a4",
    margin: (x: 20mm, top: 17mm, bottom: 19mm),
    footer: context {
      set text(size: 8.5pt, fill: quiet)
      grid(columns: (1fr, auto), column-gutter: 6mm, footer.left, footer.page.replace("{page}", str(here().page())).replace("{pages}", str(counter(page).final().first())))
    },
  )
  show heading.where(level: 1): it => block(above: 3.5mm, below: 5mm, text(size: 26pt, weight: 600, fill: ink, it.body))
  show heading.where(level: 2): it => block(above: 9mm, below: 3mm, sticky: true, text(size: 15pt, weight: 600, fill: ink, it.body))
  show heading.where(level: 3): it => block(above: 0mm, below: 1.6mm, sticky: true, text(size: 11.5pt, weight: 600, it.body))
  show link: set text(fill: ink)
  body
}
#let note(body) = block(width: 100%, inset: (x: 3.5mm, y: 3mm), above: 4mm, below: 4mm, stroke: (left: 2.5pt + ink, rest: 0.5pt + luma(170)), body)
// Its words are told by the description, so a screen reader need not meet them one by one.
#let drawn(chart, description, width: 170mm) = {
  let pixel = width / chart.width
  block(width: width, height: chart.height * pixel, {
    image(bytes(chart.svg), format: "svg", width: 100%, height: 100%, alt: description)
    set text(size: chart.fontSize * pixel, top-edge: "baseline", bottom-edge: "baseline")
    pdf.artifact(for one in chart.words {
      let words = text(fill: rgb(one.fill), one.text)
      let at(shift) = place(top + left, dx: one.x * pixel - shift, dy: one.y * pixel, words)
      // Most begin where they are told to, and need no measuring.
      if one.before == 0 { at(0pt) } else { context at(one.before * measure(words).width) }
    })
  })
}
#let facts(rows) = grid(
  columns: (36mm, 1fr),
  inset: (x: 0mm, y: 1.3mm),
  stroke: (x, y) => (bottom: 0.4pt + luma(210)),
  ..rows.map(row => (text(fill: quiet, row.term), row.said)).flatten(),
)
`
