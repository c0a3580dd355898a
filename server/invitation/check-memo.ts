/**
 * Whether a MeMo message is valid by the official schema, where the installation has it: Digitaliseringsstyrelsen publishes
 * the XSD files for 1.1 and they are not ours to pass on. Without them the message is not called valid.
 */
import { readdir, readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { validateXML, type XMLValidationResult } from 'xmllint-wasm'

export type MemoCheck =
  | { readonly verdict: 'valid' }
  | { readonly verdict: 'invalid'; readonly faults: readonly string[] }
  | { readonly verdict: 'notValidated'; readonly why: 'noSchema' | 'schemaUnreadable' }

/** A letter is some hundred kilobytes, and the validator holds those it is given; a page of its memory is 64. */
const atOnce = 200

/** Checks messages by the schema in this directory; undefined where the installation has none. */
export async function checkMemo(messages: readonly string[], schemaDirectory: string | undefined): Promise<MemoCheck> {
  if (schemaDirectory === undefined) return { verdict: 'notValidated', why: 'noSchema' }
  const schema = await readSchema(schemaDirectory)
  if (schema === undefined) return { verdict: 'notValidated', why: 'schemaUnreadable' }
  const faults = new Set<string>()
  for (let first = 0; first < messages.length; first += atOnce) {
    const some = messages.slice(first, first + atOnce).map((contents, place) => ({ fileName: `${first + place + 1}.xml`, contents }))
    const result = await validate(some, schema)
    if (result === undefined) return { verdict: 'notValidated', why: 'schemaUnreadable' }
    for (const { loc, message } of result.errors) faults.add(faultOf(loc?.fileName ?? '', message))
    if (!result.valid && faults.size === 0) faults.add('unknown')
  }
  return faults.size === 0 ? { verdict: 'valid' } : { verdict: 'invalid', faults: [...faults] }
}

/** Undefined when the schema itself can't be read: then nothing is said of the messages. */
function validate(xml: readonly SchemaFile[], { main, others }: Schema): Promise<XMLValidationResult | undefined> {
  return validateXML({ xml, schema: [main], preload: [...others], initialMemoryPages: 1024, maxMemoryPages: 16_384 }).catch(() => undefined)
}

/** Which message and which element; the validator's own words quote what stands in it. */
function faultOf(fileName: string, message: string): string {
  const element = /^.*?Element '(?:\{[^}]*\})?(\w+)'/.exec(message)?.[1]
  return `message ${fileName.replace('.xml', '')}${element === undefined ? '' : `: ${element}`}`
}

type SchemaFile = { readonly fileName: string; readonly contents: string }
type Schema = { readonly main: SchemaFile; readonly others: readonly SchemaFile[] }

/** The file that declares `Message` in MeMo's namespace, and whatever it may import. */
async function readSchema(directory: string): Promise<Schema | undefined> {
  const names = (await readdir(directory).catch(() => [])).filter((name) => name.toLowerCase().endsWith('.xsd'))
  const files = await Promise.all(
    names.map(async (fileName) => ({ fileName, contents: await readFile(join(directory, fileName), 'utf8') })),
  )
  const main = files.find(
    ({ contents }) =>
      contents.includes('targetNamespace="https://DigitalPost.dk/MeMo-1"') && /<(?:\w+:)?element name="Message"/.test(contents),
  )
  return main === undefined ? undefined : { main, others: files.filter((file) => file !== main) }
}
