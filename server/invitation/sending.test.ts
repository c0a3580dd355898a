/** The thirty families are told by real protocols: the right people, by the right channel, and nothing in it that others may not read. */
import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import { type PlantedFamilies, plantFamilies } from '../../tests/plant-families.ts'
import { openPostOffice, type PostOffice } from '../../tests/post-office.ts'
import { openTestDatabase, type TestDatabase } from '../../tests/test-database.ts'
import { type AskedIn, askedIn, type Family, type Human, thirtyFamilies } from '../../tests/thirty-families.ts'

let database: TestDatabase
let town: PlantedFamilies
let post: PostOffice

before(async () => {
  database = await openTestDatabase()
  town = await plantFamilies(database)
  post = await openPostOffice(database)
})
after(async () => {
  await post[Symbol.asyncDispose]()
  await database[Symbol.asyncDispose]()
})

const everybody = thirtyFamilies.flatMap(({ children, grownUps }): readonly Human[] => [...children, ...grownUps])
const human = (name: string) => everybody.find((one) => one.name === name)!

/** By hand: whom the table says is reached by this channel first, when the plan has these channels in this order. */
function expectedTo(asked: AskedIn, order: readonly string[], channel: string): readonly string[] {
  const lines = thirtyFamilies.filter((family: Family) => family.asked === asked).flatMap(({ expected }) => expected)
  return lines
    .map((line) => line.split(' · '))
    .filter(([, , channels = '']) => order.find((one) => channels.split(' ').includes(one)) === channel)
    .map(([name = '']) => {
      const { cpr, email, phone } = human(name)
      return { digitalPost: cpr, email, sms: `+45${phone?.replaceAll(' ', '')}` }[channel] ?? ''
    })
    .toSorted()
}

/** A mail or an SMS to a parent of two is one. */
const once = (addresses: readonly string[]) => [...new Set(addresses)].toSorted()

for (const order of [
  ['digitalPost', 'email', 'sms'],
  ['email', 'sms', 'digitalPost'],
  ['sms', 'email'],
])
  for (const asked of Object.keys(askedIn) as AskedIn[])
    test(`${asked}, by ${order.join(', then ')}: the right people by the right channel`, async () => {
      const survey = town.surveys[asked]
      post.office.clear()
      await database.asOwner((client) => client.query('delete from common.invitation_message where survey_id = $1', [survey.id]))
      await post.plan(survey.id, order)
      await post.run(survey.id)
      assert.deepEqual(post.to('post'), expectedTo(asked, order, 'digitalPost'))
      assert.deepEqual(post.to('mail'), once(expectedTo(asked, order, 'email')))
      assert.deepEqual(post.to('sms'), once(expectedTo(asked, order, 'sms')))
      assert.ok((await post.messages(survey.id)).every(({ state, attempts }) => state === 'sent' && attempts === 1))
      nothingIsTold()
    })

/** Every byte of every mail and SMS, headers too, and the same with the transfer encoding taken off. */
function nothingIsTold(): void {
  const secrets = [
    ...everybody.flatMap(({ name, cpr }) => [name, ...name.split(' ').slice(-1), ...(cpr === null ? [] : [cpr])]),
    ...Object.values(town.surveys).map(({ title }) => title),
    ...Object.values(askedIn).map(({ className }) => className),
    ...town.pupilIds.values(),
    ...town.personIds.values(),
    'Skolen',
    'Trivsel',
    'trivsel',
    'sundhed',
    'wellbeing',
  ]
  for (const { kind, raw, text, title } of post.office.caught.filter((one) => one.kind !== 'post')) {
    const said = `${raw.toString('latin1')}\n${raw.toString('utf8')}\n${text}\n${title}`
    for (const secret of secrets)
      assert.ok(!new RegExp(`(?<![\\p{L}\\d])${escaped(secret)}(?![\\p{L}\\d])`, 'u').test(said), `${kind} says ${secret}`)
  }
}

function escaped(text: string): string {
  return text.replace(/[.*+?^${}()|[\]\\]/g, '\\$&')
}

test('a mail is plain text, says that a machine wrote it, tracks nobody, and comes back with our id alone', async () => {
  const survey = town.surveys.parentsByName
  post.office.clear()
  await database.asOwner((client) => client.query('delete from common.invitation_message where survey_id = $1', [survey.id]))
  await post.plan(survey.id, ['email'])
  await post.run(survey.id)
  const mails = post.office.caught
  assert.ok(mails.length > 10)
  for (const { raw, from, text } of mails) {
    const [head = ''] = raw.toString('latin1').split('\r\n\r\n')
    const names = head
      .split(/\r\n(?!\s)/)
      .map((line) => line.split(':')[0]?.toLowerCase())
      .toSorted()
    assert.deepEqual(names, [
      'auto-submitted',
      'content-transfer-encoding',
      'content-type',
      'date',
      'from',
      'message-id',
      'mime-version',
      'subject',
      'to',
    ])
    assert.match(head, /Auto-Submitted: auto-generated/)
    assert.match(head, /Content-Type: text\/plain; charset=utf-8/)
    assert.match(from, /^retur\+881\.[\da-f-]{36}@lillekoebing\.example$/)
    assert.ok(text.includes('http://localhost:3000/min-familie'))
    assert.doesNotMatch(text, /#k=|[?&]\w+=/, 'no link that is anybody’s own')
  }
})
