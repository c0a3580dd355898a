/**
 * A chart for paper: its shapes as a picture, its words apart. Words inside a picture are shaped and outlined anew in each of them,
 * which took as long as all the rest of a report; set as text in the same places they cost next to nothing.
 */
import type { Element } from '#domain/report/chart/element.ts'
import { fontSize } from '#domain/report/chart/lettering.ts'
import { print } from '#domain/report/chart/print.ts'

/** In pixels of the drawing, which is as wide as the text on the page. */
export type PaperChart = {
  readonly svg: string
  readonly width: number
  readonly height: number
  readonly fontSize: number
  readonly words: readonly PaperWords[]
}

/** On its baseline; `before` is how much of it stands left of x: none, half or all. */
type PaperWords = { readonly x: number; readonly y: number; readonly before: number; readonly fill: string; readonly text: string }

const before: Readonly<Record<string, number>> = { middle: 0.5, end: 1 }

export function chartOnPaper(drawing: Element): PaperChart {
  const { width, height } = drawing.attributes
  return { svg: print(withoutWords(drawing)), width: Number(width), height: Number(height), fontSize, words: wordsIn(drawing, '', 0) }
}

function withoutWords(drawn: Element): Element {
  const shapes = drawn.children.filter((child) => typeof child === 'string' || child.tag !== 'text')
  return { ...drawn, children: shapes.map((child) => (typeof child === 'string' ? child : withoutWords(child))) }
}

/** Lines below each other are parts of one text, and have its colour and its side. */
function wordsIn({ tag, attributes, children }: Element, colour: string, side: number): readonly PaperWords[] {
  const fill = tag === 'text' ? String(attributes['fill']) : colour
  const left = tag === 'text' ? (before[String(attributes['text-anchor'])] ?? 0) : side
  return children.flatMap((child) => {
    if (typeof child !== 'string') return wordsIn(child, fill, left)
    const [x, y] = [Number(attributes['x']), Number(attributes['y'])]
    return tag === 'text' || tag === 'tspan' ? [{ x, y, before: left, fill, text: child }] : []
  })
}
