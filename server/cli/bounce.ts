import { readFileSync } from 'node:fs'
import { parseArgs } from 'node:util'
import { readConfigBeside } from '../config.ts'
import { assertMigrated, houseOf, loginsOf, openInstallation } from '../installation.ts'
import { takeBounce } from '../invitation/take-bounce.ts'
import { say } from '../log.ts'
import type { Verb } from './verb.ts'

const answers = {
  noted: 'Noteret: beskeden kom tilbage, og den næste kanal tager over, hvis der er en / noted',
  'not-ours': 'Ikke en melding om en af vores mails: intet ændret / not a report of a mail of ours',
  'not-failed': 'En melding om forsinkelse eller levering: intet ændret / not a failure',
  'unknown-message': 'Beskeden findes ikke længere, eller er kendt som tilbagekommet: intet ændret / the message is gone or known',
} as const

export const bounce: Verb = {
  summary: 'note a mail that came back',
  help: `boernungeliv bounce <file>
boernungeliv bounce -        reads one mail from standard input, as a mail server pipes it

The mail server of the address in MAIL_BOUNCE pipes each mail to it (docs/how-to/send-invitations.md). Nothing of the mail is kept
but that it came back and why. What is no report of ours is passed over, also with exit code 0: the mail server must not send it again.`,
  async run(args) {
    const { positionals } = parseArgs({ args, options: {}, allowPositionals: true })
    const [path] = positionals
    if (path === undefined || positionals.length > 1) {
      say('Angiv en fil, eller - for standard input / give a file, or - for standard input')
      return 2
    }
    const mail = readFileSync(path === '-' ? 0 : path, 'latin1')
    await using installation = await openInstallation(readConfigBeside(), { mayJoin: true })
    await assertMigrated(installation)
    say(answers[await takeBounce(houseOf(installation, loginsOf(installation.config)), mail)])
    return 0
  },
}
