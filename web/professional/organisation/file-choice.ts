/** What can be said about a chosen file before it is sent. */

/** The server's limit on a roster file. */
const limitBytes = 32 * 1024 * 1024

export type FileFault = 'tooLarge' | 'empty'

/** What the file is, is for the server to find out: it knows more formats than a name tells. */
export function faultOfFile(size: number): FileFault | undefined {
  if (size === 0) return 'empty'
  return size > limitBytes ? 'tooLarge' : undefined
}
