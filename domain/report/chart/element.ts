/** A drawing as plain data: the web renders it, the server prints it. */
export type Element = {
  readonly tag: string
  /** Presentation attributes and classes, never `style`: a page's content policy allows no inline styles. */
  readonly attributes: Readonly<Record<string, string | number>>
  readonly children: readonly (Element | string)[]
}

export function element(tag: string, attributes: Element['attributes'] = {}, children: Element['children'] = []): Element {
  return { tag, attributes, children }
}
