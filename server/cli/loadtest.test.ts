import assert from 'node:assert/strict'
import { createServer } from 'node:http'
import { after, before, describe, test } from 'node:test'
import { runCommandLine } from '../cli.ts'
import type { Child } from './loadtest/child.ts'
import { comeBack, type Load, percentile, runLoad } from './loadtest/load.ts'
import { openThrowAway, type ThrowAway } from './loadtest/throw-away.ts'

let ground: ThrowAway
let load: Load

describe('a load test', () => {
  before(async () => {
    ground = await openThrowAway(2)
    load = await runLoad(ground.origin, ground.slips, { pauseSeconds: 0, lost: 0.3, submits: 0.6 }, 60)
  })

  after(() => ground[Symbol.asyncDispose]())

  test('two classes answer on a bad line, and everything acknowledged is there as they saw it', async () => {
    const { tally, children } = load
    assert.deepEqual(tally.broken, [])
    assert.deepEqual([...(await comeBack(ground.origin, children)), ...(await ground.findBroken(children))], [])
    assert.equal(children.length, 50)
    assert.ok(
      tally.submits > 10 && tally.submits < 50 && tally.parcels > 0 && tally.returns > 0 && tally.refused.noLine > 0,
      JSON.stringify({ ...tally, waits: 0 }),
    )
  })

  const someone = (state: Child['state']) => load.children.find((child) => child.state === state) as Child

  test('an acknowledged answer that is not there is found out', async () => {
    const child = someone('answering')
    const place = [...child.acknowledged.keys()][0] ?? 0
    const [acknowledged, seen] = [new Map(child.acknowledged), new Map(child.seen)]
    for (const answers of [acknowledged, seen]) answers.set(place, ((answers.get(place) ?? 0) + 1) % 6)
    const told = { ...child, acknowledged, seen }
    assert.deepEqual(await comeBack(ground.origin, [told]), [`et kvitteret svar på spørgsmål ${place + 1} er der ikke`])
  })

  test('a response that was submitted and is not there, and one that nobody submitted, are found out', async () => {
    const child = someone('submitted')
    const altered = { ...child, seen: new Map(child.seen).set(0, ((child.seen.get(0) ?? 0) + 1) % 6) }
    const others = load.children.filter((one) => one !== child)
    assert.deepEqual(await ground.findBroken([...others, altered]), [
      'en indsendt besvarelse er der ikke, som barnet så den',
      'der er en besvarelse, som ingen har indsendt',
    ])
    assert.deepEqual(await comeBack(ground.origin, [{ ...someone('answering'), state: 'submitted' }]), ['har indsendt, og lukkes ind igen'])
  })

  test('an address that does not say that it is a demonstration is refused, and nothing is sent to it', async () => {
    const asked: string[] = []
    const server = createServer((request, response) => {
      asked.push(request.url ?? '')
      response.setHeader('content-type', 'application/json').end('{"status":"alive"}')
    })
    await new Promise<void>((done) => server.listen(0, '127.0.0.1', done))
    const address = server.address()
    const origin = `http://127.0.0.1:${typeof address === 'object' && address !== null ? address.port : 0}`
    assert.equal(await runCommandLine(['loadtest', '--address', origin, '--slips', '/dev/null']), 1)
    assert.deepEqual(asked, ['/healthz'])
    server.closeAllConnections()
    server.close()
  })

  test('a test that is larger or longer than allowed is refused', async () => {
    for (const args of [
      ['--classes', '1000'],
      ['--seconds', '100000'],
      ['--lost', '2'],
      ['--pause', 'x'],
    ])
      assert.equal(await runCommandLine(['loadtest', ...args]), 1)
  })

  test('a percentile is one of what was measured', () => {
    assert.deepEqual(
      [0.5, 0.95, 0.99].map((part) => percentile([5, 1, 4, 2, 3], part)),
      [3, 5, 5],
    )
    assert.equal(percentile([], 0.5), 0)
  })
})
