import assert from 'node:assert/strict'
import { test } from 'node:test'
import { type Actor, type Role, institutionBound, roles } from './actor.ts'
import { type Act, may, mayLeadLesson } from './policy.ts'

/** Written from `product.md` 2, not from the code: a role that is not named may not. */
const allowed: Readonly<Record<Act, readonly Role[]>> = {
  'self.read': roles,
  'organisation.read': [
    'teacher',
    'institutionLeader',
    'healthVisitor',
    'leadHealthVisitor',
    'municipalAnalyst',
    'municipalAdmin',
    'dataProtectionOfficer',
    'support',
  ],
  'roster.import': ['municipalAdmin'],
  'support.grant': ['municipalAdmin', 'dataProtectionOfficer'],
  'support.use': ['secretariat'],
  'information.read': ['municipalAdmin', 'dataProtectionOfficer'],
  'information.write': ['municipalAdmin', 'dataProtectionOfficer'],
  'instrument.read': ['secretariat', 'municipalAdmin'],
  'instrument.suggest': ['municipalAdmin'],
  'information.print': ['teacher', 'institutionLeader', 'healthVisitor', 'leadHealthVisitor', 'municipalAdmin', 'dataProtectionOfficer'],
  'questionnaire.read': [
    'teacher',
    'institutionLeader',
    'healthVisitor',
    'leadHealthVisitor',
    'schoolDoctor',
    'municipalAnalyst',
    'politicalReader',
    'municipalAdmin',
    'dataProtectionOfficer',
    'secretariat',
    'expertReviewer',
    'support',
  ],
  'bank.read': ['leadHealthVisitor', 'schoolDoctor', 'municipalAnalyst', 'municipalAdmin', 'secretariat', 'expertReviewer'],
  'bank.comment': ['leadHealthVisitor', 'schoolDoctor', 'municipalAnalyst', 'municipalAdmin', 'secretariat', 'expertReviewer'],
  'bank.write': ['municipalAdmin', 'secretariat'],
  'bank.review': ['municipalAdmin', 'secretariat', 'expertReviewer'],
  'questionnaire.compose': ['municipalAdmin'],
  'edition.read': ['secretariat', 'expertReviewer'],
  'edition.comment': ['secretariat', 'expertReviewer'],
  'edition.write': ['secretariat'],
  'edition.signOff': ['secretariat', 'expertReviewer'],
  'survey.read': ['institutionLeader', 'leadHealthVisitor', 'municipalAnalyst', 'municipalAdmin', 'dataProtectionOfficer', 'support'],
  'survey.plan': ['municipalAdmin'],
  'lesson.lead': ['teacher'],
  'paper.enter': ['healthVisitor', 'leadHealthVisitor', 'schoolDoctor', 'municipalAnalyst'],
  'report.read': [
    'teacher',
    'institutionLeader',
    'healthVisitor',
    'leadHealthVisitor',
    'schoolDoctor',
    'eduPsychologist',
    'socialWorker',
    'municipalAnalyst',
    'politicalReader',
  ],
  'network.read': [
    'teacher',
    'institutionLeader',
    'healthVisitor',
    'leadHealthVisitor',
    'schoolDoctor',
    'eduPsychologist',
    'socialWorker',
    'caseOwner',
    'municipalAnalyst',
    'politicalReader',
    'municipalAdmin',
    'dataProtectionOfficer',
    'secretariat',
  ],
  'network.write': [
    'institutionLeader',
    'healthVisitor',
    'leadHealthVisitor',
    'schoolDoctor',
    'eduPsychologist',
    'socialWorker',
    'caseOwner',
    'municipalAnalyst',
    'municipalAdmin',
    'dataProtectionOfficer',
    'secretariat',
  ],
  'news.write': ['secretariat'],
  'discussion.write': [
    'teacher',
    'institutionLeader',
    'healthVisitor',
    'leadHealthVisitor',
    'schoolDoctor',
    'eduPsychologist',
    'socialWorker',
    'municipalAnalyst',
  ],
  'audit.read': ['dataProtectionOfficer'],
  'audit.review': ['dataProtectionOfficer'],
  'ledger.read': ['dataProtectionOfficer'],
  'intervention.read': [
    'teacher',
    'institutionLeader',
    'healthVisitor',
    'leadHealthVisitor',
    'schoolDoctor',
    'eduPsychologist',
    'socialWorker',
    'caseOwner',
    'municipalAnalyst',
    'politicalReader',
    'municipalAdmin',
    'dataProtectionOfficer',
    'secretariat',
    'researcher',
    'interventionProvider',
    'expertReviewer',
  ],
  'intervention.tell': [
    'teacher',
    'institutionLeader',
    'healthVisitor',
    'leadHealthVisitor',
    'schoolDoctor',
    'eduPsychologist',
    'socialWorker',
    'municipalAnalyst',
  ],
  'intervention.write': ['interventionProvider', 'secretariat'],
  'intervention.review': ['secretariat', 'expertReviewer'],
  'intervention.signOff': ['expertReviewer'],
  'intervention.publish': ['secretariat'],
  'plan.read': [
    'institutionLeader',
    'healthVisitor',
    'leadHealthVisitor',
    'schoolDoctor',
    'eduPsychologist',
    'socialWorker',
    'municipalAnalyst',
    'municipalAdmin',
  ],
  'plan.write': ['institutionLeader', 'leadHealthVisitor', 'municipalAnalyst'],
  'report.comment': ['institutionLeader', 'municipalAnalyst'],
  'environment.read': [
    'teacher',
    'institutionLeader',
    'healthVisitor',
    'leadHealthVisitor',
    'schoolDoctor',
    'eduPsychologist',
    'socialWorker',
    'municipalAnalyst',
  ],
  'environment.write': ['institutionLeader'],
  'environment.publish': ['institutionLeader'],
  'feedback.write': ['teacher', 'institutionLeader'],
  'figures.release': ['municipalAnalyst'],
  'figures.import': ['municipalAnalyst'],
  'health.read': ['healthVisitor', 'leadHealthVisitor', 'schoolDoctor'],
  'health.write': ['healthVisitor', 'leadHealthVisitor', 'schoolDoctor'],
  'health.coverage': ['leadHealthVisitor'],
  'survey.invite': ['healthVisitor', 'leadHealthVisitor', 'municipalAdmin'],
  'letter.print': ['teacher', 'institutionLeader', 'healthVisitor', 'leadHealthVisitor', 'municipalAdmin'],
  'invitation.read': ['leadHealthVisitor', 'municipalAdmin', 'dataProtectionOfficer'],
  'invitation.send': ['municipalAdmin'],
  'family.read': ['parent', 'pupil', 'youngPerson'],
  'family.write': ['parent', 'pupil', 'youngPerson'],
  'assessment.start': ['eduPsychologist', 'socialWorker', 'caseOwner', 'healthVisitor', 'schoolDoctor', 'municipalAdmin'],
  'assessment.work': ['eduPsychologist', 'socialWorker', 'caseOwner', 'healthVisitor', 'schoolDoctor'],
  'assessment.predict': ['eduPsychologist', 'schoolDoctor'],
}

const acts = Object.keys(allowed) as Act[]

for (const act of acts) {
  test(`${act}: exactly the roles of the product's table may`, () => {
    assert.deepEqual(roles.filter((role) => may({ role }, act)).toSorted(), allowed[act].toSorted())
  })
}

test('a municipal administrator plans and imports, and reads no report', () => {
  assert.equal(may({ role: 'municipalAdmin' }, 'survey.plan'), true)
  assert.equal(may({ role: 'municipalAdmin' }, 'roster.import'), true)
  assert.equal(may({ role: 'municipalAdmin' }, 'report.read'), false)
  assert.equal(may({ role: 'municipalAdmin' }, 'lesson.lead'), false)
})

test('those from outside the municipality read nothing of it', () => {
  for (const role of ['researcher', 'interventionProvider', 'expertReviewer'] as const) {
    assert.deepEqual(
      acts.filter((act) => may({ role }, act) && !/^(?:intervention|bank|edition)\./.test(act)),
      role === 'expertReviewer' ? ['self.read', 'questionnaire.read'] : ['self.read'],
      role,
    )
  }
  assert.deepEqual(acts.filter((act) => may({ role: 'secretariat' }, act) && !/^(?:intervention|bank|edition)\./.test(act)).toSorted(), [
    'instrument.read',
    'network.read',
    'network.write',
    'news.write',
    'questionnaire.read',
    'self.read',
    'support.use',
  ])
})

test('a role that nobody has heard of may nothing but ask who it is', () => {
  const stranger = { role: 'superuser' as Role }
  assert.deepEqual(
    acts.filter((act) => may(stranger, act)),
    ['self.read'],
  )
})

test("a teacher leads the lessons of their own classes, and no colleague's", () => {
  const teacher: Actor = { accountId: 'a', municipalityId: 881, role: 'teacher', institutionIds: ['school'], classIds: ['5.A', '5.B'] }
  assert.equal(mayLeadLesson(teacher, '5.B'), true)
  assert.equal(mayLeadLesson(teacher, '5.C'), false)
})

test('a leader leads no lesson, also of a class that is written on them', () => {
  for (const role of roles.filter((name) => name !== 'teacher')) {
    const actor: Actor = { accountId: 'a', municipalityId: 881, role, institutionIds: ['school'], classIds: ['5.A'] }
    assert.equal(mayLeadLesson(actor, '5.A'), false, role)
  }
})

test('teachers and leaders are bound to their institutions; everybody else sees the tree', () => {
  assert.deepEqual(institutionBound.toSorted(), ['institutionLeader', 'teacher'])
})
