/** Writes a town into the database: institutions, classes, pupils and staff, through the platform's own doors. */
import { insertAccounts, subjectIndex } from '#database/access.ts'
import { insertPersons } from '#database/identity.ts'
import { insertInformation } from '#database/information.ts'
import type { Keyring } from '#database/keyring.ts'
import { savePersonTraces } from '#database/person-trace.ts'
import type { Doors, Tx } from '#database/transaction.ts'
import { writeContacts } from './contacts.ts'
import { protectedSeats, pupilAt, writeCitizens } from './families.ts'
import { idOf } from './identifier.ts'
import { insertRows } from './insert-rows.ts'
import { furtherSubjects } from './other-logins.ts'
import { lillekoebing } from './place.ts'
import { staffOf } from './staff.ts'
import type { Town } from './town.ts'

/** All or nothing. Does nothing where the town's institutions are there already. */
export async function writeTown(doors: Doors, keyring: Keyring, issuer: string, town: Town): Promise<void> {
  await doors.asSystem('seeding the invented world', { municipalityId: town.plan.id, login: 'staff' }, async (tx) => {
    const known = await tx
      .selectFrom('common.institution')
      .select('id')
      .where('municipalityId', '=', tx.municipalityId)
      .where('id', '=', town.institutions[0]?.id ?? '')
      .executeTakeFirst()
    if (known) return
    await writeInstitutions(tx, town)
    await writePupils(tx, keyring, town)
    await writeStaff(tx, keyring, issuer, town)
    await writeCitizens(tx, keyring, issuer, town)
    await writeContacts(tx, keyring, town)
    await writeOfficer(tx, town)
  })
}

/** Institutions, their numbers in the directory, and the classes of both years. */
export async function writeInstitutions(tx: Tx, { institutions, thisYear, lastYear }: Town): Promise<void> {
  await insertRows(tx, 'common.institution', {
    id: { type: 'uuid', values: institutions.map(({ id }) => id) },
    kind: { type: 'text', values: institutions.map(({ kind }) => kind) },
    number: { type: 'text', values: institutions.map(({ number }) => number) },
    name: { type: 'text', values: institutions.map(({ name }) => name) },
  })
  await insertRows(tx, 'common.institution_directory', { number: { type: 'text', values: institutions.map(({ number }) => number) } })
  const classes = [...lastYear, ...thisYear]
  await insertRows(tx, 'common.class', {
    id: { type: 'uuid', values: classes.map(({ id }) => id) },
    institution_id: { type: 'uuid', values: classes.map(({ institutionId }) => institutionId) },
    school_year: { type: 'smallint', values: classes.map(({ schoolYear }) => schoolYear) },
    grade: { type: 'smallint', values: classes.map(({ grade }) => grade) },
    name: { type: 'text', values: classes.map(({ name }) => name) },
  })
}

async function writePupils(tx: Tx, keyring: Keyring, town: Town): Promise<void> {
  const { pupils, plan } = town
  await insertPersons(
    tx,
    keyring,
    pupils.map(({ personId, name, cpr }) => ({ id: personId, name, cpr })),
  )
  const isProtected = plan.id === lillekoebing.id ? protectedSeats.map((seat) => pupilAt(town, seat).personId) : []
  await savePersonTraces(
    tx,
    keyring,
    isProtected.map((id) => ({ id, sourceIndex: null, uniLoginIndex: null, cprKind: null, isProtected: true })),
  )
  await insertRows(tx, 'common.pupil', {
    id: { type: 'uuid', values: pupils.map(({ id }) => id) },
    person_id: { type: 'uuid', values: pupils.map(({ personId }) => personId) },
    institution_id: { type: 'uuid', values: pupils.map(({ institutionId }) => institutionId) },
    class_id: { type: 'uuid', values: pupils.map(({ classId }) => classId) },
    sex: { type: 'text', values: pupils.map(({ sex }) => sex) },
  })
}

/** Whom families ask about what is kept; none in a neighbour without people. */
async function writeOfficer(tx: Tx, town: Town): Promise<void> {
  const officer = staffOf(town).find(({ role }) => role === 'dataProtectionOfficer')
  if (!officer) return
  const { plan, thisYear } = town
  await insertInformation(tx, {
    id: idOf('information', plan.id),
    officerEmail: `databeskyttelse@${plan.name.toLowerCase().replaceAll('ø', 'oe').replaceAll('æ', 'ae').replaceAll('å', 'aa').replaceAll(' ', '-')}.example`,
    officerPhone: null,
    savedBy: officer.id,
    savedAt: new Date(`${thisYear[0]?.schoolYear ?? 2026}-08-10T08:00:00Z`),
  })
}

async function writeStaff(tx: Tx, keyring: Keyring, issuer: string, town: Town): Promise<void> {
  const staff = staffOf(town)
  await insertPersons(
    tx,
    keyring,
    staff.map(({ personId, name }) => ({ id: personId, name })),
  )
  await insertAccounts(
    tx,
    keyring,
    staff.flatMap((account) => [
      { ...account, subjectIndex: subjectIndex(keyring, tx.municipalityId, issuer, account.userId) },
      ...furtherSubjects(tx.municipalityId, account.userId, issuer).map((further) => ({
        ...account,
        id: idOf('account', account.id, further.login),
        // Whoever leads a class leads it once.
        classIds: [],
        subjectIndex: subjectIndex(keyring, tx.municipalityId, further.issuer, further.subject),
      })),
    ]),
  )
}
