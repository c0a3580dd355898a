/**
 * Every page of the professional side × every role, read from the addresses in `app.tsx`: a role that may not do what
 * a page is for is told that there is no such page, and the server has nothing to give it. The same for the contract
 * is `server/http/who-may.test.ts`; the table of rights is docs/who-may-what.md.
 */
import assert from 'node:assert/strict'
import { readFileSync } from 'node:fs'
import { after, before, test } from 'node:test'
import { type Browser, chromium, type Page } from 'playwright-core'
import { roles } from '#domain/access/actor.ts'
import { isAct, may } from '#domain/access/policy.ts'
import { bareChromiumToRun } from './chromium.ts'
import { type Demonstration, openDemonstration } from './demonstration.ts'
import { people } from './stage.ts'
import { assertFaultless, openVisitor, signInUnseen } from './visitor.ts'

const someId = '00000000-0000-4000-8000-000000000000'
const missing = 'Siden findes ikke'

const source = readFileSync(new URL('../../web/professional/app.tsx', import.meta.url), 'utf8')

/** Addresses behind a right, with a made-up id where there is a place for one. */
const pages = [...source.matchAll(/\{may\(me, '([a-z.]+)'\) &&\s*(?:\(\s*)?<Route path="([^"]+)"/g)].map(([, act = '', path = '']) => ({
  act,
  path: path.replace(/:[a-zA-Z]+/g, someId),
}))

let house: Demonstration
let browser: Browser

before(async () => {
  house = await openDemonstration()
  browser = await chromium.launch(await bareChromiumToRun())
})

after(async () => {
  await browser?.close()
  await house?.[Symbol.asyncDispose]()
})

test('every page for who is signed in stands behind a right, but home', () => {
  const guarded = pages.length
  const rooms = source.slice(source.indexOf('function Rooms'), source.indexOf('/** Who is signed in.'))
  const all = [...rooms.matchAll(/<Route path="([^"]+)"/g)].map(([, path]) => path)
  assert.ok(guarded > 15, 'the addresses of app.tsx are read')
  assert.equal(all.length - guarded, all.filter((path) => path === '/hjem').length)
  assert.deepEqual(
    pages.filter(({ act }) => !isAct(act)),
    [],
  )
})

for (const role of roles.filter((one) => one !== 'support')) {
  test(`${role}: finds home, and no page it has no right to`, async () => {
    await using visitor = await openVisitor(browser, house)
    // Who may not plan a new one is at the page of one called "ny", and asks for it: there is none.
    visitor.expect(/on \S+\/ny: .* status of 400/)
    await signInUnseen(visitor, house, people[role])
    const { page } = visitor
    await page.goto(`${house.origin}/hjem`)
    await page.locator('h1:not(.visually-hidden)').waitFor()
    const refused = pages.filter(({ act }) => isAct(act) && !may({ role }, act))
    assert.ok(refused.length > 0)
    for (const { path } of refused) {
      // By a page that has nothing to fetch, so that what is said is said of the next.
      await goTo(page, '/was')
      await says(page, missing, false)
      await goTo(page, path)
      await says(page, missing, true).catch(() => assert.fail(`${path} does not say that it is not there`))
    }
    assertFaultless(visitor)
  })
}

/** As a link of the page itself leads there, without loading the app anew. */
function goTo(page: Page, path: string): Promise<void> {
  return page.evaluate((to) => history.pushState(null, '', to), path)
}

/** Waits until a heading says so, or until the page has one that says something else. */
async function says(page: Page, heading: string, isSaid: boolean): Promise<void> {
  await page.waitForFunction(
    ([wanted, is]) => {
      const said = document.querySelector('h1:not(.visually-hidden)')?.textContent
      return typeof said === 'string' && (said === wanted) === is
    },
    [heading, isSaid] as const,
    { timeout: 10_000 },
  )
}
