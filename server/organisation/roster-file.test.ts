import assert from 'node:assert/strict'
import { test } from 'node:test'
import type { RosterFinding, RosterRow } from '#domain/organisation/roster.ts'
import { mostLines, readRosterText } from './roster-file.ts'

async function read(file: Uint8Array): Promise<{ rows: RosterRow[]; finding: RosterFinding | undefined }> {
  const rows: RosterRow[] = []
  const batches = readRosterText(file).batches()
  for (;;) {
    const next = await batches.next()
    if (next.done === true) return { rows, finding: next.value }
    rows.push(...next.value)
  }
}

const utf8 = (text: string) => Buffer.from(text, 'utf8')

test('UTF-8 with and without byte order mark, and Windows-1252, give the same letters', async () => {
  const text = 'Navn;Køn\r\nÅse Ærø;Pige\r\n'
  const wanted = [
    { line: 1, fields: ['Navn', 'Køn'] },
    { line: 2, fields: ['Åse Ærø', 'Pige'] },
  ]
  for (const file of [utf8(text), Buffer.concat([Buffer.from([0xef, 0xbb, 0xbf]), utf8(text)]), Buffer.from(text, 'latin1')]) {
    assert.deepEqual((await read(file)).rows, wanted)
  }
  assert.equal(readRosterText(utf8(text)).encoding, 'utf-8')
  assert.equal(readRosterText(Buffer.from(text, 'latin1')).encoding, 'windows-1252')
})

test('letters that only Windows-1252 has are read', async () => {
  assert.deepEqual((await read(Buffer.concat([utf8('Navn\n'), Buffer.from([0x8a, 0x69, 0x6d, 0x92])]))).rows[1]?.fields, ['Šim’'])
})

test('a letter of two bytes that falls between two parts is read', async () => {
  const long = `Navn\n${'æ\n'.repeat(800_000)}`
  const { rows, finding } = await read(utf8(`x${long}`))
  assert.equal(finding?.name, 'file-too-long')
  assert.ok(rows.slice(1).every(({ fields }) => fields[0] === 'æ'))
})

test('comma and semicolon are told apart by the header, and quotes hold either', async () => {
  assert.deepEqual((await read(utf8('Navn,Klasser\n"Holm, Lone","5.A;5.B"\n'))).rows[1]?.fields, ['Holm, Lone', '5.A;5.B'])
  assert.deepEqual((await read(utf8('Navn;Klasser\nHolm, Lone;"5.A; 5.B"\n'))).rows[1]?.fields, ['Holm, Lone', '5.A; 5.B'])
  assert.equal(readRosterText(utf8('Navn')).separator, ';')
})

test('the line that names the separator is no header', async () => {
  assert.deepEqual((await read(utf8('sep=;\r\nNavn;Køn\r\nA;K\r\n'))).rows, [
    { line: 2, fields: ['Navn', 'Køn'] },
    { line: 3, fields: ['A', 'K'] },
  ])
  assert.deepEqual((await read(utf8('sep=,\nNavn,Køn\n'))).rows, [{ line: 2, fields: ['Navn', 'Køn'] }])
})

test('lines are numbered as a spreadsheet shows them, empty ones too', async () => {
  assert.deepEqual(
    (await read(utf8('Navn\n\n\nA\n'))).rows.map(({ line }) => line),
    [1, 4],
  )
})

test('a quote that never closes stops the reading without repeating what it read', async () => {
  const { finding } = await read(utf8('Navn;Køn\n"Hemmelig Hansen;K\nB;K\n'))
  assert.equal(finding?.name, 'quotes-unbalanced')
  assert.doesNotMatch(JSON.stringify(finding), /Hansen/)
})

test('a quote inside a name is only a letter', async () => {
  assert.deepEqual((await read(utf8('Navn;Køn\nBo "Bobby" Holm;M\n'))).rows[1]?.fields, ['Bo "Bobby" Holm', 'M'])
})

test('a line of megabytes stops the reading', async () => {
  assert.equal((await read(utf8(`Navn\n${'a'.repeat(3_000_000)}\n`))).finding?.name, 'line-too-long')
})

test('a file with more lines than any municipality has is refused', async () => {
  assert.equal((await read(utf8(`Navn\n${'a\n'.repeat(mostLines)}`))).finding?.name, 'file-too-long')
  assert.equal((await read(utf8(`Navn\n${'a\n'.repeat(mostLines - 1)}`))).finding, undefined)
})
