import assert from 'node:assert/strict'
import { test } from 'node:test'
import { readFileSync } from 'node:fs'
import { fill } from '../text/format.ts'
import type { Language } from '../text/text.ts'
import { aboutForAdults, type AboutSettings, keyFor, notTold, writeGrades } from './about.ts'
import { aboutForChild, type Read } from './about-for-child.ts'
import type { Survey } from './survey.ts'
import { voiceOf } from './voice.ts'

const settings: AboutSettings = {
  title: 'Trivsel på mellemtrinnet',
  municipality: 'Lillekøbing',
  track: 'statistics',
  respondent: 'pupil',
  grades: [4, 5, 6],
  isRolling: false,
  takesPaper: false,
  items: 30,
  minutes: 12,
  opensOn: '2026-11-02',
  closesOn: '2026-12-18',
  thresholds: { open: 5, sensitive: 10, highlySensitive: 20 },
  hasSensitive: true,
  hasHighlySensitive: true,
  officer: { email: 'dpo@lillekoebing.example', phone: '70 00 00 00' },
}

const tracks = ['statistics', 'health'] as const
const respondents = ['pupil', 'parent', 'youngPerson'] as const
const languages = ['da', 'en'] as const

function textsOf(room: string, language: Language): Readonly<Record<string, string>> {
  return JSON.parse(readFileSync(new URL(`../../content/texts/${room}.${language}.json`, import.meta.url), 'utf8'))
}

function read(language: Language, of: Pick<AboutSettings, 'track' | 'respondent'>): Read {
  const texts = { ...textsOf('voices', language), ...textsOf('respondent', language), ...textsOf('about', language) }
  return (key, values = {}) => fill(texts[keyFor(texts, voiceOf(of, false), key)] ?? `NO TEXT ${key}`, values)
}

const adult = (given: AboutSettings, language: Language = 'da') => JSON.stringify(aboutForAdults(read(language, given), given, language))
const child = (given: AboutSettings, language: Language = 'da') => JSON.stringify(aboutForChild(read(language, given), given, (day) => day))

test('whatever is asked of whomever, every sentence is there and no place is left open', () => {
  for (const track of tracks)
    for (const respondent of respondents)
      for (const language of languages)
        for (const isRolling of [true, false])
          for (const grades of [[], [0], [7, 9], [4, 5, 6]]) {
            const given = { ...settings, track, respondent, isRolling, grades }
            for (const told of [adult(given, language), child(given, language)]) {
              assert.doesNotMatch(told, /NO TEXT|\{\w+\}/, `${track} ${respondent} ${language}`)
              assert.doesNotMatch(told, /anonym/i)
            }
          }
})

/** Another value of each setting, under which the page must read otherwise. */
const otherwise: { readonly [K in keyof Required<AboutSettings>]: AboutSettings[K] } = {
  title: 'En anden',
  municipality: 'Nabokøbing',
  track: 'health',
  respondent: 'parent',
  grades: [0, 1],
  isRolling: true,
  takesPaper: true,
  items: 12,
  minutes: 3,
  opensOn: '2026-10-01',
  closesOn: '2027-01-31',
  thresholds: { open: 6, sensitive: 11, highlySensitive: 25 },
  hasSensitive: false,
  hasHighlySensitive: false,
  officer: null,
}

test('a setting that is changed changes what grown-ups are told: none is kept from them', () => {
  for (const key of Object.keys(otherwise) as readonly (keyof AboutSettings)[]) {
    // The title stands in the heading, not in a section.
    if (key === 'title') continue
    assert.notEqual(adult({ ...settings, [key]: otherwise[key] }), adult(settings), `${key} is told to nobody`)
  }
  for (const key of ['open', 'sensitive', 'highlySensitive'] as const)
    assert.notEqual(adult({ ...settings, thresholds: { ...settings.thresholds, [key]: 99 } }), adult(settings), key)
})

/** A setting of a survey that is neither told nor has a reason not to be: there is none, or this does not compile. */
type Untold = Exclude<keyof Survey, keyof AboutSettings | keyof typeof notTold | 'questionnaire'>
const everySetting: [Untold] extends [never] ? 'is told' : Untold = 'is told'

test('what is not told has a reason', () => {
  assert.equal(everySetting, 'is told')
  for (const [key, reason] of Object.entries(notTold)) assert.ok(reason.length > 10, key)
})

test('a child is told who asks, how long it is, who sees it, and how long it is kept', () => {
  for (const key of ['municipality', 'items', 'minutes', 'closesOn', 'hasSensitive', 'track', 'respondent'] as const)
    assert.notEqual(child({ ...settings, [key]: otherwise[key] }), child(settings), `${key} is not told to the child`)
})

test('who may read the answers is told by name', () => {
  const given = { ...settings, track: 'health' as const, readers: ['Lotte Kjær', 'Bo Lind'] }
  assert.match(JSON.stringify(aboutForChild(read('da', given), given, (day) => day)), /Lotte Kjær, Bo Lind/)
})

test('grades are written as people say them', () => {
  assert.equal(writeGrades([6, 4, 5], 'da'), '4.-6.')
  assert.equal(writeGrades([0, 1], 'da'), '0. og 1.')
  assert.equal(writeGrades([3], 'da'), '3.')
  assert.equal(writeGrades([1, 3, 7], 'da'), '1., 3. og 7.')
  assert.equal(writeGrades([4, 5, 6], 'en'), '4 to 6')
  assert.equal(writeGrades([1, 2], 'en'), '1 and 2')
  assert.equal(writeGrades([4, 5, 6], 'ar'), 'من 4 إلى 6')
})
