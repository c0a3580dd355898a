/**
 * Who is spoken to: prefixes of the texts that are read instead of the plain ones, the nearest first. None is a
 * child who answers in class, for statistics.
 */
export type Voice = readonly string[]

/** `isByLink`: comes in by a personal link instead of a lesson's code. */
export function voiceOf({ track, respondent }: { readonly track: string; readonly respondent: string }, isByLink: boolean): Voice {
  return track === 'statistics' && respondent === 'pupil' && !isByLink
    ? []
    : [`${track}.${respondent}.`, `${track}.`, `${respondent}.`, ...(isByLink ? ['link.'] : [])]
}
