/** Who answered more than once, so that a change is one informant's own and never the difference between two. */

type Followed = {
  readonly id: string
  readonly round: number
  /** The same informant in the round before. */
  readonly follows: string | null
  readonly state: 'invited' | 'answered' | 'declined' | 'withdrawn'
}

export type Pair<T> = { readonly before: T; readonly after: T }

/** The first and the latest answer of everybody who has answered in at least two rounds, in the order given. */
export function pairsOf<T extends Followed>(informants: readonly T[]): readonly Pair<T>[] {
  const byId = new Map(informants.map((one) => [one.id, one]))
  const continued = new Set(informants.filter(({ state }) => state === 'answered').map(({ follows }) => follows))
  return informants
    .filter((one) => one.state === 'answered' && one.follows !== null && !continued.has(one.id))
    .flatMap((after) => {
      const before = firstOf(after, byId)
      return before === undefined ? [] : [{ before, after }]
    })
}

/** The earliest answered one that this one goes back to. */
function firstOf<T extends Followed>(latest: T, byId: ReadonlyMap<string, T>): T | undefined {
  let first: T | undefined
  let one = latest.follows === null ? undefined : byId.get(latest.follows)
  while (one !== undefined) {
    if (one.state === 'answered') first = one
    one = one.follows === null ? undefined : byId.get(one.follows)
  }
  return first
}
