/** Times of the day as minutes after midnight, beyond 1440 for the hours after the next one (`questionnaire.ts`, `Measure`). */
import type { Measure } from '#domain/questionnaire/questionnaire.ts'

type Range = Pick<Measure, 'from' | 'to' | 'step'>

const day = 1440

/**
 * What somebody means who types a time: `21:30`, `21.30`, `2130` and `930`, and `21` once they have finished. A time after midnight is
 * the one that lies in the range. Undefined while it is no time.
 */
export function readTime(typed: string, { from, to }: Range, isFinished: boolean): number | undefined {
  const found = /^\s*(\d{1,2})\s*[:.,]\s*(\d{2})\s*$/.exec(typed) ?? /^\s*(\d{1,2})(\d{2})\s*$/.exec(typed)
  const [, hours, minutes = '0'] = found ?? (isFinished ? (/^\s*(\d{1,2})\s*$/.exec(typed) ?? []) : [])
  if (hours === undefined || Number(hours) > 24 || Number(minutes) > 59) return undefined
  const time = (Number(hours) * 60 + Number(minutes)) % day
  return time < from && time + day <= to ? time + day : time
}

/** Most that can be looked over: a phone shows them four in a row. */
const mostQuick = 20

/** Times to choose from with one press: every step, or every half or whole hour or more where that would be too many. */
export function quickTimes({ from, to, step }: Range): readonly number[] {
  const every = [step, 15, 30, 60, 120, 180].find((stride) => stride % step === 0 && (to - from) / stride < mostQuick) ?? step * 60
  const first = Math.ceil(from / every) * every
  return Array.from({ length: Math.max(0, Math.floor((to - first) / every) + 1) }, (_, at) => first + at * every).filter(
    (time) => (time - from) % step === 0,
  )
}

/** "21.30" in Danish, "21:30" in most languages. */
export function timeInWords(minutes: number, locale: string): string {
  return new Date((minutes % day) * 60_000).toLocaleTimeString(locale, {
    hour: '2-digit',
    minute: '2-digit',
    hourCycle: 'h23',
    timeZone: 'UTC',
  })
}
