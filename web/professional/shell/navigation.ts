/** The left navigation: what the role does, in the order it is done, in groups when there are many. */
import { type Act, may } from '#domain/access/policy.ts'
import type { Role } from '#domain/access/actor.ts'

/** In the order they stand in the menu. The group without a name holds home alone. */
export const groups = ['own', 'child', 'asking', 'results', 'together', 'keeping'] as const
export type Group = (typeof groups)[number]

type Place = {
  readonly address: string
  readonly group: Group
  /** The room is there for whoever may do this. */
  readonly act: Act
  /** Only these of them; others meet what the act gives inside other pages. */
  readonly only?: readonly Role[]
  /** Further addresses that lie in the room. */
  readonly also?: readonly string[]
}

/** Every room with a line in the menu; one line each, and its words under `shell.nav.<room>`. */
const places = {
  home: { address: '/hjem', group: 'own', act: 'self.read' },

  family: { address: '/min-familie', group: 'child', act: 'family.read' },
  children: { address: '/mine-boern', group: 'child', act: 'health.read' },
  invite: { address: '/inviter', group: 'child', act: 'survey.invite', only: ['healthVisitor', 'leadHealthVisitor'] },
  coverage: { address: '/sundhedspleje/daekning', group: 'child', act: 'health.coverage' },
  assessment: { address: '/plus', group: 'child', act: 'assessment.start' },

  instrument: { address: '/instrumenter', group: 'asking', act: 'instrument.read' },
  lesson: { address: '/klassens-time', group: 'asking', act: 'lesson.lead' },
  paper: { address: '/papir', group: 'asking', act: 'paper.enter' },
  survey: { address: '/undersoegelser', group: 'asking', act: 'survey.read' },
  questionnaire: {
    address: '/spoergeskemaer',
    group: 'asking',
    act: 'questionnaire.read',
    only: ['municipalAdmin', 'municipalAnalyst', 'leadHealthVisitor', 'secretariat', 'expertReviewer'],
  },
  year: { address: '/aaret', group: 'asking', act: 'survey.read' },
  bank: { address: '/spoergebank', group: 'asking', act: 'bank.read' },

  report: { address: '/rapporter', group: 'results', act: 'report.read' },

  intervention: { address: '/inspiration', group: 'results', act: 'intervention.read' },
  actionPlan: { address: '/handleplaner', group: 'results', act: 'plan.read' },

  network: { address: '/netvaerk', group: 'together', act: 'network.read', also: ['/skabeloner'] },
  news: { address: '/nyheder/rediger', group: 'together', act: 'news.write' },

  organisation: {
    address: '/organisation',
    group: 'keeping',
    act: 'organisation.read',
    only: ['municipalAdmin', 'dataProtectionOfficer', 'support'],
  },
  support: { address: '/support', group: 'keeping', act: 'support.grant' },
  enterSupport: { address: '/hjaelp-en-kommune', group: 'together', act: 'support.use' },
  audit: { address: '/databeskyttelse', group: 'keeping', act: 'audit.read' },
} as const satisfies Record<string, Place>

export type Room = keyof typeof places

const rooms = Object.keys(places) as readonly Room[]

export const addresses = Object.fromEntries(rooms.map((room) => [room, places[room].address])) as {
  readonly [R in Room]: (typeof places)[R]['address']
}

/** The rooms a role has a page in, in the order of the menu; everybody has a home. */
export function roomsOf(role: Role): readonly Room[] {
  return groupsOf(role).flatMap((group) => group.rooms)
}

/** The same by group; groups a role has nothing in are left out. */
export function groupsOf(role: Role): readonly { readonly group: Group; readonly rooms: readonly Room[] }[] {
  return groups.flatMap((group) => {
    const own = rooms.filter((room) => {
      const place: Place = places[room]
      return place.group === group && may({ role }, place.act) && (place.only?.includes(role) ?? true)
    })
    return own.length > 0 ? [{ group, rooms: own }] : []
  })
}

/** The room an address lies in; undefined for pages outside the navigation. */
export function roomAt(path: string): Room | undefined {
  return rooms.find((room) => {
    const { address, also = [] }: Place = places[room]
    return [address, ...also].some((one) => path === one || path.startsWith(`${one}/`))
  })
}
