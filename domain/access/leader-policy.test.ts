import assert from 'node:assert/strict'
import { test } from 'node:test'
import type { Actor, Role } from './actor.ts'
import { mayCommentReport, mayWriteEnvironment } from './leader-policy.ts'

const actor = (role: Role, institutionIds: readonly string[] = []) => ({ role, institutionIds, classIds: [] }) as unknown as Actor
const school = { level: 'institution', institutionId: 'own' } as const
const municipality = { level: 'municipality' } as const

test('a leader comments the reports of the own school, an analyst the municipality’s, and nobody another’s', () => {
  assert.equal(mayCommentReport(actor('institutionLeader', ['own']), school, 'own'), true)
  assert.equal(mayCommentReport(actor('institutionLeader', ['own']), school, 'other'), false)
  assert.equal(mayCommentReport(actor('institutionLeader', ['own']), municipality, null), false)
  assert.equal(mayCommentReport(actor('municipalAnalyst'), municipality, null), true)
  assert.equal(mayCommentReport(actor('municipalAnalyst'), school, 'own'), false)
  assert.equal(mayCommentReport(actor('teacher', ['own']), school, 'own'), false)
})

test('an assessment is written by the institution’s leader alone', () => {
  assert.equal(mayWriteEnvironment(actor('institutionLeader', ['own']), 'own'), true)
  assert.equal(mayWriteEnvironment(actor('institutionLeader', ['own']), 'other'), false)
  assert.equal(mayWriteEnvironment(actor('municipalAnalyst'), 'own'), false)
})
