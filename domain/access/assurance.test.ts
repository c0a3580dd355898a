import assert from 'node:assert/strict'
import { test } from 'node:test'
import { type Assurance, assurances, type Role, roles } from './actor.ts'
import { isSureEnough, leastAssurance, reaches } from './assurance.ts'
import { type Act, acts, may } from './policy.ts'

/**
 * Written from `facts/integrations`, 1.4, not from the code: what a password alone opens. Everything else is about a
 * named child, or runs the municipality, or speaks for all, and takes two factors.
 */
const atLow: Readonly<Partial<Record<Act, readonly Role[]>>> = {
  'self.read': roles,
  'organisation.read': roles,
  'instrument.read': roles,
  'instrument.suggest': roles,
  'information.read': roles,
  'information.print': roles,
  'questionnaire.read': roles,
  'bank.read': roles,
  'bank.comment': roles,
  'bank.write': roles,
  'edition.read': roles,
  'edition.comment': roles,
  'survey.read': roles,
  'invitation.read': roles,
  'report.read': roles,
  'network.read': roles,
  'network.write': roles,
  'discussion.write': roles,
  'intervention.read': roles,
  'intervention.tell': roles,
  'intervention.write': roles,
  'intervention.review': roles,
  'plan.read': roles,
  'plan.write': roles,
  'report.comment': roles,
  'environment.read': roles,
  'environment.write': roles,
  'feedback.write': roles,
  'family.read': ['pupil', 'youngPerson'],
  'family.write': ['pupil'],
}

for (const act of acts) {
  test(`${act}: a password is enough for exactly those it says, two factors for everybody else`, () => {
    for (const role of roles) {
      const isLow = atLow[act]?.includes(role) ?? false
      assert.equal(leastAssurance({ role }, act), isLow ? 'low' : 'substantial', role)
      const enough = assurances.filter((assurance) => isSureEnough({ role, assurance }, act))
      assert.deepEqual(enough, isLow ? ['low', 'substantial', 'high'] : ['substantial', 'high'], role)
    }
  })
}

test('an act that nobody has thought about is refused, and a login that does not say how sure it is counts as low', () => {
  assert.equal(isSureEnough({ role: 'municipalAdmin', assurance: 'substantial' }, 'child.sell' as Act), false)
  assert.equal(isSureEnough({ role: 'healthVisitor' }, 'health.read'), false)
  assert.equal(isSureEnough({ role: 'healthVisitor', assurance: undefined } as never, 'report.read'), true)
})

test('the levels are in order', () => {
  const pairs = assurances.flatMap((one) => assurances.map((other): [Assurance, Assurance] => [one, other]))
  for (const [one, other] of pairs)
    assert.equal(reaches(one, other), assurances.indexOf(one) >= assurances.indexOf(other), `${one} ${other}`)
})

test('no act on a named child is open at low to anybody but the child', () => {
  for (const act of acts.filter((name) => /^(health|assessment|family|lesson|letter|roster|audit)\./.test(name)))
    for (const role of roles.filter((name) => may({ role: name }, act) && name !== 'pupil' && name !== 'youngPerson'))
      assert.equal(isSureEnough({ role, assurance: 'low' }, act), false, `${role} ${act}`)
})
