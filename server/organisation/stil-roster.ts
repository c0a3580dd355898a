/**
 * STIL's export (wsiEKSPORT 7), one institution after the other. It may stand alone, in the answer it came in (a SOAP
 * envelope), or with several together.
 */
import { readStilInstitution, type StilSections } from '#domain/access/stil-institution.ts'
import type { RosterStaff } from '#domain/access/staff-roster.ts'
import type { Element } from '#domain/organisation/element.ts'
import {
  addCounts,
  atOneInstitution,
  countFindings,
  type ExportedPupil,
  latestSchoolYear,
  noCounts,
  readSchoolYear,
} from '#domain/organisation/roster-export.ts'
import { finding, type RosterFinding, type RosterInstitution } from '#domain/organisation/roster.ts'
import { stilExports, stilNamespace, stilVersion } from '#domain/organisation/stil-codes.ts'
import { mostLines } from './roster-file.ts'
import type { RosterContent } from './roster-source.ts'
import { readXml, type XmlEvent } from './xml-elements.ts'

const whole = new Set(['ImportSource', 'InstitutionNumber', 'InstitutionName', 'Group', 'InstitutionPerson'])

/** People of a municipality with twice the pupils of the largest, their staff among them; groups of one institution. */
const mostPeople = 2 * mostLines
const mostGroups = 20_000

type Reading = {
  readonly institutions: RosterInstitution[]
  readonly exported: ExportedPupil[]
  readonly staff: RosterStaff[]
  readonly findings: RosterFinding[]
  readonly years: number[]
  counts: typeof noCounts
  people: number
  exports: number
  /** The institution being read. */
  place: { line: number; number: string; name: string; groups: Element[]; people: Element[] } | undefined
}

/** `progress` is told of bytes by whoever makes the chunks. */
export async function readStilRoster(chunks: AsyncIterable<Uint8Array>): Promise<RosterContent> {
  const reading: Reading = {
    institutions: [],
    exported: [],
    staff: [],
    findings: [],
    years: [],
    counts: noCounts,
    people: 0,
    exports: 0,
    place: undefined,
  }
  const stopped = await walk(reading, chunks)
  if (stopped !== undefined) reading.findings.push(stopped)
  else if (reading.exports === 0) reading.findings.push(finding(null, 'file-is-other-xml'))
  else if (reading.people === 0) reading.findings.push(finding(null, 'file-empty'))

  const settled = atOneInstitution(reading.exported)
  const year = latestSchoolYear(reading.years)
  return {
    source: 'stil',
    kind: 'several',
    encoding: null,
    separator: null,
    lines: reading.people,
    schoolYear: year.schoolYear,
    institutions: reading.institutions,
    pupils: settled.exported.map(({ pupil }) => pupil),
    contacts: settled.exported.flatMap(({ contacts }) => contacts),
    staff: reading.staff,
    findings: [...reading.findings, ...settled.findings, ...year.findings, ...countFindings(reading.counts)],
  }
}

async function walk(reading: Reading, chunks: AsyncIterable<Uint8Array>): Promise<RosterFinding | undefined> {
  const batches = readXml(chunks, (name) => whole.has(name))
  for (;;) {
    const next = await batches.next()
    if (next.done === true) return next.value
    for (const event of next.value) {
      const stop = event.what === 'whole' ? takeElement(reading, event.element) : takeMark(reading, event)
      if (stop !== undefined) return stop
    }
  }
}

function takeMark(reading: Reading, { what, name, namespace, line }: Exclude<XmlEvent, { what: 'whole' }>): RosterFinding | undefined {
  if (what === 'begins' && stilExports.has(name)) return openExport(reading, name, namespace, line)
  if (name !== 'Institution' || reading.exports === 0) return undefined
  if (what === 'begins') reading.place = { line, number: '', name: '', groups: [], people: [] }
  else if (reading.place !== undefined) {
    takeSections(reading, readStilInstitution(reading.place))
    reading.place = undefined
  }
  return undefined
}

/** An export that lacks what we need is refused by name, before anybody is taken for gone. */
function openExport(reading: Reading, name: string, namespace: string, line: number): RosterFinding | undefined {
  const size = stilExports.get(name)
  if (Number(stilNamespace.exec(namespace)?.[1]) !== stilVersion) return finding(line, 'stil-version-unknown')
  if (size === 'small') return finding(line, 'stil-export-small')
  if (size === 'medium') return finding(line, 'stil-export-medium')
  reading.exports += 1
  return undefined
}

function takeElement(reading: Reading, element: Element): RosterFinding | undefined {
  const { place } = reading
  if (element.name === 'ImportSource') {
    const year = readSchoolYear(element.attributes.get('schoolYear') ?? '')
    if (year !== undefined) reading.years.push(year)
  }
  if (place === undefined) return undefined
  if (element.name === 'InstitutionNumber') place.number = element.text
  if (element.name === 'InstitutionName') place.name = element.text
  if (element.name === 'Group') place.groups.push(element)
  if (element.name === 'InstitutionPerson') {
    place.people.push(element)
    reading.people += 1
  }
  const isTooMany = reading.people > mostPeople || place.groups.length > mostGroups
  return isTooMany ? finding(null, 'file-too-long', { most: String(mostPeople) }) : undefined
}

function takeSections(reading: Reading, sections: StilSections): void {
  for (const one of sections.institutions) reading.institutions.push(one)
  for (const one of sections.pupils) reading.exported.push(one)
  for (const one of sections.staff) reading.staff.push(one)
  for (const one of sections.findings) reading.findings.push(one)
  reading.counts = addCounts(reading.counts, sections.counts)
}
