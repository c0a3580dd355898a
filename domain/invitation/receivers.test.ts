/** Who is written to: thirty families, each with its receivers by hand, and what holds of every family there could be. */
import assert from 'node:assert/strict'
import { test } from 'node:test'
import fc from 'fast-check'
import { askedOf, theDay, thirtyFamilies, written } from '../../tests/thirty-families.ts'
import { channels } from './invitation.ts'
import { type Asked, type FamilyTie, type Reach, receiversOf, tellsOfAll } from './receivers.ts'

for (const family of thirtyFamilies)
  test(family.what, () => {
    const receivers = askedOf(family).flatMap((asked) => receiversOf(asked, theDay))
    assert.deepEqual(
      receivers.map((receiver) => written(receiver, receiver.personId)),
      family.expected,
    )
  })

test('there are thirty families', () => assert.equal(thirtyFamilies.length, 30))

test('channels are tried in the order of the plan', () => {
  const [asked] = askedOf(thirtyFamilies[0]!)
  assert.deepEqual(receiversOf(asked!, theDay, ['sms', 'letter'])[0]?.channels, ['sms', 'letter'])
})

test('an e-mail and an SMS do for all children of a parent; what carries a link is each child’s', () => {
  assert.deepEqual(channels.filter(tellsOfAll), ['email', 'sms'])
})

test('a young person’s own no keeps them out, and a parent’s does not from the birthday', () => {
  const [asked] = askedOf(thirtyFamilies.find(({ what }) => what.startsWith('fifteen today'))!)
  assert.deepEqual(receiversOf({ ...asked!, said: ['self'] }, theDay), [])
  assert.deepEqual(receiversOf(asked!, '2026-11-22'), [], 'the day before, the parent’s no holds')
})

test('custody ends at eighteen, whatever the roster still says; the day before it holds', () => {
  const [gustav] = askedOf(thirtyFamilies.find(({ what }) => what.startsWith('eighteen today'))!)
  const ofParents: Asked = { ...gustav!, respondent: 'parent' }
  assert.deepEqual(receiversOf(ofParents, theDay), [])
  assert.deepEqual(
    receiversOf(ofParents, '2026-11-22').map(({ personId }) => personId),
    ['Grethe Gram'],
  )
})

const days = fc.constantFrom('2006-11-23', '2011-11-22', '2011-11-23', '2011-11-24', '2019-05-05', undefined)
const reach: fc.Arbitrary<Reach> = fc.record({
  personId: fc.uuid(),
  bornOn: days,
  hasCpr: fc.boolean(),
  hasEmail: fc.boolean(),
  hasMobile: fc.boolean(),
  hasAddress: fc.boolean(),
  language: fc.constantFrom(null, 'da', 'ar'),
})
const tie: fc.Arbitrary<FamilyTie> = fc.record({
  relation: fc.constantFrom('custody', 'foster', 'self'),
  validFrom: fc.constantFrom('2020-01-01', '2026-11-23', '2026-11-24'),
  validUntil: fc.constantFrom(null, '2026-11-23', '2026-11-24'),
  reach: fc.option(reach, { nil: undefined }),
})
const asked: fc.Arbitrary<Asked> = fc.record({
  pupilId: fc.uuid(),
  track: fc.constantFrom('statistics', 'health'),
  respondent: fc.constantFrom('pupil', 'parent', 'youngPerson'),
  decision: fc.constantFrom('answered', 'declined', 'undecided'),
  consent: fc.option(
    fc.record({
      decides: fc.constantFrom('custodyHolder', 'self'),
      decision: fc.constantFrom('none', 'given', 'refused', 'declined'),
      hasAnswered: fc.boolean(),
    }),
    { nil: undefined },
  ),
  said: fc.subarray(['parent', 'letter', 'self'] as const),
  isProtected: fc.boolean(),
  self: fc.option(reach, { nil: undefined }),
  ties: fc.array(tie, { maxLength: 4 }),
})

test('nobody is written to whom no tie of today names, about whom all is said, or by what would miss them', () => {
  fc.assert(
    fc.property(asked, (one) => {
      const inForce = (relation: string) =>
        one.ties
          .filter((own) => own.relation === relation && own.validFrom <= theDay && (own.validUntil === null || own.validUntil > theDay))
          .map((own) => own.reach?.personId)
      for (const { personId, as, channels: by, isPostable } of receiversOf(one, theDay)) {
        assert.equal(one.decision, 'undecided')
        const known = [one.self, ...one.ties.map((own) => own.reach)].find((other) => other?.personId === personId)
        if (as === 'self') assert.ok(one.respondent === 'youngPerson' && personId === one.self?.personId)
        else assert.ok(inForce(as === 'custodyHolder' ? 'custody' : 'foster').includes(personId))
        assert.ok(known && by.includes('letter'))
        if (by.includes('digitalPost')) assert.ok(known.hasCpr && known.bornOn !== undefined && known.bornOn <= '2011-11-23')
        if (by.includes('sms')) assert.ok(known.hasMobile && (known.bornOn ?? '1900-01-01') <= '2011-11-23' && as !== 'fosterParent')
        if (by.includes('email')) assert.ok(known.hasEmail && as !== 'fosterParent')
        if (isPostable) assert.ok(known.hasAddress && !one.isProtected)
      }
    }),
    { numRuns: 1000 },
  )
})
