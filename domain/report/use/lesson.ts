/** What a lesson is made of, on the screen and on paper: three of the findings that may be shown to pupils, and that there are questions about. */
import { isInTheirHands, isLessonTheme } from './lesson-themes.ts'
import { type Part, pickThree } from './picks.ts'
import type { Card } from '../card.ts'
import type { CardReading, FigureReading } from '../card-reading.ts'

type Told = { readonly card: Card; readonly reading: CardReading }

export type Lesson<T extends Told> = {
  /** What can be talked about, in the report's order. */
  readonly offered: readonly T[]
  readonly picks: readonly { readonly part: Part; readonly card: Card; readonly reading: FigureReading }[]
}

/** `chosen`: items that somebody has put in the place of the first, the second and the third. */
export function lessonOf<T extends Told>(told: readonly T[], chosen: readonly string[]): Lesson<T> {
  const offered = told.filter(({ card }) => isLessonTheme(card.theme) && card.figure?.favourable)
  const cards = offered.map(({ card }) => card)
  return {
    offered,
    picks: pickThree(cards, isInTheirHands, chosen).flatMap(({ part, card }) => {
      const reading = offered.find((one) => one.card.item === card.item)?.reading
      return reading?.state === 'shown' ? [{ part, card, reading }] : []
    }),
  }
}

export const questionNumbers = [1, 2, 3, 4, 5] as const
