/** Coming in by code and slip, with the work that is asked for where many behind one address have been refused. */
import { createHash } from 'node:crypto'
import type { Entered } from '#api/response.ts'
import { leadingZeros, proofText } from '#domain/survey/entry-brake.ts'
import type { Answer, Line, Work } from './line.ts'

export type Slip = { readonly code: string; readonly slip: string }

export async function comeIn(line: Line, { code, slip }: Slip): Promise<Answer<Entered>> {
  const came = await line.call<Entered>('POST', '/responses/enter', { body: { code, slip } })
  if (came.kind !== 'later' || came.work === undefined) return came
  return line.call<Entered>('POST', '/responses/enter', { body: { code, slip, proof: prove(came.work, `${code}-${slip}`) } })
}

/** As the answering page does it (web/respondent/proof.ts). */
function prove({ bits, salt }: Work, tried: string): string {
  for (let nonce = 0; ; nonce++) {
    const hash = createHash('sha256')
      .update(proofText(salt, tried, String(nonce)))
      .digest()
    if (leadingZeros(hash) >= bits) return String(nonce)
  }
}
