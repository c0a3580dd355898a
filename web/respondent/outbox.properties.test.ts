import assert from 'node:assert/strict'
import { test } from 'node:test'
import fc from 'fast-check'
import { merge, type Marks } from '#domain/response/draft.ts'
import { packMark, valueOf } from '#domain/response/answer.ts'
import { acknowledge, type Entry, emptyOutbox, giveUp, isAllSaved, put, take } from './outbox.ts'

const places = 6
const epoch = 3

/** The server as the contract promises it: of each place the greatest (epoch, sequence). */
function store(draft: Marks, batch: readonly Entry[]): Marks {
  const marks = Array.from({ length: places }, (_, place) => {
    const entry = batch.find((one) => one.place === place)
    return entry ? packMark({ epoch, sequence: entry.sequence, value: entry.value }) : null
  })
  return merge(draft, marks)
}

const step = fc.oneof(
  { weight: 4, arbitrary: fc.record({ do: fc.constant('answer' as const), place: fc.nat(places - 1), value: fc.option(fc.nat(5)) }) },
  { weight: 3, arbitrary: fc.record({ do: fc.constant('send' as const) }) },
  // What the network does with a batch: it arrives, twice, late, or never; the answer comes back or doesn't.
  { weight: 4, arbitrary: fc.record({ do: fc.constant('arrive' as const), copies: fc.nat(2), isAnswered: fc.boolean() }) },
  { weight: 2, arbitrary: fc.record({ do: fc.constant('stray' as const), which: fc.nat() }) },
)

test('no answer is lost, and nothing is called saved that is not, whatever the network does', () => {
  fc.assert(
    fc.property(fc.array(step, { maxLength: 120 }), (steps) => {
      let outbox = emptyOutbox
      let draft: Marks = Array.from({ length: places }, () => null)
      const onScreen: (number | null)[] = Array.from({ length: places }, () => null)
      const strays: (readonly Entry[])[] = []

      const assertHonest = () => {
        for (let place = 0; place < places; place++) {
          if (outbox.waiting.has(place)) continue
          const mark = draft[place] ?? null
          assert.equal(mark === null ? null : valueOf(mark), onScreen[place], `place ${place} is called saved, so the server has it`)
        }
      }

      for (const one of steps) {
        if (one.do === 'answer') {
          outbox = put(outbox, one.place, one.value)
          onScreen[one.place] = one.value
        } else if (one.do === 'send') {
          outbox = take(outbox)
        } else if (one.do === 'arrive' && outbox.underWay) {
          strays.push(outbox.underWay)
          for (let copy = 0; copy < one.copies; copy++) draft = store(draft, outbox.underWay)
          outbox = one.isAnswered && one.copies > 0 ? acknowledge(outbox) : giveUp(outbox)
        } else if (one.do === 'stray' && strays.length > 0) {
          draft = store(draft, strays[one.which % strays.length] ?? [])
        }
        assertHonest()
      }

      // The line comes back: everything is delivered, and late copies of old batches change nothing.
      while (!isAllSaved(outbox)) {
        outbox = take(giveUp(outbox))
        draft = store(draft, outbox.underWay ?? [])
        outbox = acknowledge(outbox)
      }
      for (const batch of strays) draft = store(draft, batch)
      assertHonest()
    }),
    { numRuns: 500 },
  )
})

test('sequence numbers only grow, and a batch never holds two values of one place', () => {
  fc.assert(
    fc.property(fc.array(fc.tuple(fc.nat(places - 1), fc.nat(5)), { minLength: 1, maxLength: 50 }), (answers) => {
      let outbox = emptyOutbox
      let last = 0
      for (const [place, value] of answers) {
        outbox = put(outbox, place, value)
        assert.ok((outbox.waiting.get(place)?.sequence ?? 0) > last)
        last = outbox.waiting.get(place)?.sequence ?? 0
      }
      const batch = take(outbox).underWay ?? []
      assert.equal(new Set(batch.map(({ place }) => place)).size, batch.length)
      assert.equal(batch.at(-1)?.sequence, last, 'the latest change is the last of the batch')
    }),
  )
})

test('one batch is under way at a time', () => {
  const sent = take(put(emptyOutbox, 0, 1))
  assert.equal(take(put(sent, 1, 1)).underWay, sent.underWay)
})

test('an acknowledgement leaves what was changed meanwhile', () => {
  const changedMeanwhile = acknowledge(put(take(put(emptyOutbox, 0, 1)), 0, 2))
  assert.deepEqual([...changedMeanwhile.waiting.values()], [{ place: 0, value: 2, sequence: 2 }])
})
