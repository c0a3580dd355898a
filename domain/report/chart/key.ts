/** What the marks of a chart mean, below it, on as many lines as it takes. */
import { type Element, element } from './element.ts'
import { colours, filled, type Weave } from './ink.ts'
import { characterWidth, lineHeight, round, text, wrap } from './lettering.ts'
import { whisker } from './whisker.ts'

export type KeyEntry = {
  readonly label: string
  /** The mark, from its left edge, with the label's baseline at `y`; 14 pixels wide. */
  readonly draw: (x: number, y: number) => readonly Element[]
}

const swatch = 20

export function drawKey(
  entries: readonly KeyEntry[],
  width: number,
  top: number,
): { readonly drawn: readonly Element[]; readonly bottom: number } {
  const drawn: Element[] = []
  let left = 0
  let baseline = top + lineHeight
  for (const { label, draw } of entries) {
    const lines = wrap(label, Math.floor((width - swatch) / characterWidth))
    const needed = swatch + Math.max(...lines.map(({ length }) => length)) * characterWidth
    if (left > 0 && left + needed > width) {
      left = 0
      baseline += lineHeight + 5
    }
    drawn.push(
      element('g', { class: 'key' }, [
        ...draw(left, baseline),
        text({ class: 'key-label', fill: colours.muted }, left + swatch, baseline, lines),
      ]),
    )
    baseline += (lines.length - 1) * lineHeight
    left = round(left + needed + 20)
  }
  return { drawn, bottom: entries.length === 0 ? top : baseline + 8 }
}

export function weaveEntry(id: string, label: string, weave: Weave): KeyEntry {
  return {
    label,
    draw: (x, y) => [element('rect', { ...filled(id, weave), x, y: y - 12, width: 14, height: 14, rx: 2 })],
  }
}

export function intervalEntry(label: string): KeyEntry {
  return { label, draw: (x, y) => [whisker(x, x + 14, y - 5, 4)] }
}

/** What stands where a figure is left out. */
export function hiddenEntry(label: string): KeyEntry {
  return { label, draw: (x, y) => [blank(x, y - 12, 14, 14)] }
}

/** An empty place with a broken edge: something is here, and is not shown. */
export function blank(x: number, y: number, width: number, height: number): Element {
  return element('rect', {
    class: 'blank',
    x: round(x),
    y: round(y),
    width: round(width),
    height: round(height),
    rx: 3,
    fill: 'none',
    stroke: colours.muted,
    'stroke-dasharray': '3 3',
  })
}
