import assert from 'node:assert/strict'
import { test } from 'node:test'
import fc from 'fast-check'
import { comparedEnrolment, type Difference, diffRoster, type Enrolment, previewOf, pupilsAfter } from './roster-difference.ts'

const keys = fc.constantFrom('a', 'b', 'c', 'd', 'e', 'f', 'g', 'h')
const institutions = fc.constantFrom('X81101', 'X81102', 'X81103')
const classNames = fc.constantFrom('5.A', '5.B', '6.A')

const enrolment: fc.Arbitrary<Enrolment> = fc.record(
  {
    key: keys,
    name: fc.constantFrom('Åse', 'Bo'),
    sex: fc.constantFrom('female' as const, 'male' as const, 'unknown' as const),
    institution: institutions,
    className: classNames,
    isProtected: fc.boolean(),
  },
  { noNullPrototype: true },
)
const roster = fc.uniqueArray(enrolment, { selector: ({ key }) => key })

function carryOut<T extends { readonly key: string }>(current: readonly T[], { changes }: Difference<T>): Map<string, T> {
  const after = new Map(current.map((entry) => [entry.key, entry]))
  for (const change of changes) {
    if (change.what === 'gone') after.delete(change.from.key)
    else after.set(change.to.key, change.to)
  }
  return after
}

test('carrying out the difference gives the wanted roster', () => {
  fc.assert(
    fc.property(roster, roster, (current, target) => {
      const after = carryOut(current, diffRoster(current, target, comparedEnrolment))
      assert.deepEqual(after, new Map([...after.keys()].map((key) => [key, target.find((entry) => entry.key === key)])))
      assert.equal(after.size, target.length)
    }),
  )
})

test('a roster does not differ from itself, and once carried out a file changes nothing more', () => {
  fc.assert(
    fc.property(roster, roster, (current, wanted) => {
      assert.deepEqual(diffRoster(current, current, comparedEnrolment), { changes: [], same: current.length })
      const after = pupilsAfter(current, wanted)
      assert.deepEqual(diffRoster(after, pupilsAfter(after, wanted), comparedEnrolment).changes, [])
    }),
  )
})

test('the order of the lines is irrelevant', () => {
  const shuffled = fc
    .tuple(roster, roster)
    .chain(([current, wanted]) =>
      fc.tuple(
        fc.constant([current, wanted] as const),
        fc.shuffledSubarray([...current], { minLength: current.length }),
        fc.shuffledSubarray([...wanted], { minLength: wanted.length }),
      ),
    )
  fc.assert(
    fc.property(shuffled, ([[current, wanted], otherCurrent, otherWanted]) => {
      const one = diffRoster(current, pupilsAfter(current, wanted), comparedEnrolment)
      const other = diffRoster(otherCurrent, pupilsAfter(otherCurrent, otherWanted), comparedEnrolment)
      assert.deepEqual(one, other)
    }),
  )
})

test('nobody leaves an institution that the file does not name, and everybody in the file is there after', () => {
  fc.assert(
    fc.property(roster, roster, (current, wanted) => {
      const after = carryOut(current, diffRoster(current, pupilsAfter(current, wanted), comparedEnrolment))
      const named = new Set(wanted.map(({ institution }) => institution))
      for (const pupil of current) if (!named.has(pupil.institution)) assert.ok(after.has(pupil.key))
      for (const pupil of wanted) assert.equal(after.get(pupil.key)?.className, pupil.className)
      for (const pupil of after.values()) assert.ok(!named.has(pupil.institution) || wanted.some(({ key }) => key === pupil.key))
    }),
  )
})

test('everybody is counted once', () => {
  fc.assert(
    fc.property(roster, roster, (current, target) => {
      const { changes, same } = diffRoster(current, target, comparedEnrolment)
      const count = (what: string) => changes.filter((change) => change.what === what).length
      assert.equal(count('gone') + count('changed') + same, current.length)
      assert.equal(count('new') + count('changed') + same, target.length)
    }),
  )
})

test('a preview is as long as it may be, and leaves out no kind of change that there is room for', () => {
  fc.assert(
    fc.property(roster, roster, fc.integer({ min: 0, max: 20 }), (current, target, limit) => {
      const { changes } = diffRoster(current, target, comparedEnrolment)
      const preview = previewOf(changes, limit)
      assert.equal(preview.length, Math.min(limit, changes.length))
      if (limit >= 3) assert.deepEqual(new Set(preview.map(({ what }) => what)), new Set(changes.map(({ what }) => what)))
    }),
  )
})
