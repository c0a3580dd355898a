import assert from 'node:assert/strict'
import { test } from 'node:test'
import { ageRules, type Decides, decidesFrom, ruleFor, ruleForCpr } from './age-rules.ts'
import { type Consent, consentAfterMove, consentOn, type Decision, decide, roadOf, whoDecides, withdraw } from './consent.ts'
import { isOptedOut, refuseOptOut, type SaidBy } from './opt-out.ts'

const consent = (change: Partial<Consent> = {}): Consent => ({ decides: 'custodyHolder', decision: 'none', hasAnswered: false, ...change })
const open = { as: 'custodyHolder', isOpen: true } as const
const decisions: readonly Decision[] = ['none', 'given', 'refused', 'declined']

/** Born · day · who decides then. The birthday itself counts; born on 29 February it is 1 March, but in a leap year. */
const birthdays: readonly (readonly [string | undefined, string, Decides])[] = [
  ['2011-11-24', '2026-11-23', 'custodyHolder'],
  ['2011-11-23', '2026-11-23', 'self'],
  ['2011-11-22', '2026-11-23', 'self'],
  ['2012-01-01', '2026-12-31', 'custodyHolder'],
  ['2012-01-01', '2027-01-01', 'self'],
  ['2012-02-29', '2027-02-28', 'custodyHolder'],
  ['2012-02-29', '2027-03-01', 'self'],
  ['2008-02-29', '2023-03-01', 'self'],
  [undefined, '2026-11-23', 'custodyHolder'],
]

for (const [born, day, decides] of birthdays)
  test(`born ${born ?? 'on a day nobody knows'}, on ${day} it is ${decides} who decides`, () => {
    assert.equal(ruleFor(born, day).decides, decides)
    const first = decidesFrom(born)
    assert.equal(first !== undefined && first <= day, decides === 'self', 'and the day it begins agrees')
  })

test('the birthday is read from the CPR number; whose age nobody knows is a child', () => {
  assert.equal(whoDecides('2311119995', '2026-11-23'), 'self')
  assert.equal(whoDecides('2411119995', '2026-11-23'), 'custodyHolder')
  assert.equal(whoDecides('8311119995', '2026-11-23'), 'self', 'a replacement number')
  assert.equal(whoDecides(undefined, '2026-11-23'), 'custodyHolder')
})

test('every rule of the table names its source, parents see less and less, and what a child answered never', () => {
  for (const [place, rule] of ageRules.entries()) {
    assert.match(rule.source, /§/)
    const younger = ageRules[place - 1]
    if (younger) assert.ok(rule.fromAge > younger.fromAge && rule.parentsSee.every((sight) => younger.parentsSee.includes(sight)))
  }
  assert.deepEqual(ruleForCpr('2311119995', '2026-11-23').parentsSee, ['invitation'])
})

test('on the birthday a custody holder’s decision opens nothing new; what was answered by name stays, and changes hands', () => {
  for (const decision of decisions) {
    const before = consent({ decision })
    assert.deepEqual(consentOn(before, '2011-11-24', '2026-11-23'), before, 'the day before')
    assert.deepEqual(consentOn(before, '2011-11-23', '2026-11-23'), consent({ decides: 'self', decision: 'none' }), decision)
    assert.equal(roadOf(consentOn(before, '2011-11-23', '2026-11-23')), 'ask', 'and the young person is asked')
  }
  const used = consentOn(consent({ decision: 'given', hasAnswered: true }), '2011-11-23', '2026-11-23')
  assert.deepEqual(used, consent({ decides: 'self', decision: 'given', hasAnswered: true }))
  assert.equal(withdraw(used, 'custodyHolder'), 'consent-not-yours')
  assert.deepEqual(withdraw(used, 'self'), consent({ decides: 'self', decision: 'refused' }))
})

test('what a young person has decided does not change with a birthday', () => {
  for (const decision of decisions) {
    const own = consent({ decides: 'self', decision })
    assert.deepEqual(consentOn(own, '2011-11-23', '2030-01-01'), own)
  }
})

test('a change of school ends a yes that was not used, and nothing else', () => {
  assert.equal(consentAfterMove(consent({ decision: 'given' })).decision, 'none')
  for (const kept of [
    consent({ decision: 'given', hasAnswered: true }),
    consent({ decision: 'refused' }),
    consent({ decision: 'declined' }),
  ])
    assert.deepEqual(consentAfterMove(kept), kept)
})

test('before a statistics survey a parent’s no counts until 15, and from then on the young person’s own alone', () => {
  const saids: readonly (readonly SaidBy[])[] = [[], ['parent'], ['letter'], ['self'], ['parent', 'self'], ['parent', 'letter']]
  assert.deepEqual(
    saids.map((said) => [isOptedOut(said, 'custodyHolder'), isOptedOut(said, 'self')]),
    [
      [false, false],
      [true, false],
      [true, false],
      [false, true],
      [true, true],
      [true, false],
    ],
  )
})

test('a no is heard from when the survey is planned until its last day', () => {
  const on = (state: string, today: string) =>
    refuseOptOut('parent', { decides: 'custodyHolder', survey: { state, closesOn: '2026-12-18' }, today })
  assert.equal(on('draft', '2026-11-23'), undefined)
  assert.equal(on('open', '2026-12-18'), undefined)
  assert.equal(on('open', '2026-12-19'), 'survey-not-open')
  assert.equal(on('closed', '2026-11-23'), 'survey-not-open')
  const survey = { state: 'open', closesOn: '2026-12-18' }
  assert.equal(refuseOptOut('letter', { decides: 'self', survey, today: '2026-11-23' }), 'consent-not-yours')
})

test('nobody answers by name without a consent', () => {
  for (const decides of ['custodyHolder', 'self'] as const)
    for (const decision of decisions) assert.equal(roadOf(consent({ decides, decision })) === 'health', decision === 'given', decision)
})

test('without a decision a child is offered the statistics twin, and a young person is asked', () => {
  assert.equal(roadOf(consent()), 'statistics')
  assert.equal(roadOf(consent({ decides: 'self' })), 'ask')
  assert.equal(roadOf(consent({ decides: 'self', decision: 'refused' })), 'statistics')
  assert.equal(roadOf(consent({ decision: 'declined' })), 'declined')
})

test('only the one who decides is heard: a parent until 15, the young person from then on', () => {
  for (const decides of ['custodyHolder', 'self'] as const)
    for (const as of ['custodyHolder', 'self'] as const) {
      const taken = decide(consent({ decides }), 'given', { as, isOpen: true })
      assert.deepEqual(taken, as === decides ? consent({ decides, decision: 'given' }) : 'consent-not-yours')
    }
})

test('a decision may be changed until it has been used, and while the survey is open', () => {
  for (const before of decisions)
    for (const after of ['given', 'refused', 'declined'] as const)
      assert.deepEqual(decide(consent({ decision: before }), after, open), consent({ decision: after }))
  assert.equal(decide(consent({ decision: 'given', hasAnswered: true }), 'refused', open), 'consent-used')
  assert.equal(decide(consent(), 'given', { ...open, isOpen: false }), 'survey-not-open')
})

test('what was given can be taken back at any time, and then nothing is kept by name', () => {
  const withdrawn = withdraw(consent({ decision: 'given', hasAnswered: true }), 'custodyHolder')
  assert.deepEqual(withdrawn, consent({ decision: 'refused' }))
  for (const decision of decisions.filter((one) => one !== 'given'))
    assert.equal(withdraw(consent({ decision }), 'custodyHolder'), 'consent-not-given')
  const as: Decides = 'self'
  assert.equal(withdraw(consent({ decision: 'given' }), as), 'consent-not-yours')
})
