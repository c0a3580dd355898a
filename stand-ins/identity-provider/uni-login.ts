/**
 * UNI-Login: OpenID Connect with scope `openid` only, `state` and `nonce` of at least 16 characters, and claims of
 * its own. Neither name, e-mail, class nor role is among them.
 */
import type { OpenIdProfile } from './openid.ts'
import { type Person, subjectOf } from './people.ts'

const minimumLength = 16

export const uniLogin: OpenIdProfile = {
  played: { login: 'UNI-Login', tells: () => [] },
  realm: '/auth/realms/broker',
  pickPath: '/log-ind/',
  knows: () => true,
  subject: subjectOf,
  tokenClaims: claimsOf,
  userinfoClaims: (person) => ({
    ...claimsOf(person),
    inst_brugere: person.institutionNumbers.map((number) => ({ instnr: number, instnavn: `Institution ${number}` })),
  }),
  claimNames: ['sub', 'uniid', 'aktoer_gruppe', 'institution_ids', 'unilogin_loa', 'loa', 'nsis_loa', 'inst_brugere'],
  faultOf(parameters) {
    if (parameters.get('scope') !== 'openid') return 'scope must be exactly openid'
    for (const name of ['state', 'nonce']) {
      if ((parameters.get(name)?.length ?? 0) < minimumLength) return `${name} must have at least ${minimumLength} characters`
    }
    return undefined
  },
}

function claimsOf(person: Person): Record<string, unknown> {
  const isSubstantial = person.assurance === 'Substantial'
  return {
    uniid: person.uniid,
    aktoer_gruppe: person.aktoerGruppe,
    institution_ids: person.institutionNumbers,
    unilogin_loa: person.isVouchedByAdult ? 'VoksenVerificeret' : isSubstantial ? 'ToFaktor' : 'EnFaktor',
    loa: isSubstantial ? '3' : '2',
    nsis_loa: person.assurance,
  }
}
