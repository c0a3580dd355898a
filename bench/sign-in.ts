/** Who reads the reports that are measured: sessions in the largest municipality. */
import { createHash, randomBytes, randomUUID } from 'node:crypto'
import type { BenchHouse } from './house.ts'

/** The largest municipality: its classes, and its part of the raw rows, are the hardest case. */
export const municipalityId = 101

/** A teacher's session, whose class is one of the sealed ones, and the units above it. */
export async function signInTeacher(bench: BenchHouse, survey: string) {
  const [own, region] = await bench.asOwner(async (client) => {
    const { rows } = await client.query<{ unit: string; class_id: string; institution_id: string }>(
      "select u.unit, u.class_id, u.institution_id from common.survey_unit u join sealed.total t using (municipality_id, survey_id, unit) where u.municipality_id = $1 and u.survey_id = $2 and u.level = 'class' and t.sex = 'all' order by t.counts[1] desc limit 1",
      [municipalityId, survey],
    )
    const { rows: regions } = await client.query<{ code: string }>(
      'select region_until_2026 as code from common.municipality where municipality_id = $1',
      [municipalityId],
    )
    return [rows[0], regions[0]]
  })
  if (own === undefined || region === undefined) throw new Error('no class of the largest municipality is sealed')
  const { cookie } = await signIn(bench, { role: 'teacher', institutionIds: [own.institution_id], classIds: [own.class_id] })
  return {
    cookie,
    units: {
      class: own.unit,
      school: `institution:${own.institution_id}`,
      municipality: 'municipality',
      region: `region:${region.code}`,
      country: 'country',
    },
  }
}

type Account = { readonly role: string; readonly institutionIds?: readonly string[]; readonly classIds?: readonly string[] }

/** A session in the largest municipality. */
export async function signIn(
  bench: BenchHouse,
  { role, institutionIds = [], classIds = [] }: Account,
): Promise<{ readonly cookie: string }> {
  const token = `${municipalityId}.${randomBytes(32).toString('base64url')}`
  const [person, account] = [randomUUID(), randomUUID()]
  await bench.asOwner(async (client) => {
    await client.query("insert into identity.person values ($1, $2, '\\x00', null, null, null)", [municipalityId, person])
    await client.query('insert into common.account values ($1, $2, $3, $4, $5, $6, null)', [
      municipalityId,
      account,
      person,
      role,
      randomBytes(32),
      institutionIds,
    ])
    for (const classId of classIds)
      await client.query('insert into common.account_class values ($1, $2, $3)', [municipalityId, account, classId])
    await client.query("insert into common.session values ($1, $2, $3, now(), now(), now() + interval '8 hours')", [
      municipalityId,
      createHash('sha256').update(token).digest(),
      account,
    ])
  })
  return { cookie: `__Host-session=${token}` }
}
