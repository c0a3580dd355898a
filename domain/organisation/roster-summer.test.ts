import assert from 'node:assert/strict'
import { test } from 'node:test'
import { isSchoolLeaver, movedUp } from './roster-summer.ts'

const child = (key: string, from: string, to: string) => ({ key, institution: 'X81101', from, to })

test('a class goes where most of its children go, and the others are changes of their own', () => {
  const { classes, keys } = movedUp([
    child('a', '4.A', '5.A'),
    child('b', '4.A', '5.A'),
    child('c', '4.A', '4.A'),
    child('d', '4.B', '5.A'),
  ])
  assert.deepEqual(classes, [
    { institution: 'X81101', from: '4.A', to: '5.A', pupils: 2 },
    { institution: 'X81101', from: '4.B', to: '5.A', pupils: 1 },
  ])
  assert.deepEqual([...keys].toSorted(), ['a', 'b', 'd'])
})

test('whoever was in the last grades a year ago leaves school, and is not missed', () => {
  assert.ok(isSchoolLeaver(9, true) && isSchoolLeaver(10, true))
  assert.ok(!isSchoolLeaver(9, false) && !isSchoolLeaver(8, true) && !isSchoolLeaver(null, true))
})
