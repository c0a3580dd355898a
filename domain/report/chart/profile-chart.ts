/**
 * Several views of the same thing, scale by scale: a lane for each view with a mark of its own shape. Each lane has
 * its own bands, for what is usual differs from one kind of informant to the other; they are told apart by the
 * density of their lines, and the words at the end of the lane say the same.
 */
import { type Element, element } from './element.ts'
import { type Framed, frame } from './frame.ts'
import { colours } from './ink.ts'
import { drawKey } from './key.ts'
import { characterWidth, lineHeight, round, text, widthOf, wrap } from './lettering.ts'
import { drawShape, type Shape } from './shape.ts'

export type ProfileBand = {
  readonly from: number
  readonly to: number
  /** From 0, the mildest, to 3. */
  readonly weight: 0 | 1 | 2 | 3
}

export type ProfileTrack = {
  readonly shape: Shape
  readonly range: { readonly from: number; readonly to: number }
  readonly bands: readonly ProfileBand[]
  /** Null when there is no score; then only words say so. */
  readonly value: number | null
  /** Where it was before, drawn hollow. */
  readonly before?: number | null
}

export type ProfileChart = Framed & {
  readonly rows: readonly {
    readonly label: string
    readonly lanes: readonly (ProfileTrack & { readonly label: string; /** "7 · tydeligt uden for" */ readonly words: string })[]
  }[]
  /** What the patterns mean, from the mildest. */
  readonly bands: readonly { readonly name: string; readonly weight: ProfileBand['weight'] }[]
}

export const trackHeight = 26
const laneGap = 6
const rowGap = 14
const narrow = 560
const weights = [0, 1, 2, 3] as const
const apart = [0, 10, 6, 4] as const

export function profileChart(chart: ProfileChart): Element {
  const { id, width, rows, bands } = chart
  const isNarrow = width < narrow
  const lanes = rows.flatMap((row) => row.lanes)
  const whoWidth = isNarrow
    ? 0
    : Math.min(
        width * 0.26,
        widthOf(
          lanes.map(({ label }) => label),
          4,
        ) + 34,
      )
  const wordsWidth = isNarrow
    ? 0
    : Math.min(
        width * 0.32,
        widthOf(
          lanes.map(({ words }) => words),
          4,
        ) + 14,
      )
  const track = { left: whoWidth, width: width - whoWidth - wordsWidth }
  const drawn: Element[] = []
  let top = 0
  for (const { label, lanes: own } of rows) {
    const heading = wrap(label, Math.floor(width / characterWidth))
    drawn.push(text({ class: 'label strong', fill: colours.ink, 'font-weight': 600 }, 0, top + lineHeight - 4, heading))
    top += heading.length * lineHeight + 4
    for (const lane of own) {
      const who = wrap(lane.label, Math.floor((isNarrow ? width * 0.5 : whoWidth - 30) / characterWidth))
      const words = wrap(lane.words, Math.floor((isNarrow ? width * 0.4 : wordsWidth - 12) / characterWidth))
      const said = Math.max(who.length, words.length) * lineHeight
      const trackTop = isNarrow ? top + said + 3 : top + Math.max(0, (said - trackHeight) / 2)
      const wordsTop = isNarrow ? top : top + Math.max(0, (trackHeight - said) / 2)
      drawn.push(
        element('g', { class: 'lane' }, [
          drawShape(lane.shape, 9, wordsTop + lineHeight / 2, 'full'),
          text({ class: 'label', fill: colours.ink }, 24, wordsTop + lineHeight - 4, who),
          element('g', { transform: `translate(${round(track.left)} ${round(trackTop)})` }, drawTrack(id, lane, track.width)),
          text(
            { class: 'value', fill: colours.ink, ...(isNarrow ? { 'text-anchor': 'end' } : {}) },
            isNarrow ? width : track.left + track.width + 12,
            wordsTop + lineHeight - 4,
            words,
          ),
        ]),
      )
      top = Math.max(trackTop + trackHeight, wordsTop + said) + laneGap
    }
    top += rowGap - laneGap
  }
  const keyed = drawKey(
    bands.map(({ name, weight }) => ({ label: name, draw: (x, y) => drawBand(id, weight, x, y - 12, 14, 14) })),
    width,
    top - 4,
  )
  return frame(chart, 'profile-chart', keyed.bottom, [bandDefinitions(id), ...drawn, ...keyed.drawn])
}

/** The lane of one view by itself, for a page that sets the words around it. `bandDefinitions` stands in the same drawing. */
export function drawTrack(id: string, { range, bands, value, before = null, shape }: ProfileTrack, width: number): readonly Element[] {
  const steps = range.to - range.from + 1
  const left = (at: number) => (width * (at - range.from)) / steps
  // A whole number stands in the middle of its step, so that a band's edge lies between two scores.
  const middle = (at: number) => left(at + 0.5)
  return [
    ...bands.flatMap(({ from, to, weight }) => drawBand(id, weight, left(from), 0, left(to + 1) - left(from), trackHeight)),
    ...(before !== null && value !== null && before !== value
      ? [
          element('path', {
            class: 'interval',
            d: `M${round(middle(before))} ${trackHeight / 2}H${round(middle(value))}`,
            fill: 'none',
            stroke: colours.muted,
            'stroke-width': 2,
          }),
        ]
      : []),
    ...(before === null ? [] : [drawShape(shape, middle(before), trackHeight / 2, 'hollow')]),
    ...(value === null ? [] : [drawShape(shape, middle(value), trackHeight / 2, 'full')]),
  ]
}

/** The heavier the band, the denser its lines. */
export function drawBand(
  id: string,
  weight: ProfileBand['weight'],
  x: number,
  y: number,
  width: number,
  height: number,
): readonly Element[] {
  const shape = { x: round(x), y: round(y), width: round(width), height: round(height) }
  return [
    element('rect', { class: `band band-${weight}`, ...shape, fill: colours.track, stroke: colours.ground }),
    ...(weight === 0 ? [] : [element('rect', { ...shape, fill: `url(#${id}-band-${weight})` })]),
  ]
}

export function bandDefinitions(id: string): Element {
  return element(
    'defs',
    {},
    weights
      .filter((weight) => weight > 0)
      .map((weight) =>
        element(
          'pattern',
          {
            id: `${id}-band-${weight}`,
            width: apart[weight],
            height: apart[weight],
            patternUnits: 'userSpaceOnUse',
            patternTransform: 'rotate(45)',
          },
          [element('path', { class: 'band-line', d: `M0 0V${apart[weight]}`, stroke: colours.muted, 'stroke-width': 1 })],
        ),
      ),
  )
}
