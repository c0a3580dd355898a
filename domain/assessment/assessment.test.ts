import assert from 'node:assert/strict'
import { test } from 'node:test'
import {
  type AskedInformant,
  followUpOf,
  informantOf,
  mayGoOn,
  mostInformants,
  nextOf,
  refuseInvitation,
  type Relation,
  unansweredOf,
} from './assessment.ts'

const given = [{ decision: 'given' }] as const
const asked = (state: AskedInformant['state'], round = 1, relation: Relation = 'mother'): AskedInformant => ({
  id: state,
  round,
  relation,
  state,
})
const invite = (
  { state = 'open', consents = given, informants = [], round = 1 }: Partial<Parameters<typeof refuseInvitation>[0]> = {},
  relation: Relation = 'mother',
  age: number | null = 12,
) => refuseInvitation({ state, consents, informants, round }, relation, age)

test('nobody is invited to a closed case, or before the family has been told', () => {
  assert.equal(invite(), undefined)
  assert.equal(invite({ state: 'closed' }), 'assessment-closed')
  assert.equal(invite({ consents: [] }), 'assessment-no-consent')
})

test('the family’s latest word counts', () => {
  assert.equal(mayGoOn([]), false)
  assert.equal(mayGoOn([{ decision: 'informed' }]), true)
  assert.equal(mayGoOn([{ decision: 'given' }, { decision: 'withdrawn' }]), false)
  assert.equal(mayGoOn([{ decision: 'withdrawn' }, { decision: 'given' }]), true)
})

test('a child answers itself from eleven, and not when its age is unknown', () => {
  assert.equal(invite({}, 'self', 10), 'assessment-child-too-young')
  assert.equal(invite({}, 'self', 11), undefined)
  assert.equal(invite({}, 'self', null), 'assessment-child-too-young')
  assert.equal(invite({}, 'mother', null), undefined)
})

test('six in a round: who declined or was withdrawn gives the place back, and rounds are counted apart', () => {
  const five = Array.from({ length: mostInformants - 1 }, () => asked('answered'))
  assert.equal(invite({ informants: five }), undefined)
  assert.equal(invite({ informants: [...five, asked('invited')] }), 'assessment-too-many')
  assert.equal(invite({ informants: [...five, asked('declined'), asked('withdrawn')] }), undefined)
  assert.equal(invite({ informants: [...five, asked('invited')], round: 2 }), undefined)
})

test('whoever lives with the child answers as a parent, whoever works with it as a teacher', () => {
  for (const relation of ['mother', 'father', 'stepParent', 'fosterParent', 'otherCustody'] as const)
    assert.equal(informantOf(relation), 'parent')
  for (const relation of ['teacher', 'pedagogue', 'otherProfessional'] as const) assert.equal(informantOf(relation), 'teacher')
  assert.equal(informantOf('self'), 'self')
})

test('the next round asks who answered in this one, and nobody else', () => {
  const informants = [asked('answered'), asked('invited'), asked('declined'), asked('withdrawn'), asked('answered', 2)]
  assert.deepEqual(followUpOf(informants, 1), [informants[0]])
})

test('an invitation ends for everybody who has not answered, also for who said no and might come back', () => {
  const informants = [asked('answered'), asked('invited'), asked('declined'), asked('withdrawn')]
  assert.deepEqual(
    unansweredOf(informants).map(({ state }) => state),
    ['invited', 'declined'],
  )
})

test('an answer that is waited for comes before a goal, the earliest first; what is done is not next', () => {
  const goal = { state: 'agreed', dueOn: '2026-12-01' } as const
  assert.deepEqual(
    nextOf(
      [
        { state: 'invited', dueOn: '2027-01-02' },
        { state: 'invited', dueOn: '2027-01-01' },
      ],
      [goal],
    ),
    { what: 'answers', dueOn: '2027-01-01' },
  )
  assert.deepEqual(nextOf([{ state: 'answered', dueOn: '2026-11-01' }], [{ state: 'reached', dueOn: '2026-11-02' }, goal]), {
    what: 'goal',
    dueOn: '2026-12-01',
  })
  assert.equal(nextOf([{ state: 'withdrawn', dueOn: '2026-11-01' }], []), null)
})
