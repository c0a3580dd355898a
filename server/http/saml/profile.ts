/**
 * What the two SAML logins call things: names of attributes, levels, roles and constraints. Data and nothing else, so
 * that a new generation of a profile is a line here.
 *
 * OIOSAML Web SSO Profile 3.0.x (Digitaliseringsstyrelsen), KOMBIT's attribute profiles for Context Handler (the old
 * "DK-SAML-2.0" one and the one on OIOSAML 3), OIO Basic Privilege Profile 1.2, NSIS 2.0.
 */
import type { Role } from '#domain/access/actor.ts'

export const namespaces = {
  assertion: 'urn:oasis:names:tc:SAML:2.0:assertion',
  protocol: 'urn:oasis:names:tc:SAML:2.0:protocol',
  metadata: 'urn:oasis:names:tc:SAML:2.0:metadata',
  signature: 'http://www.w3.org/2000/09/xmldsig#',
  encryption: 'http://www.w3.org/2001/04/xmlenc#',
} as const

export const bindings = {
  redirect: 'urn:oasis:names:tc:SAML:2.0:bindings:HTTP-Redirect',
  post: 'urn:oasis:names:tc:SAML:2.0:bindings:HTTP-POST',
} as const

export const statuses = {
  success: 'urn:oasis:names:tc:SAML:2.0:status:Success',
  requester: 'urn:oasis:names:tc:SAML:2.0:status:Requester',
} as const

export const bearer = 'urn:oasis:names:tc:SAML:2.0:cm:bearer'

export const nameIdFormats = {
  x509Subject: 'urn:oasis:names:tc:SAML:1.1:nameid-format:X509SubjectName',
  persistent: 'urn:oasis:names:tc:SAML:2.0:nameid-format:persistent',
} as const

/** Names of what a login tells, newest first: the first that is there counts. */
export const attributes = {
  assurance: ['https://data.gov.dk/concept/core/nsis/loa', 'dk:gov:saml:attribute:AssuranceLevel'],
  cvr: ['https://data.gov.dk/model/core/eid/professional/cvr', 'dk:gov:saml:attribute:CvrNumberIdentifier'],
  privileges: ['https://data.gov.dk/model/core/eid/privilegesIntermediate', 'dk:gov:saml:attribute:Privileges_intermediate'],
  cpr: ['https://data.gov.dk/model/core/eid/cprNumber', 'dk:gov:saml:attribute:CprNumberIdentifier'],
} as const

/** What is asked for of each kind of login, as its metadata says; nothing that is not used. */
export const requestedAttributes = {
  'context-handler': [attributes.assurance[0], attributes.cvr[0], attributes.privileges[0]],
  'nemlog-in': [attributes.assurance[0], attributes.cpr[0]],
} as const

const nsis = 'https://data.gov.dk/concept/core/nsis/loa'
/** What an `AuthnRequest` asks for: at least substantial, of the right kind of person. */
export const requestedContexts = {
  'context-handler': [`${nsis}/Substantial`, 'https://data.gov.dk/eid/Professional'],
  'nemlog-in': [`${nsis}/Substantial`, 'https://data.gov.dk/eid/Person'],
} as const

/** Whose right it is: in front of a CVR number. */
export const scopePrefix = 'urn:dk:gov:saml:cvrNumberIdentifier:'

/** The user-system roles we declare at KOMBIT, as `<roles>/roles/usersystemrole/<name>/1`, and whom each makes. */
export const userSystemRoles: ReadonlyMap<string, Role> = new Map([
  ['sundhedsplejerske', 'healthVisitor'],
  ['ledende_sundhedsplejerske', 'leadHealthVisitor'],
  ['boerne_og_ungelaege', 'schoolDoctor'],
  ['ppr', 'eduPsychologist'],
  ['socialraadgiver', 'socialWorker'],
  ['sagsansvarlig', 'caseOwner'],
  ['skoleleder', 'institutionLeader'],
  ['institutionsleder', 'institutionLeader'],
  ['laerer_paedagog', 'teacher'],
  ['kommunal_analytiker', 'municipalAnalyst'],
  ['politiker', 'politicalReader'],
  ['undersoegelsesadministrator', 'municipalAdmin'],
  ['databeskyttelse_revision', 'dataProtectionOfficer'],
])

/** The data constraints we declare, as `<roles>/constraints/<name>/1`. Any other takes the right away. */
export const constraints = ['institution', 'klasse', 'organisation', 'personkreds'] as const
export type ConstraintName = (typeof constraints)[number]

/** XML Signature and Encryption: what is taken. Everything else is refused, SHA-1 and RSA 1.5 among it. */
export const algorithms = {
  signature: [
    'http://www.w3.org/2001/04/xmldsig-more#rsa-sha256',
    'http://www.w3.org/2001/04/xmldsig-more#rsa-sha512',
    'http://www.w3.org/2007/05/xmldsig-more#sha256-rsa-MGF1',
  ],
  digest: ['http://www.w3.org/2001/04/xmlenc#sha256', 'http://www.w3.org/2001/04/xmlenc#sha512'],
  transform: ['http://www.w3.org/2000/09/xmldsig#enveloped-signature', 'http://www.w3.org/2001/10/xml-exc-c14n#'],
  canonicalisation: ['http://www.w3.org/2001/10/xml-exc-c14n#'],
} as const
