/**
 * How the answers of several groups, or of several questions with the same options, divide: one whole bar for each,
 * parted in the options' own order. Neighbouring parts differ in how much ink they take, and each wide enough says
 * its percent on a ground of its own.
 */
import { type Element, element } from './element.ts'
import { type Framed, frame } from './frame.ts'
import { colours, filled, type Weave, weaveDefinitions, weaveOf } from './ink.ts'
import { blank, drawKey, hiddenEntry, weaveEntry } from './key.ts'
import { characterWidth, fontSize, lineHeight, round, text, widthOf, wrap } from './lettering.ts'

export type StackedBarChart = Framed & {
  /** In their own order. */
  readonly options: readonly string[]
  readonly rows: readonly {
    readonly label: string
    /** Percent for each option; null where there is nothing to show. */
    readonly shares: readonly { readonly percent: number; readonly label: string }[] | null
    /** At the end of the bar, "21 svar"; where there are no shares, why. */
    readonly note: string
  }[]
  /** What an empty bar means; left out where there is none. */
  readonly hidden?: string
}

const barHeight = 26
const rowGap = 14
const narrow = 520

export function stackedBarChart(chart: StackedBarChart): Element {
  const { id, width, options, rows, hidden } = chart
  const isNarrow = width < narrow
  const shown = rows.filter(({ shares }) => shares !== null)
  const noteWidth =
    widthOf(
      shown.map(({ note }) => note),
      2,
    ) + 12
  const labels = rows.map(({ label }) => label)
  const labelWidth = isNarrow ? 0 : Math.min(Math.round(width * 0.34), widthOf(labels, 6) + 16)
  const track = { left: labelWidth, width: Math.max(60, width - labelWidth - noteWidth) }
  const weaves = options.map((_, place) => weaveOf(place, Math.max(3, options.length)))

  const drawn: Element[] = []
  let top = 4
  for (const { label, shares, note } of rows) {
    const lines = wrap(label, Math.floor((isNarrow ? width : labelWidth - 12) / characterWidth))
    const labelHeight = lines.length * lineHeight
    const barTop = isNarrow ? top + labelHeight + 3 : top + Math.max(0, (labelHeight - barHeight) / 2)
    const labelTop = isNarrow ? top : top + Math.max(0, (barHeight - labelHeight) / 2)
    const middle = barTop + barHeight / 2 + 5
    drawn.push(
      element('g', { class: 'row' }, [
        text({ class: 'label', fill: colours.ink }, 0, labelTop + lineHeight - 5, lines),
        ...(shares === null
          ? [blank(track.left, barTop, track.width, barHeight), text({ class: 'value', fill: colours.ink }, track.left + 8, middle, [note])]
          : [
              ...parts(id, shares, weaves, track, barTop),
              text({ class: 'value', fill: colours.ink }, track.left + track.width + 10, middle, [note]),
            ]),
      ]),
    )
    top = Math.max(barTop + barHeight, labelTop + labelHeight) + rowGap
  }
  const keyed = drawKey(
    [
      ...options.map((option, place) => weaveEntry(id, option, weaves[place] as Weave)),
      ...(hidden === undefined ? [] : [hiddenEntry(hidden)]),
    ],
    width,
    top - 2,
  )
  return frame(chart, 'stacked-bar-chart', keyed.bottom, [...weaveDefinitions(id, new Set(weaves)), ...drawn, ...keyed.drawn])
}

function parts(
  id: string,
  shares: NonNullable<StackedBarChart['rows'][number]['shares']>,
  weaves: readonly Weave[],
  track: { readonly left: number; readonly width: number },
  top: number,
): readonly Element[] {
  // Rounded percents may add up to 99 or 101; the bar is whole all the same.
  const whole = shares.reduce((sum, { percent }) => sum + percent, 0)
  let left = track.left
  const drawn = shares.map(({ percent, label }, place) => {
    const width = whole === 0 ? 0 : (track.width * percent) / whole
    const at = left
    left += width
    if (width === 0) return []
    const needed = label.length * characterWidth + 8
    const middle = at + width / 2
    const bar = element('rect', { ...filled(id, weaves[place] ?? 'empty'), x: round(at), y: top, width: round(width), height: barHeight })
    if (width < needed + 4) return [bar]
    return [
      bar,
      element('rect', {
        class: 'label-ground',
        x: round(middle - needed / 2),
        y: top + (barHeight - fontSize - 4) / 2,
        width: round(needed),
        height: fontSize + 4,
        rx: 3,
        fill: colours.ground,
      }),
      text({ class: 'value', fill: colours.ink, 'text-anchor': 'middle' }, middle, top + barHeight / 2 + 5, [label]),
    ]
  })
  return [
    element('rect', { class: 'track', x: track.left, y: top, width: round(track.width), height: barHeight, fill: colours.track }),
    ...drawn.flat(),
  ]
}
