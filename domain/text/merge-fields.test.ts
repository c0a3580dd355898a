import assert from 'node:assert/strict'
import { test } from 'node:test'
import fc from 'fast-check'
import { changedFields, mergeFields } from './merge-fields.ts'

test('two who write in different fields both keep their text', () => {
  const read = { well: '', change: '', summary: 'Kort' }
  const { merged, clashes } = mergeFields(read, { ...read, well: 'Ro' }, { ...read, change: 'Toiletterne' })
  assert.deepEqual(merged, { well: 'Ro', change: 'Toiletterne', summary: 'Kort' })
  assert.deepEqual(clashes, [])
})

test('only where both have changed the same field to different words does it clash, and mine stays until somebody chooses', () => {
  const of = (mine: string, theirs: string) => mergeFields({ well: 'ro' }, { well: mine }, { well: theirs })
  assert.deepEqual(of('ro', 'larm'), { merged: { well: 'larm' }, clashes: [] })
  assert.deepEqual(of('larm', 'ro'), { merged: { well: 'larm' }, clashes: [] })
  assert.deepEqual(of('larm', 'larm'), { merged: { well: 'larm' }, clashes: [] })
  assert.deepEqual(of('larm', 'støj'), { merged: { well: 'larm' }, clashes: ['well'] })
  assert.deepEqual(of('', 'støj'), { merged: { well: '' }, clashes: ['well'] }, 'taking a text away is a change too')
})

test('a space while somebody types is no change, and is not taken from under the cursor', () => {
  assert.deepEqual(mergeFields({ well: 'ro' }, { well: 'ro ' }, { well: 'ro' }), { merged: { well: 'ro ' }, clashes: [] })
  assert.deepEqual(changedFields({ well: 'ro' }, { well: ' ro\n', change: '' }), [])
})

const fields = fc.dictionary(fc.constantFrom('well', 'change', 'summary', 'day'), fc.constantFrom('', 'a', 'b', 'c', ' b '))

test('nothing that somebody has written is lost: each change stands in the merged, or its field clashes', () => {
  fc.assert(
    fc.property(fields, fields, fields, (read, mine, theirs) => {
      const { merged, clashes } = mergeFields(read, mine, theirs)
      for (const by of [mine, theirs])
        for (const name of changedFields(read, by))
          assert.ok(clashes.includes(name) || (merged[name] ?? '').trim() === (by[name] ?? '').trim(), name)
    }),
  )
})

test('who asks does not change which fields clash, nor what the others become', () => {
  fc.assert(
    fc.property(fields, fields, fields, (read, mine, theirs) => {
      const [one, other] = [mergeFields(read, mine, theirs), mergeFields(read, theirs, mine)]
      assert.deepEqual(one.clashes.toSorted(), other.clashes.toSorted())
      assert.deepEqual(
        changedFields(one.merged, other.merged).filter((name) => !one.clashes.includes(name)),
        [],
      )
    }),
  )
})
