/** What the logins beside UNI-Login would tell about an invented person: the `logins` section of a people file. */

/** A right as a municipality gives it in KOMBIT's administration: a role, and what it is narrowed to. */
export type Privilege = {
  /** Short name of the user-system role, as `skoleleder`; it travels as an address. */
  readonly role: string
  /** By short name, as `institution`; several values with commas between, as Context Handler sends them. */
  readonly constraints: Readonly<Record<string, string>>
  /** Whose right it is, when it is not that of the municipality the person comes from. */
  readonly cvr?: string
}

export const generations = ['dk-saml-2', 'oiosaml-3'] as const
/** Which attributes Context Handler speaks in: the old ones with `AssuranceLevel`, or those of OIOSAML 3 with NSIS. */
export type Generation = (typeof generations)[number]

export const assurances = ['Low', 'Substantial', 'High'] as const
/** NSIS: how sure the login is. */
export type Assurance = (typeof assurances)[number]

export type ContextHandlerLogin = {
  readonly cvr: string
  readonly organisation: string
  /** The user's UUID in the municipality, which the product knows the account by. */
  readonly uuid: string
  readonly generation: Generation
  readonly assurance: Assurance
  readonly privileges: readonly Privilege[]
}

export type NemLogInLogin = {
  /** Invented; ten digits. */
  readonly cpr: string
  readonly uuid: string
  readonly assurance: Assurance
}

/** An OpenID provider that an installation runs itself; its claims have names of its own. */
export type OwnLogin = {
  readonly employeeId: string
  readonly departments: readonly string[]
  readonly assurance: Assurance
}

export type Logins = {
  readonly contextHandler?: ContextHandlerLogin
  readonly nemLogin?: NemLogInLogin
  readonly own?: OwnLogin
}

/** Reads the section. Throws with the place of the fault. */
export function readLogins(given: unknown, where: string): Logins {
  const { contextHandler, nemLogin, own } = object(given ?? {}, where)
  return {
    ...(contextHandler === undefined ? {} : { contextHandler: readContextHandler(contextHandler, `${where}.contextHandler`) }),
    ...(nemLogin === undefined ? {} : { nemLogin: readNemLogIn(nemLogin, `${where}.nemLogin`) }),
    ...(own === undefined ? {} : { own: readOwn(own, `${where}.own`) }),
  }
}

function readContextHandler(given: unknown, where: string): ContextHandlerLogin {
  const login = object(given, where)
  return {
    cvr: matching(/^\d{8}$/, login['cvr'], `${where}.cvr`),
    organisation: text(login['organisation'], `${where}.organisation`),
    uuid: matching(uuidShape, login['uuid'], `${where}.uuid`),
    generation: oneOf(generations, login['generation'] ?? 'oiosaml-3', `${where}.generation`),
    assurance: oneOf(assurances, login['assurance'] ?? 'Substantial', `${where}.assurance`),
    privileges: list(login['privileges'], `${where}.privileges`).map((privilege, place) =>
      readPrivilege(privilege, `${where}.privileges[${place}]`),
    ),
  }
}

function readPrivilege(given: unknown, where: string): Privilege {
  const { role, constraints, cvr } = object(given, where)
  return {
    role: text(role, `${where}.role`),
    constraints: Object.fromEntries(
      Object.entries(object(constraints ?? {}, `${where}.constraints`)).map(([name, value]) => [
        name,
        text(value, `${where}.constraints.${name}`),
      ]),
    ),
    ...(cvr === undefined ? {} : { cvr: matching(/^\d{8}$/, cvr, `${where}.cvr`) }),
  }
}

function readNemLogIn(given: unknown, where: string): NemLogInLogin {
  const login = object(given, where)
  return {
    cpr: matching(/^\d{10}$/, login['cpr'], `${where}.cpr`),
    uuid: matching(uuidShape, login['uuid'], `${where}.uuid`),
    assurance: oneOf(assurances, login['assurance'] ?? 'Substantial', `${where}.assurance`),
  }
}

function readOwn(given: unknown, where: string): OwnLogin {
  const login = object(given, where)
  return {
    employeeId: text(login['employeeId'], `${where}.employeeId`),
    departments: list(login['departments'] ?? [], `${where}.departments`).map((one, place) => text(one, `${where}.departments[${place}]`)),
    assurance: oneOf(assurances, login['assurance'] ?? 'Substantial', `${where}.assurance`),
  }
}

const uuidShape = /^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$/

export function object(value: unknown, where: string): Readonly<Record<string, unknown>> {
  if (typeof value !== 'object' || value === null || Array.isArray(value)) throw new Error(`${where} must be an object`)
  return { ...value }
}

export function list(value: unknown, where: string): readonly unknown[] {
  if (!Array.isArray(value)) throw new Error(`${where} must be a list`)
  return value
}

export function text(value: unknown, where: string): string {
  if (typeof value !== 'string' || value === '') throw new Error(`${where} must be a text`)
  return value
}

export function oneOf<const T extends string>(allowed: readonly T[], value: unknown, where: string): T {
  const found = allowed.find((candidate) => candidate === value)
  if (found === undefined) throw new Error(`${where} must be one of ${allowed.join(', ')}`)
  return found
}

function matching(shape: RegExp, value: unknown, where: string): string {
  const read = text(value, where)
  if (!shape.test(read)) throw new Error(`${where} must look like ${shape.source}`)
  return read
}
