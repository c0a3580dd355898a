import assert from 'node:assert/strict'
import { setTimeout } from 'node:timers/promises'
import { test } from 'node:test'
import { setFlagsFromString } from 'node:v8'
import { runInNewContext } from 'node:vm'
import { pdfText, withoutPoppler } from '../tests/read-pdf.ts'
import { typeset } from './typeset.ts'

const lines =
  '#let data = json(bytes(sys.inputs.data))\n#set text(font: "IBM Plex Sans", lang: "da")\n#for one in data.lines { par(one) }\n'
const titled = '#set document(title: "Brev")\n'

/** Each is laid out whole before it fails: by a rule of its own, or because no PDF/UA goes without a title. */
const failing = { 'in its layout': `${titled}${lines}#context assert(here().page() < 2)`, 'when it is written': lines }

const letter = (name: string) => ({ lines: Array.from({ length: 1500 }, (_, place) => `${place}: til dem, der passer på ${name}`) })

setFlagsFromString('--expose-gc')
const collect: () => void = runInNewContext('gc')

/** In megabytes, of what is still held. */
async function held(): Promise<number> {
  for (let round = 0; round < 3; round++) {
    collect()
    await setTimeout(20)
  }
  return process.memoryUsage().rss / 1e6
}

test('nothing of a document that could not be set stays with the compiler, and its words are not in the fault', async () => {
  for (const [when, template] of Object.entries(failing)) {
    const fails = (name: string) =>
      assert.throws(() => typeset(template, letter(name)), { message: 'a document could not be typeset' }, when)
    let before = 0
    for (const [place, name] of ['Alma', 'Bodil', 'Carl', 'Dorte', 'Emma', 'Frida', 'Gorm', 'Hanne', 'Ib', 'Jens', 'Karl'].entries()) {
      fails(name)
      const now = await held()
      if (place === 2) before = now
    }
    // What is not thrown away is some nine megabytes each.
    const grown = (await held()) - before
    assert.ok(grown < 40, `${when}: ${grown.toFixed(0)} MB after eight`)
  }
})

test('the next document holds its own words, and none of the one that failed', { skip: withoutPoppler }, () => {
  for (const template of Object.values(failing)) {
    assert.throws(() => typeset(template, letter('Dagmar')))
    const text = pdfText(typeset(`${titled}${lines}`, { lines: ['Kære Emil'] }))
    assert.match(text, /^Kære Emil\s*$/)
  }
})
