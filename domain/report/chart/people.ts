/** How many of how many, as people to count: those it is about are filled, the rest are outlines. For children, who count before they read percent. */
import { type Element, element } from './element.ts'
import { type Framed, frame } from './frame.ts'
import { colours } from './ink.ts'
import { round } from './lettering.ts'

export type People = Framed & { readonly count: number; readonly of: number }

const tall = 44
const wide = 30

/** A head and a body, from the upper left corner of a field of 30 by 44. */
const figure = 'M15 2a7 7 0 1 1 0 14a7 7 0 1 1 0-14M4 42V29a11 11 0 0 1 22 0v13z'

/** At most ten to a row, so that tens are seen. */
export function people(chart: People): Element {
  const { width, count, of } = chart
  const perRow = Math.max(1, Math.min(10, Math.floor(width / wide)))
  const step = Math.min(width / perRow, wide * 1.5)
  const scale = Math.min(1.3, step / (wide + 4))
  const drawn = Array.from({ length: of }, (_, place) => {
    const x = (place % perRow) * step
    const y = Math.floor(place / perRow) * (tall * scale + 8)
    const isFull = place < count
    return element('path', {
      class: isFull ? 'mark' : 'mark hollow',
      d: figure,
      transform: `translate(${round(x)} ${round(y + 2)}) scale(${round(scale)})`,
      fill: isFull ? colours.bar : colours.ground,
      stroke: colours.bar,
      'stroke-width': 2,
    })
  })
  const rows = Math.ceil(of / perRow)
  return frame(chart, 'people', rows * (tall * scale + 8), drawn)
}
