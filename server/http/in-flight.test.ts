import assert from 'node:assert/strict'
import { test } from 'node:test'
import { setTimeout as wait } from 'node:timers/promises'
import { type Operation, operation } from '#api/operation.ts'
import { operations } from '#api/operations.ts'
import { openLane } from './in-flight.ts'
import { isBearable, type Strain } from './pressure.ts'
import { urgencies, urgencyOf } from './urgency.ts'

const patient = { waitingMs: 60_000 }

/** Takes turns in this order, and says in which order they came; the first has one already. */
async function orderOf(lane: ReturnType<typeof openLane>, asked: readonly ('saving' | 'entering')[]): Promise<readonly string[]> {
  assert.equal(lane.take('entering'), true)
  const came: string[] = []
  const all = asked.map(async (urgency, at) => {
    came.push((await lane.take(urgency)) ? `${urgency} ${at}` : `refused ${at}`)
    if (!came.at(-1)?.startsWith('refused')) lane.giveBack()
  })
  lane.giveBack()
  await Promise.all(all)
  return came
}

test('while there is room everybody is served at once', () => {
  const lane = openLane({ atOnce: 3, waiting: 0, ...patient })
  for (let at = 0; at < 3; at++) assert.equal(lane.take('entering'), true)
})

test('whoever saves comes before whoever enters, and otherwise they come as they asked', async () => {
  const lane = openLane({ atOnce: 1, waiting: 9, ...patient })
  assert.deepEqual(await orderOf(lane, ['entering', 'saving', 'entering', 'saving']), ['saving 1', 'saving 3', 'entering 0', 'entering 2'])
})

test('where no more may wait, whoever enters is refused, and makes room for whoever saves', async () => {
  const lane = openLane({ atOnce: 1, waiting: 2, ...patient })
  assert.deepEqual(await orderOf(lane, ['entering', 'entering', 'entering', 'saving', 'saving', 'saving']), [
    'refused 2',
    'refused 1',
    'refused 0',
    'refused 5',
    'saving 3',
    'saving 4',
  ])
})

test("nobody waits for longer than anybody waits, and a place that is given back is the next one's", async () => {
  const lane = openLane({ atOnce: 1, waiting: 9, waitingMs: 30 })
  assert.equal(lane.take('saving'), true)
  assert.deepEqual(await Promise.all([lane.take('saving'), lane.take('entering')]), [false, false])
  const patiently = lane.take('saving')
  lane.giveBack()
  assert.equal(await patiently, true)
  lane.giveBack()
  assert.equal(lane.take('entering'), true)
  await wait(40)
})

test('what somebody has answered is saved however strained the server is, and what is heaviest is refused first', () => {
  const strains: Strain[] = [0, 250, 600, 2_000, 60_000].map((lateMs) => ({ lateMs, memory: 0.3 }))
  const full: Strain[] = [0.3, 0.82, 0.9, 0.96, 1].map((memory) => ({ lateMs: 5, memory }))
  for (const row of [strains, full]) {
    const refused = row.map((strain) => urgencies.filter((urgency) => !isBearable(strain, urgency)))
    assert.deepEqual(refused, [
      [],
      ['reporting', 'receiving'],
      ['looking', 'reporting', 'receiving'],
      ['entering', 'looking', 'reporting', 'receiving'],
      ['entering', 'looking', 'reporting', 'receiving'],
    ])
  }
})

test('every operation has its place: answers first, then coming in, then people at work, then figures, documents and files', () => {
  const by = Object.groupBy(Object.entries<Operation>(operations), ([, one]) => urgencyOf(one))
  const named = (urgency: keyof typeof by) => (by[urgency] ?? []).map(([name]) => name)
  for (const name of ['saveAnswers', 'submitResponse', 'declineResponse', 'sendParcel', 'submitInformantResponse'])
    assert.ok(named('saving').includes(name), `${name} in ${named('saving')}`)
  for (const name of ['enterLesson', 'enterByLink', 'getPublished', 'aboutSurvey'])
    assert.ok(named('entering').includes(name), `${name} in ${named('entering')}`)
  assert.deepEqual(
    named('saving').filter((name) => operations[name as keyof typeof operations].method === 'GET'),
    [],
  )
  for (const [name, one] of Object.entries<Operation>(operations)) {
    if (one.login === 'report' || one.produces !== undefined) assert.ok(named('reporting').includes(name), name)
    if (one.consumes !== undefined) assert.ok(named('receiving').includes(name), name)
  }
  assert.equal(urgencyOf(operation({ method: 'GET', path: '/', summary: '', login: 'staff', act: 'public', audit: null })), 'looking')
})
