/** Who is refused first when there is more than can be done: the order, and what belongs where. */
import type { Operation } from '#api/operation.ts'

/** From what is refused last to what is refused first. `receiving` is a file on its way in. */
export const urgencies = ['saving', 'entering', 'looking', 'reporting', 'receiving'] as const
export type Urgency = (typeof urgencies)[number]

/**
 * What somebody has answered comes before everything; then coming in to answer; then people at work; then what takes long
 * and can be asked for again: figures of groups, documents, files.
 */
export function urgencyOf({ method, login, act, path, produces, consumes }: Operation): Urgency {
  const isRespondents = act === 'respondent' || act === 'healthRespondent' || act === 'informant'
  if (method !== 'GET' && (isRespondents || path === '/responses/parcels')) return 'saving'
  if (isRespondents || (act === 'public' && login !== 'staff' && login !== 'report')) return 'entering'
  if (consumes !== undefined) return 'receiving'
  return produces !== undefined || login === 'report' ? 'reporting' : 'looking'
}
