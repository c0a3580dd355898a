/** Looks as a family is told of them. */

/** Looks at a list, where many children stand beside each other. */
const lists: readonly string[] = ['children.listed', 'assessments.listed', 'invitees.listed']

/** A list looked at ten times a day is one look; a child opened twice is two (ruling 3.5). In the order given. */
export function oncePerDay<L extends { readonly act: string; readonly actorId: string | null; readonly at: string }>(
  looks: readonly L[],
  dayOf: (moment: string) => string,
): readonly L[] {
  const seen = new Set<string>()
  return looks.filter(({ act, actorId, at }) => {
    if (!lists.includes(act)) return true
    const key = `${act} ${actorId} ${dayOf(at)}`
    return !seen.has(key) && seen.add(key)
  })
}
