import assert from 'node:assert/strict'
import { test } from 'node:test'
import { roles } from '#domain/access/actor.ts'
import { groupsOf, roomAt, roomsOf } from './navigation.ts'

test('a teacher finds the lesson and the reports, and nothing to administer', () => {
  const rooms = roomsOf('teacher')
  assert.deepEqual(rooms.slice(0, 3), ['home', 'lesson', 'report'])
  for (const room of ['organisation', 'survey', 'audit', 'news'] as const) assert.equal(rooms.includes(room), false, room)
})

test('an administrator keeps the tree and the surveys, and reads no report', () => {
  const rooms = roomsOf('municipalAdmin')
  assert.equal(rooms.includes('organisation') && rooms.includes('survey') && rooms.includes('year'), true)
  assert.equal(rooms.includes('report') || rooms.includes('audit'), false)
})

test('only the data protection officer finds the audit log, only the secretariat writes news', () => {
  assert.deepEqual(
    roles.filter((role) => roomsOf(role).includes('audit')),
    ['dataProtectionOfficer'],
  )
  assert.deepEqual(
    roles.filter((role) => roomsOf(role).includes('news')),
    ['secretariat'],
  )
})

test('every role has a home, first and in a group of its own', () => {
  for (const role of roles) {
    assert.deepEqual(groupsOf(role)[0], { group: 'own', rooms: ['home'] }, role)
    assert.equal(new Set(roomsOf(role)).size, roomsOf(role).length)
  }
})

test('an address lies in the room it begins with, by whole words', () => {
  assert.equal(roomAt('/rapporter/4f'), 'report')
  assert.equal(roomAt('/skabeloner'), 'network')
  assert.equal(roomAt('/rapporterne'), undefined)
  assert.equal(roomAt('/kontakt'), undefined)
  assert.equal(roomAt('/nyheder'), undefined)
})
