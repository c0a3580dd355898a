/** The municipalities that exist nowhere, as rows beside the 98 that do. */
import type pg from 'pg'
import { cvrOf, furtherAway, lillekoebing, neighbours } from './place.ts'

const south = { code: '1083', from2027: 'Syddanmark' }
const zealand = { code: '1085', from2027: 'Østdanmark' }

/** Øsund and the three further away lie in a region that is merged on 1 January 2027; the others do not. */
const inventedMunicipalities = [lillekoebing, ...neighbours, ...furtherAway].map(({ id, name }) => ({
  id,
  name,
  region: id >= 885 ? zealand : south,
  cvr: cvrOf({ id }),
}))

/** Adds them as the owner of the table, which no login of the running program is. Adding twice adds once. */
export async function writeInventedMunicipalities(migrator: Pick<pg.Client, 'query'>): Promise<void> {
  await migrator.query('begin; set local role bul_owner')
  try {
    await migrator.query(
      `insert into common.municipality (municipality_id, name, region_until_2026, region_from_2027, cvr, is_invented)
       select id, name, region_until_2026, region_from_2027, cvr, true
       from unnest($1::int[], $2::text[], $3::text[], $4::text[], $5::text[]) as row (id, name, region_until_2026, region_from_2027, cvr)
       on conflict (municipality_id) do nothing`,
      [
        inventedMunicipalities.map(({ id }) => id),
        inventedMunicipalities.map(({ name }) => name),
        inventedMunicipalities.map(({ region }) => region.code),
        inventedMunicipalities.map(({ region }) => region.from2027),
        inventedMunicipalities.map(({ cvr }) => cvr),
      ],
    )
    await migrator.query('commit')
  } catch (error) {
    await migrator.query('rollback')
    throw error
  }
}
