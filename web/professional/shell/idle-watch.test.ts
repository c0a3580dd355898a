import assert from 'node:assert/strict'
import { test } from 'node:test'
import { type Told, watchIdle } from './idle-watch.ts'

function start(idleMinutes: number, accountId = 'own') {
  const told: Told[] = []
  const done: string[] = []
  let at = 0
  const watch = watchIdle({
    accountId,
    idleMinutes,
    now: () => at,
    tell: (what) => void told.push(what),
    touch: () => void done.push('touch'),
    onWarned: (isWarned) => void done.push(isWarned ? 'warned' : 'in again'),
    onOver: (isEnded) => void done.push(isEnded ? 'over, ended elsewhere' : 'over'),
  })
  return {
    ...watch,
    told,
    done,
    /** Moves on, and looks every fifteen seconds as the page does. */
    wait(minutes: number) {
      for (const until = at + minutes * 60_000; at < until;) {
        at = Math.min(until, at + 15_000)
        watch.look()
      }
    },
  }
}

test('a pupil is warned two minutes before, and is out a minute before the server is', () => {
  const watch = start(15)
  watch.wait(11.75)
  assert.deepEqual(watch.done, [])
  watch.wait(0.25)
  assert.deepEqual(watch.done, ['warned'])
  watch.wait(2)
  assert.deepEqual(watch.done, ['warned', 'over'])
  assert.deepEqual(watch.told.at(-1), { say: 'over' })
})

test('whoever says so stays, and the server is told at once', () => {
  const watch = start(15)
  watch.wait(13)
  watch.stay()
  assert.deepEqual(watch.done, ['warned', 'touch', 'in again'])
  watch.wait(11)
  assert.deepEqual(watch.done.length, 3)
})

test('once warned a nudge is not enough, and once over nothing is', () => {
  const watch = start(15)
  watch.wait(13)
  watch.use()
  watch.wait(1)
  watch.stay()
  watch.use()
  watch.wait(60)
  assert.deepEqual(watch.done, ['warned', 'over'])
})

test('who types for an hour is never warned, and the server hears of it in time', () => {
  const watch = start(30)
  for (let times = 0; times < 240; times++) {
    watch.use()
    watch.wait(0.25)
  }
  assert.ok(watch.done.every((what) => what === 'touch'))
  assert.ok(watch.done.length >= 5 && watch.done.length <= 7, `${watch.done.length} times`)
})

test('what is done in one tab counts in the others', () => {
  const watch = start(15)
  watch.wait(13)
  watch.hear({ say: 'used', at: 13 * 60_000 })
  assert.deepEqual(watch.done, ['warned', 'in again'])
  watch.hear({ say: 'used', at: 1 })
  watch.wait(11)
  assert.equal(watch.done.length, 2)
  watch.hear({ say: 'over' })
  assert.equal(watch.done.at(-1), 'over, ended elsewhere')
})

test('a tab that shows somebody who no longer is signed in shows nothing', () => {
  const watch = start(60)
  assert.deepEqual(watch.told, [{ say: 'here', accountId: 'own' }])
  watch.hear({ say: 'here', accountId: 'own' })
  assert.deepEqual(watch.done, [])
  watch.hear({ say: 'here', accountId: 'another' })
  assert.deepEqual(watch.done, ['over, ended elsewhere'])
})
