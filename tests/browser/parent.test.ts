/** A parent: consent before the first question, answers, and who has looked when a health visitor opens the child. */
import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import { type Browser, chromium, type Page } from 'playwright-core'
import { chromiumToRun } from './chromium.ts'
import { type Demonstration, openDemonstration } from './demonstration.ts'
import { assertFaultless, openVisitor, signIn, type Visitor } from './visitor.ts'

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

const heading = (page: Page, name: string | RegExp) => page.getByRole('heading', { level: 1, name }).waitFor()
/** Everything about one child of the family. */
const about = (page: Page, name: RegExp) => page.getByRole('region', { name })

async function openFamily(name: string): Promise<Visitor> {
  const visitor = await openVisitor(browser, house)
  await signIn(visitor, house, name)
  await enterFamily(visitor.page)
  return visitor
}

async function enterFamily(page: Page): Promise<void> {
  await page.getByRole('navigation', { name: 'Hovedmenu' }).getByRole('link', { name: 'Min familie' }).click()
  await page.getByText('Alt er frivilligt.', { exact: false }).waitFor()
}

/** Takes the first answer to every question, as it comes, and sends. */
async function answerAll(page: Page): Promise<void> {
  const thanks = page.getByRole('heading', { level: 1, name: 'Tak for dine svar' })
  await page.getByRole('button', { name: 'Begynd' }).click()
  for (let questions = 0; questions < 100; questions++) {
    const before = await page.getByRole('heading', { level: 1 }).innerText()
    const send = page.getByRole('button', { name: 'Send mine svar' })
    if (await send.isVisible()) break
    for (const question of await page.locator('.question:has(.choice)').all()) await question.locator('.choice').first().click()
    await page.getByRole('button', { name: /^(Næste|Til slutningen)$/ }).click()
    await page.waitForFunction((known) => document.querySelector('h1')?.textContent !== known, before)
  }
  await page.getByRole('button', { name: 'Send mine svar' }).click()
  await thanks.waitFor()
}

test('consent, answers, and who has looked', async () => {
  await using mette = await openFamily('Mette Thomsen')
  const { page } = mette
  const child = () => about(page, /^Svend /)
  const name = await child().getByRole('heading', { level: 2 }).innerText()
  const invitation = child().getByRole('article').first()
  await invitation.getByText('Sundhedsplejen i Lillekøbing Kommune').waitFor()
  await invitation.getByText(/^Kun Lotte Kjær \(sundhedsplejerske\)/).waitFor()
  assert.equal(await invitation.getByRole('button', { name: /^Svar nu/ }).count(), 0, 'nothing is answered before consent')

  await invitation.getByRole('link', { name: /^Læs og vælg/ }).click()
  await heading(page, 'Må sundhedsplejersken læse det, du svarer om Svend?')
  assert.equal(await page.locator('input[type=radio]:checked').count(), 0, 'nothing is chosen beforehand')
  await page.getByRole('button', { name: 'Gem mit valg' }).click()
  await page.getByText('Vælg et af de tre svar.').waitFor()
  for (const choice of ['Nej, men tæl vores svar med i statistikken', 'Nej tak, vi er ikke med', 'Ja, jeg giver samtykke'])
    await page.getByRole('radio', { name: choice }).check()
  await page.getByRole('button', { name: 'Gem mit valg' }).click()
  await heading(page, 'Tak. Dit samtykke er gemt')

  await page.getByRole('button', { name: /^Svar nu/ }).click()
  await page.waitForURL(`${house.origin}/svar**`)
  await answerAll(page)

  await page.getByRole('button', { name: 'Færdig' }).click()
  await page.waitForURL(`${house.origin}/min-familie`)
  await child()
    .getByText(/^Besvaret /)
    .waitFor()
  await child().locator('summary').filter({ hasText: 'Svaret ' }).click()
  await child().getByText('Hvor mange af de sidste fem skoledage var morgenen rolig hjemme hos jer?').waitFor()
  await child().getByText('Ja til at svare med navn').waitFor()
  assert.equal(await child().getByText('Åbnede svarene').count(), 0)

  {
    await using lotte = await openVisitor(browser, house)
    await signIn(lotte, house, 'Lotte Kjær')
    await lotte.page.getByRole('navigation', { name: 'Hovedmenu' }).getByRole('link', { name: 'Mine børn' }).click()
    await lotte.page.getByRole('link', { name, exact: true }).click()
    await heading(lotte.page, `${name}, 0.A`)
    await lotte.page.getByText(/en forælder svarede/).waitFor()
    await lotte.page.getByText(/^Samtykke fra Mette Thomsen/).waitFor()
    assertFaultless(lotte)
  }

  await page.reload()
  const look = child().getByRole('listitem').filter({ hasText: 'Åbnede svarene for at forberede en samtale' })
  await look.waitFor()
  assert.match(await look.innerText(), /Sundhedsplejerske/)
  assert.doesNotMatch(await look.innerText(), /Lotte/, 'by role, never by name')
  assert.equal(await look.count(), 1)

  // Taking it back deletes what is kept by name, and says what stays.
  await child()
    .getByRole('link', { name: /^Træk samtykket tilbage/ })
    .click()
  await heading(page, 'Vil du trække samtykket tilbage?')
  await page.getByText('Det, sundhedsplejersken allerede har skrevet i journalen, bliver der.', { exact: false }).waitFor()
  await page.getByRole('button', { name: 'Ja, træk det tilbage' }).click()
  await heading(page, 'Samtykket er trukket tilbage')
  await page.getByText('Ét sæt svar med navn er slettet', { exact: false }).waitFor()
  await page.getByRole('link', { name: 'Tilbage til Min familie' }).first().click()
  await child().getByText('Samtykket blev trukket tilbage').waitFor()
  await child().getByText('Du har ikke svaret med navn endnu.', { exact: false }).waitFor()
  assertFaultless(mette)
})

test('a parent never meets what the pupil answered, and the pupil reads it', async () => {
  await using mette = await openFamily('Mette Thomsen')
  const adam = about(mette.page, /^Adam /)
  await adam.getByText('Det, Adam selv svarer i skolen, er det Adam, der kan læse.', { exact: false }).waitFor()
  const family = (await mette.answered()).filter(({ path }) => path === '/api/v1/family').map(({ text }) => JSON.parse(text))
  for (const { children } of family)
    for (const { responses } of children) for (const { respondent } of responses) assert.equal(respondent, 'parent')

  await using pupil = await openVisitor(browser, house)
  await signIn(pupil, house, 'Adam Clausen')
  await pupil.page.getByRole('navigation', { name: 'Hovedmenu' }).getByRole('link', { name: 'Min familie' }).click()
  await pupil.page.getByText('De kan ikke se:').waitFor()
  await pupil.page.getByText('hvad du har svaret', { exact: true }).waitFor()
  await pupil.page.locator('summary').filter({ hasText: 'Svaret ' }).first().click()
  await pupil.page.locator('details[open] dl').first().waitFor()
  assertFaultless(mette, pupil)
})

test('from 15 the young person decides, and sees plainly what parents can see', async () => {
  await using caroline = await openFamily('Caroline Schmidt')
  const { page } = caroline
  await page.getByText('Du er fyldt 15 og bestemmer selv.', { exact: false }).waitFor()
  await page.getByText('hvad du har svaret', { exact: true }).waitFor()
  await page.getByRole('link', { name: /^Læs og vælg/ }).click()
  await heading(page, 'Må sundhedsplejersken læse det, du svarer?')
  await page.getByRole('radio', { name: 'Nej, men tæl mine svar med i statistikken' }).check()
  await page.getByRole('button', { name: 'Gem mit valg' }).click()
  await heading(page, 'Tak. Svarene tælles uden navn')
  await page.getByText('Du svarer i skolen uden navn.', { exact: false }).waitFor()
  assertFaultless(caroline)
})
