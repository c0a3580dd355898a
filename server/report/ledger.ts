/** The publication ledger, line by line as it was shown. Reads only. */
import { listMunicipalityIds } from '#database/release.ts'
import { listPublications, type PublicationMark } from '#database/publication.ts'
import type { Doors } from '#database/transaction.ts'
import { linesOf } from '#domain/disclosure/ledger.ts'
import type { PublicationLine } from '#domain/disclosure/publication.ts'

const publicationsAtOnce = 200
const association = 0

/** Whose ledgers there are: the association's, which holds what is released to all, and each municipality's. */
export async function listLedgers(doors: Doors): Promise<readonly number[]> {
  const municipalities = await doors.as({ municipalityId: association, role: 'verifier' }, 'sealer', listMunicipalityIds, {
    readOnly: true,
  })
  return [association, ...municipalities]
}

/** A batch in a transaction of its own: a ledger may be long, and what is in it stays. */
export async function* readLedger(doors: Doors, municipalityId: number): AsyncGenerator<PublicationLine> {
  for (let last: PublicationMark | undefined; ;) {
    const after = last
    const publications = await doors.as(
      { municipalityId, role: 'verifier' },
      'sealer',
      (tx) => listPublications(tx, after, publicationsAtOnce),
      { readOnly: true },
    )
    for (const { at, audience, wave, unit, within, without, split, figures } of publications)
      yield* linesOf({ wave, unit, within, without, split, figures }, { at, audience })
    if (publications.length < publicationsAtOnce) return
    last = publications.at(-1)
  }
}
