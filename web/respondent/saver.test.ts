import assert from 'node:assert/strict'
import { test } from 'node:test'
import type { Entry } from './outbox.ts'
import { pauseMs, type SavedMark, startSaver, type Waiting } from './saver.ts'
import type { Reply } from './send.ts'

const done: Reply<unknown> = { kind: 'done', value: null }
const offline: Reply<unknown> = { kind: 'later', problem: 'offline', retryAfterMs: null }

/** A saver with a clock that is turned by hand and a server that answers when told. */
function stage() {
  let now = 0
  let timers: { at: number; run: () => void }[] = []
  const batches: { entries: readonly Entry[]; isLeaving: boolean; answer: (reply: Reply<unknown>) => Promise<void> }[] = []
  const marks: SavedMark[] = []
  const waiting: Waiting[] = []
  const written: { entries: readonly Entry[]; answer: (isKept: boolean) => Promise<void> }[] = []
  const refusals: string[] = []
  const saver = startSaver({
    send: (entries, isLeaving) =>
      new Promise((resolve) => {
        batches.push({
          entries,
          isLeaving,
          answer: async (reply) => {
            resolve(reply)
            for (let turn = 0; turn < 5; turn++) await Promise.resolve()
          },
        })
      }),
    keep: (entries) =>
      new Promise((resolve) => {
        written.push({
          entries,
          answer: async (isKept) => {
            resolve(isKept)
            for (let turn = 0; turn < 5; turn++) await Promise.resolve()
          },
        })
      }),
    onMark(mark, now) {
      marks.push(mark)
      waiting.push(now)
    },
    onRefused: (problem) => refusals.push(problem),
    clock: {
      chance: () => 1,
      after(ms, run) {
        const timer = { at: now + ms, run }
        timers.push(timer)
        return () => void (timers = timers.filter((one) => one !== timer))
      },
    },
  })
  const pass = (ms: number) => {
    now += ms
    const due = timers.filter(({ at }) => at <= now)
    timers = timers.filter(({ at }) => at > now)
    for (const { run } of due) run()
  }
  return { saver, batches, marks, waiting, written, refusals, pass }
}

test('a change is sent when it has settled, and called saved when it is acknowledged', async () => {
  const { saver, batches, marks, pass } = stage()
  saver.put(0, 1)
  saver.put(0, 2)
  assert.equal(batches.length, 0)
  pass(400)
  assert.deepEqual(batches[0]?.entries, [{ place: 0, value: 2, sequence: 2 }])
  assert.deepEqual(marks.at(-1), 'saving')
  await batches[0]?.answer(done)
  assert.equal(marks.at(-1), 'saved')
  assert.ok(saver.isAllSaved())
})

test('what is changed while a batch is under way goes in the next one, and is not called saved before', async () => {
  const { saver, batches, marks, pass } = stage()
  saver.put(0, 1)
  pass(400)
  saver.put(0, 2)
  pass(400)
  assert.equal(batches.length, 1)
  await batches[0]?.answer(done)
  assert.equal(batches.length, 2)
  assert.ok(!marks.includes('saved'))
  await batches[1]?.answer(done)
  assert.equal(marks.at(-1), 'saved')
})

test('a lost line is tried again with longer pauses, under the same numbers', async () => {
  const { saver, batches, marks, pass } = stage()
  saver.put(0, 1)
  pass(400)
  await batches[0]?.answer(offline)
  assert.equal(marks.at(-1), 'waiting')
  pass(999)
  assert.equal(batches.length, 1)
  pass(1)
  assert.deepEqual(batches[1]?.entries, batches[0]?.entries)
  await batches[1]?.answer(offline)
  pass(1999)
  assert.equal(batches.length, 2)
  pass(1)
  assert.equal(batches.length, 3)
  saver.put(1, 1)
  assert.equal(marks.at(-1), 'waiting', 'an answer given meanwhile does not hide that the line is down')
  await batches[2]?.answer(done)
  await batches[3]?.answer(done)
  assert.equal(marks.at(-1), 'saved')
})

test('pauses double from a second to thirty, by chance, and are never shorter than the server asks', () => {
  assert.deepEqual(
    [1, 2, 3, 6, 20].map((failures) => pauseMs(failures, null, 1)),
    [1000, 2000, 4000, 30_000, 30_000],
  )
  assert.equal(pauseMs(1, null, 0), 500)
  assert.equal(pauseMs(1, 7000, 0), 7000)
  assert.equal(pauseMs(1, 7000, 0.5), 8750, 'a class that is told the same does not come back in step')
})

test('the line that comes back is used at once', async () => {
  const { saver, batches, pass } = stage()
  saver.put(0, 1)
  pass(400)
  await batches[0]?.answer(offline)
  saver.hurry()
  assert.equal(batches.length, 2)
  pass(60_000)
  assert.equal(batches.length, 2, 'the planned try is dropped')
})

test('leaving the page sends what waits in a request that outlives it', () => {
  const { saver, batches } = stage()
  saver.put(0, 1)
  saver.hurry(true)
  assert.equal(batches[0]?.isLeaving, true)
})

test('leaving while a batch is under way sends all that waits once more', async () => {
  const { saver, batches, pass, marks } = stage()
  saver.put(0, 1)
  pass(400)
  saver.put(1, 2)
  saver.hurry(true)
  assert.deepEqual(
    batches[1]?.entries.map(({ place }) => place),
    [0, 1],
  )
  await batches[1]?.answer(done)
  assert.ok(!marks.includes('saved'), 'an answer that nobody hears is no acknowledgement')
  await batches[0]?.answer(done)
  assert.equal(batches[2]?.isLeaving, false, 'the page lived on, and goes on as usual')
})

test('a refusal is the last word: nothing more is sent', async () => {
  const { saver, batches, refusals, pass } = stage()
  saver.put(0, 1)
  pass(400)
  await batches[0]?.answer({ kind: 'refused', problem: 'response-gone', places: [] })
  assert.deepEqual(refusals, ['response-gone'])
  saver.put(1, 1)
  pass(60_000)
  assert.equal(batches.length, 1)
})

test('a stopped saver ignores the answer to what it had sent', async () => {
  const { saver, batches, marks, pass } = stage()
  saver.put(0, 1)
  pass(400)
  saver.stop()
  await batches[0]?.answer(done)
  assert.ok(!marks.includes('saved'))
})

test('whoever waits for everything to be saved is told after the last acknowledgement', async () => {
  const { saver, batches, pass } = stage()
  let isTold = false
  await saver.whenSaved()
  saver.put(0, 1)
  void saver.whenSaved().then(() => (isTold = true))
  pass(400)
  saver.put(1, 1)
  await batches[0]?.answer(done)
  assert.equal(isTold, false)
  await batches[1]?.answer(done)
  assert.equal(isTold, true)
})

test('every change is laid on the machine at once, not when it is sent, and taken away when it is acknowledged', async () => {
  const { saver, batches, written, pass } = stage()
  saver.put(0, 1)
  saver.put(1, 2)
  assert.deepEqual(
    written.map(({ entries }) => entries.map(({ place, value }) => [place, value])),
    [
      [[0, 1]],
      [
        [0, 1],
        [1, 2],
      ],
    ],
  )
  pass(400)
  await batches[0]?.answer(done)
  assert.deepEqual(written.at(-1)?.entries, [])
})

test('an answer is called locked on the machine only when just this is, and not while a newer one is being written', async () => {
  const { saver, batches, marks, waiting, written, pass } = stage()
  saver.put(0, 1)
  pass(400)
  await batches[0]?.answer(offline)
  assert.equal(marks.at(-1), 'waiting')
  await written[0]?.answer(true)
  assert.equal(marks.at(-1), 'kept')
  saver.put(1, 2)
  assert.equal(marks.at(-1), 'waiting')
  await written[1]?.answer(false)
  assert.equal(marks.at(-1), 'waiting', 'a machine that keeps nothing is not said to')
  assert.deepEqual([...(waiting.at(-1)?.places ?? [])], [0, 1])
})

test('a server that answers that it cannot is busy, and no line that is gone', async () => {
  const { saver, batches, marks, pass } = stage()
  saver.put(0, 1)
  pass(400)
  await batches[0]?.answer({ kind: 'later', problem: 'too-busy', retryAfterMs: 2000 })
  assert.equal(marks.at(-1), 'busy')
  pass(2999)
  assert.equal(batches.length, 1)
  pass(1)
  await batches[1]?.answer(offline)
  assert.equal(marks.at(-1), 'waiting')
})
