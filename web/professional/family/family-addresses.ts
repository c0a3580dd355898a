import { addresses } from '../shell/navigation.ts'

/** Where a family decides about one invitation. */
export function consentAddress(pupilId: string, surveyId: string): string {
  return `${addresses.family}/samtykke/${pupilId}/${surveyId}`
}
