import assert from 'node:assert/strict'
import { readFileSync } from 'node:fs'
import { test } from 'node:test'
import { citizens, institutionBound, roles } from '#domain/access/actor.ts'
import { citizensOf } from './families.ts'
import { loginPeopleFile } from './login-people.ts'
import { association, lillekoebing, neighbours } from './place.ts'
import { populated, staffOf } from './staff.ts'
import { makeTown } from './town.ts'

const towns = populated.map((plan) => {
  const town = makeTown(plan, 2026)
  return { town, staff: [...staffOf(town), ...citizensOf(town)] }
})

test('every role is somebody’s in Lillekøbing or in the association, but who is let in to help', () => {
  const held = towns
    .filter(({ town }) => [lillekoebing.id, association.id].includes(town.plan.id))
    .flatMap(({ staff }) => staff.map(({ role }) => role))
  assert.deepEqual(
    roles.filter((role) => role !== 'support' && !held.includes(role)),
    [],
  )
})

test('every school class has one teacher, and teachers and leaders belong to their own institution alone', () => {
  for (const { town, staff } of towns) {
    const led = staff.filter(({ role }) => role === 'teacher').flatMap(({ classIds }) => classIds)
    assert.deepEqual(
      led.toSorted(),
      town.thisYear
        .filter(({ grade }) => grade !== null)
        .map(({ id }) => id)
        .toSorted(),
    )
    for (const account of staff.filter(({ role }) => !citizens.includes(role)))
      assert.equal(account.institutionIds.length, institutionBound.includes(account.role) ? 1 : 0)
  }
})

test('neighbours have somebody who must see nothing of Lillekøbing', () => {
  for (const { id } of neighbours) {
    const staff = towns.find(({ town }) => town.plan.id === id)?.staff ?? []
    assert.ok(
      ['municipalAdmin', 'municipalAnalyst', 'teacher', 'institutionLeader'].every((role) => staff.some((one) => one.role === role)),
    )
  }
})

test('user ids are shaped as in UNI-Login, and only one person works in two municipalities', () => {
  const ids = towns.flatMap(({ staff }) => staff.map(({ userId }) => userId))
  assert.deepEqual(
    ids.filter((id) => !/^[a-z]{3,4}\d{4}$/.test(id)),
    [],
  )
  assert.deepEqual(
    ids.filter((id, place) => ids.indexOf(id) !== place),
    ['rasm1999'],
  )
})

test("the people file of the login service's stand-in is up to date (run lillekoebing/write-people.ts)", () => {
  const written = readFileSync(new URL('../stand-ins/identity-provider/people.json', import.meta.url), 'utf8')
  assert.equal(written, loginPeopleFile())
})

test('people worth trying come first in the people file, and are known in the README', () => {
  const people: { uniid: string; name: string }[] = JSON.parse(loginPeopleFile())
  const readme = readFileSync(new URL('README.md', import.meta.url), 'utf8')
  const suggested = towns.flatMap(({ staff }) => staff.filter(({ note }) => note !== ''))
  assert.deepEqual(new Set(people.slice(0, suggested.length - 1).map(({ uniid }) => uniid)), new Set(suggested.map(({ userId }) => userId)))
  for (const { userId, name } of suggested)
    assert.ok(readme.includes(`${name} | \`${userId}\``), `${name} (${userId}) is not in the README`)
})
