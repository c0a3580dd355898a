/** Bands that depend on the child: whom a link is sent to knows neither sex nor age, the people on the case do. */
import type { AssessmentView } from '#api/assessment.ts'
import { monthsBetween } from '#domain/calendar/calendar.ts'
import type { Instrument } from '#domain/instrument/instrument.ts'
import { answersOf } from '#domain/instrument/questionnaire-of.ts'
import { score, type Score } from '#domain/instrument/score.ts'
import type { About } from '#domain/instrument/table.ts'
import type { Sex } from '#domain/organisation/organisation.ts'

/** What norms may ask for, on the day the answers were given. */
export function aboutChild(sex: Sex, bornOn: string | undefined, day: string): About {
  return {
    ...(sex === 'unknown' ? {} : { sex: sex === 'female' ? ('girl' as const) : ('boy' as const) }),
    ...(bornOn === undefined ? {} : { ageInMonths: Math.max(0, monthsBetween(bornOn, day)) }),
  }
}

/**
 * The bands that were kept, and in systems where nothing could be told without the child, those of its sex and age. An older
 * edition's are shown as they were: norms that have changed since give no other band to an old answer.
 */
export function bandsWithNorms(
  instrument: Instrument,
  kept: Score,
  answers: readonly (number | null)[],
  about: About,
): AssessmentView['results'][number]['bands'] {
  const given = kept.edition === instrument.edition ? answersOf(instrument, kept.version, answers) : undefined
  const again = given && !('refused' in given) ? score(instrument, kept.version, given.answers, given.impact, about) : undefined
  const isTold = (bands: Score['bands'][string]) => Object.values(bands).some((band) => band !== null)
  return Object.fromEntries(
    Object.entries(kept.bands).map(([system, bands]) => {
      const own = again && !('refused' in again) && !isTold(bands) ? again.bands[system] : undefined
      return [system, { ...(own ?? bands) }]
    }),
  )
}
