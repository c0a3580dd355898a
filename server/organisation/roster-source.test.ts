/** Files that are something else, broken, or made to hurt: each is refused by name and place, and nothing of it is told. */
import assert from 'node:assert/strict'
import { test } from 'node:test'
import { zipSync } from 'fflate'
import type { RosterFinding } from '#domain/organisation/roster.ts'
import { oneRosterExport, stilExport, wholeRoster } from '#lillekoebing/whole-roster.ts'
import { readRoster } from './roster-source.ts'
import { xmlLimits } from './xml-elements.ts'

const utf8 = (text: string) => Buffer.from(text, 'utf8')
const read = (bytes: Uint8Array) => readRoster(bytes, async () => {})
const errors = (findings: readonly RosterFinding[]) =>
  findings.filter(({ level }) => level === 'error').map(({ line, name, values }) => ({ line, name, values }))
const firstError = async (bytes: Uint8Array) => errors((await read(bytes)).findings)[0]
const zip = (files: Readonly<Record<string, string>>) =>
  zipSync(Object.fromEntries(Object.entries(files).map(([name, text]) => [name, utf8(text)])))

const whole = wholeRoster(300)
const stil = [...stilExport(whole)].join('')
const oneRoster = oneRosterExport(whole)

test('a file is known by its bytes, and one that is something else says what it seems to be', async () => {
  const wanted: Readonly<Record<string, Uint8Array>> = {
    'file-is-pdf': utf8('%PDF-1.7\n…'),
    'file-is-image': Buffer.from([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a]),
    'file-is-old-excel': Buffer.from([0xd0, 0xcf, 0x11, 0xe0, 0xa1, 0xb1, 0x1a, 0xe1, 0, 0]),
    'file-is-locked': Buffer.concat([
      Buffer.from([0xd0, 0xcf, 0x11, 0xe0, 0xa1, 0xb1, 0x1a, 0xe1]),
      Buffer.alloc(512),
      Buffer.from('EncryptedPackage', 'utf16le'),
    ]),
    'file-is-utf16': Buffer.from('Institutionsnummer;Klasse;CPR\r\n', 'utf16le'),
    'file-is-other-zip': zip({ 'brev.docx': 'x' }),
    'file-is-other-xml': utf8('<?xml version="1.0"?><faktura><linje/></faktura>'),
    'file-unknown': Buffer.from([1, 2, 3, 0, 5, 0, 0, 9, 9, 200]),
    'file-empty': Buffer.alloc(0),
    'header-unknown': utf8('{"elever": []}'),
    'stil-version-unknown': utf8(stil.replaceAll('/wsieksport/7', '/wsieksport/6')),
    'stil-export-small': utf8(stil.replaceAll('UNILoginExportFullMyndighed', 'UNILoginExportSmall')),
    'stil-export-medium': utf8(stil.replaceAll('UNILoginExportFullMyndighed', 'UNILoginExportMedium')),
  }
  for (const [name, bytes] of Object.entries(wanted)) assert.equal((await firstError(bytes))?.name, name)
  assert.equal((await firstError(Buffer.from('<html><body>Log ind</body></html>')))?.name, 'file-unknown')
})

test('an export is the same alone, in the envelope it came in, and packed in a zip file', async () => {
  const alone = await read(utf8(stil))
  assert.deepEqual(errors(alone.findings), [])
  const body = stil.slice(stil.indexOf('?>') + 2)
  const envelope = `<s:Envelope xmlns:s="http://www.w3.org/2003/05/soap-envelope"><s:Body><r:eksporterXmlFuldMyndighedResponse xmlns:r="https://brugerdatabasen.stil.dk/bpi/wsieksport/7"><r:xml>${body}</r:xml></r:eksporterXmlFuldMyndighedResponse></s:Body></s:Envelope>`
  const plain = ({ pupils }: typeof alone) => pupils?.map(({ line: _, ...pupil }) => pupil)
  assert.deepEqual(plain(await read(utf8(envelope))), plain(alone))
  assert.deepEqual((await read(zip({ 'eksport.xml': stil }))).pupils, alone.pupils)
})

test('an export that is cut off, has a stray sign or another encoding says where it breaks', async () => {
  const lines = stil.split('\n').length
  const cut = await firstError(utf8(stil.slice(0, stil.length / 2)))
  assert.equal(cut?.name, 'xml-broken')
  assert.ok(Number(cut?.line) > 10 && Number(cut?.line) < lines)

  const rows = stil.split('\n')
  const broken = rows.with(40, `${rows[40]?.slice(0, 100)}<<${rows[40]?.slice(100)}`).join('\n')
  assert.deepEqual(await firstError(utf8(broken)), { line: 41, name: 'xml-broken', values: { column: '102' } })

  const latin = Buffer.from(rows.with(30, `${rows[30]}<!-- Åse -->`).join('\n'), 'latin1')
  assert.equal((await firstError(latin))?.name, 'text-not-utf8')
  const badByte = Buffer.concat([
    utf8(`${rows.slice(0, 30).join('\n')}\n<!-- `),
    Buffer.from([0xe5]),
    utf8(` -->${rows.slice(30).join('\n')}`),
  ])
  assert.deepEqual(await firstError(badByte), { line: 31, name: 'text-not-utf8', values: {} })
  assert.equal((await firstError(utf8(stil.replace('UTF-8', 'ISO-8859-1'))))?.name, 'text-not-utf8')
})

test('a document type is refused, whatever it declares', async () => {
  const entity = '<!DOCTYPE x [<!ENTITY who SYSTEM "file:///etc/passwd">]>'
  const laughs = '<!DOCTYPE x [<!ENTITY a "ha"><!ENTITY b "&a;&a;&a;">]>'
  for (const type of [entity, laughs, '<!DOCTYPE x>', '<!DOCTYPE x SYSTEM "http://127.0.0.1:1/x.dtd">']) {
    assert.equal((await firstError(utf8(stil.replace('?>\n', `?>\n${type}\n`))))?.name, 'xml-declares-entities', type)
  }
  assert.equal((await firstError(utf8(stil.replace('Rød stue', '&who;').replace('0.A', '&who;'))))?.name, 'xml-broken')
})

test('depth, text, attributes and what stands between two tags have limits', async () => {
  const inside = (xml: string) =>
    utf8(stil.replace('</f:Institution>', `<f:InstitutionPerson source="x">${xml}</f:InstitutionPerson></f:Institution>`))
  const hurting = {
    deep: inside('<f:Person>'.repeat(xmlLimits.depth) + '</f:Person>'.repeat(xmlLimits.depth)),
    long: inside(`<f:Person>${'å'.repeat(xmlLimits.textCharacters + 1)}</f:Person>`),
    wide: inside(`<f:Person ${Array.from({ length: 100 }, (_, place) => `a${place}=""`).join(' ')}/>`),
    fat: inside(`<f:Person a="${'x'.repeat(xmlLimits.attributeCharacters + 1)}"/>`),
    many: inside('<f:Phone/>'.repeat(xmlLimits.elementsInside + 1)),
    silent: utf8(stil.replace('?>\n', `?>\n<!--${' '.repeat(3 * xmlLimits.charactersBetweenTags)}-->`)),
  }
  for (const [name, bytes] of Object.entries(hurting)) assert.equal((await firstError(bytes))?.name, 'xml-beyond-limits', name)
})

test('no finding repeats what the file held', async () => {
  const secret = 'Hemmelig Hansen 0101129995'
  const spoiled = stil
    .replaceAll(/<c:(FirstName|FamilyName|UserId|CivilRegistrationNumber|EmailAddress)>[^<]*/g, `<c:$1>${secret}`)
    .replaceAll('CPR_REPLACEMENT_ID', 'CPR_VERIFIED')
  const files = [
    utf8(spoiled),
    utf8(spoiled.slice(0, 20_000)),
    zip({ ...oneRoster, 'users.csv': (oneRoster['users.csv'] ?? '').replaceAll(/\{CPR:\d+/g, `{CPR:${secret}`) }),
  ]
  for (const file of files) {
    const { findings } = await read(file)
    assert.ok(findings.length > 0)
    assert.doesNotMatch(JSON.stringify(findings), /Hansen|0101129995|hemmelig/i)
  }
})

test('a zip file that is cut off, or holds far more than a list, is refused before it is unpacked', async () => {
  const whole = zip(oneRoster)
  assert.equal((await firstError(whole.subarray(0, whole.byteLength / 2)))?.name, 'zip-broken')
  const changed = Uint8Array.from(whole)
  changed.set([0xff, 0xff, 0xff, 0xff, 0xff, 0xff], 4_000)
  assert.equal((await firstError(changed))?.name, 'zip-broken')

  const bomb = zipSync({ 'xl/workbook.xml': Buffer.alloc(64 * 1024 * 1024) })
  assert.ok(bomb.byteLength < 100_000)
  const before = process.memoryUsage().rss
  assert.equal((await firstError(bomb))?.name, 'zip-beyond-limits')
  assert.ok(process.memoryUsage().rss - before < 32 * 1024 * 1024)

  const crowd = zipSync(Object.fromEntries(Array.from({ length: 1_001 }, (_, place) => [`${place}.csv`, utf8('x')])))
  assert.equal((await firstError(crowd))?.name, 'zip-beyond-limits')
})

test('an entry that becomes larger than it claims is broken', async () => {
  const file = zipSync({ 'eksport.xml': utf8(stil) })
  const view = new DataView(file.buffer, file.byteOffset)
  // The size stands in the entry's own head and in the directory at the end.
  for (let place = 0; place < file.byteLength - 4; place += 1) {
    const sign = view.getUint32(place, true)
    if (sign === 0x04034b50) view.setUint32(place + 22, 1_000, true)
    if (sign === 0x02014b50) view.setUint32(place + 24, 1_000, true)
  }
  assert.equal((await firstError(file))?.name, 'zip-broken')
})

test('names in a zip file are never paths: those that climb are refused, and others only looked up', async () => {
  assert.equal((await firstError(zip({ '../../etc/passwd': 'x', ...oneRoster })))?.name, 'zip-broken')
  assert.equal((await firstError(zip({ '/etc/passwd': 'x', ...oneRoster })))?.name, 'zip-broken')
  const inFolder = zip(Object.fromEntries(Object.entries(oneRoster).map(([name, text]) => [`eksport/${name}`, text])))
  assert.equal((await read(inFolder)).pupils?.length, 300)
})
