/**
 * A question's answers as horizontal bars, in the options' own order, each with its label, its interval and,
 * where there is one, a mark for the group it is compared with.
 *
 * Read in black and white: the first series is solid, the second hatched; the interval is a capped line on a
 * white ground, the comparison a diamond on a taller line. Colours here are those of paper; the page's style
 * sheet gives the classes those of the screen.
 */
import { type Element, element } from './element.ts'
import { type Face, drawFace } from './face.ts'
import { type Framed, frame } from './frame.ts'
import { colours, filled, weaveDefinitions, weaveOf } from './ink.ts'
import { blank, drawKey, hiddenEntry, intervalEntry, type KeyEntry, weaveEntry } from './key.ts'
import { characterWidth, lineHeight, round, text, widthOf, wrap } from './lettering.ts'
import { whisker } from './whisker.ts'

export type Bar = {
  /** 0 to 100. */
  readonly percent: number
  readonly low: number
  readonly high: number
  /** Beside the bar: "48 % (10)". */
  readonly label: string
}

export type BarChart = Framed & {
  readonly rows: readonly {
    readonly label: string
    /** Before the label, for a question answered with faces. */
    readonly face?: Face
    /** One bar, or one for each series; none where there is nothing to show. */
    readonly bars: readonly [] | readonly [Bar] | readonly [Bar, Bar]
    /** Stands in the bars' place: why there are none. */
    readonly hidden?: string
    /** The other group's percent. */
    readonly comparison?: number
  }[]
  /** Below the bars; what is left out has no key. */
  readonly key?: {
    readonly series?: readonly [string, string]
    readonly interval?: string
    readonly comparison?: string
    readonly hidden?: string
  }
}

const barHeight = { one: 22, two: 15 } as const
const rowGap = 12
const faceSize = 28
const faceWidth = faceSize + 9
const narrow = 460

/** Draws it. The drawing is as high as it needs to be. */
export function barChart(chart: BarChart): Element {
  const { id, width, rows, key } = chart
  const isNarrow = width < narrow
  const valueWidth =
    widthOf(
      rows.flatMap(({ bars }) => bars.map(({ label }) => label)),
      4,
    ) + 12
  const inset = rows.some(({ face }) => face !== undefined) ? faceWidth : 0
  const labels = rows.map(({ label }) => label)
  const labelWidth = isNarrow ? 0 : inset + Math.min(Math.round(width * 0.36), widthOf(labels, 6) + 16)
  const track = { left: labelWidth, width: Math.max(40, width - labelWidth - valueWidth) }
  const isParted = key?.series !== undefined || rows.some(({ bars }) => bars.length === 2)

  const drawn: Element[] = []
  let top = 8
  for (const { label, face, bars, comparison, hidden } of rows) {
    const lines = wrap(label, Math.floor(((isNarrow ? width : labelWidth - 12) - inset) / characterWidth))
    const height = bars.length === 2 ? barHeight.two * 2 + 2 : barHeight.one
    const labelHeight = Math.max(lines.length * lineHeight, face === undefined ? 0 : faceSize)
    const wordsTop = (labelHeight - lines.length * lineHeight) / 2
    const barTop = isNarrow ? top + labelHeight + 3 : top + Math.max(0, (labelHeight - height) / 2)
    const labelTop = isNarrow ? top : top + Math.max(0, (height - labelHeight) / 2)
    drawn.push(
      element('g', { class: 'row' }, [
        ...(face === undefined ? [] : [drawFace(face, 0, labelTop + (labelHeight - faceSize) / 2, faceSize, colours.ink)]),
        text({ class: 'label', fill: colours.ink }, inset, labelTop + wordsTop + lineHeight - 5, lines),
        ...bars.flatMap((bar, series) =>
          drawBar(id, bar, series, track, barTop + series * (barHeight.two + 2), bars.length === 2 ? barHeight.two : barHeight.one),
        ),
        ...(bars.length > 0
          ? []
          : [
              blank(track.left, barTop, track.width, height),
              text({ class: 'value', fill: colours.ink }, track.left + 8, barTop + height / 2 + 5, [hidden ?? '']),
            ]),
        ...(comparison === undefined ? [] : [drawComparison(track.left + (track.width * comparison) / 100, barTop, height)]),
      ]),
    )
    top = Math.max(barTop + height, labelTop + labelHeight) + rowGap
  }
  const entries = keyEntries(id, key)
  const keyed = drawKey(entries, width, top + 4)
  const bottom = entries.length === 0 ? top + 4 - rowGap : keyed.bottom
  return frame(chart, 'bar-chart', bottom, [...(isParted ? weaveDefinitions(id, new Set(['hatch'])) : []), ...drawn, ...keyed.drawn])
}

function drawBar(
  id: string,
  { percent, low, high, label }: Bar,
  series: number,
  track: { readonly left: number; readonly width: number },
  top: number,
  height: number,
): readonly Element[] {
  const at = (value: number) => track.left + (track.width * value) / 100
  const middle = round(top + height / 2)
  const shape = { x: track.left, y: top, height, rx: 3 }
  return [
    element('rect', { class: 'track', ...shape, width: round(track.width), fill: colours.track }),
    ...(percent > 0
      ? [element('rect', { ...filled(id, weaveOf(series, 2)), ...shape, width: round(Math.max(2, (track.width * percent) / 100)) })]
      : []),
    whisker(at(low), at(high), middle, Math.min(4, height / 4)),
    text({ class: 'value', fill: colours.ink }, track.left + track.width + 10, middle + 5, [label]),
  ]
}

function drawComparison(x: number, top: number, height: number): Element {
  const left = round(x)
  const line = `M${left} ${round(top - 3)}V${round(top + height + 3)}`
  const diamond = `M${left} ${round(top - 7)}l4 4l-4 4l-4 -4z`
  return element('g', { class: 'comparison' }, [
    element('path', { class: 'comparison-ground', d: line, fill: 'none', stroke: colours.ground, 'stroke-width': 6 }),
    element('path', { class: 'comparison-line', d: line, fill: 'none', stroke: colours.comparison, 'stroke-width': 3 }),
    element('path', { class: 'comparison-mark', d: diamond, fill: colours.comparison, stroke: colours.ground, 'stroke-width': 1 }),
  ])
}

function keyEntries(id: string, key: BarChart['key']): readonly KeyEntry[] {
  return [
    ...(key?.series ?? []).map((label, series) => weaveEntry(id, label, weaveOf(series, 2))),
    ...(key?.interval === undefined ? [] : [intervalEntry(key.interval)]),
    ...(key?.comparison === undefined
      ? []
      : [{ label: key.comparison, draw: (x: number, y: number) => [drawComparison(x + 7, y - 13, 14)] }]),
    ...(key?.hidden === undefined ? [] : [hiddenEntry(key.hidden)]),
  ]
}
