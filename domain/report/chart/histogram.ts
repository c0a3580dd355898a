/**
 * How many are at each step of a score, an index or a ladder: columns from the lowest to the highest. Steps that
 * belong together, as low, middle and high, share a weave and a name below; a step that may not be shown alone is
 * an empty place.
 */
import { type Element, element } from './element.ts'
import { type Framed, frame } from './frame.ts'
import { colours, filled, type Weave, weaveDefinitions, weaveOf } from './ink.ts'
import { blank, drawKey, hiddenEntry, weaveEntry } from './key.ts'
import { characterWidth, lineHeight, round, text, wrap } from './lettering.ts'

export type Histogram = Framed & {
  readonly steps: readonly {
    /** Below the column: "0", "8-10". */
    readonly label: string
    /** Null where it may not be shown. */
    readonly percent: number | null
    /** Above the column. */
    readonly value: string
    /** The place of its group. */
    readonly group?: number
  }[]
  /** What the steps are steps of. */
  readonly axis: string
  readonly groups?: readonly string[]
  /** What an empty place means. */
  readonly hidden?: string
}

const plotHeight = 170

export function histogram(chart: Histogram): Element {
  const { id, width, steps, axis, groups = [], hidden } = chart
  const each = width / Math.max(1, steps.length)
  const gap = Math.min(8, each * 0.16)
  const highest = Math.max(10, ...steps.map(({ percent }) => percent ?? 0))
  const top = 24
  const bottom = top + plotHeight
  const weaves = groups.map((_, place) => weaveOf(place, groups.length))
  const lines = steps.map(({ label }) => wrap(label, Math.max(3, Math.floor(each / characterWidth))))
  const labelled = Math.max(...lines.map(({ length }) => length), 1) * lineHeight

  const drawn = steps.map(({ percent, value, group = 0 }, place) => {
    const left = place * each + gap / 2
    const high = percent === null ? 0 : (plotHeight * percent) / highest
    const middle = left + (each - gap) / 2
    const isRoomy = value.length * characterWidth <= each + 2
    return element('g', { class: 'column' }, [
      ...(percent === null
        ? [blank(left, bottom - 34, each - gap, 34)]
        : percent === 0
          ? []
          : [
              element('rect', {
                ...filled(id, weaves[group] ?? 'solid'),
                x: round(left),
                y: round(bottom - high),
                width: round(each - gap),
                height: round(high),
              }),
            ]),
      ...(isRoomy && percent !== null
        ? [text({ class: 'value', fill: colours.ink, 'text-anchor': 'middle' }, middle, bottom - high - 7, [value])]
        : []),
      text({ class: 'label', fill: colours.ink, 'text-anchor': 'middle' }, middle, bottom + lineHeight, lines[place] ?? []),
    ])
  })
  const below = bottom + labelled + 4
  const keyed = drawKey(
    [
      ...groups.map((label, place) => weaveEntry(id, label, weaves[place] as Weave)),
      ...(hidden === undefined ? [] : [hiddenEntry(hidden)]),
    ],
    width,
    below + lineHeight + 2,
  )
  return frame(chart, 'histogram', keyed.bottom + (keyed.drawn.length === 0 ? 8 : 0), [
    ...weaveDefinitions(id, new Set(weaves)),
    element('path', { class: 'axis', d: `M0 ${bottom}h${width}`, fill: 'none', stroke: colours.muted }),
    ...drawn,
    text({ class: 'key-label', fill: colours.muted }, 0, below + lineHeight - 2, [axis]),
    ...keyed.drawn,
  ])
}
