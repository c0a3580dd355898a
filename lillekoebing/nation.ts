/**
 * A whole nation for benchmarks: the real municipalities with invented schools, every class of which has
 * answered. No pupils, names or slips: figures need none, and invented children beside real municipality
 * names are better not there. What a sealed survey needs is there: units with how many were invited, turnout,
 * and raw responses, until `sealNation` takes them.
 */
import type { Keyring } from '#database/keyring.ts'
import type { Doors } from '#database/transaction.ts'
import { schoolYearOf } from '#domain/organisation/organisation.ts'
import { chance } from './chance.ts'
import type { MunicipalityPlan, SchoolPlan } from './place.ts'
import { respondTo } from './responses.ts'
import type { Sealing } from './sealing.ts'
import { closeWave, readQuestionnaire } from './seed.ts'
import { makeTown, type Town } from './town.ts'
import { questionnaireAsked, surveyId, type Wave } from './waves.ts'
import { writeTown } from './write-town.ts'
import { writeWave } from './write-wave.ts'

export type NationSize = {
  readonly municipalities: number
  readonly schools: number
  /** Only every so-manieth of the real ones, so that a small nation has several regions. */
  readonly every?: number
}

/** With two and a half tracks of ten grades: 45,000 classes and 740,000 pupils, 700,000 of whom answer. */
export const wholeNation: NationSize = { municipalities: 98, schools: 1_800 }

const fewestSchools = 3
const tracks = [1, 2, 2, 3, 3, 4]
const pupilsOfClass = [12, 21] as const
const grades = [0, 1, 2, 3, 4, 5, 6, 7, 8, 9]

/** How many times the ordinary municipality the four largest cities are. */
const cities: Readonly<Record<number, number>> = { 101: 9, 751: 6, 461: 4, 851: 4 }

/**
 * Plans for these municipalities, in their order. Schools are shared out by a size drawn for each, at least
 * three a municipality, so that all can release their figures.
 */
export function nationPlans(
  municipalities: readonly { readonly id: number; readonly name: string }[],
  schools: number,
): readonly MunicipalityPlan[] {
  const sizes = municipalities.map(({ id }) => cities[id] ?? Math.exp(0.55 * chance(`nation|${id}`).normal()))
  const sum = sizes.reduce((total, size) => total + size, 0)
  const left = Math.max(0, schools - fewestSchools * municipalities.length)
  let shared = 0
  let given = 0
  return municipalities.map(({ id, name }, place) => {
    shared += ((sizes[place] ?? 0) / sum) * left
    const more = Math.round(shared) - given
    given += more
    return {
      id,
      name,
      hasPeople: false,
      others: [],
      schools: Array.from({ length: fewestSchools + more }, (_, number) => schoolPlan(id, number + 1)),
    }
  })
}

function schoolPlan(municipalityId: number, number: number): SchoolPlan {
  return {
    key: `s${number}`,
    // A letter in the fourth place: no school in the register has one there.
    number: `${String(municipalityId).padStart(3, '0')}N${number.toString(36).toUpperCase().padStart(2, '0')}`,
    name: `Prøveskole ${number} (opdigtet)`,
    tracks: chance(`nation|${municipalityId}|${number}`).pick(tracks),
    grades,
    size: pupilsOfClass,
  }
}

export type NationProgress = {
  /** What has just been done, for a line on the screen. */
  readonly municipality: string
  /** From 0 to 1. */
  readonly done: number
}

export type NationCount = { readonly municipalities: number; readonly schools: number; readonly classes: number; readonly pupils: number }

export type NationSeeding = {
  readonly doors: Doors
  readonly keyring: Keyring
  readonly today: string
  readonly size?: NationSize
  readonly onProgress?: (progress: NationProgress) => void
}

/**
 * Writes the nation, one municipality after the other; memory holds one at a time. Each is written whole or,
 * when it is there already, left alone, so an interrupted run goes on where it was. Surveys are left open,
 * with their raw responses in place. Never for an installation that is in use.
 */
export async function seedNation({ doors, keyring, today, size = wholeNation, onProgress }: NationSeeding): Promise<NationCount> {
  const respond = respondTo(await readQuestionnaire(doors), [])
  const plans = nationPlans(await listMunicipalities(doors, size), size.schools)
  let count: NationCount = { municipalities: 0, schools: 0, classes: 0, pupils: 0 }
  for (const plan of plans) {
    const town = townOf(plan, today)
    await writeTown(doors, keyring, '', town)
    await writeWave(doors, keyring, town, waveOf(town, today), respond)
    count = {
      municipalities: count.municipalities + 1,
      schools: count.schools + plan.schools.length,
      classes: count.classes + town.thisYear.length,
      pupils: count.pupils + town.thisYear.reduce((sum, { sexes }) => sum + sexes.length, 0),
    }
    onProgress?.({ municipality: plan.name, done: count.municipalities / plans.length })
  }
  return count
}

/** Municipalities sealed side by side: what one computes, another waits for the database. */
const sealedAtOnce = 2

/** Closes and seals every municipality's survey, which deletes its raw responses, and releases the figures. */
export async function sealNation({
  doors,
  sealing,
  today,
  size = wholeNation,
  onProgress,
}: Omit<NationSeeding, 'keyring'> & { readonly sealing: Sealing }): Promise<void> {
  const plans = nationPlans(await listMunicipalities(doors, size), size.schools)
  const waiting = plans.values()
  let done = 0
  const sealOneAfterTheOther = async () => {
    for (const plan of waiting) {
      const id = surveyId(plan.id, schoolYearOf(today))
      await closeWave(doors, plan.id, id)
      await sealing.sealRest(plan.id, id)
      await sealing.release(plan.id, id)
      done += 1
      onProgress?.({ municipality: plan.name, done: done / plans.length })
    }
  }
  await Promise.all(Array.from({ length: sealedAtOnce }, sealOneAfterTheOther))
  await sealing.gather()
}

function townOf(plan: MunicipalityPlan, today: string): Town {
  return { ...makeTown(plan, schoolYearOf(today)), lastYear: [] }
}

function waveOf(town: Town, today: string): Wave {
  const schoolYear = schoolYearOf(today)
  return {
    year: 'thisYear',
    classes: town.thisYear,
    stateOf: () => 'answered',
    survey: {
      id: surveyId(town.plan.id, schoolYear),
      municipalityId: town.plan.id,
      title: `Prøvemåling ${schoolYear}/${String(schoolYear + 1).slice(2)} (opdigtet)`,
      track: 'statistics',
      isRolling: false,
      questionnaire: questionnaireAsked,
      state: 'draft',
      schoolYear,
      opensOn: `${schoolYear}-08-01`,
      closesOn: `${schoolYear + 1}-07-31`,
      grades,
      institutionIds: town.institutions.map(({ id }) => id),
    },
  }
}

/** The real ones, by code. */
async function listMunicipalities(
  doors: Doors,
  { municipalities, every = 1 }: NationSize,
): Promise<readonly { readonly id: number; readonly name: string }[]> {
  const all = await doors.as(
    { municipalityId: 0, role: 'guest' },
    'staff',
    (tx) =>
      tx
        .selectFrom('common.municipality')
        .select(['municipalityId as id', 'name'])
        .where('isInvented', '=', false)
        .where('municipalityId', '>', 0)
        .orderBy('municipalityId')
        .execute(),
    { readOnly: true },
  )
  return all.filter((_, place) => place % every === 0).slice(0, municipalities)
}
