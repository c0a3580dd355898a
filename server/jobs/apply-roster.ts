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
import { endSessions, insertAccounts } from '#database/access.ts'
import { endConsents, listConsentsEndedByMove, saveHealthPlaces } from '#database/consent.ts'
import { listOpenAccounts, saveCitizenLogins, saveFamilies } from '#database/family.ts'
import { insertPersons, saveContacts, saveCprs, saveNames } from '#database/identity.ts'
import { enqueue } from '#database/jobs.ts'
import type { Keyring } from '#database/keyring.ts'
import {
  carryClassesOver,
  closeClasses,
  insertInstitutions,
  insertSuccessors,
  listClasses,
  listInstitutions,
  saveClasses,
  saveInstitutions,
} from '#database/organisation.ts'
import { forgetTraces, savePersonTraces, sourceIndex, uniLoginIndex } from '#database/person-trace.ts'
import { insertPupils, savePupilPlaces, savePupilsLeft } from '#database/pupil.ts'
import {
  countRosterFrames,
  endRosterImport,
  findConfirmedSuccessions,
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
import { ConfirmedSuccessions, firstPeopleFrame, groundFrame, RosterGround, RosterStep, type StepOf } from '../organisation/roster-plan.ts'
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
  await insertSuccessors(tx, today, await approvedSuccessions(tx, importId, places))
  for (let place = firstPeopleFrame; place < frames; place += 1) {
    const steps = z.array(RosterStep).parse(await readFrame(tx, keyring, importId, place))
    const of = <W extends RosterStep['what']>(what: W) => steps.filter((step): step is StepOf<W> => step.what === what)
    // In the order they build on each other; a frame that begins a section follows on those that end the one before.
    await applyPersons(tx, keyring, of('person'))
    await applyPupils(tx, of('place'), of('leave'), places, now)
    await applyTies(tx, of('tie'))
    await applyCitizens(tx, keyring, of('account'), of('closeAccount'), today)
    await applyStaff(tx, keyring, of('staff'), places, ground.schoolYear, today)
    await progress((place + 1) / (frames + 1))
  }
  await carryClassesOver(
    tx,
    ground.carriedOver.map(({ fromId, institution, name }) => ({ fromId, toId: places.classId(institution, name) })),
  )
  // Last, so that nobody is ever in a closed class.
  await closeClasses(tx, ground.closedClassIds, today)
}

/** What the approver said has become what, by the ids of the institutions as they are now. */
async function approvedSuccessions(tx: Tx, importId: string, { institutionId }: Places) {
  const confirmed = ConfirmedSuccessions.parse((await findConfirmedSuccessions(tx, importId)) ?? [])
  return confirmed.map(({ from, to }) => ({ fromId: institutionId(from), toId: institutionId(to) }))
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

async function applyPersons(tx: Tx, keyring: Keyring, steps: readonly StepOf<'person'>[]): Promise<void> {
  const { municipalityId } = tx
  const people = steps.map((step) => ({
    ...step,
    trace: {
      id: step.personId,
      sourceIndex: step.source && sourceIndex(keyring, municipalityId, ...step.source),
      uniLoginIndex: step.uniLogin === null ? null : uniLoginIndex(keyring, municipalityId, step.uniLogin),
      cprKind: step.cprKind,
      isProtected: step.isProtected,
    },
  }))
  await forgetTraces(
    tx,
    keyring,
    people.flatMap(({ takesIds, trace }) => (takesIds ? [trace] : [])),
  )
  await insertPersons(
    tx,
    keyring,
    people.flatMap(({ isNew, personId, name, cpr, contact, trace }) =>
      isNew ? [{ id: personId, name: name ?? '', cpr: cpr ?? undefined, contact: contact ?? undefined, trace }] : [],
    ),
  )
  const known = people.filter(({ isNew }) => !isNew)
  await saveNames(tx, keyring, new Map(known.flatMap(({ personId, name }) => (name === null ? [] : [[personId, name] as const]))))
  await saveCprs(tx, keyring, new Map(known.flatMap(({ personId, cpr }) => (cpr === null ? [] : [[personId, cpr] as const]))))
  await saveContacts(
    tx,
    keyring,
    new Map(known.flatMap(({ personId, contact }) => (contact === null ? [] : [[personId, contact] as const]))),
  )
  await savePersonTraces(
    tx,
    keyring,
    known.map(({ trace }) => trace),
  )
}

async function applyPupils(
  tx: Tx,
  placing: readonly StepOf<'place'>[],
  leavers: readonly StepOf<'leave'>[],
  places: Places,
  now: Date,
): Promise<void> {
  const today = dayInDenmark(now)
  const leaving = leavers.map(({ pupilId }) => pupilId)
  if ((await savePupilsLeft(tx, leaving, today)) !== leaving.length) throw new RosterOutdated('changed-meanwhile')
  // A school's login ends with the school; whoever is 15 has one of their own, and keeps what is theirs.
  const closing = await listOpenAccounts(
    tx,
    leavers.map(({ personId }) => personId),
    'pupil',
  )
  await closeAccounts(tx, closing, today)

  const placed = placing.map(({ pupilId, institution, className, ...step }) => ({
    ...step,
    id: pupilId,
    institutionId: places.institutionId(institution),
    classId: places.classId(institution, className),
  }))
  await insertPupils(
    tx,
    placed.filter(({ isNew }) => isNew),
  )
  const moved = placed.filter(({ isNew }) => !isNew)
  if ((await savePupilPlaces(tx, moved)) !== moved.length) throw new RosterOutdated('changed-meanwhile')
  // A change of school ends what was agreed to and not used; a change of class does not.
  const ended = await listConsentsEndedByMove(tx, [...moved, ...leaving.map((id) => ({ id, classId: null }))])
  await endConsents(tx, ended, { decision: 'endedByMove', at: now.toISOString(), newId: randomUUID })
  await saveHealthPlaces(tx, moved)
}

/** Custody, and whose own page is whose. Whoever loses or gets sight of a child signs in again: nothing stays open on a screen. */
async function applyTies(tx: Tx, ties: readonly StepOf<'tie'>[]): Promise<void> {
  await saveFamilies(
    tx,
    ties.map(({ personId, pupilId, pupilPersonId, relation, from, until }) => ({
      personId,
      pupilId,
      pupilPersonId,
      relation,
      validFrom: from,
      validUntil: until,
    })),
  )
  const touched = ties.flatMap(({ personId, changesRights }) => (changesRights ? [personId] : []))
  await endSessions(tx, await listOpenAccounts(tx, touched, 'parent'))
}

async function applyCitizens(
  tx: Tx,
  keyring: Keyring,
  accounts: readonly StepOf<'account'>[],
  closing: readonly StepOf<'closeAccount'>[],
  today: string,
): Promise<void> {
  await closeAccounts(
    tx,
    closing.map(({ accountId }) => accountId),
    today,
  )
  const all = accounts.map(({ accountId, subject, ...account }) => ({
    ...account,
    id: accountId,
    subjectIndex: Buffer.from(subject, 'base64'),
  }))
  await insertAccounts(
    tx,
    keyring,
    // What a citizen sees hangs on the family alone, and on no institution.
    all.flatMap(({ isNew, ...account }) => (isNew ? [{ ...account, institutionIds: [], classIds: [] }] : [])),
  )
  await saveCitizenLogins(
    tx,
    keyring,
    all.filter(({ isNew }) => !isNew),
  )
}

async function applyStaff(
  tx: Tx,
  keyring: Keyring,
  steps: readonly StepOf<'staff'>[],
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
  for (const { id } of living.filter(({ state }) => state === 'ready' || state === 'awaiting-second')) {
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
