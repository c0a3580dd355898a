/** Keys in the environment, for installations whose secrets are handed out so. Read alone: rotating and shredding need a store that can be written. */
import { createHash } from 'node:crypto'
import { StartRefusal } from '#database/start-refusal.ts'
import type { KeyStore } from './key-store.ts'

/** What KEY holds: the text of a key file, as it is or in base64. */
export function keyInEnvironment(value: string): KeyStore {
  const text = /^[\s]*(\{|[0-9a-f]{64}\s*$)/.test(value) ? value : Buffer.from(value, 'base64').toString('utf8')
  const version = createHash('sha256').update(text).digest('hex')
  return {
    name: 'miljøvariablen KEY',
    version: async () => version,
    read: async () => ({ text, version }),
    isWritable: async () => false,
    async write() {
      throw new StartRefusal(
        'Nøglen i miljøvariablen KEY kan ikke skrives herfra: læg den i en fil, kør kommandoen med KEY_FILE, og sæt KEY til filens nye indhold',
        'KEY cannot be written from here: put it in a file, run the command with KEY_FILE, and set KEY to what the file holds then',
      )
    },
  }
}
