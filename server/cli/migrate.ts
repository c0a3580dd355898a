import { parseArgs } from 'node:util'
import { readConfigBeside } from '../config.ts'
import { migrateInstallation, openInstallation } from '../installation.ts'
import { say } from '../log.ts'
import type { Verb } from './verb.ts'

export const migrate: Verb = {
  summary: 'bring the database to the shape this version expects',
  help: `Makes the database's logins, runs the migrations that are missing, and loads code tables and
published questionnaires. DATABASE_URL must be a superuser, or the database's owner with CREATEROLE.
With KEY_FILE it works on a real installation, without on the demonstration.`,
  async run(args) {
    parseArgs({ args, options: {} })
    await using installation = await openInstallation(readConfigBeside(), { mayJoin: true })
    const applied = await migrateInstallation(installation)
    say(applied.length === 0 ? 'Databasen er i orden: intet nyt' : ['Kørt:', ...applied.map((name) => `  ${name}`)].join('\n'))
    return 0
  },
}
