/** How an author writes the bounds of what is measured: a number, a time of day, a month. */
import type { ItemKind } from '#domain/questionnaire/questionnaire.ts'

const minutesOfDay = 24 * 60

/** As it stands in the field. */
export function writeMeasured(kind: ItemKind, value: number): string {
  if (kind === 'clock') {
    const minutes = value % minutesOfDay
    return `${String(Math.floor(minutes / 60)).padStart(2, '0')}:${String(minutes % 60).padStart(2, '0')}`
  }
  if (kind === 'month') return `${Math.floor(value / 12)}-${String((value % 12) + 1).padStart(2, '0')}`
  return String(value)
}

/** What was written; undefined while it is none. Times before `from` are after midnight, and belong to the evening before. */
export function readMeasured(kind: ItemKind, text: string, from = 0): number | undefined {
  if (kind === 'clock') {
    const [, hours, minutes] = /^([01]?\d|2[0-3])[:.]([0-5]\d)$/.exec(text.trim()) ?? []
    if (hours === undefined || minutes === undefined) return undefined
    const value = Number(hours) * 60 + Number(minutes)
    return value < from ? value + minutesOfDay : value
  }
  if (kind === 'month') {
    const [, year, month] = /^(\d{4})-(0?[1-9]|1[0-2])$/.exec(text.trim()) ?? []
    return year === undefined || month === undefined ? undefined : Number(year) * 12 + Number(month) - 1
  }
  return /^\d{1,6}$/.test(text.trim()) ? Number(text) : undefined
}
