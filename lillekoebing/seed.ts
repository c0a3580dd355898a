/**
 * Lillekøbing and its neighbours, into a migrated database: last year's survey sealed and released, this
 * year's open, with some classes done, one broken off, and several waiting for their lesson.
 */
import type pg from 'pg'
import { lockSurvey, saveSurvey } from '#database/survey.ts'
import type { Keyring } from '#database/keyring.ts'
import { isClassSealed } from '#database/lesson.ts'
import { findQuestionnaire } from '#database/questionnaire.ts'
import type { Doors } from '#database/transaction.ts'
import { schoolYearOf } from '#domain/organisation/organisation.ts'
import type { Questionnaire } from '#domain/questionnaire/questionnaire.ts'
import { closeSurvey } from '#domain/survey/survey.ts'
import { writeAssessments } from './assessments.ts'
import { furtherTruths } from './further-truths.ts'
import { type FurtherWave, furtherWavesOf } from './further-waves.ts'
import { type HealthWave, healthWavesOf, respondByFamily, writeHealth } from './health.ts'
import { writeInventedMunicipalities } from './invented-municipalities.ts'
import { writeBank } from './bank.ts'
import { writeInterventions } from './interventions.ts'
import { writeTestRecordings } from './recordings.ts'
import { association, lillekoebing, places } from './place.ts'
import { plantedTruths } from './planted-truths.ts'
import { respondTo, type Respond } from './responses.ts'
import type { Sealing } from './sealing.ts'
import { makeTown, type Town } from './town.ts'
import { questionnaireAsked, surveyId, wavesOf, type Wave } from './waves.ts'
import { writeNetwork } from './network.ts'
import { writeTown } from './write-town.ts'
import { writeWave } from './write-wave.ts'

export type Seeding = {
  /** A migrator's, for the names of the invented municipalities: only the owner writes those. */
  readonly migrator: Pick<pg.Client, 'query'>
  readonly doors: Doors
  readonly keyring: Keyring
  /** The login service whose user ids the accounts are for, as in its tokens. */
  readonly issuer: string
  /** The day it is in Denmark; school years and the open survey are placed around it. */
  readonly today: string
  readonly sealing: Sealing
  /** Told after each step, from 0 to 1. */
  readonly onProgress?: (done: number) => void
}

/**
 * Writes what is missing and says whether anything was. May be interrupted at any point and run again; once
 * it has come through, it does nothing, also in later school years.
 */
export async function seedLillekoebing(seeding: Seeding): Promise<'seeded' | 'already there'> {
  const { doors, keyring, issuer, today, sealing, onProgress } = seeding
  const towns = places.map((plan) => makeTown(plan, schoolYearOf(today)))
  const asked = towns.filter(({ plan }) => plan.id !== association.id).map((town) => ({ town, waves: wavesOf(town, today) }))
  const further = asked.flatMap(({ town }) =>
    town.plan.id === lillekoebing.id ? furtherWavesOf(town, today).map((wave) => ({ town, wave })) : [],
  )
  if (await isThere(doors, asked, today)) return 'already there'

  let done = 0
  const step = async (work: () => Promise<void>) => {
    await work()
    done += 1
    onProgress?.(done / (1 + towns.length + asked.length * 2 + further.length))
  }

  await step(() => writeInventedMunicipalities(seeding.migrator))
  for (const town of towns) await step(() => writeTown(doors, keyring, issuer, town))
  await writeNetwork(doors, towns, today)
  await writeBank(doors, today)
  await writeTestRecordings(doors, today)
  const respond = respondTo(await readQuestionnaire(doors))
  for (const year of ['lastYear', 'thisYear'] as const) {
    // Lillekøbing comes last, so that its last class is the last thing that is missing.
    for (const { town, waves } of asked.toReversed()) {
      const wave = waves.find((one) => one.year === year) as Wave
      await step(() => walkWave(seeding, town, wave, respond))
    }
    await sealing.gather()
    if (year === 'lastYear') await writeInterventions(doors, today)
    if (year === 'lastYear') for (const town of towns) await writeAssessments(doors, keyring, town, today)
    // Before this year's main road, whose last class is what tells that all is there.
    if (year === 'lastYear') for (const { town, wave } of further) await step(() => walkFurther(seeding, town, wave))
    if (year === 'lastYear')
      for (const { town } of asked) for (const wave of healthWavesOf(town, today)) await walkHealth(seeding, town, wave)
  }
  return 'seeded'
}

/** Writes one wave, seals what has been answered, and releases it. Closing last year's seals its classes too. */
async function walkWave({ doors, keyring, sealing }: Seeding, town: Town, wave: Wave, respond: Respond): Promise<void> {
  const { survey } = wave
  await writeWave(doors, keyring, town, wave, respond)
  if (wave.year === 'lastYear') {
    await closeWave(doors, survey.municipalityId, survey.id)
    await sealing.sealRest(survey.municipalityId, survey.id)
  } else {
    for (const { id } of classesDone(wave)) await sealing.sealClass(survey.municipalityId, survey.id, id)
  }
  // This year's figures of Lillekøbing are left for somebody to release.
  if (wave.year === 'lastYear' || town.plan.id !== lillekoebing.id) await sealing.release(survey.municipalityId, survey.id)
}

/** Writes a survey beside the main road, and seals it the way it is sealed: at its close, in batches, or class by class. */
async function walkFurther({ doors, keyring, sealing }: Seeding, town: Town, wave: FurtherWave): Promise<void> {
  const { id, municipalityId, questionnaire } = wave.survey
  await writeWave(
    doors,
    keyring,
    town,
    wave,
    respondTo(await readQuestionnaire(doors, questionnaire), [...plantedTruths, ...furtherTruths], wave.share),
  )
  if (wave.way === 'closed') {
    await closeWave(doors, municipalityId, id)
    await sealing.sealRest(municipalityId, id)
  } else if (wave.way === 'rolling') {
    await sealing.sealBatch(municipalityId, id)
  } else {
    for (const group of classesDone(wave)) await sealing.sealClass(municipalityId, id, group.id)
  }
}

/** A survey that asks by name, sealed like any other, and what is kept by name beside it. */
async function walkHealth({ doors, keyring, sealing, today }: Seeding, town: Town, wave: HealthWave): Promise<void> {
  const { id, municipalityId, questionnaire: asked } = wave.survey
  const questionnaire = await readQuestionnaire(doors, asked)
  const respond = respondByFamily(respondTo(questionnaire, undefined, wave.share), town)
  await writeWave(doors, keyring, town, wave, respond)
  await writeHealth(doors, keyring, { town, wave, respond, questionnaire, today })
  if (wave.isOver) {
    await closeWave(doors, municipalityId, id)
    await sealing.sealRest(municipalityId, id)
  } else if (wave.sealsByClass) {
    for (const group of classesDone(wave)) await sealing.sealClass(municipalityId, id, group.id)
  }
}

/** No more answers; a survey that is closed or sealed already stays so. */
export async function closeWave(doors: Doors, municipalityId: number, surveyId: string): Promise<void> {
  await doors.asSystem('seeding the invented world', { municipalityId, login: 'staff' }, async (tx) => {
    const open = await lockSurvey(tx, surveyId)
    const closed = open && closeSurvey(open)
    if (closed && typeof closed !== 'string') await saveSurvey(tx, closed)
  })
}

function classesDone(wave: Wave) {
  return wave.classes.filter((group) => wave.stateOf(group) === 'answered')
}

/** A questionnaire everybody may read; asked as somebody who has not signed in, which leaves no trace. */
export async function readQuestionnaire(doors: Doors, { code, version } = questionnaireAsked): Promise<Questionnaire> {
  const published = await doors.as(
    { municipalityId: lillekoebing.id, role: 'guest' },
    'staff',
    (tx) => findQuestionnaire(tx, code, version),
    { readOnly: true },
  )
  if (!published) throw new Error(`the questionnaire ${code} ${version} has not been published: migrate first`)
  return published.questionnaire
}

/** Whether all has been written: in this school year to its very last step, or in an earlier one. */
async function isThere(
  doors: Doors,
  asked: readonly { readonly town: Town; readonly waves: readonly Wave[] }[],
  today: string,
): Promise<boolean> {
  const home = asked.find(({ town }) => town.plan.id === lillekoebing.id)?.waves.find(({ year }) => year === 'thisYear') as Wave
  return doors.as(
    { municipalityId: lillekoebing.id, role: 'guest' },
    'staff',
    async (tx) => {
      const rows = await tx.selectFrom('common.survey').select('id').where('municipalityId', '=', tx.municipalityId).execute()
      const known = new Set(rows.map(({ id }) => id))
      const isKnown = (year: number) => known.has(surveyId(lillekoebing.id, year))
      const thisYear = schoolYearOf(today)
      if (isKnown(thisYear)) return isClassSealed(tx, home.survey.id, classesDone(home).at(-1)?.id ?? '')
      const earlier = Array.from({ length: 20 }, (_, ago) => thisYear - 1 - ago)
      return earlier.some((year) => isKnown(year) && isKnown(year - 1))
    },
    { readOnly: true },
  )
}
