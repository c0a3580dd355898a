/**
 * One municipality, filled in: institutions, classes of two school years, and pupils. Plain data from a plan;
 * the same plan and school year always give the same town.
 */
import type { Class, Institution, Sex } from '#domain/organisation/organisation.ts'
import { chance, type Chance } from './chance.ts'
import { idOf } from './identifier.ts'
import { boyNames, girlNames, surnames } from './name-pools.ts'
import type { MunicipalityPlan, OtherPlan, SchoolPlan } from './place.ts'

export type TownInstitution = Omit<Institution, 'kind'> & { readonly kind: Institution['kind'] | 'administration'; readonly key: string }

/** A class and who is in it, by sex: all that a response may carry. */
export type TownClass = Class & { readonly institutionKey: string; readonly sexes: readonly Sex[] }

export type Pupil = {
  readonly id: string
  readonly personId: string
  readonly institutionId: string
  readonly classId: string
  readonly name: string
  readonly sex: Sex
  readonly bornOn: string
  readonly cpr: string
}

export type Town = {
  readonly plan: MunicipalityPlan
  readonly institutions: readonly TownInstitution[]
  readonly thisYear: readonly TownClass[]
  readonly lastYear: readonly TownClass[]
  /** In the order of this year's classes; empty where nobody is registered. */
  readonly pupils: readonly Pupil[]
}

/** Fills in a plan for the school year that begins in `schoolYear`, and for the one before. */
export function makeTown(plan: MunicipalityPlan, schoolYear: number): Town {
  const institutions = [...plan.schools.map((school) => ({ ...school, kind: 'school' as const })), ...plan.others].map(
    ({ key, number, name, kind }) => ({
      id: institutionId(plan.id, key),
      municipalityId: plan.id,
      kind,
      key,
      number,
      name,
    }),
  )
  const schoolClasses = plan.schools.flatMap((school) => classesOf(plan.id, school, schoolYear))
  const thisYear = [...schoolClasses, ...plan.others.flatMap((other) => roomsOf(plan.id, other, schoolYear))]
  return {
    plan,
    institutions,
    thisYear,
    lastYear: plan.schools.flatMap((school) => classesLastYear(plan.id, school, schoolYear - 1, schoolClasses)),
    pupils: plan.hasPeople ? pupilsOf(plan, thisYear) : [],
  }
}

export function institutionId(municipalityId: number, key: string): string {
  return idOf('institution', municipalityId, key)
}

/** Of a class by the names people use: `classId(881, 'havbrinkskolen', 2026, '6.B')`. */
export function classId(municipalityId: number, institutionKey: string, schoolYear: number, name: string): string {
  return idOf('class', municipalityId, institutionKey, schoolYear, name)
}

type Outline = { readonly grade: number; readonly name: string; readonly pupils: number | undefined; readonly isTrack: boolean }

function outlinesOf(school: SchoolPlan): Outline[] {
  const fixed = school.fixed ?? []
  return school.grades.flatMap((grade) => {
    const ordinary = Array.from({ length: school.tracks }, (_, track) => `${grade}.${String.fromCharCode(65 + track)}`)
    const further = fixed.filter((one) => one.grade === grade && !ordinary.includes(one.name)).map((one) => one.name)
    return [...ordinary, ...further].map((name) => ({
      grade,
      name,
      pupils: fixed.find((one) => one.name === name)?.pupils,
      isTrack: ordinary.includes(name),
    }))
  })
}

function classesOf(municipalityId: number, school: SchoolPlan, schoolYear: number): TownClass[] {
  return outlinesOf(school).map(({ grade, name, pupils }) => {
    const draw = chance(`${municipalityId}|${school.key}|${name}|sexes`)
    return {
      id: classId(municipalityId, school.key, schoolYear, name),
      institutionId: institutionId(municipalityId, school.key),
      institutionKey: school.key,
      schoolYear,
      grade,
      name,
      sexes: sexes(draw, pupils ?? draw.whole(...school.size)),
    }
  })
}

/**
 * Last year's 5.A are those who are in 6.A now. Classes that have left school since are drawn anew, and so are
 * reception classes, whose pupils come and go.
 */
function classesLastYear(municipalityId: number, school: SchoolPlan, schoolYear: number, now: readonly TownClass[]): TownClass[] {
  return outlinesOf(school).map(({ grade, name, pupils, isTrack }) => {
    const moved = now.find(
      (one) => isTrack && one.institutionKey === school.key && one.name === `${grade + 1}${name.slice(String(grade).length)}`,
    )
    const draw = chance(`${municipalityId}|${school.key}|${name}|last year`)
    return {
      id: classId(municipalityId, school.key, schoolYear, name),
      institutionId: institutionId(municipalityId, school.key),
      institutionKey: school.key,
      schoolYear,
      grade,
      name,
      sexes: moved?.sexes ?? sexes(draw, pupils ?? draw.whole(...school.size)),
    }
  })
}

/** Children or young people in a room, fewest and most. */
const roomSize: Readonly<Record<OtherPlan['kind'], readonly [number, number]>> = {
  daycare: [12, 22],
  youthEducation: [20, 27],
  administration: [0, 0],
  healthService: [26, 34],
  youthService: [34, 34],
}

function roomsOf(municipalityId: number, other: OtherPlan, schoolYear: number): TownClass[] {
  return other.rooms.map((name) => {
    const draw = chance(`${municipalityId}|${other.key}|${name}|sexes`)
    return {
      id: classId(municipalityId, other.key, schoolYear, name),
      institutionId: institutionId(municipalityId, other.key),
      institutionKey: other.key,
      schoolYear,
      grade: null,
      name,
      sexes: sexes(draw, draw.whole(...roomSize[other.kind])),
    }
  })
}

/** About half and half, never one-sided in a class; now and then nobody has registered it. */
function sexes(draw: Chance, pupils: number): Sex[] {
  const girls = Math.round(pupils / 2) + (pupils > 8 ? draw.whole(-2, 2) : 0)
  const registered = Array.from({ length: pupils }, (_, place): Sex => (place < girls ? 'female' : 'male'))
  return draw.shuffled(registered).map((sex) => (draw.happens(0.004) ? 'unknown' : sex))
}

/** Everybody is as old as in 2026/27, whatever the school year: roster files know them by their CPR numbers. */
const agesAsOf = 2026

function pupilsOf(plan: MunicipalityPlan, classes: readonly TownClass[]): Pupil[] {
  let serial = 0
  return classes.flatMap((group) => {
    const draw = chance(`${plan.id}|${group.institutionKey}|${group.name}|pupils`)
    const ages = plan.others.find((other) => other.key === group.institutionKey)?.ages ?? [0, 0]
    const taken = new Set<string>()
    return group.sexes.map((sex, place): Pupil => {
      const name = freshName(draw, sex, taken)
      // Six years old in the calendar year one starts grade 0; children and young people without one by age.
      const bornIn = group.grade === null ? agesAsOf - draw.whole(...ages) - 1 : agesAsOf - group.grade - 6
      // Nobody is born in the months to come.
      const bornOn = `${bornIn}-${two(draw.whole(1, bornIn === agesAsOf ? 8 : 12))}-${two(draw.whole(1, 28))}`
      serial += 1
      const id = idOf('pupil', plan.id, group.institutionKey, group.name, place)
      return {
        id,
        personId: idOf('person of', id),
        institutionId: group.institutionId,
        classId: group.id,
        name,
        sex,
        bornOn,
        cpr: cprOf(bornOn, sex, serial),
      }
    })
  })
}

/** No two in a class are called the same, so that a list of who is missing can be read. */
function freshName(draw: Chance, sex: Sex, taken: Set<string>): string {
  for (;;) {
    const isGirl = sex === 'unknown' ? draw.happens(0.5) : sex === 'female'
    const name = `${draw.pick(isGirl ? girlNames : boyNames)} ${draw.pick(surnames)}`
    if (!taken.has(name)) {
      taken.add(name)
      return name
    }
  }
}

/**
 * A number no citizen has: sixty is added to the day, as municipalities do for replacement numbers, so it is
 * no date and no CPR number can ever equal it. The seventh digit is one of 4-9, which with these years means
 * born in this century; the last digit is even for girls, as in real numbers.
 */
function cprOf(bornOn: string, sex: Sex, serial: number): string {
  const [year, month, day] = [bornOn.slice(2, 4), bornOn.slice(5, 7), Number(bornOn.slice(8))]
  const last = 4000 + (serial % 3000) * 2 + (sex === 'male' ? 1 : 0)
  return `${day + 60}${month}${year}${last}`
}

function two(number: number): string {
  return String(number).padStart(2, '0')
}
