import assert from 'node:assert/strict'
import { test } from 'node:test'
import { readingAge, readingLine } from './reading-age.ts'

const words = (question: string, why: string, use?: string) => ({
  question,
  why,
  ...(use === undefined ? {} : { use }),
  options: {},
  finding: '',
})

test('each part is measured by itself, and the longest sentence is found in whichever it stands', () => {
  const age = readingAge({
    items: {
      one: words('Er du glad?', 'Vi vil gerne vide det.'),
      two: words('Er du mæt?', 'Mad er godt.', 'Skolen laver mad til alle, der er sultne. Tak.'),
    },
  })
  assert.equal(age.lix.question, 3, 'six short words in two sentences')
  assert.equal(age.lix.help, 0, 'nothing is not hard')
  assert.deepEqual(age.longest, { sentence: 'Skolen laver mad til alle, der er sultne.', words: 8 })
  assert.match(readingLine('x', '1.1', age), /^x 1\.1: LIX questions 3\.0, help 0\.0, why \d.*, use \d.*; longest sentence 8 words: Skolen/)
})
