/** What only some questionnaires need is fetched when they do, before the first question, and never in the midst of answering. */
import { useEffect, useState } from 'react'
import type { Item } from '#domain/questionnaire/questionnaire.ts'
import type { Pictogram } from '../pictogram/pictogram.tsx'
import type { GridQuestion, TypedQuestion } from './rare.tsx'

export type Parts = {
  readonly rare?: { readonly GridQuestion: typeof GridQuestion; readonly TypedQuestion: typeof TypedQuestion }
  readonly pictograms?: { readonly Pictogram: typeof Pictogram }
}

type Asked = Pick<Item, 'kind' | 'grid' | 'pictogram'>

let fetched: Parts = {}

const rareKinds: readonly Item['kind'][] = ['number', 'clock', 'month', 'text']

/** Fetches what these items need; rejects when it can't be fetched, and is then worth another try. */
export async function fetchParts(items: readonly Asked[]): Promise<Parts> {
  const needsRare = !fetched.rare && items.some(({ kind, grid }) => grid !== undefined || rareKinds.includes(kind))
  const needsPictograms = !fetched.pictograms && items.some(({ pictogram }) => pictogram !== undefined)
  const [rare, pictograms] = await Promise.all([
    needsRare ? import('./rare.tsx') : fetched.rare,
    needsPictograms ? import('../pictogram/pictogram.tsx') : fetched.pictograms,
  ])
  fetched = { ...(rare && { rare }), ...(pictograms && { pictograms }) }
  return fetched
}

/** What has been fetched, and, where nobody did so before, what these items need as soon as it is there. */
export function useParts(items: readonly Asked[]): Parts {
  const [parts, setParts] = useState(fetched)
  useEffect(() => {
    // Without them the question still stands, with its words; the next page asks again.
    fetchParts(items).then(setParts, () => undefined)
  }, [items.map(({ kind, grid, pictogram }) => `${kind} ${grid} ${pictogram}`).join()])
  return parts
}
