/** The left navigation: what the role does, in the order it is done. */
import { type Act, may } from '#domain/access/policy.ts'
import type { Role } from '#domain/access/actor.ts'

export type Room = 'home' | 'organisation' | 'survey' | 'lesson' | 'report'

export const addresses = {
  home: '/hjem',
  organisation: '/organisation',
  survey: '/undersoegelser',
  lesson: '/klassens-time',
  report: '/rapporter',
} as const satisfies Record<Room, string>

/** Teachers and leaders may look units up inside other pages; only those who keep the tree have its page. */
const keepsTheTree: readonly Role[] = ['municipalAdmin', 'dataProtectionOfficer']

const opens = [
  { room: 'lesson', act: 'lesson.lead' },
  { room: 'survey', act: 'survey.read' },
  { room: 'report', act: 'report.read' },
] as const satisfies readonly { room: Room; act: Act }[]

/** The rooms a role has a page in; everybody has a home. */
export function roomsOf(role: Role): readonly Room[] {
  const working = opens.filter(({ act }) => may({ role }, act)).map(({ room }) => room)
  return keepsTheTree.includes(role) ? ['home', 'organisation', ...working] : ['home', ...working]
}

/** The room an address lies in; undefined for pages outside the navigation. */
export function roomAt(path: string): Room | undefined {
  return (Object.keys(addresses) as Room[]).find((room) => path === addresses[room] || path.startsWith(`${addresses[room]}/`))
}
