/** How wide words stand on paper, in the pixels of a drawing: rather too wide than too narrow, so that what is told to fit on a line does. */
import { fontSize } from '#domain/report/chart/lettering.ts'

/** In ems of IBM Plex Sans, or of its bold where that is wider. */
const ems: readonly (readonly [letters: string, em: number])[] = [
  [" .,:;'!ijl|", 0.33],
  ['()-/·frtI', 0.45],
  ['csvxyz', 0.54],
  ['aegkoåøé–', 0.57],
  ['0123456789bdhnpquü', 0.6],
  ['mwæMWÆ%@œ', 0.97],
]
const widths = new Map(ems.flatMap(([letters, em]) => [...letters].map((letter) => [letter.charCodeAt(0), em * fontSize] as const)))
/** Letters that are not named: Latin ones are as wide as a capital, and beyond them one is as wide as it is high. */
const latin = { width: 0.74 * fontSize, end: 0x250 } as const

export function paperWidthOf(words: string): number {
  let width = 0
  for (let place = 0; place < words.length; place++) {
    const letter = words.charCodeAt(place)
    width += widths.get(letter) ?? (letter < latin.end ? latin.width : fontSize)
  }
  return width
}

/** Not the one a writer has typed, which a space may follow. */
const hyphen = '\u2010'

/** Broken between words; inside one only where it is wider than a line. */
export function paperLinesOf(words: string, width: number): readonly string[] {
  if (paperWidthOf(words) <= width) return [words]
  const lines: string[] = []
  for (const word of words.split(' ').flatMap((whole) => brokenWord(whole, width))) {
    const line = lines.at(-1)
    if (line !== undefined && paperWidthOf(`${line} ${word}`) <= width) lines[lines.length - 1] = `${line} ${word}`
    else lines.push(word)
  }
  return lines
}

function brokenWord(word: string, width: number): readonly string[] {
  if (word.length < 3 || paperWidthOf(word) <= width) return [word]
  let end = 2
  while (paperWidthOf(`${word.slice(0, end + 1)}${hyphen}`) <= width) end++
  return [`${word.slice(0, end)}${hyphen}`, ...brokenWord(word.slice(end), width)]
}

/** The same with the ends of its lines, and the spaces that were there: who listens, searches or copies gets words, not lines. */
export function endedLines(lines: readonly string[]): string {
  return lines.reduce((said, line) => `${said}${said.endsWith(hyphen) ? '' : ' '}\n${line}`)
}
