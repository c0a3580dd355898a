import type { ComponentType } from 'react'

/** One state of a component worth looking at. The gallery, the axe run and the screenshots read these. */
export type Example = { readonly name: string; readonly Show: ComponentType }
