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

export type Bar = {
  /** 0 to 100. */
  readonly percent: number
  readonly low: number
  readonly high: number
  /** Beside the bar: "48 % (10)". */
  readonly label: string
}

export type BarChart = {
  /** Begins every id in the drawing; unique on the page. */
  readonly id: string
  /** In pixels, as wide as it will be shown: text is not scaled. */
  readonly width: number
  readonly title: string
  /** All that the drawing shows, as words. */
  readonly description: string
  readonly rows: readonly {
    readonly label: string
    /** Before the label, for a question answered with faces. */
    readonly face?: Face
    /** One bar, or one for each series. */
    readonly bars: readonly [Bar] | readonly [Bar, Bar]
    /** The other group's percent. */
    readonly comparison?: number
  }[]
  /** Below the bars; what is left out has no key. */
  readonly key?: { readonly series?: readonly [string, string]; readonly interval?: string; readonly comparison?: string }
}

const fontSize = 15
const lineHeight = 19
/** IBM Plex Sans is a little over half as wide as high, on average. */
const characterWidth = fontSize * 0.53
const barHeight = { one: 22, two: 15 } as const
const rowGap = 12
const faceSize = 28
const faceWidth = faceSize + 9
const narrow = 460
const colours = {
  bar: '#0b5c60',
  second: '#0b5c60',
  track: '#eceeee',
  ink: '#1c2b2d',
  muted: '#4d5b5d',
  comparison: '#8a5a00',
  ground: '#ffffff',
} as const

/** Draws it. The drawing is as high as it needs to be. */
export function barChart({ id, width, title, description, rows, key }: BarChart): Element {
  const isNarrow = width < narrow
  const valueWidth = Math.ceil(Math.max(...rows.flatMap(({ bars }) => bars.map(({ label }) => label.length)), 4) * characterWidth) + 12
  const inset = rows.some(({ face }) => face !== undefined) ? faceWidth : 0
  const labelWidth = isNarrow
    ? 0
    : inset + Math.min(Math.round(width * 0.36), Math.ceil(Math.max(...rows.map(({ label }) => label.length), 6) * characterWidth) + 16)
  const track = { left: labelWidth, width: Math.max(40, width - labelWidth - valueWidth) }

  const drawn: Element[] = []
  let top = 8
  for (const { label, face, bars, comparison } of rows) {
    const lines = wrap(label, Math.floor(((isNarrow ? width : labelWidth - 12) - inset) / characterWidth))
    const height = bars.length === 1 ? barHeight.one : barHeight.two * 2 + 2
    const labelHeight = Math.max(lines.length * lineHeight, face === undefined ? 0 : faceSize)
    const wordsTop = (labelHeight - lines.length * lineHeight) / 2
    const barTop = isNarrow ? top + labelHeight + 3 : top + Math.max(0, (labelHeight - height) / 2)
    const labelTop = isNarrow ? top : top + Math.max(0, (height - labelHeight) / 2)
    drawn.push(
      element('g', { class: 'row' }, [
        ...(face === undefined ? [] : [drawFace(face, 0, labelTop + (labelHeight - faceSize) / 2, faceSize, colours.ink)]),
        text({ class: 'label', fill: colours.ink }, inset, labelTop + wordsTop + lineHeight - 5, lines),
        ...bars.flatMap((bar, series) =>
          drawBar(id, bar, series, track, barTop + series * (barHeight.two + 2), bars.length === 1 ? barHeight.one : barHeight.two),
        ),
        ...(comparison === undefined ? [] : [drawComparison(track.left + (track.width * comparison) / 100, barTop, height)]),
      ]),
    )
    top = Math.max(barTop + height, labelTop + labelHeight) + rowGap
  }
  const keyed = drawKey(id, key, width, top + 4)
  const height = Math.ceil(keyed.bottom)
  const hatch = rows.some(({ bars }) => bars.length === 2) || key?.series ? [hatching(id)] : []
  return element(
    'svg',
    {
      xmlns: 'http://www.w3.org/2000/svg',
      class: 'bar-chart',
      role: 'img',
      'aria-labelledby': `${id}-title ${id}-description`,
      width,
      height,
      viewBox: `0 0 ${width} ${height}`,
      'font-family': 'IBM Plex Sans, sans-serif',
      'font-size': fontSize,
    },
    [
      element('title', { id: `${id}-title` }, [title]),
      element('desc', { id: `${id}-description` }, [description]),
      ...hatch,
      ...drawn,
      ...keyed.drawn,
    ],
  )
}

function drawBar(
  id: string,
  { percent, low, high, label }: Bar,
  series: number,
  track: { readonly left: number; readonly width: number },
  top: number,
  height: number,
): readonly Element[] {
  const at = (value: number) => round(track.left + (track.width * value) / 100)
  const middle = round(top + height / 2)
  const cap = Math.min(4, height / 4)
  const whisker = `M${at(low)} ${middle}H${at(high)}M${at(low)} ${middle - cap}V${middle + cap}M${at(high)} ${middle - cap}V${middle + cap}`
  const shape = { x: track.left, y: top, height, rx: 3 }
  return [
    element('rect', { class: 'track', ...shape, width: round(track.width), fill: colours.track }),
    ...(percent > 0
      ? [
          element('rect', {
            class: series === 0 ? 'bar' : 'bar second',
            ...shape,
            width: round(Math.max(2, (track.width * percent) / 100)),
            fill: series === 0 ? colours.bar : `url(#${id}-hatch)`,
            stroke: colours.bar,
          }),
        ]
      : []),
    element('path', {
      class: 'interval-ground',
      d: whisker,
      fill: 'none',
      stroke: colours.ground,
      'stroke-width': 5,
      'stroke-linecap': 'round',
    }),
    element('path', { class: 'interval', d: whisker, fill: 'none', stroke: colours.muted, 'stroke-width': 2, 'stroke-linecap': 'round' }),
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

function drawKey(
  id: string,
  key: BarChart['key'],
  width: number,
  top: number,
): { readonly drawn: readonly Element[]; readonly bottom: number } {
  const swatch = 20
  const entries: readonly (readonly [string, (x: number, y: number) => readonly Element[]])[] = [
    ...(key?.series ?? []).map(
      (label, series) =>
        [
          label,
          (x: number, y: number) => [
            element('rect', {
              class: series === 0 ? 'bar' : 'bar second',
              x,
              y: y - 12,
              width: 14,
              height: 14,
              rx: 2,
              fill: series === 0 ? colours.bar : `url(#${id}-hatch)`,
              stroke: colours.bar,
            }),
          ],
        ] as const,
    ),
    ...(key?.interval === undefined
      ? []
      : [
          [
            key.interval,
            (x: number, y: number) => [
              element('path', {
                class: 'interval',
                d: `M${x} ${y - 5}H${x + 14}M${x} ${y - 9}V${y - 1}M${x + 14} ${y - 9}V${y - 1}`,
                fill: 'none',
                stroke: colours.muted,
                'stroke-width': 2,
              }),
            ],
          ] as const,
        ]),
    ...(key?.comparison === undefined ? [] : [[key.comparison, (x: number, y: number) => [drawComparison(x + 7, y - 13, 14)]] as const]),
  ]
  const drawn: Element[] = []
  let left = 0
  let baseline = top + lineHeight
  for (const [label, draw] of entries) {
    const needed = swatch + label.length * characterWidth
    if (left > 0 && left + needed > width) {
      left = 0
      baseline += lineHeight + 5
    }
    drawn.push(
      element('g', { class: 'key' }, [
        ...draw(left, baseline),
        text({ class: 'key-label', fill: colours.muted }, left + swatch, baseline, [label]),
      ]),
    )
    left = round(left + needed + 20)
  }
  return { drawn, bottom: entries.length === 0 ? top - rowGap : baseline + 8 }
}

function hatching(id: string): Element {
  return element('defs', {}, [
    element('pattern', { id: `${id}-hatch`, width: 6, height: 6, patternUnits: 'userSpaceOnUse', patternTransform: 'rotate(45)' }, [
      element('rect', { class: 'hatch-ground', width: 6, height: 6, fill: colours.ground }),
      element('rect', { class: 'hatch-line', width: 2.5, height: 6, fill: colours.second }),
    ]),
  ])
}

function text(attributes: Element['attributes'], x: number, y: number, lines: readonly string[]): Element {
  if (lines.length === 1) return element('text', { ...attributes, x: round(x), y: round(y) }, [lines[0] ?? ''])
  return element(
    'text',
    attributes,
    lines.map((line, index) => element('tspan', { x: round(x), y: round(y + index * lineHeight) }, [line])),
  )
}

/** Lines of at most so many characters; a longer word stands alone on its line. */
function wrap(label: string, characters: number): readonly string[] {
  const lines: string[] = []
  for (const word of label.split(' ')) {
    const line = lines.at(-1)
    if (line !== undefined && line.length + 1 + word.length <= characters) lines[lines.length - 1] = `${line} ${word}`
    else lines.push(word)
  }
  return lines
}

function round(number: number): number {
  return Math.round(number * 100) / 100
}
