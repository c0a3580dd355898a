/** One round of asking: which classes are asked which questionnaire, between which days. */
import type { MunicipalityId } from '../organisation/organisation.ts'

/** Told to the respondent before the first question, and never changed. */
export type Track = 'statistics'

/** draft → open → closed → sealed. A closed survey takes no answers; a sealed one has no raw rows left. */
export type SurveyState = 'draft' | 'open' | 'closed' | 'sealed'

export type Survey = {
  readonly id: string
  readonly municipalityId: MunicipalityId
  readonly title: string
  readonly track: Track
  readonly questionnaire: { readonly code: string; readonly version: string }
  readonly state: SurveyState
  readonly schoolYear: number
  /** First and last day it may be answered. */
  readonly opensOn: string
  readonly closesOn: string
  readonly grades: readonly number[]
  readonly institutionIds: readonly string[]
}
