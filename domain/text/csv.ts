/**
 * Writing a table that opens in a spreadsheet and does nothing there. A cell that begins as a formula does is given an
 * apostrophe (OWASP, "CSV Injection"; CVE-2021-41270), also behind blanks and in full-width signs.
 */

const formulaStart = /^\s*[=+\-@|%\uff1d\uff0b\uff0d\uff20]/
const controlStart = /^[\t\r\n]/

/** One cell, quoted, and harmless. */
export function csvCell(value: string | number | null): string {
  if (typeof value === 'number') return `"${value}"`
  const text = value ?? ''
  const safe = formulaStart.test(text) || controlStart.test(text) ? `'${text}` : text
  return `"${safe.replaceAll('"', '""')}"`
}

/** Semicolons and a mark of the encoding, as a Danish spreadsheet reads it. */
export function csvOf(heading: readonly string[], rows: readonly (readonly (string | number | null)[])[]): string {
  return `\ufeff${[heading, ...rows].map((row) => row.map(csvCell).join(';')).join('\r\n')}\r\n`
}
