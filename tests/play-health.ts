/**
 * A class that is asked by name: children with a birthday, a parent each, a nurse who has the class and one who has
 * not. Opened as a survey is opened; nobody has decided and nobody has answered.
 */
import { createHash, randomBytes, randomUUID } from 'node:crypto'
import type { FastifyInstance } from 'fastify'
import { insertAccounts, insertSession, subjectIndex } from '#database/access.ts'
import { insertPersons } from '#database/identity.ts'
import { insertLesson } from '#database/lesson.ts'
import { insertInvitations, insertSurvey, insertSurveyUnits, listPupilsToInvite } from '#database/survey.ts'
import type { Actor, Role } from '#domain/access/actor.ts'
import { lessonCode, slipFrom } from '#domain/survey/code.ts'
import type { Survey } from '#domain/survey/survey.ts'
import { inviteByName } from '#server/health/invite.ts'
import { sessionCookie } from '#server/http/session.ts'
import { linkOf, linksFor, slipsFor, unitsOf } from '#server/survey/invite.ts'
import { browser, call, type Answer, type SignedIn, signInAs } from './sign-in-as.ts'
import type { TestDatabase } from './test-database.ts'
import { newestVersion } from '#lillekoebing/newest.ts'

export type PlayedChild = {
  readonly id: string
  readonly personId: string
  readonly name: string
  /** As the class's slip, or as a link's symbols where parents answer. */
  readonly slip: string
  readonly slipHmac: Buffer
}

export type Custody = { readonly validFrom?: string; readonly validUntil?: string }

export type HealthPlay = {
  readonly municipalityId: number
  readonly institutionId: string
  readonly classId: string
  readonly otherClassId: string
  readonly survey: Survey
  readonly code: string
  readonly children: readonly PlayedChild[]
  readonly nurse: SignedIn
  readonly stranger: SignedIn
  /** A parent of this child; with custody for ever unless told from when until when. Each call is another parent. */
  readonly parentOf: (child: PlayedChild, custody?: Custody) => Promise<SignedIn>
  /** The child, signed in. */
  readonly self: (child: PlayedChild, role?: 'pupil' | 'youngPerson') => Promise<SignedIn>
  readonly enter: (child: PlayedChild, consent?: string) => Promise<Answer>
}

/** `cprs` gives the birthdays: one child for each. */
export async function playHealth(
  database: TestDatabase,
  app: FastifyInstance,
  {
    cprs,
    municipalityId = 881,
    questionnaire = 'udskoling',
    className = '8.A',
    version = newestVersion(questionnaire).version,
  }: {
    readonly cprs: readonly string[]
    readonly municipalityId?: number
    readonly questionnaire?: string
    readonly className?: string
    readonly version?: string
  },
): Promise<HealthPlay> {
  const { doors, keyring } = database
  const [institutionId, classId, otherClassId] = [randomUUID(), randomUUID(), randomUUID()]
  const grade = Number(className[0])
  const admin: Actor = { accountId: randomUUID(), municipalityId, role: 'municipalAdmin', institutionIds: [], classIds: [] }
  await database.asOwner((client) =>
    client.query("insert into common.municipality values ($1, 'Lillekøbing', '1083', 'Syddanmark', true) on conflict do nothing", [
      municipalityId,
    ]),
  )
  const survey: Survey = {
    id: randomUUID(),
    municipalityId,
    title: `Sundhedsår ${className}`,
    track: 'health',
    isRolling: false,
    questionnaire: { code: questionnaire, version },
    state: 'open',
    schoolYear: 2026,
    opensOn: '2026-11-01',
    closesOn: '2026-12-18',
    grades: [grade],
    institutionIds: [institutionId],
  }
  const byLink = questionnaire.startsWith('foraeldre')
  const code = lessonCode(municipalityId, randomBytes(8))
  const children = await doors.as(admin, 'staff', async (tx) => {
    await tx
      .insertInto('common.institution')
      .values({
        municipalityId,
        id: institutionId,
        kind: 'school',
        number: randomBytes(3).toString('hex').toUpperCase(),
        name: 'Åsum Skole',
        closedOn: null,
      })
      .execute()
    for (const [id, name] of [
      [classId, className],
      [otherClassId, `${grade + 1}.B`],
    ] as const)
      await tx
        .insertInto('common.class')
        .values({ municipalityId, id, institutionId, schoolYear: 2026, grade: id === classId ? grade : grade + 1, name, closedOn: null })
        .execute()
    const made = new Map<string, { id: string; personId: string; name: string }>()
    for (const [place, cpr] of cprs.entries()) {
      const [id, personId] = [randomUUID(), randomUUID()]
      const name = `Barn${place} Toft`
      await insertPersons(tx, keyring, [{ id: personId, name, cpr }])
      await tx
        .insertInto('common.pupil')
        .values({ municipalityId, id, personId, institutionId, classId, sex: place % 2 === 0 ? 'female' : 'male', leftOn: null })
        .execute()
      made.set(id, { id, personId, name })
    }
    await insertSurvey(tx, survey)
    const pupils = await listPupilsToInvite(tx, survey)
    const slips = (byLink ? linksFor : slipsFor)(keyring, municipalityId, survey.id, pupils)
    await insertSurveyUnits(tx, survey.id, unitsOf(pupils))
    await insertInvitations(tx, survey.id, slips)
    await inviteByName(tx, keyring, survey, slips, '2026-11-23')
    await insertLesson(tx, {
      id: randomUUID(),
      surveyId: survey.id,
      institutionId,
      classId,
      code,
      openedAt: new Date('2026-11-23T08:00:00Z'),
    })
    return slips
      .map(({ pupilId, turn, slipHmac }) => ({
        ...made.get(pupilId)!,
        slipHmac,
        slip: byLink
          ? linkOf(keyring, municipalityId, survey.id, pupilId, turn)
          : slipFrom(keyring.slipSymbols(municipalityId, survey.id, pupilId, turn)),
      }))
      .toSorted((one, other) => (one.name < other.name ? -1 : 1))
  })

  async function citizen(role: Role, relation: 'custody' | 'self', child: PlayedChild, custody: Custody = {}): Promise<SignedIn> {
    const id = randomUUID()
    const personId = relation === 'self' ? child.personId : randomUUID()
    const token = `${municipalityId}.${randomBytes(32).toString('base64url')}`
    await doors.as({ municipalityId, role: 'guest' }, 'staff', async (tx) => {
      if (relation === 'custody') await insertPersons(tx, keyring, [{ id: personId, name: `Mor til ${child.name}` }])
      await insertAccounts(tx, keyring, [
        {
          id,
          personId,
          role,
          subjectIndex: subjectIndex(keyring, municipalityId, 'https://login.example', id),
          institutionIds: [institutionId],
          classIds: [],
        },
      ])
      await tx
        .insertInto('identity.family')
        .values({ municipalityId, personId, pupilId: child.id, pupilPersonId: child.personId, relation, ...custody })
        .execute()
      const at = new Date('2026-11-23T09:00:00Z')
      await insertSession(tx, {
        tokenHash: createHash('sha256').update(token).digest(),
        accountId: id,
        now: at,
        expiresAt: new Date(at.getTime() + 8 * 3_600_000),
        by: { provider: 'uni-login', assurance: 'substantial' },
      })
    })
    return {
      actor: {
        accountId: id,
        municipalityId,
        role,
        institutionIds: [institutionId],
        classIds: [],
        reach: [personId, child.id, child.personId],
      },
      token,
      headers: { cookie: `${sessionCookie}=${token}` },
    }
  }

  return {
    municipalityId,
    institutionId,
    classId,
    otherClassId,
    survey,
    code,
    children,
    nurse: await signInAs(database, 'healthVisitor', { municipalityId, classIds: [classId], name: 'Lotte Kjær' }),
    stranger: await signInAs(database, 'healthVisitor', { municipalityId, classIds: [otherClassId], name: 'Kirsten Vig' }),
    parentOf: (child, custody) => citizen('parent', 'custody', child, custody),
    self: (child, role = 'pupil') => citizen(role, 'self', child),
    enter: (child, consent) =>
      byLink
        ? call(app, undefined, 'POST /responses/enter-by-link', { link: child.slip, consent }, browser())
        : call(app, undefined, 'POST /responses/enter', { code, slip: child.slip, consent }),
  }
}

/** Answers as the track says: saved and submitted with these values by place, all else left open. */
export async function answerAll(
  app: FastifyInstance,
  entered: Answer['body'],
  values: Readonly<Record<number, number>>,
  wishes?: { readonly talkAbout: readonly string[]; readonly notTalkAbout: readonly string[]; readonly text: string },
): Promise<Answer> {
  const room = entered.about.track === 'health' ? '/health/responses' : '/responses'
  const headers = { authorization: `Bearer ${entered.token}` }
  const answers = Object.entries(values).map(([place, value]) => ({ place: Number(place), value, sequence: Number(place) + 1 }))
  if (answers.length > 0) await call(app, undefined, `POST ${room}/answers`, { epoch: entered.epoch, answers }, headers)
  const row = entered.answers.map((_: null, place: number) => values[place] ?? null)
  return call(app, undefined, `POST ${room}/submit`, { answers: row, ...(wishes ? { wishes } : {}) }, headers)
}
