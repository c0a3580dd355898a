/** The class's slips on A4, eight to a page with lines to cut along: name, where to go, code, slip, QR. */
import { spaced } from '#domain/survey/code.ts'
import { qrSvg } from '../qr-code.ts'
import { typesetApart } from '../typeset-apart.ts'

export type SlipsDocument = {
  readonly origin: string
  readonly code: string
  readonly className: string
  readonly institution: string
  readonly title: string
  readonly cards: readonly { readonly name: string; readonly slip: string }[]
}

/** The PDF. It is made for the one who asked and kept nowhere. */
export function slipsDocument(slips: SlipsDocument): Promise<Uint8Array> {
  return typesetApart(template, {
    title: `${slips.title}: sedler til ${slips.className}`,
    school: `${slips.className} · ${slips.institution}`,
    address: `${new URL(slips.origin).host}/svar`,
    code: spaced(slips.code),
    cards: slips.cards.map(({ name, slip }) => ({
      name,
      slip: spaced(slip),
      qr: qrSvg(`${slips.origin}/svar#${slips.code}-${slip}`),
    })),
  })
}

const template = String.raw`
#let data = json(bytes(sys.inputs.data))
#set document(title: data.title)
#set page(paper: "a4", margin: (x: 10mm, y: 12mm))
#set text(font: "IBM Plex Sans", size: 9.5pt, lang: "da")
#set par(leading: 0.5em)
#grid(
  columns: (1fr, 1fr),
  rows: 68mm,
  stroke: (paint: luma(160), thickness: 0.5pt, dash: "dashed"),
  inset: (x: 6mm, y: 5mm),
  ..data.cards.map(card => block(width: 100%, height: 100%, breakable: false)[
    #text(size: 12.5pt, weight: 600)[#card.name] \
    #text(fill: luma(80))[#data.school]
    #v(0.5mm)
    #grid(
      columns: (1fr, 30mm),
      gutter: 3mm,
      [
        Gå til #text(weight: 600)[#data.address]
        #v(1mm)
        Klassens kode \
        #text(size: 16pt, weight: 600, tracking: 1pt)[#data.code]
        #v(0.5mm)
        Din egen kode \
        #text(size: 16pt, weight: 600, tracking: 1pt)[#card.slip]
      ],
      image(bytes(card.qr), format: "svg", width: 30mm, alt: "QR-kode med adresse og koder"),
    )
    #v(1fr)
    #text(size: 8pt, fill: luma(80))[Kun til dig. Virker, mens klassen svarer.]
  ]),
)
`
