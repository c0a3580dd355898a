/**
 * Whether a MeMo message is valid by the official schema, where the installation has it: Digitaliseringsstyrelsen publishes
 * the XSD files for 1.1 and they are not ours to pass on. Without them the message is not called valid.
 */
import { readdir, readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { validateXML } from 'xmllint-wasm'

export type MemoCheck =
  | { readonly verdict: 'valid' }
  | { readonly verdict: 'invalid'; readonly faults: readonly string[] }
  | { readonly verdict: 'notValidated'; readonly why: 'noSchema' | 'schemaUnreadable' }

/** Checks messages by the schema in this directory; undefined where the installation has none. */
export async function checkMemo(messages: readonly string[], schemaDirectory: string | undefined): Promise<MemoCheck> {
  if (schemaDirectory === undefined) return { verdict: 'notValidated', why: 'noSchema' }
  const schema = await readSchema(schemaDirectory)
  if (schema === undefined) return { verdict: 'notValidated', why: 'schemaUnreadable' }
  const { valid, errors } = await validateXML({
    xml: messages.map((contents, place) => ({ fileName: `message-${place + 1}.xml`, contents })),
    schema: [schema.main],
    preload: [...schema.others],
  })
  // What the validator says quotes the message: only where and which rule is passed on.
  return valid ? { verdict: 'valid' } : { verdict: 'invalid', faults: errors.map(({ loc }) => `line ${loc?.lineNumber ?? '?'}`) }
}

type SchemaFile = { readonly fileName: string; readonly contents: string }

/** The file that declares `Message` in MeMo's namespace, and whatever it may import. */
async function readSchema(directory: string): Promise<{ readonly main: SchemaFile; readonly others: readonly SchemaFile[] } | undefined> {
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
