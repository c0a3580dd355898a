/** Rosters made of few words, handed in, approved and carried out as on the screen, by two administrators of a small town. */
import { randomUUID } from 'node:crypto'
import type { FastifyInstance } from 'fastify'
import type { z } from 'zod'
import type { RosterImport } from '#api/organisation.ts'
import { insertAccounts, subjectIndex } from '#database/access.ts'
import { insertPersons } from '#database/identity.ts'
import { insertRosterImport } from '#database/roster.ts'
import type { Roster, RosterStaff } from '#domain/access/staff-roster.ts'
import { pupilKey, type RosterContact, type RosterFinding, type RosterInstitution, type RosterPupil } from '#domain/organisation/roster.ts'
import type { House } from '#server/house.ts'
import { buildApp } from '#server/http/app.ts'
import { uniLogin } from '#server/http/login.ts'
import { applyRosterImport } from '#server/jobs/apply-roster.ts'
import { readRosterImport } from '#server/jobs/read-roster.ts'
import { call, type SignedIn, signInAs } from './sign-in-as.ts'
import { settleSmallTown, type SmallTown } from './small-town.ts'
import type { TestDatabase } from './test-database.ts'

export const issuer = 'https://login.example'
export type Shown = z.infer<typeof RosterImport>

export type RosterPlay = {
  readonly house: House
  readonly app: FastifyInstance
  readonly town: SmallTown
  readonly admin: SignedIn
  readonly otherAdmin: SignedIn
  /** Moves time to the morning of that day; the administrators sign in again. */
  readonly onDay: (day: string) => Promise<void>
  /** Hands a roster in and shows what it would change. */
  readonly read: (roster: Partial<Roster>) => Promise<Shown>
  readonly look: (id: string, who?: SignedIn) => Promise<Shown>
  /** Reads, approves as often as it takes, and carries out. */
  readonly carryOut: (roster: Partial<Roster>, successions?: readonly { readonly from: string; readonly to: string }[]) => Promise<Shown>
  readonly discard: (id: string) => Promise<void>
}

/** The small town of `small-town.ts`, with two administrators. */
export async function playRosters(database: TestDatabase): Promise<RosterPlay> {
  const town = await settleSmallTown(database, issuer)
  let now = new Date('2026-11-23T09:00:00Z')
  const house: House = {
    doors: database.doors,
    keyring: database.keyring,
    origin: 'http://localhost:3000',
    logins: [uniLogin({ issuer, clientId: 'x', clientSecret: 'x' })],
    isDemo: true,
    now: () => now,
  }
  const app = await buildApp(house, { isReady: async () => true })
  const signIn = () => signInAs(database, 'municipalAdmin', { at: now })
  let [admin, otherAdmin] = [await signIn(), await signIn()]
  const look = async (id: string, who: SignedIn = admin): Promise<Shown> =>
    (await call(app, who, `GET /roster-imports/${id}`)).body as Shown

  async function read(roster: Partial<Roster>): Promise<Shown> {
    const id = randomUUID()
    await database.doors.as(admin.actor, 'staff', (tx) =>
      insertRosterImport(tx, house.keyring, { id, createdBy: admin.actor.accountId, createdAt: house.now(), file: Buffer.from('{}') }),
    )
    await readRosterImport(house, { municipalityId: 881, importId: id }, undefined, async () => ({
      source: 'stil',
      schoolYear: null,
      findings: [],
      kind: 'several',
      encoding: null,
      separator: null,
      lines: (roster.pupils ?? []).length,
      ...roster,
    }))
    return look(id)
  }

  return {
    house,
    app,
    town,
    get admin() {
      return admin
    },
    get otherAdmin() {
      return otherAdmin
    },
    async onDay(day) {
      now = new Date(`${day}T09:00:00Z`)
      ;[admin, otherAdmin] = [await signIn(), await signIn()]
    },
    read,
    look,
    async carryOut(roster, successions = []) {
      const { id, state, summary } = await read(roster)
      if (state !== 'ready') throw new Error(`the roster is ${state}: ${JSON.stringify(summary?.findings)}`)
      const first = await call(app, admin, `POST /roster-imports/${id}/approve`, { successions })
      if (first.status !== 204) throw new Error(first.text)
      if ((await look(id)).state === 'awaiting-second')
        await call(app, otherAdmin, `POST /roster-imports/${id}/approve`, { successions: [] })
      await applyRosterImport(house, { municipalityId: 881, importId: id })
      return look(id)
    },
    async discard(id) {
      await call(app, admin, `POST /roster-imports/${id}/discard`)
    },
  }
}

/** Somebody's account as a citizen, by their login, as a sign-in would find it. */
export async function addCitizen(database: TestDatabase, uniid: string, role: 'parent', name: string): Promise<string> {
  const [id, personId] = [randomUUID(), randomUUID()]
  await database.doors.asSystem('test', { municipalityId: 881, login: 'staff' }, async (tx) => {
    await insertPersons(tx, database.keyring, [{ id: personId, name }])
    const subject = subjectIndex(database.keyring, 881, issuer, uniid)
    await insertAccounts(tx, database.keyring, [{ id, personId, role, subjectIndex: subject, institutionIds: [], classIds: [] }])
  })
  return personId
}

let line = 1

/** A pupil of 5.B at Åsum Skole; everything else as given. */
export function child(name: string, change: Partial<RosterPupil> = {}): RosterPupil {
  line += 1
  return {
    line,
    name,
    cpr: null,
    cprKind: change.cpr === undefined ? 'unknown' : 'verified',
    sourceId: null,
    uniLogin: null,
    isProtected: false,
    contact: null,
    sex: 'female',
    institution: 'X81101',
    institutionName: '',
    className: '5.B',
    grade: 5,
    ...change,
  }
}

/** Somebody with custody of a child. */
export function parentOf(pupil: RosterPupil, name: string, change: Partial<RosterContact> = {}): RosterContact {
  line += 1
  return {
    line,
    name,
    pupil: pupilKey(pupil),
    relation: 'mother',
    hasCustody: true,
    custodyFrom: null,
    custodyUntil: null,
    cpr: null,
    cprKind: change.cpr === undefined ? 'unknown' : 'verified',
    sourceId: null,
    uniLogin: null,
    isProtected: false,
    contact: null,
    ...change,
  }
}

/** A teacher at Åsum Skole; everything else as given. */
export function worker(name: string, login: string, change: Partial<RosterStaff> = {}): RosterStaff {
  line += 1
  return { line, name, login, role: 'teacher', institution: 'X81101', classNames: null, ...change }
}

export function place(number: string, name: string, kind: RosterInstitution['kind'] = 'school'): RosterInstitution {
  line += 1
  return { line, number, name, kind }
}

/** Names of what was found. */
export function found({ summary }: Shown): string[] {
  return (summary?.findings ?? []).map(({ name }: Pick<RosterFinding, 'name'> | { name: string }) => name)
}

/** Counts of a section: new, changed, gone, same. */
export function counts({ summary }: Shown, section: string): number[] | undefined {
  const own = summary?.sections.find((one) => one.section === section)?.counts
  return own && [own.new, own.changed, own.gone, own.same]
}
