import assert from 'node:assert/strict'
import { test } from 'node:test'
import { readCpr } from '#domain/organisation/cpr.ts'
import { lillekoebing, neighbours, places } from './place.ts'
import { classId, makeTown } from './town.ts'

const town = makeTown(lillekoebing, 2026)
const named = (key: string, name: string) => town.thisYear.find((group) => group.institutionKey === key && group.name === name)

test('Lillekøbing is the same every time it is made', () => {
  assert.deepEqual(makeTown(lillekoebing, 2026), town)
})

test('in another school year the same people sit in the same classes, which have other ids', () => {
  const later = makeTown(lillekoebing, 2027)
  assert.deepEqual(
    later.pupils.map(({ id, name, cpr }) => [id, name, cpr]),
    town.pupils.map(({ id, name, cpr }) => [id, name, cpr]),
  )
  assert.notEqual(later.thisYear[0]?.id, town.thisYear[0]?.id)
  assert.equal(named('egely', '4.A')?.id, classId(881, 'egely', 2026, '4.A'))
})

test('Lillekøbing has nine schools, five daycares, a youth education and an administration', () => {
  const count = (kind: string) => town.institutions.filter((one) => one.kind === kind).length
  assert.deepEqual([count('school'), count('daycare'), count('youthEducation'), count('administration')], [9, 5, 1, 1])
})

test('classes hold 14 to 27 pupils, but for the village school and the reception classes', () => {
  for (const group of town.thisYear.filter(({ grade }) => grade !== null)) {
    if (group.institutionKey === 'lyngholm' || group.name.endsWith('M')) continue
    assert.ok(group.sexes.length >= 14 && group.sexes.length <= 27, `${group.institutionKey} ${group.name}: ${group.sexes.length}`)
  }
})

test('there is one class of four, and a class of three at the same school', () => {
  const classes = town.thisYear.filter(({ grade }) => grade !== null && grade >= 4 && grade <= 6)
  assert.deepEqual(
    classes.filter(({ sexes }) => sexes.length === 4).map(({ institutionKey, name }) => [institutionKey, name]),
    [['stenhoej', '5.M']],
  )
  assert.equal(named('stenhoej', '6.M')?.sexes.length, 3)
})

test('the village school has classes of four to eight in the grades that are asked', () => {
  const sizes = town.thisYear
    .filter(({ institutionKey, grade }) => institutionKey === 'lyngholm' && grade !== null && grade >= 4)
    .map(({ sexes }) => sexes.length)
  assert.deepEqual(sizes, [8, 6, 5])
})

test('last year too the reception classes held four and three', () => {
  const sizes = town.lastYear
    .filter(({ institutionKey, name }) => institutionKey === 'stenhoej' && name.endsWith('M'))
    .map(({ name, sexes }) => [name, sexes.length])
  assert.deepEqual(sizes, [
    ['5.M', 4],
    ['6.M', 3],
  ])
})

test("last year's 5.A are those who are in 6.A now", () => {
  const before = town.lastYear.find((group) => group.institutionKey === 'egely' && group.name === '5.A')
  assert.deepEqual(before?.sexes, named('egely', '6.A')?.sexes)
})

test('a pupil stands in the class list where the class says so', () => {
  for (const group of town.thisYear) {
    const pupils = town.pupils.filter(({ classId: of }) => of === group.id)
    assert.deepEqual(
      pupils.map(({ sex }) => sex),
      group.sexes,
    )
    assert.equal(new Set(pupils.map(({ name }) => name)).size, pupils.length)
  }
})

test("no CPR number in the invented world can be a citizen's: sixty is added to the day", () => {
  for (const plan of [lillekoebing, ...neighbours]) {
    const { pupils } = makeTown(plan, 2026)
    for (const { cpr, bornOn, sex } of pupils) {
      assert.equal(readCpr(cpr), cpr)
      assert.equal(Number(cpr.slice(0, 2)) - 60, Number(bornOn.slice(8)))
      assert.match(cpr.slice(6), /^[4-9]/)
      if (sex !== 'unknown') assert.equal(Number(cpr.slice(9)) % 2, sex === 'male' ? 1 : 0)
    }
    assert.equal(new Set(pupils.map(({ cpr }) => cpr)).size, pupils.length, 'each number once')
  }
})

test('institution numbers belong to no municipality that exists and are used once', () => {
  const numbers = places.flatMap(({ schools, others }) => [...schools, ...others].map(({ number }) => number))
  assert.ok(numbers.every((number) => /^(88[1-8]|000)\d{3}$/.test(number)))
  assert.equal(new Set(numbers).size, numbers.length)
})
