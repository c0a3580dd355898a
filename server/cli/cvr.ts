import { parseArgs } from 'node:util'
import pg from 'pg'
import { StartRefusal } from '#database/start-refusal.ts'
import { readConfigBeside } from '../config.ts'
import { assertMigrated, openInstallation } from '../installation.ts'
import { say } from '../log.ts'
import type { Verb } from './verb.ts'

export const cvr: Verb = {
  summary: "tell a municipality's CVR number, so that Context Handler lets its people in",
  help: `  boernungeliv cvr <municipality> <number>

The municipality by its official code, the number as eight digits. Whoever's number is not told is let in by no right of
Context Handler.`,
  async run(args) {
    const { positionals } = parseArgs({ args, options: {}, allowPositionals: true })
    const [code = '', number = '', ...more] = positionals
    if (!/^0?\d{3}$/.test(code) || !/^\d{8}$/.test(number) || more.length > 0)
      throw new StartRefusal('Skriv kommunens kode og otte cifre: boernungeliv cvr 0461 12345678', 'give a code and eight digits')
    await using installation = await openInstallation(readConfigBeside(), { mayJoin: true })
    await assertMigrated(installation)
    await using database = await connect(installation.databaseUrl)
    const name = await database.save(Number(code), number)
    if (name === undefined) throw new StartRefusal(`Der er ingen kommune med koden ${code}`, 'there is no such municipality')
    say(`${name} har CVR-nummer ${number}`)
    return 0
  },
}

/** As the migrator: no login of the running program writes what is public. */
async function connect(connectionString: string) {
  const client = new pg.Client({ connectionString })
  client.on('error', () => {})
  await client.connect()
  return {
    /** The municipality's name; undefined when there is none of this code. */
    async save(municipalityId: number, number: string): Promise<string | undefined> {
      await client.query('begin; set local role bul_owner')
      const { rows } = await client.query<{ name: string }>(
        'update common.municipality set cvr = $2 where municipality_id = $1 returning name',
        [municipalityId, number],
      )
      await client.query('commit')
      return rows[0]?.name
    },
    [Symbol.asyncDispose]: () => client.end(),
  }
}
