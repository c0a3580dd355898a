/** What the catalogue shows, as the address bar says it. */
import type { z } from 'zod'
import { listInterventions } from '#api/intervention.ts'
import { type Facet, facetNames } from '#domain/intervention/facet.ts'
import { addresses } from '../shell/navigation.ts'

export type CatalogueChoice = z.output<typeof listInterventions.query>

/** The choice in an address; what cannot be chosen is passed over. */
export function readCatalogueChoice(search: string): CatalogueChoice {
  const said = Object.fromEntries(new URLSearchParams(search))
  const read = listInterventions.query.safeParse(said)
  return read.success ? read.data : { q: (said['q'] ?? '').slice(0, 100) }
}

/** The address of a choice, with nothing in it that lets everything through. */
export function catalogueAddress(choice: Partial<CatalogueChoice>): string {
  const parts = (['q', ...facetNames] as const).flatMap((name) => {
    const value = choice[name]
    return value === undefined || value === '' ? [] : [`${name}=${encodeURIComponent(value)}`]
  })
  return addresses.intervention + (parts.length === 0 ? '' : `?${parts.join('&')}`)
}

/** The choice with one facet set, or open when the value is ''. */
export function withFacet(choice: CatalogueChoice, facet: Facet, value: string): CatalogueChoice {
  return { ...choice, [facet]: value === '' ? undefined : value }
}

/** How many facets narrow. */
export function countChosen(choice: CatalogueChoice): number {
  return facetNames.filter((facet) => choice[facet] !== undefined).length
}

/** What goes to the server: nothing that is undefined, for it would be written out. */
export function catalogueQuery(choice: CatalogueChoice): CatalogueChoice {
  return Object.fromEntries(Object.entries(choice).filter(([, value]) => value !== undefined && value !== '')) as CatalogueChoice
}
