/** Prints how hard each questionnaire is to read: one line each. `node scripts/reading-age.ts` */
import { readdirSync, readFileSync } from 'node:fs'
import { readingAge, readingLine } from '#domain/questionnaire/reading-age.ts'

const folder = new URL('../content/questionnaires/', import.meta.url)
const read = (file: string) => JSON.parse(readFileSync(new URL(file, folder), 'utf8'))

for (const code of readdirSync(folder).toSorted()) {
  const { version } = read(`${code}/questionnaire.json`)
  process.stdout.write(`${readingLine(code, version, readingAge(read(`${code}/text.da.json`)))}\n`)
}
