import assert from 'node:assert/strict'
import { test } from 'node:test'
import type { Item, QuestionnaireText } from '#domain/questionnaire/questionnaire.ts'
import type { Entered } from './contract.ts'
import { atTheDoor, endingOf, type Journey, pagesOf, type Step, skippedIn, walk, writtenIn } from './journey.ts'

const item = (code: string, more: Partial<Item> = {}): Item => ({
  code,
  theme: 'friends',
  kind: 'single',
  options: ['never', 'some', 'often'],
  questionClass: 'open',
  sensitiveOptions: [],
  favourable: [],
  isCore: true,
  isTeachingEnvironment: false,
  ...more,
})

const words: QuestionnaireText = { title: '', intro: '', themes: {}, items: {} }

function entered(answers: (number | null)[] = [], more: Partial<Entered> = {}): Entered {
  return {
    token: 'token',
    about: {
      municipalityId: 881,
      surveyId: '',
      title: 'Trivsel',
      municipality: 'Lillekøbing',
      track: 'statistics',
      respondent: 'pupil',
      questionnaire: { code: 'small', version: '1.0', items: 4, minutes: 2 },
      opensOn: '2026-11-01',
      closesOn: '2026-12-04',
      thresholds: { open: 5, sensitive: 10, highlySensitive: 30 },
      hasSensitive: true,
    },
    className: '5.B',
    institution: 'Åsum Skole',
    forWhom: null,
    consent: null,
    informant: null,
    readers: [],
    asked: null,
    queue: null,
    questionnaire: {
      format: 1,
      code: 'small',
      version: '1.0',
      respondent: 'pupil',
      grades: [4],
      themes: ['friends'],
      items: [
        item('friends'),
        item('bullied'),
        item('where', { kind: 'multiple', showIf: { op: 'atLeast', item: 'bullied', option: 'some' } }),
        item('glad'),
      ],
    },
    texts: { da: words, en: words },
    epoch: 1,
    answers,
    written: [],
    ...more,
  }
}

const after = (journey: Journey, ...steps: Step[]): Journey => steps.reduce(walk, journey)
const at = (journey: Journey) => (journey.at === 'question' ? `question ${journey.place}` : journey.at)
const inside = (answers?: (number | null)[]) => after(atTheDoor, { do: 'enter' }, { do: 'entered', entered: entered(answers) })

test('two codes lead to what the answers are for, and only from there to the first question', () => {
  assert.equal(at(inside()), 'about')
  assert.equal(at(after(inside(), { do: 'begin' })), 'question 0')
})

test('a wrong code says what is wrong, and one is still at the door', () => {
  assert.deepEqual(after(atTheDoor, { do: 'enter' }, { do: 'notEntered', fault: 'unknown' }), {
    at: 'enter',
    isBusy: false,
    fault: 'unknown',
  })
})

test('the next page comes without an answer, and there is always a way back', () => {
  const second = after(inside(), { do: 'begin' }, { do: 'next' })
  assert.equal(at(second), 'question 1')
  assert.equal(at(after(second, { do: 'back' })), 'question 0')
  assert.equal(at(after(second, { do: 'back' }, { do: 'back' })), 'about')
})

test('a follow-up comes when the answer asks for it, and goes when the answer is changed', () => {
  const second = after(inside(), { do: 'begin' }, { do: 'next' })
  assert.equal(at(after(second, { do: 'next' })), 'question 3')
  const bullied = after(second, { do: 'answer', place: 1, value: 2 }, { do: 'next' })
  assert.equal(at(bullied), 'question 2')
  assert.equal(at(after(bullied, { do: 'back' }, { do: 'answer', place: 1, value: 1 }, { do: 'next' })), 'question 3')
})

test('an answer taken back is open again', () => {
  const back = after(inside([2]), { do: 'begin' }, { do: 'back' }, { do: 'answer', place: 0, value: null })
  assert.deepEqual(back.at === 'question' && skippedIn(back.visit).map(({ place }) => place), [0, 1, 3])
})

test('what was skipped is shown before sending, and not wanting to answer is no skip', () => {
  const review = after(
    inside(),
    { do: 'begin' },
    { do: 'answer', place: 0, value: 0 },
    { do: 'next' },
    { do: 'next' },
    { do: 'answer', place: 3, value: 3 },
    { do: 'next' },
  )
  assert.equal(at(review), 'review')
  assert.deepEqual(review.at === 'review' && skippedIn(review.visit).map(({ place }) => place), [1])
})

test('a jump to a skipped question leads back to the end', () => {
  const review = after(inside([1, null, null, 3]), { do: 'begin' })
  assert.equal(at(review), 'review')
  assert.equal(at(after(review, { do: 'goTo', place: 1 })), 'question 1')
  assert.equal(at(after(review, { do: 'goTo', place: 1 }, { do: 'next' })), 'review')
})

test('somebody who comes back goes on after the last answer, with everything kept', () => {
  const back = after(inside([2, 2]), { do: 'begin' })
  assert.equal(at(back), 'question 2')
  assert.deepEqual(back.at === 'question' && back.visit.answers, [2, 2, null, null])
})

test('while answers are being sent there is no way back into them', () => {
  const sending = after(inside([1, 1, null, 3]), { do: 'begin' }, { do: 'sending', sending: 'sending' })
  assert.deepEqual(after(sending, { do: 'back' }), sending)
  assert.deepEqual(after(sending, { do: 'goTo', place: 0 }), sending)
})

test('the end keeps nothing of the visit', () => {
  assert.deepEqual(after(inside([1, 2]), { do: 'begin' }, { do: 'end', how: 'sent' }), { at: 'end', how: 'sent' })
  assert.deepEqual(after(inside([1, 2]), { do: 'end', how: 'left' }, { do: 'again' }), atTheDoor)
})

test('the number of pages follows the answers', () => {
  const { questionnaire } = entered()
  assert.equal(pagesOf({ about: entered().about, isWide: false, questionnaire, answers: [null, null, null, null] }).length, 3)
  assert.equal(pagesOf({ about: entered().about, isWide: false, questionnaire, answers: [null, 3, null, null] }).length, 4)
})

test('each refusal on the way leads to the page that says what to do', () => {
  assert.equal(endingOf('lesson-not-open'), 'lessonOver')
  assert.equal(endingOf('survey-not-open'), 'closed')
  assert.equal(endingOf('response-already-submitted'), 'already')
  assert.equal(endingOf('response-gone'), 'gone')
})

const byName = { about: { ...entered().about, track: 'health' as const } }
const arrived = (more: Partial<Entered>) => after(atTheDoor, { do: 'entered', entered: entered([], more), isByLink: true })

test('consent is asked between what it is about and the first question, and going back undoes nothing', () => {
  const asked = after(arrived({ ...byName, consent: 'ask' }), { do: 'begin' })
  assert.equal(at(asked), 'consent')
  assert.equal(at(after(asked, { do: 'back' })), 'about')
  assert.equal(at(after(asked, { do: 'next' })), 'consent', 'nothing but a choice leads on')
  assert.equal(at(after(asked, { do: 'consented', entered: entered([], byName) })), 'question 0')
})

test('who says no to their name but yes to the statistics is asked the same, and nothing about what to talk about', () => {
  const asked = after(arrived({ ...byName, consent: 'ask' }), { do: 'begin' })
  const twin = after(asked, { do: 'consented', entered: entered() })
  assert.ok(twin.at === 'question' && twin.visit.about.track === 'statistics' && !twin.visit.asksConsent)
  assert.equal(at(after(twin, { do: 'next' }, { do: 'next' }, { do: 'next' })), 'review')
})

test('after the last question answered by name comes what to talk about, then the whole; and back the same way', () => {
  const last = after(arrived(byName), { do: 'begin' }, { do: 'next' }, { do: 'next' }, { do: 'next' })
  assert.equal(at(last), 'wishes')
  const wishes = { talkAbout: ['friends'], notTalkAbout: [], text: 'Hej' }
  const review = after(last, { do: 'wish', wishes }, { do: 'next' })
  assert.ok(review.at === 'review')
  assert.deepEqual(review.visit.wishes, wishes)
  assert.equal(at(after(review, { do: 'back' })), 'wishes')
  assert.equal(at(after(review, { do: 'back' }, { do: 'back' })), 'question 3')
})

/** A parent meets a few of one theme together. */
const ofParent = (isWide: boolean, answers: (number | null)[] = []) => {
  const asked = entered(answers, byName)
  const items = [
    item('friends'),
    item('bullied'),
    item('where', { kind: 'multiple', showIf: { op: 'atLeast', item: 'bullied', option: 'some' } }),
    item('light', { grid: 'room' }),
    item('air', { grid: 'room' }),
    item('own-words', { kind: 'text', options: [] }),
  ]
  const more: Partial<Entered> = { questionnaire: { ...asked.questionnaire, respondent: 'parent', grades: [], items } }
  return after(atTheDoor, { do: 'enter' }, { do: 'entered', entered: { ...asked, ...more }, isByLink: true, isWide }, { do: 'begin' })
}

test('next and back turn whole pages, and answering one question leaves its page as it is', () => {
  const first = ofParent(true)
  const answeredFirst = after(first, { do: 'answer', place: 1, value: 3 })
  assert.equal(at(answeredFirst), 'question 0')
  assert.equal(at(after(answeredFirst, { do: 'next' })), 'question 2', 'the follow-up stands on the next page')
  assert.equal(at(after(first, { do: 'next' })), 'question 3')
  assert.equal(at(after(first, { do: 'next' }, { do: 'next' }, { do: 'back' })), 'question 3')
})

test('a window that becomes narrow shows the first row of the table, and the table again when it is wide', () => {
  const table = after(ofParent(true), { do: 'next' })
  assert.equal(at(table), 'question 3')
  const second = after(table, { do: 'widened', isWide: false }, { do: 'next' })
  assert.equal(at(second), 'question 4')
  assert.equal(at(after(second, { do: 'widened', isWide: true })), 'question 3')
})

test('one may go back to an earlier page by its name, and not ahead', () => {
  const last = after(ofParent(true), { do: 'next' }, { do: 'next' })
  assert.equal(at(last), 'question 5')
  assert.equal(at(after(last, { do: 'goTo', place: 0 })), 'question 0')
  assert.equal(at(after(ofParent(true), { do: 'goTo', place: 5 })), 'question 0')
})

test('a jump to a skipped row of a table leads to the table, and back to the end', () => {
  const review = after(ofParent(true, [1, 1, null, 1, null, 0]), { do: 'next' })
  assert.equal(at(review), 'review')
  const there = after(review, { do: 'goTo', place: 4 })
  assert.equal(at(there), 'question 3')
  assert.equal(at(after(there, { do: 'next' })), 'review')
})

test('what is typed stays with the visit, and only what is an answer is sent', () => {
  const typed = after(ofParent(true), { do: 'answer', place: 5, value: 1, typed: 'Skoven' })
  assert.ok(typed.at === 'question')
  assert.deepEqual(writtenIn(typed.visit), [{ place: 5, text: 'Skoven' }])
  const declined = after(typed, { do: 'answer', place: 5, value: 0, typed: '' })
  assert.deepEqual(declined.at === 'question' && writtenIn(declined.visit), [])
})

test('statistics asks for no words, and calls none of them skipped', () => {
  const asked = entered([1, 1, null, 3])
  const items = [...asked.questionnaire.items, item('own-words', { kind: 'text', options: [] })]
  const review = after(
    atTheDoor,
    { do: 'entered', entered: { ...asked, answers: [1, 1, null, 3], questionnaire: { ...asked.questionnaire, items } } },
    { do: 'begin' },
  )
  assert.ok(review.at === 'review')
  assert.deepEqual(skippedIn(review.visit), [])
})
