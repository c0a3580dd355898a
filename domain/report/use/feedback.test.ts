import assert from 'node:assert/strict'
import { test } from 'node:test'
import { draftFeedback, type Feedback, publishFeedback, withdrawFeedback } from './feedback.ts'

const terms = {
  findings: [{ item: 'work-quiet', da: '8 af 20 havde ro', en: '8 of 20 had quiet' }],
  did: 'Vi flyttede bordene',
  next: '',
  nextOn: null,
}
const one = (version: number, state: Feedback['state']): Feedback => ({
  ...terms,
  id: `v${version}`,
  version,
  state,
  publishedOn: state === 'draft' ? null : '2026-11-01',
  revision: 1,
})
function draft(versions: readonly Feedback[], newId: string, revision = 0, more: Partial<typeof terms> = {}) {
  const drafted = draftFeedback(versions, { ...terms, ...more }, { newId, revision })
  assert.ok(typeof drafted === 'object')
  return drafted
}

test('the first words are a draft, and more words change that draft', () => {
  const { feedback, isNew } = draft([], 'v1')
  assert.deepEqual([feedback.state, feedback.version, isNew], ['draft', 1, true])
  const again = draft([feedback], 'v2', 1, { did: 'Andet' })
  assert.deepEqual([again.feedback.id, again.feedback.did, again.isNew], ['v1', 'Andet', false])
})

test('who has not read the latest saving writes over nobody: the draft of another, or the one that has been published meanwhile', () => {
  const { feedback } = draft([], 'v1')
  assert.equal(draftFeedback([feedback], terms, { newId: 'v2', revision: 0 }), 'feedback-changed-since')
  assert.equal(draftFeedback([one(1, 'published')], terms, { newId: 'v2', revision: 1 }), 'feedback-changed-since')
  assert.equal(draft([feedback], 'v2', 1).feedback.revision, 2)
})

test('what is published is never overwritten: a change is a next version, and families read the old one until it is published', () => {
  const { feedback } = draft([one(1, 'published')], 'v2')
  assert.deepEqual([feedback.id, feedback.version, feedback.state], ['v2', 2, 'draft'])
  const done = publishFeedback([one(1, 'published'), feedback], feedback, '2026-11-23')
  assert.ok(typeof done === 'object')
  assert.deepEqual(
    [done.published.state, done.published.publishedOn, done.replaced?.id, done.replaced?.state],
    ['published', '2026-11-23', 'v1', 'replaced'],
  )
})

test('nothing is published that says neither what was answered nor what was done', () => {
  assert.equal(publishFeedback([{ ...one(1, 'draft'), findings: [] }], one(1, 'draft'), '2026-11-23'), 'feedback-says-nothing')
  assert.equal(publishFeedback([{ ...one(1, 'draft'), did: ' ' }], one(1, 'draft'), '2026-11-23'), 'feedback-says-nothing')
  assert.equal(publishFeedback([one(1, 'published')], one(1, 'published'), '2026-11-23'), 'feedback-not-draft')
})

test('nobody publishes what a colleague has written since it was read', () => {
  const { feedback } = draft([], 'v1')
  const since = draft([feedback], 'v1', 1).feedback
  assert.equal(publishFeedback([since], feedback, '2026-11-23'), 'feedback-changed-since')
  assert.ok(typeof publishFeedback([since], since, '2026-11-23') === 'object')
})

test('only what is published is withdrawn, and then a new version can be written', () => {
  assert.equal(withdrawFeedback(one(1, 'draft')), 'feedback-not-published')
  const gone = withdrawFeedback(one(1, 'published'))
  assert.ok(typeof gone === 'object' && gone.state === 'withdrawn')
  assert.equal(draft([gone], 'v2').feedback.version, 2)
})
