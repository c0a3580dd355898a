/** The form as Typst sets it. Each form begins on a sheet of its own, so that a pile can be printed on both sides. */
export const formTemplate = String.raw`
#let data = json(bytes(sys.inputs.data))
#let isRtl = data.direction == "rtl"
#set document(title: data.title)
#set text(font: ("IBM Plex Sans", "IBM Plex Sans Arabic"), size: 11pt, lang: data.language, dir: if isRtl { rtl } else { ltr })
#set par(leading: 0.6em, spacing: 0.85em)
#let heading-of(level, size, body) = heading(level: level, text(size: size, weight: 600, body))
#show heading: set block(above: 0.9em, below: 0.5em)
#let code-of(symbols) = text(dir: ltr, weight: 600, tracking: 0.8pt, symbols)
// The arrow points to where one reads on.
#let arrow = if isRtl { "←" } else { "→" }
#let cross-box(key) = box(baseline: 1.4mm)[#text(size: 8.5pt, fill: luma(60), dir: ltr, key) #h(0.6mm) #box(width: 6mm, height: 6mm, stroke: 0.9pt + black, baseline: 1.2mm)]
#let squares(count) = range(count).map(_ => box(width: 7.5mm, height: 9.5mm, stroke: 0.9pt + black, baseline: 2.5mm)).join(h(1mm))
#let way(option) = if option.goTo != "" [ #h(2mm) #text(weight: 600)[#arrow #option.goTo]]
#let choice(option) = grid(
  columns: (11mm, auto, 1fr),
  column-gutter: 1.5mm,
  align: horizon,
  cross-box(option.key),
  if option.face != "" { image(bytes(option.face), format: "svg", width: 8mm, alt: option.text) } else { none },
  [#option.text#way(option)],
)
#let declined(question) = choice(question.declined)
// Steps of a scale beside each other, "jeg vil ikke svare" as large as any.
#let steps(options) = grid(
  columns: options.map(_ => 1fr),
  column-gutter: 2mm,
  row-gutter: 1.5mm,
  align: center,
  ..options.map(option => if option.face != "" { image(bytes(option.face), format: "svg", width: 10mm, alt: option.text) } else { none }),
  ..options.map(option => cross-box(option.key)),
  ..options.map(option => text(size: 9.5pt, option.text)),
)
#let answer(question) = {
  if question.look == "list" {
    stack(spacing: 2.4mm, ..question.options.map(choice), declined(question))
  } else if question.look == "steps" {
    steps(question.options + (question.declined,))
  } else if question.look == "ladder" {
    text(dir: ltr, grid(
      columns: question.options.map(_ => 1fr),
      align: center,
      row-gutter: 1.2mm,
      ..question.options.map(option => text(size: 9pt, option.key)),
      ..question.options.map(option => box(width: 6mm, height: 6mm, stroke: 0.9pt + black)),
    ))
    let ends = (question.options.first(), question.options.last()).filter(option => option.text != option.key)
    if ends.len() > 0 { v(-1mm); text(size: 9pt, ends.map(option => if option.text.starts-with(option.key) { option.text } else { option.key + ": " + option.text }).join(" · ")) }
    for option in question.options.filter(option => option.goTo != "") [ #option.key#way(option) ]
    v(0.5mm)
    declined(question)
  } else if question.look == "lines" {
    stack(spacing: 8.5mm, v(3mm), ..range(3).map(_ => line(length: 100%, stroke: 0.6pt + luma(110))))
    v(2.5mm)
    declined(question)
  } else {
    let fields = if question.look == "clock" { text(dir: ltr)[#squares(2) #text(size: 15pt)[:] #squares(2)] }
      else if question.look == "month" { text(dir: ltr)[#if question.hasMonth [#squares(2) #h(4mm)] #squares(4)] }
      else { text(dir: ltr, squares(4)) }
    [#fields #h(2mm) #question.hint]
    v(1.5mm)
    declined(question)
  }
}
#let head(question) = {
  if question.onlyIf != "" { block(below: 1.5mm, text(size: 10pt, weight: 600, arrow + " " + question.onlyIf)) }
  block(below: 2.6mm)[#text(weight: 600)[#str(question.number). #question.question]#if question.help != "" [ \ #text(size: 9.5pt)[#question.help]]#if question.kind == "multiple" [ \ #text(size: 9.5pt)[#data.words.several]]]
}
#let framed(body) = block(width: 100%, breakable: false, above: 4.5mm, below: 4.5mm, body)
#let grid-of(it) = {
  if it.stem != "" { block(above: 4.5mm, below: 2mm, text(weight: 600, it.stem)) }
  let first = it.rows.first()
  let columns = first.options + (first.declined,)
  table(
    columns: (1.9fr, ..columns.map(_ => 1fr)),
    align: (start + horizon, ..columns.map(_ => center + horizon)),
    inset: (x: 1.2mm, y: 2.2mm),
    stroke: (x, y) => (bottom: 0.5pt + luma(150)),
    table.header([], ..columns.map(option => text(size: 8.5pt, hyphenate: true, option.text))),
    ..it.rows.map(row => (
      [#str(row.number). #row.question],
      ..(row.options + (row.declined,)).map(option => cross-box(option.key)),
    )).flatten(),
  )
}
#let shown(it) = {
  if it.block == "theme" { block(sticky: true, above: 7mm, below: 3mm, width: 100%, stroke: (bottom: 1pt + black), inset: (bottom: 1.5mm), heading-of(2, 13pt, it.title)) }
  else if it.block == "text" { framed[#text(weight: 600)[#it.text]#if it.help != "" [ \ #it.help]] }
  else if it.block == "grid" { grid-of(it) }
  else { framed[#head(it)#answer(it)] }
}
#for (place, form) in data.forms.enumerate() {
  let first = label("first-" + str(place))
  let last = label("last-" + str(place))
  if place > 0 { pagebreak(to: "odd", weak: true) }
  page(
    paper: "a4",
    margin: (x: 18mm, top: 14mm, bottom: 16mm),
    footer: context {
      let start = locate(first).page()
      let page = here().page() - start + 1
      let pages = locate(last).page() - start + 1
      text(size: 9pt, grid(columns: (1fr, auto), text(weight: 600, form.footer), data.words.page.replace("{page}", str(page)).replace("{pages}", str(pages))))
    },
  )[
    #[#metadata(none)#first]
    #if form.name != "" [
      #block(width: 100%, below: 3mm)[#text(size: 12pt, weight: 600)[#form.name] #h(3mm) #form.place \ #text(size: 9.5pt)[#data.words.strip]]
      #line(length: 100%, stroke: (paint: black, thickness: 0.7pt, dash: "dashed"))
      #v(2mm)
    ]
    #grid(
      columns: (1fr, 34mm),
      gutter: 8mm,
      [
        #text(size: 10pt)[#data.sender]
        #heading-of(1, 19pt, data.heading)
        #if form.slip != "" [
          #v(1mm)
          #text(size: 10pt)[#data.words.code] \
          #text(size: 16pt, code-of(form.slip))
        ] else [#text(size: 14pt, weight: 600)[#data.words.specimen]]
      ],
      if form.qr != "" { image(bytes(form.qr), format: "svg", width: 34mm, alt: data.words.qr) } else { none },
    )
    #for part in data.intro [
      #heading-of(2, 11pt, part.heading)
      #for words in part.texts [#par(words)]
    ]
    #pagebreak()
    // The back of what is cut off holds nothing.
    #if form.name != "" { v(17mm) }
    #for it in data.blocks { shown(it) }
    #block(width: 100%, breakable: false, above: 9mm, stroke: 1pt + black, radius: 1.5mm, inset: 5mm)[
      #heading-of(2, 13pt, data.end.heading)
      #for words in data.end.texts [#par(words)]
    ]
    #[#metadata(none)#last]
  ]
}
`
