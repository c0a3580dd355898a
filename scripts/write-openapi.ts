/** Writes docs/openapi.json, docs/who-may-what.md, docs/who-sees-which-field.md, docs/instruments.md and docs/instrument*.schema.json. House rules compare them. */
import { readFileSync, writeFileSync } from 'node:fs'
import { openApiDocument } from '#server/http/openapi.ts'
import { instrumentFiles } from './instrument-files.ts'
import { instrumentTable } from './instrument-table.ts'
import { whichFields } from './which-fields.ts'
import { whoMayWhat } from './who-may-what.ts'

const root = new URL('../', import.meta.url)
const { version } = JSON.parse(readFileSync(new URL('package.json', root), 'utf8'))
writeFileSync(new URL('docs/openapi.json', root), `${JSON.stringify(openApiDocument(version), null, 2)}\n`)
writeFileSync(new URL('docs/who-may-what.md', root), whoMayWhat())
writeFileSync(new URL('docs/who-sees-which-field.md', root), whichFields())
writeFileSync(new URL('docs/instruments.md', root), instrumentTable())
for (const [name, schema] of Object.entries(instrumentFiles())) writeFileSync(new URL(`docs/${name}`, root), schema)
