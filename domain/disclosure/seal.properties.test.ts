/** Laws of sealing, over invented waves: any classes, any order of arrival, any answers. */
import assert from 'node:assert/strict'
import { test } from 'node:test'
import fc from 'fast-check'
import type { SealedAtom } from './atom.ts'
import { strataOf } from './group.ts'
import { countAnswers, takeAnswers } from './raw.ts'
import { type Response, type Wave, startWave } from './rehearsal.ts'
import { closeInstitution, closeMunicipality } from './seal.ts'
import { specimen } from './specimen.ts'
import type { ClassPlace } from './sum.ts'
import { insiders, itemRules } from './thresholds.ts'
import { codebook, optionsAt } from '../questionnaire/codebook.ts'
import type { Item } from '../questionnaire/questionnaire.ts'
import type { Sex } from '../organisation/organisation.ts'
import { levels, parseUnitKey } from '../organisation/unit.ts'

const rules = itemRules(specimen)
const { cells } = codebook(specimen)

/** Reckoned apart from the product: bits of several choices, eight quarters of an hour to a band of the bedtime, else the place. */
const isOption = (item: Item, value: number, option: number) => {
  if (item.kind === 'multiple') return ((value >> option) & 1) === 1
  return (item.kind === 'clock' ? Math.floor((value - 1) / 8) : value - 1) === option
}

const uuid = (number: number) => `00000000-0000-4000-8000-${String(number).padStart(12, '0')}`

/** Answers along the specimen's paths: those who were never bullied are not asked where, nor who helped. */
const answers = fc
  .record({
    sleep: fc.constantFrom(1, 1, 2, 3, 0, -1),
    bullied: fc.constantFrom(1, 1, 1, 2, 3, 3, 0, -1),
    where: fc.constantFrom(1, 2, 3, 6, 0, -1),
    help: fc.constantFrom(1, 2, -1),
    body: fc.constantFrom(1, 1, 2, 0),
    games: fc.constantFrom(1, 3, 5, 7, 0),
    both: fc.constantFrom(1, 2, 0),
    // As the statistics track keeps it: where its band begins, 19.00, 21.00 or 23.00 (`response/submit.ts`).
    bedtime: fc.constantFrom(1, 1, 9, 17, 0, -1),
  })
  .map(({ sleep, bullied, where, help, body, games, both, bedtime }) => {
    const wasAsked = bullied === 2 || bullied === 3
    const followUps = [wasAsked ? where : -2, wasAsked && where > 0 ? help : -2]
    return [sleep, bullied, ...followUps, body, games, wasAsked || sleep === 3 ? both : -2, -2, -2, bedtime]
  })

const pupil = fc.record({
  sex: fc.constantFrom<Sex>('female', 'female', 'female', 'male', 'male', 'male', 'unknown'),
  answers,
  /** Which lesson of the class, or after the last one. */
  lesson: fc.constantFrom(0, 0, 0, 0, 0, 1, 2),
})

const town = fc.array(
  fc.record({
    institution: fc.integer({ min: 1, max: 2 }),
    grade: fc.constantFrom(4, 5, null),
    pupils: fc.oneof(fc.array(pupil, { maxLength: 7 }), fc.array(pupil, { minLength: 12, maxLength: 40 })),
  }),
  { minLength: 1, maxLength: 5 },
)

type Town = typeof town extends fc.Arbitrary<infer T> ? T : never

function placesOf(classes: Town): ReadonlyMap<string, ClassPlace> {
  return new Map(classes.map(({ institution, grade }, index) => [uuid(100 + index), { institutionId: uuid(institution), grade }]))
}

/** Runs two lessons in each class, in the order given, and closes. `after` sees each moment. */
function run(classes: Town, order: readonly number[], after: (wave: Wave) => void = () => {}): Wave {
  const wave = startWave(specimen, placesOf(classes))
  const arrive = (index: number, lesson: number) => {
    for (const [number, { sex, answers: given, lesson: when }] of (classes[index]?.pupils ?? []).entries()) {
      if (when === lesson) wave.submit({ id: index * 1000 + number, classId: uuid(100 + index), sex, answers: given })
    }
  }
  for (const lesson of [0, 1]) {
    for (const index of order) {
      arrive(index, lesson)
      wave.sealClass(uuid(100 + index))
      after(wave)
    }
  }
  for (const index of order) arrive(index, 2)
  wave.close()
  after(wave)
  return wave
}

const waves = town.chain((classes) =>
  fc.record({ classes: fc.constant(classes), order: fc.shuffledSubarray([...classes.keys()], { minLength: classes.length }) }),
)
const runs = { numRuns: 150 }

test('every atom is safe: answers enough, never nearly all the same sensitive one, never too low in the tree', () => {
  fc.assert(
    fc.property(waves, ({ classes, order }) => {
      for (const { atom, place, members } of run(classes, order).memberships) {
        const rule = rules[place]
        assert.ok(rule)
        const values = members.map(({ answers: given }) => given[place] ?? 0).filter((value) => value > 0)
        assert.ok(values.length >= { open: 5, sensitive: 10, highlySensitive: 30 }[rule.questionClass], 'too few')
        const sensitive = rule.item.sensitiveOptions.map((code) => rule.item.options.indexOf(code))
        const choosing = values.filter((value) => sensitive.some((option) => isOption(rule.item, value, option))).length
        if (sensitive.length > 0) assert.ok(choosing < values.length - 2, 'nearly all')
        const level = parseUnitKey(atom.unit)?.level
        assert.ok(level && levels.indexOf(level) >= levels.indexOf(rule.lowestLevel), 'too low')
      }
    }),
    runs,
  )
})

test('each answer is in one atom, pending, or withheld: nothing is lost and nothing is counted twice', () => {
  fc.assert(
    fc.property(waves, ({ classes, order }) => {
      const wave = run(classes, order)
      for (const { place, item } of rules) {
        const sealed = wave.memberships
          .filter((membership) => membership.place === place)
          .flatMap(({ members }) => members.map(({ id }) => id))
        assert.equal(new Set(sealed).size, sealed.length, 'counted twice')
        const isAnswered = (id: number) => (wave.submitted.get(id)?.answers[place] ?? 0) > 0
        const pending = wave.responses().filter(({ answers: left }) => (left[place] ?? 0) > 0)
        assert.equal(wave.withheld().get(item.code) ?? 0, pending.length)
        const submitted = [...wave.submitted.keys()].filter(isAnswered)
        assert.equal(sealed.filter(isAnswered).length + pending.length, submitted.length)
      }
    }),
    runs,
  )
})

test('an atom holds exactly the answers of its members', () => {
  fc.assert(
    fc.property(waves, ({ classes, order }) => {
      for (const { atom, place, members } of run(classes, order).memberships) {
        const { item, offset } = cells.find((cell) => cell.place === place) as (typeof cells)[number]
        const values = members.map(({ answers: given }) => given[place] ?? 0)
        const chose = (option: number) => values.filter((value) => value > 0 && isOption(item, value, option)).length
        const expected = [
          values.filter((value) => value > 0).length,
          values.filter((value) => value === 0).length,
          values.filter((value) => value === -1).length,
          ...item.options.map((_, option) => chose(option)),
        ]
        assert.deepEqual(atom.counts.slice(offset, offset + optionsAt + item.options.length), expected)
      }
    }),
    runs,
  )
})

test('who was asked because of another answer is told for whole atoms of that answer only', () => {
  fc.assert(
    fc.property(waves, ({ classes, order }) => {
      const { memberships } = run(classes, order)
      for (const { place, members } of memberships) {
        for (const ancestor of rules[place]?.ancestors ?? []) {
          const asked = new Set(members.map(({ id }) => id))
          for (const parent of memberships.filter((membership) => membership.place === ancestor)) {
            const both = parent.members.filter(({ answers: given }) => given[place] !== -2)
            const inside = both.filter(({ id }) => asked.has(id)).length
            assert.ok(inside === 0 || inside === both.length, 'an atom of the other answer is cut in two')
            both.forEach(({ id }) => asked.delete(id))
          }
          assert.equal(asked.size, 0, 'somebody whose other answer is not sealed')
        }
      }
    }),
    runs,
  )
})

test('no atom ever changes, and totals only grow by whole atoms', () => {
  fc.assert(
    fc.property(waves, ({ classes, order }) => {
      let earlier: readonly string[] = []
      run(classes, order, (wave) => {
        const now = wave.atoms.map((atom) => JSON.stringify(atom))
        assert.deepEqual(now.slice(0, earlier.length), earlier)
        earlier = now
      })
    }),
    runs,
  )
})

test('a parent is the sum of its children and the rests pooled to it', () => {
  fc.assert(
    fc.property(waves, ({ classes, order }) => {
      const wave = run(classes, order)
      const totals = wave.totals()
      const childrenOf = (unit: string): readonly string[] => {
        const parsed = parseUnitKey(unit)
        const ofInstitution = [...wave.places].filter(
          ([, { institutionId }]) => parsed && 'institutionId' in parsed && parsed.institutionId === institutionId,
        )
        if (parsed?.level === 'yearGroup')
          return ofInstitution.filter(([, { grade }]) => grade === parsed.grade).map(([classId]) => `class:${classId}`)
        if (parsed?.level === 'municipalYearGroup')
          return [
            ...new Set(
              [...wave.places.values()].flatMap(({ institutionId, grade }) =>
                grade === parsed.grade ? [`yearGroup:${institutionId}:${grade}`] : [],
              ),
            ),
          ]
        if (parsed?.level === 'municipality')
          return [...new Set([...wave.places.values()].map(({ institutionId }) => `institution:${institutionId}`))]
        if (parsed?.level !== 'institution') return []
        const yearGroups = new Set(
          ofInstitution.flatMap(([, { grade }]) => (grade === null ? [] : [`yearGroup:${parsed.institutionId}:${grade}`])),
        )
        return [...yearGroups, ...ofInstitution.filter(([, { grade }]) => grade === null).map(([classId]) => `class:${classId}`)]
      }
      for (const [key, total] of totals) {
        const [unit = '', sex = ''] = key.split(' ')
        const own = wave.atoms.filter((atom) => atom.unit === unit && (sex === 'all' || atom.sex === sex)).map(({ counts }) => counts)
        const below = childrenOf(unit)
          .map((child) => totals.get(`${child} ${sex}`))
          .filter((child) => child !== undefined)
        const sum = [...own, ...below].reduce<readonly number[]>(
          (left, right) => left.map((count, place) => count + (right[place] ?? 0)),
          total.map(() => 0),
        )
        assert.deepEqual([...total], [...sum], key)
      }
    }),
    runs,
  )
})

test('the order in which classes come changes nothing', () => {
  fc.assert(
    fc.property(waves, ({ classes, order }) => {
      const byUnit = (wave: Wave) => wave.atoms.map((atom) => JSON.stringify(atom)).sort()
      assert.deepEqual(byUnit(run(classes, order)), byUnit(run(classes, [...classes.keys()])))
    }),
    runs,
  )
})

test('closing an institution in one piece is closing it step by step', () => {
  fc.assert(
    fc.property(town, (classes) => {
      const places = placesOf(classes)
      const stepwise = startWave(specimen, places)
      const ofInstitution = (institutionId: string) => [...places].filter(([, place]) => place.institutionId === institutionId)
      for (const [index, { pupils }] of classes.entries()) {
        for (const [number, { sex, answers: given }] of pupils.entries())
          stepwise.submit({ id: index * 1000 + number, classId: uuid(100 + index), sex, answers: given })
      }
      const before = stepwise.responses()
      let inOnePiece: readonly SealedAtom[] = []
      let left: readonly Response[] = []
      for (const institutionId of new Set([...places.values()].map((place) => place.institutionId))) {
        const members = ofInstitution(institutionId).map(([classId, { grade }]) => ({
          classId,
          grade,
          counts: countAnswers(
            rules,
            before.filter((response) => response.classId === classId),
          ),
        }))
        const { atoms, taken } = closeInstitution(specimen, institutionId, members, insiders.lesson)
        inOnePiece = [...inOnePiece, ...atoms]
        for (const { classId } of members) {
          const ofClass = strataOf(taken.filter((stratum) => stratum.classId === classId))
          left = [
            ...left,
            ...takeAnswers(
              rules,
              before.filter((response) => response.classId === classId),
              ofClass,
            ),
          ]
        }
      }
      const municipality = closeMunicipality(specimen, countAnswers(rules, left), insiders.lesson)
      stepwise.close()
      assert.deepEqual([...inOnePiece, ...municipality.atoms], stepwise.atoms)
      assert.deepEqual(new Map(municipality.withheld.map(({ item, answers: count }) => [item, count])), stepwise.withheld())
    }),
    runs,
  )
})
