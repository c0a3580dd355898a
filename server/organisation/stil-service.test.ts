/** STIL over the wire, against a stand-in that checks our signature and signs its answers by another library than reads them. */
import assert from 'node:assert/strict'
import { request } from 'node:http'
import { after, before, beforeEach, test } from 'node:test'
import { readKey } from '../../stand-ins/stil/keys.ts'
import { misbehaviours } from '../../stand-ins/stil/misbehaviour.ts'
import { provider, startStil, type Stil } from '../../stand-ins/stil/stil.ts'
import { readRoster } from './roster-source.ts'
import { askStil, type StilConnection } from './stil-service.ts'
import { exportAction, stilRequest } from './stil-request.ts'

let stil: Stil
let connection: StilConnection
let now = new Date('2026-11-23T02:00:00Z')

before(async () => {
  stil = await startStil({
    schoolYear: 2026,
    now: () => now,
    institutions: [
      { number: '881001', name: 'Møllebakkens Skole', pupils: 60 },
      { number: '881003', name: 'Egelyskolen', pupils: 6 },
      { number: '881002', name: 'Havbrinkskolen & Co. <nord>'.replace(/[&<>]/g, (sign) => `&#${sign.charCodeAt(0)};`), pupils: 30 },
    ],
  })
  connection = { address: stil.address, provider, ...readKey('client'), signers: [readKey('signer').certificate] }
})
beforeEach(() => {
  now = new Date('2026-11-23T02:00:00Z')
  stil.misbehave(undefined)
})
after(() => stil[Symbol.asyncDispose]())

const ask = (change: Partial<StilConnection> = {}, institution = '881001', mostBytes?: number) =>
  askStil({ ...connection, ...change }, institution, { now: () => now, patienceMs: 1_500, ...(mostBytes !== undefined && { mostBytes }) })

test('an export is asked for, its answer is believed, and what is signed is what is read', async () => {
  for (const soap of ['1.1', '1.2'] as const) {
    for (const [institution, pupils] of [
      ['881001', 60],
      ['881002', 30],
    ] as const) {
      const answer = await askStil(connection, institution, { now: () => now, soap })
      assert.ok(typeof answer !== 'string', String(answer))
      const roster = await readRoster(answer.body, async () => {})
      assert.deepEqual(
        roster.findings.filter(({ level }) => level === 'error'),
        [],
      )
      assert.equal(roster.pupils?.length, pupils)
      assert.equal(roster.pupils?.[0]?.institution, institution)
    }
  }
})

/** What each wrong answer is refused as. */
const refused = {
  unsigned: 'answer-not-signed',
  tampered: 'answer-changed',
  wrapped: 'answer-signed-otherwise',
  'two-bodies': 'answer-not-signed',
  'same-id-twice': 'answer-signed-otherwise',
  'body-not-signed': 'answer-signed-otherwise',
  'other-signer': 'answer-by-another-signer',
  sha1: 'answer-signed-otherwise',
  expired: 'answer-over',
  'other-question': 'answer-to-another-question',
  doctype: 'answer-unreadable',
  'cut-off': 'answer-unreadable',
  'not-utf8': 'answer-unreadable',
  huge: 'answer-too-large',
  silent: 'not-answered',
} as const

for (const [how, name] of Object.entries(refused)) {
  test(`an answer with ${misbehaviours[how as keyof typeof refused]} is refused`, async () => {
    stil.misbehave(how as keyof typeof refused)
    assert.equal(await ask({}, '881003', 4 * 1024 * 1024), name)
  })
}

test('a certificate we were not given is not believed, whatever the answer says of itself', async () => {
  assert.equal(await ask({ signers: [readKey('forger').certificate] }), 'answer-by-another-signer')
  assert.equal(typeof (await ask({ signers: [readKey('forger').certificate, readKey('signer').certificate] })), 'object')
})

test('where nobody listens there is no answer', async () => {
  assert.equal(await ask({ address: 'http://127.0.0.1:9/wsieksport' }), 'not-answered')
})

test('an institution without an agreement is refused by STIL', async () => {
  assert.equal(await ask({}, '881009'), 'refused-by-stil')
})

/** What STIL says to a question, word for word. */
function post(envelope: string): Promise<{ readonly status: number; readonly text: string }> {
  return new Promise((settle, fail) => {
    const sent = request(stil.address, { method: 'POST', headers: { 'content-type': `application/soap+xml; action="${exportAction}"` } })
    sent.on('error', fail)
    sent.on('response', async (response) => {
      let text = ''
      for await (const chunk of response) text += String(chunk)
      settle({ status: response.statusCode ?? 0, text: /<faultstring>(\w+)</.exec(text)?.[1] ?? '' })
    })
    sent.end(envelope)
  })
}

test('a question is signed so that nobody else can ask, or ask otherwise, or ask again later', async () => {
  const { envelope } = stilRequest(connection, '881001', { now })
  assert.equal((await post(envelope)).status, 200)
  assert.deepEqual(await post(envelope.replace('881001', '881002')), { status: 500, text: 'FailedCheck' })
  assert.deepEqual(await post(envelope.replace(/<ds:Signature[\s\S]*<\/ds:Signature>/, '')), { status: 500, text: 'SecurityRequired' })
  assert.deepEqual(await post(envelope.replace(provider, 'AB000999')), { status: 500, text: 'FailedCheck' })
  const stranger = stilRequest({ ...connection, ...readKey('forger') }, '881001', { now })
  assert.deepEqual(await post(stranger.envelope), { status: 500, text: 'UnknownCertificate' })
  const borrowed = stilRequest({ ...connection, key: readKey('forger').key }, '881001', { now })
  assert.deepEqual(await post(borrowed.envelope), { status: 500, text: 'FailedCheck' })
  const other = stilRequest({ ...connection, provider: 'AB000999' }, '881001', { now })
  assert.deepEqual(await post(other.envelope), { status: 500, text: 'UnknownProvider' })
  now = new Date(now.getTime() + 6 * 60_000)
  assert.deepEqual(await post(envelope), { status: 500, text: 'MessageExpired' })
})
