/**
 * Carries out an approved roster, in one transaction: everybody sees the roster as it was, or as it is, and
 * never half of it. A teacher who opens a lesson meanwhile must not meet a class that has lost the pupils who
 * move out and not yet got those who move in. The price is one long transaction (some seconds for a large
 * municipality); it holds no lock on the import, so progress is written beside it, and a killed server leaves
 * nothing behind: the job starts again from the stored difference.
 */
import { randomUUID } from 'node:crypto'
import { z } from 'zod'
import { RosterSummary } from '#api/organisation.ts'
import { insertAccounts } from '#database/access.ts'
import { endConsents, listConsentsEndedByMove, saveHealthPlaces } from '#database/consent.ts'
import { insertPersons, saveNames } from '#database/identity.ts'
import { enqueue } from '#database/jobs.ts'
import type { Keyring } from '#database/keyring.ts'
import { closeClasses, insertInstitutions, listClasses, listInstitutions, saveClasses, saveInstitutions } from '#database/organisation.ts'
import { insertPupils, savePupilPlaces, savePupilsLeft } from '#database/pupil.ts'
import {
  countRosterFrames,
  endRosterImport,
  findRosterFrame,
  findRosterImport,
  lockRosterImports,
  saveRosterState,
} from '#database/roster.ts'
import { closeAccounts, saveAccountClasses, saveAccountPlaces } from '#database/staff.ts'
import type { Tx } from '#database/transaction.ts'
import { finding, type RosterFindingName } from '#domain/organisation/roster.ts'
import { dayInDenmark } from '../danish-day.ts'
import type { House } from '../house.ts'
import { firstPeopleFrame, groundFrame, PupilStep, RosterGround, StaffStep } from '../organisation/roster-plan.ts'
import { type Progress, reportProgress, type RosterJob } from '../organisation/roster-progress.ts'

/** What was approved can't be done any more: somebody else has changed what it builds on. */
class RosterOutdated extends Error {
  readonly finding: RosterFindingName
  constructor(name: RosterFindingName) {
    super(name)
    this.finding = name
  }
}

/** The import was ended by somebody else while this ran. */
class RosterOver extends Error {}

/** Leaves the import `applied`, or `failed` with a finding that says why. Nothing happens when it is over. */
export async function applyRosterImport(house: House, job: RosterJob, also?: Progress): Promise<void> {
  const reason = `apply-roster roster-imports:${job.importId}`
  const progress = reportProgress(house, job, reason, also)
  try {
    await house.doors.asSystem(reason, { municipalityId: job.municipalityId, login: 'staff' }, async (tx) => {
      if ((await findRosterImport(tx, job.importId))?.state !== 'applying') throw new RosterOver()
      await applyFrames(tx, house.keyring, job.importId, house.now(), progress)
      await finish(tx, job.importId)
    })
  } catch (error) {
    if (error instanceof RosterOver) return
    const name = outdated(error)
    if (name === undefined) throw error
    await giveUpApplying(house, job, name)
  }
}

/** Ends an import that can't be carried out, with the reason; everything it had begun is rolled back. */
export async function giveUpApplying(
  house: House,
  { municipalityId, importId }: RosterJob,
  name: RosterFindingName = 'not-finished',
): Promise<void> {
  await house.doors.asSystem(`apply-roster given up roster-imports:${importId}`, { municipalityId, login: 'staff' }, async (tx) => {
    const living = await lockRosterImports(tx)
    if (!living.some(({ id, state }) => id === importId && state === 'applying')) return
    const stored = RosterSummary.safeParse((await findRosterImport(tx, importId))?.summary)
    await endRosterImport(
      tx,
      importId,
      'failed',
      stored.success ? { ...stored.data, findings: [finding(null, name), ...stored.data.findings] } : undefined,
    )
  })
}

async function applyFrames(tx: Tx, keyring: Keyring, importId: string, now: Date, progress: Progress): Promise<void> {
  const today = dayInDenmark(now)
  const frames = (await countRosterFrames(tx, importId)) ?? 0
  const ground = RosterGround.parse(await readFrame(tx, keyring, importId, groundFrame))
  const places = await layGround(tx, ground)
  for (let place = firstPeopleFrame; place < frames; place += 1) {
    const steps = await readFrame(tx, keyring, importId, place)
    if (ground.kind === 'pupils') await applyPupils(tx, keyring, z.array(PupilStep).parse(steps), places, now)
    if (ground.kind === 'staff') await applyStaff(tx, keyring, z.array(StaffStep).parse(steps), places, ground.schoolYear, today)
    await progress((place + 1) / (frames + 1))
  }
  // Last, so that nobody is ever in a closed class.
  await closeClasses(tx, ground.closedClassIds, today)
}

async function readFrame(tx: Tx, keyring: Keyring, importId: string, place: number): Promise<unknown> {
  const frame = await findRosterFrame(tx, keyring, importId, place)
  if (frame === undefined) throw new Error('a roster that is being carried out has lost its difference')
  return JSON.parse(frame)
}

/** Where the names of the plan are: institutions by number, classes by institution and name. */
type Places = { readonly institutionId: (number: string) => string; readonly classId: (institution: string, name: string) => string }

async function layGround(tx: Tx, ground: RosterGround): Promise<Places> {
  const made = ground.newInstitutions.map((institution) => ({ ...institution, id: randomUUID() }))
  if (!(await insertInstitutions(tx, made))) throw new RosterOutdated('institution-of-another-municipality')
  const renamed = await saveInstitutions(tx, ground.changedInstitutions)
  if (renamed !== ground.changedInstitutions.length) throw new RosterOutdated('changed-meanwhile')

  const institutionIds = new Map((await listInstitutions(tx)).map(({ number, id }) => [number, id]))
  const institutionId = (number: string) => institutionIds.get(number) ?? outdatedNow()
  await saveClasses(
    tx,
    ground.schoolYear,
    ground.classes.map(({ institution, name, grade }) => ({ id: randomUUID(), institutionId: institutionId(institution), name, grade })),
  )
  const classIds = new Map((await listClasses(tx, ground.schoolYear)).map((row) => [`${row.institutionId} ${row.name}`, row.id]))
  return { institutionId, classId: (institution, name) => classIds.get(`${institutionId(institution)} ${name}`) ?? outdatedNow() }
}

async function applyPupils(tx: Tx, keyring: Keyring, steps: readonly PupilStep[], places: Places, now: Date): Promise<void> {
  const today = dayInDenmark(now)
  const leaving = steps.flatMap((step) => (step.what === 'leave' ? [step.pupilId] : []))
  if ((await savePupilsLeft(tx, leaving, today)) !== leaving.length) throw new RosterOutdated('changed-meanwhile')

  const placed = steps.flatMap((step) =>
    step.what === 'leave'
      ? []
      : [
          {
            ...step,
            personId: step.personId ?? randomUUID(),
            isNewPerson: step.personId === null,
            institutionId: places.institutionId(step.institution),
            classId: places.classId(step.institution, step.className),
          },
        ],
  )
  await insertPersons(
    tx,
    keyring,
    placed.flatMap(({ isNewPerson, personId, name, cpr }) =>
      isNewPerson ? [{ id: personId, name: name ?? '', cpr: cpr ?? undefined }] : [],
    ),
  )
  await saveNames(
    tx,
    keyring,
    new Map(placed.flatMap(({ isNewPerson, personId, name }) => (isNewPerson || name === null ? [] : [[personId, name] as const]))),
  )
  await insertPupils(
    tx,
    placed.flatMap(({ pupilId, ...pupil }) => (pupilId === null ? [{ ...pupil, id: randomUUID() }] : [])),
  )
  const moved = placed.flatMap(({ pupilId, ...pupil }) => (pupilId === null ? [] : [{ ...pupil, id: pupilId }]))
  if ((await savePupilPlaces(tx, moved)) !== moved.length) throw new RosterOutdated('changed-meanwhile')
  // A change of school ends what was agreed to and not used; a change of class does not.
  const ended = await listConsentsEndedByMove(tx, [...moved, ...leaving.map((id) => ({ id, classId: null }))])
  await endConsents(tx, ended, { decision: 'endedByMove', at: now.toISOString(), newId: randomUUID })
  await saveHealthPlaces(tx, moved)
}

async function applyStaff(
  tx: Tx,
  keyring: Keyring,
  steps: readonly StaffStep[],
  places: Places,
  schoolYear: number,
  today: string,
): Promise<void> {
  const closing = steps.flatMap(({ closedAccountIds }) => closedAccountIds)
  if ((await closeAccounts(tx, closing, today)) !== closing.length) throw new RosterOutdated('changed-meanwhile')

  const members = steps.map((step) => ({ ...step, personId: step.personIds[0] ?? randomUUID(), isNewPerson: step.personIds.length === 0 }))
  await insertPersons(
    tx,
    keyring,
    members.flatMap(({ isNewPerson, personId, name }) => (isNewPerson ? [{ id: personId, name: name ?? '' }] : [])),
  )
  await saveNames(
    tx,
    keyring,
    new Map(members.flatMap(({ personIds, name }) => (name === null ? [] : personIds.map((id) => [id, name] as const)))),
  )

  const accounts = members.flatMap(({ subject, personId, accounts: wanted }) =>
    wanted.map(({ id, role, institutions, classes }) => ({
      id,
      personId,
      role,
      subjectIndex: Buffer.from(subject, 'base64'),
      institutionIds: institutions.map(places.institutionId),
      classIds: classes.map(({ institution, name }) => places.classId(institution, name)),
    })),
  )
  await insertAccounts(
    tx,
    keyring,
    accounts.flatMap((account) => (account.id === null ? [{ ...account, id: randomUUID() }] : [])),
  )
  const kept = accounts.flatMap((account) => (account.id === null ? [] : [{ ...account, id: account.id }]))
  if ((await saveAccountPlaces(tx, kept)) !== kept.length) throw new RosterOutdated('changed-meanwhile')
  await saveAccountClasses(tx, schoolYear, kept)
}

/**
 * Ends the import and sends everybody else's that waits for approval back to be compared again, for it was
 * compared with a roster that is no more.
 */
async function finish(tx: Tx, importId: string): Promise<void> {
  const living = await lockRosterImports(tx)
  if (!living.some(({ id, state }) => id === importId && state === 'applying')) throw new RosterOver()
  for (const { id } of living.filter(({ state }) => state === 'ready')) {
    await saveRosterState(tx, id, 'reading')
    await enqueue(tx, 'read-roster', { municipalityId: tx.municipalityId, importId: id }, `read-roster:${id}`)
  }
  await endRosterImport(tx, importId, 'applied')
}

function outdatedNow(): never {
  throw new RosterOutdated('changed-meanwhile')
}

/** A key that is taken or gone means that somebody made or removed what the plan counts on. */
function outdated(error: unknown): RosterFindingName | undefined {
  const uniqueViolation = '23505'
  const foreignKeyViolation = '23503'
  if (error instanceof RosterOutdated) return error.finding
  const code = error instanceof Error && 'code' in error ? error.code : undefined
  return code === uniqueViolation || code === foreignKeyViolation ? 'changed-meanwhile' : undefined
}
