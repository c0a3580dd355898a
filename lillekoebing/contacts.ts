/** How those are reached who can be written to: invented addresses, and numbers that nobody has. */
import { saveContacts } from '#database/identity.ts'
import type { Keyring } from '#database/keyring.ts'
import type { Tx } from '#database/transaction.ts'
import type { Contact } from '#domain/organisation/contact.ts'
import type { RespondentLanguage } from '#domain/text/text.ts'
import { citizensOf, pupilAt, withoutLogin } from './families.ts'
import { lillekoebing } from './place.ts'
import type { Town } from './town.ts'

type Ways = { readonly email?: string; readonly phone?: string; readonly street?: string; readonly language?: RespondentLanguage }

/** By sign-in. Who is not here can be told by a letter alone, and of those with one way the next fails when it does. */
const waysOf: Readonly<Record<string, Ways>> = {
  mett1901: { email: 'mette.thomsen@example.org', phone: '20000101', street: 'Havnegade 4' },
  kasp1902: { email: 'kasper.jessen@example.org', street: 'Rugmarken 12' },
  sann1907: { phone: '20000107', street: 'Algade 88' },
  line1911: { email: 'line.karlsen@example.org', phone: '20000111', street: 'Kirkestien 3' },
  oleh1912: { phone: '20000112', street: 'Stationsvej 21', language: 'uk' },
  ungu1910: { email: 'solveig.bak@example.org', phone: '20000110', street: 'Parkvej 7' },
}

/** Somebody outside education whose mail address is all that is known. */
const mailAlone = 'vilma.berg@example.org'

/** Writes how they are reached; does nothing for other towns. */
export async function writeContacts(tx: Tx, keyring: Keyring, town: Town): Promise<void> {
  if (town.plan.id !== lillekoebing.id) return
  const known = citizensOf(town).flatMap(({ userId, personId }) => {
    const ways = waysOf[userId]
    return ways ? [[personId, contactFrom(ways)] as const] : []
  })
  await saveContacts(tx, keyring, new Map([...known, [pupilAt(town, withoutLogin).personId, contactFrom({ email: mailAlone })]]))
}

function contactFrom({ email, phone, street, language }: Ways): Contact {
  return {
    email: email ?? null,
    phones: phone === undefined ? [] : [{ number: phone, isProtected: false }],
    address:
      street === undefined
        ? null
        : { street, postalCode: '4999', place: 'Lillekøbing', municipalityCode: lillekoebing.id, isProtected: false },
    ...(language === undefined ? {} : { language }),
  }
}
