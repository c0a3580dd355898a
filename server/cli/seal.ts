import { parseArgs } from 'node:util'
import { readConfigBeside } from '../config.ts'
import { assertMigrated, houseOf, loginsOf, openInstallation } from '../installation.ts'
import { closeSurvey } from '../jobs/close-survey.ts'
import { complain, progressBar, say } from '../log.ts'
import type { Verb } from './verb.ts'

export const seal: Verb = {
  summary: 'seal the rest of a closed survey now, instead of waiting for its job',
  help: `boernungeliv seal --municipality <code> --survey <id>

Seals what is still unsealed, pools remainders upward, and deletes the raw rows. Doing it twice changes nothing.`,
  async run(args) {
    const { values } = parseArgs({ args, options: { municipality: { type: 'string' }, survey: { type: 'string' } } })
    const municipalityId = Number(values.municipality)
    if (!Number.isInteger(municipalityId) || values.survey === undefined) {
      complain('Angiv kommune og undersøgelse: boernungeliv seal --municipality 881 --survey <id> / give a municipality and a survey')
      return 2
    }
    await using installation = await openInstallation(readConfigBeside(), { mayJoin: true })
    await assertMigrated(installation)
    const house = houseOf(installation, loginsOf(installation.config))
    await closeSurvey(house, { municipalityId, surveyId: values.survey }, progressBar('Forsegler'))
    say('Undersøgelsen er forseglet')
    return 0
  },
}
