/**
 * How somebody can be reached, and what of it may be shown.
 *
 * Protection is a claim on each field and on the person (navne- og adressebeskyttelse, CPR-loven § 28). What is protected
 * comes out in another shape than what is not, without the value, so that a screen that forgets to ask can't show it.
 */
import { z } from 'zod'
import { type RespondentLanguage, respondentLanguages } from '../text/text.ts'
import type { ContactDetails } from './roster.ts'

const Address = z.object({
  street: z.string(),
  postalCode: z.string(),
  place: z.string(),
  municipalityCode: z.int().nullable(),
  isProtected: z.boolean(),
})

/** All that is known, as it is kept (sealed under the person's own key). */
export const Contact = z.object({
  email: z.string().nullable(),
  phones: z.array(z.object({ number: z.string(), isProtected: z.boolean() })),
  address: Address.nullable(),
  /** What they read best, where a source has said. Beside the address, for it tells of somebody as that does. */
  language: z.enum(respondentLanguages).optional(),
})
export type Contact = z.infer<typeof Contact>

/** What is known after a source has spoken: what it says nothing of stays. */
export function contactAfter(known: Contact | undefined, given: ContactDetails): Contact {
  const { email = known?.email ?? null, phones = known?.phones ?? [], address = known?.address ?? null } = given
  const language = given.language === undefined ? known?.language : (given.language ?? undefined)
  return { email, phones: [...phones], address, ...(language === undefined ? {} : { language }) }
}

/** A field that may be shown, or the word that there is one and it is protected. */
export type Shown<T> = { readonly isProtected: false; readonly value: T } | { readonly isProtected: true }

export type ShownContact = {
  /** Of the person: then every field is. */
  readonly isProtected: boolean
  readonly email: Shown<string> | null
  readonly phones: readonly Shown<string>[]
  readonly address: Shown<Omit<z.infer<typeof Address>, 'isProtected'>> | null
  /** Never protected: it is needed to write to somebody in words they read, and is shown on no screen. */
  readonly language: RespondentLanguage | null
}

/** What may be shown to whoever has named no need. */
export function shownContact({ email, phones, address, language }: Contact, isPersonProtected: boolean): ShownContact {
  const show = <T>(value: T, isProtected: boolean): Shown<T> =>
    isProtected || isPersonProtected ? { isProtected: true } : { isProtected: false, value }
  return {
    isProtected: isPersonProtected,
    email: email === null ? null : show(email, false),
    phones: phones.map(({ number, isProtected }) => show(number, isProtected)),
    address: address === null ? null : showAddress(address, show),
    language: language ?? null,
  }
}

function showAddress(
  { isProtected, ...place }: z.infer<typeof Address>,
  show: <T>(value: T, isProtected: boolean) => Shown<T>,
): Shown<Omit<z.infer<typeof Address>, 'isProtected'>> {
  return show(place, isProtected)
}

/**
 * What protected fields may be asked for: comparing them with a roster, which shows nobody anything, and reaching a
 * child's grown-up when there is reason for concern. The need stands in the audit row of whoever shows them.
 */
export type ContactNeed = 'rosterComparison' | 'concernForChild'
