import { readFileSync } from 'node:fs'
import { createInterface } from 'node:readline/promises'
import { parseArgs } from 'node:util'
import { findMunicipality } from '#database/municipality.ts'
import { StartRefusal } from '#database/start-refusal.ts'
import { fill } from '#domain/text/format.ts'
import { readConfigBeside } from '../config.ts'
import { assertMigrated, houseOf, loginsOf, openInstallation } from '../installation.ts'
import { complain, progressBar, say } from '../log.ts'
import type { House } from '../house.ts'
import { fetchStil, type NotFetched } from '../organisation/fetch-stil.ts'
import { importRosterFile } from '../organisation/import-roster-file.ts'
import { Problem } from '../problem.ts'
import type { Verb } from './verb.ts'

export const importRoster: Verb = {
  summary: "read a municipality's roster from a file, or from STIL",
  help: `boernungeliv import --municipality <code> [--yes] [--second-approval <reference>] <file>
boernungeliv import --municipality <code> [--yes] [--second-approval <reference>] --stil

  <file>             CSV, a workbook (.xlsx), OneRoster 1.2 (.zip), or STIL's full export for an authority (.xml, .zip)
  --stil             ask STIL for the export of each of the municipality's institutions (STIL_ADDRESS and the others);
                     at most four times a day each

  --municipality     the municipality's official code, e.g. 881
  --yes              carry it out without asking; without it the difference is shown first
  --second-approval  where it can be looked up that a second person has approved a large change, e.g. a case
                     number, never a name: it is written in the audit log. Without it a large change waits for
                     an administrator on the screen

Exit code 0 when it was carried out, 1 when it was refused, failed or not approved.`,
  async run(args) {
    const { values, positionals } = parseArgs({
      args,
      allowPositionals: true,
      options: {
        municipality: { type: 'string' },
        yes: { type: 'boolean' },
        'second-approval': { type: 'string' },
        stil: { type: 'boolean', default: false },
      },
    })
    const [path] = positionals
    const municipalityId = Number(values.municipality)
    if ((path === undefined) !== values.stil || positionals.length > 1 || !Number.isInteger(municipalityId) || municipalityId < 1) {
      complain(
        'Angiv kommune og fil, eller --stil: boernungeliv import --municipality 881 elever.csv / give a municipality and a file, or --stil',
      )
      return 2
    }
    const given = path === undefined ? undefined : readRosterFile(path)
    await using installation = await openInstallation(readConfigBeside(), { mayJoin: true })
    await assertMigrated(installation)
    const house = houseOf(installation, loginsOf(installation.config))
    if (!(await house.doors.as({ municipalityId, role: 'guest' }, 'staff', findMunicipality, { readOnly: true }))) {
      throw new StartRefusal(`Kommune ${municipalityId} findes ikke: se content/codes/municipalities.csv`, 'there is no such municipality')
    }
    const file = given ?? (await fetchRoster(house, municipalityId))
    const bars = { reading: progressBar('Læser'), applying: progressBar('Gennemfører') }
    try {
      const ended = await importRosterFile(house, {
        municipalityId,
        file,
        approve: async ({ summary }) => values.yes === true || ask(summary),
        secondApproval: values['second-approval'],
        progress: (step, part) => bars[step](part),
      })
      for (const finding of ended.summary?.findings ?? []) complain(sentence(finding))
      say(outcomes[ended.state] ?? ended.state)
      return ended.state === 'applied' ? 0 : 1
    } catch (error) {
      if (!(error instanceof Problem)) throw error
      throw new StartRefusal(`Filen kunne ikke læses ind: ${error.problem}`, error.problem)
    }
  },
}

const wording: Readonly<Record<string, string>> = JSON.parse(
  readFileSync(new URL('../../content/texts/organisation.da.json', import.meta.url), 'utf8'),
)

type Finding = NonNullable<Summary>['findings'][number]

/** The same sentence as on the screen, with the file or sheet it is about where there are several. */
function sentence({ line, name, values, level }: Finding): string {
  const where = [values['place'], line === null ? undefined : `linje ${line}`].filter((part) => part !== undefined)
  return `${[level === 'error' ? 'Fejl' : 'Bemærk', ...where].join(': ')}: ${fill(wording[`roster.finding.${name}`] ?? name, values)}`
}

const outcomes: Readonly<Record<string, string>> = {
  applied: 'Listen er gennemført',
  'awaiting-second': 'Ændringen er stor og venter på, at en superadministrator godkender den på skærmen',
  refused: 'Listen har fejl og er ikke gennemført: ret linjerne, og prøv igen',
  discarded: 'Listen er ikke gennemført',
  failed: 'Listen kunne ikke gennemføres, og intet er ændret',
}

type Summary = Awaited<ReturnType<typeof importRosterFile>>['summary']

async function ask(summary: Summary): Promise<boolean> {
  const { counts } = summary ?? { counts: undefined }
  if (counts) say(`${counts.new} nye, ${counts.changed} ændrede, ${counts.gone} udgåede, ${counts.same} som før`)
  const terminal = createInterface({ input: process.stdin, output: process.stdout })
  try {
    return /^ja?$/i.test((await terminal.question('Skal listen gennemføres? (ja/nej) ')).trim())
  } finally {
    terminal.close()
  }
}

/** Each institution that STIL does not give is said, and left as it is. */
async function fetchRoster(house: House, municipalityId: number): Promise<Uint8Array> {
  const { stil } = house
  if (stil === undefined)
    throw new StartRefusal('Forbindelsen til STIL er ikke sat op: angiv STIL_ADDRESS med flere', 'there is no connection to STIL')
  const { file, institutions, notFetched } = await fetchStil(house, stil, municipalityId, progressBar('Henter fra STIL'))
  for (const { institution, reason } of notFetched) complain(`${institution}: ${refusals[reason]}`)
  if (file === undefined) throw new StartRefusal('STIL gav ingen eksport, og intet er ændret', 'STIL gave no export')
  say(`Hentet fra STIL: ${institutions.length} institutioner`)
  return file
}

const refusals: Readonly<Record<NotFetched['reason'], string>> = {
  'not-answered': 'STIL svarede ikke. Prøv igen senere',
  'refused-by-stil': 'STIL afviste. Se efter, om institutionen har en dataaftale om fuld myndighed med jeres udbydersystem',
  'pulled-often-enough': 'er hentet fire gange i dag. STIL giver ikke mere før i morgen',
  'another-institution': 'STIL svarede med en anden institution. Svaret er ikke brugt',
  'answer-too-large': 'svaret er større, end en institution kan være. Det er ikke brugt',
  'answer-unreadable': 'svaret kunne ikke læses. Det er ikke brugt',
  'answer-not-signed': 'svaret er ikke underskrevet. Det er ikke brugt',
  'answer-signed-otherwise': 'svaret er underskrevet på en anden måde end aftalt. Det er ikke brugt',
  'answer-by-another-signer': 'svaret er ikke underskrevet af STIL. Se efter, om STIL har fået nyt certifikat (STIL_SIGNER)',
  'answer-changed': 'svaret er ændret undervejs. Det er ikke brugt',
  'answer-over': 'svaret er for gammelt, eller uret går forkert. Det er ikke brugt',
  'answer-to-another-question': 'svaret hører til et andet spørgsmål. Det er ikke brugt',
  'answer-is-a-fault': 'STIL svarede med en fejl',
}

function readRosterFile(path: string): Uint8Array {
  try {
    return readFileSync(path)
  } catch {
    throw new StartRefusal(`Filen ${path} kan ikke læses`, 'the file cannot be read')
  }
}
