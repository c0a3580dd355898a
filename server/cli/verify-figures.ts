import { parseArgs } from 'node:util'
import type { Fault } from '#domain/audit/chain.ts'
import type { TotalFault } from '#domain/disclosure/verify.ts'
import { StartRefusal } from '#database/start-refusal.ts'
import { anchorsAt } from '../audit/anchors.ts'
import { listChains } from '../audit/verify.ts'
import { readConfigBeside } from '../config.ts'
import { assertMigrated, openInstallation } from '../installation.ts'
import { say } from '../log.ts'
import { type FigureVerification, verifyFigures as verify } from '../report/verify-figures.ts'
import type { Verb } from './verb.ts'

export const verifyFigures: Verb = {
  summary: 'count the sealed figures through, and say every one that is not what its atoms make',
  help: `  --municipality <code>   only this municipality
  --anchor <file>         compare with the ends that anchor-audit noted; a directory means every file in it

Follows each survey's chain of atoms from its first link, adds all totals up anew, and compares: sums, how much schools
differ, turnout. Reads only, so it may run beside a server and on a restored copy. Exit code 0 when all is whole, 1 when
something is not.`,
  async run(args) {
    const { values } = parseArgs({ args, options: { municipality: { type: 'string' }, anchor: { type: 'string', multiple: true } } })
    const { municipality } = values
    if (municipality !== undefined && !/^\d{1,4}$/.test(municipality))
      throw new StartRefusal(`${municipality} er ikke en kommunekode`, `${municipality} is not a municipality's code`)
    const anchors = (values.anchor ?? []).flatMap(anchorsAt)
    await using installation = await openInstallation(readConfigBeside(), { mayJoin: true })
    await assertMigrated(installation)
    let [isWhole, surveys] = [true, 0]
    for (const id of municipality === undefined ? await listChains(installation.doors) : [Number(municipality)]) {
      for (const found of await verify(installation.doors, id, anchors)) {
        surveys++
        isWhole &&= found.finding === undefined && found.faults.length === 0
        say(tellFigures(found))
      }
    }
    say(
      isWhole
        ? `Tallene er hele: ${surveys} ${surveys === 1 ? 'undersøgelse' : 'undersøgelser'}`
        : 'Tallene er ikke, hvad de var: se docs/how-to/see-what-has-left.md',
    )
    return isWhole ? 0 : 1
  },
}

const ofLink: Readonly<Record<Fault, string>> = {
  edited: 'siger ikke, hvad det sagde, da det blev forseglet, eller leddet før er et andet',
  missing: 'står efter et hul: led før det er væk',
  inserted: 'er sat ind, hvor et andet står',
  unlinked: 'følger ikke efter leddet før',
  truncated: 'er det sidste, og der har været flere: halen er skåret af',
  'beyond-head': 'er sat ind efter kædens ende',
  'head-differs': 'er det sidste, men ikke det, som kædens ende er noteret med',
  'anchor-differs': 'er ikke det, der stod der, da ankeret blev noteret: kæden er skrevet om',
}

const ofTotal: Readonly<Record<TotalFault['fault'], string>> = {
  withoutAtoms: 'har tal, men ingen forseglede svar bag',
  missing: 'mangler, skønt der er forseglede svar',
  differs: 'er ikke summen af de forseglede svar',
  momentsDiffer: 'har en spredning mellem skoler, der ikke er den, svarene giver',
  turnoutDiffers: 'har flere eller færre besvarelser end klasserne tilsammen',
  unplaced: 'er forseglet for en klasse, der ikke er med',
}

const ofSex = { all: '', female: ', piger', male: ', drenge' } as const

/** One survey: a line, and one for each total that is wrong. */
export function tellFigures({ municipalityId, surveyId, good, totals, finding, faults }: FigureVerification): string {
  const counted = `${good} led og ${totals} ${totals === 1 ? 'sum' : 'summer'}`
  if (!finding && faults.length === 0) return `✓ ${municipalityId} ${surveyId}: ${counted} i orden`
  const link = finding
    ? [`led ${finding.seq}${finding.row ? ` (${finding.row.unit ?? finding.row.item})` : ''} ${ofLink[finding.fault]}`]
    : []
  const wrong = faults.map(({ fault, unit, sex }) => `${unit}${ofSex[sex]} ${ofTotal[fault]}`)
  return [`✗ ${municipalityId} ${surveyId}: ${counted} talt efter`, ...[...link, ...wrong].map((line) => `    ${line}`)].join('\n')
}
