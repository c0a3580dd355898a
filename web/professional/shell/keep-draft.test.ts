/** Several who write in one thing at once, over lines that break: whatever happens, no text is lost, and nobody writes over anybody unasked. */
import assert from 'node:assert/strict'
import { test } from 'node:test'
import fc from 'fast-check'
import { changedFields, type Fields, mergeFields } from '#domain/text/merge-fields.ts'
import { keepDraft, type Keeper, type Kept, type Wait } from './keep-draft.ts'

const offline = new Error('offline')
const changedSince = new Error('changed-since')

type Line = 'whole' | 'request-lost' | 'answer-lost'

/** A server with one thing on it. `fields`: each saved by itself; `whole`: only by who has read the latest saving. */
function openServer(kind: 'fields' | 'whole', begun: Fields = {}) {
  let kept: Kept<Fields> = { value: begun, revision: 1 }
  const stood = new Set(Object.values(begun))
  const at = { line: 'whole' as Line, saves: 0 }
  return {
    at,
    now: () => kept.value,
    /** Every text that anybody has been able to read. */
    stood,
    async read(): Promise<Kept<Fields>> {
      await Promise.resolve()
      if (at.line !== 'whole') throw offline
      return kept
    },
    async save({ from, to }: { readonly from: Kept<Fields>; readonly to: Fields }): Promise<Kept<Fields>> {
      at.saves++
      const { line } = at
      await Promise.resolve()
      if (line === 'request-lost') throw offline
      const { merged, clashes } = mergeFields(from.value, to, kept.value)
      if (kind === 'whole' ? from.revision !== kept.revision : clashes.length > 0) throw changedSince
      const value = Object.fromEntries(Object.entries(merged).map(([name, words]) => [name, words.trim()]))
      kept = { value, revision: kept.revision + 1 }
      for (const words of Object.values(value)) stood.add(words)
      if (line === 'answer-lost') throw offline
      return kept
    },
  }
}

type Server = ReturnType<typeof openServer>

/** Somebody at a page of their own, with a clock that moves when it is told to. */
function sitDown(server: Server, begun: Kept<Fields>) {
  let due: (() => void)[] = []
  const wait: Wait = (work) => {
    due.push(work)
    return () => {
      due = due.filter((one) => one !== work)
    }
  }
  const keeper: Keeper<Fields> = keepDraft(
    {
      fieldsOf: (value: Fields) => value,
      withFields: (value, fields) => ({ ...value, ...fields }),
      save: (saving) => server.save(saving),
      read: () => server.read(),
      isChangedSince: (refusal) => refusal === changedSince,
      isPassing: (refusal) => refusal === offline,
      isHeldBack: (words) => words.includes('010112-9995'),
    },
    begun,
    wait,
  )
  return {
    keeper,
    type: (field: string, words: string) => keeper.change({ ...keeper.state().value, [field]: words }),
    async pass() {
      const now = due
      due = []
      for (const work of now) work()
      await settle()
    },
    read: async () => keeper.receive(await server.read()),
    on: (field: string) => keeper.state().value[field] ?? '',
  }
}

/** Lets every answer arrive that is on its way. */
const settle = async () => {
  for (let turn = 0; turn < 60; turn++) await Promise.resolve()
}

const two = (kind: 'fields' | 'whole' = 'fields', begun: Fields = {}) => {
  const server = openServer(kind, begun)
  const kept = { value: begun, revision: 1 }
  return { server, her: sitDown(server, kept), him: sitDown(server, kept) }
}

for (const kind of ['fields', 'whole'] as const) {
  test(`two who write in different fields both keep their text without being asked (${kind})`, async () => {
    const { server, her, him } = two(kind)
    her.type('well', 'Ro')
    him.type('change', 'Toiletterne')
    await her.pass()
    await him.pass()
    assert.deepEqual(server.now(), { well: 'Ro', change: 'Toiletterne' })
    assert.equal(him.on('well'), 'Ro')
    assert.deepEqual([him.keeper.state().mark, him.keeper.state().clashes, him.keeper.state().hasTheirs], ['saved', [], true])
    assert.equal(her.keeper.state().hasTheirs, false)
  })

  test(`in the same field the second is asked, and what they write elsewhere is saved meanwhile (${kind})`, async () => {
    const { server, her, him } = two(kind, { well: 'Ro' })
    her.type('well', 'Ro i timerne')
    him.type('well', 'Ro i skolen')
    await her.pass()
    await him.pass()
    him.type('change', 'Toiletterne')
    await him.pass()
    assert.deepEqual(server.now(), { well: 'Ro i timerne', change: 'Toiletterne' })
    assert.deepEqual(him.keeper.state().clashes, [{ field: 'well', mine: 'Ro i skolen', theirs: 'Ro i timerne' }])
    assert.equal(await him.keeper.flush(), false, 'it is not all saved while something waits for a choice')

    him.keeper.choose('well', 'both')
    await him.pass()
    assert.equal(server.now()['well'], 'Ro i timerne\n\nRo i skolen')
    assert.equal(await him.keeper.flush(), true)
  })

  test(`a save whose answer was lost is not somebody else’s, also when more has been written since (${kind})`, async () => {
    const { server, her } = two(kind)
    server.at.line = 'answer-lost'
    her.type('well', 'Ro')
    await her.pass()
    assert.equal(her.keeper.state().mark, 'waiting')
    her.type('well', 'Ro og orden')
    server.at.line = 'whole'
    await her.pass()
    assert.deepEqual([server.now()['well'], her.keeper.state().clashes, her.keeper.state().mark], ['Ro og orden', [], 'saved'])
    assert.equal(her.keeper.state().hasTheirs, false)
  })
}

test('mine is kept, or theirs is taken, and what was given up can be had back', async () => {
  const { server, her, him } = two('fields', { well: 'Ro' })
  her.type('well', 'Hendes')
  him.type('well', 'Hans')
  await her.pass()
  await him.pass()
  him.keeper.choose('well', 'theirs')
  await him.pass()
  assert.deepEqual([him.on('well'), him.keeper.state().clashes], ['Hendes', []])
  him.keeper.undo()
  await him.pass()
  assert.equal(server.now()['well'], 'Hans')
  her.type('well', 'Hendes igen')
  await her.pass()
  her.keeper.choose('well', 'mine')
  await her.pass()
  assert.equal(server.now()['well'], 'Hendes igen')
})

test('there is no line: it says so, and tries again by itself until it is saved', async () => {
  const { server, her } = two()
  server.at.line = 'request-lost'
  her.type('well', 'Ro')
  for (let turn = 0; turn < 3; turn++) {
    await her.pass()
    assert.deepEqual([her.keeper.state().mark, her.keeper.isAllSaved()], ['waiting', false])
  }
  server.at.line = 'whole'
  await her.pass()
  assert.deepEqual([server.now()['well'], her.keeper.state().mark], ['Ro', 'saved'])
})

test('one’s own latest change is taken back, and no word of anybody else’s', async () => {
  const { server, her, him } = two('fields', { well: '', change: '' })
  her.type('well', 'Ro')
  await her.pass()
  her.type('change', 'Larm')
  await her.pass()
  await him.read()
  him.type('change', 'Larm i pauserne')
  await him.pass()
  await her.read()
  her.keeper.undo()
  await her.pass()
  assert.deepEqual(server.now(), { well: 'Ro', change: 'Larm i pauserne' })
  her.keeper.undo()
  await her.pass()
  assert.deepEqual(server.now(), { well: '', change: 'Larm i pauserne' })
  assert.equal(her.keeper.state().canUndo, false)
})

test('a text that may not be sent holds no other text back', async () => {
  const { server, her } = two()
  her.type('well', 'Ring om 010112-9995')
  her.type('change', 'Toiletterne')
  await her.pass()
  assert.deepEqual(server.now(), { change: 'Toiletterne', well: '' })
  assert.equal(await her.keeper.flush(), false)
  assert.equal(her.on('well'), 'Ring om 010112-9995')
})

const names = ['well', 'change'] as const
const step = fc.oneof(
  { weight: 6, arbitrary: fc.record({ does: fc.constant('type' as const), who: fc.nat(2), field: fc.constantFrom(...names) }) },
  { weight: 6, arbitrary: fc.record({ does: fc.constantFrom('pass' as const, 'begin' as const, 'read' as const), who: fc.nat(2) }) },
  {
    weight: 3,
    arbitrary: fc.record({ does: fc.constant('line' as const), line: fc.constantFrom<Line>('whole', 'request-lost', 'answer-lost') }),
  },
  {
    weight: 2,
    arbitrary: fc.record({ does: fc.constant('choose' as const), who: fc.nat(2), choice: fc.constantFrom('mine', 'theirs', 'both') }),
  },
)

for (const kind of ['fields', 'whole'] as const)
  test(`whatever three do at once over whatever line, what somebody typed stands, waits for their choice, or has been read by others (${kind})`, async () => {
    await fc.assert(
      fc.asyncProperty(fc.array(step, { maxLength: 40 }), async (steps) => {
        const server = openServer(kind)
        const people = [0, 1, 2].map(() => sitDown(server, { value: {}, revision: 1 }))
        const typed = people.map(() => new Map<string, string>())
        /** Texts that somebody has given up with open eyes, or made part of a longer one. */
        const givenUp = new Set<string>()
        let turn = 0
        const check = () => {
          for (const [who, person] of people.entries())
            for (const [field, words] of typed[who] ?? [])
              assert.ok(person.on(field).trim() === words || server.stood.has(words) || givenUp.has(words), `${words} of ${who} is gone`)
        }
        for (const one of steps) {
          const person = 'who' in one ? people[one.who] : undefined
          if (one.does === 'line') server.at.line = one.line
          else if (!person) continue
          else if (one.does === 'type') {
            const words = `tekst ${turn++}`
            person.type(one.field, words)
            typed[one.who]?.set(one.field, words)
          } else if (one.does === 'pass') await person.pass()
          else if (one.does === 'begin') void person.keeper.flush()
          else if (one.does === 'read') await person.read().catch(() => undefined)
          else if (one.does === 'choose') {
            const [clash] = person.keeper.state().clashes
            if (clash) {
              givenUp.add(clash.mine)
              person.keeper.choose(clash.field, one.choice)
            }
          }
          check()
        }
        server.at.line = 'whole'
        for (let round = 0; round < 4; round++) for (const person of people) await person.pass()
        for (const person of people) await person.keeper.flush()
        for (const person of people) await person.read()
        check()
        for (const { keeper } of people) {
          const waiting = keeper.state().clashes.map(({ field }) => field)
          assert.deepEqual(
            changedFields(keeper.state().value, server.now()).filter((field) => !waiting.includes(field)),
            [],
            'everything stands on the server, or waits for a choice',
          )
        }
      }),
      { numRuns: 400 },
    )
  })

for (const kind of ['fields', 'whole'] as const) {
  test(`nobody publishes words that came in as they pressed: they read them first (saved ${kind})`, async () => {
    const { her, him } = two(kind, { well: '', change: '' })
    her.type('well', 'Ro')
    await her.pass()
    him.type('change', 'Larm')
    assert.equal(await him.keeper.settle(), null)
    assert.deepEqual([him.on('well'), him.on('change')], ['Ro', 'Larm'])
    assert.ok(him.keeper.state().isUnread)
    assert.equal(await him.keeper.settle(), 3, 'the second time it has been on the page')
    assert.equal(him.keeper.state().isUnread, false)
  })
}

test('what waits for a choice, or could not be saved, is not published', async () => {
  const { server, her, him } = two('fields', { well: '' })
  him.type('well', 'Larm')
  server.at.line = 'request-lost'
  assert.equal(await him.keeper.settle(), null)
  server.at.line = 'whole'
  her.type('well', 'Ro')
  await her.pass()
  assert.equal(await him.keeper.settle(), null)
  him.keeper.choose('well', 'theirs')
  await him.pass()
  assert.equal(await him.keeper.settle(), 2)
})
