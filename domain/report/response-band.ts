/** How far those who answered may stand for those who were asked. */

export type Turnout = { readonly answered: number; readonly invited: number }

/**
 * - `good` from 80 %
 * - `caution` from 60 %: those who have not answered may feel differently
 * - `notRepresentative` from 40 %: the figures are of those who answered, and of nobody else
 * - `noComparison` below: nothing is compared with it, nor with anything
 * - `unknown` where nobody knows how many were asked
 */
export type ResponseBand = 'good' | 'caution' | 'notRepresentative' | 'noComparison' | 'unknown'

/** Where each band begins, in percent of those invited. Our own rule; the rate is response rate 2 of AAPOR (2016). */
export const responseEdges = { good: 80, caution: 60, notRepresentative: 40 } as const

/** `answered` are those whose answers count (half of the core or more); `invited` the roster less those who could not be asked. */
export function responseBand({ answered, invited }: Turnout): ResponseBand {
  if (invited <= 0) return 'unknown'
  const reaches = (edge: number) => answered * 100 >= edge * invited
  if (reaches(responseEdges.good)) return 'good'
  if (reaches(responseEdges.caution)) return 'caution'
  return reaches(responseEdges.notRepresentative) ? 'notRepresentative' : 'noComparison'
}

/** Those of the whole who are not of the part. */
export function restOf(whole: Turnout, part: Turnout): Turnout {
  return { answered: whole.answered - part.answered, invited: whole.invited - part.invited }
}
