/**
 * Exclusive XML canonicalisation (W3C, Exclusive XML Canonicalization 1.0, 2002) as a stream: what an XML signature is
 * over. What is read of a signed answer is this form and nothing else, so that nobody can show one document to the
 * check and another to the reader.
 */
import { setImmediate as letOthersIn } from 'node:timers/promises'
import { SaxesParser, type SaxesTagNS } from 'saxes'

const charactersAtOnce = 64 * 1024

/** An element to be written out, and where to: by the value of its `Id`, or by its place (`Envelope/Header/…`). */
export type Wanted = {
  readonly isIt: (element: { readonly id: string | undefined; readonly path: string }) => boolean
  /** Prefixes that are written though nothing uses them (`InclusiveNamespaces`); `#default` is the one without a name. */
  readonly prefixes: readonly string[]
  readonly write: (part: string) => void
}

type Namespaces = ReadonlyMap<string, string>
type Writing = { readonly wanted: Wanted; readonly rendered: Namespaces[] }

/** Throws what the parser throws; comments are left out, and a DOCTYPE or an instruction is refused. */
export async function canonicalise(document: string, wanted: readonly Wanted[]): Promise<void> {
  const parser = new SaxesParser({ xmlns: true })
  const path: string[] = []
  const scopes: Namespaces[] = [new Map()]
  let writing: Writing[] = []
  const refuse = (what: string) => () => {
    throw new Error(`1:1: ${what}`)
  }
  parser.on('doctype', refuse('a DOCTYPE'))
  parser.on('processinginstruction', refuse('an instruction'))
  parser.on('opentag', (tag) => {
    path.push(tag.local)
    const scope = scopeOf(tag, scopes.at(-1) ?? new Map())
    scopes.push(scope)
    const element = { id: idOf(tag), path: path.join('/') }
    for (const one of wanted) if (one.isIt(element)) writing.push({ wanted: one, rendered: [new Map()] })
    for (const { wanted: one, rendered } of writing) {
      const { text, now } = startTag(tag, scope, rendered.at(-1) ?? new Map(), one.prefixes)
      rendered.push(now)
      one.write(text)
    }
  })
  const write = (text: string) => {
    for (const { wanted: one } of writing) one.write(escapeText(text))
  }
  parser.on('text', write)
  parser.on('cdata', write)
  parser.on('closetag', ({ name }) => {
    path.pop()
    scopes.pop()
    for (const { wanted: one, rendered } of writing) {
      one.write(`</${name}>`)
      rendered.pop()
    }
    writing = writing.filter(({ rendered }) => rendered.length > 1)
  })
  for (let from = 0; from < document.length; from += charactersAtOnce) {
    parser.write(document.slice(from, from + charactersAtOnce))
    await letOthersIn()
  }
  parser.close()
}

/** What signatures point at: an attribute `Id`, whichever namespace it is in, or one of its other spellings. */
export function idOf({ attributes }: SaxesTagNS): string | undefined {
  return Object.values(attributes).find(({ local }) => /^id$/i.test(local))?.value
}

function scopeOf({ attributes }: SaxesTagNS, outer: Namespaces): Namespaces {
  const own = Object.values(attributes).flatMap(({ name, prefix, local, value }) =>
    name === 'xmlns' ? [['', value] as const] : prefix === 'xmlns' ? [[local, value] as const] : [],
  )
  return own.length === 0 ? outer : new Map([...outer, ...own])
}

/** The start tag with the namespaces it needs that no element written around it has said. */
function startTag(
  { name, prefix, attributes }: SaxesTagNS,
  scope: Namespaces,
  before: Namespaces,
  inclusive: readonly string[],
): { readonly text: string; readonly now: Namespaces } {
  const plain = Object.values(attributes).filter((one) => one.name !== 'xmlns' && one.prefix !== 'xmlns')
  const used = new Set([prefix, ...plain.flatMap((one) => (one.prefix === '' ? [] : [one.prefix]))])
  for (const one of inclusive) {
    const listed = one === '#default' ? '' : one
    if (scope.has(listed)) used.add(listed)
  }
  used.delete('xml')
  const fresh = [...used].filter((one) => (scope.get(one) ?? '') !== (before.get(one) ?? '')).toSorted(order)
  const namespaces = fresh.map((one) => ` xmlns${one === '' ? '' : `:${one}`}="${escapeAttribute(scope.get(one) ?? '')}"`)
  const others = plain
    .toSorted((a, b) => order(a.uri, b.uri) || order(a.local, b.local))
    .map((one) => ` ${one.name}="${escapeAttribute(one.value)}"`)
  const now = fresh.length === 0 ? before : new Map([...before, ...fresh.map((one) => [one, scope.get(one) ?? ''] as const)])
  return { text: `<${name}${namespaces.join('')}${others.join('')}>`, now }
}

function escapeText(text: string): string {
  return text.replace(/[&<>\r]/g, (sign) => ({ '&': '&amp;', '<': '&lt;', '>': '&gt;' })[sign] ?? '&#xD;')
}

const inAttributes: Readonly<Record<string, string>> = { '&': '&amp;', '<': '&lt;', '"': '&quot;', '\t': '&#x9;', '\n': '&#xA;' }

function escapeAttribute(value: string): string {
  return value.replace(/[&<"\t\n\r]/g, (sign) => inAttributes[sign] ?? '&#xD;')
}

function order(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0
}
