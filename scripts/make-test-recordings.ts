/**
 * Has a program read the questions of `indskoling` aloud in Danish, for the demonstration: run by a developer when their words
 * have changed, never by a test and never where children answer. Needs espeak-ng and lame (Debian packages) on the machine.
 *
 *   node scripts/make-test-recordings.ts
 */
import { execFileSync } from 'node:child_process'
import { mkdirSync, mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { testRecordingName, testWords } from '../lillekoebing/recordings.ts'

const directory = fileURLToPath(new URL('../lillekoebing/recordings/', import.meta.url))
const scratch = mkdtempSync(join(tmpdir(), 'bul-sound-'))
const content = (file: string): unknown =>
  JSON.parse(readFileSync(new URL(`../content/questionnaires/indskoling/${file}`, import.meta.url), 'utf8'))

rmSync(directory, { recursive: true, force: true })
mkdirSync(directory)
try {
  const wave = join(scratch, 'one.wav')
  for (const line of testWords(content('questionnaire.json'), content('text.da.json'))) {
    // An empty line makes the voice draw breath between the question and each answer.
    execFileSync('espeak-ng', ['-v', 'da', '-s', '130', '-g', '6', '-w', wave, line.words.join('.\n\n')])
    execFileSync('lame', ['--quiet', '-m', 'm', '--resample', '16', '-b', '16', wave, join(directory, testRecordingName(line))])
  }
} finally {
  rmSync(scratch, { recursive: true })
}
