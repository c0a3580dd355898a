/** How a municipality releases its figures, for all waves and for one. Decided by its analyst, followed by the sealer's nightly job. */
import type { ReleaseRule, ReleaseRuleSaid } from '#domain/disclosure/release-rule.ts'
import type { WaveKey } from './release.ts'
import type { Tx } from './transaction.ts'

const everyWave = ''

export async function findReleaseRule(tx: Tx, wave: WaveKey): Promise<ReleaseRuleSaid> {
  const rows = await tx
    .selectFrom('common.releaseRule')
    .select(['wave', 'rule'])
    .where('municipalityId', '=', tx.municipalityId)
    .where('wave', 'in', [everyWave, nameOf(wave)])
    .execute()
  const said = (name: string) => rows.find((row) => row.wave === name)?.rule as ReleaseRule | undefined
  return { municipality: said(everyWave) ?? 'standing', wave: said(nameOf(wave)) ?? null }
}

/** Of every wave, `wave` is null; that takes back nothing that was said of one. */
export async function saveReleaseRule(tx: Tx, wave: WaveKey | null, rule: ReleaseRule): Promise<void> {
  await tx
    .insertInto('common.releaseRule')
    .values({ municipalityId: tx.municipalityId, wave: wave === null ? everyWave : nameOf(wave), rule })
    .onConflict((conflict) => conflict.columns(['municipalityId', 'wave']).doUpdateSet({ rule }))
    .execute()
}

/** Lets a wave follow the rule of all the others again. */
export async function deleteReleaseRule(tx: Tx, wave: WaveKey): Promise<void> {
  await tx.deleteFrom('common.releaseRule').where('municipalityId', '=', tx.municipalityId).where('wave', '=', nameOf(wave)).execute()
}

function nameOf({ code, version, schoolYear }: WaveKey): string {
  return `${code} ${version} ${schoolYear}`
}
