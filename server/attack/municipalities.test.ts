/** The attacker one floor up: municipalities in region and country are what children are in a class. */
import assert from 'node:assert/strict'
import { test } from 'node:test'
import { benchmarkRule } from '#domain/disclosure/benchmark.ts'
import { municipalitiesGivenAway, randomNights } from '../../tests/attack/municipalities.ts'
import { openSolver } from './highs.ts'

const solver = await openSolver()
const seeds = Array.from({ length: 60 }, (_, index) => index + 1)

test('from region and country, night after night, no one or two municipalities are known', () => {
  const nights = seeds.map(randomNights)
  assert.ok(nights.filter(({ told }) => told.length > 4).length > 30)
  for (const [index, one] of nights.entries()) assert.deepEqual(municipalitiesGivenAway(one, solver), [], `nights ${index + 1}`)
})

test('nor is another one by a municipality that adds what it knows of itself', () => {
  for (const seed of seeds) assert.deepEqual(municipalitiesGivenAway(randomNights(seed), solver, 0), [], `nights ${seed}`)
})

test('a region of two municipalities is noticed', () => {
  const rule: { municipalities: number } = benchmarkRule
  rule.municipalities = 2
  try {
    const noticed = seeds.filter((seed) => municipalitiesGivenAway(randomNights(seed), solver).length > 0)
    assert.ok(noticed.length > 20, `${noticed.length}`)
    assert.ok(seeds.some((seed) => municipalitiesGivenAway(randomNights(seed), solver, 0).length > 0))
  } finally {
    rule.municipalities = 3
  }
})
