/** What of the publication ledger is shown: it stands in the address, so that a search can be sent on to a colleague. */
import { type Form, forms } from '#domain/disclosure/publication.ts'
import type { Input } from '../../client.ts'

export type LedgerFilter = {
  /** '' for all. */
  readonly audience: string
  readonly form: Form | ''
  readonly wave: string
  /** Where the page before ended. */
  readonly before: string
}

/** What an address asks for; what it can't mean is left out. */
export function readLedgerFilter(search: string): LedgerFilter {
  const given = new URLSearchParams(search)
  const read = (name: string, shape: RegExp) => (shape.test(given.get(name) ?? '') ? (given.get(name) ?? '') : '')
  return {
    audience: read('til', /^[a-zA-Z]{1,40}$/),
    form: forms.find((form) => form === given.get('form')) ?? '',
    wave: read('undersoegelse', /^[\w. -]{1,120}$/),
    before: read('foer', /^\d{1,16}-[0-9a-f]{2,64}-[a-zA-Z]{1,40}-[a-z]{1,20}$/),
  }
}

/** The part of an address after its path; empty when nothing is left out. */
export function writeLedgerFilter({ audience, form, wave, before }: LedgerFilter): string {
  const chosen = { til: audience, form, undersoegelse: wave, foer: before }
  const search = new URLSearchParams(Object.entries(chosen).filter(([, value]) => value !== '')).toString()
  return search === '' ? '' : `?${search}`
}

/** The same as the server is asked. */
export function ledgerQuery({ audience, form, wave, before }: LedgerFilter): NonNullable<Input<'listPublications'>['query']> {
  return {
    ...(audience === '' ? {} : { audience }),
    ...(form === '' ? {} : { form }),
    ...(wave === '' ? {} : { wave }),
    ...(before === '' ? {} : { before }),
  }
}
