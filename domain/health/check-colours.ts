/** What must be true of colour rules before anybody's answers are coloured by them, beyond their shape (`colour-rules-schema.ts`). */
import type { Item, Questionnaire } from '../questionnaire/questionnaire.ts'
import type { Theme } from '../questionnaire/themes.ts'
import type { ColourRules } from './colour-rules.ts'

export type ColourFault =
  | 'made-for-another-questionnaire'
  | 'no-rules'
  | 'item-unknown'
  | 'option-unknown'
  | 'option-without-colour'
  | 'multiple-coloured'
  | 'theme-never-coloured'
  | 'going-well-is-red'
  | 'colour-tells-nothing'

export type ColourFinding = {
  readonly fault: ColourFault
  /** The item, or the questionnaire, that it is about. */
  readonly at: string
  /** What was found, e.g. the option. */
  readonly found?: string
}

/**
 * Themes whose answers are never coloured (`facts/boernungeliv` 3.2): who somebody is is no sign of anything, the
 * teaching environment is the group's and not the child's, and what somebody has done against the law is not asked
 * of a named child.
 */
export const neverColoured: readonly Theme[] = ['background', 'learning-environment', 'crime']

/** Everything wrong with the rules of a questionnaire, in the order of the rules; empty when they may be used. */
export function checkColours(questionnaire: Questionnaire, { questionnaire: madeFor, rules }: ColourRules): readonly ColourFinding[] {
  const { code, version, items } = questionnaire
  const findings: ColourFinding[] = []
  if (madeFor.code !== code || madeFor.version !== version)
    findings.push({ fault: 'made-for-another-questionnaire', at: code, found: `${madeFor.code} ${madeFor.version}` })
  if (Object.keys(rules).length === 0) findings.push({ fault: 'no-rules', at: code })
  for (const [at, colours] of Object.entries(rules)) {
    const item = items.find((one) => one.code === at)
    if (item) findings.push(...checkRule(item, colours))
    else findings.push({ fault: 'item-unknown', at })
  }
  return findings
}

/**
 * An answer that has no colour where others have one would look like a skipped question, so a rule has a colour
 * for every option. Of an item with several choices it would be the choices together that mean something.
 */
function checkRule({ code: at, theme, kind, options, favourable }: Item, colours: ColourRules['rules'][string]): readonly ColourFinding[] {
  const findings: ColourFinding[] = [
    ...options.filter((option) => !Object.hasOwn(colours, option)).map((found) => ({ fault: 'option-without-colour', at, found }) as const),
    ...Object.keys(colours)
      .filter((option) => !options.includes(option))
      .map((found) => ({ fault: 'option-unknown', at, found }) as const),
    ...favourable.filter((option) => colours[option] === 'red').map((found) => ({ fault: 'going-well-is-red', at, found }) as const),
  ]
  if (kind === 'multiple') findings.push({ fault: 'multiple-coloured', at })
  if (neverColoured.some((never) => never === theme)) findings.push({ fault: 'theme-never-coloured', at, found: theme })
  if (new Set(Object.values(colours)).size < 2) findings.push({ fault: 'colour-tells-nothing', at })
  return findings
}
