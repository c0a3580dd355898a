/** A PDF with its compressed parts laid open, to count its pages and find its languages. */
import { inflateSync } from 'node:zlib'

export function laidOpen(pdf: Uint8Array): string {
  const file = Buffer.from(pdf)
  const parts = [file.toString('latin1')]
  for (let at = 0; (at = file.indexOf('stream\n', at)) !== -1; at += 7) {
    if (file.subarray(at - 3, at).toString() === 'end') continue
    try {
      parts.push(inflateSync(file.subarray(at + 7)).toString('latin1'))
    } catch {
      // Not compressed, or a font.
    }
  }
  return parts.join('\n')
}

export function pagesOf(pdf: Uint8Array): number {
  return laidOpen(pdf).match(/\/Type\s*\/Page\b(?!s)/g)?.length ?? 0
}
