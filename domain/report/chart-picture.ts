/** A chart as a picture to put into a paper or a slide: what was found above it, how many answered and where it is from below it. */
import { barChart } from './chart/bar-chart.ts'
import { type Element, element } from './chart/element.ts'
import { characterWidth, fontSize, lineHeight, text, wrap } from './chart/lettering.ts'
import { print } from './chart/print.ts'
import type { FigureReading } from './card-reading.ts'

const width = 900
const edge = 28
const inner = width - 2 * edge
const headSize = 21
const headHeight = 27
const colours = { ground: '#ffffff', ink: '#1c2b2d', quiet: '#3f4d4f' } as const

/** SVG as text. `source` says whose figures they are, and of which survey. */
export function chartPicture(
  card: Pick<FigureReading, 'item' | 'heading' | 'question' | 'counts' | 'verdicts' | 'chart'>,
  source: string,
): string {
  const chart = barChart({ ...card.chart, id: `picture-${card.item}`, width: inner })
  const chartHeight = Number(chart.attributes['height'])
  const heading = wrap(card.heading, Math.floor((inner * fontSize) / (characterWidth * headSize)))
  const said = wrapped(`${card.question} · ${card.counts}`)
  const verdicts = wrapped(card.verdicts.join('. '))
  const from = wrapped(source)

  const headTop = edge + headSize
  const saidTop = headTop + (heading.length - 1) * headHeight + lineHeight + 8
  const chartTop = saidTop + (said.length - 1) * lineHeight + 18
  const verdictTop = chartTop + chartHeight + lineHeight + 6
  const fromTop = verdictTop + (card.verdicts.length > 0 ? verdicts.length * lineHeight + 6 : 0)
  const height = Math.ceil(fromTop + (from.length - 1) * lineHeight + edge)
  return print(
    element(
      'svg',
      {
        xmlns: 'http://www.w3.org/2000/svg',
        role: 'img',
        width,
        height,
        viewBox: `0 0 ${width} ${height}`,
        'font-family': 'IBM Plex Sans, sans-serif',
        'font-size': fontSize,
      },
      [
        element('title', {}, [card.heading]),
        element('desc', {}, [`${card.chart.description} ${source}`]),
        element('rect', { width, height, fill: colours.ground }),
        ...heading.map((line, place) => headline(line, headTop + place * headHeight)),
        text({ fill: colours.quiet }, edge, saidTop, said),
        { ...chart, attributes: { ...chart.attributes, x: edge, y: chartTop } },
        ...(card.verdicts.length > 0 ? [text({ fill: colours.ink, 'font-weight': 600 }, edge, verdictTop, verdicts)] : []),
        text({ fill: colours.quiet }, edge, fromTop, from),
      ],
    ),
  )
}

function headline(line: string, y: number): Element {
  return text({ fill: colours.ink, 'font-size': headSize, 'font-weight': 600 }, edge, y, [line])
}

function wrapped(words: string): readonly string[] {
  return wrap(words, Math.floor(inner / characterWidth))
}
