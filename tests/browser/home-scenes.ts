/** Home and the rooms of every role. */
import { addresses, roomsOf } from '#web/professional/shell/navigation.ts'
import { type Backstage, people } from './stage.ts'

export function addHomeScenes({ scene, at }: Backstage): void {
  for (const [role, name] of Object.entries(people) as [keyof typeof people, string][]) {
    for (const room of roomsOf(role)) {
      if (room === 'home') scene(`hjem-${role}`, () => at(name, addresses.home), 'alike')
      else scene(`rum-${role}-${room}`, () => at(name, addresses[room]), 'same')
    }
  }
}
