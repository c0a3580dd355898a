import assert from 'node:assert/strict'
import { test } from 'node:test'
import { citizens, roles } from '../access/actor.ts'
import { relationOf } from './relation.ts'

test('a citizen has custody or is themselves, in every track', () => {
  for (const track of ['staff', 'health', 'assessment'] as const)
    for (const role of citizens) assert.equal(relationOf(role, track), role === 'parent' ? 'custody' : 'self')
})

test('professionals look by their class, their team, their institution or the case', () => {
  assert.equal(relationOf('healthVisitor', 'health'), 'class')
  assert.equal(relationOf('leadHealthVisitor', 'staff'), 'team')
  assert.equal(relationOf('institutionLeader', 'staff'), 'institution')
  assert.equal(relationOf('healthVisitor', 'assessment'), 'case')
  assert.equal(relationOf('municipalAdmin', 'staff'), 'municipality')
  assert.equal(relationOf('dataProtectionOfficer', 'staff'), 'oversight')
})

test('whose relation nobody has thought of has none, and stands out in a sample', () => {
  assert.deepEqual(
    roles
      .filter((role) => relationOf(role, 'staff') === 'none')
      .filter((role) => ['researcher', 'politicalReader', 'secretariat'].includes(role)),
    ['politicalReader', 'secretariat', 'researcher'],
  )
})
