/**
 * A machine that is left: the page asks before it goes, keeps what was typed for whoever stays, and leaves nothing for
 * whoever comes next. And a letter's link, which belongs to the device that opened it first.
 */
import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import { type Browser, chromium, type Page } from 'playwright-core'
import { chromiumToRun } from './chromium.ts'
import { type Demonstration, openDemonstration } from './demonstration.ts'
import { assertFaultless, openVisitor, signInUnseen, type Visitor } from './visitor.ts'

let house: Demonstration
let browser: Browser

before(async () => {
  house = await openDemonstration()
  browser = await chromium.launch(await chromiumToRun())
})

after(async () => {
  await browser?.close()
  await house?.[Symbol.asyncDispose]()
})

/** One child's page, opened before a talk; the child's name is what nobody else is to see. */
async function openChild(visitor: Visitor): Promise<string> {
  await visitor.context.clock.install()
  await signInUnseen(visitor, house, 'Lotte Kjær')
  const { page } = visitor
  await page.goto(`${house.origin}/mine-boern`)
  const first = page.getByRole('table', { name: 'Mine børn' }).locator('tbody').getByRole('link').first()
  const name = (await first.innerText()).trim()
  await first.click()
  await page.getByRole('heading', { level: 1, name: new RegExp(`^${name}, `) }).waitFor()
  await page.getByLabel('Note').waitFor()
  return name
}

const question = (page: Page) => page.getByRole('dialog', { name: 'Er du der stadig?' })
const seen = (page: Page) => page.evaluate(() => document.documentElement.outerHTML)

test('who is asked and stays finds what they typed; who does not leaves nothing behind, also behind the way back', async () => {
  await using lotte = await openVisitor(browser, house)
  const { page } = lotte
  const name = await openChild(lotte)
  const canary = name.split(' ')[0] ?? ''
  assert.match(await seen(page), new RegExp(canary))
  await page.getByLabel('Note').fill('Kanariefuglen begyndte på en note')

  await page.clock.fastForward('26:30')
  assert.equal(await question(page).count(), 0)
  await page.clock.fastForward('00:45')
  await question(page).waitFor()
  await question(page).getByText('Det, du har skrevet, står her, hvis du bliver', { exact: false }).waitFor()
  await page.getByRole('button', { name: 'Bliv logget ind' }).and(page.locator(':focus')).waitFor()
  await page.keyboard.press('Enter')
  await question(page).waitFor({ state: 'detached' })
  assert.equal(await page.getByLabel('Note').inputValue(), 'Kanariefuglen begyndte på en note')

  await page.clock.fastForward('27:15')
  await question(page).waitFor()
  await page.keyboard.press('Escape')
  await question(page).waitFor({ state: 'detached' })

  const kept = (await lotte.context.cookies(house.origin)).filter((cookie) => cookie.name === '__Host-session')
  await page.clock.fastForward('30:00')
  await page.waitForURL(/\/auth\/ended/)
  await page.getByRole('heading', { level: 1, name: 'Du er logget ud' }).waitFor()
  assert.deepEqual(
    (await lotte.context.cookies(house.origin)).filter(({ name: cookie }) => cookie === '__Host-session'),
    [],
  )
  // The session is over at the server too, not only forgotten here.
  await lotte.context.addCookies(kept)
  assert.equal((await lotte.context.request.get(`${house.origin}/api/v1/me`)).status(), 401)
  await lotte.context.clearCookies()

  const stored = await page.evaluate(() => JSON.stringify([{ ...localStorage }, { ...sessionStorage }, document.cookie]))
  for (const secret of [canary, 'Kanariefuglen']) assert.ok(!stored.includes(secret))
  for (let steps = 0; steps < 4; steps++) {
    await page.goBack({ timeout: 3_000 }).catch(() => undefined)
    await page.waitForTimeout(300)
    const left = await seen(page)
    for (const secret of [canary, 'Kanariefuglen']) assert.ok(!left.includes(secret), `${secret} stands at ${page.url()}`)
  }
  lotte.expect(/401/)
  assertFaultless(lotte)
})

test('signing out by the button leaves nothing behind the way back either, and ends the page in other tabs', async () => {
  await using lotte = await openVisitor(browser, house)
  const { page } = lotte
  const name = await openChild(lotte)
  const other = await lotte.context.newPage()
  await other.goto(`${house.origin}/mine-boern`)
  await other.getByRole('table', { name: 'Mine børn' }).waitFor()
  await page.getByRole('button', { name: 'Log ud', exact: true }).click()
  await page.getByRole('heading', { level: 1, name: 'Du er logget ud' }).waitFor()
  await other.waitForURL(/\/auth\/ended/)
  for (const tab of [page, other]) {
    await tab.goBack({ timeout: 3_000 }).catch(() => undefined)
    await tab.waitForTimeout(300)
    assert.ok(!(await seen(tab)).includes(name.split(' ')[0] ?? ''), tab.url())
  }
})

test('signing out on every device ends the session on the machine that was left open somewhere', async () => {
  await using school = await openVisitor(browser, house)
  await using office = await openVisitor(browser, house)
  for (const visitor of [school, office]) await signInUnseen(visitor, house, 'Birthe Nygaard')
  await school.page.goto(`${house.origin}/hjem`)
  await office.page.goto(`${house.origin}/hjem`)
  await office.page.getByRole('button', { name: 'Log ud på alle enheder' }).click()
  await office.page.getByRole('heading', { level: 1, name: 'Du er logget ud' }).waitFor()
  assert.equal((await school.context.request.get(`${house.origin}/api/v1/me`)).status(), 401)
})

const phone = { viewport: { width: 360, height: 740 }, hasTouch: true, isMobile: true } as const

test('a link opened on one device is told on another where to go on, and a new one opens there', async () => {
  await using lotte = await openVisitor(browser, house)
  await signInUnseen(lotte, house, 'Lotte Kjær')
  const { page } = lotte
  await page.goto(`${house.origin}/inviter`)
  await page
    .getByRole('link', { name: /Før besøget ved 8-10 måneder/ })
    .first()
    .click()
  const invite = page.getByRole('button', { name: /^Inviter: / }).first()
  const name = (await invite.getAttribute('aria-label'))?.replace('Inviter: ', '') ?? ''
  await invite.click()
  await page.getByText(`${name} er inviteret`).waitFor()
  const linkOf = async () => /http\S+/.exec((await page.getByText(/\/svar#k=/).textContent()) ?? '')?.[0] ?? assert.fail('no link is shown')
  const link = await linkOf()

  await using mother = await openVisitor(browser, house, phone)
  await mother.page.goto(link)
  await mother.page.getByRole('heading', { level: 1, name: 'Om dine svar' }).waitFor()
  await using tablet = await openVisitor(browser, house, phone)
  tablet.expect(/409|enter-by-link/)
  await tablet.page.goto(link)
  await tablet.page.getByText('Linket er åbnet på en anden enhed').waitFor()
  await tablet.page.getByText('Gå videre dér, log ind, eller bed om et nyt brev.').waitFor()

  await mother.page.goto('about:blank')
  await mother.page.goto(link)
  await mother.page.getByRole('heading', { level: 1, name: 'Om dine svar' }).waitFor()

  await page.getByRole('button', { name: `Nyt link til: ${name}` }).click()
  await page.getByRole('dialog').getByText('Det gamle link virker ikke mere', { exact: false }).waitFor()
  await page.getByRole('button', { name: 'Lav et nyt link' }).click()
  await page.getByText(`${name} har et nyt link`).waitFor()
  const renewed = await linkOf()
  assert.notEqual(renewed, link)
  await tablet.page.goto('about:blank')
  await tablet.page.goto(renewed)
  await tablet.page.getByRole('heading', { level: 1, name: 'Om dine svar' }).waitFor()
  mother.expect(/404|enter-by-link/)
  await mother.page.goto('about:blank')
  await mother.page.goto(link)
  await mother.page.getByText('Linket virker ikke').first().waitFor()
  assertFaultless(lotte)
})
