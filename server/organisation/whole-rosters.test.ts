/** The same municipality as STIL, OneRoster, CSV and a workbook tell it: one roster, whichever way it came. */
import assert from 'node:assert/strict'
import { test } from 'node:test'
import { zipSync } from 'fflate'
import type { Roster } from '#domain/access/staff-roster.ts'
import type { ContactDetails, RosterIdentity } from '#domain/organisation/roster.ts'
import { csv, oneRosterExport, sheetLines, stilExport, type WholeRoster, wholeRoster } from '#lillekoebing/whole-roster.ts'
import { readRoster, type RosterContent } from './roster-source.ts'

const noProgress = async () => {}
const utf8 = (text: string) => Buffer.from(text, 'utf8')

const stilFile = (whole: WholeRoster) => Buffer.concat([...stilExport(whole)].map(utf8))
const oneRosterFile = (whole: WholeRoster) =>
  zipSync(Object.fromEntries(Object.entries(oneRosterExport(whole)).map(([name, text]) => [name, utf8(text)])))
const csvFiles = (whole: WholeRoster) => Object.values(sheetLines(whole)).map((lines) => utf8(csv(';', lines)))

/** What every format can tell, in one order: where it stood in the file and what only some can tell is left out. */
function told(roster: Roster) {
  const identity = ({ cpr, cprKind, uniLogin, isProtected }: RosterIdentity) => ({ cpr, cprKind, uniLogin, isProtected })
  const reached = (contact: ContactDetails | null) => ({ email: contact?.email, phones: contact?.phones })
  const sorted = <T>(list: readonly T[] | undefined) => list?.map((one) => JSON.stringify(one)).toSorted()
  return {
    institutions: sorted(roster.institutions?.map(({ number, name, kind }) => ({ number, name, kind }))),
    pupils: sorted(
      roster.pupils?.map((pupil) => ({
        ...identity(pupil),
        name: pupil.name,
        sex: pupil.sex,
        institution: pupil.institution,
        institutionName: pupil.institutionName,
        className: pupil.className,
        grade: pupil.grade,
      })),
    ),
    contacts: sorted(
      roster.contacts?.map((contact) => ({
        ...identity(contact),
        ...reached(contact.contact),
        name: contact.name,
        pupil: contact.pupil,
        relation: contact.relation,
        hasCustody: contact.hasCustody,
      })),
    ),
    staff: sorted(
      roster.staff?.map(({ login, name, role, institution, classNames }) => ({
        login,
        name,
        role,
        institution,
        classNames: classNames?.toSorted(),
      })),
    ),
  }
}

/** Four files, one after the other, are one roster too. */
async function readAll(files: readonly Uint8Array[]): Promise<Roster> {
  const read: RosterContent[] = []
  for (const file of files) read.push(await readRoster(file, noProgress))
  const findings = read.flatMap((one) => one.findings)
  return Object.assign({ source: 'csv', schoolYear: null, findings }, ...read.map(({ findings: _, ...one }) => one)) as Roster
}

const errors = ({ findings }: Roster) => findings.filter(({ level }) => level === 'error').slice(0, 5)

async function compareAll(pupils: number): Promise<void> {
  const whole = wholeRoster(pupils)
  const stil = await readRoster(stilFile(whole), noProgress)
  assert.deepEqual(errors(stil), [])
  assert.equal(stil.schoolYear, 2026)
  assert.equal(stil.pupils?.length, pupils)
  assert.ok((stil.contacts?.length ?? 0) > pupils * 1.5)
  const expected = told(stil)
  const oneRoster = await readRoster(oneRosterFile(whole), noProgress)
  assert.deepEqual(errors(oneRoster), [])
  assert.equal(oneRoster.schoolYear, 2026)
  const csvs = await readAll(csvFiles(whole))
  assert.deepEqual(errors(csvs), [])
  for (const [name, other] of Object.entries({ oneRoster: told(oneRoster), csvs: told(csvs) })) {
    for (const section of ['institutions', 'pupils', 'contacts', 'staff'] as const) {
      const [was, is] = [expected[section] ?? [], other[section] ?? []]
      assert.equal(is.length, was.length, `${name}: ${section}`)
      const differs = was.findIndex((one, place) => one !== is[place])
      if (differs !== -1) assert.deepEqual(JSON.parse(is[differs] ?? ''), JSON.parse(was[differs] ?? ''), `${name}: ${section}`)
    }
  }
}

test('two thousand pupils are the same roster from STIL, OneRoster and CSV', () => compareAll(2_000))

test('sixty thousand pupils are the same roster from STIL, OneRoster and CSV', { timeout: 300_000 }, () => compareAll(60_000))
