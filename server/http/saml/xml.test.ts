import assert from 'node:assert/strict'
import { test } from 'node:test'
import { readXml, UnreadableXml } from './xml.ts'

test('a document becomes a small tree: names without prefix, namespaces, attributes, text', () => {
  const document = '<?xml version="1.0"?>\n<s:a xmlns:s="urn:s" ID="_1"><b x="&lt;1&gt;">Åse &amp; Øjvind</b></s:a>'
  const root = readXml(document)
  assert.deepEqual([root.name, root.namespace, root.attributes['ID']], ['a', 'urn:s', '_1'])
  assert.deepEqual([root.children[0]?.text, root.children[0]?.attributes['x']], ['Åse & Øjvind', '<1>'])
  assert.equal(document.slice(root.from, root.to), document.slice(document.indexOf('<s:a')))
})

for (const [name, document] of Object.entries({
  'a DOCTYPE': '<!DOCTYPE a><a/>',
  'an entity of its own': '<!DOCTYPE a [<!ENTITY x SYSTEM "file:///etc/passwd">]><a>&x;</a>',
  'an entity nobody declared': '<a>&x;</a>',
  'a comment': '<a>abc<!-- -->def</a>',
  'a CDATA section': '<a><![CDATA[<b/>]]></a>',
  'a processing instruction': '<a><?x y?></a>',
  'an id twice': '<a ID="_1"><b ID="_1"/></a>',
  'an id twice, spelled otherwise': '<a ID="_1"><b xml:id="_1"/></a>',
  'an attribute twice': '<a x="1" x="2"/>',
  'two roots': '<a/><b/>',
  'an open end': '<a>',
  'a prefix of nobody’s': '<s:a/>',
  nothing: '',
  'too deep': `${'<a>'.repeat(40)}${'</a>'.repeat(40)}`,
  'too many': `<a>${'<b/>'.repeat(3_000)}</a>`,
  'too long': `<a>${'x'.repeat(300_000)}</a>`,
})) {
  test(`${name} is refused`, () => assert.throws(() => readXml(document), UnreadableXml))
}

test('an attribute may be called what it likes', () => {
  assert.equal(readXml('<a __proto__="x" constructor="y"/>').attributes['__proto__'], 'x')
  assert.equal(({} as Record<string, unknown>)['x'], undefined)
})
