/**
 * Writes a survey and the answers given so far. Slips of pupils are real: whoever prints them can answer with
 * them. Responses are kept as a submit keeps them: random ids, in random order, joined to nobody.
 */
import { randomBytes, randomUUID } from 'node:crypto'
import { sql } from 'kysely'
import type { Keyring } from '#database/keyring.ts'
import { sexLetter } from '#database/response.ts'
import { insertInvitations, insertSurvey, insertSurveyUnits, type SlipRow, type SurveyUnitRow } from '#database/survey.ts'
import type { Doors, Tx } from '#database/transaction.ts'
import type { Sex } from '#domain/organisation/organisation.ts'
import { unitKey } from '#domain/organisation/unit.ts'
import { lessonCode, linkFrom, slipFrom } from '#domain/survey/code.ts'
import { chance } from './chance.ts'
import { arrayLiteral, insertRows } from './insert-rows.ts'
import type { Respond, SubmittedResponse } from './responses.ts'
import type { Pupil, Town, TownClass } from './town.ts'
import type { Wave } from './waves.ts'

/** Half of a class that was broken off has answered. */
const partOfClass = 0.5

export type Answered = { readonly group: TownClass; readonly responses: readonly SubmittedResponse[] }

/**
 * Writes the wave unless it is there, and leaves the survey open. While its responses are being written the
 * survey is a draft: what an interrupted run left of it is taken away first.
 */
export async function writeWave(doors: Doors, keyring: Keyring, town: Town, wave: Wave, respond: Respond): Promise<void> {
  const { municipalityId, id } = wave.survey
  const scope = (login: 'staff' | 'statistics' | 'sealer') => ({ municipalityId, login })
  const reason = 'seeding the invented world'
  const slips: Slips = hasSlips(town, wave) ? slipsOf(keyring, town, wave) : new Map()
  const answered = wave.classes.map((group) => ({ group, responses: respondSoFar(wave, group, respond) }))

  const state = await doors.asSystem(reason, scope('staff'), async (tx) => {
    const known = await tx
      .selectFrom('common.survey')
      .select('state')
      .where('municipalityId', '=', municipalityId)
      .where('id', '=', id)
      .executeTakeFirst()
    if (known) return known.state
    await insertSurvey(tx, wave.survey)
    await insertSurveyUnits(tx, id, unitsOf(askedIn(wave)))
    await writeInvitations(tx, slips, wave, answered)
    await writeLessons(tx, wave)
    return 'draft'
  })
  if (state !== 'draft') return

  await doors.asSystem(reason, scope('sealer'), async (tx) => {
    await tx.deleteFrom('statistics.response').where('municipalityId', '=', municipalityId).where('surveyId', '=', id).execute()
  })
  await doors.asSystem(reason, scope('statistics'), async (tx) => {
    if (slips.size > 0) await saveTurnout(tx, slips, id, answered)
    await insertResponses(tx, id, answered)
  })
  await doors.asSystem(reason, scope('staff'), async (tx) => {
    await tx.updateTable('common.survey').set({ state: 'open' }).where('municipalityId', '=', municipalityId).where('id', '=', id).execute()
  })
}

function respondSoFar(wave: Wave, group: TownClass, respond: Respond): readonly SubmittedResponse[] {
  const state = wave.stateOf(group)
  if (state === 'waiting') return []
  const responses = respond(wave.survey.municipalityId, group, wave.year)
  return state === 'answered' ? responses : responses.slice(0, Math.round(group.sexes.length * partOfClass))
}

/** Its classes with all who were asked. */
function askedIn({ classes, girlsAway = () => 0 }: Wave): readonly TownClass[] {
  return classes.map((group) => ({
    ...group,
    sexes: [...group.sexes, ...Array.from({ length: girlsAway(group) }, () => 'female' as const)],
  }))
}

/** Every unit that takes part, from the classes up, with how many are invited in it. */
export function unitsOf(classes: readonly TownClass[]): readonly SurveyUnitRow[] {
  const rows = new Map<string, SurveyUnitRow>()
  for (const { id: classId, institutionId, grade, sexes } of classes) {
    const add = (row: Omit<SurveyUnitRow, 'invited'>) =>
      rows.set(row.unit, { ...row, invited: (rows.get(row.unit)?.invited ?? 0) + sexes.length })
    const sexesOf = (unit: string) => {
      const { invitedFemale = 0, invitedMale = 0 } = rows.get(unit) ?? {}
      const more = (sex: Sex) => sexes.filter((one) => one === sex).length
      return { invitedFemale: invitedFemale + more('female'), invitedMale: invitedMale + more('male') }
    }
    add({ unit: unitKey({ level: 'class', classId }), level: 'class', institutionId, classId, grade })
    if (grade !== null)
      add({ unit: unitKey({ level: 'yearGroup', institutionId, grade }), level: 'yearGroup', institutionId, classId: null, grade })
    add({ unit: unitKey({ level: 'institution', institutionId }), level: 'institution', institutionId, classId: null, grade: null })
    if (grade !== null) {
      const unit = unitKey({ level: 'municipalYearGroup', grade })
      add({ unit, level: 'municipalYearGroup', institutionId: null, classId: null, grade, ...sexesOf(unit) })
    }
    add({ unit: unitKey({ level: 'municipality' }), level: 'municipality', institutionId: null, classId: null, grade: null })
  }
  return [...rows.values()]
}

/** Slips are for this year's pupils; last year's are long gone, and so is whose they were. */
function hasSlips(town: Town, wave: Wave): boolean {
  return wave.year === 'thisYear' && town.plan.hasPeople
}

type Slips = ReadonlyMap<string, readonly SlipRow[]>

/** Slips, invitations and empty turnout where there are slips; elsewhere turnout of numbers that belong to nobody. */
async function writeInvitations(tx: Tx, slips: Slips, wave: Wave, answered: readonly Answered[]): Promise<void> {
  if (slips.size > 0) return insertInvitations(tx, wave.survey.id, [...slips.values()].flat())
  await insertRows(
    tx,
    'statistics.turnout',
    turnoutOf(wave.survey.id, answered, () => randomBytes(32)),
  )
}

/** Who of each class has answered. */
async function saveTurnout(tx: Tx, slips: Slips, surveyId: string, answered: readonly Answered[]): Promise<void> {
  const { class_id, answered: hmacs } = turnoutOf(surveyId, answered, (classId, place) => slips.get(classId)?.[place]?.slipHmac)
  await sql`
    update statistics.turnout as turnout set answered = given.answered::bytea[]
    from unnest(${class_id.values}::uuid[], ${hmacs.values.map(arrayLiteral)}::text[]) as given (class_id, answered)
    where turnout.municipality_id = ${tx.municipalityId} and turnout.survey_id = ${surveyId} and turnout.class_id = given.class_id`.execute(
    tx,
  )
}

function turnoutOf(surveyId: string, answered: readonly Answered[], slipHmacOf: (classId: string, place: number) => Buffer | undefined) {
  const sorted = ({ group, responses }: Answered) =>
    responses.flatMap(({ place }) => slipHmacOf(group.id, place) ?? []).toSorted(Buffer.compare)
  return {
    survey_id: { type: 'uuid', values: answered.map(() => surveyId) },
    class_id: { type: 'uuid', values: answered.map(({ group }) => group.id) },
    answered: { type: 'bytea[]', values: answered.map(sorted) },
  }
}

/** In the order of the class's list, which is the order of its `sexes`. */
function slipsOf(keyring: Keyring, town: Town, wave: Wave): Slips {
  const pupilsByClass = Map.groupBy(town.pupils, ({ classId }) => classId)
  return new Map(
    wave.classes.map((group) => {
      const taken = new Set<string>()
      // A survey that invites one at a time has as many in a class as have been invited.
      const pupils = (pupilsByClass.get(group.id) ?? []).slice(0, group.sexes.length)
      return [group.id, pupils.map((pupil) => slipOf(keyring, wave, group, pupil, taken))]
    }),
  )
}

/** As when a survey is opened: another turn for the rare pupil whose slip is taken in the class. */
function slipOf(keyring: Keyring, wave: Wave, group: TownClass, pupil: Pupil, taken: Set<string>): SlipRow {
  const { municipalityId, id } = wave.survey
  const { id: pupilId, sex } = pupil
  const of = { pupilId, classId: group.id, institutionId: group.institutionId, grade: group.grade, sex }
  if (wave.isByLink) {
    const link = linkFrom(municipalityId, keyring.linkSymbols(municipalityId, id, pupilId, 0))
    return { ...of, turn: 0, slipHmac: keyring.linkHmac(municipalityId, link) }
  }
  for (let turn = 0; ; turn += 1) {
    const slip = slipFrom(keyring.slipSymbols(municipalityId, id, pupilId, turn))
    if (taken.has(slip)) continue
    taken.add(slip)
    const slipHmac = keyring.slipHmac(municipalityId, id, group.id, slip)
    return { ...of, turn, slipHmac }
  }
}

/** The hours in which the classes that are done have answered, on the days before. Their codes are dead. */
async function writeLessons(tx: Tx, wave: Wave): Promise<void> {
  if (wave.isByLink) return
  const { municipalityId, id, opensOn } = wave.survey
  const done = wave.classes.filter((group) => wave.stateOf(group) === 'answered')
  const hours = done.map((group) => {
    const draw = chance(`${municipalityId}|${group.institutionKey}|${group.name}|lesson`)
    const opened = new Date(`${opensOn}T07:00:00Z`)
    opened.setUTCHours(7 + draw.whole(1, 5), draw.whole(0, 59))
    return { group, opened, ended: new Date(opened.getTime() + 35 * 60_000) }
  })
  await insertRows(tx, 'common.lesson', {
    id: { type: 'uuid', values: hours.map(() => randomUUID()) },
    survey_id: { type: 'uuid', values: hours.map(() => id) },
    institution_id: { type: 'uuid', values: hours.map(({ group }) => group.institutionId) },
    class_id: { type: 'uuid', values: hours.map(({ group }) => group.id) },
    code: { type: 'text', values: hours.map(() => lessonCode(municipalityId, randomBytes(8))) },
    state: { type: 'text', values: hours.map(() => 'ended') },
    opened_at: { type: 'timestamptz', values: hours.map(({ opened }) => opened.toISOString()) },
    ended_at: { type: 'timestamptz', values: hours.map(({ ended }) => ended.toISOString()) },
  })
}

const responsesAtOnce = 5_000

/** Responses in an order that tells nothing: that of their random ids. */
export async function insertResponses(tx: Tx, surveyId: string, answered: readonly Answered[]): Promise<void> {
  const rows = answered
    .flatMap(({ group, responses }) =>
      responses.map(({ sex, counted }) => ({ id: randomUUID(), classId: group.id, grade: group.grade, sex, answers: counted })),
    )
    .toSorted((one, other) => (one.id < other.id ? -1 : 1))
  for (let at = 0; at < rows.length; at += responsesAtOnce) {
    const some = rows.slice(at, at + responsesAtOnce)
    await insertRows(tx, 'statistics.response', {
      id: { type: 'uuid', values: some.map(({ id }) => id) },
      survey_id: { type: 'uuid', values: some.map(() => surveyId) },
      class_id: { type: 'uuid', values: some.map(({ classId }) => classId) },
      grade: { type: 'smallint', values: some.map(({ grade }) => grade) },
      sex: { type: 'text', values: some.map(({ sex }) => sexLetter[sex]) },
      answers: { type: 'smallint[]', values: some.map(({ answers }) => answers) },
    })
  }
}
