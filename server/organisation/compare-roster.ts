/**
 * Compares a roster with what is known: whichever of institutions, pupils, families and staff it speaks of, in that
 * order, for each builds on the ones before. One difference comes of it, with one preview and one list of steps.
 */
import type { z } from 'zod'
import type { RosterChange, RosterSuccession } from '#api/organisation.ts'
import { listInstitutions } from '#database/organisation.ts'
import type { Tx } from '#database/transaction.ts'
import type { Roster } from '#domain/access/staff-roster.ts'
import { ruleFor } from '#domain/consent/age-rules.ts'
import { birthDay } from '#domain/organisation/cpr.ts'
import { schoolYearOf } from '#domain/organisation/organisation.ts'
import { reasonsForSecondApproval, type SecondReason, suggestedSuccessions } from '#domain/organisation/roster-approval.ts'
import type { MovedUp } from '#domain/organisation/roster-summer.ts'
import { finding, type RosterFinding, type RosterInstitution, type RosterPupil } from '#domain/organisation/roster.ts'
import { compareFamilies } from './compare-families.ts'
import { compareInstitutions } from './compare-institutions.ts'
import { comparePupils } from './compare-pupils.ts'
import { compareStaff } from './compare-staff.ts'
import type { RosterGround, RosterStep } from './roster-plan.ts'
import { type Counts, type KnownInstitution, nothing, type Part, type RosterContext, type Section } from './roster-section.ts'

export type Comparison = {
  readonly findings: readonly RosterFinding[]
  readonly ground: RosterGround
  readonly sections: readonly { readonly section: Section; readonly counts: Counts }[]
  readonly newClasses: number
  readonly movedUp: readonly MovedUp[]
  readonly identified: number
  readonly renumbered: number
  readonly protected: number
  readonly leftOut: number
  readonly custodyEnds: number
  readonly custodyBegins: number
  readonly successions: readonly z.infer<typeof RosterSuccession>[]
  readonly needsSecond: readonly SecondReason[]
  readonly preview: readonly z.infer<typeof RosterChange>[]
  readonly steps: readonly RosterStep[]
}

/** Compares whatever the roster speaks of. With an error anywhere nobody is compared: half a comparison would mislead. */
export async function compareRoster(tx: Tx, roster: Roster, given: Omit<RosterContext, 'schoolYear'>): Promise<Comparison> {
  const context: RosterContext = { ...given, schoolYear: roster.schoolYear ?? schoolYearOf(given.today) }
  const findings: RosterFinding[] = [...roster.findings]
  const hasErrors = () => findings.some(({ level }) => level === 'error')
  const sections: { section: Section; part: Part }[] = []
  const take = <P extends Part>(section: Section, part: P): P => {
    findings.push(...part.findings)
    sections.push({ section, part })
    return part
  }

  const existing: KnownInstitution[] = [...(await listInstitutions(tx))]
  const meant = newOrMeant(roster, existing)
  const institutions = meant && take('institutions', await compareInstitutions(tx, meant))
  // A section that names its institutions need not be told that they are new; the section of institutions has told it.
  const told = (institutions?.newInstitutions ?? []).map((one) => ({ ...one, id: null }))
  const renamed = new Map((institutions?.changedInstitutions ?? []).map((one) => [one.number, one]))
  const known = [...existing.map((one) => ({ ...one, ...renamed.get(one.number) })), ...told]

  const children = withoutLoginsOfStaff(roster, context.today, findings)
  const pupils = children && take('pupils', await comparePupils(tx, children, { ...context, known, hasErrors: hasErrors() }))
  const withFresh = [...known, ...(pupils?.newInstitutions ?? []).map((one) => ({ ...one, id: null }))]
  const families =
    roster.contacts &&
    take(
      'families',
      await compareFamilies(tx, roster.contacts, {
        ...context,
        pupils: pupils?.children,
        logins: pupils?.logins ?? new Map(),
        hasErrors: hasErrors(),
      }),
    )
  const staff =
    roster.staff &&
    take(
      'staff',
      await compareStaff(tx, roster.staff, { ...context, known: withFresh, classes: pupils?.classesAfter, hasErrors: hasErrors() }),
    )

  const isRefused = hasErrors()
  const nameOf = new Map(withFresh.map(({ number, name }) => [number, name]))
  const kindOf = new Map(withFresh.map(({ number, kind }) => [number, kind]))
  const successions =
    pupils === undefined || isRefused
      ? []
      : suggestedSuccessions(pupils.placeBefore, pupils.placeAfter, pupils.named, (number) => kindOf.get(number)).map((one) => ({
          ...one,
          fromName: nameOf.get(one.from) ?? one.from,
          toName: nameOf.get(one.to) ?? one.to,
        }))
  const steps = isRefused ? [] : sections.flatMap(({ part }) => part.steps)
  return {
    findings,
    ground: {
      schoolYear: context.schoolYear,
      newInstitutions: [...(institutions?.newInstitutions ?? []), ...(pupils?.newInstitutions ?? [])],
      changedInstitutions: [...(institutions?.changedInstitutions ?? [])],
      classes: [...(pupils?.classes ?? [])],
      closedClassIds: [...(pupils?.closedClassIds ?? [])],
      carriedOver: roster.staff === undefined ? [...(pupils?.carriedOver ?? [])] : [],
    },
    sections: sections.map(({ section, part }) => ({ section, counts: isRefused ? nothing : part.counts })),
    newClasses: pupils?.newClasses ?? 0,
    movedUp: isRefused ? [] : (pupils?.movedUp ?? []),
    identified: isRefused ? 0 : (pupils?.identified ?? 0) + (families?.identified ?? 0),
    renumbered: isRefused ? 0 : (pupils?.renumbered ?? 0) + (families?.renumbered ?? 0),
    protected: (pupils?.protected ?? 0) + (families?.protected ?? 0),
    leftOut: families?.leftOut ?? 0,
    custodyEnds: isRefused ? 0 : (families?.custodyEnds ?? 0),
    custodyBegins: isRefused ? 0 : (families?.custodyBegins ?? 0),
    successions,
    needsSecond: isRefused
      ? []
      : reasonsForSecondApproval({
          pupils: { gone: pupils?.missed ?? 0, of: pupils?.concerned ?? 0 },
          staff: { gone: staff?.counts.gone ?? 0, of: staff?.concerned ?? 0 },
          custodyChanges: (families?.custodyEnds ?? 0) + (families?.custodyBegins ?? 0),
          successions: successions.length,
        }),
    preview: isRefused ? [] : sections.flatMap(({ part }) => part.preview),
    steps,
  }
}

/** The pupils, a child without a login that the same roster gives to somebody who works here: they keep it, and it is told. */
function withoutLoginsOfStaff(
  { pupils, staff = [] }: Roster,
  today: string,
  findings: RosterFinding[],
): readonly RosterPupil[] | undefined {
  const lineOf = new Map(staff.map(({ login, line }) => [login.toLowerCase(), line]))
  return pupils?.map((pupil) => {
    const firstLine = pupil.uniLogin === null ? undefined : lineOf.get(pupil.uniLogin.toLowerCase())
    const bornOn = pupil.cpr === null ? undefined : birthDay(pupil.cpr)
    // From 15 somebody may have work here beside school, and one login for both.
    if (firstLine === undefined || ruleFor(bornOn, today).decides === 'self') return pupil
    findings.push(finding(pupil.line, 'login-of-two', { firstLine: String(firstLine) }))
    return { ...pupil, uniLogin: null }
  })
}

/**
 * What somebody wrote of an institution is meant. An export's name for it is information only, and its kind is told from
 * its pupils: they count where nothing is known, and rename nothing each night.
 */
function newOrMeant({ source, institutions }: Roster, existing: readonly KnownInstitution[]): readonly RosterInstitution[] | undefined {
  if (source !== 'stil' && source !== 'one-roster') return institutions
  const known = new Set(existing.map(({ number }) => number))
  const fresh = institutions?.filter(({ number }) => !known.has(number)) ?? []
  return fresh.length === 0 ? undefined : fresh
}
