import assert from 'node:assert/strict'
import { readFileSync } from 'node:fs'
import { test } from 'node:test'
import { parse } from 'csv-parse/sync'
import { readRosterHeader } from '#domain/organisation/roster-header.ts'
import { readStaff } from '#domain/access/staff-roster.ts'
import { readInstitutions, readPupils } from '#domain/organisation/roster-rows.ts'
import { lillekoebing } from './place.ts'
import { bytesOf, rosterFiles } from './roster-files.ts'
import { makeTown } from './town.ts'

const files = new Map(rosterFiles().map((file) => [file.name, file]))

function read(name: string) {
  const [first = [], ...lines]: string[][] = parse(files.get(name)?.text ?? '', { delimiter: [',', ';'] })
  return { header: readRosterHeader(first), rows: lines.map((fields, place) => ({ line: place + 2, fields })) }
}

test('the example rosters are up to date (run lillekoebing/write-rosters.ts)', () => {
  for (const file of files.values())
    assert.deepEqual(readFileSync(new URL(`rosters/${file.name}`, import.meta.url)), bytesOf(file), file.name)
})

test('the pupils file holds exactly those who are at Lyngholm already', () => {
  const { header, rows } = read('elever-lyngholm.csv')
  assert.equal(header.kind, 'pupils')
  const { read: pupils, findings } = readPupils(header, rows)
  assert.deepEqual([...header.findings, ...findings], [])
  const town = makeTown(lillekoebing, 2026)
  const known = town.pupils.filter(({ institutionId }) => institutionId === town.institutions.find(({ key }) => key === 'lyngholm')?.id)
  assert.deepEqual(
    pupils.map(({ cpr, name, sex }) => [cpr, name, sex]),
    known.map(({ cpr, name, sex }) => [cpr, name, sex]),
  )
})

test('the changed pupils file has two who are new, two who are changed and one who is gone', () => {
  const before = new Map(pupilsIn('elever-lyngholm.csv').map((pupil) => [pupil.cpr, pupil]))
  const after = new Map(pupilsIn('elever-lyngholm-aendret.csv').map((pupil) => [pupil.cpr, pupil]))
  assert.equal([...after.keys()].filter((cpr) => !before.has(cpr)).length, 2)
  assert.equal([...before.keys()].filter((cpr) => !after.has(cpr)).length, 1)
  const changed = [...after.values()].filter(({ cpr, name, className }) => {
    const was = before.get(cpr)
    return was && (was.name !== name || was.className !== className)
  })
  assert.equal(changed.length, 2)
  assert.ok(
    [...after.keys()].every((cpr) => Number(cpr?.slice(0, 2)) > 60),
    'invented numbers only',
  )
})

test('the staff file is in Windows-1252, with commas, and is read without a finding', () => {
  const file = files.get('medarbejdere-lyngholm.csv')
  assert.ok(
    file && !bytesOf(file).toString('utf8').includes('Lærer') && new TextDecoder('windows-1252').decode(bytesOf(file)).includes('Lærer'),
  )
  const { header, rows } = read('medarbejdere-lyngholm.csv')
  const { read: staff, findings } = readStaff(header, rows)
  assert.deepEqual([...header.findings, ...findings], [])
  assert.deepEqual(staff.find(({ login }) => login === 'lone1007')?.classNames, ['4.A', '5.A'])
  assert.deepEqual(staff.find(({ login }) => login === 'nann0002')?.classNames, ['6.A'])
})

test('the institutions file adds one daycare', () => {
  const { header, rows } = read('institutioner.csv')
  const { read: institutions, findings } = readInstitutions(header, rows)
  assert.deepEqual([...header.findings, ...findings], [])
  const known = makeTown(lillekoebing, 2026).institutions.map(({ number }) => number)
  assert.deepEqual(
    institutions.filter(({ number }) => !known.includes(number)).map(({ name, kind }) => [name, kind]),
    [['Børnehuset Mælkevejen', 'daycare']],
  )
})

function pupilsIn(name: string) {
  const { header, rows } = read(name)
  return readPupils(header, rows).read
}
