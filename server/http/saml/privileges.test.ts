import assert from 'node:assert/strict'
import { test } from 'node:test'
import { declaredAt, encodePrivileges } from '../../../stand-ins/identity-provider/saml/privileges.ts'
import { type Privilege, readPrivileges } from './privileges.ts'

const cvr = '99000881'
const read = (privileges: Parameters<typeof encodePrivileges>[0], generation: 'oiosaml-3' | 'dk-saml-2' = 'oiosaml-3') =>
  readPrivileges(encodePrivileges(privileges, cvr, generation), declaredAt)
const raw = (xml: string) => readPrivileges(Buffer.from(xml).toString('base64'), declaredAt)
const group = (inside: string) =>
  `<PrivilegeList><PrivilegeGroup Scope="urn:dk:gov:saml:cvrNumberIdentifier:${cvr}">${inside}</PrivilegeGroup></PrivilegeList>`
const role = (name: string) => `<Privilege>${declaredAt}/roles/usersystemrole/${name}/1</Privilege>`
const whole = (given: Partial<Privilege> & Pick<Privilege, 'role'>): Privilege => ({
  cvr,
  institutions: undefined,
  classes: undefined,
  ...given,
})

for (const generation of ['oiosaml-3', 'dk-saml-2'] as const) {
  test(`rights are read in the words of ${generation}, each with what it is narrowed to`, () => {
    assert.deepEqual(
      read(
        [
          { role: 'skoleleder', constraints: { institution: 'X81101,X81102' } },
          { role: 'kommunal_analytiker', constraints: {} },
          { role: 'kommunal_analytiker', constraints: {}, cvr: '99000882' },
        ],
        generation,
      ),
      [
        whole({ role: 'institutionLeader', institutions: ['X81101', 'X81102'] }),
        whole({ role: 'municipalAnalyst' }),
        whole({ role: 'municipalAnalyst', cvr: '99000882' }),
      ],
    )
  })
}

test('a right narrowed to classes is for those who work with classes; of anybody else it gives nothing', () => {
  const constraints = { klasse: 'X81101:5.B, X81101:5.C' }
  const classes = [
    { institution: 'X81101', name: '5.B' },
    { institution: 'X81101', name: '5.C' },
  ]
  assert.deepEqual(read([{ role: 'sundhedsplejerske', constraints }]), [whole({ role: 'healthVisitor', classes })])
  // A name alone is a class of the institution named beside it; of another, or of none, it is no class.
  const beside = { institution: 'X81101', klasse: '5.B,5.C' }
  assert.deepEqual(read([{ role: 'sundhedsplejerske', constraints: beside }]), [
    whole({ role: 'healthVisitor', institutions: ['X81101'], classes }),
  ])
  assert.deepEqual(read([{ role: 'sundhedsplejerske', constraints: { institution: 'X81102', klasse: 'X81101:5.B' } }]), [])
  assert.deepEqual(read([{ role: 'skoleleder', constraints }]), [])
})

test('a constraint we do not know, cannot read or get twice takes the right away, and that one alone', () => {
  const other = { role: 'ppr', constraints: {} }
  for (const constraints of [{ kle: '16.03' }, { institution: 'alle' }, { institution: '' }, { klasse: '5.B' }, { personkreds: 'alle' }]) {
    if (Object.values(constraints)[0] === '') continue
    assert.deepEqual(
      read([{ role: 'kommunal_analytiker', constraints }, other]),
      [whole({ role: 'eduPsychologist' })],
      JSON.stringify(constraints),
    )
  }
  const constraint = (name: string, value: string) => `<Constraint Name="${declaredAt}/constraints/${name}/1">${value}</Constraint>`
  assert.deepEqual(raw(group(`${role('ppr')}${constraint('institution', 'X81101')}${constraint('institution', 'X81102')}`)), [])
  assert.deepEqual(raw(group(`${role('ppr')}${constraint('institution', '')}`)), [])
  assert.deepEqual(raw(group(`${role('ppr')}<Begraensning/>`)), [])
  assert.deepEqual(raw(group(`${role('ppr')}<Constraint Name="http://another.example/constraints/institution/1">X81101</Constraint>`)), [])
})

test('an organisation alone gives nothing, for no roster knows where it is; beside an institution it does no harm', () => {
  const organisation = '0f7e2a3c-1111-4222-8333-444455556666'
  assert.deepEqual(read([{ role: 'ppr', constraints: { organisation } }]), [])
  assert.deepEqual(read([{ role: 'ppr', constraints: { organisation, institution: 'X81101' } }]), [
    whole({ role: 'eduPsychologist', institutions: ['X81101'] }),
  ])
  assert.deepEqual(read([{ role: 'sundhedsplejerske', constraints: { personkreds: 'egne' } }]), [whole({ role: 'healthVisitor' })])
})

test('roles of other systems, other versions, the association’s and the unknown are nothing', () => {
  for (const other of [
    role('konge'),
    role('constructor'),
    role('secretariat'),
    `<Privilege>http://another.example/roles/usersystemrole/ppr/1</Privilege>`,
    `<Privilege>${declaredAt}/roles/usersystemrole/ppr/2</Privilege>`,
    `<Privilege>${declaredAt}/roles/usersystemrole/ppr/1/x</Privilege>`,
  ])
    assert.deepEqual(raw(group(other)), [], other)
})

test('a scope without a CVR number gives nothing', () => {
  for (const scope of [
    '',
    'urn:dk:gov:saml:cvrNumberIdentifier:',
    'urn:dk:gov:saml:seNumberIdentifier:99000881',
    'urn:dk:gov:saml:cvrNumberIdentifier:9900088',
  ])
    assert.deepEqual(raw(`<PrivilegeList><PrivilegeGroup Scope="${scope}">${role('ppr')}</PrivilegeGroup></PrivilegeList>`), [])
})

test('what is not such XML gives nothing: a DOCTYPE, an entity, too much of it, no XML, no base64', () => {
  assert.deepEqual(raw(`<!DOCTYPE a [<!ENTITY x "y">]>${group(role('ppr'))}`), [])
  assert.deepEqual(raw(group(`${role('ppr')}<!-- -->`)), [])
  assert.deepEqual(raw(group(role('ppr').repeat(2000))), [])
  assert.deepEqual(raw('hej'), [])
  assert.deepEqual(readPrivileges('%%%', declaredAt), [])
  assert.deepEqual(readPrivileges('A'.repeat(100_000), declaredAt), [])
  assert.deepEqual(raw('<Rights/>'), [])
})
