import { readFileSync } from 'node:fs'
import { createInterface } from 'node:readline/promises'
import { parseArgs } from 'node:util'
import { findMunicipality } from '#database/municipality.ts'
import { StartRefusal } from '#database/start-refusal.ts'
import { fill } from '#domain/text/format.ts'
import { readConfigBeside } from '../config.ts'
import { assertMigrated, houseOf, loginsOf, openInstallation } from '../installation.ts'
import { complain, progressBar, say } from '../log.ts'
import { importRosterFile } from '../organisation/import-roster-file.ts'
import { Problem } from '../problem.ts'
import type { Verb } from './verb.ts'

export const importRoster: Verb = {
  summary: "read a municipality's roster from a CSV file",
  help: `boernungeliv import --municipality <code> [--yes] [--second-approval <reference>] <file>

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
      options: { municipality: { type: 'string' }, yes: { type: 'boolean' }, 'second-approval': { type: 'string' } },
    })
    const [path] = positionals
    const municipalityId = Number(values.municipality)
    if (path === undefined || positionals.length > 1 || !Number.isInteger(municipalityId) || municipalityId < 1) {
      complain('Angiv kommune og fil: boernungeliv import --municipality 881 elever.csv / give a municipality and a file')
      return 2
    }
    const file = readRosterFile(path)
    await using installation = await openInstallation(readConfigBeside(), { mayJoin: true })
    await assertMigrated(installation)
    const house = houseOf(installation, loginsOf(installation.config))
    if (!(await house.doors.as({ municipalityId, role: 'guest' }, 'staff', findMunicipality, { readOnly: true }))) {
      throw new StartRefusal(`Kommune ${municipalityId} findes ikke: se content/codes/municipalities.csv`, 'there is no such municipality')
    }
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

/** The same sentence as on the screen. */
function sentence({ line, name, values, level }: Finding): string {
  const where = line === null ? '' : `linje ${line}: `
  return `${level === 'error' ? 'Fejl' : 'Bemærk'}: ${where}${fill(wording[`roster.finding.${name}`] ?? name, values)}`
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

function readRosterFile(path: string): Uint8Array {
  try {
    return readFileSync(path)
  } catch {
    throw new StartRefusal(`Filen ${path} kan ikke læses`, 'the file cannot be read')
  }
}
