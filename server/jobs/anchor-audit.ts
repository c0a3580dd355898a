/** Notes each night where every municipality's log ends, in the directory that the installation names for it. */
import { noteAnchors } from '../audit/anchors.ts'
import type { House } from '../house.ts'

export async function anchorAudit(house: House): Promise<void> {
  if (house.anchorDirectory === undefined) return
  await noteAnchors(house.doors, house.anchorDirectory, house.now())
}
