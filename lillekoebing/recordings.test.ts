import assert from 'node:assert/strict'
import { readdirSync, readFileSync } from 'node:fs'
import { test } from 'node:test'
import { testRecordingName, testWords } from './recordings.ts'

const content = (file: string): unknown =>
  JSON.parse(readFileSync(new URL(`../content/questionnaires/indskoling/${file}`, import.meta.url), 'utf8'))

test('the test voice says every question of indskoling as it stands, and nothing else (scripts/make-test-recordings.ts)', () => {
  const wanted = testWords(content('questionnaire.json'), content('text.da.json')).map(testRecordingName)
  assert.deepEqual(readdirSync(new URL('recordings/', import.meta.url)).toSorted(), wanted.toSorted())
})
