/** Every text, in every language, for every one of the thirty families: what is read by others too tells nothing of a child. */
import assert from 'node:assert/strict'
import { readdirSync, readFileSync } from 'node:fs'
import { test } from 'node:test'
import { askedIn, thirtyFamilies } from '../../tests/thirty-families.ts'
import { fill } from '../text/format.ts'
import { type RespondentLanguage, respondentLanguages } from '../text/text.ts'
import { occasions } from './invitation.ts'
import { smsSegments } from './sms-length.ts'
import { aulaWords, emailWords, postLabel, postWords, type ReadMessage, smsWords, type Told } from './wording.ts'

const file = (path: string) => JSON.parse(readFileSync(new URL(`../../content/${path}`, import.meta.url), 'utf8'))
const texts = Object.fromEntries(respondentLanguages.map((language) => [language, file(`texts/message.${language}.json`)]))
const read: ReadMessage = (language, key, values) => {
  const text = texts[language][key]
  assert.ok(typeof text === 'string', `${language}: ${key}`)
  return fill(text, values)
}
const respondents = ['parent', 'pupil', 'youngPerson'] as const
const toldIn = (language: RespondentLanguage): readonly Told[] =>
  occasions.flatMap((occasion) =>
    respondents.map((respondent) => ({
      occasion,
      language,
      municipality: 'Lillekøbing',
      respondent,
      closesOn: '2026-12-18',
      origin: 'https://svar.lillekoebing.example',
    })),
  )
/** What leaves the house where others read along. */
const open = (told: Told): readonly string[] => {
  const { subject, body } = emailWords(read, told)
  const { title, text } = aulaWords(read, told)
  return [subject, body, postWords(read, told).body, smsWords(read, told), postLabel(read, told), title, text]
}
/** As a word of its own, in any alphabet. */
const whole = (pattern: string) => new RegExp(`(?<![\\p{L}\\d])${pattern}(?![\\p{L}\\d])`, 'iu')
const everything = respondentLanguages.flatMap(toldIn).flatMap(open)

test('all languages have the same sentences with the same places', () => {
  const places = (text: string) => [...new Set(text.match(/\{\w+\}/g))].toSorted()
  for (const language of respondentLanguages) {
    assert.deepEqual(Object.keys(texts[language]), Object.keys(texts.da))
    for (const [key, text] of Object.entries<string>(texts[language]))
      assert.deepEqual(places(text), places(texts.da[key]), `${language} ${key}`)
  }
})

test('no place is left to fill', () => {
  for (const text of everything) assert.doesNotMatch(text, /[{}]/)
})

test('no name of the thirty families, no number, no class, no school', () => {
  const names = thirtyFamilies.flatMap(({ children, grownUps }) => [...children, ...grownUps]).flatMap(({ name }) => name.split(' '))
  const classes = Object.values(askedIn).map(({ className }) => className)
  for (const text of everything) {
    for (const word of [...names, ...classes.map((name) => name.replace('.', '\\.'))]) assert.doesNotMatch(text, whole(word), word)
    assert.doesNotMatch(text, /\d{6}-?\d{4}/)
    assert.doesNotMatch(text, whole('(skole|klasse|børnehave|dagtilbud|school|class|daycare|школ|клас|садок|(ال)?(مدرسة|صف|روضة))\\p{L}*'))
  }
})

test('no topic and no title: not one theme of any questionnaire, nor what it is called', () => {
  const said: string[] = []
  for (const code of readdirSync(new URL('../../content/questionnaires/', import.meta.url))) {
    const folder = readdirSync(new URL(`../../content/questionnaires/${code}/`, import.meta.url))
    for (const name of folder.filter((one) => /^text\.\w+\.json$/.test(one))) {
      const { title, themes } = file(`questionnaires/${code}/${name}`) as { title: string; themes?: Record<string, unknown> }
      said.push(title, ...Object.values(themes ?? {}).filter((theme) => typeof theme === 'string'))
    }
  }
  assert.ok(said.length > 40, 'the questionnaires were read')
  for (const text of everything) {
    for (const words of said) assert.doesNotMatch(text, whole(words.replace(/[().?/]/g, '\\$&')), words)
    assert.doesNotMatch(text, /trivsel|helbred|sundhed|mobning|well-?being|health|bully|здоров|благополуч|صحة|صحي/iu)
  }
})

test('no child: a message to the person who holds the telephone, about nobody else', () => {
  for (const text of everything) assert.doesNotMatch(text, whole('(barn|børn|child|søn|datter|дитин|діт|син|(ال)?(طفل|أطفال))\\p{L}*'))
})

test('the address is the sign-in page’s, and no personal link goes by a road that others read', () => {
  for (const text of everything.filter((one) => one.includes('svar.lillekoebing'))) {
    assert.doesNotMatch(text, /#|k=|example\/svar/)
    for (const [address] of text.matchAll(/svar\.lillekoebing\.example\S*/g)) assert.equal(address, 'svar.lillekoebing.example/min-familie')
  }
})

test('whose language nobody knows gets Danish with English below; others their own with Danish below', () => {
  for (const language of respondentLanguages)
    for (const told of toldIn(language)) {
      const { body } = emailWords(read, told)
      assert.ok(body.includes(texts[language === 'da' ? 'en' : 'da']['message.email.automatic']))
      assert.ok(body.startsWith(emailWords(read, told).body.split('\n')[0] ?? '') && body.includes(texts[language]['message.signIn']))
    }
})

test('in Danish and English an SMS is one message, also in a municipality with a long name; in Arabic and Ukrainian it is at most four', () => {
  for (const language of respondentLanguages)
    for (const told of toldIn(language)) {
      const text = smsWords(read, {
        ...told,
        municipality: 'Lyngby-Taarbæk',
        origin: 'https://svar.kommune.example',
        closesOn: '2026-09-30',
      })
      const { alphabet, segments } = smsSegments(text)
      if (language === 'da' || language === 'en') assert.deepEqual([alphabet, segments], ['gsm-7', 1], `${text.length}: ${text}`)
      else assert.ok(segments <= 4, `${segments}: ${text}`)
    }
})

test('SMS are counted as telephones count them', () => {
  assert.deepEqual(smsSegments('æøåÆØÅ'), { alphabet: 'gsm-7', segments: 1 })
  assert.equal(smsSegments('a'.repeat(160)).segments, 1)
  assert.equal(smsSegments('a'.repeat(161)).segments, 2)
  assert.equal(smsSegments('a'.repeat(307)).segments, 3)
  assert.equal(smsSegments(`${'a'.repeat(159)}€`).segments, 2, 'the euro sign counts twice')
  assert.deepEqual(smsSegments(`${'a'.repeat(69)}’`), { alphabet: 'ucs-2', segments: 1 })
  assert.equal(smsSegments('я'.repeat(71)).segments, 2)
})

test('grown-ups of a class are told, and everybody else is asked', () => {
  const [asParent, asPupil] = ['parent', 'pupil'].map((respondent) => {
    const told = toldIn('da').find((one) => one.respondent === respondent)
    assert.ok(told)
    return emailWords(read, told).body
  })
  assert.match(asParent ?? '', /spørgeskema/)
  assert.doesNotMatch(asPupil ?? '', /spørgeskema/)
})

test('what stands in Digital Post speaks of no e-mail, and asks nobody to doubt it', () => {
  for (const language of respondentLanguages)
    for (const told of toldIn(language)) {
      const { body } = postWords(read, told)
      assert.doesNotMatch(body, /mail|browser|лист |بريد إلكتروني/iu)
      assert.ok(body.includes(texts[language]['message.post.automatic']))
    }
})
