/**
 * The bars beneath the rows of a table, as one drawing for them all. Shapes of a kind are one path: what a drawing costs on paper is its
 * elements, not its length. Read in black and white as the charts of the screen are, which it has ink and weaves from.
 */
import type { Bar } from '#domain/report/chart/bar-chart.ts'
import { type Element, element } from '#domain/report/chart/element.ts'
import { drawFace, type Face } from '#domain/report/chart/face.ts'
import { colours, filled, weaveDefinitions } from '#domain/report/chart/ink.ts'
import { round } from '#domain/report/chart/lettering.ts'

/** What a bar or a line stands for, told by the heading that it stands before. */
export type Mark = 'solid' | 'hatch' | 'interval' | 'comparison'

type DrawnRow = {
  /** Of its first bar, and the lower edge of the row. */
  readonly top: number
  readonly edge: number
  readonly bars: readonly Bar[]
  /** The other group's percent. */
  readonly comparison: number | undefined
  readonly face?: Face & { readonly size: number; readonly top: number }
}

export type PaperBars = {
  /** Begins every id in the drawing. */
  readonly id: string
  readonly width: number
  readonly height: number
  readonly headEdge: number
  readonly rows: readonly DrawnRow[]
  readonly marks: readonly { readonly mark: Mark; readonly left: number; readonly middle: number }[]
}

/** With the space between it and the heading. */
export const markWidth = 21
const swatch = 14
const barHeight = { one: 13, two: 10 } as const
const barGap = 2

export function barsHeight(bars: number): number {
  return bars < 2 ? barHeight.one : bars * barHeight.two + (bars - 1) * barGap
}

export function drawBars({ id, width, height, headEdge, rows, marks }: PaperBars): Element {
  const at = (percent: number) => (width * percent) / 100
  const drawn = rows.flatMap(({ top, bars }) => {
    const high = bars.length < 2 ? barHeight.one : barHeight.two
    return bars.map(({ percent, low, high: most }, series) => {
      const barTop = top + series * (high + barGap)
      const interval = whisker(at(low), at(most), barTop + high / 2, high * 0.3)
      return {
        series,
        track: box(0, barTop, width, high),
        bar: percent > 0 ? box(0, barTop, Math.max(2, at(percent)), high) : '',
        interval,
      }
    })
  })
  const marked = (kind: Mark, draw: (left: number, middle: number) => string) =>
    marks.filter(({ mark }) => mark === kind).map(({ left, middle }) => draw(left, middle))
  const square = (left: number, middle: number) => box(left, middle - swatch / 2, swatch, swatch)
  const bars = (series: number) => drawn.filter((one) => one.series === series).map(({ bar }) => bar)
  const intervals = [...drawn.map(({ interval }) => interval), ...marked('interval', (left, y) => whisker(left, left + swatch, y, 4))]
  const compared = [
    ...rows.flatMap(({ top, bars: { length }, comparison }) =>
      comparison === undefined ? [] : [diamond(at(comparison), top, barsHeight(length))],
    ),
    ...marks.filter(({ mark }) => mark === 'comparison').map(({ left, middle }) => diamond(left + swatch / 2, middle - 5, 12)),
  ]
  const hatched = [...bars(1), ...marked('hatch', square)]
  return element('svg', { xmlns: 'http://www.w3.org/2000/svg', width, height: round(height), viewBox: `0 0 ${width} ${round(height)}` }, [
    ...(hatched.length > 0 ? weaveDefinitions(id, new Set(['hatch'])) : []),
    ...path({ fill: 'none', stroke: colours.bar, 'stroke-width': 1.3 }, [`M0 ${round(headEdge)}H${width}`]),
    ...path(
      { fill: 'none', stroke: '#c8c8c8', 'stroke-width': 0.7 },
      rows.slice(0, -1).map(({ edge }) => `M0 ${round(edge)}H${width}`),
    ),
    ...path(
      { fill: colours.track },
      drawn.map(({ track }) => track),
    ),
    ...path(filled(id, 'solid'), [...bars(0), ...marked('solid', square)]),
    ...path(filled(id, 'hatch'), hatched),
    ...path({ fill: 'none', stroke: colours.ground, 'stroke-width': 3.6, 'stroke-linecap': 'round' }, intervals),
    ...path({ fill: 'none', stroke: colours.muted, 'stroke-width': 1.6, 'stroke-linecap': 'round' }, intervals),
    ...path(
      { fill: 'none', stroke: colours.ground, 'stroke-width': 6 },
      compared.map(({ line }) => line),
    ),
    ...path(
      { fill: 'none', stroke: colours.comparison, 'stroke-width': 3 },
      compared.map(({ line }) => line),
    ),
    ...path(
      { fill: colours.comparison, stroke: colours.ground, 'stroke-width': 1 },
      compared.map(({ mark }) => mark),
    ),
    ...rows.flatMap(({ face }) => (face ? [drawFace(face, 0, face.top, face.size, colours.ink)] : [])),
  ])
}

function path(attributes: Element['attributes'], parts: readonly string[]): readonly Element[] {
  const d = parts.join('')
  return d === '' ? [] : [element('path', { ...attributes, d })]
}

function box(left: number, top: number, width: number, height: number): string {
  return `M${round(left)} ${round(top)}h${round(width)}v${round(height)}h-${round(width)}z`
}

function whisker(low: number, high: number, middle: number, cap: number): string {
  const [from, to, above, below] = [low, high, middle - cap, middle + cap].map(round)
  return `M${from} ${round(middle)}H${to}M${from} ${above}V${below}M${to} ${above}V${below}`
}

function diamond(middle: number, top: number, height: number): { readonly line: string; readonly mark: string } {
  const x = round(middle)
  return { line: `M${x} ${round(top - 2)}V${round(top + height + 2)}`, mark: `M${x} ${round(top - 6)}l4 4l-4 4l-4 -4z` }
}
