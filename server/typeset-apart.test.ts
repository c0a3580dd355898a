import assert from 'node:assert/strict'
import { test } from 'node:test'
import { typesetApart, typesetKept } from './typeset-apart.ts'

const template = '#let data = json(bytes(sys.inputs.data))\n#set document(title: data.title)\n#set text(lang: "da")\n= #data.title'
const begins = (pdf: Uint8Array) => Buffer.from(pdf.subarray(0, 5)).toString()

test('what cannot be set is refused, and the next document in the kept thread is set as ever', async () => {
  await assert.rejects(typesetKept('#unknown', {}), /could not be typeset/)
  assert.equal(begins(await typesetKept(template, { title: 'Rapport' })), '%PDF-')
  assert.equal(begins(await typesetKept(template, { title: 'En til' })), '%PDF-')
})

test('documents that are asked for at once come each with its own content, kept thread or not', async () => {
  const titles = ['En', 'To', 'Tre']
  const set = await Promise.all(titles.map((title, place) => (place === 1 ? typesetApart : typesetKept)(template, { title })))
  for (const [place, title] of titles.entries()) assert.ok(Buffer.from(set[place] ?? []).includes(`(${title})`), title)
})
