import { findAuditedStaff } from '#api/audit.ts'
import { listStaffAccounts } from '#database/audit.ts'
import { listNames } from '#database/identity.ts'
import { citizens } from '#domain/access/actor.ts'
import { handle } from '../http/handle.ts'

const atMost = 20
const danishOrder = new Intl.Collator('da')

/** Also those whose account is closed: what they did stands in the log. Names are ciphertext, so they are read here and compared. */
export const answerFindAuditedStaff = handle(findAuditedStaff, async ({ tx, body, house, note }) => {
  const accounts = await listStaffAccounts(tx, citizens)
  const names = await listNames(tx, house.keyring, [...new Set(accounts.map(({ personId }) => personId))])
  const words = body.name.toLocaleLowerCase('da').split(/\s+/)

  note('staff')
  return accounts
    .map(({ accountId, personId, role }) => ({ accountId, role, name: names.get(personId) ?? '' }))
    .filter(({ name }) => words.every((word) => name.toLocaleLowerCase('da').includes(word)))
    .toSorted((one, other) => danishOrder.compare(one.name, other.name))
    .slice(0, atMost)
})
