/**
 * The same figure over several waves. Where a question has changed the line is broken and the place is marked, for
 * what stands on each side is not the same thing; a figure imported from earlier years is hollow, and one that is
 * hidden is an empty place on the axis. Lines are told apart by their strokes and marks.
 */
import { type Element, element } from './element.ts'
import { type Framed, frame } from './frame.ts'
import { colours } from './ink.ts'
import { blank, drawKey, hiddenEntry, intervalEntry, type KeyEntry } from './key.ts'
import { lineHeight, round, text, widthOf } from './lettering.ts'
import { drawShape, shapeNames } from './shape.ts'
import { uprightWhisker } from './whisker.ts'

export type LinePoint = {
  readonly value: number
  readonly low: number
  readonly high: number
  readonly label: string
  /** Of earlier years, published elsewhere; never counted here. */
  readonly isImported?: boolean
}

export type LineChart = Framed & {
  /** School years, from the first. */
  readonly times: readonly string[]
  readonly scale: { readonly from: number; readonly to: number; readonly ticks: readonly { readonly at: number; readonly label: string }[] }
  readonly series: readonly {
    readonly label: string
    /** One for each time: null where nothing was asked, `hidden` where it may not be shown. */
    readonly points: readonly (LinePoint | 'hidden' | null)[]
  }[]
  /** The times that begin a new series: no line leads to them. */
  readonly breaks?: readonly number[]
  /** Of the ground that lines stand on, where there are many charts beside each other; else as below. */
  readonly plotHeight?: number
  /** Below the drawing; what is left out has no key. */
  readonly key?: { readonly interval?: string; readonly imported?: string; readonly break?: string; readonly hidden?: string }
}

const usualHeight = 190
/** From a label's foot to its top. */
const letterHeight = 15
/** From a time's middle to the label beside its marks. */
const endAside = 26
const strokes = ['', '7 5', '2 4'] as const

export function lineChart(chart: LineChart): Element {
  const { width, times, scale, series, breaks = [], plotHeight = usualHeight, key } = chart
  const axisWidth =
    widthOf(
      scale.ticks.map(({ label }) => label),
      2,
    ) + 10
  // Labels that would run into each other stand at the last points alone, beside them; the table has them all.
  const longest = widthOf(
    series.flatMap(({ points }) => points.map((point) => (point === null || point === 'hidden' ? '' : point.label))),
    2,
  )
  const isOne = series.length === 1
  const plot = { left: axisWidth, top: 24, width: width - axisWidth - (isOne ? 0 : longest), height: plotHeight }
  const step = plot.width / Math.max(1, times.length)
  const x = (time: number) => plot.left + step * (time + 0.5)
  const y = (value: number) => plot.top + plot.height * (1 - (value - scale.from) / (scale.to - scale.from))
  const ends = isOne ? [] : apart(series.map(({ points }) => lastOf(points)).map((point) => point && y(point.value)))
  const every = Math.ceil((widthOf(times, 4) + 10) / step)
  const bottom = plot.top + plot.height
  // Beside their last points labels have the ground to themselves.
  const guided = isOne ? plot.width : x(times.length - 1) + endAside - 6 - plot.left
  const guides = scale.ticks.map(({ at }) => y(at))

  const drawn = [
    ...scale.ticks.flatMap(({ at, label }) => [
      element('path', {
        class: 'guide',
        d: `M${plot.left} ${round(y(at))}h${round(guided)}`,
        fill: 'none',
        stroke: colours.track,
        'stroke-width': 2,
      }),
      text({ class: 'key-label', fill: colours.muted, 'text-anchor': 'end' }, plot.left - 8, y(at) + 5, [label]),
    ]),
    element('path', { class: 'axis', d: `M${plot.left} ${bottom}h${round(plot.width)}`, fill: 'none', stroke: colours.muted }),
    // Counted from the last, so that this year always has its name.
    ...times.flatMap((time, place) =>
      (times.length - 1 - place) % every > 0
        ? []
        : text({ class: 'key-label', fill: colours.muted, 'text-anchor': 'middle' }, x(place), bottom + lineHeight + 2, [time]),
    ),
    ...breaks.map((time) => drawBreak(plot.left + step * time, plot.top - 14, bottom)),
    ...series.map(({ points }, place) =>
      drawSeries(points, place, series.length, { x, y, bottom, guides, breaks, isRoomy: isOne && step > longest + 8, end: ends[place] }),
    ),
  ]
  const keyed = drawKey(keyEntries(chart.series, key), width, bottom + lineHeight + 8)
  return frame(chart, 'line-chart', keyed.bottom, [...drawn, ...keyed.drawn])
}

type Plot = {
  readonly x: (time: number) => number
  readonly y: (value: number) => number
  readonly bottom: number
  /** Heights of the guide lines, which cross no label. */
  readonly guides: readonly number[]
  readonly breaks: readonly number[]
  readonly isRoomy: boolean
  /** Where the label beside the last point stands, among several series. */
  readonly end: number | undefined
}

function drawSeries(points: LineChart['series'][number]['points'], place: number, of: number, plot: Plot): Element {
  const shape = shapeNames[place] ?? 'circle'
  // Two series at one time stand beside each other, so that neither hides the other's interval.
  const aside = (place - (of - 1) / 2) * 14
  const known = points.flatMap((point, time) => (point === null || point === 'hidden' ? [] : [{ ...point, time }]))
  const last = known.at(-1)
  const segments = known.flatMap((point, index) => {
    const before = known[index - 1]
    if (before === undefined || before.time !== point.time - 1 || plot.breaks.includes(point.time)) return []
    return [
      `M${round(plot.x(before.time) + aside)} ${round(plot.y(before.value))}L${round(plot.x(point.time) + aside)} ${round(plot.y(point.value))}`,
    ]
  })
  return element('g', { class: 'series' }, [
    ...(segments.length === 0
      ? []
      : [
          element('path', {
            class: 'line',
            d: segments.join(''),
            fill: 'none',
            stroke: colours.bar,
            'stroke-width': 2.5,
            'stroke-linecap': 'round',
            ...(strokes[place] ? { 'stroke-dasharray': strokes[place] } : {}),
          }),
        ]),
    ...known.flatMap((point) => {
      const middle = plot.x(point.time) + aside
      const isLabelled = plot.end === undefined && (plot.isRoomy || point === last)
      return [
        ...(point.low === point.high ? [] : [uprightWhisker(plot.y(point.low), plot.y(point.high), middle, 4)]),
        drawShape(shape, middle, plot.y(point.value), point.isImported ? 'hollow' : 'full'),
        ...(isLabelled
          ? [
              text(
                { class: 'value', fill: colours.ink, 'text-anchor': 'middle' },
                middle,
                clearOf(plot.guides, Math.min(plot.y(point.high) - 8, plot.y(point.value) - 12)),
                [point.label],
              ),
            ]
          : []),
        ...(plot.end !== undefined && point === last
          ? [text({ class: 'value', fill: colours.ink }, plot.x(point.time) + endAside, plot.end + 5, [point.label])]
          : []),
      ]
    }),
    ...points.flatMap((point, time) => (point === 'hidden' ? [blank(plot.x(time) + aside - 7, plot.bottom - 18, 14, 14)] : [])),
  ])
}

/** A label's foot where it is wanted, or above the guide line that would cross it. */
function clearOf(guides: readonly number[], wanted: number): number {
  const crossed = guides.find((guide) => guide > wanted - letterHeight && guide < wanted + 5)
  return Math.max(letterHeight, crossed === undefined ? wanted : crossed - 6)
}

/** The last point of a series, if it has any. */
function lastOf(points: LineChart['series'][number]['points']): LinePoint | undefined {
  return points.findLast((point): point is LinePoint => point !== null && point !== 'hidden')
}

/** Heights of labels that keep a line from each other, in their own order from the top. */
function apart(heights: readonly (number | undefined)[]): readonly (number | undefined)[] {
  const known = heights
    .flatMap((height, place) => (height === undefined ? [] : [{ height, place }]))
    .sort((one, other) => one.height - other.height)
  const moved = new Map<number, number>()
  let lowest = -Infinity
  for (const { height, place } of known) {
    lowest = Math.max(height, lowest + lineHeight - 2)
    moved.set(place, lowest)
  }
  return heights.map((_, place) => moved.get(place))
}

/** Two slanted strokes on a standing line: from here it is another question. */
function drawBreak(x: number, top: number, bottom: number): Element {
  return element('g', { class: 'break' }, [
    element('path', {
      class: 'comparison-line',
      d: `M${round(x)} ${round(top)}V${round(bottom)}`,
      fill: 'none',
      stroke: colours.comparison,
      'stroke-width': 2,
      'stroke-dasharray': '2 5',
    }),
    element('path', {
      class: 'comparison-line',
      d: `M${round(x - 7)} ${round(bottom + 6)}l6-12m2 12l6-12`,
      fill: 'none',
      stroke: colours.comparison,
      'stroke-width': 2,
    }),
  ])
}

function keyEntries(series: LineChart['series'], key: LineChart['key']): readonly KeyEntry[] {
  const named = series.length < 2 ? [] : series
  return [
    ...named.map(({ label }, place) => ({
      label,
      draw: (x: number, y: number) => [
        element('path', {
          class: 'line',
          d: `M${x - 1} ${y - 5}h16`,
          fill: 'none',
          stroke: colours.bar,
          'stroke-width': 2.5,
          ...(strokes[place] ? { 'stroke-dasharray': strokes[place] } : {}),
        }),
        drawShape(shapeNames[place] ?? 'circle', x + 7, y - 5, 'full'),
      ],
    })),
    ...(key?.interval === undefined ? [] : [intervalEntry(key.interval)]),
    ...(key?.imported === undefined
      ? []
      : [{ label: key.imported, draw: (x: number, y: number) => [drawShape('circle', x + 7, y - 5, 'hollow')] }]),
    ...(key?.break === undefined
      ? []
      : [
          {
            label: key.break,
            draw: (x: number, y: number) => [
              element('path', {
                class: 'comparison-line',
                d: `M${x} ${y + 1}l6-12m2 12l6-12`,
                fill: 'none',
                stroke: colours.comparison,
                'stroke-width': 2,
              }),
            ],
          },
        ]),
    ...(key?.hidden === undefined ? [] : [hiddenEntry(key.hidden)]),
  ]
}
