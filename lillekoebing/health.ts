/**
 * Surveys that ask by name: parents at school start, the eighth and ninth grade, and last year's of today's 8.A, so
 * that there is something to compare with. Answers are the invented pupils'; decisions are drawn, but for the few
 * families that one can sign in as.
 */
import { randomBytes, randomUUID } from 'node:crypto'
import { insertConsent, insertNamedInvitations } from '#database/consent.ts'
import { insertNamedResponse, listNamedResponses, saveFlag, saveHidden, saveNote } from '#database/health.ts'
import type { Keyring } from '#database/keyring.ts'
import type { Doors } from '#database/transaction.ts'
import type { Actor } from '#domain/access/actor.ts'
import { consentScope, type Decision, whoDecides } from '#domain/consent/consent.ts'
import { schoolYearOf } from '#domain/organisation/organisation.ts'
import type { Questionnaire } from '#domain/questionnaire/questionnaire.ts'
import { writtenTo } from './answer-model.ts'
import { chance } from './chance.ts'
import { answeredAtStart, answeredInEighth, pupilAt, type Seat, turningFifteen, undecided } from './families.ts'
import { furtherSurveyId } from './further-waves.ts'
import { idOf } from './identifier.ts'
import { newestColours, newestVersion } from './newest.ts'
import { lillekoebing } from './place.ts'
import type { Respond, SubmittedResponse } from './responses.ts'
import { staffOf } from './staff.ts'
import type { Pupil, Town, TownClass } from './town.ts'
import { addDays, later, type Wave } from './waves.ts'

export type HealthWave = Wave & {
  /** Of those who are asked, how many answer. */
  readonly share: number
  /** Closed and sealed, or open with the classes that are done sealed. */
  readonly isOver: boolean
  /** How figures are told apart from lessons: parents' answers are sealed when the survey closes. */
  readonly sealsByClass: boolean
  /** The class that those who answered then are in now. */
  readonly classNow: (group: TownClass) => TownClass
}

type Outline = {
  readonly key: string
  readonly title: string
  readonly code: string
  readonly grades: readonly number[]
  readonly institutionKeys: readonly string[]
  readonly share: number
  readonly isAnswered: (group: TownClass) => boolean
}

const outlines: readonly Outline[] = [
  {
    key: 'health-start',
    title: 'Før sundhedsplejerskens samtale ved skolestart',
    code: 'foraeldre-indskoling',
    grades: [0],
    institutionKeys: ['moellebakken', 'havbrinkskolen'],
    share: 0.72,
    isAnswered: () => true,
  },
  {
    key: 'health-8',
    title: 'Før sundhedssamtalen i 8. klasse',
    code: 'udskoling',
    grades: [8],
    institutionKeys: ['moellebakken'],
    share: 0.92,
    isAnswered: ({ name }) => name === '8.A',
  },
  {
    key: 'health-9',
    title: 'Før sundhedssamtalen i 9. klasse',
    code: 'udskoling',
    grades: [9],
    institutionKeys: ['moellebakken'],
    share: 0.92,
    isAnswered: () => false,
  },
]

/** The surveys by name of this school year, and one of last year; only Lillekøbing has any. */
export function healthWavesOf(town: Town, today: string): readonly HealthWave[] {
  if (town.plan.id !== lillekoebing.id) return []
  const schoolYear = schoolYearOf(today)
  const institutions = (keys: readonly string[]) => town.institutions.filter(({ key }) => keys.includes(key)).map(({ id }) => id)
  const open = outlines.map((outline): HealthWave => {
    const { key, title, code, grades, institutionKeys, share, isAnswered } = outline
    return {
      year: 'thisYear',
      share,
      isOver: false,
      sealsByClass: code === 'udskoling',
      classNow: (group) => group,
      survey: {
        id: furtherSurveyId(town.plan.id, schoolYear, key),
        municipalityId: town.plan.id,
        title,
        track: 'health',
        isRolling: false,
        questionnaire: newestVersion(code),
        state: 'draft',
        schoolYear,
        opensOn: later(addDays(today, -16), `${schoolYear}-08-01`),
        closesOn: earliest(addDays(today, 26), `${schoolYear + 1}-07-31`),
        grades,
        institutionIds: institutions(institutionKeys),
      },
      classes: town.thisYear.filter(
        ({ institutionKey, grade }) => institutionKeys.includes(institutionKey) && grade !== null && grades.includes(grade),
      ),
      stateOf: (group) => (isAnswered(group) ? 'answered' : 'waiting'),
      ...(code === 'foraeldre-indskoling' ? { isByLink: true as const } : {}),
    }
  })
  const eighth = town.thisYear.find(({ institutionKey, name }) => institutionKey === 'moellebakken' && name === '8.A')
  const before: HealthWave = {
    year: 'lastYear',
    share: 0.92,
    isOver: true,
    sealsByClass: true,
    classNow: (group) => eighth ?? group,
    survey: {
      id: furtherSurveyId(town.plan.id, schoolYear - 1, 'health-7'),
      municipalityId: town.plan.id,
      title: 'Før sundhedssamtalen i 7. klasse',
      track: 'health',
      isRolling: false,
      questionnaire: newestVersion('udskoling'),
      state: 'draft',
      schoolYear: schoolYear - 1,
      opensOn: `${schoolYear - 1}-10-01`,
      closesOn: `${schoolYear - 1}-11-28`,
      grades: [7],
      institutionIds: institutions(['moellebakken']),
    },
    classes: town.lastYear.filter(({ institutionKey, name }) => institutionKey === 'moellebakken' && name === '7.A'),
    stateOf: () => 'answered',
  }
  return [before, ...open]
}

/** Whoever one can sign in as and is to decide has not answered; everybody else as they are drawn. */
export function respondByFamily(respond: Respond, town: Town): Respond {
  const waiting = pupilAt(town, undecided)
  return (municipalityId, group, year) =>
    respond(municipalityId, group, year).filter(({ place }) => group.id !== waiting.classId || place !== undecided.place)
}

type Asked = {
  readonly pupil: Pupil
  readonly group: TownClass
  readonly decision: Decision
  readonly response: SubmittedResponse | undefined
}

/** Who is asked by name, what their families decided, what was answered, and a few marks of the nurse. Does nothing when it is there. */
export async function writeHealth(
  doors: Doors,
  keyring: Keyring,
  {
    town,
    wave,
    respond,
    questionnaire,
    today,
  }: { town: Town; wave: HealthWave; respond: Respond; questionnaire: Questionnaire; today: string },
): Promise<void> {
  const { id: surveyId, municipalityId, opensOn, closesOn } = wave.survey
  const slips = await doors.asSystem('seeding the invented world', { municipalityId, login: 'staff' }, async (tx) => {
    const rows = await tx
      .selectFrom('common.slip')
      .select(['pupilId', 'slipHmac'])
      .where('municipalityId', '=', municipalityId)
      .where('surveyId', '=', surveyId)
      .execute()
    return new Map(rows.map(({ pupilId, slipHmac }) => [pupilId, slipHmac]))
  })
  const asked = wave.classes.flatMap((group) => askedIn(town, wave, group, respond))
  const family = citizenOf(municipalityId, asked)
  const decidedOn = (seat: string) => addDays(opensOn, chance(`${seat}|decided`).whole(0, 4))
  const answeredOn = (seat: string) => addDays(opensOn, chance(`${seat}|answered`).whole(5, 12))
  const last = wave.isOver ? closesOn : today

  const isThere = await doors.as(family, 'health', async (tx) =>
    tx
      .selectFrom('health.invitation')
      .select('pupilId')
      .where('municipalityId', '=', municipalityId)
      .where('surveyId', '=', surveyId)
      .executeTakeFirst(),
  )
  if (isThere) return
  await doors.asSystem('seeding the invented world', { municipalityId, login: 'staff' }, (tx) =>
    insertNamedInvitations(
      tx,
      surveyId,
      asked.map(({ pupil }) => ({
        pupilId: pupil.id,
        personId: pupil.personId,
        classId: pupil.classId,
        slipHmac: slips.get(pupil.id) ?? randomBytes(32),
        decides: whoDecides(pupil.cpr, opensOn),
      })),
    ),
  )
  const byName = asked.filter(({ decision, response }) => decision === 'given' && response !== undefined)
  await doors.as({ municipalityId, role: 'respondent' }, 'health', async (tx) => {
    for (const { pupil, response } of byName) {
      const draw = chance(`${pupil.id}|wishes|${surveyId}`)
      const wants = isAt(town, pupil, answeredInEighth) || draw.happens(0.24)
      const themes = questionnaire.themes.filter((theme) => theme !== 'background')
      await insertNamedResponse(tx, keyring, {
        id: idOf('named response', surveyId, pupil.id),
        surveyId,
        pupilId: pupil.id,
        personId: pupil.personId,
        classId: pupil.classId,
        respondent: questionnaire.respondent,
        answeredBy: questionnaire.respondent === 'parent' ? parentPerson(town, pupil) : null,
        questionnaire: wave.survey.questionnaire,
        colourRulesVersion: newestColours(questionnaire.code),
        answers: response?.answers ?? [],
        written: writtenTo(questionnaire, response?.answers ?? []),
        talkAbout: isAt(town, pupil, answeredInEighth)
          ? ['sleep', 'friends']
          : wants
            ? draw.shuffled(themes).slice(0, draw.whole(1, 2))
            : [],
        notTalkAbout: draw.happens(0.1) ? ['family'].filter((theme) => themes.includes(theme)) : [],
        wishText: isAt(town, pupil, answeredInEighth)
          ? (pupilsWishes[0] ?? '')
          : wants && draw.happens(0.5)
            ? draw.pick(questionnaire.respondent === 'parent' ? parentsWishes : pupilsWishes)
            : '',
        submittedAt: `${earliest(answeredOn(pupil.id), last)}T${String(draw.whole(8, 12)).padStart(2, '0')}:${draw.whole(10, 59)}:00Z`,
      })
    }
  })
  await doors.as(family, 'health', async (tx) => {
    for (const { pupil, decision, response } of asked) {
      if (decision === 'none') continue
      const decides = whoDecides(pupil.cpr, opensOn)
      await insertConsent(tx, {
        id: randomUUID(),
        surveyId,
        pupilId: pupil.id,
        classId: pupil.classId,
        decision,
        decidedAs: decides,
        personId: decides === 'self' ? pupil.personId : parentPerson(town, pupil),
        scope: consentScope,
        at: `${decidedOn(pupil.id)}T18:20:00Z`,
      })
      const isAnswered = decision === 'given' && response !== undefined
      await tx
        .updateTable('health.invitation')
        .set({ decision, answeredOn: isAnswered ? earliest(answeredOn(pupil.id), last) : null })
        .where('municipalityId', '=', municipalityId)
        .where('surveyId', '=', surveyId)
        .where('pupilId', '=', pupil.id)
        .execute()
    }
  })
  if (wave.survey.questionnaire.code === 'udskoling') await writeMarks(doors, keyring, town, wave, byName, last)
  if (wave.survey.questionnaire.code === 'foraeldre-indskoling') await hideOne(doors, keyring, town, wave, last)
}

const hiddenItem = 'family-change'

/** One answer of the child with two homes is kept from the parents' page, with a reason. */
async function hideOne(doors: Doors, keyring: Keyring, town: Town, wave: HealthWave, last: string): Promise<void> {
  const pupil = pupilAt(town, answeredAtStart)
  const nurse = staffOf(town).find(({ role, classIds }) => role === 'healthVisitor' && classIds.includes(pupil.classId))
  if (!nurse) return
  const { municipalityId } = wave.survey
  const { classIds } = nurse
  const actor: Actor = { accountId: nurse.id, municipalityId, role: 'healthVisitor', institutionIds: [], classIds, reach: classIds }
  await doors.as(actor, 'health', async (tx) => {
    const response = (await listNamedResponses(tx, [pupil.id])).find(({ surveyId }) => surveyId === wave.survey.id)
    if (!response) return
    await saveHidden(tx, keyring, {
      responseId: response.id,
      item: hiddenItem,
      pupilId: pupil.id,
      personId: pupil.personId,
      classId: pupil.classId,
      accountId: nurse.id,
      hiddenOn: last,
      reason: 'Barnet bor i to hjem. Svaret er givet i fortrolighed og skal ikke blive et emne mellem forældrene.',
    })
  })
}

/** The nurse has begun: a few talks held, one to follow up, one note. */
async function writeMarks(
  doors: Doors,
  keyring: Keyring,
  town: Town,
  wave: HealthWave,
  byName: readonly Asked[],
  last: string,
): Promise<void> {
  const { municipalityId } = wave.survey
  const nurse = staffOf(town).find(({ role }) => role === 'healthVisitor')
  if (!nurse) return
  const actor: Actor = {
    accountId: nurse.id,
    municipalityId,
    role: 'healthVisitor',
    institutionIds: [],
    classIds: nurse.classIds,
    reach: nurse.classIds,
  }
  const talkedWith = byName.filter(({ pupil }) => !isAt(town, pupil, answeredInEighth)).slice(0, wave.isOver ? byName.length : 4)
  await doors.as(actor, 'health', async (tx) => {
    for (const [place, { pupil }] of talkedWith.entries()) {
      const response = (await listNamedResponses(tx, [pupil.id])).find(({ surveyId }) => surveyId === wave.survey.id)
      if (!response) continue
      const mark = { responseId: response.id, pupilId: pupil.id, classId: pupil.classId, accountId: nurse.id, setOn: last }
      await saveFlag(tx, { ...mark, item: 'sleep-tired', kind: 'talked', followUpOn: null })
      if (place === 1 && !wave.isOver) await saveFlag(tx, { ...mark, item: 'lonely', kind: 'followUp', followUpOn: addDays(last, 9) })
      if (place === 0 && !wave.isOver)
        await saveNote(
          tx,
          keyring,
          { pupilId: pupil.id, personId: pupil.personId, classId: pupil.classId },
          { text: note, accountId: nurse.id, savedOn: last },
        )
      await tx
        .updateTable('health.invitation')
        .set({ talkedOn: last })
        .where('municipalityId', '=', municipalityId)
        .where('surveyId', '=', wave.survey.id)
        .where('pupilId', '=', pupil.id)
        .execute()
    }
  })
}

const note = 'Har fået ro om aftenen, siden telefonen ligger i køkkenet. Vi taler igen i januar.'

const pupilsWishes = ['At jeg altid er træt', 'Noget med vennerne', 'Om jeg vokser, som jeg skal', 'Hvordan man siger fra']
const parentsWishes = ['Hun vågner ofte om natten', 'Overgangen til skolen', 'Han spiser meget få ting', 'Hvor meget skærm der er passende']

function askedIn(town: Town, wave: HealthWave, group: TownClass, respond: Respond): readonly Asked[] {
  const now = wave.classNow(group)
  const responses = wave.stateOf(group) === 'answered' ? respond(wave.survey.municipalityId, group, wave.year) : []
  return town.pupils
    .filter(({ classId }) => classId === now.id)
    .map((pupil, place) => {
      const response = responses.find((one) => one.place === place)
      return { pupil, group: now, response, decision: decisionOf(town, wave, pupil, response !== undefined) }
    })
}

function decisionOf(town: Town, wave: HealthWave, pupil: Pupil, hasAnswered: boolean): Decision {
  if (isAt(town, pupil, undecided)) return 'none'
  if (isAt(town, pupil, answeredAtStart) || isAt(town, pupil, answeredInEighth) || pupil.id === turningFifteen(town).id) return 'given'
  // From 15 they are asked in the lesson, which is still to come.
  if (whoDecides(pupil.cpr, wave.survey.opensOn) === 'self' && !hasAnswered) return 'none'
  const luck = chance(`${pupil.id}|consent|${wave.survey.id}`).next()
  if (hasAnswered) return luck < 0.84 ? 'given' : luck < 0.92 ? 'refused' : 'none'
  return luck < 0.3 ? 'given' : luck < 0.42 ? 'refused' : luck < 0.5 ? 'declined' : 'none'
}

function isAt(town: Town, pupil: Pupil, seat: Seat): boolean {
  return pupilAt(town, seat).id === pupil.id
}

/** The parent one can sign in as, where the child has one; whoever else decided is nobody we know. */
function parentPerson(town: Town, pupil: Pupil): string | null {
  if (isAt(town, pupil, answeredAtStart)) return idOf('citizen', town.plan.id, 'kasp1902')
  if (pupil.id === turningFifteen(town).id) return idOf('citizen', town.plan.id, 'birg1908')
  return isAt(town, pupil, answeredInEighth) || isAt(town, pupil, undecided) ? idOf('citizen', town.plan.id, 'mett1901') : null
}

/** All families at once: what each would have done on their own page. */
function citizenOf(municipalityId: number, asked: readonly Asked[]): Actor {
  return {
    accountId: idOf('every family', municipalityId),
    municipalityId,
    role: 'parent',
    institutionIds: [],
    classIds: [],
    reach: asked.map(({ pupil }) => pupil.id),
  }
}

function earliest(one: string, other: string): string {
  return one < other ? one : other
}
