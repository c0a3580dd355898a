import assert from 'node:assert/strict'
import { test } from 'node:test'
import { yearWheel } from '#domain/survey/year-wheel.ts'
import { angleOf, arcPath, innerRadius, monthAngles, pointAt, ringsOf } from './wheel-model.ts'

const survey = (id: string, module: 'earlyChildhood' | 'school' | 'youth') => ({
  id,
  title: id,
  opensOn: '2026-11-02',
  closesOn: '2026-11-27',
  isRolling: false,
  module,
})

test('the year begins at the top and goes round once', () => {
  assert.equal(angleOf('2026-08-01', 2026), 0)
  assert.ok(angleOf('2027-07-31', 2026) < 360)
  const angles = monthAngles(2026)
  assert.equal(angles.length, 12)
  assert.deepEqual(
    angles,
    angles.toSorted((a, b) => a - b),
  )
  assert.deepEqual(pointAt(10, 0), [0, -10])
  assert.deepEqual(pointAt(10, 90), [10, 0])
})

test('there is a ring for each module that has something, and lanes do not lie upon each other', () => {
  const rings = ringsOf(yearWheel([survey('a', 'school'), survey('b', 'school'), survey('c', 'youth')], 2026), 2026)
  assert.deepEqual(
    rings.map(({ module }) => module),
    ['school', 'youth'],
  )
  const arcs = rings.flatMap((ring) => ring.arcs)
  for (const one of arcs) {
    for (const other of arcs) {
      const isApart = one.inner >= other.outer || other.inner >= one.outer || one.to <= other.from + 0.001 || other.to <= one.from + 0.001
      assert.ok(one === other || isApart, `${one.entry.stage} and ${other.entry.stage}`)
    }
  }
})

test('however many surveys there are, nothing reaches into the middle', () => {
  const many = Array.from({ length: 14 }, (_, place) => survey(`s${place}`, place % 2 === 0 ? 'school' : 'earlyChildhood'))
  for (const { inner } of ringsOf(yearWheel(many, 2026), 2026)) assert.ok(inner >= innerRadius - 0.01)
})

test('a whole year is drawn as a ring, not as nothing', () => {
  assert.match(arcPath({ inner: 100, outer: 120, from: 0, to: 360 }), /^M0,-120 A120 120 0 1 1 -0\.21,-120/)
})
