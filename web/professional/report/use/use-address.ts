/** Where a report is used: the report's own choice goes along, and what is chosen there is added to it. */
import { addresses } from '../../shell/navigation.ts'
import { type Choice, writeChoice } from '../choice.ts'

export const uses = { present: 'vis', lesson: 'samtale', pack: 'brug', pupils: 'elevudgave', feedback: 'vi-gjorde' } as const
export type Use = keyof typeof uses

type Extra = Readonly<Record<string, string | undefined>>

export function addressOfUse(use: Use, surveyId: string, choice: Choice, extra: Extra = {}): string {
  const added = Object.entries(extra).flatMap(([name, value]) =>
    value === undefined || value === '' ? [] : [`&${name}=${encodeURIComponent(value).replaceAll('%2C', ',')}`],
  )
  return `${addresses.report}/${surveyId}/${uses[use]}${writeChoice(choice)}${added.join('')}`
}

/** The report that is used. */
export function reportAddress(surveyId: string, choice: Choice): string {
  return `${addresses.report}/${surveyId}${writeChoice(choice)}`
}
