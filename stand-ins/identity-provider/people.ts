/** The invented people who can be picked, and what the real login would tell about each. */
import { createHash } from 'node:crypto'
import { readFileSync } from 'node:fs'
import { list, type Logins, object, oneOf, readLogins, text } from './logins.ts'

const actorGroups = ['Medarbejder', 'Elev', 'Ekstern', 'Kontaktperson'] as const
/** What UNI-Login reaches; it knows no High. */
const uniLoginAssurances = ['Low', 'Substantial'] as const

export type Person = {
  readonly uniid: string
  readonly name: string
  /** Only for the list on the page; the real login tells no role. */
  readonly role: string
  readonly aktoerGruppe: (typeof actorGroups)[number]
  readonly institutionNumbers: readonly string[]
  /** Shown under the name; a municipality's name or official code. */
  readonly municipality: string
  /** What this person is good for in a demonstration; shown under the name. */
  readonly note: string
  readonly assurance: (typeof uniLoginAssurances)[number]
  /** A pupil whom a grown-up vouches for in UNI-Login. */
  readonly isVouchedByAdult: boolean
  /** By which other logins the person comes, and what those tell. */
  readonly logins: Logins
}

/** Reads a people file. Throws with the place of the fault, since the file is written by hand or generated. */
export function readPeople(file: string): readonly Person[] {
  const people: unknown = JSON.parse(readFileSync(file, 'utf8'))
  if (!Array.isArray(people)) throw new Error(`${file} must hold a list of people`)
  return people.map((person, place) => readPerson(person, `${file}, person ${place + 1}`))
}

function readPerson(given: unknown, where: string): Person {
  const person: Readonly<Record<string, unknown>> = { note: '', municipality: '', ...object(given, where) }
  const aktoerGruppe = oneOf(actorGroups, person['aktoerGruppe'], `${where}: aktoerGruppe`)
  return {
    uniid: text(person['uniid'], `${where}: uniid`),
    name: text(person['name'], `${where}: name`),
    role: text(person['role'], `${where}: role`),
    aktoerGruppe,
    institutionNumbers: list(person['institutionNumbers'], `${where}: institutionNumbers`).map((number) =>
      text(number, `${where}: institutionNumbers`),
    ),
    municipality: String(person['municipality']),
    note: String(person['note']),
    assurance: oneOf(uniLoginAssurances, person['assurance'] ?? (aktoerGruppe === 'Elev' ? 'Low' : 'Substantial'), `${where}: assurance`),
    isVouchedByAdult: person['isVouchedByAdult'] === true,
    logins: readLogins(person['logins'], `${where}: logins`),
  }
}

/** The provider's own id of a person: shaped like a UUID, the same at every start. */
export function subjectOf(person: Pick<Person, 'uniid'>): string {
  const hex = createHash('sha256').update(`stand-in|${person.uniid}`).digest('hex')
  return [hex.slice(0, 8), hex.slice(8, 12), `5${hex.slice(13, 16)}`, `8${hex.slice(17, 20)}`, hex.slice(20, 32)].join('-')
}
