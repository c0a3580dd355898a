/** What an instrument's README says of how far it can be trusted: the one place where that stands. */
import { readFileSync } from 'node:fs'

const told = new Map<string, readonly string[]>()

/** The paragraphs and points under "Bands and their limits" and "Known errors", without their marks. */
export function limitsOf(code: string): readonly string[] {
  const known = told.get(code)
  if (known) return known
  const readme = readFileSync(new URL(`../../content/instruments/${code}/README.md`, import.meta.url), 'utf8')
  const sections = readme.split(/^## /m).filter((section) => /^(Bands and their limits|Known errors)\n/.test(section))
  const limits = sections.flatMap((section) =>
    section
      .slice(section.indexOf('\n'))
      .split(/\n\s*\n|\n(?=- )/)
      .map((paragraph) => plain(paragraph))
      .filter((paragraph) => paragraph !== '' && !paragraph.startsWith('|')),
  )
  told.set(code, limits)
  return limits
}

function plain(markdown: string): string {
  return markdown
    .replace(/^\s*- /, '')
    .replaceAll(/\s+/g, ' ')
    .replaceAll(/\[([^\]]+)\]\([^)]+\)/g, '$1')
    .replaceAll(/[*`]/g, '')
    .trim()
}
