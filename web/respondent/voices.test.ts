/** Who is spoken to, and in whose words. */
import assert from 'node:assert/strict'
import { test } from 'node:test'
import plain from '#content/texts/respondent.da.json' with { type: 'json' }
import { textsFor } from './voices.ts'
import { voiceOf } from '#domain/survey/voice.ts'

const speak = (track: string, respondent: string, isByLink = true) => textsFor('da', voiceOf({ track, respondent }, isByLink), plain)

test('a child in class, for statistics, is spoken to by the plain words alone', () => {
  assert.deepEqual(voiceOf({ track: 'statistics', respondent: 'pupil' }, false), [])
})

test('nobody but a child in class hears of a teacher, a class or a code on the board', async () => {
  for (const [track, respondent] of [
    ['statistics', 'parent'],
    ['statistics', 'youngPerson'],
    ['health', 'parent'],
    ['assessment', 'parent'],
  ] as const) {
    const texts = await speak(track, respondent)
    for (const key of Object.keys(plain) as (keyof typeof plain)[]) {
      // What only a class meets: its lesson's end.
      if (/^end\.lessonOver/.test(key)) continue
      assert.doesNotMatch(texts[key], /lærer(?!e)|klassen|tavlen|dine forældre\. |koderne/i, `${track} ${respondent} ${key}`)
    }
  }
})

test('in the health track everybody is told that the health visitor reads the answers, and that the school does not', async () => {
  for (const respondent of ['pupil', 'parent', 'youngPerson']) {
    const see = (await speak('health', respondent))['about.see.text']
    assert.match(see, /sundhedsplejerske/)
    assert.match(see, /skole kan ikke/)
    assert.doesNotMatch(see, /^Ingen kan se/)
  }
})

test('in the statistics track nobody is told that anybody reads what they answered', async () => {
  for (const respondent of ['parent', 'youngPerson'])
    assert.match((await speak('statistics', respondent))['about.see.text'], /^Ingen kan se/)
})
