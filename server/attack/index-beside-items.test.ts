/** An index beside its questions, where both were sealed: what the two tell together that the questions do not tell alone. */
import assert from 'node:assert/strict'
import { test } from 'node:test'
import { attackJointly, type Joint } from '#domain/disclosure/attack/joint.ts'
import { asAnyQuestion, attackIndex, sealedAs } from '../../tests/attack/index-beside-items.ts'
import { asked, randomTown } from '../../tests/attack/town.ts'
import { openSolver } from './highs.ts'

const solver = await openSolver()
const towns = Array.from({ length: 14 }, (_, index) => randomTown(index + 1))
const scored = asked.items.length

test('an index tells no more of its questions than they tell themselves', () => {
  const waves = towns.map((town) => sealedAs(asked, town))
  assert.ok(waves.flatMap(({ memberships }) => memberships.filter(({ place }) => place === scored)).length > 3)
  for (const [index, wave] of waves.entries()) assert.deepEqual(attackIndex(wave, solver), [], `town ${index + 1}`)
})

test('sealed without regard to its questions it gives small groups away, and that is noticed', () => {
  const noticed = towns.slice(0, 6).filter((town) => attackIndex(sealedAs(asAnyQuestion, town), solver).length > 0)
  assert.ok(noticed.length > 3, `${noticed.length} of 6`)
})

const rule = { minimum: 5, sensitive: [['yes']], insiders: 1, width: 2 }
const question = (code: string) => ({ code, options: ['no', 'yes'], rule })
const people = Array.from({ length: 12 }, (_, index) => index)
const both = { questions: [question('left'), question('right')], stepOf: ([left = 0, right = 0]: readonly number[]) => left + right }
const all = (of: 0 | 1 | 'index', counts: readonly (readonly [number, number])[]) => ({ of, people, counts: new Map(counts) })

/** Of the twelve somebody said yes to the left question so often; to the right one nobody is told what they said. */
function toldOf(left: number, scores: readonly (readonly [number, number])[]): Joint {
  return {
    ...both,
    atoms: [
      all(0, [
        [1, 12 - left],
        [2, left],
      ]),
      all('index', scores),
    ],
  }
}

test('a question that is withheld because all said yes is read off the index', () => {
  const [found] = attackJointly(toldOf(0, [[3, 12]]), solver)
  assert.deepEqual([found?.kind, found?.about[0], found?.count], ['everybody', 'right', [12, 12]])
})

test('with the questions told of the same people it says nothing new of either', () => {
  const { atoms } = toldOf(4, [
    [2, 6],
    [3, 4],
    [4, 2],
  ])
  const right = all(1, [
    [1, 8],
    [2, 4],
  ])
  assert.deepEqual(attackJointly({ ...both, atoms: [...atoms, right] }, solver), [])
})
