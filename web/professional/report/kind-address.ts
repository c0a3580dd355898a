/** The kinds of report on one survey and unit, and where each stands. The unit goes along from one to the next. */
import type { ReportUnit } from '#api/report.ts'
import { addresses } from '../shell/navigation.ts'

export const kinds = ['basic', 'environment', 'keyFigures', 'trend', 'responses', 'needs'] as const
export type Kind = (typeof kinds)[number]

const pages: Readonly<Record<Kind, string>> = {
  basic: '',
  environment: '/umv',
  keyFigures: '/noegletal',
  trend: '/udvikling',
  responses: '/svar',
  needs: '/behov',
}

/** What of an address is usual, and left out of it. `:` and `,` stay readable. */
export function kindAddress(kind: Kind, surveyId: string, unit: string, rest: Readonly<Record<string, string>> = {}): string {
  const parts = Object.entries({ unit, ...rest }).filter(([, value]) => value !== '')
  const query = parts.map(([name, value]) => `${name}=${encodeURIComponent(value).replaceAll('%3A', ':').replaceAll('%2C', ',')}`)
  return `${addresses.report}/${surveyId}${pages[kind]}?${query.join('&')}`
}

/** A board of these units and questions, in this order; no questions are the usual ones. */
export function boardAddress(surveyId: string, units: readonly string[], indicators: readonly string[] = []): string {
  return `${addresses.report}/${surveyId}/tavle?units=${units.join(',')}${indicators.length === 0 ? '' : `&indicators=${indicators.join(',')}`}`
}

/** Where earlier years' figures are brought in for a survey's trends. */
export function importAddress(surveyId: string): string {
  return `${addresses.report}/${surveyId}/tidligere-tal`
}

/** The institution a unit lies in, itself when it is one; undefined above institutions. */
export function institutionAbove(units: readonly ReportUnit[], key: string): ReportUnit | undefined {
  let unit = units.find((one) => one.unit === key)
  while (unit !== undefined && unit.level !== 'institution') {
    const { parent } = unit
    unit = parent === null ? undefined : units.find((one) => one.unit === parent)
  }
  return unit
}
