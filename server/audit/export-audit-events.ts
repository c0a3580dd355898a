import { readFileSync } from 'node:fs'
import { exportAuditEvents } from '#api/audit.ts'
import { listAuditEvents } from '#database/audit.ts'
import { csvOf } from '#domain/text/csv.ts'
import type { Language } from '#domain/text/text.ts'
import { handle } from '../http/handle.ts'
import { namesOfActors } from './people.ts'
import { noteSearch } from './search.ts'

const atMost = 10_000

/** For a case: what the search found, in a table that a spreadsheet opens and does nothing else with. */
export const answerExportAuditEvents = handle(exportAuditEvents, async ({ tx, query: { language, ...search }, house, note }) => {
  const rows = await listAuditEvents(tx, { ...search, limit: atMost })
  const nameOf = await namesOfActors(tx, house, [...new Set(rows.map(({ actorId }) => actorId))])
  const { t, named } = textsOf(language)

  noteSearch(note, search)
  const columns = ['number', 'at', 'who', 'role', 'act', 'object', 'purpose', 'relation', 'children', 'refusal', 'times'] as const
  return new TextEncoder().encode(
    csvOf(
      columns.map((column) => t(`audit.csv.${column}`)),
      rows.map((row) => [
        row.seq,
        row.at,
        nameOf(row.actorId),
        named(['role', 'audit.role'], row.role),
        named(['audit.event', 'audit.right'], row.act),
        row.object,
        named(['purpose', 'audit.purpose'], row.purpose),
        named(['relation'], row.relation),
        row.children,
        named(['audit.refusal', 'problem'], row.refusal),
        row.times,
      ]),
    ),
  )
})

const rooms = ['audit', 'shell', 'health', 'problem']
const read = new Map<Language, Readonly<Record<string, string>>>()

/** The words of the screen, for what leaves it as a file. */
function textsOf(language: Language) {
  const texts = read.get(language) ?? readTexts(language)
  read.set(language, texts)
  return {
    t: (key: string) => texts[key] ?? key,
    /** The name of a word under the first of these that has one, or the word itself. */
    named: (prefixes: readonly string[], word: string | null) =>
      word === null ? '' : (prefixes.map((prefix) => texts[`${prefix}.${word}`]).find((text) => text !== undefined) ?? word),
  }
}

function readTexts(language: Language): Readonly<Record<string, string>> {
  return Object.assign(
    {},
    ...rooms.map((room) => JSON.parse(readFileSync(new URL(`../../content/texts/${room}.${language}.json`, import.meta.url), 'utf8'))),
  )
}
