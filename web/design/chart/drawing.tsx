/** Puts a chart's element tree on the page. The tree is made in `domain/report/chart`, the same for screen and PDF. */
import { createElement, type ReactNode } from 'react'
import type { Element } from '#domain/report/chart/element.ts'

/** React names SVG attributes in camelCase; `aria-` and `data-` keep their hyphens, and `class` is a reserved word. */
function named(attribute: string): string {
  if (attribute === 'class') return 'className'
  if (/^(aria|data)-/.test(attribute)) return attribute
  return attribute.replace(/[-:]([a-z])/g, (_, letter: string) => letter.toUpperCase())
}

export function Drawing({ tree }: { tree: Element }): ReactNode {
  const attributes = Object.fromEntries(Object.entries(tree.attributes).map(([name, value]) => [named(name), value]))
  return createElement(
    tree.tag,
    attributes,
    ...tree.children.map((child, place) => (typeof child === 'string' ? child : <Drawing key={place} tree={child} />)),
  )
}
