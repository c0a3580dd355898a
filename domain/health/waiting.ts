/** How many children wait for a professional, and for what: counts alone, so that nobody is looked at to get them. */
import type { Need } from './need.ts'

export type Waiting = {
  /** Said that they want to talk, and nobody has talked with them. */
  readonly wish: number
  /** A day somebody set has come. */
  readonly followUp: number
  /** A new answer with something to ask about. */
  readonly talk: number
  /** A new answer where nothing stands out. */
  readonly fresh: number
}

/** Each child is counted once, under what waits most. */
export function whoWaits(children: readonly Omit<Need, 'name'>[], today: string): Waiting {
  const waiting = { wish: 0, followUp: 0, talk: 0, fresh: 0 }
  for (const { wantsToTalk, talkedOn, hasAnswered, red, yellow, followUpOn } of children) {
    if (wantsToTalk && talkedOn === null) waiting.wish += 1
    else if (followUpOn !== null && followUpOn <= today) waiting.followUp += 1
    else if (hasAnswered && talkedOn === null) waiting[red + yellow > 0 ? 'talk' : 'fresh'] += 1
  }
  return waiting
}
