/** Scenarios that need a database of their own. */
import type { Chance } from '../stubborn-page.ts'
import type { Size } from './crowd.ts'
import { failSync, fillDisk } from './disk.ts'
import type { Row } from './scenarios.ts'
import { sealWhileKilled } from './sealing.ts'

export type OwnScenario = {
  readonly name: string
  readonly play: (size: Size, chance: Chance) => Promise<Row | { readonly skipped: string }>
}

export const onOwnGround: readonly OwnScenario[] = [
  { name: 'the disk is full', play: fillDisk },
  { name: 'the disk fails to keep the log', play: failSync },
  { name: 'worker and PostgreSQL killed while sealing', play: (_size, chance) => sealWhileKilled(chance) },
]
