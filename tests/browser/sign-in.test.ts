/** Signing in as a browser does it: two sites, strict cookies, a keyboard, and what axe says of the pages on the way. */
import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import type { FastifyInstance } from 'fastify'
import { type Browser, type BrowserContext, chromium, type Page } from 'playwright-core'
import { buildApp } from '#server/http/app.ts'
import { sessionCookie, signedInCookie } from '#server/http/session.ts'
import { settleSmallTown } from '../small-town.ts'
import { findFreePort, type StandIn, standInClient, startStandIn } from '../stand-in-process.ts'
import { openTestDatabase, type TestDatabase } from '../test-database.ts'
import { violationsIn } from './axe.ts'
import { chromiumToRun } from './chromium.ts'
import { uniLogin } from '#server/http/login.ts'

let database: TestDatabase
let standIn: StandIn
let app: FastifyInstance
let browser: Browser
let origin: string

before(async () => {
  database = await openTestDatabase()
  // By name the product is one site, by number the stand-in is another: ports alone would be the same site.
  origin = `http://localhost:${await findFreePort()}`
  standIn = await startStandIn({ redirect: `${origin}/auth/callback` })
  await settleSmallTown(database, standIn.issuer)
  const house = {
    doors: database.doors,
    keyring: database.keyring,
    origin,
    logins: [uniLogin({ issuer: standIn.issuer, ...standInClient })],
    isDemo: true,
    now: () => new Date(),
  }
  app = await buildApp(house, { isReady: async () => true })
  app.get('/arrived', (request, reply) =>
    reply
      .type('text/html')
      .send(
        `<!doctype html><html lang="da"><title>Fremme</title><link rel="icon" href="data:,"><p>${request.cookies[sessionCookie] === undefined ? 'uden' : 'med'} session</p></html>`,
      ),
  )
  await app.listen({ host: 'localhost', port: Number(new URL(origin).port) })
  browser = await chromium.launch(await chromiumToRun())
})

after(async () => {
  await browser.close()
  await app.close()
  await standIn[Symbol.asyncDispose]()
  await database[Symbol.asyncDispose]()
})

/** A browser that remembers what should not have happened. */
async function openPage(
  options: Parameters<Browser['newContext']>[0] = {},
): Promise<{ readonly page: Page; readonly context: BrowserContext; readonly faults: string[] }> {
  const context = await browser.newContext({ reducedMotion: 'reduce', ...options })
  const page = await context.newPage()
  const faults: string[] = []
  page.on('console', (message) => message.type() === 'error' && !message.text().includes('status of 403') && faults.push(message.text()))
  page.on('pageerror', (error) => faults.push(error.message))
  page.on('request', (request) => {
    const { hostname } = new URL(request.url())
    if (hostname !== 'localhost' && hostname !== '127.0.0.1' && !request.url().startsWith('data:')) faults.push(request.url())
  })
  return { page, context, faults }
}

async function assertSound(page: Page): Promise<void> {
  assert.deepEqual(await violationsIn(page), [])
  assert.equal(
    await page.evaluate(() => document.documentElement.scrollWidth > window.innerWidth),
    false,
    'nothing lies outside the window',
  )
}

const start = (page: Page) => page.goto(`${origin}/auth/sign-in?returnTo=/arrived`)
const choose = (page: Page, name: RegExp) => page.getByRole('button', { name }).click()

test('a teacher clicks on their name and arrives with a session', async () => {
  const { page, context, faults } = await openPage()
  await start(page)
  await page.getByRole('searchbox').fill('søndergaard')
  await page.getByText('1 person passer').waitFor()
  await choose(page, /Birk Søndergaard/)
  await page.getByText('med session').waitFor()
  assert.equal(page.url(), `${origin}/arrived`)
  assert.equal(
    await page.evaluate(() => document.cookie),
    `${signedInCookie}=yes`,
    'a page learns that there is a session, and nothing of it',
  )
  const cookies = await context.cookies(origin)
  assert.deepEqual(
    cookies.map(({ name, secure, httpOnly, sameSite }) => ({ name, secure, httpOnly, sameSite })),
    [
      { name: sessionCookie, secure: true, httpOnly: true, sameSite: 'Strict' },
      { name: signedInCookie, secure: true, httpOnly: false, sameSite: 'Strict' },
    ],
  )
  assert.deepEqual(faults, [])

  await page.goBack()
  assert.notEqual(page.url(), `${origin}/auth/callback`, 'back does not play the code again')
  await context.close()
})

test('somebody who uses the keyboard alone signs in', async () => {
  const { page, context } = await openPage()
  await start(page)
  await page.keyboard.press('Tab')
  await page.keyboard.type('cilla')
  await page.keyboard.press('Enter')
  await page.keyboard.press('Enter')
  await page.getByText('med session').waitFor()
  await context.close()
})

test('a link on another site does not bring the session along, and our own page does', async () => {
  const { page, context } = await openPage()
  await start(page)
  await choose(page, /Birk Søndergaard/)
  await page.getByText('med session').waitFor()

  await page.goto(new URL('/', standIn.issuer).href)
  await page.evaluate((address) => {
    location.href = address
  }, `${origin}/arrived`)
  await page.getByText('uden session').waitFor()
  await page.evaluate(() => {
    location.href = '/arrived'
  })
  await page.getByText('med session').waitFor()
  await context.close()
})

test('somebody with two roles chooses one, on a page without faults', async () => {
  const { page, context, faults } = await openPage({ viewport: { width: 360, height: 740 } })
  await start(page)
  await choose(page, /Ejnar Toft/)
  await page.getByRole('heading', { name: 'Hvilken rolle vil du arbejde i?' }).waitFor()
  await assertSound(page)
  await choose(page, /Kommunal analytiker/)
  await page.getByText('med session').waitFor()
  assert.deepEqual(faults, [])
  await context.close()
})

test('somebody without an account reads what to do, and can try again', async () => {
  for (const options of [{ viewport: { width: 360, height: 740 } }, { colorScheme: 'dark' as const }]) {
    const { page, context, faults } = await openPage(options)
    await start(page)
    await choose(page, /Frida Holm/)
    await page.getByRole('heading', { name: 'Du har ikke adgang endnu' }).waitFor()
    await assertSound(page)
    await page.getByRole('link', { name: /Log ind igen/ }).click()
    await choose(page, /Birk Søndergaard/)
    await page.getByText('med session').waitFor()
    assert.deepEqual(faults, [])
    await context.close()
  }
})

test('leaving the login leads back to us', async () => {
  const { page, context } = await openPage()
  await start(page)
  await choose(page, /Fortryd/)
  await page.getByRole('heading', { name: 'Du er ikke logget ind' }).waitFor()
  assert.ok(page.url().startsWith(origin))
  await context.close()
})

for (const options of [
  { viewport: { width: 1440, height: 900 } },
  { viewport: { width: 360, height: 740 } },
  { viewport: { width: 360, height: 740 }, colorScheme: 'dark' as const },
]) {
  test(`the stand-in’s page is sound at ${JSON.stringify(options)}`, async () => {
    const { page, context, faults } = await openPage(options)
    await start(page)
    await page.getByText('alle personer er opfundet').waitFor()
    await assertSound(page)
    assert.deepEqual(faults, [])
    await context.close()
  })
}

test('signing out works from a page of ours, also with answers waiting on the machine', async () => {
  const { page, context } = await openPage()
  await start(page)
  await choose(page, /Birk Søndergaard/)
  await page.getByText('med session').waitFor()
  await page.evaluate(() => localStorage.setItem('waiting', 'answer'))
  assert.equal(await page.evaluate(async () => (await fetch('/api/v1/sign-out', { method: 'POST' })).status), 204)
  await page.reload()
  await page.getByText('uden session').waitFor()
  assert.equal(await page.evaluate(() => localStorage.getItem('waiting')), 'answer')
  assert.equal(await page.evaluate(async () => (await fetch('/api/v1/me')).status), 401)
  await context.close()
})
