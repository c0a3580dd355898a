/** A workbook read back, as numbers and texts by sheet: for tests of what writes them. */
import assert from 'node:assert/strict'
import { openZip } from '#server/organisation/zip-entries.ts'

export type ReadCell = string | number | null
export type ReadSheet = { readonly rows: readonly (readonly ReadCell[])[]; readonly xml: string }

export async function readWorkbook(bytes: Uint8Array): Promise<Readonly<Record<string, ReadSheet>>> {
  const entries = await openZip(bytes)
  assert.ok('get' in entries, 'no workbook')
  const text = async (name: string) => {
    const parts: Uint8Array[] = []
    for await (const part of entries.get(name)?.chunks() ?? assert.fail(name)) parts.push(part)
    return Buffer.concat(parts).toString('utf8')
  }
  const strings = [...(await text('xl/sharedStrings.xml')).matchAll(/<si>(.*?)<\/si>/gs)].map(([, xml = '']) => words(xml))
  const sheets = [...(await text('xl/workbook.xml')).matchAll(/<sheet ([^>]*)\/>/g)].map(([, given = '']) => {
    const attribute = (name: string) => new RegExp(`\\b${name}="([^"]*)"`).exec(given)?.[1] ?? assert.fail(name)
    return { name: attribute('name'), id: attribute('sheetId') }
  })
  const read = sheets.map(async ({ name, id }): Promise<[string, ReadSheet]> => {
    const xml = await text(`xl/worksheets/sheet${id}.xml`)
    return [
      unescape(name),
      { rows: [...xml.matchAll(/<row [^>]*?(?:\/>|>(.*?)<\/row>)/gs)].map(([, cells = '']) => rowOf(cells, strings)), xml },
    ]
  })
  return Object.fromEntries(await Promise.all(read))
}

function rowOf(cells: string, strings: readonly string[]): readonly ReadCell[] {
  const row: ReadCell[] = []
  for (const [, reference = '', rest = '', inner = ''] of cells.matchAll(/<c r="([A-Z]+)\d+"([^>]*?)(?:\/>|>(.*?)<\/c>)/gs)) {
    const value = /<v>(.*?)<\/v>/s.exec(inner)?.[1]
    assert.doesNotMatch(inner, /<f[ >]/, 'a cell is a formula')
    const place = [...reference].reduce((sum, letter) => sum * 26 + letter.charCodeAt(0) - 64, 0) - 1
    row[place] = value === undefined ? null : rest.includes('t="s"') ? (strings[Number(value)] ?? null) : Number(value)
  }
  return Array.from(row, (cell) => cell ?? null)
}

function words(xml: string): string {
  return unescape([...xml.matchAll(/<t[^>]*>(.*?)<\/t>/gs)].map(([, part]) => part).join(''))
}

function unescape(xml: string): string {
  return xml.replaceAll('&lt;', '<').replaceAll('&gt;', '>').replaceAll('&quot;', '"').replaceAll('&apos;', "'").replaceAll('&amp;', '&')
}
