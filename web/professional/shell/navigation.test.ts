import assert from 'node:assert/strict'
import { test } from 'node:test'
import { roles } from '#domain/access/actor.ts'
import { roomAt, roomsOf } from './navigation.ts'

test('a teacher finds the lesson and the reports, and nothing to administer', () => {
  assert.deepEqual(roomsOf('teacher'), ['home', 'lesson', 'report'])
})

test('an administrator keeps the tree and the surveys, and reads no report', () => {
  assert.deepEqual(roomsOf('municipalAdmin'), ['home', 'organisation', 'survey'])
})

test('every role has a home', () => {
  for (const role of roles) assert.equal(roomsOf(role)[0], 'home')
})

test('an address lies in the room it begins with, by whole words', () => {
  assert.equal(roomAt('/rapporter/4f'), 'report')
  assert.equal(roomAt('/rapporterne'), undefined)
  assert.equal(roomAt('/kontakt'), undefined)
})
