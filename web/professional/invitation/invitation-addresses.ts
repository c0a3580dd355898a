import type { Occasion } from '#domain/invitation/invitation.ts'
import { addresses } from '../shell/navigation.ts'

/** How the people of a survey are told. */
export function invitationsAddress(surveyId: string): string {
  return `${addresses.survey}/${surveyId}/invitationer`
}

/** Whom no message has reached, by name. */
export function troublesAddress(surveyId: string): string {
  return `${invitationsAddress(surveyId)}/ikke-naaet-frem`
}

/** Where the MeMo files of a survey are fetched. */
export function memoAddress(surveyId: string, occasion: Occasion): string {
  return `/api/v1/surveys/${encodeURIComponent(surveyId)}/invitations/memo?occasion=${occasion}`
}
