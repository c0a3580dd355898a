/**
 * Writing a table that opens in a spreadsheet and does nothing there. A cell that begins as a formula does is given an
 * apostrophe (OWASP, "CSV Injection"; CVE-2021-41270), also behind blanks and in full-width signs.
 */

const formulaStart = /^\s*[=+\-@|%\uff1d\uff0b\uff0d\uff20]/
const controlStart = /^[\t\r\n]/

/** One cell, quoted, and harmless. A number is one of ours, and may begin with its sign. */
export function csvCell(value: string | number | null, decimal: '.' | ',' = '.'): string {
  if (typeof value === 'number') return `"${String(value).replace('.', decimal)}"`
  const text = value ?? ''
  const safe = formulaStart.test(text) || controlStart.test(text) ? `'${text}` : text
  return `"${safe.replaceAll('"', '""')}"`
}

type Row = readonly (string | number | null)[]

/** Semicolons and a mark of the encoding, as a Danish spreadsheet reads it; `decimal` is how it writes its fractions. */
export function csvOf(heading: readonly string[], rows: readonly Row[], decimal: '.' | ',' = '.'): string {
  return `\ufeff${linesOf([heading, ...rows], ';', decimal)}`
}

/** Commas, decimal points and no mark (RFC 4180), as programs read it; as harmless where it is opened in a spreadsheet after all. */
export function plainCsvOf(heading: readonly string[], rows: readonly Row[]): string {
  return linesOf([heading, ...rows], ',', '.')
}

function linesOf(rows: readonly Row[], separator: string, decimal: '.' | ','): string {
  return `${rows.map((row) => row.map((value) => csvCell(value, decimal)).join(separator)).join('\r\n')}\r\n`
}
