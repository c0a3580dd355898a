/** Six shapes that are told apart without colour, small and in print. */
import { type Element, element } from './element.ts'
import { colours } from './ink.ts'
import { round } from './lettering.ts'

const shapes = {
  circle: 'M0-6.5A6.5 6.5 0 1 0 0 6.5 6.5 6.5 0 1 0 0-6.5Z',
  square: 'M-6-6H6V6H-6Z',
  triangle: 'M0-7.5 7.5 6H-7.5Z',
  diamond: 'M0-8 8 0 0 8-8 0Z',
  plus: 'M-2.5-7h5v4.5H7v5H2.5V7h-5V2.5H-7v-5h4.5Z',
  flag: 'M-6.5-7H6.5L0 7.5Z',
} as const

export type Shape = keyof typeof shapes
export const shapeNames = Object.keys(shapes) as readonly Shape[]

/** `hollow` for what is not this wave's own: another group, an earlier time, an imported figure. */
export function drawShape(shape: Shape, x: number, y: number, look: 'full' | 'hollow'): Element {
  const paint =
    look === 'full'
      ? { class: 'mark', fill: colours.bar, stroke: colours.ground, 'stroke-width': 1.5 }
      : { class: 'mark hollow', fill: colours.ground, stroke: colours.bar, 'stroke-width': 2 }
  return element('path', { ...paint, d: shapes[shape], transform: `translate(${round(x)} ${round(y)})` })
}
