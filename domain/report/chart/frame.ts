/** What every chart stands in: its size, its name and description for those who do not see it, and which way it reads. */
import { type Element, element } from './element.ts'
import { fontSize } from './lettering.ts'

export type Direction = 'ltr' | 'rtl'

export type Framed = {
  /** Begins every id in the drawing; unique on the page. */
  readonly id: string
  /** In pixels, as wide as it will be shown: text is not scaled. */
  readonly width: number
  readonly title: string
  /** All that the drawing shows, as words. */
  readonly description: string
  /** From the right for a page that is read from there. */
  readonly direction?: Direction | undefined
}

/** `name` is the drawing's class. */
export function frame(
  { id, width, title, description, direction = 'ltr' }: Framed,
  name: string,
  height: number,
  drawn: readonly Element[],
): Element {
  const high = Math.ceil(height)
  return element(
    'svg',
    {
      xmlns: 'http://www.w3.org/2000/svg',
      class: name,
      role: 'img',
      'aria-labelledby': `${id}-title ${id}-description`,
      width,
      height: high,
      viewBox: `0 0 ${width} ${high}`,
      direction,
      'font-family': 'IBM Plex Sans, sans-serif',
      'font-size': fontSize,
    },
    [
      element('title', { id: `${id}-title` }, [title]),
      element('desc', { id: `${id}-description` }, [description]),
      ...(direction === 'rtl' ? [turned(drawn, width)] : drawn),
    ],
  )
}

/** Shapes are mirrored; words only move to the other side, where `direction` makes them begin. */
function turned(drawn: readonly Element[], width: number): Element {
  return element('g', { transform: `matrix(-1 0 0 1 ${width} 0)` }, drawn.map(upright))
}

function upright(drawn: Element): Element {
  if (drawn.tag !== 'text')
    return { ...drawn, children: drawn.children.map((child) => (typeof child === 'string' ? child : upright(child))) }
  const first = drawn.children.find((child) => typeof child !== 'string')
  const x = Number(drawn.attributes['x'] ?? first?.attributes['x'] ?? 0)
  return { ...drawn, attributes: { ...drawn.attributes, transform: `matrix(-1 0 0 1 ${2 * x} 0)` } }
}
