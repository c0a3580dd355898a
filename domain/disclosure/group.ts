/** A group's answers before sealing, as counts: what SQL hands over, and what is left when some are sealed. */
import type { Sex } from '../organisation/organisation.ts'
import type { Level, UnitKey } from '../organisation/unit.ts'
import type { ItemRule } from './thresholds.ts'

export const sexes = ['female', 'male', 'unknown'] as const satisfies readonly Sex[]

/**
 * So many of this sex gave this answer, declined (0) or left it blank (-1), and are not sealed yet.
 * Somebody *waits* at an item while one of its ancestors is unsealed for them.
 */
export type AnswerCount = {
  readonly sex: Sex
  readonly place: number
  readonly value: number
  readonly isWaiting: boolean
  readonly count: number
}

export type Group = {
  readonly unit: UnitKey
  readonly level: Level
  readonly counts: readonly AnswerCount[]
}

/** Of those of one sex, at one item: nobody's answers are taken, those of the ones who don't wait, or all. */
export type Take = 'nothing' | 'ready' | 'all'

/** By place of the item. */
export type Takes = Readonly<Record<Sex, readonly Take[]>>

/**
 * What remains when these answers have been taken. Nobody waits any longer at an item whose ancestors are
 * all sealed for everybody of their sex in the group.
 */
export function leftOver<C extends AnswerCount>(rules: readonly ItemRule[], counts: readonly C[], takes: Takes): readonly C[] {
  const kept = counts.filter(({ sex, place, isWaiting }) => {
    const take = takes[sex][place]
    return take === 'nothing' || (take === 'ready' && isWaiting)
  })
  const pending = new Set(kept.map(({ sex, place }) => `${sex} ${place}`))
  return kept.map((count) => {
    if (!count.isWaiting) return count
    const stillWaits = (rules[count.place]?.ancestors ?? []).some((ancestor) => pending.has(`${count.sex} ${ancestor}`))
    return stillWaits ? count : { ...count, isWaiting: false }
  })
}

/** Which answers lie between two states of a group: what to take so that only the rest remains. */
export function takesBetween(rules: readonly ItemRule[], before: readonly AnswerCount[], rest: readonly AnswerCount[]): Takes {
  const left = new Map<string, number>()
  for (const { sex, place, count } of rest) left.set(`${sex} ${place}`, (left.get(`${sex} ${place}`) ?? 0) + count)
  const all = new Map<string, number>()
  for (const { sex, place, count } of before) all.set(`${sex} ${place}`, (all.get(`${sex} ${place}`) ?? 0) + count)
  const take = (sex: Sex, place: number): Take => {
    const key = `${sex} ${place}`
    const remaining = left.get(key) ?? 0
    if (remaining === 0) return 'all'
    return remaining === all.get(key) ? 'nothing' : 'ready'
  }
  const ofSex = (sex: Sex) => rules.map(({ place }) => take(sex, place))
  return { female: ofSex('female'), male: ofSex('male'), unknown: ofSex('unknown') }
}
