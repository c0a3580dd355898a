/** A slow line, no line, and a server that fails: it is said in Danish, with what to do, and nothing typed is lost. */
import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import { type Browser, chromium, type Page } from 'playwright-core'
import { chromiumToRun } from './chromium.ts'
import { type Demonstration, openDemonstration } from './demonstration.ts'
import { openLesson, printSlips } from './lesson.ts'
import type { Slip } from './slips-in-pdf.ts'
import { assertFaultless, openVisitor, signIn, type Visitor } from './visitor.ts'

let house: Demonstration
let browser: Browser
let admin: Visitor
let teacher: Visitor
let slips: readonly Slip[]

const offline = 'Der er ingen forbindelse til serveren. Se efter, om nettet virker, og prøv igen.'
const withoutNet = /ERR_INTERNET_DISCONNECTED/

before(async () => {
  house = await openDemonstration()
  browser = await chromium.launch(await chromiumToRun())
  admin = await openVisitor(browser, house)
  await signIn(admin, house, 'Susanne Bach')
  teacher = await openVisitor(browser, house)
  await signIn(teacher, house, 'Anne Lund')
  await openLesson(teacher.page, '5.A', /Trivsel på mellemtrinnet 2/)
  slips = await printSlips(teacher.page)
})

after(async () => {
  await browser?.close()
  await house?.[Symbol.asyncDispose]()
})

const heading = (page: Page, name: string | RegExp) => page.getByRole('heading', { level: 1, name }).waitFor()
const cut = (page: Page, address: string | RegExp) => page.route(address, (route) => route.abort('internetdisconnected'))
const mend = (page: Page) => page.unrouteAll({ behavior: 'ignoreErrors' })

/** A pupil at a question, with a slip that nobody else uses. */
async function atQuestion(number: number): Promise<Visitor> {
  const { code, slip } = slips[number] ?? assert.fail('no slip')
  const pupil = await openVisitor(browser, house)
  await pupil.page.goto(`${house.origin}/svar#${code}-${slip}`)
  await pupil.page.getByRole('button', { name: /^(Begynd|Fortsæt)$/ }).click()
  await heading(pupil.page, 'Hvordan kom du i skole i dag?')
  return pupil
}

test('a page that takes long says so after 300 ms, and not before', async () => {
  const { page } = admin
  for (const [address, operation, found] of [
    ['/organisation', 'institutions', /institutioner og/],
    ['/undersoegelser', 'surveys', /i gang/],
  ] as const) {
    let answer = () => {}
    const held = new Promise<void>((resolve) => (answer = resolve))
    await page.route(`**/api/v1/${operation}`, (route) => held.then(() => route.continue()))
    await page.goto(house.origin + address)
    const delay = await page.waitForFunction(() => {
      const seen = [...document.querySelectorAll('[role=status]')].find(
        (line) => line.textContent?.includes('Henter …') && getComputedStyle(line).opacity === '1',
      )
      return seen && getComputedStyle(seen).animationDelay
    })
    assert.equal(await delay.jsonValue(), '0.3s', 'a short wait is quiet')
    answer()
    await heading(page, found)
    assert.equal(await page.getByText('Henter …').count(), 0)
    await mend(page)
  }
})

test('a page that cannot be fetched says what to do, and comes when it is asked again', async () => {
  const { page } = admin
  admin.expect(withoutNet)
  admin.expect(/status of 500|answers 500/)
  await cut(page, '**/api/v1/surveys')
  await page.goto(`${house.origin}/undersoegelser`)
  await page.getByRole('alert').getByText(offline).waitFor()
  await mend(page)
  await page.getByRole('button', { name: 'Prøv igen' }).click()
  await heading(page, /undersøgelse er i gang|undersøgelser er i gang/)

  await page.route('**/api/v1/institutions', (route) =>
    route.fulfill({ status: 500, contentType: 'application/problem+json', body: '{"title":"defect","status":500,"requestId":"3f1c9a"}' }),
  )
  await page.goto(`${house.origin}/organisation`)
  await page.getByRole('alert').getByText('Der skete en fejl hos os. Prøv igen om lidt.').waitFor()
  await page.getByText('3f1c9a').waitFor()
  await mend(page)
  await page.getByRole('button', { name: 'Prøv igen' }).click()
  await heading(page, /institutioner/)
})

test('a plan that cannot be saved stays as it was typed', async () => {
  const { page } = admin
  await page.goto(`${house.origin}/undersoegelser/ny`)
  await page.getByLabel('Rosenvang Skole').check()
  await cut(page, '**/api/v1/surveys')
  await page.getByRole('button', { name: 'Gem og fortsæt' }).click()
  await page.getByRole('alert').getByText(offline).waitFor()
  assert.ok(await page.getByLabel('Rosenvang Skole').isChecked())
  await mend(page)
  await page.getByRole('button', { name: 'Gem og fortsæt' }).click()
  await heading(page, 'Hvad bliver de spurgt om?')
  await page.getByRole('button', { name: 'Gem og fortsæt' }).click()
  await page.getByLabel('Navn på undersøgelsen').fill('Skrevet uden net')
  await cut(page, /\/api\/v1\/surveys\/[^/]+$/)
  await page.getByRole('button', { name: 'Gem og fortsæt' }).click()
  await page.getByRole('alert').getByText(offline).waitFor()
  assert.equal(await page.getByLabel('Navn på undersøgelsen').inputValue(), 'Skrevet uden net')
  await mend(page)
  await page.getByRole('button', { name: 'Gem og fortsæt' }).click()
  await heading(page, 'Hvad får elever og forældre at vide?')
  await page.goto(page.url().replace(/\/plan.*$/, ''))
  await page.getByRole('button', { name: 'Kassér kladden' }).click()
  await page.getByRole('button', { name: 'Ja, kassér' }).click()
  await heading(page, /undersøgelse/)
})

test('a lesson that cannot be asked about shows what it knew last, and says so', async () => {
  const { page } = teacher
  teacher.expect(withoutNet)
  await page
    .getByText(/^\d+ af 23 er færdige$/)
    .first()
    .waitFor()
  await cut(page, '**/api/v1/lessons/*')
  await page.getByText('Vi kan ikke hente nyt lige nu. Du ser det sidste, vi fik.').waitFor()
  await page
    .getByText(/^\d+ af 23 er færdige$/)
    .first()
    .waitFor()
  await mend(page)
  await page.getByText('Vi kan ikke hente nyt lige nu.').waitFor({ state: 'hidden' })
})

test('codes typed without a line are still there when it is back', async () => {
  await using pupil = await openVisitor(browser, house)
  const { page } = pupil
  pupil.expect(withoutNet)
  const { code, slip } = slips[11] ?? assert.fail('no slip')
  await page.goto(`${house.origin}/svar`)
  await page.getByLabel('Klassens kode').fill(code)
  await page.getByLabel('Din egen kode').fill(slip)
  await cut(page, '**/api/v1/responses/enter')
  await page.getByRole('button', { name: 'Kom ind' }).click()
  await page.getByText('Der er ingen forbindelse lige nu').waitFor()
  assert.equal((await page.getByLabel('Din egen kode').inputValue()).replace(' ', ''), slip)
  await mend(page)
  await page.getByRole('button', { name: 'Kom ind' }).click()
  await heading(page, 'Om dine svar')
  assertFaultless(pupil)
})

test('answers given without a line are kept, sent when it is back, and found again on another device', async () => {
  const pupil = await atQuestion(12)
  const { page } = pupil
  pupil.expect(withoutNet)
  await cut(page, '**/api/v1/responses/**')
  await page.getByText('Jeg gik', { exact: true }).click()
  await page.getByText('Venter her, låst').first().waitFor()
  await page.getByRole('button', { name: 'Næste' }).click()
  await page.getByText('5–7 dage', { exact: true }).click()
  await mend(page)
  await page.evaluate(() => window.dispatchEvent(new Event('online')))
  await page.getByText('Alt er gemt').first().waitFor()
  assertFaultless(pupil)
  await pupil[Symbol.asyncDispose]()

  await using other = await openVisitor(browser, house)
  const { code, slip } = slips[12] ?? assert.fail('no slip')
  await other.page.goto(`${house.origin}/svar#${code}-${slip}`)
  await other.page.getByText('Det, du svarede før, er her stadig.').waitFor()
  await other.page.getByRole('button', { name: 'Fortsæt' }).click()
  await heading(other.page, 'Hvor mange af de sidste fem skoledage var du glad for at være i skole?')
  await other.page.getByRole('button', { name: 'Tilbage' }).click()
  assert.ok(await other.page.getByLabel('5–7 dage').isChecked())
  await other.page.getByRole('button', { name: 'Tilbage' }).click()
  assert.ok(await other.page.getByLabel('Jeg gik').isChecked())
  assertFaultless(other)
})

test('answers sent without a line go out by themselves when it is back', async () => {
  await using pupil = await atQuestion(13)
  const { page } = pupil
  pupil.expect(withoutNet)
  while (!(await page.getByRole('button', { name: 'Send mine svar' }).isVisible()))
    await page.getByRole('button', { name: /^(Næste|Til slutningen)$/ }).click()
  await cut(page, '**/api/v1/responses/submit')
  await page.getByRole('button', { name: 'Send mine svar' }).click()
  await page.getByText('Dine svar bliver sendt, så snart der er net igen. Lad siden være åben.').waitFor()
  await mend(page)
  await heading(page, 'Tak for dine svar')
  assertFaultless(pupil)
})

test('nothing else went wrong', () => {
  assertFaultless(admin, teacher)
  assert.deepEqual(house.defects(), [])
})
