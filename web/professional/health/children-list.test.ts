import assert from 'node:assert/strict'
import { test } from 'node:test'
import { choose, type Listed, readListChoice, waitingIn, writeListChoice } from './children-list.ts'

const child = (name: string, rest: Partial<Listed> = {}): Listed => ({
  pupilId: name,
  name,
  isProtected: false,
  classId: 'a',
  className: '8.A',
  grade: 8,
  institution: 'Stenhøj Skole',
  survey: { id: 's', title: 'Udskoling', opensOn: '2026-11-02', closesOn: '2026-12-04' },
  questionnaire: { code: 'udskoling', version: '1.0' },
  respondent: 'pupil',
  decision: 'given',
  decides: 'custodyHolder',
  answeredOn: null,
  themes: [],
  answers: { red: 0, yellow: 0, green: 0, grey: 0 },
  wantsToTalk: false,
  flags: { open: 0, followUpOn: null },
  talkedOn: null,
  journalledOn: null,
  ...rest,
})

const ida = child('Ida', { answeredOn: '2026-11-12', wantsToTalk: true, flags: { open: 2, followUpOn: null } })
const aage = child('Åge', { classId: 'b', className: '10.B', answeredOn: '2026-11-14', talkedOn: '2026-11-16', journalledOn: '2026-11-16' })
const bo = child('Bo', { decision: 'none' })
const list = [ida, aage, bo]
const names = (chosen: readonly Listed[]) => chosen.map(({ name }) => name)

test('nothing chosen shows everybody in the order of need', () => {
  assert.deepEqual(names(choose(list, readListChoice(''), 'da')), ['Ida', 'Åge', 'Bo'])
})

test('the order of a column is the language’s own, and keeps the order of need among equals', () => {
  assert.deepEqual(names(choose(list, readListChoice('order=name'), 'da')), ['Bo', 'Ida', 'Åge'])
  assert.deepEqual(names(choose(list, readListChoice('order=class'), 'da')), ['Ida', 'Bo', 'Åge'])
  assert.deepEqual(names(choose(list, readListChoice('order=answered'), 'da')), ['Åge', 'Ida', 'Bo'])
  assert.deepEqual(names(choose(list, readListChoice('order=done'), 'da')), ['Ida', 'Åge', 'Bo'])
})

test('a choice narrows, and several narrow together', () => {
  assert.deepEqual(names(choose(list, readListChoice('answered=no'), 'da')), ['Bo'])
  assert.deepEqual(names(choose(list, readListChoice('class=b'), 'da')), ['Åge'])
  assert.deepEqual(names(choose(list, readListChoice('only=wish,flag'), 'da')), ['Ida'])
  assert.deepEqual(names(choose(list, readListChoice('only=wish&answered=no'), 'da')), [])
})

test('an address says what is chosen, and nothing of what is not', () => {
  for (const search of ['', '?class=a&answered=yes&only=wish,flag&order=name', '?survey=s'])
    assert.equal(writeListChoice(readListChoice(search)), search)
  assert.equal(writeListChoice(readListChoice('?answered=maybe&order=score')), '')
})

test('a wish that has been met waits no more', () => {
  assert.deepEqual(waitingIn(list), { wish: 1, journal: 1, answered: 2 })
  assert.deepEqual(waitingIn([child('Eva', { answeredOn: '2026-11-12', wantsToTalk: true, talkedOn: '2026-11-13' })]), {
    wish: 0,
    journal: 1,
    answered: 1,
  })
})
