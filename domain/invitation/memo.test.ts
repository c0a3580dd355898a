/** MeMo as it is written, read back by a reader that is not ours. */
import assert from 'node:assert/strict'
import { test } from 'node:test'
import fc from 'fast-check'
import { SaxesParser } from 'saxes'
import { type Memo, memoNamespace, memoOf } from './memo.ts'

const memo: Memo = {
  uuid: '3f1c2f50-1111-4222-8333-444455556666',
  id: 'invitation-1',
  label: 'Besked fra Lillekøbing Kommune',
  sender: { cvr: '12345678', name: 'Lillekøbing Kommune' },
  recipient: '0101859901',
  createdAt: '2026-11-23T08:00:00.000Z',
  document: { format: 'application/pdf', filename: 'brev.pdf', language: 'da', content: 'JVBERi0xLjc=' },
}

type Node = { readonly name: string; text: string; readonly children: Node[] }

/** Elements of MeMo's namespace with their text, by a parser of the whole standard. */
function parse(xml: string): Node {
  const root: Node = { name: '', text: '', children: [] }
  const open = [root]
  const parser = new SaxesParser({ xmlns: true })
  parser.on('error', (error) => {
    throw error
  })
  parser.on('opentag', ({ local, uri }) => {
    assert.equal(uri, memoNamespace)
    const node: Node = { name: local, text: '', children: [] }
    open.at(-1)?.children.push(node)
    open.push(node)
  })
  parser.on('closetag', () => open.pop())
  parser.on('text', (text) => {
    const node = open.at(-1)
    if (node) node.text += text
  })
  parser.write(xml).close()
  return root.children[0]!
}
const at = (node: Node, ...path: readonly string[]): Node =>
  path.reduce((inside, name) => inside.children.find((one) => one.name === name) ?? assert.fail(`no ${name}`), node)
const names = (node: Node) => node.children.map(({ name }) => name)

test('the elements stand in the order of the model', () => {
  const message = parse(memoOf(memo))
  assert.equal(message.name, 'Message')
  assert.deepEqual(names(message), ['MessageHeader', 'MessageBody'])
  assert.deepEqual(names(at(message, 'MessageHeader')), [
    'messageType',
    'messageUUID',
    'messageID',
    'label',
    'reply',
    'mandatory',
    'legalNotification',
    'postType',
    'Sender',
    'Recipient',
  ])
  assert.deepEqual(names(at(message, 'MessageHeader', 'Sender')), ['senderID', 'idType', 'label'])
  assert.deepEqual(names(at(message, 'MessageBody')), ['createdDateTime', 'MainDocument'])
  assert.deepEqual(names(at(message, 'MessageBody', 'MainDocument', 'File')), ['encodingFormat', 'filename', 'language', 'content'])
})

test('it names its version, is no legal notification, and asks Digital Post to tell nothing of its own beside the post', () => {
  const xml = memoOf(memo)
  assert.match(xml, /memoVersion="1\.1" memoSchVersion="1\.1\.0"/)
  assert.doesNotMatch(xml, /notification>Du|additionalNotification|<memo:notification/)
  const header = at(parse(xml), 'MessageHeader')
  for (const [name, value] of [
    ['messageType', 'DIGITALPOST'],
    ['reply', 'false'],
    ['mandatory', 'false'],
    ['legalNotification', 'false'],
  ] as const)
    assert.equal(at(header, name).text, value)
})

/** Any text that is not nothing, with what XML has no place for, markup and line ends of all kinds among it. */
const anyText = fc.string({
  maxLength: 100,

  unit: fc.oneof(
    fc.constantFrom('<', '>', '&', '"', "'", ']', '\r', '\n', '\u0000', '\u000b', '\uFFFE', 'æ', 'ع', '😀'),
    fc.string({ minLength: 1, maxLength: 1, unit: 'binary' }),
  ),
})
const someText = anyText.map((text) => `a${text}`)
const digits = (length: number) => fc.array(fc.nat(9), { minLength: length, maxLength: length }).map((all) => all.join(''))
const memos: fc.Arbitrary<Memo> = fc.record({
  uuid: fc.uuid({ version: 4 }),
  id: someText,
  label: someText,
  sender: fc.record({ cvr: digits(8), name: someText }),
  recipient: digits(10),
  createdAt: fc.date({ min: new Date('2026-01-01'), max: new Date('2040-01-01'), noInvalidDate: true }).map((day) => day.toISOString()),
  document: fc.record({
    format: fc.constantFrom('application/pdf', 'text/html'),
    filename: someText,
    language: fc.constantFrom('da', 'en', 'ar', 'uk'),
    content: fc.uint8Array({ minLength: 1 }).map((bytes) => Buffer.from(bytes).toString('base64')),
  }),
})
/** What of a text XML can carry. */
const kept = (text: string) => [...text].filter((sign) => /^[\t\n\r\u0020-\uD7FF\uE000-\uFFFD\u{10000}-\u{10FFFF}]$/u.test(sign)).join('')

test('whatever is written is read back as it was, but for what XML has no place for', () => {
  fc.assert(
    fc.property(memos, (given) => {
      const message = parse(memoOf(given))
      const [header, body] = [at(message, 'MessageHeader'), at(message, 'MessageBody')]
      const file = at(body, 'MainDocument', 'File')
      assert.deepEqual(
        {
          uuid: at(header, 'messageUUID').text,
          id: at(header, 'messageID').text,
          label: at(header, 'label').text,
          sender: { cvr: at(header, 'Sender', 'senderID').text, name: at(header, 'Sender', 'label').text },
          recipient: at(header, 'Recipient', 'recipientID').text,
          createdAt: at(body, 'createdDateTime').text,
          document: {
            format: at(file, 'encodingFormat').text,
            filename: at(file, 'filename').text,
            language: at(file, 'language').text,
            content: at(file, 'content').text,
          },
        },
        {
          ...given,
          id: kept(given.id),
          label: kept(given.label),
          sender: { ...given.sender, name: kept(given.sender.name) },
          document: { ...given.document, filename: kept(given.document.filename) },
        },
      )
    }),
    { numRuns: 500 },
  )
})

test('what Digital Post would refuse is found before it is handed over, and nothing of it is quoted', () => {
  const refused = (change: Partial<Memo>, field: string) =>
    assert.throws(() => memoOf({ ...memo, ...change }), { name: 'RangeError', message: `beyond the limits of MeMo: ${field}` })
  refused({ uuid: '3f1c2f50-1111-1222-8333-444455556666' }, 'uuid')
  refused({ label: ' ' }, 'label')
  refused({ label: 'x'.repeat(257) }, 'label')
  refused({ sender: { cvr: '', name: 'Lillekøbing Kommune' } }, 'sender')
  refused({ recipient: '010185-9901' }, 'recipient')
  refused({ createdAt: '2026-11-23T09:00:00+01:00' }, 'createdAt')
  refused({ document: { ...memo.document, content: 'ikke base64!' } }, 'document')
})
