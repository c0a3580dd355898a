/**
 * Families in a roster: which grown-ups have custody of which children, who fosters them, and from and to when. Somebody
 * else without custody is not kept: the product shows a child's things to those with custody, asks those a child lives
 * with, and rings nobody.
 */
import type { Comparison } from './roster-difference.ts'
import { type ContactDetails, type CprKind, finding, order, type RosterContact, type RosterFinding } from './roster.ts'

/** A grown-up who has custody of, or fosters, one child or several, once in a roster however many lines tell of them. */
export type GrownUp = {
  /** What tells them apart in the roster. */
  readonly key: string
  readonly line: number
  readonly name: string
  readonly cpr: string | null
  readonly cprKind: CprKind
  readonly uniLogin: string | null
  readonly isProtected: boolean | null
  readonly contact: ContactDetails | null
  readonly custody: readonly Custody[]
}

/** `pupil` is the child as the roster's `pupilKey` names it; days are `YYYY-MM-DD`, `until` the first day without. */
export type Custody = {
  readonly pupil: string
  readonly relation: TieRelation
  readonly from: string | null
  readonly until: string | null
}

/** `custody` gives rights; `foster` says who else is asked what parents are asked, and gives none. */
export type TieRelation = 'custody' | 'foster'

/**
 * The grown-ups with custody, and foster parents. Lines are one person's when the CPR number or the UNI-Login says so, so that brothers
 * and sisters share their parents; without either, by the source's id at the child's institution, else by name and
 * child. Other lines without custody are counted and left out.
 *
 * @param institutionOf the institution a child is listed at, which the source's ids belong to
 */
export function grownUps(
  lines: readonly RosterContact[],
  institutionOf: (pupil: string) => string,
): { readonly people: readonly GrownUp[]; readonly leftOut: number; readonly findings: readonly RosterFinding[] } {
  const cprOfLogin = new Map(lines.flatMap(({ cpr, uniLogin }) => (cpr === null || uniLogin === null ? [] : [[uniLogin, cpr] as const])))
  const keyOf = ({ cpr, uniLogin, sourceId, pupil, name }: RosterContact) => {
    const number = cpr ?? (uniLogin === null ? undefined : cprOfLogin.get(uniLogin))
    if (number !== undefined) return `cpr ${number}`
    if (uniLogin !== null) return `login ${uniLogin}`
    return sourceId === null ? `name ${pupil} ${name}` : `source ${institutionOf(pupil)} ${sourceId}`
  }
  const findings: RosterFinding[] = []
  let leftOut = 0
  const people = [...Map.groupBy(lines, keyOf)].flatMap(([key, own]): GrownUp[] => {
    const holding = own.filter(({ hasCustody, relation }) => hasCustody || relation === 'foster')
    leftOut += own.length - holding.length
    if (holding.length === 0) return []
    const inOrder = holding.toSorted((a, b) => order(everythingBut(a), everythingBut(b)))
    const name = inOrder[0]?.name ?? ''
    const other = inOrder.find((line) => line.name !== name)
    if (other !== undefined) findings.push(finding(other.line, 'contact-with-two-names', { firstLine: String(inOrder[0]?.line) }))
    const first = <T>(pick: (line: RosterContact) => T | null) => inOrder.map(pick).find((value) => value !== null) ?? null
    return [
      {
        key,
        line: Math.min(...own.map(({ line }) => line)),
        name,
        cpr: first(({ cpr }) => cpr),
        cprKind: inOrder.find(({ cpr }) => cpr !== null)?.cprKind ?? inOrder[0]?.cprKind ?? 'unknown',
        uniLogin: first(({ uniLogin }) => uniLogin),
        // One line that asks for protection is enough.
        isProtected: inOrder.some(({ isProtected }) => isProtected === true) ? true : first(({ isProtected }) => isProtected),
        contact: first(({ contact }) => contact),
        custody: [...Map.groupBy(inOrder, ({ pupil }) => pupil)].map(([pupil, lines]) => tieTold(pupil, lines)),
      },
    ]
  })
  return { people, leftOut, findings }
}

/** One tie from all lines about it: custody before fostering, for it gives more. */
function tieTold(pupil: string, lines: readonly RosterContact[]): Custody {
  const withCustody = lines.filter(({ hasCustody }) => hasCustody)
  const relation = withCustody.length > 0 ? 'custody' : 'foster'
  const same = relation === 'custody' ? withCustody : lines
  return {
    pupil,
    relation,
    // Told twice with other days: the last beginning and the first end, for who has no custody must see nothing.
    from: days(same, 'custodyFrom').at(-1) ?? null,
    until: days(same, 'custodyUntil')[0] ?? null,
  }
}

/** What a line says, as one text; where it stands is not part of it. */
function everythingBut({ line: _line, ...said }: RosterContact): string {
  return JSON.stringify([said.name, said.pupil, said])
}

/** The days that lines tell, the earliest first. */
function days(lines: readonly RosterContact[], which: 'custodyFrom' | 'custodyUntil'): readonly string[] {
  return lines.flatMap((line) => line[which] ?? []).toSorted(order)
}

/** What a grown-up is to a child, as it is kept. `key` is both; `until` is the first day without, null while no end is known. */
export type Tie = {
  readonly key: string
  readonly person: string
  readonly child: string
  readonly relation: TieRelation
  readonly from: string
  readonly until: string | null
}

/** A tie that a roster tells of, once its people are known. */
export type WantedTie = Omit<Tie, 'key' | 'from'> & { readonly from: string | null }

export function tieKey(person: string, child: string): string {
  return `${person} ${child}`
}

/** Does a tie hold on that day or later? */
export function isInForce({ until }: Pick<Tie, 'until'>, day: string): boolean {
  return until === null || until > day
}

/** Does it give sight of the child on that day or later? */
export function givesRights(tie: Pick<Tie, 'relation' | 'until'>, day: string): boolean {
  return tie.relation === 'custody' && isInForce(tie, day)
}

/**
 * Custody once the roster is carried out. What appears runs from the day the source says, else from the day of the
 * import. What is gone ends on the day of the import and is kept: whoever looked while they might must be found
 * later. Children that the roster does not speak of keep everything.
 *
 * @param children those whose grown-ups the roster tells
 */
export function custodyAfter(
  current: readonly Tie[],
  wanted: readonly WantedTie[],
  { children, today }: { readonly children: ReadonlySet<string>; readonly today: string },
): Tie[] {
  const before = new Map(current.map((tie) => [tie.key, tie]))
  const after = new Map(current.map((tie) => [tie.key, tie]))
  for (const tie of current) {
    if (!children.has(tie.child) || !isInForce(tie, today)) continue
    // What had not begun never does.
    after.set(tie.key, { ...tie, from: tie.from > today ? today : tie.from, until: today })
  }
  for (const { person, child, relation, from, until } of wanted) {
    const key = tieKey(person, child)
    const known = before.get(key)
    const isOver = until !== null && until <= today
    // Somebody the source remembers, and who has never had anything here, is not written down as a past parent.
    if (isOver && known === undefined) continue
    if (isOver && known !== undefined && !isInForce(known, today)) continue
    // Whoever becomes something else to the child is it from today.
    const begins = from ?? (known !== undefined && known.relation === relation && isInForce(known, today) ? known.from : today)
    after.set(key, { key, person, child, relation, from: until !== null && begins > until ? until : begins, until })
  }
  return [...after.values()]
}

export const comparedTie: Comparison<Tie> = {
  isSame: (a, b) => a.relation === b.relation && a.from === b.from && a.until === b.until,
  place: ({ key }) => key,
}
