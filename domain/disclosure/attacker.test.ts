/**
 * An attacker who keeps every figure ever published, at every level and moment, and knows who came when.
 *
 * Of a tiny population they write down all the ways the answers could have been, cross out those that any
 * figure contradicts, and look at what all the remaining ways agree on. The naive rule, live figures from
 * five answers up, must fall to them: an attacker who finds nothing there would find nothing anywhere.
 */
import assert from 'node:assert/strict'
import { test } from 'node:test'
import fc from 'fast-check'
import { projection } from './projection.ts'
import { type Response, startWave } from './rehearsal.ts'
import type { ClassPlace } from './sum.ts'
import { answeredAt, codebook, optionsAt } from '../questionnaire/codebook.ts'
import type { Item, Questionnaire } from '../questionnaire/questionnaire.ts'

/** Those who came in the same lesson of the same class and are of the same sex: all the attacker can tell apart. */
type Cell = {
  readonly classId: string
  readonly sex: 'female' | 'male'
  readonly lesson: number
  readonly size: number
  readonly bullied: number
}
/** So many of these cells together said that they are bullied. */
type Published = { readonly cells: readonly number[]; readonly bullied: number }

const classes = [1, 2, 3].map((number) => `00000000-0000-4000-8000-00000000000${number}`)
const schools = ['00000000-0000-4000-8000-0000000000a1', '00000000-0000-4000-8000-0000000000a2']
const places = new Map<string, ClassPlace>(
  classes.map((classId, index) => [classId, { institutionId: schools[index === 2 ? 1 : 0] ?? '', grade: 5 }]),
)

function asking(questionClass: Item['questionClass'], sensitiveOptions: readonly string[]): Questionnaire {
  const item: Item = {
    code: 'bullied',
    theme: 'all',
    kind: 'single',
    options: ['no', 'yes'],
    questionClass,
    sensitiveOptions,
    favourable: ['no'],
    isCore: true,
    isTeachingEnvironment: false,
  }
  return { format: 1, code: 'tiny', version: '1.0', respondent: 'pupil', grades: [5], themes: ['all'], items: [item] }
}

/** The same, with a question of the municipality's own before it. */
function composedOf(edition: Questionnaire): Questionnaire {
  const [asked] = edition.items as [Item]
  const own: Item = { ...asked, code: 'k881-own', questionClass: 'open', sensitiveOptions: [], isCore: false }
  return { ...edition, version: '1.0.1', items: [own, asked] }
}

/** Live figures of every unit whenever its answers are five or more: what most survey tools do. */
function publishNaively(cells: readonly Cell[]): readonly Published[] {
  const published: Published[] = []
  for (const { come } of arrivals(cells)) {
    for (const unit of [...classes.map((classId) => [classId]), classes.slice(0, 2), classes]) {
      const inside = come.filter((index) => unit.includes(cells[index]?.classId ?? ''))
      if (sum(cells, inside, 'size') >= 5) published.push({ cells: inside, bullied: sum(cells, inside, 'bullied') })
    }
  }
  return published
}

/**
 * Every total there ever is, after every lesson and after the close. With an `edition` each of them is also published as it
 * leaves the municipality: in the layout of the edition that the questionnaire was composed of.
 */
function publishSealed(cells: readonly Cell[], questionnaire: Questionnaire, edition?: Questionnaire): readonly Published[] {
  const wave = startWave(questionnaire, places)
  const place = questionnaire.items.findIndex(({ code }) => code === 'bullied')
  const offset = codebook(questionnaire).cells[place]?.offset ?? -1
  const leave = edition && projection(questionnaire, edition)
  const cellOf = new Map<number, number>()
  const published: Published[] = []
  const publish = () => {
    for (const [key, total] of wave.totals()) {
      const [unit = '', sex] = key.split(' ')
      const inside = wave.memberships
        .filter((membership) => membership.place === place)
        .filter(({ atom }) => (sex === 'all' || atom.sex === sex) && isWithin(atom.unit, unit))
        .flatMap(({ members }) => members.map(({ id }) => cellOf.get(id) ?? -1))
      const whole = [...new Set(inside)]
      assert.equal(inside.length, sum(cells, whole, 'size'), 'an atom cuts a cell')
      assert.equal(total[offset + answeredAt], inside.length)
      published.push({ cells: whole, bullied: total[offset + optionsAt + 1] ?? 0 })
      if (leave === undefined) continue
      const left = leave(total)
      assert.equal(left.length, codebook(edition as Questionnaire).width, 'something of its own leaves the municipality')
      published.push({ cells: whole, bullied: left[optionsAt + 1] ?? 0 })
    }
  }
  for (const { classId, now } of arrivals(cells)) {
    for (const index of now) {
      const { sex, size, bullied } = cells[index] as Cell
      for (let number = 0; number < size; number++) {
        const answer = number < bullied ? 2 : 1
        const response: Response = {
          id: index * 100 + number,
          classId,
          sex,
          answers: questionnaire.items.map((_, at) => (at === place ? answer : 1)),
        }
        cellOf.set(response.id, index)
        wave.submit(response)
      }
    }
    wave.sealClass(classId)
    publish()
  }
  wave.close()
  publish()
  return published
}

function isWithin(inner: string, outer: string): boolean {
  if (inner === outer || outer === 'municipality') return true
  // All classes here are of the fifth grade; what was pooled in a school is of none.
  if (outer === 'municipalYearGroup:5') return inner.startsWith('class:') || inner.startsWith('yearGroup:')
  const place = inner.startsWith('class:') ? places.get(inner.slice(6)) : undefined
  return (
    outer === `institution:${place?.institutionId ?? inner.split(':')[1]}` ||
    (place !== undefined && outer === `yearGroup:${place.institutionId}:5`)
  )
}

/** The lessons one after the other, with the cells that come now and all that have come. */
function arrivals(
  cells: readonly Cell[],
): readonly { readonly classId: string; readonly now: readonly number[]; readonly come: readonly number[] }[] {
  const come: number[] = []
  return [0, 1].flatMap((lesson) =>
    classes.map((classId) => {
      const now = [...cells.keys()].filter((index) => cells[index]?.classId === classId && cells[index]?.lesson === lesson)
      come.push(...now)
      return { classId, now, come: [...come] }
    }),
  )
}

function sum(cells: readonly Cell[], inside: readonly number[], what: 'size' | 'bullied'): number {
  return inside.reduce((total, index) => total + (cells[index]?.[what] ?? 0), 0)
}

/**
 * Small groups of which the attacker knows how many are bullied, at least one, or that all of them are.
 * That nobody in a published group is bullied is not a secret.
 */
function learn(cells: readonly Cell[], published: readonly Published[], minimum: number): readonly (readonly number[])[] {
  const groups = subsets(cells.length).filter((group) => sum(cells, group, 'size') > 0 && sum(cells, group, 'size') < minimum)
  const least = groups.map(() => Infinity)
  const most = groups.map(() => -Infinity)
  forEachWorld(cells, published, (world) => {
    for (const [number, group] of groups.entries()) {
      const bullied = group.reduce((total, index) => total + (world[index] ?? 0), 0)
      least[number] = Math.min(least[number] ?? 0, bullied)
      most[number] = Math.max(most[number] ?? 0, bullied)
    }
  })
  return groups.filter((group, number) => {
    const low = least[number] ?? 0
    return low > 0 && (low === most[number] || low === sum(cells, group, 'size'))
  })
}

function forEachWorld(cells: readonly Cell[], published: readonly Published[], visit: (world: readonly number[]) => void): void {
  const world: number[] = []
  const checks = cells.map((_, index) => published.filter((figure) => Math.max(...figure.cells) === index))
  const fill = (index: number) => {
    if (index === cells.length) return visit(world)
    for (let bullied = 0; bullied <= (cells[index]?.size ?? 0); bullied++) {
      world[index] = bullied
      const isPossible = checks[index]?.every(
        (figure) => figure.cells.reduce((total, cell) => total + (world[cell] ?? 0), 0) === figure.bullied,
      )
      if (isPossible) fill(index + 1)
    }
  }
  fill(0)
}

function subsets(length: number): readonly (readonly number[])[] {
  return Array.from({ length: 2 ** length }, (_, bits) =>
    Array.from({ length }, (__, index) => index).filter((index) => (bits >> index) & 1),
  )
}

/** Three classes, girls and boys, and in most of them one or two who answer a day later. */
const town = fc
  .tuple(
    ...classes.flatMap((classId) =>
      (
        [
          ['female', 0, 2, 7],
          ['male', 0, 2, 7],
          ['male', 1, 0, 2],
        ] as const
      ).map(([sex, lesson, min, max]) =>
        fc.record({
          classId: fc.constant(classId),
          sex: fc.constant(sex),
          lesson: fc.constant(lesson),
          size: fc.integer({ min, max }),
          share: fc.double({ min: 0, max: 1, noNaN: true }),
        }),
      ),
    ),
  )
  .map((drawn) => drawn.filter(({ size }) => size > 0).map(({ share, ...cell }) => ({ ...cell, bullied: Math.round(share * cell.size) })))

const towns = fc.sample(town, { numRuns: 80, seed: 2026 })

test('the attacker breaks live figures from five answers up', () => {
  const broken = towns.filter((cells) => learn(cells, publishNaively(cells), 5).length > 0)
  assert.ok(broken.length > towns.length / 5, `${broken.length} of ${towns.length}`)
})

test('the attacker learns nothing about fewer than ten from sealed figures on a sensitive question', () => {
  for (const cells of towns) assert.deepEqual(learn(cells, publishSealed(cells, asking('sensitive', ['yes'])), 10), [])
})

test('nor from what leaves a municipality that has composed its own questionnaire, beside what it reads itself', () => {
  const edition = asking('sensitive', ['yes'])
  for (const cells of towns) assert.deepEqual(learn(cells, publishSealed(cells, composedOf(edition), edition), 10), [])
})

test('the attacker learns about no fewer than five from sealed figures on an open question', () => {
  for (const cells of towns) {
    const published = publishSealed(cells, asking('open', []))
    // That everybody in a published group said the same may be known of an open question: it is not sensitive.
    const isUniform = ({ cells: inside, bullied }: Published) => bullied === sum(cells, inside, 'size')
    const uniform = new Set(published.filter(isUniform).flatMap(({ cells: inside }) => inside))
    assert.deepEqual(
      learn(cells, published, 5).filter((group) => !group.some((index) => uniform.has(index))),
      [],
    )
  }
})

test('every figure ever published is a sum of whole atoms', () => {
  for (const cells of towns) {
    const published = publishSealed(cells, asking('open', []))
    const atoms = independent(published.map(({ cells: inside }) => cells.map((_, index) => (inside.includes(index) ? 1 : 0))))
    for (const atom of atoms) assert.ok(sum(cells, atom, 'size') >= 5)
  }
})

/** The smallest groups that the published ones, each inside or outside another, are made of. */
function independent(rows: readonly (readonly number[])[]): readonly (readonly number[])[] {
  const width = rows[0]?.length ?? 0
  const signature = (index: number) => rows.map((row) => row[index]).join('')
  const covered = Array.from({ length: width }, (_, index) => index).filter((index) => rows.some((row) => row[index] === 1))
  return [...Map.groupBy(covered, signature).values()]
}
