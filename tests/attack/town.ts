/** A random municipality that answers: who comes when, in which order lessons end, who takes an answer back. The same for the same seed. */
import { specimen } from '#domain/disclosure/specimen.ts'
import type { ClassPlace } from '#domain/disclosure/sum.ts'
import { type Response, startWave, type Wave } from '#domain/disclosure/rehearsal.ts'
import type { Sex } from '#domain/organisation/organisation.ts'
import { indexValues } from '#domain/questionnaire/indices.ts'
import type { Questionnaire } from '#domain/questionnaire/questionnaire.ts'
import { blank } from '#domain/response/answer.ts'
import { chanceFrom } from '../faults/chance.ts'

/** One item of each kind that sealing treats differently, and an index of two of them. */
export const asked: Questionnaire = {
  ...specimen,
  items: specimen.items.map((item) => (item.code === 'sleep' || item.code === 'bullied' ? { ...item, kind: 'frequency' } : item)),
  indices: [{ code: 'index-of-two', theme: 'all', items: ['sleep', 'bullied'] }],
}

export type Pupil = Response & {
  /** Which lesson of the class, or 2 for after the last one. */
  readonly lesson: number
  /** Takes it back: before anything can be sealed of it, or afterwards. */
  readonly takesBack: 'never' | 'before' | 'after'
}

export type Town = {
  readonly places: ReadonlyMap<string, ClassPlace>
  readonly pupils: readonly Pupil[]
  /** Class by class, in the order in which lessons end: the class and which of its lessons. */
  readonly order: readonly { readonly classId: string; readonly lesson: number }[]
}

export const uuid = (number: number) => `00000000-0000-4000-8000-${String(number).padStart(12, '0')}`

export function randomTown(seed: number): Town {
  const chance = chanceFrom(seed)
  const between = (least: number, most: number) => least + Math.floor(chance() * (most - least + 1))
  const pick = <T>(...some: readonly T[]) => some[Math.floor(chance() * some.length)] as T
  const places = new Map<string, ClassPlace>()
  const pupils: Pupil[] = []
  for (let school = 1; school <= between(1, 4); school++) {
    for (let number = 0; number < between(1, 4); number++) {
      const classId = uuid(school * 100 + number)
      places.set(classId, { institutionId: uuid(school), grade: pick(4, 5, 6, null) })
      // In some classes nearly all have been through the same.
      const often = pick(0.05, 0.15, 0.4, 0.95)
      for (let left = pick(between(1, 6), between(8, 14), between(15, 26), between(20, 26)); left > 0; left--) {
        const sex = pick<Sex>('female', 'female', 'male', 'male', 'female', 'male', chance() < 0.3 ? 'unknown' : 'male')
        pupils.push({
          id: pupils.length + 1,
          classId,
          sex,
          answers: answersOf(chance, often),
          lesson: chance() < 0.85 ? 0 : pick(1, 1, 2),
          takesBack: chance() < 0.04 ? pick('before', 'after') : 'never',
        })
      }
    }
  }
  const order = [0, 1].flatMap((lesson) => shuffled([...places.keys()], chance).map((classId) => ({ classId, lesson })))
  return { places, pupils, order }
}

/** Plays it; `after` sees each moment with a name for it, the first lesson first. */
export function playTown(
  { places, pupils, order }: Town,
  after: (wave: Wave, moment: number) => void,
  wave: Wave = startWave(asked, places),
): Wave {
  const arrive = (isNow: (pupil: Pupil) => boolean) => {
    for (const pupil of pupils.filter(isNow)) {
      wave.submit(pupil)
      if (pupil.takesBack === 'before') wave.withdraw(pupil.id)
    }
  }
  for (const [moment, { classId, lesson }] of order.entries()) {
    arrive((pupil) => pupil.classId === classId && pupil.lesson === lesson)
    wave.sealClass(classId)
    for (const pupil of pupils)
      if (pupil.classId === classId && pupil.lesson === lesson && pupil.takesBack === 'after') wave.withdraw(pupil.id)
    after(wave, moment)
  }
  arrive(({ lesson }) => lesson === 2)
  wave.close()
  after(wave, order.length)
  return wave
}

/** Along the paths of the questionnaire: whoever was never bullied is not asked where. */
function answersOf(chance: () => number, often: number): readonly number[] {
  const pick = (...some: readonly number[]) => some[Math.floor(chance() * some.length)] as number
  const skips = chance() < 0.08
  const isBullied = chance() < often
  const sleep = skips ? pick(0, -1) : chance() < often ? 3 : pick(1, 1, 2)
  const bullied = skips ? pick(0, -1) : isBullied ? pick(2, 3) : 1
  const wasAsked = bullied > 1
  const where = wasAsked ? pick(1, 1, 2, 3, 6, 0, -1) : -2
  const answers = [
    sleep,
    bullied,
    where,
    where > 0 ? pick(1, 2, -1) : -2,
    chance() < often ? 2 : pick(1, 1, 0),
    pick(1, 3, 5, 7, 0),
    wasAsked || sleep === 3 ? pick(1, 2, 0) : -2,
    -2,
    -2,
    // As the statistics track keeps it: where its band begins.
    chance() < often ? 17 : pick(1, 1, 9, 0),
  ]
  return [...answers, ...indexValues(asked, answers, blank)]
}

function shuffled<T>(some: readonly T[], chance: () => number): readonly T[] {
  const left = [...some]
  return some.map(() => left.splice(Math.floor(chance() * left.length), 1)[0] as T)
}
