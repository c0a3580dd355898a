/**
 * The right page at the right moment, by clicking: the same product and the same people, and between two views the
 * server's clock is moved past midnight in Denmark. Somebody turns 15, and a parent's custody ends.
 */
import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import type { FastifyInstance } from 'fastify'
import { type Browser, chromium, type Page } from 'playwright-core'
import { buildApp } from '#server/http/app.ts'
import { sessionCookie, signedInCookie } from '#server/http/session.ts'
import { webDirectory } from '#server/installation.ts'
import { type HealthPlay, type PlayedChild, playHealth } from '../play-health.ts'
import { testHouse } from '../play.ts'
import { call, type SignedIn } from '../sign-in-as.ts'
import { findFreePort } from '../stand-in-process.ts'
import { openTestDatabase, type TestDatabase } from '../test-database.ts'
import { chromiumToRun } from './chromium.ts'
import { type Demonstration, openDemonstration } from './demonstration.ts'
import { assertFaultless, openVisitor, type Visitor } from './visitor.ts'

/** Twenty to midnight and twenty past, in Denmark. */
const eve = new Date('2026-11-23T22:40:00Z')
const morrow = new Date('2026-11-23T23:20:00Z')

/** Started for its built pages: what is clicked here is what everybody clicks. */
let demonstration: Demonstration
let database: TestDatabase
let app: FastifyInstance
let browser: Browser
let origin: string
let now = eve
/** Who sits down at a screen next. */
let sitting: SignedIn | undefined

before(async () => {
  demonstration = await openDemonstration()
  database = await openTestDatabase()
  const port = await findFreePort()
  origin = `http://localhost:${port}`
  app = await buildApp({ ...testHouse(database, () => now), origin }, { isReady: async () => true, webDirectory })
  // In place of a login, which has tests of its own: only the server sets cookies of its own host.
  app.get('/sit', async (_, reply) => {
    const kept = { path: '/', secure: true, sameSite: 'strict' } as const
    return reply
      .setCookie(sessionCookie, sitting?.token ?? '', { ...kept, httpOnly: true })
      .setCookie(signedInCookie, 'yes', kept)
      .send()
  })
  await app.listen({ host: '127.0.0.1', port })
  browser = await chromium.launch(await chromiumToRun())
})

after(async () => {
  await browser?.close()
  await app?.close()
  await database?.[Symbol.asyncDispose]()
  await demonstration?.[Symbol.asyncDispose]()
})

/** Moves the clock, and lets those who are at their screens stay signed in. */
async function moveTo(moment: Date): Promise<void> {
  now = moment
  await database.asOwner((client) =>
    client.query("update common.session set used_at = $1, expires_at = $1::timestamptz + interval '8 hours'", [moment.toISOString()]),
  )
}

/** Somebody at a screen, signed in. */
async function sit(who: SignedIn): Promise<Visitor> {
  const visitor = await openVisitor(browser, { origin, loginOrigin: origin })
  sitting = who
  await visitor.context.request.get(`${origin}/sit`)
  await visitor.page.goto(`${origin}/hjem`)
  return visitor
}

async function openFamily(page: Page): Promise<void> {
  await page.getByRole('navigation', { name: 'Hovedmenu' }).getByRole('link', { name: 'Min familie' }).click()
  await page.getByRole('heading', { level: 1 }).waitFor()
}

const decide = (town: HealthPlay, who: SignedIn, child: PlayedChild, decision: string) =>
  call(app, who, 'POST /family/consents', { pupilId: child.id, surveyId: town.survey.id, decision })

test('at midnight before the birthday the decision changes hands, on both pages', async () => {
  const town = await playHealth(database, app, { cprs: ['2411119990'] })
  const [child] = town.children as [PlayedChild]
  const [mother, young] = [await town.parentOf(child), await town.self(child)]
  await moveTo(eve)
  assert.equal((await decide(town, mother, child, 'given')).status, 204)
  await using hers = await sit(mother)
  await using theirs = await sit(young)
  for (const { page } of [hers, theirs]) await openFamily(page)
  await hers.page.getByText('Samtykke givet').waitFor()
  await hers.page.getByRole('link', { name: /^Træk samtykket tilbage/ }).waitFor()
  const sights = (says: string) => theirs.page.getByText(says).locator('xpath=following-sibling::ul[1]')
  await sights('Dine forældre kan se:').getByText('om der er sagt ja eller nej').waitFor()
  assert.equal(await theirs.page.getByRole('link', { name: /^Læs og vælg/ }).count(), 0)

  await moveTo(morrow)
  for (const { page } of [hers, theirs]) await page.reload()
  await hers.page.getByText('Barn0 er fyldt 15 og bestemmer nu selv').waitFor()
  await hers.page.getByText('Barn0 bestemmer selv', { exact: true }).waitFor()
  assert.equal(await hers.page.getByText('Samtykke givet').count(), 0)
  assert.equal(await hers.page.getByRole('link', { name: /^Træk samtykket tilbage/ }).count(), 0)
  await hers.page.getByText('Ja til at svare med navn').waitFor()

  await theirs.page.getByText('Du er fyldt 15 og bestemmer selv.').waitFor()
  await sights('Dine forældre kan se:').getByText('at du er spurgt').waitFor()
  await sights('De kan ikke se:').getByText('om der er sagt ja eller nej').waitFor()
  await theirs.page.getByRole('link', { name: /^Læs og vælg/ }).click()
  await theirs.page.getByRole('radio', { name: 'Ja, jeg giver samtykke' }).check()
  await theirs.page.getByRole('button', { name: 'Gem mit valg' }).click()
  await theirs.page.getByRole('heading', { level: 1, name: 'Tak. Dit samtykke er gemt' }).waitFor()
  await hers.page.reload()
  await hers.page.getByText('Barn0 bestemmer selv', { exact: true }).waitFor()
  assert.equal(await hers.page.getByText('Samtykke givet').count(), 0, 'and says nothing of what they chose')

  // What happens is read before the button, and what happened after it.
  await theirs.page.getByRole('link', { name: 'Tilbage til Min familie' }).click()
  await theirs.page.getByRole('link', { name: /^Træk samtykket tilbage/ }).click()
  await theirs.page.getByRole('heading', { level: 1, name: 'Vil du trække samtykket tilbage?' }).waitFor()
  await theirs.page.getByText('Slettes med det samme').waitFor()
  await theirs.page.getByRole('button', { name: 'Ja, træk det tilbage' }).click()
  await theirs.page.getByRole('heading', { level: 1, name: 'Samtykket er trukket tilbage' }).waitFor()
  assertFaultless(hers, theirs)
})

test('a parent whose custody ends at midnight meets no child at the next page, and the other parent meets the same as before', async () => {
  const town = await playHealth(database, app, { cprs: ['2411129991'] })
  const [child] = town.children as [PlayedChild]
  const [father, mother] = [await town.parentOf(child, { validUntil: '2026-11-24' }), await town.parentOf(child)]
  await moveTo(eve)
  await using his = await sit(father)
  await using hers = await sit(mother)
  for (const { page } of [his, hers]) {
    await openFamily(page)
    await page.getByRole('heading', { level: 2, name: child.name }).waitFor()
  }
  await his.page.getByRole('link', { name: /^Læs og vælg/ }).click()
  await his.page.getByRole('radio', { name: 'Ja, jeg giver samtykke' }).check()
  await his.page.getByRole('button', { name: 'Gem mit valg' }).click()
  await his.page.getByRole('link', { name: 'Tilbage til Min familie' }).click()
  await his.page.getByText('Samtykke givet').waitFor()

  await moveTo(morrow)
  await his.page.reload()
  await his.page.getByText('Vi kan ikke se nogen børn her').waitFor()
  assert.equal(await his.page.getByRole('main').getByText(child.name).count(), 0)
  assert.equal(await his.page.getByRole('main').getByText('Åsum Skole').count(), 0)
  await hers.page.reload()
  await hers.page.getByText('Samtykke givet').waitFor()
  await hers.page.getByText(/, af den anden forælder$/).waitFor()
  assert.equal(await hers.page.getByRole('main').getByText('Mor til').count(), 0, 'and names nobody')
  assertFaultless(his, hers)
})
