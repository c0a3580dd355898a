/** A child of a play, signed in at home as at school: with UNI-Login, which says little of who it is. */
import { createHash, randomBytes, randomUUID } from 'node:crypto'
import { insertAccounts, insertSession, subjectIndex } from '#database/access.ts'
import { insertPersons } from '#database/identity.ts'
import { sessionCookie } from '#server/http/session.ts'
import type { Play } from './play.ts'
import type { SignedIn } from './sign-in-as.ts'
import type { TestDatabase } from './test-database.ts'

/** As the child itself, or as a new parent of it. */
export async function signInPupil(
  database: TestDatabase,
  { municipalityId, institutionId }: Pick<Play, 'municipalityId' | 'institutionId'>,
  pupilId: string,
  role: 'pupil' | 'parent' = 'pupil',
): Promise<SignedIn> {
  const id = randomUUID()
  const token = `${municipalityId}.${randomBytes(32).toString('base64url')}`
  const own = await database.asOwner(
    async (client) =>
      (await client.query('select person_id from common.pupil where municipality_id = $1 and id = $2', [municipalityId, pupilId])).rows[0]
        .person_id as string,
  )
  const personId = role === 'pupil' ? own : randomUUID()
  const at = new Date('2026-11-23T09:00:00Z')
  await database.doors.as({ municipalityId, role: 'guest' }, 'staff', async (tx) => {
    if (role === 'parent') await insertPersons(tx, database.keyring, [{ id: personId, name: 'Forælder' }])
    const subject = subjectIndex(database.keyring, municipalityId, 'https://login.example', id)
    await insertAccounts(tx, database.keyring, [
      { id, personId, role, subjectIndex: subject, institutionIds: [institutionId], classIds: [] },
    ])
    const relation = role === 'pupil' ? 'self' : 'custody'
    await tx
      .insertInto('identity.family')
      .values({ municipalityId, personId, pupilId, pupilPersonId: own, relation })
      .onConflict((conflict) => conflict.doNothing())
      .execute()
    await insertSession(tx, {
      tokenHash: createHash('sha256').update(token).digest(),
      accountId: id,
      now: at,
      expiresAt: new Date(at.getTime() + 8 * 3_600_000),
      by: { provider: 'uni-login', assurance: role === 'pupil' ? 'low' : 'substantial' },
    })
  })
  return {
    actor: { accountId: id, municipalityId, role, institutionIds: [institutionId], classIds: [], reach: [personId, pupilId, own] },
    token,
    headers: { cookie: `${sessionCookie}=${token}` },
  }
}
