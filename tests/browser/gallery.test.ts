/** Every component in every state: axe, 400 % zoom, right to left, light and dark, under React and under Preact. */
import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import { type Browser, chromium, type Page } from 'playwright-core'
import { violationsIn } from './axe.ts'
import { type BuiltPage, serveBuilt } from './built-page.ts'
import { chromiumToRun } from './chromium.ts'

/** Themes and directions are the style sheet's, the same under both, so each pair is measured under one of them. */
const runs = [
  { runtime: 'React', mode: 'gallery', looks: ['?theme=light', '?theme=dark&dir=rtl'] },
  { runtime: 'Preact', mode: 'gallery-preact', looks: ['?theme=dark', '?theme=light&dir=rtl'] },
] as const

let browser: Browser
const galleries = new Map<string, BuiltPage>()
before(async () => {
  browser = await chromium.launch(await chromiumToRun())
  for (const { mode } of runs) galleries.set(mode, await serveBuilt(mode))
})
after(async () => {
  await browser.close()
  for (const built of galleries.values()) await built[Symbol.asyncDispose]()
})

const builtOf = (mode: string) => galleries.get(mode) ?? assert.fail(`${mode} was not built`)

async function openGallery(
  built: BuiltPage,
  address: string,
  width = 1440,
): Promise<{ page: Page; complaints: string[]; close: () => Promise<void> }> {
  const context = await browser.newContext({ viewport: { width, height: 900 }, reducedMotion: 'reduce' })
  const page = await context.newPage()
  const complaints: string[] = []
  page.on('console', (message) => ['error', 'warning'].includes(message.type()) && complaints.push(message.text()))
  page.on('pageerror', (error) => complaints.push(error.message))
  page.on('request', (request) => new URL(request.url()).origin !== built.origin && complaints.push(`asked elsewhere: ${request.url()}`))
  await page.goto(`${built.origin}/${address}`)
  await page.waitForSelector('.gallery__component')
  return { page, complaints, close: () => context.close() }
}

for (const { runtime, mode, looks } of runs) {
  test(`under ${runtime}, axe finds nothing in any component, light and dark, in both directions`, async () => {
    for (const address of looks) {
      const { page, complaints, close } = await openGallery(builtOf(mode), address)
      assert.deepEqual(await violationsIn(page), [], address)
      assert.deepEqual(complaints, [], address)
      await close()
    }
  })

  test(`under ${runtime}, nothing runs off the page at 400 % zoom, in either direction`, async () => {
    for (const address of ['', '?dir=rtl']) {
      const { page, close } = await openGallery(builtOf(mode), address, 320)
      const tooWide = await page.evaluate(() => {
        const runsOff = [...document.querySelectorAll<HTMLElement>('main *')].filter((element) => {
          const { left, right } = element.getBoundingClientRect()
          return (left < -1 || right > innerWidth + 1) && !element.closest('.table, .visually-hidden')
        })
        return [...(document.documentElement.scrollWidth > innerWidth ? ['the page'] : []), ...runsOff.map((element) => element.className)]
      })
      assert.deepEqual(tooWide, [], address)
      await close()
    }
  })

  test(`under ${runtime}, a dialog takes the focus, closes on Escape and gives the focus back`, async () => {
    const { page, close } = await openGallery(builtOf(mode), '?theme=light')
    const opener = page.locator('#dialog button').first()
    await opener.press('Enter')
    await page.locator('dialog[open] h2').waitFor()
    assert.deepEqual(await violationsIn(page), [])
    assert.ok(await page.evaluate(() => document.querySelector('dialog')?.contains(document.activeElement)))
    await page.keyboard.press('Escape')
    await page.locator('dialog[open]').waitFor({ state: 'detached' })
    assert.ok(await opener.evaluate((element) => element === document.activeElement))
    await close()
  })

  test(`under ${runtime}, choices and codes are made by keyboard alone`, async () => {
    const { page, close } = await openGallery(builtOf(mode), '?theme=light')
    await page.locator('#radios input').first().focus()
    await page.keyboard.press('ArrowDown')
    await page.keyboard.press('ArrowDown')
    assert.equal(await page.locator('#radios fieldset').first().locator('input:checked').getAttribute('value'), 'several')
    await page.locator('#faces input').first().focus()
    await page.keyboard.press('ArrowRight')
    await page.keyboard.press('ArrowRight')
    assert.equal(await page.locator('#faces fieldset').first().locator('input:checked').getAttribute('value'), 'yes')
    const code = page.locator('#code-field input').first()
    await code.pressSequentially('k7m-2xq')
    assert.equal(await code.inputValue(), 'K7M 2XQ')
    await page.locator('#checkboxes input').first().press('Space')
    await page.locator('#checkboxes fieldset').first().locator('input').last().press('Space')
    assert.deepEqual(
      await page
        .locator('#checkboxes fieldset')
        .first()
        .locator('input:checked')
        .evaluateAll((inputs) => inputs.map((input) => input.getAttribute('value'))),
      ['declined'],
    )
    await close()
  })
}
