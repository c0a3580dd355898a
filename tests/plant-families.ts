/** Puts the thirty families into a database as rosters and opened surveys would, past no rule but the clock. */
import { createHash, randomUUID } from 'node:crypto'
import { insertAccounts, subjectIndex } from '#database/access.ts'
import { saveFamilies } from '#database/family.ts'
import { erasePersons, insertPersons } from '#database/identity.ts'
import { insertInvitations, insertSurvey, insertSurveyUnits, listPupilsToInvite } from '#database/survey.ts'
import type { Actor } from '#domain/access/actor.ts'
import { wayIn, type Survey } from '#domain/survey/survey.ts'
import { newestVersion } from '#lillekoebing/newest.ts'
import { inviteByName } from '#server/health/invite.ts'
import { linksFor, slipsFor, unitsOf } from '#server/survey/invite.ts'
import type { TestDatabase } from './test-database.ts'
import { type AskedIn, askedIn, type Family, type Grown, type Human, theDay, thirtyFamilies } from './thirty-families.ts'

export type PlantedFamilies = {
  readonly municipalityId: number
  readonly admin: Actor
  readonly surveys: Readonly<Record<AskedIn, Survey>>
  /** By their names, which nobody shares. */
  readonly pupilIds: ReadonlyMap<string, string>
  readonly personIds: ReadonlyMap<string, string>
  readonly nameOf: (personId: string) => string
  /** What the table says of one survey, in the order of `written`, sorted. */
  readonly expectedOf: (asked: AskedIn) => readonly string[]
}

const kinds = { parentsByName: 'school', parents: 'daycare', class: 'school', classByName: 'school', young: 'youthService' } as const

export async function plantFamilies(database: TestDatabase, municipalityId = 881): Promise<PlantedFamilies> {
  const { doors, keyring } = database
  const admin: Actor = { accountId: randomUUID(), municipalityId, role: 'municipalAdmin', institutionIds: [], classIds: [] }
  const [pupilIds, personIds] = [new Map<string, string>(), new Map<string, string>()]
  for (const { children, grownUps } of thirtyFamilies) {
    for (const { name } of children) pupilIds.set(name, randomUUID())
    for (const { name } of [...children, ...grownUps]) personIds.set(name, randomUUID())
  }
  const personId = (name: string) => personIds.get(name) ?? ''
  const pupilId = (name: string) => pupilIds.get(name) ?? ''
  await database.asOwner((client) =>
    client.query("insert into common.municipality values ($1, 'Lillekøbing', '1083', 'Syddanmark', true) on conflict do nothing", [
      municipalityId,
    ]),
  )

  const surveys = await doors.as(admin, 'staff', async (tx) => {
    await insertPersons(
      tx,
      keyring,
      thirtyFamilies.flatMap(peopleOf).map((human) => newPerson(personId(human.name), human)),
    )
    const made: Partial<Record<AskedIn, Survey>> = {}
    for (const asked of Object.keys(askedIn) as AskedIn[]) {
      const survey = surveyOf(asked, municipalityId)
      made[asked] = survey
      const [institutionId = ''] = survey.institutionIds
      const classId = randomUUID()
      const { className, grade, respondent } = askedIn[asked]
      await tx
        .insertInto('common.institution')
        .values({
          municipalityId,
          id: institutionId,
          kind: kinds[asked],
          number: numberOf(asked),
          name: `Skolen ved ${className}`,
          closedOn: null,
        })
        .execute()
      await tx
        .insertInto('common.class')
        .values({ municipalityId, id: classId, institutionId, schoolYear: 2026, grade, name: className, closedOn: null })
        .execute()
      const families = thirtyFamilies.filter((family) => family.asked === asked)
      await tx
        .insertInto('common.pupil')
        .values(
          families.flatMap(({ children }) =>
            children.map(({ name }) => ({
              municipalityId,
              id: pupilId(name),
              personId: personId(name),
              institutionId,
              classId,
              sex: 'unknown' as const,
              leftOn: null,
            })),
          ),
        )
        .execute()
      await saveFamilies(
        tx,
        families.flatMap((family) => tiesOf(family, pupilId, personId)),
      )
      await insertSurvey(tx, survey)
      const pupils = await listPupilsToInvite(tx, survey)
      const slips = (wayIn(respondent) === 'link' ? linksFor : slipsFor)(keyring, municipalityId, survey.id, pupils)
      await insertSurveyUnits(tx, survey.id, unitsOf(pupils))
      await insertInvitations(tx, survey.id, slips)
      await inviteByName(tx, keyring, survey, slips, '2026-11-01')
    }
    await insertAccounts(
      tx,
      keyring,
      thirtyFamilies.flatMap(peopleOf).flatMap(({ name, isTeacher }) => {
        const id = randomUUID()
        const index = subjectIndex(keyring, municipalityId, 'https://login.example', id)
        return isTeacher
          ? [{ id, personId: personId(name), role: 'teacher' as const, subjectIndex: index, institutionIds: [], classIds: [] }]
          : []
      }),
    )
    return made as Record<AskedIn, Survey>
  })

  await database.asOwner(async (client) => {
    for (const family of thirtyFamilies) {
      const survey = surveys[family.asked]
      for (const { name } of family.children) {
        const key = [municipalityId, survey.id, pupilId(name)]
        const list = family.answered ? 'answered' : family.declined ? 'declined' : undefined
        if (list !== undefined)
          await client.query(
            `update statistics.turnout t set ${list} = t.${list} || s.slip_hmac from common.slip s
             where s.municipality_id = $1 and s.survey_id = $2 and s.pupil_id = $3
               and t.municipality_id = s.municipality_id and t.survey_id = s.survey_id and t.class_id = s.class_id`,
            key,
          )
        if (family.consent !== undefined)
          await client.query('update health.invitation set decision = $4 where municipality_id = $1 and survey_id = $2 and pupil_id = $3', [
            ...key,
            family.consent,
          ])
        if (family.saidNo !== undefined)
          await client.query(
            'insert into common.opt_out (municipality_id, survey_id, pupil_id, pupil_person_id, person_id, said_by, said_on) values ($1, $2, $3, $4, $4, $5, $6)',
            [...key, personId(name), family.saidNo, '2026-11-10'],
          )
      }
    }
  })
  await doors.asSystem('plants families', { municipalityId, login: 'staff' }, async (tx) => {
    const erased = thirtyFamilies.flatMap(peopleOf).flatMap(({ name, isErased }) => (isErased ? [personId(name)] : []))
    await erasePersons(tx, erased, new Date(`${theDay}T06:00:00Z`))
  })

  const names = new Map([...personIds].map(([name, id]) => [id, name]))
  return {
    municipalityId,
    admin,
    surveys,
    pupilIds,
    personIds,
    nameOf: (id) => names.get(id) ?? '',
    expectedOf: (asked) => thirtyFamilies.flatMap((family) => (family.asked === asked ? family.expected : [])).toSorted(),
  }
}

function peopleOf({ children, grownUps }: Family): readonly Human[] {
  return [...children, ...grownUps]
}

function newPerson(id: string, human: Human) {
  const { name, cpr, email, phone, street, language } = human
  return {
    id,
    name,
    cpr: cpr ?? undefined,
    contact: {
      email: email ?? null,
      phones: phone === undefined ? [] : [{ number: phone, isProtected: human.isPhoneProtected ?? false }],
      address:
        street === undefined
          ? null
          : { street, postalCode: '5000', place: 'Lillekøbing', municipalityCode: 881, isProtected: human.isAddressProtected ?? false },
      ...(language === undefined ? {} : { language }),
    },
    trace: { sourceIndex: null, uniLoginIndex: null, cprKind: null, isProtected: human.isProtected ?? false },
  }
}

function tiesOf({ children, grownUps }: Family, pupilId: (name: string) => string, personId: (name: string) => string) {
  return children.flatMap((child) =>
    grownUps.map((grown: Grown) => ({
      personId: personId(grown.name),
      pupilId: pupilId(child.name),
      pupilPersonId: personId(child.name),
      relation: grown.relation ?? ('custody' as const),
      validFrom: grown.from ?? '1900-01-01',
      validUntil: grown.until ?? null,
    })),
  )
}

function surveyOf(asked: AskedIn, municipalityId: number): Survey {
  const { questionnaire, track, grade, className } = askedIn[asked]
  return {
    id: randomUUID(),
    municipalityId,
    title: `Trivsel ${className}`,
    track,
    isRolling: false,
    questionnaire: newestVersion(questionnaire),
    state: 'open',
    schoolYear: 2026,
    opensOn: '2026-11-01',
    closesOn: '2026-12-18',
    grades: grade === null ? [] : [grade],
    institutionIds: [randomUUID()],
  }
}

/** Six characters, the same each time. */
function numberOf(asked: AskedIn): string {
  return createHash('sha256').update(asked).digest('hex').slice(0, 6).toUpperCase()
}
