/** How a municipality lets region and country have its figures: each night by itself, or only when somebody decides it. */
export const releaseRules = ['standing', 'decision'] as const
export type ReleaseRule = (typeof releaseRules)[number]

/** What is said of the municipality as a whole, and of one wave where that is otherwise. */
export type ReleaseRuleSaid = { readonly municipality: ReleaseRule; readonly wave: ReleaseRule | null }

export function ruleOf({ municipality, wave }: ReleaseRuleSaid): ReleaseRule {
  return wave ?? municipality
}
