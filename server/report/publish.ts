/**
 * The one way figures leave: into the publication ledger, in the transaction that has read them. Shown again unchanged to the same
 * role in the same form they write nothing, so that a report that is read often costs one question to an index.
 */
import { createHash } from 'node:crypto'
import { type Digest, insertPublications, listUnpublished } from '#database/publication.ts'
import type { Tx } from '#database/transaction.ts'
import type { Shown } from '#domain/disclosure/ledger.ts'
import type { Form } from '#domain/disclosure/publication.ts'

const published = new WeakSet<Tx>()

/** What the ledger says of figures that are likely to be shown. */
export type Foretold = { readonly asked: ReadonlySet<Digest>; readonly fresh: readonly Digest[] }

/** Asks before the figures are read, so that it goes in the same message: of figures that were shown the last time. */
export async function askAhead(tx: Tx, audience: string, form: Form, digests: readonly Digest[]): Promise<Foretold> {
  return { asked: new Set(digests), fresh: await listUnpublished(tx, audience, form, digests) }
}

/**
 * `audience` is the reader's role, or `public`; for a job `municipalities`. The database holds a reader to their own. Returns the digests
 * of what is shown. What was `foretold` in this transaction, of exactly these figures, is not asked again.
 */
export async function publish(
  tx: Tx,
  audience: string,
  form: Form,
  shown: readonly Shown[],
  foretold?: Foretold,
): Promise<readonly Digest[]> {
  published.add(tx)
  const byDigest = new Map(shown.map((one) => [digestOf(one), one]))
  const digests = [...byDigest.keys()]
  const isForetold = foretold !== undefined && digests.every((digest) => foretold.asked.has(digest))
  const fresh = isForetold ? foretold.fresh : await listUnpublished(tx, audience, form, digests)
  await insertPublications(
    tx,
    audience,
    form,
    fresh.flatMap((digest) => {
      const one = byDigest.get(digest)
      return one === undefined ? [] : [{ digest, ...one }]
    }),
  )
  return digests
}

/** Whether this transaction has told the ledger what it gives out. What is declared with `publishes` and has not is a defect. */
export function hasPublished(tx: Tx): boolean {
  return published.has(tx)
}

/** A kept report shows the same again and again. */
const digests = new WeakMap<Shown, Digest>()

function digestOf(shown: Shown): Digest {
  const known = digests.get(shown)
  if (known !== undefined) return known
  const { wave, unit, within, without, split, figures } = shown
  const digest = createHash('sha256')
    .update(JSON.stringify([wave, unit, within, without, split, figures]))
    .digest('hex')
  digests.set(shown, digest)
  return digest
}
