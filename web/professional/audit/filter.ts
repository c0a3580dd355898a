/** What of the audit log is shown: it stands in the address, so that a search can be sent on to a colleague. */
import type { Input } from '../../client.ts'

export type AuditFilter = {
  /** Days, '' for no end. */
  readonly from: string
  readonly to: string
  readonly role: string
  readonly act: string
  readonly purpose: string
  /** One member of staff, one child: ids, '' for all. */
  readonly person: string
  readonly child: string
  readonly isAboutChildren: boolean
  readonly isRefused: boolean
  /** A row's number: only what is before. */
  readonly before: string
}

const day = /^\d{4}-\d{2}-\d{2}$/
const uuid = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/

/** What an address asks for; what it can't mean is left out. */
export function readFilter(search: string): AuditFilter {
  const given = new URLSearchParams(search)
  const read = (name: string, shape: RegExp) => (shape.test(given.get(name) ?? '') ? (given.get(name) ?? '') : '')
  return {
    from: read('fra', day),
    to: read('til', day),
    role: read('rolle', /^[a-zA-Z]{1,40}$/),
    act: read('handling', /^[a-z][a-zA-Z.-]{0,59}$/),
    purpose: read('formaal', /^[a-z][a-zA-Z]{0,59}$/),
    person: read('person', uuid),
    child: read('barn', uuid),
    isAboutChildren: given.get('boern') === 'ja',
    isRefused: given.get('afvist') === 'ja',
    before: read('foer', /^\d{1,15}$/),
  }
}

/** The part of an address after its path; empty when nothing is left out. */
export function writeFilter(filter: AuditFilter): string {
  const { from, to, role, act, purpose, person, child, isAboutChildren, isRefused, before } = filter
  const chosen = {
    fra: from,
    til: to,
    rolle: role,
    handling: act,
    formaal: purpose,
    person,
    barn: child,
    boern: isAboutChildren ? 'ja' : '',
    afvist: isRefused ? 'ja' : '',
    foer: before,
  }
  const search = new URLSearchParams(Object.entries(chosen).filter(([, value]) => value !== '')).toString()
  return search === '' ? '' : `?${search}`
}

/** The same as the server is asked. */
export function auditQuery(filter: AuditFilter): NonNullable<Input<'listAuditEvents'>['query']> {
  const { from, to, role, act, purpose, person, child, isAboutChildren, isRefused, before } = filter
  return {
    ...(from === '' ? {} : { from }),
    ...(to === '' ? {} : { to }),
    ...(role === '' ? {} : { role }),
    ...(act === '' ? {} : { act }),
    ...(purpose === '' ? {} : { purpose }),
    ...(person === '' ? {} : { accountId: person }),
    ...(child === '' ? {} : { pupilId: child }),
    ...(isAboutChildren ? { isAboutChildren: 'true' } : {}),
    ...(isRefused ? { isRefused: 'true' } : {}),
    ...(before === '' ? {} : { before }),
  }
}
