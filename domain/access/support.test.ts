import assert from 'node:assert/strict'
import { test } from 'node:test'
import { citizens, roles } from './actor.ts'
import { acts, may } from './policy.ts'
import { isOpen, letsIn } from './support.ts'
import { kindsSeen, whoSees } from './what-is-seen.ts'

const endsAt = '2026-11-23T12:00:00.000Z'

test('a code opens once, until its time is over', () => {
  const grant = { endsAt, usedAt: null }
  assert.equal(letsIn(grant, '2026-11-23T11:59:59.999Z'), true)
  assert.equal(letsIn(grant, endsAt), false)
  assert.equal(letsIn({ ...grant, usedAt: '2026-11-23T10:00:00.000Z' }, '2026-11-23T10:00:01.000Z'), false)
  assert.equal(isOpen(grant, endsAt), false)
})

test('whoever helps reads schools, surveys and questions, and nothing of anybody', () => {
  assert.deepEqual(
    acts.filter((act) => may({ role: 'support' }, act)),
    ['self.read', 'organisation.read', 'questionnaire.read', 'survey.read'],
  )
  for (const kind of kindsSeen) assert.ok(!whoSees(kind).some(({ role }) => role === 'support'), kind)
})

test('only the municipality lets in, and only the secretariat is let in', () => {
  assert.deepEqual(
    roles.filter((role) => may({ role }, 'support.grant')),
    ['municipalAdmin', 'dataProtectionOfficer'],
  )
  assert.deepEqual(
    roles.filter((role) => may({ role }, 'support.use')),
    ['secretariat'],
  )
  assert.ok(!citizens.includes('support'))
})
