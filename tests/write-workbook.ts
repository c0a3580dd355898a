/** A workbook's parts as text, each cell as it is kept in the file: for tests of what reads them. */

export type Cell =
  | { readonly text: string }
  | { readonly inline: string }
  | { readonly rich: readonly string[]; readonly aid: string }
  | { readonly number: string }
  | { readonly day: string }
  | { readonly ownDay: string }
  | { readonly formula: string; readonly value: string }
  | { readonly fault: string }
export type Sheet = { readonly name: string; readonly rows: readonly (readonly Cell[])[]; readonly state?: 'hidden' | 'veryHidden' }

const main = 'http://schemas.openxmlformats.org/spreadsheetml/2006/main'
const relations = 'http://schemas.openxmlformats.org/officeDocument/2006/relationships'

export function writeWorkbook(
  sheets: readonly Sheet[],
  { is1904 = false }: { readonly is1904?: boolean } = {},
): Record<string, Uint8Array> {
  const strings: string[] = []
  const share = (xml: string) => strings.push(`<si>${xml}</si>`) - 1
  const cell = (one: Cell, reference: string): string => {
    if ('text' in one) return `<c r="${reference}" t="s"><v>${share(`<t>${safe(one.text)}</t>`)}</v></c>`
    if ('inline' in one) return `<c r="${reference}" t="inlineStr"><is><t>${safe(one.inline)}</t></is></c>`
    if ('rich' in one) {
      const runs = one.rich.map((run) => `<r><rPr><b/></rPr><t xml:space="preserve">${safe(run)}</t></r>`)
      return `<c r="${reference}" t="s"><v>${share(`${runs.join('')}<rPh sb="0" eb="1"><t>${safe(one.aid)}</t></rPh>`)}</v></c>`
    }
    if ('number' in one) return `<c r="${reference}"><v>${one.number}</v></c>`
    if ('day' in one) return `<c r="${reference}" s="1"><v>${one.day}</v></c>`
    if ('ownDay' in one) return `<c r="${reference}" s="2"><v>${one.ownDay}</v></c>`
    if ('formula' in one) return `<c r="${reference}" t="str"><f>${safe(one.formula)}</f><v>${safe(one.value)}</v></c>`
    return `<c r="${reference}" t="e"><v>${one.fault}</v></c>`
  }
  const pages = sheets.map(({ rows }) => {
    const lines = rows.map((row, place) => {
      const cells = row.map((one, column) => cell(one, `${String.fromCharCode(65 + column)}${place + 1}`))
      return row.length === 0 ? '' : `<row r="${place + 1}">${cells.join('')}</row>`
    })
    return `<worksheet xmlns="${main}"><sheetData>${lines.join('')}</sheetData></worksheet>`
  })
  const listed = sheets.map(
    ({ name, state }, place) =>
      `<sheet name="${safe(name)}" sheetId="${place + 1}"${state === undefined ? '' : ` state="${state}"`} r:id="rId${place + 1}"/>`,
  )
  const parts = {
    '[Content_Types].xml': '<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types"/>',
    'xl/workbook.xml': `<workbook xmlns="${main}" xmlns:r="${relations}"><workbookPr date1904="${is1904 ? 1 : 0}"/><sheets>${listed.join('')}</sheets></workbook>`,
    'xl/_rels/workbook.xml.rels': `<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">${sheets
      .map((_, place) => `<Relationship Id="rId${place + 1}" Type="${relations}/worksheet" Target="worksheets/sheet${place + 1}.xml"/>`)
      .join('')}</Relationships>`,
    'xl/styles.xml': `<styleSheet xmlns="${main}"><numFmts><numFmt numFmtId="164" formatCode="[$-406]dd/mm\\-yyyy;@"/></numFmts><cellStyleXfs><xf numFmtId="14"/></cellStyleXfs><cellXfs><xf numFmtId="0"/><xf numFmtId="14"/><xf numFmtId="164"/></cellXfs></styleSheet>`,
    'xl/sharedStrings.xml': `<sst xmlns="${main}">${strings.join('')}</sst>`,
    ...Object.fromEntries(pages.map((xml, place) => [`xl/worksheets/sheet${place + 1}.xml`, xml])),
  }
  const head = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'
  return Object.fromEntries(Object.entries(parts).map(([name, xml]) => [name, Buffer.from(head + xml, 'utf8')]))
}

function safe(text: string): string {
  return text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('"', '&quot;')
}
