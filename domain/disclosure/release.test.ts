import assert from 'node:assert/strict'
import { test } from 'node:test'
import { type MunicipalFigures, type Release, nextRelease, waitingStep } from './release.ts'
import { at, specimen } from './specimen.ts'
import { storedSum } from './sum.ts'
import { codebook, optionsAt } from '../questionnaire/codebook.ts'

const { cells, width } = codebook(specimen)

/** So many answers to each item at each school, all the first option. */
function figures(schools: Readonly<Record<string, Partial<Record<keyof typeof at, number>>>>): MunicipalFigures {
  const all: number[] = Array.from({ length: width }, () => 0)
  const institutions = new Map<string, readonly number[]>()
  let answered = 0
  for (const [id, items] of Object.entries(schools)) {
    const counts = cells.map(({ item }) => items[item.code as keyof typeof at] ?? 0)
    institutions.set(id, [Math.max(...counts), ...counts])
    answered += Math.max(...counts)
    for (const [index, { offset }] of cells.entries()) {
      all[offset] = (all[offset] ?? 0) + (counts[index] ?? 0)
      all[offset + optionsAt] = (all[offset + optionsAt] ?? 0) + (counts[index] ?? 0)
    }
  }
  return { invited: answered, answered, sums: { all: storedSum(all), female: null, male: null }, institutions }
}

const released = (previous: Release | null, now: MunicipalFigures): Release => {
  const release = nextRelease(specimen, previous, now)
  assert.ok(typeof release !== 'string')
  return release
}
const answersTo = ({ sums }: Release, place: number) => sums.all[cells.find((cell) => cell.place === place)?.offset ?? 0]

test('a first release needs three institutions and fifty respondents', () => {
  assert.equal(nextRelease(specimen, null, figures({ a: { sleep: 40 }, b: { sleep: 40 } })), 'release-too-small')
  assert.equal(nextRelease(specimen, null, figures({ a: { sleep: 17 }, b: { sleep: 16 }, c: { sleep: 16 } })), 'release-too-small')
  const release = released(null, figures({ a: { sleep: 17 }, b: { sleep: 17 }, c: { sleep: 16 } }))
  assert.equal(answersTo(release, at.sleep), 50)
  assert.equal(release.institutions, 3)
})

test('the next release must add three institutions again, though not new ones', () => {
  const first = released(null, figures({ a: { sleep: 20 }, b: { sleep: 20 }, c: { sleep: 20 } }))
  assert.equal(nextRelease(specimen, first, figures({ a: { sleep: 50 }, b: { sleep: 60 }, c: { sleep: 20 } })), 'release-too-small')
  const second = released(first, figures({ a: { sleep: 50 }, b: { sleep: 60 }, c: { sleep: 21 } }))
  assert.equal(answersTo(second, at.sleep), 131)
})

test('a question that only one school has answered stays as it was, until others follow', () => {
  const first = released(null, figures({ a: { sleep: 60, body: 60 }, b: { sleep: 60 }, c: { sleep: 60 } }))
  assert.equal(answersTo(first, at.body), 0)
  const second = released(first, figures({ a: { sleep: 60, body: 60 }, b: { sleep: 60, body: 40 }, c: { sleep: 60, body: 40 } }))
  assert.equal(answersTo(second, at.body), 140)
  assert.equal(answersTo(second, at.sleep), 180)
})

test('a question after those that are counted nowhere is released by its own institutions', () => {
  const first = released(null, figures({ a: { sleep: 60, bedtime: 60 }, b: { sleep: 60 }, c: { sleep: 60 } }))
  assert.equal(answersTo(first, at.bedtime), 0)
  const second = released(first, figures({ a: { sleep: 60, bedtime: 60 }, b: { sleep: 60, bedtime: 40 }, c: { sleep: 60, bedtime: 40 } }))
  assert.equal(answersTo(second, at.bedtime), 140)
})

test('what waits to be released can be seen before', () => {
  const first = released(null, figures({ a: { sleep: 20 }, b: { sleep: 20 }, c: { sleep: 20 } }))
  assert.deepEqual(waitingStep(specimen, first, figures({ a: { sleep: 30 }, b: { sleep: 20 }, c: { sleep: 20 } })), {
    institutions: 1,
    respondents: 10,
    mayRelease: false,
  })
  assert.deepEqual(waitingStep(specimen, first, figures({ a: { sleep: 40 }, b: { sleep: 40 }, c: { sleep: 40 } })), {
    institutions: 3,
    respondents: 60,
    mayRelease: true,
  })
})
