import assert from 'node:assert/strict'
import { test } from 'node:test'
import type { InformantRow } from '#api/assessment.ts'
import { aheadOf, askedIn, inOrder, stepOf } from './case-facts.ts'

type Given = Parameters<typeof aheadOf>[0]

const consent = {
  givenBy: 'custodyHolder',
  way: 'spoken',
  decision: 'given',
  recordedBy: 'Petra',
  recordedAt: '2026-11-23T09:00:00Z',
} as const
const goal = { id: 'g', text: 'Sove', who: 'Mor', dueOn: '2027-01-01', score: null, state: 'agreed' } as const

function informant(id: string, state: InformantRow['state'], round = 1, follows: string | null = null): InformantRow {
  return {
    id,
    round,
    follows,
    relation: 'mother',
    label: '',
    version: 'p4-17',
    state,
    dueOn: '2026-12-10',
    invitedAt: '2026-11-23T09:00:00Z',
    remindedAt: null,
    answeredAt: null,
  }
}

const view = (difference: Partial<Given>): Given => ({
  state: 'open',
  consents: [consent],
  informants: [],
  round: 1,
  goals: [],
  ...difference,
})

test('a case says what comes next, from the family to the change', () => {
  assert.equal(aheadOf(view({ consents: [] })), 'family')
  assert.equal(aheadOf(view({ consents: [consent, { ...consent, decision: 'withdrawn' }] })), 'family')
  assert.equal(aheadOf(view({})), 'invite')
  assert.equal(aheadOf(view({ informants: [informant('a', 'answered'), informant('b', 'invited')] })), 'informants')
  assert.equal(aheadOf(view({ informants: [informant('a', 'declined')] })), 'invite')
  assert.equal(aheadOf(view({ informants: [informant('a', 'answered')] })), 'goals')
  assert.equal(aheadOf(view({ informants: [informant('a', 'answered')], goals: [goal] })), 'followUp')
  const second = [informant('a', 'answered'), informant('a2', 'invited', 2, 'a')]
  assert.equal(aheadOf(view({ informants: second, round: 2 })), 'asked')
  assert.equal(aheadOf(view({ informants: [second[0]!, informant('a2', 'answered', 2, 'a')], round: 2 })), 'close')
  assert.equal(aheadOf(view({ state: 'closed' })), 'closed')
})

test('the rail stands where the next thing is done', () => {
  assert.deepEqual((['family', 'invite', 'asked', 'closed'] as const).map(stepOf), ['family', 'informants', 'followUp', 'close'])
})

test('who was taken back is not counted among those who were asked', () => {
  const informants = [informant('a', 'answered'), informant('b', 'withdrawn'), informant('c', 'invited'), informant('d', 'answered', 2)]
  assert.deepEqual(askedIn({ informants }, 1), { invited: 2, answered: 1 })
})

test('in a follow-up each keeps the place of the first round, whatever order they were written in', () => {
  const informants = [
    informant('a', 'answered'),
    informant('b', 'answered'),
    informant('b2', 'answered', 2, 'b'),
    informant('a2', 'answered', 2, 'a'),
  ]
  assert.deepEqual(
    inOrder({ informants }, 2).map(({ id }) => id),
    ['a2', 'b2'],
  )
})
