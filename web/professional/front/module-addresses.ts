/** Where each module tells about itself. `/om/…` belongs to the answering page. */
import type { ModuleName } from './module-picture.tsx'

export const moduleAddresses = {
  early: '/modul/smaaboern',
  school: '/modul/grundskole',
  youth: '/modul/unge',
  plus: '/modul/plus',
  inspiration: '/modul/inspiration',
} as const satisfies Record<ModuleName, string>

export const moduleNames = Object.keys(moduleAddresses) as readonly ModuleName[]

/** The module of `/modul/<name>`. */
export function moduleAt(name: string): ModuleName | undefined {
  return moduleNames.find((module) => moduleAddresses[module] === `/modul/${name}`)
}
