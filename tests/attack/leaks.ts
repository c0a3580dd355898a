/**
 * Leaks, each planted alone in a wave that is otherwise told as the product tells it. Every one has been made by somebody
 * (`facts/reporting` 5.2, 5.5); the attacker has to notice each.
 */
import type { Range } from '#domain/disclosure/attack/puzzle.ts'
import type { Response, Wave } from '#domain/disclosure/rehearsal.ts'
import { thresholds } from '#domain/disclosure/thresholds.ts'
import { chooses } from '#domain/questionnaire/value.ts'
import { countedItems } from '#domain/questionnaire/indices.ts'
import { readBack } from './moments-told.ts'
import { startTelling, type Told, type ToldFigure } from './told.ts'
import { asked, playTown, type Town } from './town.ts'

type Extra = {
  readonly after?: (wave: Wave, moment: number) => readonly ToldFigure[]
  readonly atEnd?: (wave: Wave) => readonly ToldFigure[]
}

/** Plays a town as the product does, and tells some more. */
export function playWith(town: Town, { after, atEnd }: Extra = {}): Told {
  const telling = startTelling()
  const more: ToldFigure[] = []
  const wave = playTown(town, (now, moment) => {
    telling.tell(now, moment)
    more.push(...(after?.(now, moment) ?? []))
  })
  more.push(...(atEnd?.(wave) ?? []))
  const told = telling.told(wave)
  return { ...told, figures: [...told.figures, ...more] }
}

const items = countedItems(asked)
const placeOf = (code: string) => items.findIndex((item) => item.code === code)
const answered = (code: string) => (response: Response) => (response.answers[placeOf(code)] ?? 0) > 0

/** The plain figure of these people. */
function figureOf(question: string, people: readonly Response[]): ToldFigure {
  const place = placeOf(question)
  const some = people.filter(answered(question))
  const item = items[place]
  const counts = new Map(
    (item?.options ?? []).map((option, index) => {
      const count = some.filter(({ answers }) => item && chooses(item, answers[place] ?? 0, index)).length
      return [option, [count, count] as Range]
    }),
  )
  return { question, people: some.map(({ id }) => id), n: [some.length, some.length], counts }
}

/** What a class has answered and is not sealed. */
function pendingIn(wave: Wave, question: string): readonly (readonly Response[])[] {
  const waiting = wave.responses().filter(answered(question))
  return [...Map.groupBy(waiting, ({ classId }) => classId).values()]
}

const sealedOf = (wave: Wave, question: string) => wave.memberships.filter(({ place }) => place === placeOf(question))
const isFew = (some: readonly unknown[], least: number, below: number) => some.length >= least && some.length < below

export const leaks: Readonly<Record<string, (town: Town) => Told>> = {
  'the threshold of open questions is four': (town) => {
    const open: { minimum: number } = thresholds.open
    open.minimum = 4
    try {
      return playWith(town)
    } finally {
      open.minimum = 5
    }
  },

  'one role reads from three answers': (town) =>
    playWith(town, {
      after: (wave) => pendingIn(wave, 'sleep').flatMap((some) => (isFew(some, 3, 5) ? [figureOf('sleep', some)] : [])),
    }),

  'one count is live': (town) =>
    playWith(town, {
      after: (wave, moment) => {
        const everybody = sealedOf(wave, 'sleep').flatMap(({ members }) => members)
        const waiting = pendingIn(wave, 'sleep').flat()
        return moment > 0 && isFew(waiting, 1, 5) ? [figureOf('sleep', [...everybody, ...waiting])] : []
      },
    }),

  'girls are shown where all less boys is known': (town) =>
    playWith(town, {
      atEnd: (wave) =>
        sealedOf(wave, 'sleep').flatMap(({ atom, members }) => {
          const girls = members.filter(({ sex }) => sex === 'female')
          return atom.sex === null &&
            isFew(
              members.filter((one) => !girls.includes(one)),
              1,
              5,
            )
            ? [figureOf('sleep', girls)]
            : []
        }),
    }),

  'an erased child is counted out': (town) =>
    playWith(town, {
      atEnd: (wave) =>
        sealedOf(wave, 'bullied')
          .slice(0, 1)
          .map(({ members }) => figureOf('bullied', members.filter(answered('bullied')).slice(1))),
    }),

  'the rest of a school is one class': (town) =>
    playWith(town, {
      atEnd: (wave) =>
        sealedOf(wave, 'body').flatMap(({ members }) => {
          const classes = [...Map.groupBy(members.filter(answered('body')), ({ classId }) => classId).values()]
          return classes.length > 1
            ? classes.slice(0, 1).map((some) =>
                figureOf(
                  'body',
                  members.filter((one) => !some.includes(one)),
                ),
              )
            : []
        }),
    }),

  'a CSV has the n of what is hidden': (town) =>
    playWith(town, {
      after: (wave) =>
        pendingIn(wave, 'bullied').flatMap((some) => {
          const { counts, ...figure } = figureOf('bullied', some)
          return isFew(some, 1, 10)
            ? [{ ...figure, counts: new Map([...counts.keys()].map((option) => [option, [0, some.length] as Range])) }]
            : []
        }),
    }),

  'the bars of a masked chart are sorted': (town) =>
    playWith(town, {
      after: (wave) =>
        pendingIn(wave, 'bullied').flatMap((some) => {
          const { counts, ...figure } = figureOf('bullied', some)
          const sorted = [...counts].toSorted(([, left], [, right]) => right[0] - left[0])
          // The longest bar is at least a third, the second at most half, the last at most a third.
          const ranges = sorted.map(([option], index): [string, Range] => [
            option,
            index === 0 ? [Math.ceil(some.length / sorted.length), some.length] : [0, Math.floor(some.length / (index + 1))],
          ])
          return isFew(some, 1, 10) ? [{ ...figure, counts: new Map(ranges) }] : []
        }),
    }),

  'a late answer joins its sealed atom': (town) =>
    playWith(town, {
      after: (wave) =>
        pendingIn(wave, 'sleep').flatMap((some) => {
          const own = sealedOf(wave, 'sleep').flatMap(({ members }) => members.filter(({ classId }) => classId === some[0]?.classId))
          return own.length > 0 ? [figureOf('sleep', [...own, ...some.slice(0, 1)])] : []
        }),
    }),

  'how schools differ is told of one school': (town) =>
    playWith(town, {
      atEnd: (wave) =>
        sealedOf(wave, 'body').flatMap(({ members }) => {
          const some = members.filter(answered('body'))
          const bySchool = [...Map.groupBy(some, ({ classId }) => wave.places.get(classId)?.institutionId).values()]
          const [school] = bySchool
          if (bySchool.length < 2 || school === undefined) return []
          const figure = figureOf('body', school)
          return [{ ...figure, counts: readBack(asked, 'body', figure.counts) }]
        }),
    }),
}
