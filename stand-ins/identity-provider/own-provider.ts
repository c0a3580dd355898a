/**
 * A login that an installation runs itself, or has from a broker: the same protocol as UNI-Login, with other names
 * for what it tells and the level spelled as Signaturgruppen's broker does.
 */
import type { OwnLogin } from './logins.ts'
import type { OpenIdProfile } from './openid.ts'
import { type Person, subjectOf } from './people.ts'

export const ownProvider: OpenIdProfile = {
  played: {
    login: 'kommunens eget login',
    tells: (person) => (loginOf(person).assurance === 'Low' ? ['Niveau: Lav'] : []),
  },
  realm: '/auth/realms/kommunen',
  pickPath: '/eget-login/',
  knows: ({ logins }) => logins.own !== undefined,
  subject: (person) => subjectOf({ uniid: `own|${loginOf(person).employeeId}` }),
  tokenClaims: claimsOf,
  userinfoClaims: claimsOf,
  claimNames: ['sub', 'employee_id', 'departments', 'assurance_level'],
  faultOf: () => undefined,
}

function claimsOf(person: Person): Record<string, unknown> {
  const { employeeId, departments, assurance } = loginOf(person)
  return {
    employee_id: employeeId,
    departments,
    assurance_level: `https://data.gov.dk/concept/core/nsis/${assurance}`,
  }
}

function loginOf({ uniid, logins }: Person): OwnLogin {
  if (!logins.own) throw new Error(`${uniid} does not come by the installation's own login`)
  return logins.own
}
