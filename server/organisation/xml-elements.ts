/**
 * Reads XML as a stream, an element at a time: what stands inside a chosen element is handed over whole, what stands
 * around it is only walked through. So memory holds one person, not a municipality.
 *
 * The parser knows the five predefined entities and no others. A DOCTYPE is refused, whatever is in it; depth, text,
 * attributes and elements have limits that no export comes near.
 */
import { setImmediate as letOthersIn } from 'node:timers/promises'
import { SaxesParser, type SaxesTagNS } from 'saxes'
import type { Element } from '#domain/organisation/element.ts'
import { finding, type RosterFinding } from '#domain/organisation/roster.ts'

export const xmlLimits = {
  depth: 24,
  textCharacters: 40_000,
  attributes: 40,
  attributeCharacters: 2_000,
  /** In one element that is handed over. */
  elementsInside: 50_000,
  elements: 30_000_000,
  /** Without meeting a tag. */
  charactersBetweenTags: 1_000_000,
} as const

/** What is met on the way: an element that begins, one that ends, or one that is handed over whole. */
export type XmlEvent =
  | { readonly what: 'begins' | 'ends'; readonly name: string; readonly namespace: string; readonly line: number }
  | { readonly what: 'whole'; readonly element: Element }

type Open = {
  readonly name: string
  readonly line: number
  readonly attributes: ReadonlyMap<string, string>
  text: string
  children: Element[]
}

/** Why reading stops: where, and by which name it is told. */
class Stop extends Error {
  readonly finding: RosterFinding
  constructor(reason: RosterFinding) {
    super(reason.name)
    this.finding = reason
  }
}

/**
 * Some events at a time, in the order of the file; returns a finding when the rest cannot be read. `isWhole` says which
 * elements are handed over whole.
 */
export async function* readXml(
  chunks: AsyncIterable<Uint8Array>,
  isWhole: (name: string) => boolean,
): AsyncGenerator<readonly XmlEvent[], RosterFinding | undefined> {
  const decoder = new TextDecoder('utf-8', { fatal: true })
  const parser = new SaxesParser({ xmlns: true })
  const stop = (name: Parameters<typeof finding>[1]): never => {
    throw new Stop(finding(parser.line, name))
  }
  let events: XmlEvent[] = []
  let open: Open[] = []
  let depth = 0
  let elements = 0
  let inside = 0
  let sinceTag = 0

  parser.on('doctype', () => stop('xml-declares-entities'))
  parser.on('xmldecl', ({ encoding }) => {
    if (encoding !== undefined && !/^utf-?8$/i.test(encoding)) stop('text-not-utf8')
  })
  parser.on('opentag', (tag) => {
    sinceTag = 0
    depth += 1
    elements += 1
    const attributes = Object.values(tag.attributes)
    if (
      depth > xmlLimits.depth ||
      elements > xmlLimits.elements ||
      attributes.length > xmlLimits.attributes ||
      attributes.some(({ value }) => value.length > xmlLimits.attributeCharacters)
    )
      stop('xml-beyond-limits')
    if (open.length === 0 && !isWhole(tag.local)) {
      events.push({ what: 'begins', name: tag.local, namespace: tag.uri, line: parser.line })
      return
    }
    inside = open.length === 0 ? 1 : inside + 1
    if (inside > xmlLimits.elementsInside) stop('xml-beyond-limits')
    open.push({ name: tag.local, line: parser.line, attributes: plainAttributes(tag), text: '', children: [] })
  })
  const addText = (text: string): void => {
    const place = open.at(-1)
    if (place === undefined) return
    place.text += text
    if (place.text.length > xmlLimits.textCharacters) stop('xml-beyond-limits')
  }
  parser.on('text', addText)
  parser.on('cdata', addText)
  parser.on('closetag', (tag) => {
    sinceTag = 0
    depth -= 1
    const element = open.pop()
    if (element === undefined) events.push({ what: 'ends', name: tag.local, namespace: tag.uri, line: parser.line })
    else if (open.length === 0) events.push({ what: 'whole', element })
    else open.at(-1)?.children.push(element)
  })

  try {
    for await (const chunk of chunks) {
      const text = decode(decoder, chunk, parser.line)
      sinceTag += text.length
      parser.write(text)
      if (sinceTag > xmlLimits.charactersBetweenTags) stop('xml-beyond-limits')
      if (events.length > 0) yield events
      events = []
      await letOthersIn()
    }
    parser.write(decode(decoder, undefined, parser.line))
    parser.close()
    if (events.length > 0) yield events
    return undefined
  } catch (error) {
    if (error instanceof Stop) return error.finding
    // NOTE: the parser's messages quote the file, so only the place goes on. They begin with it: "12:7: …".
    if (error instanceof Error && /^\d+:\d+: /.test(error.message)) {
      return finding(parser.line, 'xml-broken', { column: String(parser.column + 1) })
    }
    throw error
  } finally {
    open = []
  }
}

/** Attributes by their local names; declarations of namespaces are not among them. */
function plainAttributes({ attributes }: SaxesTagNS): ReadonlyMap<string, string> {
  const own = Object.values(attributes).filter(({ prefix, name }) => prefix !== 'xmlns' && name !== 'xmlns')
  return new Map(own.map(({ local, value }) => [local, value]))
}

function decode(decoder: InstanceType<typeof TextDecoder>, chunk: Uint8Array | undefined, line: number): string {
  try {
    return chunk === undefined ? decoder.decode() : decoder.decode(chunk, { stream: true })
  } catch {
    const before = new TextDecoder().decode(chunk).split('\uFFFD')[0] ?? ''
    throw new Stop(finding(line + before.split('\n').length - 1, 'text-not-utf8'))
  }
}

/** Bytes in memory, some at a time: the parser would otherwise keep the process to itself. */
export async function* inChunks(bytes: Uint8Array, size = 64 * 1024): AsyncGenerator<Uint8Array> {
  for (let from = 0; from < bytes.byteLength; from += size) yield bytes.subarray(from, from + size)
}
