/**
 * Reading XML that a stranger may have written: one strict reading into a small tree. What SAML has no use for is
 * refused rather than understood, for attacks live in what two readers understand differently.
 */
import { SaxesParser } from 'saxes'

export type Element = {
  /** Without prefix. */
  readonly name: string
  readonly namespace: string
  /** By name as written, with prefix. */
  readonly attributes: Readonly<Record<string, string>>
  readonly children: readonly Element[]
  /** Text directly inside. */
  readonly text: string
  /** Where it stands in the text that was read. */
  readonly from: number
  readonly to: number
}

/** Why a document is not read. */
export class UnreadableXml extends Error {}

export type XmlLimits = { readonly characters: number; readonly depth: number; readonly elements: number }

const usual: XmlLimits = { characters: 256 * 1024, depth: 32, elements: 2_000 }

/** Names of attributes that may be pointed at by a signature. */
const idNames = ['ID', 'Id', 'id', 'xml:id']

/**
 * The root of a document. Throws `UnreadableXml` at a DOCTYPE, an entity of one's own, a comment, a CDATA section, a
 * processing instruction, an id that occurs twice, and at anything too large, too deep or not well-formed.
 */
export function readXml(document: string, limits: XmlLimits = usual): Element {
  if (document.length > limits.characters) throw new UnreadableXml('too large')
  type Open = { -readonly [K in keyof Element]: Element[K] } & { children: Element[] }
  const parser = new SaxesParser({ xmlns: true, position: true })
  const open: Open[] = []
  const ids = new Set<string>()
  let root: Open | undefined
  let elements = 0
  let tagStart = 0
  const refuse = (what: string) => () => {
    throw new UnreadableXml(what)
  }
  parser.on('error', refuse('not well-formed'))
  parser.on('doctype', refuse('a DOCTYPE'))
  parser.on('comment', refuse('a comment'))
  parser.on('cdata', refuse('a CDATA section'))
  parser.on('processinginstruction', refuse('a processing instruction'))
  parser.on('opentagstart', () => {
    tagStart = document.lastIndexOf('<', parser.position - 1)
  })
  parser.on('opentag', ({ local, uri, attributes }) => {
    elements += 1
    if (elements > limits.elements || open.length >= limits.depth) throw new UnreadableXml('too deep or too many elements')
    const read: Record<string, string> = Object.create(null)
    for (const { name, value } of Object.values(attributes)) {
      if (idNames.includes(name)) {
        if (ids.has(value)) throw new UnreadableXml('an id occurs twice')
        ids.add(value)
      }
      read[name] = value
    }
    const element: Open = { name: local, namespace: uri, attributes: read, children: [], text: '', from: tagStart, to: 0 }
    open.at(-1)?.children.push(element)
    open.push(element)
    root ??= element
  })
  parser.on('text', (text) => {
    const inside = open.at(-1)
    if (inside) inside.text += text
  })
  parser.on('closetag', () => {
    const closed = open.pop()
    if (closed) closed.to = parser.position
  })
  parser.write(document).close()
  if (!root) throw new UnreadableXml('no element')
  return root
}

/** The children of this name; in SAML names are told apart by their namespace. */
export function childrenOf(parent: Element | undefined, namespace: string, name: string): readonly Element[] {
  return parent?.children.filter((child) => child.name === name && child.namespace === namespace) ?? []
}

/** The one child of this name; undefined when there is none, or more than one. */
export function onlyChild(parent: Element | undefined, namespace: string, name: string): Element | undefined {
  const found = childrenOf(parent, namespace, name)
  return found.length === 1 ? found[0] : undefined
}

/** Everything of this name below, however deep, whatever its namespace. */
export function below(parent: Element, name: string): readonly Element[] {
  return parent.children.flatMap((child) => [...(child.name === name ? [child] : []), ...below(child, name)])
}

/** Whatever is put in becomes text: for the little XML that is written here. */
export function escapeXml(text: string): string {
  return text.replace(/[&<>"']/g, (character) => `&#${character.charCodeAt(0)};`)
}
