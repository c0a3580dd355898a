/** Words in a drawing: how wide they are likely to be, and where they break. */
import { type Element, element } from './element.ts'

export const fontSize = 15
export const lineHeight = 19

/** IBM Plex Sans is a little over half as wide as high, on average. */
export const characterWidth = fontSize * 0.53

/** As wide as the longest of these, and never narrower than so many characters. */
export function widthOf(words: readonly string[], least: number): number {
  return Math.ceil(Math.max(...words.map(({ length }) => length), least) * characterWidth)
}

/** Lines below each other, from the first one's baseline. */
export function text(attributes: Element['attributes'], x: number, y: number, lines: readonly string[]): Element {
  if (lines.length === 1) return element('text', { ...attributes, x: round(x), y: round(y) }, [lines[0] ?? ''])
  return element(
    'text',
    attributes,
    lines.map((line, index) => element('tspan', { x: round(x), y: round(y + index * lineHeight) }, [line])),
  )
}

/** Lines of at most so many characters; a longer word is broken. */
export function wrap(label: string, characters: number): readonly string[] {
  const lines: string[] = []
  for (const word of label.split(' ').flatMap((whole) => broken(whole, Math.max(4, characters)))) {
    const line = lines.at(-1)
    if (line !== undefined && !line.endsWith('-') && line.length + 1 + word.length <= characters)
      lines[lines.length - 1] = `${line} ${word}`
    else lines.push(word)
  }
  return lines
}

function broken(word: string, characters: number): readonly string[] {
  if (word.length <= characters) return [word]
  return [`${word.slice(0, characters - 1)}-`, ...broken(word.slice(characters - 1), characters)]
}

export function round(number: number): number {
  return Math.round(number * 100) / 100
}
