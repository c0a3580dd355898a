import { addresses } from '../shell/navigation.ts'

/** Where a family decides about one invitation. */
export function consentAddress(pupilId: string, surveyId: string): string {
  return `${addresses.family}/samtykke/${pupilId}/${surveyId}`
}

/** Where it reads what happens, and takes a consent back. */
export function withdrawalAddress(pupilId: string, surveyId: string): string {
  return `${addresses.family}/traek-tilbage/${pupilId}/${surveyId}`
}

/** The same of a PLUS case. */
export function caseAddress(assessmentId: string): string {
  return `${addresses.family}/plus/${assessmentId}`
}
