/**
 * Rights as Context Handler tells them: OIO Basic Privilege Profile, base64 of XML. Each group of rights holds for one
 * authority (by CVR number), and is narrowed by its data constraints. What is not understood gives nothing: a right
 * is never wider here than where it was given.
 */
import type { Role } from '#domain/access/actor.ts'
import { type ConstraintName, constraints, scopePrefix, userSystemRoles } from './profile.ts'
import { type Element, readXml, UnreadableXml } from './xml.ts'

export type Privilege = {
  /** Whose right it is. */
  readonly cvr: string
  readonly role: Role
  /** Institution numbers it is narrowed to; undefined for none named. */
  readonly institutions: readonly string[] | undefined
  /** Classes it is narrowed to, each with its institution; undefined for none named. */
  readonly classes: readonly ClassNamed[] | undefined
}

export type ClassNamed = { readonly institution: string; readonly name: string }

/** Longer than the rights of anybody. */
const longestBase64 = 64 * 1024
const limits = { characters: 48 * 1024, depth: 6, elements: 1_000 }

/**
 * The rights in the attribute. `roles` is our domain at KOMBIT, e.g. `https://boernungeliv.example`. Empty when it
 * is not readable: somebody without rights is told so.
 */
export function readPrivileges(attribute: string, roles: string): readonly Privilege[] {
  const packed = attribute.replace(/\s/g, '')
  if (packed.length > longestBase64 || !/^[A-Za-z0-9+/]*={0,2}$/.test(packed)) return []
  try {
    const list = readXml(new TextDecoder('utf-8', { fatal: true }).decode(Buffer.from(packed, 'base64')), limits)
    // The list's namespace has changed between generations; its name has not.
    if (list.name !== 'PrivilegeList') return []
    return list.children.filter(({ name }) => name === 'PrivilegeGroup').flatMap((group) => readGroup(group, roles))
  } catch (error) {
    if (error instanceof UnreadableXml || error instanceof TypeError) return []
    throw error
  }
}

function readGroup(group: Element, roles: string): readonly Privilege[] {
  const scope = group.attributes['Scope'] ?? ''
  const cvr = scope.startsWith(scopePrefix) ? scope.slice(scopePrefix.length) : ''
  const narrowed = readConstraints(group, roles)
  if (!/^\d{8}$/.test(cvr) || narrowed === undefined) return []
  const given = group.children
    .filter(({ name }) => name === 'Privilege')
    .flatMap(({ text }) => userSystemRoles.get(nameIn(text.trim(), `${roles}/roles/usersystemrole/`) ?? '') ?? [])
  return (
    given
      // Only who works with classes can be narrowed to some; another's right to a class is one we cannot keep.
      .filter((role) => narrowed.classes === undefined || byClass.includes(role))
      .map((role) => ({ cvr, role, ...narrowed }))
  )
}

/** Whose reach is classes (`common.account_class`). */
const byClass: readonly Role[] = ['teacher', 'healthVisitor', 'schoolDoctor']

/** What a group is narrowed to; undefined when it has a constraint that we cannot keep. */
function readConstraints(group: Element, roles: string): Pick<Privilege, 'institutions' | 'classes'> | undefined {
  const found = new Map<ConstraintName, readonly string[]>()
  for (const { name, attributes, text } of group.children) {
    if (name === 'Privilege') continue
    const constraint = name === 'Constraint' ? nameIn(attributes['Name'] ?? '', `${roles}/constraints/`) : undefined
    const known = constraints.find((one) => one === constraint)
    if (known === undefined || found.has(known)) return undefined
    const values = text.split(',').map((value) => value.trim())
    if (values.some((value) => !shapes[known].test(value))) return undefined
    found.set(known, values)
  }
  const [institutions, names] = [found.get('institution'), found.get('klasse')]
  // An organisation's UUID is in no roster, so it narrows nothing here: a right that names nothing else gives nothing.
  if (found.has('organisation') && institutions === undefined && names === undefined) return undefined
  const classes = names?.flatMap((name) => classesNamed(name, institutions))
  return classes?.length === 0 ? undefined : { institutions, classes }
}

/** `<institution number>:<class name>`; a name alone is a class of each institution named beside it, and of none without. */
function classesNamed(text: string, institutions: readonly string[] | undefined): readonly ClassNamed[] {
  if (!text.includes(':')) return (institutions ?? []).map((institution) => ({ institution, name: text }))
  const [institution = '', name = ''] = text.split(':')
  return institutions === undefined || institutions.includes(institution) ? [{ institution, name }] : []
}

const shapes: Readonly<Record<ConstraintName, RegExp>> = {
  institution: /^[0-9A-Z]{6}$/,
  klasse: /^(?:[0-9A-Z]{6}:)?[^:]{1,40}$/,
  organisation: /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i,
  // One's own children are all that anybody reaches here; everybody else's are not to be had.
  personkreds: /^egne$/,
}

/** The short name in `<start><name>/<version>`; undefined for another's. Names of version 1 are those declared. */
function nameIn(address: string, start: string): string | undefined {
  const match = address.startsWith(start) ? /^([a-z_]{2,60})\/1$/.exec(address.slice(start.length)) : null
  return match?.[1]
}
