/** Compares the families of a roster with those that are known: custody, and who fosters whom. */
import { isDeepStrictEqual } from 'node:util'
import { subjectIndex } from '#database/access.ts'
import { type FamilyRow, findCitizensBySubject, listFamilies } from '#database/family.ts'
import { findPersonsByCpr, listNames, listProtectedContacts } from '#database/identity.ts'
import { findPersonsByTrace, sourceIndex } from '#database/person-trace.ts'
import { findPupilsOfPersons } from '#database/pupil.ts'
import type { Tx } from '#database/transaction.ts'
import { diffRoster, previewOf } from '#domain/organisation/roster-difference.ts'
import {
  comparedTie,
  custodyAfter,
  givesRights,
  type GrownUp,
  grownUps,
  isInForce,
  type Tie,
  tieKey,
} from '#domain/organisation/roster-family.ts'
import { type Contact, contactAfter } from '#domain/organisation/contact.ts'
import { type ContactDetails, finding, order, type RosterContact, type RosterFinding } from '#domain/organisation/roster.ts'
import { compareCitizens } from './compare-citizens.ts'
import { type OnRoster, personStep, recognise, type Recognised } from './compare-people.ts'
import { type ChildOnRoster, identifiedIn } from './compare-pupils.ts'
import { countChanges, type Part, previewLength, type RosterContext, uncompared } from './roster-section.ts'
import type { RosterStep } from './roster-plan.ts'

export type FamiliesCompared = Part & {
  readonly identified: number
  readonly renumbered: number
  readonly protected: number
  readonly leftOut: number
  readonly custodyEnds: number
  /** Of children whose family was known before. */
  readonly custodyBegins: number
}

type Child = Pick<ChildOnRoster, 'personId' | 'pupilId' | 'name' | 'institution' | 'institutionName' | 'className'>

type FamiliesContext = RosterContext & {
  /** The children of the same roster; undefined when it speaks of grown-ups alone, and is about children that are known. */
  readonly pupils: ReadonlyMap<string, ChildOnRoster> | undefined
  /** UNI-Logins of the same roster's pupils, with their lines. */
  readonly logins: ReadonlyMap<string, number>
  readonly hasErrors: boolean
}

/**
 * Says which custody begins, changes and ends, of the children the roster speaks of: all of its pupils, or, where it
 * has none, those its lines are about. With errors in the roster nobody is compared.
 */
export async function compareFamilies(tx: Tx, lines: readonly RosterContact[], context: FamiliesContext): Promise<FamiliesCompared> {
  const { keyring, today, pupils } = context
  const children: ReadonlyMap<string, Child> = pupils ?? (await findChildren(tx, lines, context))
  const { people: each, leftOut, findings: told } = grownUps(lines, (pupil) => children.get(pupil)?.institution ?? '')
  const { people, findings: logins } = withoutDoubleLogins(each, context.logins)
  const unknown = lines.filter(({ pupil }) => !children.has(pupil))
  const findings: RosterFinding[] = [...told, ...logins]
  // With errors among the pupils their lines are missing for that reason, and nothing more is to be said.
  if (!context.hasErrors) findings.push(...unknown.map(({ line }) => finding(line, 'contact-child-unknown')))
  if (context.hasErrors || findings.some(({ level }) => level === 'error')) return { ...uncompared(findings), ...nobody, leftOut }

  const byPupil = new Map([...children.values()].map((child) => [child.pupilId, child]))
  const rows = (await listFamilies(tx, [...byPupil.keys()])).filter(({ relation }) => relation !== 'self')
  const names = new Map(await listNames(tx, keyring, [...new Set(rows.map(({ personId }) => personId))]))
  const recognised = await recogniseGrownUps(tx, context, people, { children, rows, names })
  findings.push(...recognised.findings)
  const who = (one: GrownUp) => recognised.of.get(one.key) ?? stranger()

  const current = rows.map(tieOf)
  const wanted = people.flatMap((one) =>
    one.custody.flatMap(({ pupil, relation, from, until }) => {
      const child = children.get(pupil)
      return child === undefined ? [] : [{ person: who(one).personId, child: child.pupilId, relation, from, until }]
    }),
  )
  const target = custodyAfter(current, wanted, { children: new Set(byPupil.keys()), today })
  const { changes, same } = diffRoster(current, target, comparedTie)

  const nameAfter = new Map([...names, ...people.map((one) => [who(one).personId, one.name] as const)])
  const isProtected = new Map(people.map((one) => [who(one).personId, one.isProtected ?? who(one).trace?.isProtected ?? false]))
  const hadFamily = new Set(current.filter((tie) => givesRights(tie, today)).map(({ child }) => child))
  const ends = (from: Tie, to: Tie) => isInForce(from, today) && !isInForce(to, today)
  // A tie is never gone, it ends: but that is what it looks like to whoever approves.
  const shown = changes.map((change) => {
    if (change.what !== 'changed') return change
    if (ends(change.from, change.to)) return { what: 'gone' as const, from: change.from }
    return isInForce(change.from, today) ? change : { what: 'new' as const, to: change.to }
  })

  const contacts = await listProtectedContacts(
    tx,
    keyring,
    people.flatMap((one) => (one.contact === null || who(one).isNew ? [] : [who(one).personId])),
    'rosterComparison',
  )
  const persons = people.flatMap((one): RosterStep[] => {
    const person = who(one)
    const known = recognised.names.get(person.personId)
    const step = personStep(person, {
      name: one.name === known ? null : one.name,
      isProtected: one.isProtected,
      contact: newContact(contacts.get(person.personId), one.contact),
    })
    return step === undefined ? [] : [step]
  })
  const ties = changes.flatMap((change): RosterStep[] => {
    if (change.what === 'gone') return []
    const { person, child, relation, from, until } = change.to
    return [
      {
        what: 'tie',
        personId: person,
        pupilId: child,
        pupilPersonId: byPupil.get(child)?.personId ?? '',
        relation,
        from,
        until,
        changesRights: change.what === 'changed' && givesRights(change.from, today) !== givesRights(change.to, today),
      },
    ]
  })
  const holding = new Set(target.filter((tie) => givesRights(tie, today)).map(({ person }) => person))
  const accounts = await compareCitizens(
    tx,
    context,
    people.flatMap((one) => {
      const { personId, isNew } = who(one)
      if (one.uniLogin === null || !holding.has(personId)) return []
      return [{ personId, isNew, role: 'parent' as const, uniLogin: one.uniLogin, ownPupilId: null }]
    }),
  )
  // Somebody's own news, where nothing about custody tells it: another name, protection.
  const tied = new Set(shown.flatMap((change) => (change.what === 'gone' ? [change.from.person] : [change.to.person])))
  const renamed = persons.flatMap((step) =>
    step.what === 'person' && !step.isNew && !tied.has(step.personId) && (step.name !== null || step.isProtected !== null) ? [step] : [],
  )
  const counted = new Set([...tied, ...renamed.map(({ personId }) => personId)])
  const childrenOf = Map.groupBy(target, ({ person }) => person)

  return {
    findings,
    counts: (({ new: begun, changed, gone, same: kept }) => ({ new: begun, changed: changed + renamed.length, gone, same: kept }))(
      countChanges(shown, same),
    ),
    preview: [
      ...previewOf(shown, previewLength).map((change) => {
        const { person, child } = change.what === 'gone' ? change.from : change.to
        return {
          section: 'families' as const,
          what: change.what,
          name: nameAfter.get(person) ?? '',
          isProtected: isProtected.get(person) ?? false,
          ...shownChild(byPupil.get(child)),
          fields:
            change.what === 'changed'
              ? changedFields(change.from, change.to)
              : relationOf(change.what === 'gone' ? change.from : change.to),
        }
      }),
      ...renamed.slice(0, previewLength).map((step) => ({
        section: 'families' as const,
        what: 'changed' as const,
        name: nameAfter.get(step.personId) ?? '',
        isProtected: isProtected.get(step.personId) ?? false,
        ...shownChild(byPupil.get(childrenOf.get(step.personId)?.[0]?.child ?? '')),
        fields: [
          ...(step.name === null ? [] : [{ field: 'name', from: recognised.names.get(step.personId) ?? '', to: step.name }]),
          ...(step.isProtected === null
            ? []
            : [{ field: 'protection', from: step.isProtected ? 'open' : 'protected', to: step.isProtected ? 'protected' : 'open' }]),
        ],
      })),
    ],
    steps: [...persons, ...ties, ...accounts],
    identified: identifiedIn([...persons, ...accounts], counted),
    renumbered: [...recognised.of.values()].filter(({ isRenumbered }) => isRenumbered).length,
    protected: [...isProtected.values()].filter(Boolean).length,
    leftOut,
    custodyEnds: changes.filter((change) => change.what === 'changed' && givesRights(change.from, today) && !givesRights(change.to, today))
      .length,
    custodyBegins: changes.filter(
      (change) =>
        change.what !== 'gone' &&
        givesRights(change.to, today) &&
        !(change.what === 'changed' && givesRights(change.from, today)) &&
        hadFamily.has(change.to.child),
    ).length,
  }
}

const nobody = { identified: 0, renumbered: 0, protected: 0, leftOut: 0, custodyEnds: 0, custodyBegins: 0 }

function stranger(): Recognised {
  throw new Error('a grown-up on a roster was not looked for')
}

/** A UNI-Login is one person's: the pupil's of the same roster, or the first grown-up's. */
function withoutDoubleLogins(
  people: readonly GrownUp[],
  pupils: ReadonlyMap<string, number>,
): { readonly people: readonly GrownUp[]; readonly findings: readonly RosterFinding[] } {
  const first = new Map(pupils)
  const findings: RosterFinding[] = []
  const kept = people
    .toSorted((a, b) => order(a.key, b.key))
    .map((one) => {
      if (one.uniLogin === null) return one
      const known = first.get(one.uniLogin)
      if (known === undefined) {
        first.set(one.uniLogin, one.line)
        return one
      }
      findings.push(finding(one.line, 'login-of-two', { firstLine: String(known) }))
      return { ...one, uniLogin: null }
    })
  return { people: kept, findings }
}

/** Who the grown-ups are: by number and UNI-Login, by the account they sign in with, else by name among those of the same child. */
async function recogniseGrownUps(
  tx: Tx,
  { keyring, issuerOf }: RosterContext,
  people: readonly GrownUp[],
  {
    children,
    rows,
    names,
  }: { readonly children: ReadonlyMap<string, Child>; readonly rows: readonly FamilyRow[]; readonly names: ReadonlyMap<string, string> },
) {
  const subject = (uniLogin: string) => subjectIndex(keyring, tx.municipalityId, issuerOf(uniLogin), uniLogin)
  const accounts = await findCitizensBySubject(
    tx,
    keyring,
    people.flatMap(({ uniLogin }) => (uniLogin === null ? [] : [subject(uniLogin)])),
  )
  const parentOf = new Map(
    accounts.flatMap(({ role, subject: login, personId }) => (role === 'parent' ? [[login, personId] as const] : [])),
  )
  const familyOf = Map.groupBy(rows, ({ pupilId }) => pupilId)
  const onRoster = people.map((one): OnRoster => {
    const byName = one.custody
      .flatMap(({ pupil }) => familyOf.get(children.get(pupil)?.pupilId ?? '') ?? [])
      .flatMap(({ personId }) => (names.get(personId) === one.name ? [personId] : []))
      .toSorted(order)[0]
    return {
      key: one.key,
      line: one.line,
      name: one.name,
      cpr: one.cpr,
      cprKind: one.cprKind,
      uniLogin: one.uniLogin,
      // A grown-up has an id at each child's institution: no one of them is theirs.
      source: null,
      isProtected: one.isProtected,
      otherwise: (one.uniLogin === null ? undefined : parentOf.get(subject(one.uniLogin).toString('base64'))) ?? byName,
    }
  })
  const { of, findings } = await recognise(tx, keyring, onRoster)
  const known = [...of.values()].filter(({ isNew }) => !isNew).map(({ personId }) => personId)
  const lacking = known.filter((personId) => !names.has(personId))
  return { of, findings, names: new Map([...names, ...(await listNames(tx, keyring, lacking))]) }
}

/** The known children that lines are about, as `pupilKey` names them. */
async function findChildren(tx: Tx, lines: readonly RosterContact[], { keyring }: RosterContext): Promise<ReadonlyMap<string, Child>> {
  const keys = [...new Set(lines.map(({ pupil }) => pupil))]
  const persons = new Map(
    await findPersonsByCpr(
      tx,
      keyring,
      keys.filter((key) => /^\d{10}$/.test(key)),
    ),
  )
  const sources = new Map(
    keys.flatMap((key) => {
      const [institution = '', ...id] = key.split(':')
      return id.length === 0 ? [] : [[sourceIndex(keyring, tx.municipalityId, institution, id.join(':')).toString('base64'), key] as const]
    }),
  )
  const found = await findPersonsByTrace(
    tx,
    keyring,
    'sourceIndex',
    [...sources.keys()].map((index) => Buffer.from(index, 'base64')),
  )
  for (const [index, personId] of found) persons.set(sources.get(index) ?? '', personId)
  const personIds = [...new Set(persons.values())]
  const pupilIds = await findPupilsOfPersons(tx, personIds)
  const names = await listNames(tx, keyring, personIds)
  return new Map(
    [...persons].flatMap(([key, personId]): [string, Child][] => {
      const pupilId = pupilIds.get(personId)
      if (pupilId === undefined) return []
      const institution = key.includes(':') ? (key.split(':')[0] ?? '') : ''
      return [[key, { personId, pupilId, name: names.get(personId) ?? '', institution, institutionName: '', className: '' }]]
    }),
  )
}

/** How somebody can be reached from now on; null when that is as it was. Nothing is said of anybody of whom nothing is known. */
function newContact(known: Contact | undefined, given: ContactDetails | null): Contact | null {
  if (given === null) return null
  const after = contactAfter(known, given)
  const isNothing = after.email === null && after.phones.length === 0 && after.address === null
  return (known === undefined && isNothing) || isDeepStrictEqual(after, known) ? null : after
}

function tieOf({ personId, pupilId, relation, validFrom, validUntil }: FamilyRow): Tie {
  return {
    key: tieKey(personId, pupilId),
    person: personId,
    child: pupilId,
    relation: relation === 'foster' ? 'foster' : 'custody',
    from: validFrom,
    until: validUntil,
  }
}

function shownChild(child: Child | undefined) {
  return { child: child?.name ?? null, institution: child?.institutionName ?? '', className: child?.className ?? null }
}

/** Said where it is not what everybody expects, which is custody. */
function relationOf({ relation }: Tie) {
  return relation === 'custody' ? [] : [{ field: 'familyRelation', from: '', to: relation }]
}

function changedFields(from: Tie, to: Tie) {
  return [
    { field: 'familyRelation', from: from.relation, to: to.relation },
    { field: 'custodyFrom', from: from.from, to: to.from },
    { field: 'custodyUntil', from: from.until ?? '', to: to.until ?? '' },
  ].filter((field) => field.from !== field.to)
}
