/** What only some questionnaires need is fetched when they do, before the first question, and never in the midst of answering. */
import { useEffect, useState } from 'react'
import type { Item } from '#domain/questionnaire/questionnaire.ts'
import type { GridQuestion, Pictogram, TypedQuestion } from './rare.tsx'

export type Rare = {
  readonly GridQuestion: typeof GridQuestion
  readonly Pictogram: typeof Pictogram
  readonly TypedQuestion: typeof TypedQuestion
}

type Asked = Pick<Item, 'kind' | 'grid' | 'pictogram'>

let rare: Rare | undefined

const rareKinds: readonly Item['kind'][] = ['number', 'clock', 'month', 'text']

/** Fetches what these items need; rejects when it can't be fetched, and is then worth another try. */
export async function fetchParts(items: readonly Asked[]): Promise<void> {
  const isNeeded = items.some((item) => item.grid !== undefined || item.pictogram !== undefined || rareKinds.includes(item.kind))
  // One part, not several: each would share the runtime with the first script, and split it.
  if (isNeeded) rare ??= await import('./rare.tsx')
}

/** What has been fetched, and, where nobody did so before, what these items need as soon as it is there. */
export function useParts(items: readonly Asked[]): { readonly rare?: Rare | undefined } {
  const [, show] = useState(0)
  const kinds = items.map(({ kind, grid, pictogram }) => `${kind} ${grid} ${pictogram}`).join()
  useEffect(() => {
    // Without them the question still stands, with its words; the next page asks again.
    if (!rare)
      fetchParts(items).then(
        () => show(1),
        () => undefined,
      )
  }, [kinds])
  return { rare }
}
