import assert from 'node:assert/strict'
import { test } from 'node:test'
import fc from 'fast-check'
import { merge, type Marks } from '#domain/response/draft.ts'
import { packMark, valueOf } from '#domain/response/answer.ts'
import { acknowledge, type Entry, emptyOutbox, giveUp, isAllSaved, type Outbox, put, take } from './outbox.ts'

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
    fc.property(fc.array(step, { maxLength: 120, size: 'max' }), (steps) => {
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

// Several pages of one respondent, on machines that keep what waits: whatever the line drops, doubles and turns around, whichever
// page dies when, and however late and often a parcel is found.

type Tab = { readonly epoch: number; outbox: Outbox; readonly onScreen: (number | null)[]; isOpen: boolean }
type Sent = { readonly epoch: number; readonly entries: readonly Entry[] }

/** Of a packed mark: what stands above is its epoch. */
const epochSpan = 2 ** 36

const tab = fc.nat(2)
const stepOfTabs = fc.oneof(
  { weight: 6, arbitrary: fc.record({ do: fc.constant('answer' as const), tab, place: fc.nat(places - 1), value: fc.option(fc.nat(5)) }) },
  { weight: 4, arbitrary: fc.record({ do: fc.constant('write' as const), tab }) },
  { weight: 4, arbitrary: fc.record({ do: fc.constant('send' as const), tab }) },
  { weight: 5, arbitrary: fc.record({ do: fc.constant('arrive' as const), tab, copies: fc.nat(2), isAnswered: fc.boolean() }) },
  { weight: 2, arbitrary: fc.record({ do: fc.constant('stray' as const), which: fc.nat() }) },
  { weight: 2, arbitrary: fc.record({ do: fc.constant('find' as const), which: fc.nat(), isAnswered: fc.boolean() }) },
  { weight: 1, arbitrary: fc.record({ do: fc.constant('close' as const), tab }) },
  { weight: 1, arbitrary: fc.record({ do: fc.constant('enter' as const), tab }) },
)

const markOf = (by: number, { sequence, value }: Entry) => packMark({ epoch: by, sequence, value })

test('with several pages, parcels found late and pages that die, what was acknowledged stays and the latest wins', () => {
  fc.assert(
    fc.property(fc.array(stepOfTabs, { maxLength: 160, size: 'max' }), (steps) => {
      let epochs = 0
      let draft: Marks = Array.from({ length: places }, () => null)
      const strays: Sent[] = []
      /** By page: what lies on its machine. */
      const parcels = new Map<number, Sent>()
      /** Of each place the greatest change that was acknowledged to a page, or taken from a machine. */
      const promised: (number | null)[] = Array.from({ length: places }, () => null)

      const deliver = ({ epoch: by, entries }: Sent) => {
        const before = draft
        draft = merge(
          draft,
          Array.from({ length: places }, (_, place) => {
            const entry = entries.find((one) => one.place === place)
            return entry ? markOf(by, entry) : null
          }),
        )
        for (const [place, mark] of before.entries()) assert.ok((draft[place] ?? -1) >= (mark ?? -1), 'nothing goes back')
      }
      const promise = ({ epoch: by, entries }: Sent) => {
        for (const entry of entries) promised[entry.place] = Math.max(promised[entry.place] ?? -1, markOf(by, entry))
      }
      const enter = (): Tab => ({
        epoch: ++epochs,
        outbox: emptyOutbox,
        onScreen: draft.map((mark) => (mark === null ? null : valueOf(mark))),
        isOpen: true,
      })
      const tabs: Tab[] = [enter(), enter(), enter()]
      const waiting = (one: Tab): Sent => ({ epoch: one.epoch, entries: [...one.outbox.waiting.values()] })
      const write = (one: Tab) => (one.outbox.waiting.size === 0 ? parcels.delete(one.epoch) : parcels.set(one.epoch, waiting(one)))

      const assertHonest = () => {
        for (const [place, mark] of promised.entries())
          assert.ok((draft[place] ?? -1) >= (mark ?? -1), `what was promised of place ${place} is there, or something later`)
        for (const one of tabs) {
          if (!one.isOpen) continue
          for (let place = 0; place < places; place++) {
            const mark = draft[place] ?? null
            const isLatest = mark !== null && Math.floor(mark / epochSpan) === one.epoch
            if (isLatest && !one.outbox.waiting.has(place)) assert.equal(valueOf(mark), one.onScreen[place])
          }
        }
      }

      for (const step of steps) {
        const one = 'tab' in step ? tabs[step.tab] : undefined
        if (step.do === 'stray') {
          const stray = strays[step.which % Math.max(1, strays.length)]
          if (stray) deliver(stray)
        } else if (step.do === 'find') {
          const found = [...parcels.values()][step.which % Math.max(1, parcels.size)]
          if (!found) continue
          strays.push(found)
          deliver(found)
          if (!step.isAnswered) continue
          promise(found)
          if (parcels.get(found.epoch) === found) parcels.delete(found.epoch)
        } else if (one && step.do === 'enter') {
          tabs[step.tab] = enter()
        } else if (!one?.isOpen) {
          continue
        } else if (step.do === 'answer') {
          one.outbox = put(one.outbox, step.place, step.value)
          one.onScreen[step.place] = step.value
        } else if (step.do === 'write') {
          write(one)
        } else if (step.do === 'send') {
          one.outbox = take(one.outbox)
        } else if (step.do === 'arrive' && one.outbox.underWay) {
          const sent = { epoch: one.epoch, entries: one.outbox.underWay }
          strays.push(sent)
          for (let copy = 0; copy < step.copies; copy++) deliver(sent)
          const isAcknowledged = step.isAnswered && step.copies > 0
          if (isAcknowledged) promise(sent)
          one.outbox = isAcknowledged ? acknowledge(one.outbox) : giveUp(one.outbox)
        } else if (step.do === 'close') {
          one.isOpen = false
        }
        assertHonest()
      }

      // Every line comes back and every parcel is found: of each place the latest of all that outlived its page is there.
      const survivors = [...parcels.values(), ...strays, ...tabs.filter(({ isOpen }) => isOpen).map(waiting)]
      const latest = promised.map((mark, place) =>
        Math.max(
          mark ?? -1,
          draft[place] ?? -1,
          ...survivors.flatMap(({ epoch: by, entries }) =>
            entries.filter((entry) => entry.place === place).map((entry) => markOf(by, entry)),
          ),
        ),
      )
      for (const found of survivors.toReversed()) deliver(found)
      assert.deepEqual(
        draft.map((mark) => mark ?? -1),
        latest,
      )
    }),
    { numRuns: 400 },
  )
})
