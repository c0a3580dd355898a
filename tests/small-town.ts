/** The people of the stand-in's example file as accounts of two invented municipalities: enough to sign in. */
import { randomUUID } from 'node:crypto'
import type { Role } from '#domain/access/actor.ts'
import { insertAccounts, subjectIndex } from '#database/access.ts'
import { insertPersons } from '#database/identity.ts'
import type { TestDatabase } from './test-database.ts'

export type SmallTown = {
  readonly schoolId: string
  readonly classId: string
  /** Account ids by uniid and role, e.g. `laer0001 teacher`. */
  readonly accounts: ReadonlyMap<string, string>
}

type Post = {
  readonly uniid: string
  readonly name: string
  readonly municipalityId: number
  readonly role: Role
  readonly institution: 'school' | 'administration'
  readonly leadsClass?: boolean
}

const posts: readonly Post[] = [
  { uniid: 'admi0001', name: 'Asta Overgaard', municipalityId: 881, role: 'municipalAdmin', institution: 'administration' },
  { uniid: 'laer0001', name: 'Birk Søndergaard', municipalityId: 881, role: 'teacher', institution: 'school', leadsClass: true },
  { uniid: 'laer0002', name: 'Cilla Ærø', municipalityId: 881, role: 'teacher', institution: 'school' },
  { uniid: 'lede0001', name: 'Dorthe Lindholt', municipalityId: 881, role: 'institutionLeader', institution: 'school' },
  { uniid: 'dobb0001', name: 'Ejnar Toft', municipalityId: 881, role: 'teacher', institution: 'school' },
  { uniid: 'dobb0001', name: 'Ejnar Toft', municipalityId: 882, role: 'municipalAnalyst', institution: 'administration' },
  { uniid: 'enfa0001', name: 'Gorm Dahl', municipalityId: 881, role: 'teacher', institution: 'school' },
]

const numbers = { 881: { school: 'X81101', administration: 'X81900' }, 882: { school: 'X82101', administration: 'X82900' } } as const

export async function settleSmallTown(database: TestDatabase, issuer: string): Promise<SmallTown> {
  const accounts = new Map<string, string>()
  const classId = randomUUID()
  let schoolId = ''
  for (const municipalityId of [881, 882] as const) {
    const ids = { school: randomUUID(), administration: randomUUID() }
    if (municipalityId === 881) schoolId = ids.school
    await database.asOwner(async (client) => {
      await client.query("insert into common.municipality values ($1, $2, '1083', 'Syddanmark', true)", [
        municipalityId,
        municipalityId === 881 ? 'Lillekøbing' : 'Storkøbing',
      ])
      for (const kind of ['school', 'administration'] as const) {
        const number = numbers[municipalityId][kind]
        await client.query('insert into common.institution_directory values ($1, $2)', [number, municipalityId])
        await client.query('insert into common.institution values ($1, $2, $3, $4, $5, null)', [
          municipalityId,
          ids[kind],
          kind,
          number,
          kind === 'school' ? 'Åsum Skole' : 'Rådhuset',
        ])
      }
      if (municipalityId === 881)
        await client.query("insert into common.class values (881, $1, $2, 2026, 5, '5.B', null)", [classId, ids.school])
    })
    await database.doors.as({ municipalityId, role: 'guest' }, 'staff', async (tx) => {
      for (const { uniid, name, role, institution, leadsClass } of posts.filter((post) => post.municipalityId === municipalityId)) {
        const [id, personId] = [randomUUID(), randomUUID()]
        await insertPersons(tx, database.keyring, [{ id: personId, name }])
        const subject = subjectIndex(database.keyring, municipalityId, issuer, uniid)
        await insertAccounts(tx, database.keyring, [
          { id, personId, role, subjectIndex: subject, institutionIds: [ids[institution]], classIds: leadsClass === true ? [classId] : [] },
        ])
        accounts.set(`${uniid} ${role}`, id)
      }
    })
  }
  return { schoolId, classId, accounts }
}
