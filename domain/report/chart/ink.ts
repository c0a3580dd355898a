/** The colours of paper, and the fills that are told apart without them. The page's style sheet gives each class the screen's colours. */
import { type Element, element } from './element.ts'

export const colours = {
  bar: '#0b5c60',
  second: '#0b5c60',
  track: '#eceeee',
  ink: '#1c2b2d',
  muted: '#4d5b5d',
  comparison: '#8a5a00',
  ground: '#ffffff',
} as const

/**
 * From the fullest to the emptiest. Neighbours differ in how much ink they take and in how it lies, so they are
 * still two when a copier has made everything grey.
 */
const weaves = ['solid', 'hatch', 'dots', 'lines', 'empty'] as const
export type Weave = (typeof weaves)[number]

/** The fill of one of so many kinds in order, fullest first. Above five they begin again, parted by their edges. */
export function weaveOf(place: number, of: number): Weave {
  if (of <= 2) return place === 0 ? 'solid' : 'hatch'
  return weaves[place % weaves.length] ?? 'empty'
}

/** Attributes of a shape that is filled with a weave, in the drawing of this id. */
export function filled(id: string, weave: Weave): Element['attributes'] {
  const fill = weave === 'solid' ? colours.bar : weave === 'empty' ? colours.ground : `url(#${id}-${weave})`
  return { class: weave === 'hatch' ? 'bar second' : `bar${weave === 'solid' ? '' : ` woven ${weave}`}`, fill, stroke: colours.bar }
}

/** What the weaves are made of; stands once in a drawing that uses them. */
export function weaveDefinitions(id: string, used: ReadonlySet<Weave>): readonly Element[] {
  const patterns = [
    ...(used.has('hatch') ? [pattern(`${id}-hatch`, 6, 45, [line(2.5, 6)])] : []),
    ...(used.has('dots')
      ? [pattern(`${id}-dots`, 6, 45, [element('circle', { class: 'hatch-line', cx: 3, cy: 3, r: 1.4, fill: colours.bar })])]
      : []),
    ...(used.has('lines') ? [pattern(`${id}-lines`, 7, 0, [line(1.2, 7)])] : []),
  ]
  return patterns.length === 0 ? [] : [element('defs', {}, patterns)]
}

function pattern(id: string, size: number, turn: number, drawn: readonly Element[]): Element {
  return element('pattern', { id, width: size, height: size, patternUnits: 'userSpaceOnUse', patternTransform: `rotate(${turn})` }, [
    element('rect', { class: 'hatch-ground', width: size, height: size, fill: colours.ground }),
    ...drawn,
  ])
}

function line(width: number, height: number): Element {
  return element('rect', { class: 'hatch-line', width, height, fill: colours.second })
}
