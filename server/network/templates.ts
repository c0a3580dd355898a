/** The template archive as it lies in content/templates, read once. */
import { readdirSync, readFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import { Template } from '#domain/network/template-schema.ts'

let read: readonly Template[] | undefined

/** Every template, in the order of their kinds and codes. Throws when a file is not one. */
export function templates(directory: string = fileURLToPath(new URL('../../content/templates', import.meta.url))): readonly Template[] {
  read ??= readdirSync(directory)
    .filter((name) => name.endsWith('.json'))
    .toSorted()
    .map((name) => Template.parse(JSON.parse(readFileSync(`${directory}/${name}`, 'utf8'))))
  return read
}
