/** What the carriers do when the other side is not as it should be; the common faults are in queue.test.ts. */
import assert from 'node:assert/strict'
import { randomUUID } from 'node:crypto'
import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { after, before, test } from 'node:test'
import { openOffice } from '../../stand-ins/messages/caught.ts'
import { startGateway } from '../../stand-ins/messages/gateway.ts'
import { type MailCatcher, startMailCatcher } from '../../stand-ins/messages/mail.ts'
import { digitalPostCarrier, smsCarrier } from './gateway-carrier.ts'
import { mailCarrier, type MailConnection } from './mail-carrier.ts'

const office = openOffice()
let mail: MailCatcher
before(async () => {
  mail = await startMailCatcher(office)
})
after(() => mail[Symbol.asyncDispose]())

const parcel = (to: string) => ({ id: randomUUID(), municipalityId: 881, to, title: 'Besked', text: 'Log ind' })
const connection = (change: Partial<MailConnection> = {}): MailConnection => ({
  host: '127.0.0.1',
  port: mail.port,
  isSecure: false,
  mayBePlain: true,
  user: undefined,
  password: undefined,
  from: 'svar-ikke@kommune.example',
  bounceTo: undefined,
  perMinute: 100_000,
  patienceMs: 2_000,
  ...change,
})
const gateway = { token: undefined, certificate: undefined, key: undefined, perMinute: 100_000, patienceMs: 2_000 }

test('no mail leaves in plain where TLS is insisted on', async () => {
  for (const isSecure of [false, true]) {
    const outcome = await mailCarrier(connection({ mayBePlain: false, isSecure })).send(parcel('a@mail.example'))
    assert.deepEqual(outcome, { is: 'unreachable' })
  }
  assert.equal(office.caught.length, 0)
  assert.equal((await mailCarrier(connection()).send(parcel('a@mail.example'))).is, 'sent')
})

test('no header can be slipped in by an address or a title', async () => {
  office.clear()
  const sly = { ...parcel('a@mail.example'), title: 'Besked\r\nBcc: b@mail.example' }
  await mailCarrier(connection()).send(sly)
  await mailCarrier(connection()).send(parcel('c@mail.example\r\nRCPT TO:<d@mail.example>'))
  assert.ok(office.caught.every(({ raw }) => !/^Bcc:/im.test(raw.toString())))
  assert.ok(office.caught.every(({ to }) => !/^[bd]@/.test(to)))
})

test('nobody is there', async () => {
  assert.deepEqual(await mailCarrier(connection({ port: 1 })).send(parcel('a@mail.example')), { is: 'unreachable' })
  const sms = smsCarrier({ ...gateway, address: 'http://127.0.0.1:1/sms', from: 'Kommunen' })
  assert.deepEqual(await sms.send(parcel('+4520000000')), { is: 'unreachable' })
  assert.equal(await sms.ask?.('x'), undefined)
})

test('a gateway that does not let us in is nobody’s fault; an answer that is none is not believed', async () => {
  await using stranger = await startGateway(office)
  assert.deepEqual(await smsCarrier({ ...gateway, address: stranger.sms, from: 'Kommunen' }).send(parcel('+4520000000')), {
    is: 'unreachable',
  })
  const server = createServer((_, response) => response.writeHead(302, { location: 'https://elsewhere.example/' }).end())
  await new Promise<void>((done) => server.listen(0, '127.0.0.1', done))
  const address = `http://127.0.0.1:${(server.address() as AddressInfo).port}/post`
  try {
    const post = digitalPostCarrier({ ...gateway, address })
    assert.deepEqual(await post.send(parcel('0101859901')), { is: 'unreachable' }, 'not followed')
    assert.equal(await post.ask?.('x'), undefined)
  } finally {
    server.close()
  }
})
