import assert from 'node:assert/strict'
import { test } from 'node:test'
import type { Reply } from './send.ts'
import { submitAll } from './submitting.ts'

function submitting(replies: Reply<null>[]) {
  const puts: (readonly [number, number | null])[] = []
  const waits: number[] = []
  let calls = 0
  let waitingSaid = 0
  const ending = submitAll({
    line: { submit: async () => replies[calls++] ?? { kind: 'done', value: null } },
    saver: { put: (place, value) => void puts.push([place, value]), hurry: () => {}, whenSaved: async () => {} },
    answers: [3, null, 0],
    onWaiting: () => void waitingSaid++,
    wait: async (ms) => void waits.push(ms),
    chance: () => 1,
  })
  return { ending, puts, waits, calls: () => calls, waitingSaid: () => waitingSaid }
}

const differ: Reply<null> = { kind: 'refused', problem: 'answers-differ', places: [0, 1] }

test('a lost line is tried again, and never sooner than the server asks', async () => {
  const one = submitting([
    { kind: 'later', problem: 'offline', retryAfterMs: null },
    { kind: 'later', problem: 'too-busy', retryAfterMs: 5000 },
  ])
  assert.equal(await one.ending, 'sent')
  assert.deepEqual(one.waits, [1000, 7500])
  assert.equal(one.waitingSaid(), 2)
})

test('answers that differ are sent anew, and then all of it is sent again', async () => {
  const one = submitting([differ])
  assert.equal(await one.ending, 'sent')
  assert.deepEqual(
    one.puts,
    [
      [0, 3],
      [1, null],
    ],
    'what is open here is taken back there',
  )
  assert.equal(one.calls(), 2)
})

test('when the server does not say which differ, all are sent anew', async () => {
  const one = submitting([{ ...differ, places: [] }])
  await one.ending
  assert.deepEqual(one.puts, [
    [0, 3],
    [1, null],
    [2, 0],
  ])
})

test('when another screen has answered later with the same slip, that is said, and the codes are asked for again', async () => {
  assert.equal(await submitting([differ, differ, differ]).ending, 'elsewhere')
})

test('a submit that had gone through before is thanked for', async () => {
  assert.equal(await submitting([{ kind: 'refused', problem: 'response-already-submitted', places: [] }]).ending, 'sent')
})

test('a survey that has closed meanwhile says so', async () => {
  assert.equal(await submitting([{ kind: 'refused', problem: 'survey-not-open', places: [] }]).ending, 'closed')
})

test('short texts go with the answers, and again with the place that differs', async () => {
  const sent: unknown[] = []
  const puts: unknown[] = []
  const replies: Reply<null>[] = [{ ...differ, places: [1] }]
  await submitAll({
    line: {
      async submit(answers, written) {
        sent.push([answers, written])
        return replies.shift() ?? { kind: 'done', value: null }
      },
    },
    saver: { put: (...put) => void puts.push(put), hurry: () => {}, whenSaved: async () => {} },
    answers: [2, 1],
    written: [{ place: 1, text: 'Skoven' }],
    onWaiting: () => {},
    wait: async () => {},
    chance: () => 1,
  })
  assert.deepEqual(sent, [
    [[2, 1], [{ place: 1, text: 'Skoven' }]],
    [[2, 1], [{ place: 1, text: 'Skoven' }]],
  ])
  assert.deepEqual(puts, [[1, 1, 'Skoven']])
})
