import assert from 'node:assert/strict'
import { test } from 'node:test'
import { StartRefusal } from '#database/start-refusal.ts'
import { carriersOf, readMessageConnections } from './message-connection.ts'

const mail = { MAIL_ADDRESS: 'smtp://mail.example:587', MAIL_FROM: 'svar-ikke@kommune.example' }
const sms = { SMS_ADDRESS: 'https://sms.example/send', SMS_FROM: 'Kommunen' }
const post = { POST_ADDRESS: 'https://post.example/memo' }
const production = { isDemo: false }
const demo = { isDemo: true }

test('nothing is sent by what nobody has configured', () => {
  assert.equal(carriersOf(readMessageConnections({}, production)).size, 0)
  assert.deepEqual([...carriersOf(readMessageConnections(mail, production)).keys()], ['email'])
  assert.deepEqual(
    [...carriersOf(readMessageConnections({ ...mail, ...sms, ...post }, production)).keys()],
    ['digitalPost', 'email', 'sms'],
  )
})

test('mail insists on TLS, from the first byte or by STARTTLS; only a demonstration sends in plain, to its own machine', () => {
  const read = (address: string, installation: { readonly isDemo: boolean }) =>
    readMessageConnections({ ...mail, MAIL_ADDRESS: address }, installation).mail
  assert.deepEqual([read('smtps://mail.example', production)?.port, read('smtps://mail.example', production)?.isSecure], [465, true])
  for (const address of ['smtp://mail.example', 'smtp://127.0.0.1:25']) assert.equal(read(address, production)?.mayBePlain, false)
  assert.equal(read('smtp://mail.example', demo)?.mayBePlain, false)
  assert.equal(read('smtp://127.0.0.1:2525', demo)?.mayBePlain, true)
})

for (const [what, given, named] of [
  ['mail from nobody', { MAIL_ADDRESS: 'smtp://mail.example' }, 'MAIL_FROM'],
  ['a mail server by another protocol', { ...mail, MAIL_ADDRESS: 'https://mail.example' }, 'MAIL_ADDRESS'],
  ['a password in an address', { ...mail, MAIL_ADDRESS: 'smtp://me:secret@mail.example' }, 'MAIL_ADDRESS'],
  ['a user without a password', { ...mail, MAIL_USER: 'me' }, 'MAIL_PASSWORD'],
  ['a sender with a line break', { ...mail, MAIL_FROM: 'a@b.example\r\nBcc: c@d.example' }, 'MAIL_FROM'],
  ['a gateway in plain', { ...sms, SMS_ADDRESS: 'http://sms.example/send' }, 'SMS_ADDRESS'],
  ['a gateway in plain on this machine', { ...post, POST_ADDRESS: 'http://127.0.0.1:4000/post' }, 'POST_ADDRESS'],
  ['an SMS from too long a name', { ...sms, SMS_FROM: 'Lillekøbing Kommune' }, 'SMS_FROM'],
  ['a certificate without its key', { ...post, POST_CERTIFICATE: 'stand-ins/stil/published-client.pem' }, 'POST_KEY'],
  ['a file that is not there', { ...post, POST_CERTIFICATE: 'nowhere.pem', POST_KEY: 'nowhere.pem' }, 'POST_CERTIFICATE'],
  ['a pace at which a claim runs out', { ...mail, MAIL_PER_MINUTE: '1' }, 'MAIL_PER_MINUTE'],
] as const)
  test(`the start is refused: ${what}`, () => {
    assert.throws(
      () => readMessageConnections(given, production),
      (error) => error instanceof StartRefusal && error.message.includes(named),
    )
  })

test('a gateway may ask for a certificate', () => {
  const pem = 'stand-ins/stil/published-client.pem'
  assert.match(readMessageConnections({ ...post, POST_CERTIFICATE: pem, POST_KEY: pem }, production).digitalPost?.key ?? '', /PRIVATE KEY/)
})
