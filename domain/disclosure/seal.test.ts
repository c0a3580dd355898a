import assert from 'node:assert/strict'
import { test } from 'node:test'
import type { SealedAtom } from './atom.ts'
import type { AnswerCount } from './group.ts'
import { countAnswers } from './raw.ts'
import { isSafe } from './safe.ts'
import { closeInstitution, closeMunicipality, sealGroup } from './seal.ts'
import { at, specimen } from './specimen.ts'
import { insiders, itemRules, thresholds } from './thresholds.ts'
import { codebook } from '../questionnaire/codebook.ts'
import type { Sex } from '../organisation/organisation.ts'
import type { Level } from '../organisation/unit.ts'
import { hidden } from '../response/answer.ts'

const classA = '00000000-0000-4000-8000-00000000000a'
const classB = '00000000-0000-4000-8000-00000000000b'
const school = '00000000-0000-4000-8000-000000000001'

const count = (place: number, sex: Sex, value: number, howMany: number, waitsFor = 0): AnswerCount => ({
  place,
  sex,
  value,
  waitsFor,
  count: howMany,
})

function seal(counts: readonly AnswerCount[], collected: keyof typeof insiders = 'lesson', level: Level = 'class') {
  const unit =
    level === 'class'
      ? `class:${classA}`
      : level === 'institution'
        ? `institution:${school}`
        : level === 'yearGroup'
          ? `yearGroup:${school}:5`
          : 'municipality'
  return sealGroup(specimen, { unit, level, counts }, insiders[collected])
}

function row(atom: SealedAtom | undefined, place: number): readonly number[] {
  const cells = codebook(specimen)
  const index = cells.cells.findIndex((one) => one.place === place)
  const [cell, next] = [cells.cells[index], cells.cells[index + 1]]
  return atom === undefined || cell === undefined ? [] : atom.counts.slice(cell.offset, next?.offset ?? cells.width)
}

const { open, sensitive, highlySensitive } = thresholds

test('five answers to an open question are sealed for the class, four are not', () => {
  const five = seal([count(at.sleep, 'female', 1, 3), count(at.sleep, 'male', 2, 2)])
  assert.equal(five.atoms.length, 1)
  assert.deepEqual(row(five.atoms[0], at.sleep), [5, 0, 0, 3, 2, 0])
  assert.equal(five.atoms[0]?.sex, null)

  const four = seal([count(at.sleep, 'female', 1, 2), count(at.sleep, 'male', 2, 2)])
  assert.deepEqual(four.atoms, [])
  assert.deepEqual(four.taken, [])
})

test('the thresholds are five, ten and thirty, and a highly sensitive question never stands below the institution', () => {
  assert.deepEqual([open.minimum, sensitive.minimum, highlySensitive.minimum], [5, 10, 30])
  assert.deepEqual([open.lowestLevel, sensitive.lowestLevel, highlySensitive.lowestLevel], ['class', 'class', 'institution'])
})

test('a highly sensitive question waits for the institution, however large the class', () => {
  const answers = [count(at.body, 'female', 1, 40), count(at.body, 'male', 1, 40)]
  assert.deepEqual(seal(answers).atoms, [])
  assert.deepEqual(seal(answers, 'lesson', 'yearGroup').atoms, [])
  assert.equal(seal(answers, 'lesson', 'institution').atoms.length, 2)
})

test('declined and blank travel with the question, and never make it large enough', () => {
  const pending = seal([count(at.sleep, 'female', 1, 4), count(at.sleep, 'female', 0, 3), count(at.sleep, 'male', -1, 2)])
  assert.deepEqual(pending.atoms, [])
  const sealed = seal([count(at.sleep, 'female', 1, 5), count(at.sleep, 'female', 0, 3), count(at.sleep, 'male', -1, 2)])
  assert.deepEqual(row(sealed.atoms[0], at.sleep), [5, 3, 2, 5, 0, 0])
})

test('girls and boys are parted only where both are enough, question by question', () => {
  const split = seal([
    count(at.sleep, 'female', 1, 5),
    count(at.sleep, 'male', 2, 5),
    count(at.bullied, 'female', 1, 5),
    count(at.bullied, 'male', 1, 5),
  ])
  assert.deepEqual(
    split.atoms.map(({ sex }) => sex),
    ['female', 'male', null],
  )
  assert.deepEqual(
    split.atoms.map((atom) => row(atom, at.sleep)[0]),
    [5, 5, 0],
  )
  assert.deepEqual(
    split.atoms.map((atom) => row(atom, at.bullied)[0]),
    [0, 0, 10],
  )

  const whole = seal([count(at.sleep, 'female', 1, 5), count(at.sleep, 'male', 2, 4)])
  assert.deepEqual(
    whole.atoms.map(({ sex }) => sex),
    [null],
  )
})

test('those of unknown sex wait where girls and boys are parted, and count where they are not', () => {
  const split = seal([count(at.sleep, 'female', 1, 6), count(at.sleep, 'male', 2, 6), count(at.sleep, 'unknown', 1, 1)])
  assert.deepEqual(
    split.taken.map(({ sex }) => sex),
    ['female', 'male'],
  )
  const whole = seal([count(at.sleep, 'female', 1, 6), count(at.sleep, 'male', 2, 2), count(at.sleep, 'unknown', 1, 1)])
  assert.deepEqual(
    whole.taken.map(({ sex }) => sex),
    ['female', 'male', 'unknown'],
  )
  assert.equal(row(whole.atoms[0], at.sleep)[0], 9)
})

test('a group that is nearly all bullied is not sealed alone, and that is logged', () => {
  // Ten answered, two insiders: at least three must have chosen something else.
  const withTwo = seal([count(at.bullied, 'female', 2, 4), count(at.bullied, 'female', 3, 4), count(at.bullied, 'male', 1, 2)])
  assert.deepEqual(withTwo.atoms, [])
  assert.deepEqual(withTwo.mergedUpward, [{ unit: `class:${classA}`, item: 'bullied' }])
  const withThree = seal([count(at.bullied, 'female', 2, 3), count(at.bullied, 'female', 3, 4), count(at.bullied, 'male', 1, 3)])
  assert.equal(withThree.atoms.length, 1)
  assert.deepEqual(withThree.mergedUpward, [])
})

test('at home there is one insider, in a lesson there are two', () => {
  const twoOthers = [count(at.bullied, 'female', 2, 8), count(at.bullied, 'male', 1, 2)]
  assert.equal(seal(twoOthers, 'home').atoms.length, 1)
  assert.equal(seal(twoOthers, 'lesson').atoms.length, 0)
  assert.equal(seal([count(at.bullied, 'female', 2, 9), count(at.bullied, 'male', 1, 1)], 'home').atoms.length, 0)
})

test('the union of the sensitive answers counts, also where several may be chosen', () => {
  const rules = itemRules(specimen)
  const bullied = Array.from({ length: 12 }, () => ({ sex: 'male' as const, answers: [null, null, 1 + 2, null, null, null, null] }))
  assert.deepEqual(sealGroup(specimen, { unit: `class:${classA}`, level: 'class', counts: countAnswers(rules, bullied) }, 2).atoms, [])
  const elsewhere = bullied.map((response, index) =>
    index < 3 ? { ...response, answers: [null, null, 2, null, null, null, null] } : response,
  )
  const { atoms } = sealGroup(specimen, { unit: `class:${classA}`, level: 'class', counts: countAnswers(rules, elsewhere) }, 2)
  assert.deepEqual(row(atoms[0], at.where), [12, 0, 0, 9, 12, 0])
})

test('where every option is sensitive, each is tried by itself', () => {
  const item = { ...(specimen.items[at.bullied] as (typeof specimen.items)[number]), sensitiveOptions: ['never', 'seldom', 'often'] }
  assert.equal(
    isSafe(
      item,
      new Map([
        [1, 5],
        [2, 5],
        [3, 5],
      ]),
      10,
      2,
    ),
    true,
  )
  assert.equal(
    isSafe(
      item,
      new Map([
        [1, 13],
        [2, 2],
      ]),
      10,
      2,
    ),
    false,
  )
})

test('where one sex alone would be nearly all bullied, the two stay together', () => {
  for (const [bullied, others] of [
    ['female', 'male'],
    ['male', 'female'],
  ] as const) {
    const { atoms, mergedUpward } = seal([count(at.bullied, bullied, 3, 10), count(at.bullied, others, 1, 10)])
    assert.deepEqual(
      atoms.map(({ sex }) => sex),
      [null],
    )
    assert.deepEqual(
      mergedUpward.map(({ item }) => item),
      ['bullied'],
    )
  }
})

test('a question asked because of another is as sensitive as that one', () => {
  const rules = itemRules(specimen)
  assert.deepEqual(
    rules.map(({ questionClass }) => questionClass),
    ['open', 'sensitive', 'sensitive', 'sensitive', 'highlySensitive', 'open', 'sensitive', 'open', 'open', 'sensitive'],
  )
  assert.deepEqual(rules[at.help]?.ancestors, [at.bullied, at.where])
})

test('how many were asked is never told of a group whose other answer is not sealed', () => {
  // Nine answered the sensitive question: too few. Nobody may learn that all nine were asked where.
  const pending = seal([count(at.bullied, 'male', 2, 9), count(at.where, 'male', 2, 12, 1)])
  assert.deepEqual(pending.atoms, [])
  // Girls and boys are parted, one of unknown sex waits; the follow-up must wait for that one too.
  const parted = seal([
    count(at.bullied, 'female', 1, 10),
    count(at.bullied, 'female', 2, 5),
    count(at.bullied, 'male', 1, 10),
    count(at.bullied, 'male', 2, 5),
    count(at.bullied, 'unknown', 2, 1),
    count(at.where, 'female', 2, 5, 1),
    count(at.where, 'male', 2, 5, 1),
    count(at.where, 'unknown', 2, 1, 1),
  ])
  const whole = parted.atoms.find(({ sex }) => sex === null)
  assert.deepEqual(row(whole, at.where), [10, 0, 0, 0, 10, 0])
  assert.ok(parted.taken.every(({ sex }) => sex !== 'unknown'))
})

test('a class of four is sealed nowhere alone, and counts at the school with another rest', () => {
  const four = { classId: classA, grade: 5, counts: [count(at.sleep, 'female', 1, 2), count(at.sleep, 'male', 2, 2)] }
  const alone = closeInstitution(specimen, school, [four], insiders.lesson)
  assert.deepEqual(alone.atoms, [])
  assert.deepEqual(alone.taken, [])

  const one = { classId: classB, grade: 6, counts: [count(at.sleep, 'female', 3, 1)] }
  const together = closeInstitution(specimen, school, [four, one], insiders.lesson)
  assert.deepEqual(
    together.atoms.map(({ unit, sex }) => [unit, sex]),
    [[`institution:${school}`, null]],
  )
  assert.deepEqual(row(together.atoms[0], at.sleep), [5, 0, 0, 2, 2, 1])
})

test('classes of one year group are pooled there before the whole school', () => {
  const three = (classId: string, grade: number) => ({ classId, grade, counts: [count(at.sleep, 'male', 1, 3)] })
  const { atoms } = closeInstitution(specimen, school, [three(classA, 5), three(classB, 5)], insiders.lesson)
  assert.deepEqual(
    atoms.map(({ unit }) => unit),
    [`yearGroup:${school}:5`],
  )
})

test('what is too little in the whole municipality is withheld and counted', () => {
  const { atoms, withheld } = closeMunicipality(
    specimen,
    [count(at.sleep, 'male', 1, 5), count(at.bullied, 'male', 1, 9), count(at.bullied, 'male', 0, 4)],
    insiders.lesson,
  )
  assert.deepEqual(
    atoms.map(({ unit }) => unit),
    ['municipality'],
  )
  assert.deepEqual(withheld, [{ item: 'bullied', answers: 9 }])
})

test('an answer outside the questionnaire is a defect, and a hidden one is counted nowhere', () => {
  assert.throws(() => seal([count(99, 'male', 1, 5)]), RangeError)
  assert.deepEqual(
    countAnswers(itemRules(specimen), [{ sex: 'male', answers: [hidden, hidden, hidden, hidden, hidden, hidden, hidden] }]),
    [],
  )
})
