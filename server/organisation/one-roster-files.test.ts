/** OneRoster 1.2: which exports are taken, and what becomes of what they hold. */
import assert from 'node:assert/strict'
import { test } from 'node:test'
import { zipSync } from 'fflate'
import { oneRosterExport, wholeRoster } from '#lillekoebing/whole-roster.ts'
import { readRoster } from './roster-source.ts'

const files = oneRosterExport(wholeRoster(60))
const read = (change: Readonly<Record<string, string | undefined>> = {}) => {
  const all = Object.entries({ ...files, ...change }).flatMap(([name, text]) =>
    text === undefined ? [] : [[name, Buffer.from(text, 'utf8')] as const],
  )
  return readRoster(zipSync(Object.fromEntries(all)), async () => {})
}
const found = async (change: Readonly<Record<string, string | undefined>>) =>
  (await read(change)).findings.filter(({ level }) => level === 'error').map(({ line, name, values }) => [line, name, values['place']])
const file = (name: string) => files[name] ?? ''

test('a full export is read; a delta, another version and a missing file are refused by name', async () => {
  assert.equal((await read()).pupils?.length, 60)
  assert.deepEqual(await found({ 'manifest.csv': file('manifest.csv').replace('file.users,bulk', 'file.users,delta') }), [
    [null, 'one-roster-delta', 'users.csv'],
  ])
  assert.deepEqual(await found({ 'manifest.csv': file('manifest.csv').replace('oneroster.version,1.2', 'oneroster.version,1.1') }), [
    [null, 'one-roster-version-unknown', 'manifest.csv'],
  ])
  assert.deepEqual(await found({ 'enrollments.csv': undefined }), [[null, 'one-roster-file-missing', 'enrollments.csv']])
  assert.deepEqual(await found({ 'users.csv': file('users.csv').replace('sourcedId', 'id') }), [[1, 'column-missing', 'users.csv']])
})

test('sessions and demographics may be absent: then the year and the sex are not told', async () => {
  const without = await read({
    'academicSessions.csv': undefined,
    'demographics.csv': undefined,
    'manifest.csv': file('manifest.csv')
      .replace('academicSessions,bulk', 'academicSessions,absent')
      .replace('demographics,bulk', 'demographics,absent'),
  })
  assert.equal(without.schoolYear, null)
  assert.ok(without.pupils?.every(({ sex }) => sex === 'unknown'))
})

test('what points to nobody stops the file: an export with holes would make people leave', async () => {
  const users = file('users.csv').split('\r\n')
  const pupil = users.findIndex((line, place) => place > 0 && line.includes('"'))
  assert.ok(pupil > 0, 'a pupil with two grown-ups')
  assert.ok((await found({ 'users.csv': users.toSpliced(pupil, 1).join('\r\n') })).some(([, name]) => name === 'reference-unknown'))
  const roles = file('roles.csv').split('\r\n')
  const without = roles.filter((line) => !line.includes(',student,')).concat(roles.filter((line) => line.includes(',student,')).slice(1))
  assert.equal((await read({ 'roles.csv': without.join('\r\n') })).pupils?.length, 59)
})

test('custody is not in OneRoster: without the extension nobody has it, and that is told', async () => {
  const lines = file('users.csv').split('\r\n')
  const header = (lines[0] ?? '').replace('metadata.custody', 'x')
  const { contacts, findings } = await read({ 'users.csv': [header, ...lines.slice(1)].join('\r\n') })
  assert.ok(contacts !== undefined && contacts.length > 60)
  assert.ok(contacts.every(({ hasCustody }) => !hasCustody))
  assert.equal(findings.find(({ name }) => name === 'custody-not-told')?.values['count'], String(contacts.length))
})

test('a parent without the extension for relation is mother or father by sex, and anybody else another', async () => {
  const lines = file('users.csv').split('\r\n')
  const header = (lines[0] ?? '').replace('metadata.relation', 'x')
  const roster = await read({
    'users.csv': [header, ...lines.slice(1)].join('\r\n'),
    'roles.csv': file('roles.csv').replace(',parent,', ',guardian,'),
  })
  const relations = Map.groupBy(roster.contacts ?? [], ({ relation }) => relation)
  assert.ok((relations.get('mother')?.length ?? 0) > 20 && (relations.get('father')?.length ?? 0) > 20)
  assert.ok((relations.get('other')?.length ?? 0) >= 1)
})

test('scheduled classes are no classes here, roles that neither teach nor lead open no account, and both are counted', async () => {
  const roster = await read({
    'users.csv': `${file('users.csv')}q1,,,true,pedel001,,Bo,Holm,,,,,,,\r\n`,
    'roles.csv': `${file('roles.csv')}rq1,,,q1,primary,siteAdministrator,oL10000\r\n`,
  })
  const counts = Object.fromEntries(roster.findings.map(({ name, values }) => [name, values['count']]))
  assert.equal(counts['groups-not-used'], '1')
  assert.equal(counts['staff-not-used'], '1')
  assert.ok(roster.staff?.every(({ role }) => role === 'teacher' || role === 'institutionLeader'))
})

test('rows about to be deleted are passed over, and letters are UTF-8', async () => {
  const enrollments = file('enrollments.csv').replace(/^(e\w+),,/m, '$1,tobedeleted,')
  assert.ok((await found({ 'enrollments.csv': enrollments })).some(([, name]) => name === 'class-empty'))
  const latin = Object.fromEntries(Object.entries(files).map(([name, text]) => [name, Buffer.from(text, 'latin1')]))
  const { findings } = await readRoster(zipSync(latin), async () => {})
  assert.ok(findings.some(({ name }) => name === 'text-not-utf8'))
})

test('what a grown-up reads best comes in an extension of ours; without it nothing is said', async () => {
  const told = (contacts: Awaited<ReturnType<typeof read>>['contacts']) => (contacts ?? []).map(({ contact }) => contact?.language)
  assert.ok(told((await read()).contacts).every((language) => language === undefined))
  const [header = '', ...lines] = file('users.csv')
    .split('\r\n')
    .filter((line) => line !== '')
  const users = [`${header},metadata.language`, ...lines.map((line, place) => `${line},${place % 2 === 0 ? 'ar' : 'tolk'}`)].join('\r\n')
  assert.deepEqual(new Set(told((await read({ 'users.csv': users })).contacts)), new Set(['ar', null]))
})
