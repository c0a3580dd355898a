/**
 * An assessment field by field, as several write it at once: a headmaster and a deputy, each at a theme. Each field is saved by itself, so
 * that only two who write in the same field have to be asked.
 */
import { changedFields, type Fields, mergeFields } from '../text/merge-fields.ts'
import type { LearningEnvironmentAssessment } from './environment.ts'

/** What a leader writes: texts and days. */
export type Written = Pick<LearningEnvironmentAssessment, 'words' | 'followUpOn' | 'nextOn'>

/** One field as somebody had read it, and as they leave it. */
export type FieldChange = { readonly field: string; readonly from: string; readonly to: string }

export type SaveRefusal = 'environment-changed-since'

/** Every field that something stands in. A theme's are `themes.<theme>.well` and `themes.<theme>.change`; a day that is not set is empty. */
export function environmentFields({ words, followUpOn, nextOn }: Written): Fields {
  const { summary, involved, followUp, themes } = words
  return {
    ...Object.fromEntries(
      themes.flatMap(({ theme, well, change }) => [
        [`themes.${theme}.well`, well],
        [`themes.${theme}.change`, change],
      ]),
    ),
    summary,
    involved,
    followUp,
    followUpOn: followUpOn ?? '',
    nextOn: nextOn ?? '',
  }
}

/** The assessment with these fields in the place of its own. A theme that nothing is written on is not there. */
export function withEnvironmentFields(before: Written, fields: Fields): Written {
  const all = { ...environmentFields(before), ...fields }
  const at = (field: string) => all[field] ?? ''
  const names = Object.keys(all).flatMap((field) => /^themes\.(.+)\.(?:well|change)$/.exec(field)?.[1] ?? [])
  const themes = [...new Set(names)].map((theme) => ({ theme, well: at(`themes.${theme}.well`), change: at(`themes.${theme}.change`) }))
  return {
    words: {
      summary: at('summary'),
      themes: themes.filter(({ well, change }) => well !== '' || change !== ''),
      involved: at('involved'),
      followUp: at('followUp'),
    },
    followUpOn: at('followUpOn') || null,
    nextOn: at('nextOn') || null,
  }
}

/** What has to be sent so that one who has read `from` leaves `to`. */
export function changesOf(from: Written, to: Written): readonly FieldChange[] {
  const [before, after] = [environmentFields(from), environmentFields(to)]
  return changedFields(before, after).map((field) => ({ field, from: before[field] ?? '', to: after[field] ?? '' }))
}

/**
 * The assessment with somebody's changes, whatever others have written in other fields since it was read. Refused as a whole where one of
 * the fields has been given other words since; saving the same again is no clash, so a save whose answer was lost can be sent once more.
 */
export function saveWritten(kept: Written, changes: readonly FieldChange[]): Written | SaveRefusal {
  const now = environmentFields(kept)
  const side = (of: 'from' | 'to') => Object.fromEntries(changes.map((change) => [change.field, change[of]]))
  const { merged, clashes } = mergeFields(
    side('from'),
    side('to'),
    Object.fromEntries(changes.map(({ field }) => [field, now[field] ?? ''])),
  )
  return clashes.length > 0 ? 'environment-changed-since' : withEnvironmentFields(kept, merged)
}
