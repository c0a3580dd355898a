/** The queue on real protocols that misbehave: nobody twice, nobody forgotten, and nobody who need not hear any more. */
import assert from 'node:assert/strict'
import { after, before, beforeEach, test } from 'node:test'
import { type PlantedFamilies, plantFamilies } from '../../tests/plant-families.ts'
import { type MessageRow, openPostOffice, type PostOffice } from '../../tests/post-office.ts'
import { openTestDatabase, type TestDatabase } from '../../tests/test-database.ts'
import { sendMessages } from '../jobs/send-messages.ts'
import { planInvitations } from '../jobs/plan-invitations.ts'

let database: TestDatabase
let town: PlantedFamilies
let post: PostOffice
let surveyId: string

before(async () => {
  database = await openTestDatabase()
  town = await plantFamilies(database)
  post = await openPostOffice(database)
  surveyId = town.surveys.parentsByName.id
})
after(async () => {
  await post[Symbol.asyncDispose]()
  await database[Symbol.asyncDispose]()
})
beforeEach(async () => {
  post.office.clear()
  post.setClock('2026-11-23T09:00:00Z')
  await sql('delete from common.invitation_message')
  await sql("update common.survey set state = 'open'")
})

const sql = (text: string, values: readonly unknown[] = []) => database.asOwner((client) => client.query(text, [...values]))
const of = async (name: string): Promise<readonly MessageRow[]> =>
  (await post.messages(surveyId))
    .filter(({ person_id }) => person_id === town.personIds.get(name))
    .toSorted((one, other) => one.turn - other.turn)
const seen = (rows: readonly MessageRow[]) =>
  rows.map(({ channel, state, reason }) => [channel, state, reason].filter((one) => one !== null).join(' '))
const mailsTo = (address: string) => post.to('mail').filter((to) => to === address).length

const [anja, anjasMail] = ['Anja Alrø', 'post1@mail.example']

test('planning twice, and two who plan at once, change nothing', async () => {
  await post.plan(surveyId, ['email'])
  const job = { municipalityId: 881, surveyId }
  await Promise.all([planInvitations(post.house, job), planInvitations(post.house, job)])
  const first = await post.messages(surveyId)
  assert.ok(first.length > 15)
  await planInvitations(post.house, job)
  await post.send(surveyId)
  await planInvitations(post.house, job)
  assert.deepEqual(
    (await post.messages(surveyId)).map(({ id }) => id),
    first.map(({ id }) => id),
  )
})

test('two workers at the same queue never send the same', async () => {
  await post.plan(surveyId, ['email'])
  await planInvitations(post.house, { municipalityId: 881, surveyId })
  await Promise.all(Array.from({ length: 3 }, () => sendMessages(post.house, { municipalityId: 881, surveyId })))
  const to = post.to('mail')
  assert.ok(to.length > 10)
  assert.equal(new Set(to).size, to.length)
})

test('a parent of twins has one mail, and both children’s invitations are sent by it', async () => {
  await post.plan(surveyId, ['email'])
  await post.run(surveyId)
  const rows = await of('Mona Munk')
  assert.deepEqual(seen(rows), ['email sent', 'email sent'])
  const [mail] = post.office.caught.filter(({ text, to }) => text !== '' && to === 'post20@mail.example')
  assert.equal(post.office.caught.filter(({ to }) => to === mail?.to).length, 1)
})

test('what is not taken just now is tried again after growing pauses, and fails at last', async () => {
  await post.plan(surveyId, ['email'])
  post.office.misbehave('mail', 'busy', { to: anjasMail, times: 100 })
  await post.run(surveyId)
  assert.deepEqual(seen(await of(anja)), ['email waiting'])
  const pauses: number[] = []
  for (let minutes = 0; minutes < 60 * 48 && (await of(anja))[0]?.state === 'waiting';) {
    const [{ wait } = { wait: 0 }] = (
      await sql('select extract(epoch from next_at - changed_at) / 60 as wait from common.invitation_message where person_id = $1', [
        town.personIds.get(anja),
      ])
    ).rows.map((row) => ({ wait: Number(row.wait) }))
    pauses.push(wait)
    minutes += wait
    post.passMinutes(wait)
    await post.send(surveyId)
  }
  assert.ok(pauses.every((pause, place) => pause > (pauses[place - 1] ?? 0)))
  assert.deepEqual(seen(await of(anja)), ['email failed unreachable'])
  assert.equal(mailsTo(anjasMail), 0)
})

test('a hiccup is over after a minute, and the message arrives once', async () => {
  await post.plan(surveyId, ['email'])
  post.office.misbehave('mail', 'throttle', { to: anjasMail })
  await post.run(surveyId)
  post.passMinutes(1)
  await post.send(surveyId)
  assert.deepEqual(seen(await of(anja)), ['email sent'])
  assert.equal(mailsTo(anjasMail), 1)
})

test('a mail server that is not there costs one message an attempt, not all of them', async () => {
  await post.plan(surveyId, ['email'])
  post.office.misbehave('mail', 'no-entry', { times: 1 })
  await planInvitations(post.house, { municipalityId: 881, surveyId })
  await sendMessages(post.house, { municipalityId: 881, surveyId })
  const rows = await post.messages(surveyId)
  // One message may be about two children: by receiver.
  const tried = new Set(rows.filter(({ attempts }) => attempts > 0).map(({ person_id }) => person_id))
  assert.deepEqual([tried.size, post.to('mail').length], [1, 0])
})

for (const [how, reason] of [
  ['unknown-receiver', 'unknown-receiver'],
  ['mailbox-full', 'mailbox-full'],
  ['refuse-content', 'refused'],
] as const)
  test(`refused for good, ${how}: not tried again, and the next channel takes over`, async () => {
    await post.plan(surveyId, ['email', 'sms'])
    post.office.misbehave('mail', how, { to: anjasMail })
    await post.run(surveyId)
    const rows = await of(anja)
    assert.deepEqual(seen(rows), [`email failed ${reason}`, 'sms sent'])
    assert.deepEqual([rows[0]?.attempts, rows[0]?.is_settled], [1, true], 'nobody needs to look at it')
  })

test('refused by the last channel there is: somebody has to look', async () => {
  await post.plan(surveyId, ['email'])
  post.office.misbehave('mail', 'unknown-receiver', { to: anjasMail })
  await post.run(surveyId)
  const [row] = await of(anja)
  assert.deepEqual([row?.state, row?.is_settled], ['failed', false])
})

for (const how of ['die-after', 'hang-after'] as const)
  test(`a mail that may have arrived (${how}) is uncertain, and never sent again by itself`, async () => {
    await post.plan(surveyId, ['email', 'sms'])
    post.office.misbehave('mail', how, { to: anjasMail })
    await post.run(surveyId)
    post.passMinutes(60 * 24)
    await post.run(surveyId)
    assert.deepEqual(seen(await of(anja)), ['email uncertain unknown'])
    assert.equal(mailsTo(anjasMail), 1)
  })

for (const channel of ['sms', 'digitalPost'] as const)
  for (const how of ['die-after', 'hang-after', 'busy'] as const)
    test(`${channel}, ${how}: handed over again under the same id, it arrives once`, async () => {
      const kind = channel === 'sms' ? 'sms' : 'post'
      const to = channel === 'sms' ? '+4520000011' : '0101859901'
      await post.plan(surveyId, [channel])
      post.office.misbehave(kind, how, { to })
      await post.run(surveyId)
      assert.deepEqual(seen(await of(anja)), [`${channel} waiting`])
      post.passMinutes(1)
      await post.send(surveyId)
      const caught = post.office.caught.filter((one) => one.to === to)
      assert.deepEqual([caught.length, post.office.handedOver.get(caught[0]?.key ?? '')], [1, how === 'busy' ? 1 : 2])
      assert.deepEqual(seen(await of(anja)), [`${channel} sent`])
    })

test('not registered for Digital Post is told later, and the next channel takes over', async () => {
  await post.plan(surveyId, ['digitalPost', 'email'])
  post.office.misbehave('post', 'not-registered-later', { to: '0101859901' })
  await post.run(surveyId)
  assert.deepEqual(seen(await of(anja)), ['digitalPost sent'])
  post.passMinutes(2)
  await post.send(surveyId)
  await post.send(surveyId)
  assert.deepEqual(seen(await of(anja)), ['digitalPost bounced not-registered', 'email sent'])
  assert.ok(seen(await of('Bente Brix')).every((one) => one === 'digitalPost delivered'))
})

test('whoever lost custody, answered or moved behind protection between queue and sending is not written to', async () => {
  await post.plan(surveyId, ['email'])
  await planInvitations(post.house, { municipalityId: 881, surveyId })
  const ids = (name: string) => [town.personIds.get(name)]
  await sql("update identity.family set valid_from = '2020-01-01', valid_until = '2026-11-23' where person_id = $1", ids('Bente Brix'))
  await sql('update identity.person set is_protected = true where id = $1', ids('Hanne Holk'))
  await sql(
    `update statistics.turnout t set answered = array_append(t.answered, s.slip_hmac) from common.slip s
     where s.survey_id = t.survey_id and s.class_id = t.class_id and s.pupil_id = $1`,
    [town.pupilIds.get('Alma Alrø')],
  )
  await post.send(surveyId)
  for (const name of ['Bente Brix', 'Hanne Holk', anja]) assert.deepEqual(seen(await of(name)), ['email stopped'], name)
  assert.deepEqual(seen(await of('Børge Brix')), ['email sent'])
  await sql("update identity.family set valid_until = null, valid_from = '1900-01-01' where person_id = $1", ids('Bente Brix'))
  await sql('update identity.person set is_protected = false where id = $1', ids('Hanne Holk'))
  await sql(`update statistics.turnout t set answered = array_remove(t.answered, s.slip_hmac) from common.slip s where s.pupil_id = $1`, [
    town.pupilIds.get('Alma Alrø'),
  ])
})

test('reminded on its day alone, and only who has not decided', async () => {
  await post.plan(surveyId, ['email'], ['2026-11-30'])
  await post.run(surveyId)
  const told = async (occasion: string) =>
    (await post.messages(surveyId)).filter((row) => row.occasion === occasion && row.state === 'sent').map(({ person_id }) => person_id)
  const invited = await told('invitation')
  for (const day of ['2026-11-29', '2026-12-01']) {
    post.setClock(`${day}T09:00:00Z`)
    await post.run(surveyId)
  }
  assert.deepEqual(await told('reminder'), [], 'not the day before, nor the day after')
  const mark = (list: string) =>
    sql(
      `update statistics.turnout t set ${list} from common.slip s where s.survey_id = t.survey_id and s.class_id = t.class_id and s.pupil_id = $1`,
      [town.pupilIds.get('Alma Alrø')],
    )
  await mark('declined = array_append(t.declined, s.slip_hmac)')
  post.setClock('2026-11-30T09:00:00Z')
  await post.run(surveyId)
  await post.run(surveyId)
  await mark('declined = array_remove(t.declined, s.slip_hmac)')
  // One has declined; of another's child somebody else has had custody since, who was told in between.
  const expected = new Set([...invited, town.personIds.get('Fie Falk')])
  for (const name of [anja, 'Finn Falk']) expected.delete(town.personIds.get(name))
  assert.deepEqual(new Set(await told('reminder')), expected)
  assert.deepEqual([mailsTo(anjasMail), mailsTo('post3@mail.example')], [1, 2])
})

for (const [what, end] of [
  ['stopped', () => sql('update common.invitation_plan set stopped_at = now()')],
  ['over', () => post.setClock('2026-12-19T09:00:00Z')],
] as const)
  test(`a plan that is ${what} sends nothing more`, async () => {
    await post.plan(surveyId, ['email'])
    await planInvitations(post.house, { municipalityId: 881, surveyId })
    await end()
    await post.send(surveyId)
    assert.deepEqual(post.to('mail'), [])
    assert.ok((await post.messages(surveyId)).every(({ state }) => state === 'stopped'))
  })

test('of a survey that has closed only numbers are left', async () => {
  await post.plan(surveyId, ['email', 'sms'])
  post.office.misbehave('mail', 'unknown-receiver', { to: anjasMail })
  await post.run(surveyId)
  const before = await sql('select channel, state, count(*)::int as messages from common.invitation_message group by 1, 2 order by 1, 2')
  await sql("update common.survey set state = 'closed' where id = $1", [surveyId])
  await planInvitations(post.house, { municipalityId: 881, surveyId })
  assert.deepEqual(await post.messages(surveyId), [])
  const after = await sql('select channel, state, messages from common.invitation_count order by 1, 2')
  assert.deepEqual(after.rows, before.rows)
})

test('no telephone rings at night', async () => {
  await post.plan(surveyId, ['sms'])
  post.setClock('2026-11-23T20:30:00Z')
  await post.run(surveyId)
  assert.deepEqual(post.to('sms'), [])
  post.setClock('2026-11-24T08:00:00Z')
  await post.send(surveyId)
  assert.ok(post.to('sms').length > 10)
})
