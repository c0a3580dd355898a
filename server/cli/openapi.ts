import { readFileSync } from 'node:fs'
import { parseArgs } from 'node:util'
import { openApiDocument } from '../http/openapi.ts'
import { say } from '../log.ts'
import type { Verb } from './verb.ts'

export const openapi: Verb = {
  summary: 'print the contract as an OpenAPI 3.1 document',
  help: 'The same document is checked in as docs/openapi.json.',
  async run(args) {
    parseArgs({ args, options: {} })
    const { version } = JSON.parse(readFileSync(new URL('../../package.json', import.meta.url), 'utf8'))
    say(JSON.stringify(openApiDocument(version), null, 2))
    return 0
  },
}
