import assert from 'node:assert/strict'
import { test } from 'node:test'
import { pdfText, withoutPoppler } from '../../tests/read-pdf.ts'
import { keptDocument } from './kept-document.ts'

const template = String.raw`
#let data = json(bytes(sys.inputs.data))
#set document(title: data.title)
#set text(font: "IBM Plex Sans", lang: "da")
= #data.title
#data.said
`
const report = { title: 'Rapport', said: '44 % (400 af 900)' }

test('the same figures are the same document, asked for at once or one after the other', async () => {
  const [first, meanwhile] = await Promise.all([keptDocument(template, report), keptDocument(template, structuredClone(report))])
  assert.equal(first, meanwhile)
  assert.equal(await keptDocument(template, structuredClone(report)), first)
})

test('another figure is another document, and so is another look of the same', { skip: withoutPoppler }, async () => {
  const first = await keptDocument(template, report)
  const other = await keptDocument(template, { ...report, said: '45 % (401 af 900)' })
  assert.notEqual(other, first)
  assert.match(pdfText(other), /45 % \(401 af 900\)/)
  assert.match(pdfText(await keptDocument(template, report)), /44 % \(400 af 900\)/)
  assert.notEqual(await keptDocument(`${template}#v(1mm)`, report), first)
})

test('one that could not be set is not kept: it is tried anew, and others are not in its way', async () => {
  await assert.rejects(keptDocument('#unknown', report), /could not be typeset/)
  await assert.rejects(keptDocument('#unknown', report), /could not be typeset/)
  assert.ok((await keptDocument(template, { ...report, title: 'En til' })).byteLength > 0)
})
