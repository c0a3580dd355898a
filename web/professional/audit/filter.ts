/** What of the audit log is shown: it stands in the address, so that a search can be sent on to a colleague. */
import type { Input } from '../../client.ts'

export type AuditFilter = {
  /** Days, '' for no end. */
  readonly from: string
  readonly to: string
  readonly role: string
  readonly act: string
  readonly isAboutChildren: boolean
  /** A moment: only what is older. */
  readonly before: string
}

const day = /^\d{4}-\d{2}-\d{2}$/
const instant = /^\d{4}-\d{2}-\d{2}T[\d:.]+Z$/

/** What an address asks for; what it can't mean is left out. */
export function readFilter(search: string): AuditFilter {
  const given = new URLSearchParams(search)
  const read = (name: string, shape: RegExp) => (shape.test(given.get(name) ?? '') ? (given.get(name) ?? '') : '')
  return {
    from: read('fra', day),
    to: read('til', day),
    role: read('rolle', /^[a-zA-Z]{1,40}$/),
    act: read('handling', /^[a-z.-]{1,60}$/),
    isAboutChildren: given.get('boern') === 'ja',
    before: read('foer', instant),
  }
}

/** The part of an address after its path; empty when nothing is left out. */
export function writeFilter({ from, to, role, act, isAboutChildren, before }: AuditFilter): string {
  const chosen = { fra: from, til: to, rolle: role, handling: act, boern: isAboutChildren ? 'ja' : '', foer: before }
  const search = new URLSearchParams(Object.entries(chosen).filter(([, value]) => value !== '')).toString()
  return search === '' ? '' : `?${search}`
}

/** The same as the server is asked. */
export function auditQuery({ from, to, role, act, isAboutChildren, before }: AuditFilter): Input<'listAuditEvents'>['query'] {
  return {
    ...(from === '' ? {} : { from }),
    ...(to === '' ? {} : { to }),
    ...(role === '' ? {} : { role }),
    ...(act === '' ? {} : { act }),
    ...(isAboutChildren ? { isAboutChildren: 'true' } : {}),
    ...(before === '' ? {} : { before }),
  }
}
