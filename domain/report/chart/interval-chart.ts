/**
 * A dot on its interval for each row, along one scale: how sure the figures are is what the eye meets first. For
 * many groups or many questions under each other, never put in order by their figure.
 */
import { type Element, element } from './element.ts'
import { type Framed, frame } from './frame.ts'
import { colours } from './ink.ts'
import { blank, drawKey, hiddenEntry, intervalEntry, type KeyEntry } from './key.ts'
import { characterWidth, lineHeight, round, text, widthOf, wrap } from './lettering.ts'
import { drawShape, shapeNames } from './shape.ts'
import { whisker } from './whisker.ts'

export type Dot = { readonly value: number; readonly low: number; readonly high: number; readonly label: string }

export type IntervalChart = Framed & {
  readonly scale: { readonly from: number; readonly to: number; readonly ticks: readonly { readonly at: number; readonly label: string }[] }
  readonly rows: readonly {
    readonly label: string
    /** One for each series; null where there is nothing to show. */
    readonly dots: readonly (Dot | null)[]
    /** Stands in the place of a dot that is not shown. */
    readonly hidden?: string
  }[]
  /** A line through all rows: what they are held against. */
  readonly reference?: { readonly value: number; readonly label: string }
  readonly key?: { readonly series?: readonly string[]; readonly interval?: string; readonly hidden?: string }
}

const laneHeight = 24
const rowGap = 8
const narrow = 520
const axisHeight = 26

export function intervalChart(chart: IntervalChart): Element {
  const { width, scale, rows, reference, key } = chart
  const isNarrow = width < narrow
  const valueWidth =
    widthOf(
      rows.flatMap(({ dots }) => dots.map((dot) => dot?.label ?? '')),
      4,
    ) + 12
  const labels = rows.map(({ label }) => label)
  const labelWidth = isNarrow ? 0 : Math.min(Math.round(width * 0.36), widthOf(labels, 6) + 16)
  const track = { left: labelWidth + 8, width: Math.max(60, width - labelWidth - valueWidth - 16) }
  const at = (value: number) => track.left + (track.width * (value - scale.from)) / (scale.to - scale.from)

  const drawn: Element[] = []
  let top = 8
  for (const { label, dots, hidden } of rows) {
    const lines = wrap(label, Math.floor((isNarrow ? width : labelWidth - 12) / characterWidth))
    const labelHeight = lines.length * lineHeight
    const height = Math.max(1, dots.length) * laneHeight
    const laneTop = isNarrow ? top + labelHeight : top + Math.max(0, (labelHeight - height) / 2)
    const labelTop = isNarrow ? top : top + Math.max(0, (height - labelHeight) / 2)
    drawn.push(
      element('g', { class: 'row' }, [
        text({ class: 'label', fill: colours.ink }, 0, labelTop + lineHeight - 5, lines),
        ...dots.flatMap((dot, series) => {
          const middle = laneTop + series * laneHeight + laneHeight / 2
          const guide = element('path', {
            class: 'guide',
            d: `M${round(track.left)} ${round(middle)}h${round(track.width)}`,
            fill: 'none',
            stroke: colours.track,
            'stroke-width': 2,
          })
          if (dot === null)
            return [
              blank(track.left, middle - 10, track.width, 20),
              text({ class: 'value', fill: colours.ink }, track.left + 8, middle + 5, [hidden ?? '']),
            ]
          return [
            guide,
            whisker(at(dot.low), at(dot.high), middle, 4),
            drawShape(shapeNames[series] ?? 'circle', at(dot.value), middle, series === 0 ? 'full' : 'hollow'),
            text({ class: 'value', fill: colours.ink }, track.left + track.width + 14, middle + 5, [dot.label]),
          ]
        }),
      ]),
    )
    top = Math.max(laneTop + height, labelTop + labelHeight) + rowGap
  }
  const line =
    reference &&
    element('path', {
      class: 'comparison-line',
      d: `M${round(at(reference.value))} 2V${round(top)}`,
      fill: 'none',
      stroke: colours.comparison,
      'stroke-width': 2,
      'stroke-dasharray': '6 4',
    })
  const axis = drawAxis(scale.ticks, at, track, top)
  const keyed = drawKey(keyEntries(key, reference), width, top + axisHeight - 4)
  return frame(chart, 'interval-chart', keyed.bottom, [...(line ? [line] : []), ...drawn, ...axis, ...keyed.drawn])
}

function drawAxis(
  ticks: IntervalChart['scale']['ticks'],
  at: (value: number) => number,
  track: { readonly left: number; readonly width: number },
  top: number,
): readonly Element[] {
  return [
    element('path', { class: 'axis', d: `M${round(track.left)} ${round(top)}h${round(track.width)}`, fill: 'none', stroke: colours.muted }),
    ...ticks.flatMap((tick) => [
      element('path', { class: 'axis', d: `M${round(at(tick.at))} ${round(top)}v5`, fill: 'none', stroke: colours.muted }),
      text({ class: 'key-label', fill: colours.muted, 'text-anchor': 'middle' }, at(tick.at), top + lineHeight + 2, [tick.label]),
    ]),
  ]
}

function keyEntries(key: IntervalChart['key'], reference: IntervalChart['reference']): readonly KeyEntry[] {
  return [
    ...(key?.series ?? []).map((label, series) => ({
      label,
      draw: (x: number, y: number) => [drawShape(shapeNames[series] ?? 'circle', x + 7, y - 5, series === 0 ? 'full' : 'hollow')],
    })),
    ...(key?.interval === undefined ? [] : [intervalEntry(key.interval)]),
    ...(reference === undefined
      ? []
      : [
          {
            label: reference.label,
            draw: (x: number, y: number) => [
              element('path', {
                class: 'comparison-line',
                d: `M${x + 7} ${y - 14}v18`,
                fill: 'none',
                stroke: colours.comparison,
                'stroke-width': 2,
                'stroke-dasharray': '6 4',
              }),
            ],
          },
        ]),
    ...(key?.hidden === undefined ? [] : [hiddenEntry(key.hidden)]),
  ]
}
