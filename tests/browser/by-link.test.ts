/** A family is invited before the health visitor comes, and answers at home, on a phone. */
import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import { type Browser, chromium } from 'playwright-core'
import { chromiumToRun } from './chromium.ts'
import { type Demonstration, openDemonstration } from './demonstration.ts'
import { assertFaultless, openVisitor, signInUnseen } from './visitor.ts'

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

const survey = /Før besøget ved 8-10 måneder/
const phone = { viewport: { width: 360, height: 740 }, hasTouch: true, isMobile: true } as const

test('a health visitor invites a family, a parent answers by the link on a phone, and only that they have answered comes back', async () => {
  await using lotte = await openVisitor(browser, house)
  await signInUnseen(lotte, house, 'Lotte Kjær')
  const { page } = lotte
  await page.goto(`${house.origin}/hjem`)
  await page.getByRole('navigation', { name: 'Hovedmenu' }).getByRole('link', { name: 'Inviter' }).click()
  await page.getByRole('link', { name: survey }).first().click()
  await page.getByRole('heading', { level: 1, name: /^Hvem skal inviteres/ }).waitFor()
  const invite = page.getByRole('button', { name: /^Inviter: / }).first()
  const name = (await invite.getAttribute('aria-label'))?.replace('Inviter: ', '') ?? assert.fail('nobody is left to invite')
  await invite.click()
  const done = page.getByText(`${name} er inviteret`)
  await done.waitFor()
  const link = (await page.getByText(/\/svar#k=/).textContent()) ?? ''
  const letter = await page
    .context()
    .request.get(
      new URL((await page.getByRole('link', { name: 'Brev', exact: true }).first().getAttribute('href')) ?? '', house.origin).href,
    )
  assert.equal(letter.headers()['content-type'], 'application/pdf')

  await using parent = await openVisitor(browser, house, phone)
  const own = parent.page
  await own.goto(/http\S+/.exec(link)?.[0] ?? assert.fail('no link is shown'))
  await own.getByRole('heading', { level: 1, name: 'Om dine svar' }).waitFor()
  assert.equal(new URL(own.url()).hash, '', 'the link is taken out of the address')
  await own.getByText('Ikke dagtilbuddet, ikke skolen, ikke sundhedsplejersken og ikke kommunen', { exact: false }).waitFor()
  assert.equal(await own.getByText('lærer', { exact: false }).count(), 0, 'nobody speaks of a teacher to a parent')
  await own.getByRole('button', { name: 'Begynd' }).click()
  for (let questions = 0; questions < 60; questions++) {
    const next = own.getByRole('button', { name: /^(Næste|Til slutningen)$/ })
    // A page may hold several questions, one where a number is written, or nothing but what is read.
    for (const question of await own.locator('.question').all()) {
      const choice = question.locator('label:has(input)').nth(questions % 3)
      if ((await choice.count()) > 0) await choice.click()
    }
    const met = await own.getByRole('main').textContent()
    await next.click()
    await own.waitForFunction((before) => document.querySelector('main')?.textContent !== before, met)
    if ((await own.getByRole('button', { name: 'Send mine svar' }).count()) > 0) break
  }
  await own.getByRole('button', { name: 'Send mine svar' }).click()
  await own.getByRole('heading', { level: 1, name: 'Tak for dine svar' }).waitFor()
  await own.getByText('ForældreTelefonen', { exact: false }).waitFor()

  await page.reload()
  await page.getByRole('row').filter({ hasText: name }).getByText('Har svaret').waitFor()
  assertFaultless(lotte, parent)
})

test('a link that is not one is told so, and the letter’s symbols can be typed instead', async () => {
  await using parent = await openVisitor(browser, house, phone)
  parent.expect(/404|enter-by-link/)
  const { page } = parent
  await page.goto(`${house.origin}/svar`)
  await page.getByRole('button', { name: 'Jeg har fået et brev' }).click()
  await page.getByLabel('Tegnene fra dit brev').fill('zz2 345 678 9ab cd')
  await page.getByRole('button', { name: 'Kom ind' }).click()
  await page.getByText('Linket virker ikke', { exact: true }).waitFor()
  assert.equal(await page.getByLabel('Tegnene fra dit brev').inputValue(), 'ZZ2 345 678 9AB CD', 'nothing typed is lost')
  assertFaultless(parent)
})
