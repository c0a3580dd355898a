import assert from 'node:assert/strict'
import { test } from 'node:test'
import { acts, may } from './policy.ts'
import { roles } from './actor.ts'
import { actsAboutNobody, actsOf, kindsSeen, whoSees } from './what-is-seen.ts'

test('every act shows something of people that is told, or has a reason why it does not', () => {
  const told = new Set(Object.values(actsOf).flat())
  for (const act of acts) {
    const reason = actsAboutNobody[act]
    assert.notEqual(
      told.has(act),
      reason !== undefined,
      `${act} is told ${told.has(act) ? 'and excused' : 'nowhere'}: see domain/access/what-is-seen.ts`,
    )
  }
})

test('whoever may do an act that shows people is told to see what it shows', () => {
  for (const kind of ['answersByName', 'ownAnswers', 'log'] as const) {
    const seeing = new Set(whoSees(kind).map(({ role }) => role))
    const [read] = actsOf[kind]
    for (const role of roles) if (may({ role }, read!)) assert.ok(seeing.has(role), `${role} and ${kind}`)
  }
})

test('a child’s answers by name are seen by the child’s own health professionals and nobody else', () => {
  assert.deepEqual(whoSees('answersByName'), [
    { role: 'healthVisitor', reach: 'ownChildren' },
    { role: 'leadHealthVisitor', reach: 'ownChildren' },
    { role: 'schoolDoctor', reach: 'ownChildren' },
  ])
})

test('neither teacher, leader, administrator, secretariat nor politician sees a child’s answers or case', () => {
  const never = [
    'teacher',
    'institutionLeader',
    'municipalAdmin',
    'municipalAnalyst',
    'politicalReader',
    'secretariat',
    'researcher',
    'interventionProvider',
    'expertReviewer',
    'dataProtectionOfficer',
  ] as const
  for (const kind of ['answersByName', 'assessmentCase', 'ownAnswers'] as const)
    for (const role of never) assert.ok(!whoSees(kind).some((seen) => seen.role === role), `${role} and ${kind}`)
})

test('the association and its guests see nothing of people at all', () => {
  for (const kind of kindsSeen)
    for (const role of ['secretariat', 'researcher', 'interventionProvider', 'expertReviewer'] as const)
      assert.ok(!whoSees(kind).some((seen) => seen.role === role), `${role} and ${kind}`)
})

test('a teacher sees own classes, a leader own institutions, a politician the municipality as a whole', () => {
  const reach = (kind: (typeof kindsSeen)[number], role: (typeof roles)[number]) => whoSees(kind).find((seen) => seen.role === role)?.reach
  assert.equal(reach('classFigures', 'teacher'), 'ownClasses')
  assert.equal(reach('childNames', 'teacher'), 'ownClasses')
  assert.equal(reach('institutionFigures', 'institutionLeader'), 'ownInstitutions')
  assert.equal(reach('classFigures', 'politicalReader'), undefined)
  assert.equal(reach('municipalFigures', 'politicalReader'), 'municipality')
  assert.equal(reach('childNames', 'parent'), 'ownFamily')
  assert.equal(reach('log', 'dataProtectionOfficer'), 'municipality')
})
