/**
 * The set-up of `facts/reporting` 5.3: four schools of five classes of 12 to 24 pupils, 85 % of whom answer within ten days; 8 % of the
 * boys and 16 % of the girls say yes. Told either as most survey tools do, from five answers up, or as sealed atoms. The attacker
 * knows of everybody their class, their sex and the day on which they answered.
 *
 * Three things are left open there, and are read so that all eight of its numbers come out (`docs/disclosure-attack.md`): most answer
 * on the first days, "no class×sex" still tells girls and boys of schools and of all, and somebody is identifiable who alone of their
 * class and sex answered on a day.
 */
import type { Solver } from '#domain/disclosure/attack/program.ts'
import type { Puzzle, Range } from '#domain/disclosure/attack/puzzle.ts'
import { read } from '#domain/disclosure/attack/reading.ts'
import { startWave } from '#domain/disclosure/rehearsal.ts'
import { chainOf, type ClassPlace } from '#domain/disclosure/sum.ts'
import type { Questionnaire } from '#domain/questionnaire/questionnaire.ts'
import { chanceFrom } from '../faults/chance.ts'
import { uuid } from './town.ts'

/** Those of a class, of one sex, who answered on one day. */
type Group = {
  readonly classId: string
  readonly sex: 'female' | 'male'
  readonly day: number
  readonly size: number
  readonly yes: number
}

type School = { readonly groups: readonly Group[]; readonly places: ReadonlyMap<string, ClassPlace> }

export type Exposed = {
  /** Yes-answers of those who alone of their class and sex answered on their day, and whose answer the attacker knows. */
  readonly yesKnown: number
  /** Those, and yes-answers of several of whom the attacker knows that all said yes. */
  readonly yesKnownTogether: number
  readonly yes: number
  /** Respondents of whose class, sex and day the attacker knows how many said yes. */
  readonly countKnown: number
  readonly respondents: number
  /** The smallest group of which the attacker knows how many said yes, where anybody did. */
  readonly smallest: number
}

const days = 10
/** Of each day's answers so many come on the next. */
const carriedOn = 2 / 3
const least = 5
const question: Questionnaire = {
  format: 1,
  code: 'naive',
  version: '1.0',
  respondent: 'pupil',
  grades: [5],
  themes: ['all'],
  items: [
    {
      code: 'yes',
      theme: 'all',
      kind: 'single',
      options: ['no', 'yes'],
      questionClass: 'open',
      sensitiveOptions: ['yes'],
      favourable: [],
      isCore: true,
      isTeachingEnvironment: false,
    },
  ],
}

function settle(seed: number): School {
  const chance = chanceFrom(seed)
  const groups: Group[] = []
  const places = new Map<string, ClassPlace>()
  for (let number = 0; number < 20; number++) {
    const classId = uuid(100 + number)
    places.set(classId, { institutionId: uuid(1 + Math.floor(number / 5)), grade: 5 })
    const own = new Map<string, { size: number; yes: number }>()
    for (let left = 12 + Math.floor(chance() * 13); left > 0; left--) {
      const sex = chance() < 0.5 ? 'female' : 'male'
      if (chance() >= 0.85) continue
      const key = `${sex} ${dayOf(chance())}`
      const group = own.get(key) ?? { size: 0, yes: 0 }
      own.set(key, { size: group.size + 1, yes: group.yes + (chance() < (sex === 'female' ? 0.16 : 0.08) ? 1 : 0) })
    }
    for (const [key, { size, yes }] of own) {
      const [sex, day] = key.split(' ')
      groups.push({ classId, sex: sex === 'female' ? 'female' : 'male', day: Number(day), size, yes })
    }
  }
  return { groups, places }
}

/** The day on which so large a share of all has answered. */
function dayOf(share: number): number {
  const all = 1 - carriedOn ** days
  return Math.floor(Math.log(1 - share * all) / Math.log(carriedOn))
}

export type Policy = {
  readonly name: string
  readonly isDaily: boolean
  readonly isBySex: boolean
  readonly isSealed?: true
  /** What the facts page measured, in percent. */
  readonly facts: { readonly yesKnown: number; readonly countKnown: number | null }
}

export const policies: readonly Policy[] = [
  { name: 'from five, one final report, no class×sex', isDaily: false, isBySex: false, facts: { yesKnown: 0, countKnown: 16 } },
  { name: 'from five, one final report, with class×sex', isDaily: false, isBySex: true, facts: { yesKnown: 0, countKnown: 37 } },
  { name: 'from five, daily live reports, no class×sex', isDaily: true, isBySex: false, facts: { yesKnown: 29, countKnown: 84 } },
  { name: 'from five, daily live reports, class×sex', isDaily: true, isBySex: true, facts: { yesKnown: 33, countKnown: 99 } },
  {
    name: 'sealed atoms, every report at any time',
    isDaily: true,
    isBySex: true,
    isSealed: true,
    facts: { yesKnown: 0, countKnown: null },
  },
]

/** What the attacker has learnt over so many runs. */
export function expose(policy: Policy, seeds: readonly number[], solver: Solver): Exposed {
  const runs = seeds.map((seed) => exposeOne(settle(seed), policy, solver))
  return runs.reduce((all, one) => ({
    yesKnown: all.yesKnown + one.yesKnown,
    yesKnownTogether: all.yesKnownTogether + one.yesKnownTogether,
    yes: all.yes + one.yes,
    countKnown: all.countKnown + one.countKnown,
    respondents: all.respondents + one.respondents,
    smallest: Math.min(all.smallest, one.smallest),
  }))
}

function exposeOne(school: School, policy: Policy, solver: Solver): Exposed {
  const { groups } = school
  const puzzle = policy.isSealed ? sealed(school) : naive(school, policy)
  const reading = read(puzzle, solver)
  const [yes, respondents] = [total(groups, 'yes'), total(groups, 'size')]
  const exposed = { yesKnown: 0, yesKnownTogether: 0, yes, countKnown: 0, respondents, smallest: Infinity }
  for (const [cell, { parts }] of reading.reduced.cells.entries()) {
    const [low, high] = reading.count([cell], ['yes'])
    const people = total(
      parts.flatMap((part) => groups[part] ?? []),
      'size',
    )
    if (low === high && low > 0) exposed.smallest = Math.min(exposed.smallest, people)
    // Those who are never told apart are one: of a part of them, what is known of all less the others.
    for (const part of parts) {
      const { size, yes: said } = groups[part] as Group
      const [atLeast, atMost] = [Math.max(0, low - (people - size)), Math.min(size, high)]
      if (atLeast === atMost) exposed.countKnown += size
      if (atLeast === size) exposed.yesKnownTogether += said
      if (atLeast === size && size === 1) exposed.yesKnown += said
    }
  }
  reading.close()
  return exposed
}

function total(groups: readonly Group[], what: 'size' | 'yes'): number {
  return groups.reduce((sum, group) => sum + group[what], 0)
}

function figure(groups: readonly Group[], inside: readonly number[]): Puzzle['told'][number] {
  const some = inside.flatMap((index) => groups[index] ?? [])
  const [n, yes] = [total(some, 'size'), total(some, 'yes')]
  const exactly = (count: number): Range => [count, count]
  return {
    cells: inside,
    n: exactly(n),
    counts: new Map([
      ['yes', exactly(yes)],
      ['no', exactly(n - yes)],
    ]),
  }
}

function puzzleOf(groups: readonly Group[], told: readonly (readonly number[])[]): Puzzle {
  const cells = groups.map(({ classId, sex, day, size }) => ({ name: `${classId} ${sex} ${day}`, size }))
  return { cells, told: told.map((inside) => figure(groups, inside)), isOneChoice: true }
}

/** Every unit's figure whenever five have answered. */
function naive({ groups, places }: School, { isDaily, isBySex }: Policy): Puzzle {
  const units = [...places.keys(), ...new Set([...places.values()].map(({ institutionId }) => institutionId)), 'all']
  const told: (readonly number[])[] = []
  for (let day = isDaily ? 0 : days - 1; day < days; day++) {
    for (const unit of units) {
      for (const sex of isBySex || !places.has(unit) ? ['female', 'male', null] : [null]) {
        const inside = [...groups.keys()].filter((index) => {
          const group = groups[index] as Group
          const isHere = unit === 'all' || group.classId === unit || places.get(group.classId)?.institutionId === unit
          return isHere && group.day <= day && (sex === null || group.sex === sex)
        })
        if (
          total(
            inside.flatMap((index) => groups[index] ?? []),
            'size',
          ) >= least
        )
          told.push(inside)
      }
    }
  }
  return puzzleOf(groups, told)
}

/** Every total there is after each day and after the close. A class is sealed each evening, as if each day were a lesson. */
function sealed({ groups, places }: School): Puzzle {
  const wave = startWave(question, places)
  const groupOf = new Map<number, number>()
  for (let day = 0; day < days; day++) {
    for (const [index, { classId, sex, size, yes, day: own }] of groups.entries()) {
      for (let number = 0; own === day && number < size; number++) {
        groupOf.set(index * 100 + number, index)
        wave.submit({ id: index * 100 + number, classId, sex, answers: [number < yes ? 2 : 1] })
      }
    }
    for (const classId of places.keys()) wave.sealClass(classId)
  }
  wave.close()
  // In the order they were sealed, each unit's total with one atom more: what a reader sees who looks after every sealing.
  const told: (readonly number[])[] = []
  const grown = new Map<string, number[]>()
  for (const { atom, members } of wave.memberships) {
    const inside = [...new Set(members.map(({ id }) => groupOf.get(id) ?? -1))]
    for (const [, unit] of chainOf(atom.unit, places)) {
      for (const sex of atom.sex === null ? ['all'] : ['all', atom.sex]) {
        const key = `${unit} ${sex}`
        const now = [...(grown.get(key) ?? []), ...inside]
        grown.set(key, now)
        told.push(now)
      }
    }
  }
  return puzzleOf(groups, told)
}
