/**
 * What is asked about, for all ages: the join between questionnaires, reports and the catalogue of interventions.
 *
 * A questionnaire takes the themes it needs, in its own order and with its own words for them ("Tænder og toilet"
 * to parents, "Hygiejne" to a professional); the code is the same everywhere, so that sleep at nine months and
 * sleep in the ninth grade are the same subject. The one list: a new theme is added here first.
 */
export const themes = [
  'wellbeing',
  'mental-health',
  'friends',
  'bullying',
  'school',
  'learning-environment',
  'family',
  'sleep',
  'food',
  'leisure',
  'digital',
  'body',
  'health',
  'absence',
  'substances',
  'sexuality',
  'crime',
  'background',
  'childcare',
  'daily-life',
  'language',
  'hygiene',
  'home',
  'parenting',
  'birth',
] as const

export type Theme = (typeof themes)[number]

/** Whether the code is one of the list. A questionnaire that was read from a file may say anything. */
export function isTheme(code: string): code is Theme {
  return (themes as readonly string[]).includes(code)
}
