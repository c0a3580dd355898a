import assert from 'node:assert/strict'
import { test } from 'node:test'
import { bornOn, decidesAlone } from './age.ts'
import { type Consent, type Decides, type Decision, decide, roadOf, whoDecides, withdraw } from './consent.ts'

const consent = (change: Partial<Consent> = {}): Consent => ({ decides: 'custodyHolder', decision: 'none', hasAnswered: false, ...change })
const open = { as: 'custodyHolder', isOpen: true } as const
const decisions: readonly Decision[] = ['none', 'given', 'refused', 'declined']

test('the day of birth stands in the CPR number, the century in its seventh digit', () => {
  assert.equal(bornOn('0101129995'), '2012-01-01')
  assert.equal(bornOn('2402004111'), '2000-02-24')
  assert.equal(bornOn('3112990111'), '1999-12-31')
  assert.equal(bornOn('0101365001'), '2036-01-01')
  assert.equal(bornOn('6101129995'), '2012-01-01', 'a replacement number')
  assert.equal(bornOn('9112129995'), '2012-12-31')
})

test('from the fifteenth birthday itself the young person decides', () => {
  assert.equal(decidesAlone('2011-11-24', '2026-11-23'), false)
  assert.equal(decidesAlone('2011-11-23', '2026-11-23'), true)
  assert.equal(decidesAlone('2012-02-29', '2027-02-28'), false)
  assert.equal(decidesAlone('2012-02-29', '2027-03-01'), true)
  assert.equal(whoDecides('2311119995', '2026-11-23'), 'self')
  assert.equal(whoDecides('2411119995', '2026-11-23'), 'custodyHolder')
  assert.equal(whoDecides(undefined, '2026-11-23'), 'custodyHolder', 'whose age nobody knows is a child')
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
