/** The same municipality as STIL, OneRoster, CSV and a workbook tell it: one roster, whichever way it came. */
import assert from 'node:assert/strict'
import { test } from 'node:test'
import { setFlagsFromString } from 'node:v8'
import { runInNewContext } from 'node:vm'
import { zipSync } from 'fflate'
import type { Roster } from '#domain/access/staff-roster.ts'
import type { ContactDetails, RosterIdentity } from '#domain/organisation/roster.ts'
import { csv, oneRosterExport, sheetLines, stilExport, type WholeRoster, wholeRoster } from '#lillekoebing/whole-roster.ts'
import { readRoster, type RosterContent } from './roster-source.ts'
import { readXml } from './xml-elements.ts'

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

/** What is really held: the heap after everything that can go has gone. */
function heldBytes(): number {
  setFlagsFromString('--expose-gc')
  const collect = runInNewContext('gc') as () => void
  collect()
  return process.memoryUsage().heapUsed
}

test('an export is walked through without being held: a document of fifty megabytes leaves the heap as it was', async () => {
  const whole = wholeRoster(22_000)
  const before = heldBytes()
  let bytes = 0
  let most = 0
  async function* chunks() {
    let parts: string[] = []
    for (const part of stilExport(whole)) {
      parts.push(part)
      if (parts.length < 50) continue
      const chunk = utf8(parts.join(''))
      parts = []
      bytes += chunk.byteLength
      if (Math.floor(bytes / 10_000_000) > Math.floor((bytes - chunk.byteLength) / 10_000_000)) most = Math.max(most, heldBytes() - before)
      yield chunk
    }
    yield utf8(parts.join(''))
  }
  let people = 0
  const events = readXml(chunks(), (name) => name === 'InstitutionPerson')
  for (;;) {
    const next = await events.next()
    if (next.done === true) {
      assert.equal(next.value, undefined)
      break
    }
    people += next.value.filter(({ what }) => what === 'whole').length
  }
  assert.ok(bytes > 50_000_000, `${bytes} bytes`)
  assert.ok(people > 22_000)
  assert.ok(most < bytes / 10, `${most} bytes were held of ${bytes}`)
})

test('a roster holds at most twice the file it was read from', async () => {
  const file = stilFile(wholeRoster(5_000))
  const before = heldBytes()
  const roster = await readRoster(file, noProgress)
  const held = heldBytes() - before
  assert.equal(roster.pupils?.length, 5_000)
  assert.ok(held < 2 * file.byteLength, `${held} bytes are held of ${file.byteLength}`)
})
