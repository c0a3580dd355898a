import assert from 'node:assert/strict'
import { test } from 'node:test'
import fc from 'fast-check'
import { noWords } from './environment.ts'
import { changesOf, environmentFields, saveWritten, type Written, withEnvironmentFields } from './written.ts'

const empty: Written = { words: noWords, followUpOn: null, nextOn: null }
const begun = withEnvironmentFields(empty, { 'themes.school.well': 'De er trygge', summary: 'Kort sagt' })
const saved = (kept: Written, from: Written, fields: Record<string, string>) =>
  saveWritten(kept, changesOf(from, withEnvironmentFields(from, fields)))

test('two leaders who write on different themes, or on the two sides of one, both keep their text', () => {
  const one = saved(begun, begun, { 'themes.school.change': 'Toiletterne', followUpOn: '2027-05-01' })
  assert.ok(typeof one === 'object')
  const both = saved(one, begun, { 'themes.breaks.well': 'Legepatruljen', involved: 'Elevrådet' })
  assert.ok(typeof both === 'object')
  assert.deepEqual(both.words.themes, [
    { theme: 'school', well: 'De er trygge', change: 'Toiletterne' },
    { theme: 'breaks', well: 'Legepatruljen', change: '' },
  ])
  assert.deepEqual([both.words.summary, both.words.involved, both.followUpOn], ['Kort sagt', 'Elevrådet', '2027-05-01'])
})

test('who writes in a field that has other words by now is told so, and nothing of theirs is saved by halves', () => {
  const one = saved(begun, begun, { summary: 'Hendes' })
  assert.ok(typeof one === 'object')
  assert.equal(saved(one, begun, { summary: 'Hans', involved: 'Elevrådet' }), 'environment-changed-since')
})

test('a save that is sent once more, since its answer was lost, is no clash with itself', () => {
  const once = saved(begun, begun, { summary: 'Ny' })
  assert.ok(typeof once === 'object')
  assert.deepEqual(saved(once, begun, { summary: 'Ny' }), once)
})

test('a theme whose two texts are taken away is gone', () => {
  const without = saved(begun, begun, { 'themes.school.well': '' })
  assert.ok(typeof without === 'object')
  assert.deepEqual(without.words.themes, [])
})

const text = fc.constantFrom('', 'a', 'b')
const written = fc.record(
  {
    words: fc.record(
      {
        summary: text,
        involved: text,
        followUp: text,
        themes: fc
          .uniqueArray(fc.constantFrom('school', 'own.theme', 'breaks'), { maxLength: 3 })
          .map((names) => names.map((theme) => ({ theme, well: 'a', change: '' }))),
      },
      { noNullPrototype: true },
    ),
    followUpOn: fc.constantFrom(null, '2027-05-01'),
    nextOn: fc.constantFrom(null, '2028-05-01'),
  },
  { noNullPrototype: true },
)

test('an assessment taken apart and put together again is the same', () => {
  fc.assert(fc.property(written, (one) => assert.deepEqual(withEnvironmentFields(empty, environmentFields(one)), one)))
})

test('one who writes alone leaves what they wrote', () => {
  fc.assert(
    fc.property(written, written, (from, to) => {
      const left = saveWritten(from, changesOf(from, to))
      assert.ok(typeof left === 'object')
      assert.deepEqual(changesOf(left, to), [])
    }),
  )
})
