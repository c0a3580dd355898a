/** A piece of a structured document as its reader hands it over: small, whole, and without markup. */

export type Element = {
  /** Without prefix. */
  readonly name: string
  /** Where it begins in the file. */
  readonly line: number
  readonly attributes: ReadonlyMap<string, string>
  /** What stands in it outside its children. */
  readonly text: string
  readonly children: readonly Element[]
}

/** The first child of this name. */
export function childOf(element: Element | undefined, name: string): Element | undefined {
  return element?.children.find((child) => child.name === name)
}

export function childrenOf(element: Element | undefined, name: string): readonly Element[] {
  return element?.children.filter((child) => child.name === name) ?? []
}

/** What the first child of this name holds, in one form (`tidy`); empty when there is none. */
export function textIn(element: Element | undefined, name: string): string {
  return (childOf(element, name)?.text ?? '').normalize('NFC').replace(/\s+/g, ' ').trim()
}

/** An attribute that is yes or no, as XML Schema writes it; undefined when it is missing or something else. */
export function flagOf(element: Element | undefined, name: string): boolean | undefined {
  const value = element?.attributes.get(name)?.trim()
  return value === 'true' || value === '1' ? true : value === 'false' || value === '0' ? false : undefined
}
