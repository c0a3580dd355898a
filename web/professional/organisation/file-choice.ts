/** What can be said about a chosen file before it is sent. */

/** The server's limit on a roster file. */
const limitBytes = 32 * 1024 * 1024

export type FileFault = 'tooLarge' | 'empty' | 'spreadsheet'

/** A spreadsheet is told from text by how it begins: XLSX and ODS are zip files, XLS is an OLE file. */
export function faultOfFile(size: number, beginning: Uint8Array): FileFault | undefined {
  if (size === 0) return 'empty'
  if (size > limitBytes) return 'tooLarge'
  const isZip = beginning[0] === 0x50 && beginning[1] === 0x4b
  const isOle = beginning[0] === 0xd0 && beginning[1] === 0xcf
  return isZip || isOle ? 'spreadsheet' : undefined
}
