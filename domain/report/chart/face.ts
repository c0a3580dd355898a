/** The faces of a question for the youngest, as small drawings beside the bars. */
import { type Element, element } from './element.ts'

/** One of so many faces, counted from 0, the saddest: the same as the child met (`web/design/faces`). */
export type Face = { readonly place: number; readonly of: number }

/** As wide and high as `size`, from its upper left corner. Brows and mouth tell it, without colour. */
export function drawFace({ place, of }: Face, left: number, top: number, size: number, ink: string): Element {
  const mood = of < 2 ? 0 : (2 * place) / (of - 1) - 1
  const brow = Math.max(0, -mood) * 4
  const corner = 43 - mood * 4
  const line = { fill: 'none', stroke: ink, 'stroke-width': 4, 'stroke-linecap': 'round' } as const
  return element('g', { class: 'face', transform: `translate(${round(left)} ${round(top)}) scale(${round(size / 64)})` }, [
    element('circle', { cx: 32, cy: 32, r: 29, ...line }),
    element('path', {
      d: `M${round(19 - mood)} ${round(corner)}Q32 ${round(43 + mood * 16)} ${round(45 + mood)} ${round(corner)}`,
      ...line,
    }),
    ...(brow > 1
      ? [element('path', { d: `M16 ${round(18 + brow / 2)}l9-${round(brow)}m23 ${round(brow)}-9-${round(brow)}`, ...line })]
      : []),
    element('path', { d: 'M22.5 26.5v1m19-1v1', ...line, 'stroke-width': 7 }),
  ])
}

function round(number: number): number {
  return Math.round(number * 1000) / 1000
}
