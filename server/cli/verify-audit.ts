import { parseArgs } from 'node:util'
import type { Fault } from '#domain/audit/chain.ts'
import { StartRefusal } from '#database/start-refusal.ts'
import { anchorsAt } from '../audit/anchors.ts'
import { listChains, type Verification, verifyChain } from '../audit/verify.ts'
import { readConfigBeside } from '../config.ts'
import { assertMigrated, openInstallation } from '../installation.ts'
import { say } from '../log.ts'
import type { Verb } from './verb.ts'

export const verifyAudit: Verb = {
  summary: 'count the audit log through, and say the first row that is not what it was',
  help: `  --municipality <code>   only this municipality; 0 is the association
  --anchor <file>         compare with the ends that anchor-audit noted; a directory means every file in it

Follows each municipality's chain from its first row and reads only, so it may run beside a server and on a restored
copy. Names rows by number, moment and act, never a person. Exit code 0 when all is whole, 1 when something is not.
Without an anchor nobody can see that a whole chain was written anew, or cut off with its head.`,
  async run(args) {
    const { values } = parseArgs({ args, options: { municipality: { type: 'string' }, anchor: { type: 'string', multiple: true } } })
    const only = values.municipality === undefined ? undefined : readCode(values.municipality)
    const anchors = (values.anchor ?? []).flatMap(anchorsAt)
    await using installation = await openInstallation(readConfigBeside(), { mayJoin: true })
    await assertMigrated(installation)
    let isWhole = true
    // Also those that only an anchor knows: a chain that is gone must not be passed over.
    const chains = new Set([...(await listChains(installation.doors)), ...anchors.map((anchor) => anchor.municipalityId)])
    for (const municipalityId of only === undefined ? chains : [only]) {
      const found = await verifyChain(installation.doors, municipalityId, anchors)
      isWhole &&= found.finding === undefined
      say(tell(found))
    }
    say(
      isWhole
        ? `Loggen er hel${anchors.length === 0 ? ', så vidt den selv kan vise: hold den også op mod et anker (--anchor)' : ''}`
        : 'Loggen er ikke, hvad den var: se docs/how-to/verify-the-audit-log.md',
    )
    return isWhole ? 0 : 1
  },
}

function readCode(text: string): number {
  if (!/^\d{1,4}$/.test(text)) throw new StartRefusal(`${text} er ikke en kommunekode`, `${text} is not a municipality's code`)
  return Number(text)
}

const sentences: Readonly<Record<Fault, string>> = {
  edited: 'siger ikke, hvad den sagde, da den blev skrevet, eller har fået en andens plads',
  missing: 'står efter et hul: rækker før den er væk',
  inserted: 'er sat ind, hvor en anden står',
  unlinked: 'følger ikke efter rækken før: en af de to er ikke den, der stod der',
  truncated: 'er den sidste, og der har været flere: halen er skåret af',
  'beyond-head': 'er sat ind efter kædens ende',
  'head-differs': 'er den sidste, men ikke den, som kædens ende er noteret med',
  'anchor-differs': 'er ikke den, der stod der, da ankeret blev noteret: kæden er skrevet om',
}

/** One municipality in one line. */
export function tell({ municipalityId, good, anchors, finding, agreesUpTo }: Verification): string {
  const counted = `${good} ${good === 1n ? 'række' : 'rækker'} i orden${anchors > 0 ? `, ${anchors} ${anchors === 1 ? 'anker' : 'ankre'}` : ''}`
  if (!finding) return `✓ ${municipalityId}: ${counted}`
  const { row, seq, fault } = finding
  const named = row ? `række ${seq} (${new Date(Number(row.atMicroseconds / 1000n)).toISOString()}, ${row.act})` : `række ${seq}`
  const since = agreesUpTo === undefined ? '' : ` – til og med række ${agreesUpTo} passer den med et anker`
  return `✗ ${municipalityId}: ${counted}; ${named} ${sentences[fault]}${since}`
}
