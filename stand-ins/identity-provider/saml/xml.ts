/** Writing XML without holes, and reading it into a small tree. */
import { SaxesParser } from 'saxes'

/** A piece of XML, ready to be put into another. */
export type Xml = { readonly xml: string }
type Piece = Xml | readonly Xml[] | string | false

/** Whatever is put in becomes text; only another piece of XML stays XML. Space between tags goes, for it would be signed. */
export function xml(strings: TemplateStringsArray, ...pieces: readonly Piece[]): Xml {
  return {
    xml: strings
      .map(
        (string, place) => string.replace(/(?<=>|^)\s*\n\s*(?=<|$)/g, '') + (place < pieces.length ? written(pieces[place] ?? false) : ''),
      )
      .join(''),
  }
}

function written(piece: Piece): string {
  if (piece === false) return ''
  if (typeof piece === 'string') return piece.replace(/[&<>"']/g, (character) => `&#${character.charCodeAt(0)};`)
  return 'xml' in piece ? piece.xml : piece.map((part) => part.xml).join('')
}

export type Element = {
  /** Without prefix. */
  readonly name: string
  readonly namespace: string
  readonly attributes: Readonly<Record<string, string>>
  readonly children: readonly Element[]
  /** Text directly inside, pieces around comments joined. */
  readonly text: string
}

/** Reads a document. Throws at what is not well-formed, and at any DOCTYPE. */
export function readXml(document: string): Element {
  type Open = { -readonly [K in keyof Element]: Element[K] } & { children: Element[] }
  const parser = new SaxesParser({ xmlns: true })
  const open: Open[] = []
  let root: Element | undefined
  parser.on('error', (error) => {
    throw error
  })
  parser.on('doctype', () => {
    throw new Error('a DOCTYPE is not allowed')
  })
  parser.on('opentag', ({ local, uri, attributes }) => {
    const element: Open = {
      name: local,
      namespace: uri,
      attributes: Object.fromEntries(Object.values(attributes).map(({ name, value }) => [name, value])),
      children: [],
      text: '',
    }
    open.at(-1)?.children.push(element)
    open.push(element)
    root ??= element
  })
  parser.on('text', (text) => {
    const inside = open.at(-1)
    if (inside) inside.text += text
  })
  parser.on('closetag', () => void open.pop())
  parser.write(document).close()
  if (!root) throw new Error('there is no element')
  return root
}

/** The first child of this name; undefined when there is none. */
export function childOf(parent: Element | undefined, name: string): Element | undefined {
  return parent?.children.find((child) => child.name === name)
}

/** Everything of this name below, however deep, in the document's order. */
export function below(parent: Element, name: string): readonly Element[] {
  return parent.children.flatMap((child) => [...(child.name === name ? [child] : []), ...below(child, name)])
}
