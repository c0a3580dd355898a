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
/** Of Latin letters that are not named; beyond them a letter is as wide as it is high. */
const latin = { em: 0.74, end: 0x250 } as const

const widths = Float64Array.from({ length: latin.end }, () => latin.em * fontSize)
for (const [letters, em] of ems) for (const letter of letters) widths[letter.charCodeAt(0)] = em * fontSize

export function paperWidthOf(words: string): number {
  let width = 0
  for (let place = 0; place < words.length; place++) width += widths[words.charCodeAt(place)] ?? fontSize
  return width
}

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
  while (paperWidthOf(`${word.slice(0, end + 1)}-`) <= width) end++
  return [`${word.slice(0, end)}-`, ...brokenWord(word.slice(end), width)]
}
