/**
 * A small municipality that plays through the main road by the program's own doors, for tests that need
 * answers in the database. One school with the classes asked for; nobody's answers but those given.
 */
import { randomBytes, randomUUID } from 'node:crypto'
import type { TestDatabase } from './test-database.ts'
import { insertPersons } from '#database/identity.ts'
import { insertInvitations, insertSurvey, insertSurveyUnits, listPupilsToInvite } from '#database/survey.ts'
import { insertLesson } from '#database/lesson.ts'
import type { Actor } from '#domain/access/actor.ts'
import { lessonCode, slipFrom } from '#domain/survey/code.ts'
import type { Survey } from '#domain/survey/survey.ts'
import type { House } from '#server/house.ts'
import { slipsFor, unitsOf } from '#server/survey/invite.ts'
import { newestVersion } from '#lillekoebing/newest.ts'

export type PlayedClass = {
  readonly id: string
  readonly name: string
  readonly code: string
  readonly pupils: readonly { readonly id: string; readonly name: string; readonly slip: string; readonly slipHmac: Buffer }[]
}

export type Play = {
  readonly municipalityId: number
  readonly institutionId: string
  readonly survey: Survey
  readonly classes: readonly PlayedClass[]
  readonly admin: Actor
}

/** Moves with no clock of its own: tests set `now`. */
export function testHouse(database: TestDatabase, now: () => Date = () => new Date('2026-11-23T09:00:00Z')): House {
  return { doors: database.doors, keyring: database.keyring, origin: 'http://localhost:3000', logins: [], isDemo: true, now } as House
}

/** Makes the school, opens a survey of `mellemtrin` for all its classes, and opens a lesson in each. */
export async function play(database: TestDatabase, sizes: Readonly<Record<string, number>>, municipalityId = 881): Promise<Play> {
  const { doors, keyring } = database
  const institutionId = randomUUID()
  const number = randomBytes(3).toString('hex').toUpperCase()
  const admin: Actor = { accountId: randomUUID(), municipalityId, role: 'municipalAdmin', institutionIds: [], classIds: [] }
  await database.asOwner((client) =>
    client.query(
      `insert into common.municipality values (${municipalityId}, 'Lillekøbing', '1083', 'Syddanmark', true) on conflict do nothing`,
    ),
  )
  const classes = Object.entries(sizes).map(([name, size]) => ({ id: randomUUID(), name, grade: Number(name[0]), size }))

  const survey: Survey = {
    id: randomUUID(),
    municipalityId,
    title: 'Trivsel i efteråret',
    track: 'statistics',
    isRolling: false,
    questionnaire: newestVersion('mellemtrin'),
    state: 'open',
    schoolYear: 2026,
    opensOn: '2026-11-01',
    closesOn: '2026-12-18',
    grades: [4, 5, 6],
    institutionIds: [institutionId],
  }

  const names = new Map<string, string>()
  const slips = await doors.as(admin, 'staff', async (tx) => {
    await tx
      .insertInto('common.institution')
      .values({ municipalityId, id: institutionId, kind: 'school', number, name: 'Åsum Skole', closedOn: null })
      .execute()
    for (const { id, name, grade, size } of classes) {
      await tx
        .insertInto('common.class')
        .values({ municipalityId, id, institutionId, schoolYear: 2026, grade, name, closedOn: null })
        .execute()
      for (let place = 0; place < size; place++) {
        const personId = randomUUID()
        const pupilId = randomUUID()
        names.set(pupilId, `Elev ${name} ${place}`)
        await insertPersons(tx, keyring, [{ id: personId, name: `Elev ${name} ${place}` }])
        await tx
          .insertInto('common.pupil')
          .values({
            municipalityId,
            id: pupilId,
            personId,
            institutionId,
            classId: id,
            sex: place % 2 === 0 ? 'female' : 'male',
            leftOn: null,
          })
          .execute()
      }
    }
    await insertSurvey(tx, survey)
    const pupils = await listPupilsToInvite(tx, survey)
    const made = slipsFor(keyring, municipalityId, survey.id, pupils)
    await insertSurveyUnits(tx, survey.id, unitsOf(pupils))
    await insertInvitations(tx, survey.id, made)
    return made
  })

  const played: PlayedClass[] = []
  for (const { id, name } of classes) {
    const code = lessonCode(municipalityId, randomBytes(8))
    await doors.as(admin, 'staff', (tx) =>
      insertLesson(tx, {
        id: randomUUID(),
        surveyId: survey.id,
        institutionId,
        classId: id,
        code,
        openedAt: new Date('2026-11-23T08:00:00Z'),
      }),
    )
    const pupils = slips
      .filter(({ classId }) => classId === id)
      .map(({ pupilId, turn, slipHmac }) => ({
        id: pupilId,
        name: names.get(pupilId) ?? '',
        slipHmac,
        slip: slipFrom(keyring.slipSymbols(municipalityId, survey.id, pupilId, turn)),
      }))
    played.push({ id, name, code, pupils })
  }
  return { municipalityId, institutionId, survey, classes: played, admin }
}
