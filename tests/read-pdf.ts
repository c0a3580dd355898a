/** What stands in a PDF, read by poppler (poppler-utils): its words, its structure as a screen reader meets it, its facts. */
import { execFileSync } from 'node:child_process'
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'

/** Where poppler is not installed, a test that reads PDF says so instead of failing. */
export const withoutPoppler = isThere('pdfinfo') && isThere('pdftotext') ? false : 'poppler-utils is not installed'

/** The words as they are read; `layout` keeps what stands beside each other on one line. */
export function pdfText(pdf: Uint8Array, { layout = false } = {}): string {
  return onFile(pdf, (file) => run('pdftotext', [...(layout ? ['-layout'] : []), file, '-']))
}

/** The tags with what they hold, one a line, indented by depth. */
export function pdfStructure(pdf: Uint8Array): string {
  return onFile(pdf, (file) => run('pdfinfo', ['-struct-text', file]))
}

export function pdfFacts(pdf: Uint8Array): Readonly<Record<string, string>> {
  const lines = onFile(pdf, (file) => run('pdfinfo', [file])).split('\n')
  return Object.fromEntries(
    lines.flatMap((line) =>
      /^([^:]+):\s+(.*)$/.exec(line)?.slice(1) ? [/^([^:]+):\s+(.*)$/.exec(line)?.slice(1) as [string, string]] : [],
    ),
  )
}

/** The alternative texts of its pictures, in their order; the compiler of ours writes them outside compressed streams. */
export function pdfAlternatives(pdf: Uint8Array): readonly string[] {
  const text = Buffer.from(pdf).toString('latin1')
  return [...text.matchAll(/\/Alt (?:<FEFF([0-9A-F]*)>|\(((?:\\.|[^\\)])*)\))/g)].map(([, hexadecimal, plain = '']) =>
    hexadecimal === undefined ? plain : Buffer.from(hexadecimal, 'hex').swap16().toString('utf16le'),
  )
}

function onFile<T>(pdf: Uint8Array, work: (file: string) => T): T {
  const folder = mkdtempSync(join(tmpdir(), 'read-pdf-'))
  try {
    const file = join(folder, 'document.pdf')
    writeFileSync(file, pdf)
    return work(file)
  } finally {
    rmSync(folder, { recursive: true })
  }
}

function run(program: string, given: readonly string[]): string {
  return execFileSync(program, given, { encoding: 'utf8', stdio: ['ignore', 'pipe', 'ignore'], maxBuffer: 64 * 1024 * 1024 })
}

function isThere(program: string): boolean {
  try {
    run(program, ['-v'])
    return true
  } catch {
    return false
  }
}
