/**
 * What in the log is worth a second glance: many children in an hour, a look at night, at a child of one's own surname,
 * at a child outside one's own classes. Each happens for good reasons every day - a nurse on call, a cousin in a small
 * town, a class that was handed over - so this is where to ask, and never a verdict.
 */

/** A look at one child, by a professional. */
export type PatternLook = {
  readonly at: string
  readonly actorId: string
  readonly role: string
  readonly pupilId: string
  /** The hour of the day in Denmark, 0-23. */
  readonly hour: number
  readonly isOwnSurname: boolean
  /** Whether the child is in a class the professional has today; undefined where the role has no classes. */
  readonly isOwnClass: boolean | undefined
}

export const patternKinds = ['manyInAnHour', 'atNight', 'ownSurname', 'outsideClasses'] as const
export type PatternKind = (typeof patternKinds)[number]

export type Pattern = {
  readonly kind: PatternKind
  readonly actorId: string
  readonly role: string
  /** Looks it is about; of `manyInAnHour`, children in the fullest hour. */
  readonly count: number
  readonly firstAt: string
  readonly lastAt: string
}

/** More children than a working hour has talks. */
export const manyChildren = 20
const hourMs = 3_600_000

/** From ten in the evening until six in the morning. */
export function isNight(hour: number): boolean {
  return hour >= 22 || hour < 6
}

/** One line for each professional and kind, what happened most often first. */
export function findPatterns(looks: readonly PatternLook[], millisecondsOf: (moment: string) => number): readonly Pattern[] {
  const people = new Map<string, PatternLook[]>()
  for (const look of looks) people.set(`${look.actorId} ${look.role}`, [...(people.get(`${look.actorId} ${look.role}`) ?? []), look])
  return [...people.values()]
    .flatMap((own) => {
      const inOrder = own.toSorted((one, other) => one.at.localeCompare(other.at))
      return [
        ...manyInAnHour(inOrder, millisecondsOf),
        ...pattern(
          'atNight',
          inOrder.filter(({ hour }) => isNight(hour)),
        ),
        ...pattern(
          'ownSurname',
          inOrder.filter(({ isOwnSurname }) => isOwnSurname),
        ),
        ...pattern(
          'outsideClasses',
          inOrder.filter(({ isOwnClass }) => isOwnClass === false),
        ),
      ]
    })
    .toSorted((one, other) => other.count - one.count || one.kind.localeCompare(other.kind) || one.actorId.localeCompare(other.actorId))
}

function pattern(kind: PatternKind, looks: readonly PatternLook[]): readonly Pattern[] {
  const [first] = looks
  if (!first) return []
  return [{ kind, actorId: first.actorId, role: first.role, count: looks.length, firstAt: first.at, lastAt: looks.at(-1)?.at ?? first.at }]
}

/** The hour with the most different children, if it has many. */
function manyInAnHour(looks: readonly PatternLook[], millisecondsOf: (moment: string) => number): readonly Pattern[] {
  let best: Pattern | undefined
  const inHour = new Map<string, number>()
  let from = 0
  for (const [place, look] of looks.entries()) {
    inHour.set(look.pupilId, (inHour.get(look.pupilId) ?? 0) + 1)
    while (millisecondsOf(look.at) - millisecondsOf(looks[from]?.at ?? look.at) > hourMs) {
      const left = looks[from]?.pupilId ?? ''
      const count = (inHour.get(left) ?? 1) - 1
      if (count === 0) inHour.delete(left)
      else inHour.set(left, count)
      from++
    }
    if (inHour.size >= manyChildren && inHour.size > (best?.count ?? 0))
      best = {
        kind: 'manyInAnHour',
        actorId: look.actorId,
        role: look.role,
        count: inHour.size,
        firstAt: looks[from]?.at ?? look.at,
        lastAt: looks[place]?.at ?? look.at,
      }
  }
  return best ? [best] : []
}

/** The last word of a name, for telling whether two people share it. Undefined for a name of one word. */
export function surnameOf(name: string): string | undefined {
  const words = name.trim().split(/\s+/)
  return words.length < 2 ? undefined : words.at(-1)?.toLocaleLowerCase('da')
}
