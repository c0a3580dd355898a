import { readdirSync, readFileSync, writeFileSync } from 'node:fs'
import { parseArgs } from 'node:util'
import { StartRefusal } from '#database/start-refusal.ts'
import { exportFhir } from '#domain/questionnaire/fhir-export.ts'
import { importFhir } from '#domain/questionnaire/fhir-import.ts'
import type { NotCarried } from '#domain/questionnaire/fhir.ts'
import { Questionnaire, QuestionnaireTexts } from '#domain/questionnaire/questionnaire-schema.ts'
import { respondentLanguages } from '#domain/text/text.ts'
import { complain, say } from '../log.ts'
import type { Verb } from './verb.ts'

const content = new URL('../../content/questionnaires/', import.meta.url)

export const fhir: Verb = {
  summary: 'write a questionnaire as FHIR R4, or read what of a file can be asked, without a database',
  help: `  boernungeliv fhir export <questionnaire> [--out <file>]
  boernungeliv fhir check <file>

  export   a folder of content/questionnaires as a FHIR R4 Questionnaire, with all its languages
  check    reads a FHIR R4 Questionnaire of any system, and lists what would not come along; changes nothing

The secretariat imports such a file on the page of questionnaires, where it becomes a draft.
Exit code 0 when everything comes along, 1 when something does not, 2 when the command was not understood.`,
  async run(args) {
    const { positionals, values } = parseArgs({ args, options: { out: { type: 'string' } }, allowPositionals: true })
    const [verb, what, ...more] = positionals
    if (verb === 'export' && what !== undefined && more.length === 0) return writeOut(what, values.out)
    if (verb === 'check' && what !== undefined && more.length === 0) return check(what)
    complain('Skriv boernungeliv fhir export <spørgeskema> eller boernungeliv fhir check <fil> (--help)')
    return 2
  },
}

function writeOut(code: string, out: string | undefined): number {
  if (!readdirSync(content).includes(code))
    throw new StartRefusal(`Der er intet spørgeskema "${code}" i content/questionnaires`, `there is no questionnaire "${code}"`)
  const of = (file: string): unknown => JSON.parse(readFileSync(new URL(`${code}/${file}`, content), 'utf8'))
  const there = readdirSync(new URL(code, content))
  const { resource, notCarried } = exportFhir(
    Questionnaire.parse(of('questionnaire.json')),
    QuestionnaireTexts.parse(
      Object.fromEntries(
        respondentLanguages
          .filter((language) => there.includes(`text.${language}.json`))
          .map((language) => [language, of(`text.${language}.json`)]),
      ),
    ),
  )
  const written = JSON.stringify(resource, null, 2)
  if (out === undefined) say(written)
  else writeFileSync(out, `${written}\n`)
  // Beside the file, never in it: standard output may be piped.
  for (const line of linesOf(notCarried)) complain(line)
  return 0
}

function check(path: string): number {
  const found = importFhir(readFile(path))
  if ('refused' in found)
    throw new StartRefusal(
      found.refused === 'not-a-questionnaire'
        ? `Filen er ikke et FHIR R4-spørgeskema (${found.at || 'øverst'})`
        : 'Der er ingen spørgsmål i filen, som kan stilles her',
      found.refused === 'not-a-questionnaire' ? `not a FHIR R4 Questionnaire (${found.at || 'top'})` : 'nothing in it can be asked here',
    )
  const { questionnaire, texts, notCarried } = found
  say(`${questionnaire.code} ${questionnaire.version}: ${questionnaire.items.length} spørgsmål på ${Object.keys(texts).join(', ')}`)
  for (const line of linesOf(notCarried)) say(line)
  return notCarried.length === 0 ? 0 : 1
}

function readFile(path: string): unknown {
  let text: string
  try {
    text = readFileSync(path, 'utf8')
  } catch {
    throw new StartRefusal(`Filen ${path} kan ikke læses`, `cannot read ${path}`)
  }
  try {
    return JSON.parse(text)
  } catch {
    throw new StartRefusal(`Filen ${path} er ikke JSON`, `${path} is not JSON`)
  }
}

/** The page of questionnaires says the same (`web/professional/questionnaire/moving.tsx`). */
const danish: Readonly<Record<string, string>> = JSON.parse(
  readFileSync(new URL('../../content/texts/questionnaire.da.json', import.meta.url), 'utf8'),
)

function linesOf(notCarried: readonly NotCarried[]): readonly string[] {
  return notCarried.map(({ at, what, found }) => `  ${at}: ${danish[`questionnaire.moving.what.${what}`] ?? what} (${found})`)
}
