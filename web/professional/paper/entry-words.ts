/** What is typed and what it says, in words. */
import { type Entry, readEntry, unclear, writeEntry } from '#domain/paper/entry.ts'
import type { Item, QuestionnaireText } from '#domain/questionnaire/questionnaire.ts'
import { chooses } from '#domain/questionnaire/value.ts'
import { declined, textLength } from '#domain/response/answer.ts'
import type { Words } from '../wording.ts'

/** An entry as whoever settles reads it: its number on the form and its words. */
export function entryInWords({ t }: Pick<Words, 't'>, item: Item, text: QuestionnaireText, entry: Entry): string {
  if (entry === null) return t('paper.empty')
  if (entry === unclear) return t('paper.unclear')
  if (entry === declined) return t('paper.declined')
  const words = typeof entry === 'number' && !item.measure ? item.options.filter((_, place) => chooses(item, entry, place)) : []
  const said = words.map((option) => text.items[item.code]?.options[option] ?? option).join(', ')
  const typed = writeEntry(item, entry)
  return said === '' || said === typed ? typed : `${typed} (${said})`
}

/** What to do about something typed that the question can't have; undefined when it can. */
export function faultIn({ t }: Pick<Words, 't'>, item: Item, typed: string): string | undefined {
  if (readEntry(item, typed) !== undefined) return undefined
  if (item.kind === 'text') return t('paper.wrong.text', { count: textLength })
  const { measure } = item
  if (!measure) return t('paper.wrong')
  const last = Math.floor((measure.to - measure.from) / measure.step) + 1
  return t('paper.wrong.number', { from: writeEntry(item, 1), to: writeEntry(item, last) })
}

/** An example where a number alone does not say how it is typed. */
export function hintFor({ t }: Pick<Words, 't'>, { kind, measure }: Item, unit: string | undefined): string {
  if (kind === 'multiple') return t('paper.hint.several')
  if (kind === 'clock') return t('paper.hint.clock')
  if (kind === 'month') return t(measure?.step === 12 ? 'paper.hint.year' : 'paper.hint.month')
  if (kind === 'text') return t('paper.hint.text')
  return unit ?? ''
}
