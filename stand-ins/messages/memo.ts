/** Reads a MeMo as its receiver would: as XML, by its namespace; and against the official schema where there is one. */
import { readdir, readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { SaxesParser } from 'saxes'
import { validateXML } from 'xmllint-wasm'
import type { Caught } from './caught.ts'

const namespace = 'https://DigitalPost.dk/MeMo-1'

/** Whom it is for, from and what it says; undefined when it is no message or not well-formed. */
export function readMemo(xml: string): Pick<Caught, 'to' | 'from' | 'title' | 'text'> | undefined {
  const texts = textsOf(xml)
  const one = (path: string) => texts?.get(path)?.[0] ?? ''
  const to = one('Message/MessageHeader/Recipient/recipientID')
  if (texts === undefined || !/^\d{10}$/.test(to) || one('Message/MessageHeader/Recipient/idType') !== 'CPR') return undefined
  const content = one('Message/MessageBody/MainDocument/File/content')
  const format = one('Message/MessageBody/MainDocument/File/encodingFormat')
  return {
    to,
    from: one('Message/MessageHeader/Sender/label'),
    title: one('Message/MessageHeader/label'),
    text: format === 'application/pdf' ? `(PDF, ${content.length} tegn)` : Buffer.from(content, 'base64').toString('utf8'),
  }
}

/** Why it would be refused. Its own id is the key it is handed over by. */
export async function faultOfMemo(xml: string, key: string, schemaDirectory: string | undefined): Promise<string | undefined> {
  if (textsOf(xml)?.get('Message/MessageHeader/messageUUID')?.[0] !== key) return 'messageUUID is not the key'
  if (schemaDirectory === undefined) return undefined
  const names = (await readdir(schemaDirectory)).filter((name) => name.toLowerCase().endsWith('.xsd'))
  const files = await Promise.all(
    names.map(async (fileName) => ({ fileName, contents: await readFile(join(schemaDirectory, fileName), 'utf8') })),
  )
  const main = files.find(({ contents }) => /<(?:\w+:)?element name="Message"/.test(contents))
  if (main === undefined) return 'no schema'
  const { valid } = await validateXML({
    xml: { fileName: 'message.xml', contents: xml },
    schema: [main],
    preload: files.filter((file) => file !== main),
  })
  return valid ? undefined : 'not valid by the schema'
}

/** The texts of a well-formed document by the path of their elements, all of MeMo's own namespace. */
function textsOf(xml: string): ReadonlyMap<string, readonly string[]> | undefined {
  const texts = new Map<string, string[]>()
  const path: string[] = []
  let said = ''
  let isSound = true
  const parser = new SaxesParser({ xmlns: true })
  parser.on('error', () => (isSound = false))
  parser.on('opentag', ({ local, uri }) => {
    if (uri !== namespace) isSound = false
    path.push(local)
    said = ''
  })
  parser.on('text', (text) => (said += text))
  parser.on('closetag', () => {
    const at = path.join('/')
    texts.set(at, [...(texts.get(at) ?? []), said])
    path.pop()
    said = ''
  })
  parser.write(xml).close()
  return isSound ? texts : undefined
}
