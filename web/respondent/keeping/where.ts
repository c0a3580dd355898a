/** Hvad er gemt hvor? How many answers the municipality has, how many wait here and how, and what happens next. */
import type { Answers } from '#domain/response/answer.ts'
import type { SavedMark, Waiting } from '../saver.ts'
import type { KeepingT } from './words.ts'

/** Headings with what stands under them. */
export type Told = readonly { readonly heading: string; readonly lines: readonly string[] }[]

export type Known = {
  readonly answers: Answers
  readonly mark: SavedMark
  readonly waiting: Waiting
  /** Something of an earlier page lies on this machine. */
  readonly isEarlierWaiting: boolean
}

export function tellWhere(t: KeepingT, { answers, mark, waiting, isEarlierWaiting }: Known): Told {
  const counted = (what: 'stored' | 'kept' | 'page', count: number) =>
    count === 1 ? t(`where.${what}.one`) : t(`where.${what}.other`, { count })
  const stored = answers.filter((answer, place) => answer !== null && !waiting.places.has(place)).length
  const count = waiting.places.size
  const next = mark === 'busy' ? 'busy' : count === 0 ? 'saved' : mark === 'saving' ? 'saving' : 'offline'
  const isHeld = count > 0 && mark !== 'saving'
  return [
    { heading: t('where.municipality'), lines: [stored === 0 ? t('where.stored.none') : counted('stored', stored)] },
    {
      heading: t('where.machine'),
      lines: [
        count === 0 ? t('where.nothing') : counted(waiting.isKept ? 'kept' : 'page', count),
        ...(isEarlierWaiting ? [t('where.earlier')] : []),
      ],
    },
    {
      heading: t('where.next'),
      lines: [t(`where.next.${next}`), ...(isHeld ? [t(waiting.isKept ? 'where.next.kept' : 'where.next.page')] : []), t('where.end')],
    },
  ]
}
