/**
 * Reads the slips as a teacher does: from the printed document. Knows as much of PDF as Typst writes: pages
 * whose glyphs are numbered anew in each font, and maps from those numbers back to letters.
 */
import { inflateSync } from 'node:zlib'

export type Slip = { readonly name: string; readonly code: string; readonly slip: string }

/** Name, the lesson's code and the pupil's own, without the spaces between their halves; in the order printed. */
export function slipsInPdf(pdf: Uint8Array): readonly Slip[] {
  const lines = linesInPdf(pdf)
  return lines.flatMap((line, place) => {
    if (line !== 'Klassens kode') return []
    const [name = '', code = '', slip = ''] = [lines[place - 4], lines[place + 1], lines[place + 3]]
    return [{ name, code: code.replaceAll(' ', ''), slip: slip.replaceAll(' ', '') }]
  })
}

/** Pieces of text in the order they are drawn. */
export function linesInPdf(pdf: Uint8Array): readonly string[] {
  const objects = objectsIn(Buffer.from(pdf).toString('latin1'))
  const letters = new Map<string, Map<number, string>>()
  const lines: string[] = []
  for (const { head } of objects.values()) {
    if (!/\/Type \/Page\b(?!s)/.test(head)) continue
    const fonts = new Map(
      [...(/\/Font <<([^>]*)>>/.exec(head)?.[1]?.matchAll(/\/(\w+) (\d+) 0 R/g) ?? [])].map(([, name = '', id = '']) => [name, id]),
    )
    const content = objects.get(/\/Contents (\d+) 0 R/.exec(head)?.[1] ?? '')?.stream ?? ''
    for (const [, run = ''] of content.matchAll(/\bBT\b([\s\S]*?)\bET\b/g)) {
      const font = fonts.get(/\/(\w+) [\d.]+ Tf/.exec(run)?.[1] ?? '') ?? ''
      const known = letters.get(font) ?? lettersOf(objects, font)
      letters.set(font, known)
      lines.push(
        [...run.matchAll(/\(((?:\\[\s\S]|[^\\)])*)\)/g)]
          .flatMap(([, string = '']) => glyphsOf(string))
          .map((glyph) => known.get(glyph) ?? '\uFFFD')
          .join('')
          .trim(),
      )
    }
  }
  return lines.filter((line) => line !== '')
}

type Objects = ReadonlyMap<string, { readonly head: string; readonly stream: string }>

function objectsIn(text: string): Objects {
  const objects = new Map<string, { head: string; stream: string }>()
  for (const match of text.matchAll(/(?:^|\n)(\d+) 0 obj\n/g)) {
    const start = match.index + match[0].length
    const end = text.indexOf('endobj', start)
    // Looked for within the object alone: a long document has many without.
    const within = text.slice(start, end).indexOf('stream\n')
    const [hasStream, opening] = [within >= 0, start + within]
    const head = text.slice(start, hasStream ? opening : end).replace(/\s+/g, ' ')
    objects.set(match[1] ?? '', { head, stream: hasStream ? streamAt(text, opening + 'stream\n'.length, head) : '' })
  }
  return objects
}

function streamAt(text: string, start: number, head: string): string {
  const bytes = text.slice(start, start + Number(/\/Length (\d+)/.exec(head)?.[1] ?? 0))
  return head.includes('/FlateDecode') ? inflateSync(Buffer.from(bytes, 'latin1')).toString('latin1') : bytes
}

function lettersOf(objects: Objects, font: string): Map<number, string> {
  const map = objects.get(/\/ToUnicode (\d+) 0 R/.exec(objects.get(font)?.head ?? '')?.[1] ?? '')?.stream ?? ''
  const pairs = [...map.matchAll(/beginbfchar([\s\S]*?)endbfchar/g)].flatMap(([, body = '']) => [...body.matchAll(/<(\w+)> <(\w+)>/g)])
  return new Map(
    pairs.map(([, glyph = '', letter = '']) => [Number.parseInt(glyph, 16), Buffer.from(letter, 'hex').swap16().toString('utf16le')]),
  )
}

const escapes: Readonly<Record<string, number>> = { n: 10, r: 13, t: 9, b: 8, f: 12 }

/** A literal string's bytes, two to a glyph. */
function glyphsOf(string: string): readonly number[] {
  const bytes = [...string.matchAll(/\\([0-7]{1,3})|\\([\s\S])|([\s\S])/g)].map(([, octal, escaped, plain = '']) =>
    octal !== undefined
      ? Number.parseInt(octal, 8)
      : escaped !== undefined
        ? (escapes[escaped] ?? escaped.charCodeAt(0))
        : plain.charCodeAt(0),
  )
  return Array.from({ length: bytes.length / 2 }, (_, at) => (bytes[at * 2] ?? 0) * 256 + (bytes[at * 2 + 1] ?? 0))
}
