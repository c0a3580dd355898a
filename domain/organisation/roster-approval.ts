/** Which changes one person may not approve alone, and which institutions seem to have gone on as others. */
import { order } from './roster.ts'

/** Why somebody else must look too. Each has a sentence: `roster.second.<reason>`. */
export const secondReasons = ['many-gone', 'many-custody-changes', 'merged-institutions'] as const
export type SecondReason = (typeof secondReasons)[number]

/** More than a fifth gone, and not just a few of a handful. */
const shareGone = 0.2
const fewGone = 20
/** Custody changes of families that were known before; each opens or closes a child's answers to a grown-up. */
const mostCustodyChanges = 20

/**
 * Why a roster needs two approvals; none when one is enough. Both are for what a wrong file does most harm with:
 * children who lose their place, grown-ups who get or lose sight of a child, and series of figures that are joined.
 *
 * @param custodyChanges grown-ups who get or lose custody of a child whose family was known
 */
export function reasonsForSecondApproval({
  pupils,
  staff,
  custodyChanges,
  successions,
}: {
  readonly pupils: { readonly gone: number; readonly of: number }
  readonly staff: { readonly gone: number; readonly of: number }
  readonly custodyChanges: number
  readonly successions: number
}): SecondReason[] {
  const isMany = ({ gone, of }: { readonly gone: number; readonly of: number }) => gone > fewGone && gone > shareGone * of
  return [
    ...(isMany(pupils) || isMany(staff) ? (['many-gone'] as const) : []),
    ...(custodyChanges > mostCustodyChanges ? (['many-custody-changes'] as const) : []),
    ...(successions > 0 ? (['merged-institutions'] as const) : []),
  ]
}

/** Whoever approved first may not also be the second. */
export function mayApproveSecond(first: string, second: string): boolean {
  return first !== second
}

/** One institution that seems to have gone on as another, by their numbers. */
export type Succession = { readonly from: string; readonly to: string; readonly pupils: number; readonly of: number }

const fewPupils = 5
const leastShare = 0.2
const mostOfThem = 0.8

/**
 * Institutions that empty out and whose children are found together elsewhere: one place is a merger or a new number,
 * several are a split. Only suggested: whoever approves says which are true.
 *
 * An institution of fewer than five children is not judged by where they go, and one whose children mostly leave has
 * closed. Of the same kind alone: a daycare whose children begin at school has not become the school.
 *
 * @param before institution by child, and `after` the same once the roster is carried out
 * @param named institutions the roster has children at: none of them has emptied out
 */
export function suggestedSuccessions(
  before: ReadonlyMap<string, string>,
  after: ReadonlyMap<string, string>,
  named: ReadonlySet<string>,
  kindOf: (institution: string) => string | undefined,
): Succession[] {
  return [...Map.groupBy(before.keys(), (key) => before.get(key) ?? '')]
    .toSorted(([a], [b]) => order(a, b))
    .flatMap(([from, children]) => {
      if (named.has(from) || children.length < fewPupils) return []
      const found = children.flatMap((key) => {
        const to = after.get(key)
        return to !== undefined && kindOf(to) === kindOf(from) ? [to] : []
      })
      if (found.length < mostOfThem * children.length) return []
      return [...Map.groupBy(found, (to) => to)]
        .filter(([, own]) => own.length >= leastShare * children.length)
        .toSorted(([a], [b]) => order(a, b))
        .map(([to, own]) => ({ from, to, pupils: own.length, of: children.length }))
    })
}
