import assert from 'node:assert/strict'
import { test } from 'node:test'
import type { InvitationStatus } from '#api/invitation.ts'
import { messageStates } from '#domain/invitation/invitation.ts'
import { gone, mayGoOut, nextDay, progressOf, shownStates, stageOf, underway } from './invitation-facts.ts'

const counts = (some: Partial<InvitationStatus['messages'][number]['counts']>) =>
  ({
    ...Object.fromEntries(messageStates.map((state) => [state, 0])),
    ...some,
  }) as InvitationStatus['messages'][number]['counts']

const row = (occasion: 'invitation' | 'reminder', channel: 'email' | 'sms', some: Parameters<typeof counts>[0]) => ({
  occasion,
  channel,
  counts: counts(some),
})

const plan = {
  channels: ['email', 'sms', 'letter'] as ('email' | 'sms' | 'letter')[],
  invitesOn: '2026-11-24',
  remindsOn: ['2026-12-01', '2026-12-08'],
}
const quiet = { state: 'open', plan, isStopped: false, troubles: 0, messages: [] } as const

test('the heading says what waits most: those not reached, then what is on its way, then what is planned', () => {
  const sent = [row('invitation', 'email', { sent: 3 })]
  const waits = [row('invitation', 'email', { sent: 3, waiting: 2 })]
  assert.equal(stageOf({ ...quiet, troubles: 1, messages: waits }, '2026-11-24'), 'troubles')
  assert.equal(stageOf({ ...quiet, messages: waits }, '2026-11-24'), 'sending')
  assert.equal(stageOf({ ...quiet, messages: sent }, '2026-11-24'), 'sent')
  assert.equal(stageOf({ ...quiet, messages: [] }, '2026-11-20'), 'planned')
  assert.equal(stageOf({ ...quiet, plan: null, messages: [] }, '2026-11-20'), 'unplanned')
  assert.equal(stageOf({ ...quiet, plan: { ...plan, channels: ['letter'] }, messages: [] }, '2026-11-20'), 'byHand')
  assert.equal(stageOf({ ...quiet, isStopped: true, messages: [] }, '2026-11-20'), 'stopped')
  assert.equal(stageOf({ ...quiet, state: 'closed', troubles: 2, messages: sent }, '2026-11-24'), 'over')
})

test('a message that came back has left; one that could not be handed over has not; both have gone as far as they go', () => {
  const messages = [row('invitation', 'email', { sent: 2, delivered: 1, bounced: 1, failed: 1, waiting: 4, sending: 1 })]
  assert.equal(gone({ messages }), 4)
  assert.equal(underway({ messages }), 5)
  assert.deepEqual(progressOf({ messages }), { done: 5, all: 10 })
})

test('the table has a column for what has happened, and always for sent and arrived', () => {
  assert.deepEqual(shownStates({ messages: [] }), ['sent', 'delivered'])
  assert.deepEqual(shownStates({ messages: [row('reminder', 'sms', { uncertain: 1, stopped: 2 })] }), [
    'sent',
    'delivered',
    'uncertain',
    'stopped',
  ])
})

test('what comes next is the first message until there is one, then the next reminder that is still ahead', () => {
  const messages = [row('invitation', 'email', { sent: 3 })]
  assert.deepEqual(nextDay({ plan, messages: [] }, '2026-11-20'), { occasion: 'invitation', day: '2026-11-24' })
  assert.deepEqual(nextDay({ plan, messages }, '2026-12-01'), { occasion: 'reminder', day: '2026-12-08' })
  assert.equal(nextDay({ plan, messages }, '2026-12-08'), undefined)
  assert.equal(nextDay({ plan: null, messages }, '2026-11-20'), undefined)
})

test('sending now is never said to send more than there are receivers, and not to those who have been told', () => {
  const receivers = { people: 9, children: 7, byChannel: { digitalPost: 2, email: 4, sms: 1, letter: 2 }, none: 0 }
  const messages = [row('invitation', 'email', { sent: 1, waiting: 1, bounced: 1, stopped: 7 })]
  assert.deepEqual(mayGoOut({ receivers, messages }, plan, 'invitation'), {
    most: 2,
    ways: [
      { channel: 'email', count: 4 },
      { channel: 'sms', count: 1 },
    ],
  })
  assert.equal(mayGoOut({ receivers, messages }, plan, 'reminder').most, 5)
})
