/** The answering page in four languages, from both sides: axe finds nothing, and a change of language loses no answer. */
import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import { type Browser, chromium, type Page } from 'playwright-core'
import { violationsIn } from './axe.ts'
import { bareChromiumToRun } from './chromium.ts'
import { type Demonstration, openDemonstration } from './demonstration.ts'
import { assertFaultless, openVisitor, signInUnseen } from './visitor.ts'

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

const languages = [
  { code: 'da', name: 'Dansk', direction: 'ltr', letters: /[a-zæøå]/i, about: 'Om dine svar' },
  { code: 'en', name: 'English', direction: 'ltr', letters: /[a-z]/i, about: 'About your answers' },
  { code: 'ar', name: 'العربية', direction: 'rtl', letters: /\p{Script=Arabic}/u, about: 'عن إجاباتكم' },
  { code: 'uk', name: 'Українська', direction: 'ltr', letters: /\p{Script=Cyrillic}/u, about: 'Про ваші відповіді' },
] as const

const phone = { viewport: { width: 360, height: 740 }, hasTouch: true, isMobile: true } as const

/** A link for a parent of a child of 8-10 months, made by a health visitor. */
async function invitation(): Promise<string> {
  await using lotte = await openVisitor(browser, house)
  await signInUnseen(lotte, house, 'Lotte Kjær')
  const { page } = lotte
  await page.goto(`${house.origin}/hjem`)
  await page.getByRole('navigation', { name: 'Hovedmenu' }).getByRole('link', { name: 'Inviter' }).click()
  await page
    .getByRole('link', { name: /Før besøget ved 8-10 måneder/ })
    .first()
    .click()
  await page
    .getByRole('button', { name: /^Inviter: / })
    .first()
    .click()
  const shown = (await page.getByText(/\/svar#k=/).textContent()) ?? ''
  return /http\S+/.exec(shown)?.[0] ?? assert.fail('no link is shown')
}

async function speak(page: Page, name: string): Promise<void> {
  await page.getByRole('button', { name, exact: true }).first().click()
}

async function assertSound(page: Page, where: string): Promise<void> {
  assert.deepEqual(await violationsIn(page), [], where)
  const { wide, seen } = await page.evaluate(() => ({
    wide: document.documentElement.scrollWidth,
    seen: document.documentElement.clientWidth,
  }))
  assert.ok(wide <= seen, `${where}: nothing runs off the page`)
}

test('a parent reads, answers and changes language on a phone, and no answer is lost', async () => {
  await using parent = await openVisitor(browser, house, phone)
  const { page } = parent
  await page.goto(await invitation())
  for (const { code, name, direction, letters, about } of languages) {
    await speak(page, name)
    const heading = page.getByRole('heading', { level: 1, name: about })
    await heading.waitFor()
    assert.deepEqual(await page.evaluate(() => [document.documentElement.lang, document.documentElement.dir || 'ltr']), [code, direction])
    assert.match((await page.locator('main').innerText()).replace(/Lillekøbing|BørnUngeLiv/g, ''), letters)
    await assertSound(page, `Om dine svar, ${code}`)
  }
  await speak(page, 'العربية')
  await page.getByRole('button', { name: 'ابدأ' }).click()

  const first = page.locator('.choice input').first()
  await page.locator('.choice').first().click()
  assert.ok(await first.isChecked())
  await page.getByText('تم حفظ كل شيء').waitFor()
  for (const { name, code, direction, letters } of [...languages.slice(2), ...languages.slice(0, 2)]) {
    await speak(page, name)
    await page.waitForFunction((to) => document.documentElement.lang === to, code)
    assert.ok(await page.locator('.choice input').first().isChecked(), `the answer stands in ${code}`)
    const question = page.locator(`main [lang='${code}']`).first()
    assert.match(await question.innerText(), letters)
    assert.equal(await question.getAttribute('dir'), direction)
    await assertSound(page, `a question, ${code}`)
  }
  await speak(page, 'العربية')
  await page.getByRole('button', { name: 'التالي' }).click()
  await page.getByRole('button', { name: 'السابق' }).click()
  assert.ok(await page.locator('.choice input').first().isChecked(), 'and is there on the way back')
  assertFaultless(parent)
})

test('the page about the answers is read in each language before anybody has come in', async () => {
  await using lotte = await openVisitor(browser, house)
  await signInUnseen(lotte, house, 'Lotte Kjær')
  const surveys = (await (await lotte.context.request.get(`${house.origin}/api/v1/inviting`)).json()) as readonly { readonly id: string }[]
  await using anybody = await openVisitor(browser, house, phone)
  const { page } = anybody
  await page.goto(`${house.origin}/om/881/${surveys[0]?.id ?? assert.fail('nothing is asked')}`)
  for (const { name, about, code } of languages) {
    await speak(page, name)
    await page.getByRole('heading', { level: 1, name: about }).waitFor()
    await assertSound(page, `/om, ${code}`)
  }
  assertFaultless(anybody)
})

test('where the codes are typed every language is offered, and what was typed is still there', async () => {
  await using pupil = await openVisitor(browser, house, phone)
  const { page } = pupil
  await page.goto(`${house.origin}/svar`)
  await page.getByLabel('Klassens kode').pressSequentially('abc')
  for (const { name, code, direction } of languages.toReversed()) {
    await speak(page, name)
    await page.waitForFunction((to) => document.documentElement.lang === to, code)
    assert.equal(await page.locator('input').first().inputValue(), 'ABC')
    assert.equal(await page.evaluate(() => document.documentElement.dir || 'ltr'), direction)
    await assertSound(page, `the codes, ${code}`)
  }
  assertFaultless(pupil)
})
