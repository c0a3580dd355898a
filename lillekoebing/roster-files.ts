/**
 * Example roster files: what a municipal administrator hands in. They are about Lyngholm Landsbyskole, which
 * is small enough to be read line by line, and hold the same people as the seeded database.
 */
import { institutionBound, type Role } from '#domain/access/actor.ts'
import { lillekoebing } from './place.ts'
import { rosterNewcomers, staffOf } from './staff.ts'
import { makeTown, type Pupil, type Town } from './town.ts'

export type RosterFile = { readonly name: string; readonly encoding: 'utf-8' | 'windows-1252'; readonly text: string }

const school = 'lyngholm'

/** All example files. People and numbers are the same in every school year. */
export function rosterFiles(): readonly RosterFile[] {
  const anyYear = 2026
  const town = makeTown(lillekoebing, anyYear)
  const own = linesOf(town, school)
  return [
    { name: 'elever-lyngholm.csv', encoding: 'utf-8', text: pupilsFile(own) },
    { name: 'elever-lyngholm-aendret.csv', encoding: 'utf-8', text: pupilsFile(changed(own)) },
    { name: 'medarbejdere-lyngholm.csv', encoding: 'windows-1252', text: staffFile(town) },
    { name: 'institutioner.csv', encoding: 'utf-8', text: institutionsFile(town) },
  ]
}

/** A roster file as bytes. Every letter we use is the same in Windows-1252 and in Latin-1. */
export function bytesOf({ encoding, text }: RosterFile): Buffer {
  return Buffer.from(text, encoding === 'utf-8' ? 'utf8' : 'latin1')
}

type PupilLine = Pick<Pupil, 'name' | 'sex' | 'cpr'> & {
  readonly number: string
  readonly institution: string
  readonly className: string
  readonly grade: number | null
}

/** The pupils of an institution as a file has them; also for files as large as one likes. */
export function linesOf(town: Town, institutionKey: string): readonly PupilLine[] {
  const institution = town.institutions.find(({ key }) => key === institutionKey)
  const classes = new Map(town.thisYear.filter((group) => group.institutionKey === institutionKey).map((group) => [group.id, group]))
  return town.pupils.flatMap(({ name, sex, cpr, classId }) => {
    const group = classes.get(classId)
    return group && institution
      ? [{ name, sex, cpr, number: institution.number, institution: institution.name, className: group.name, grade: group.grade }]
      : []
  })
}

/** One line a pupil, with semicolons, as a Danish spreadsheet saves it. */
export function pupilsFile(lines: readonly PupilLine[]): string {
  return file(';', [
    ['Institutionsnummer', 'Institution', 'Klasse', 'Klassetrin', 'CPR-nummer', 'Fornavn', 'Efternavn', 'Køn'],
    ...lines.map(({ number, institution, className, grade, cpr, name, sex }) => {
      const [given = '', ...family] = name.split(' ')
      return [
        number,
        institution,
        className,
        grade === null ? '' : String(grade),
        `${cpr.slice(0, 6)}-${cpr.slice(6)}`,
        given,
        family.join(' '),
        { female: 'Pige', male: 'Dreng', unknown: 'Ukendt' }[sex],
      ]
    }),
  ])
}

/** Next month's file: two are new, one has moved up a class, one has another surname, one has left. */
function changed(lines: readonly PupilLine[]): readonly PupilLine[] {
  const [first, second, third] = lines.filter(({ className }) => className === '4.A')
  if (!first || !second || !third) throw new Error('the example needs three pupils in 4.A')
  const here = { number: first.number, institution: first.institution, className: '5.A', grade: 5 }
  return [
    ...lines.flatMap((line) => {
      if (line === first) return []
      if (line === second) return [{ ...line, className: '5.A', grade: 5 }]
      if (line === third) return [{ ...line, name: `${line.name.split(' ')[0]} Ørskov-Lund` }]
      return [line]
    }),
    { ...here, name: 'Ærlig Sandkær', sex: 'male', cpr: '7104159991' },
    { ...here, name: 'Yrsa Blåbjerg', sex: 'female', cpr: '8209159992' },
  ]
}

const roleWords: Partial<Record<Role, string>> = { teacher: 'Lærer', institutionLeader: 'Skoleleder' }

/** The staff of the school with a new teacher, who takes over a class from a colleague. */
function staffFile(town: Town): string {
  const number = town.institutions.find(({ key }) => key === school)?.number ?? ''
  const handedOver = rosterNewcomers.map(({ className }) => className)
  const lines = staffOf(town)
    .filter(({ role, institutionKey }) => institutionKey === school && institutionBound.includes(role))
    .map((account) => {
      const classes = town.thisYear.filter(({ id }) => account.classIds.includes(id)).map(({ name }) => name)
      return [
        number,
        roleWords[account.role] ?? '',
        account.name,
        account.userId,
        classes.filter((name) => !handedOver.includes(name)).join(', '),
      ]
    })
  const newcomers = rosterNewcomers.map(({ institutionNumber, name, userId, className }) => [
    institutionNumber,
    'Lærer',
    name,
    userId,
    className,
  ])
  return file(',', [['Institutionsnummer', 'Rolle', 'Navn', 'UNI-Login', 'Klasse'], ...lines, ...newcomers])
}

const kindWords = {
  school: 'Skole',
  daycare: 'Dagtilbud',
  youthEducation: 'Ungdomsuddannelse',
  healthService: 'Sundhedspleje',
  youthService: 'Ungeindsats',
  administration: 'Forvaltning',
}

/** Those there are, and a daycare that is about to open. */
function institutionsFile(town: Town): string {
  return file(';', [
    ['Institutionsnummer', 'Institutionsnavn', 'Type'],
    ...town.institutions.map(({ number, name, kind }) => [number, name, kindWords[kind]]),
    ['881106', 'Børnehuset Mælkevejen', kindWords.daycare],
  ])
}

/** Lines end as a spreadsheet on Windows ends them. */
function file(separator: ',' | ';', lines: readonly (readonly string[])[]): string {
  const quoted = (cell: string) => (cell.includes(separator) || cell.includes('"') ? `"${cell.replaceAll('"', '""')}"` : cell)
  return lines.map((line) => `${line.map(quoted).join(separator)}\r\n`).join('')
}
