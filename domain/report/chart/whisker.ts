/** An interval: a line with caps, on a ground of its own so that it is read on top of a bar too. */
import { type Element, element } from './element.ts'
import { colours } from './ink.ts'
import { round } from './lettering.ts'

export function whisker(low: number, high: number, middle: number, cap: number): Element {
  return drawn(
    `M${round(low)} ${round(middle)}H${round(high)}M${round(low)} ${round(middle - cap)}V${round(middle + cap)}M${round(high)} ${round(middle - cap)}V${round(middle + cap)}`,
  )
}

/** The same, standing. */
export function uprightWhisker(low: number, high: number, middle: number, cap: number): Element {
  return drawn(
    `M${round(middle)} ${round(low)}V${round(high)}M${round(middle - cap)} ${round(low)}H${round(middle + cap)}M${round(middle - cap)} ${round(high)}H${round(middle + cap)}`,
  )
}

function drawn(d: string): Element {
  const line = { d, fill: 'none', 'stroke-linecap': 'round' } as const
  return element('g', { class: 'whisker' }, [
    element('path', { class: 'interval-ground', ...line, stroke: colours.ground, 'stroke-width': 5 }),
    element('path', { class: 'interval', ...line, stroke: colours.muted, 'stroke-width': 2 }),
  ])
}
