import assert from 'node:assert/strict'
import { test } from 'node:test'
import fc from 'fast-check'
import { diffRoster } from '../organisation/roster-difference.ts'
import type { Role } from './actor.ts'
import { comparedMember, staffAfter, type StaffMember } from './staff-roster.ts'

const keys = fc.constantFrom('a', 'b', 'c', 'd', 'e', 'f', 'g', 'h')
const institutions = fc.constantFrom('X81101', 'X81102', 'X81103')
const classNames = fc.constantFrom('5.A', '5.B', '6.A')
const post = fc.record(
  {
    role: fc.constantFrom<Role>('teacher', 'institutionLeader', 'healthVisitor', 'municipalAdmin'),
    institution: fc.option(institutions),
    classNames: fc.uniqueArray(classNames).map((names) => names.toSorted()),
  },
  { noNullPrototype: true },
)
const member: fc.Arbitrary<StaffMember> = fc.record(
  {
    key: keys,
    name: fc.constantFrom('Åse', 'Bo'),
    posts: fc.uniqueArray(post, { minLength: 1, maxLength: 4, selector: ({ role, institution }) => `${role} ${institution ?? ''}` }),
  },
  { noNullPrototype: true },
)
const staff = fc.uniqueArray(member, { selector: ({ key }) => key })
const scope = fc.record({
  named: fc.uniqueArray(institutions).map((all) => new Set(all)),
  administration: fc.option(institutions),
  importer: fc.option(keys),
})

test('once carried out, a staff file changes nothing more', () => {
  fc.assert(
    fc.property(staff, staff, scope, (current, wanted, given) => {
      const after = staffAfter(current, wanted, given)
      assert.deepEqual(diffRoster(after, staffAfter(after, wanted, given), comparedMember).changes, [])
    }),
  )
})

test('whoever imports never loses the right to administer', () => {
  fc.assert(
    fc.property(staff, staff, scope, (current, wanted, given) => {
      const isAdmin = (all: readonly StaffMember[]) =>
        all.some(({ key, posts }) => key === given.importer && posts.some(({ role }) => role === 'municipalAdmin'))
      if (isAdmin(current)) assert.ok(isAdmin(staffAfter(current, wanted, given)))
    }),
  )
})
