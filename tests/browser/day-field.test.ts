/** The days of a survey: written or chosen in a calendar with the weeks that Danish schools plan by. */
import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import { type Browser, type BrowserContextOptions, chromium, type Page } from 'playwright-core'
import { violationsIn } from './axe.ts'
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

const wide = { width: 1440, height: 900 }
const narrow = { width: 360, height: 740 }
/** What is left of 1280 by 1024 at 400 %. */
const zoomed = { width: 320, height: 256 }

test('a day is written: with points or without, one figure or two', async () => {
  await using visitor = await atTheDays()
  const { page } = visitor
  await part(page, 'dag', 'Første dag').focus()
  await page.keyboard.type('23.11.2026')
  await page.getByText('mandag den 23. november 2026, uge 48').waitFor()
  await part(page, 'dag', 'Sidste dag').focus()
  await page.keyboard.type('1.1.2027')
  await page.getByText('fredag den 1. januar 2027, uge 53').waitFor()
  await part(page, 'dag', 'Sidste dag').focus()
  await page.keyboard.type('04122026')
  await page.getByText('fredag den 4. december 2026, uge 49').waitFor()
  await page.getByText('Eleverne kan svare i 12 dage.').waitFor()
  await page.getByRole('button', { name: 'Gem og fortsæt' }).click()
  await page.getByRole('heading', { level: 1, name: 'Hvad får elever og forældre at vide?' }).waitFor()
  await page.getByText('I perioden 23. november – 4. december 2026').waitFor()
  assertFaultless(visitor)
})

test('a day is chosen with the keyboard alone, and Escape changes nothing', async () => {
  await using visitor = await atTheDays()
  const { page } = visitor
  await part(page, 'dag', 'Første dag').focus()
  await page.keyboard.press('Alt+ArrowDown')
  const calendar = page.getByRole('dialog', { name: 'Kalender Første dag' })
  await calendar.waitFor()
  await untilFocused(page, 'mandag den 23. november 2026 valgt')
  await page.keyboard.press('ArrowRight')
  await page.keyboard.press('ArrowDown')
  await untilFocused(page, 'tirsdag den 1. december 2026')
  await page.keyboard.press('Escape')
  await calendar.waitFor({ state: 'detached' })
  await page.getByText('mandag den 23. november 2026, uge 48').waitFor()

  await untilFocused(page, 'dag, Første dag')
  for (const key of ['Tab', 'Tab', 'Tab']) await page.keyboard.press(key)
  await untilFocused(page, 'Kalender Første dag')
  await page.keyboard.press('Enter')
  await untilFocused(page, 'mandag den 23. november 2026 valgt')
  await page.keyboard.press('PageDown')
  await untilFocused(page, 'onsdag den 23. december 2026')
  await page.keyboard.press('ArrowUp')
  await page.keyboard.press('Enter')
  await calendar.waitFor({ state: 'detached' })
  await page.getByText('onsdag den 16. december 2026, uge 51').waitFor()
  await untilFocused(page, 'Kalender Første dag')
  assertFaultless(visitor)
})

test('the weeks have the numbers of the Danish school year, also over New Year', async () => {
  await using visitor = await atTheDays()
  const { page } = visitor
  await page.getByRole('button', { name: 'Kalender Sidste dag' }).click()
  await page.getByRole('dialog').waitFor()
  const next = page.getByRole('button', { name: /^Næste måned/ })
  const previous = page.getByRole('button', { name: /^Forrige måned/ })
  await page.getByRole('grid', { name: 'december 2026' }).waitFor()
  assert.deepEqual(await daysOf(page, 'uge 53'), [28, 29, 30, 31])
  await previous.click()
  await page.getByRole('grid', { name: 'november 2026' }).waitFor()
  assert.deepEqual(await weeksShown(page), ['44', '45', '46', '47', '48', '49'])
  assert.deepEqual(await daysOf(page, 'uge 48'), [23, 24, 25, 26, 27, 28, 29])
  await next.click()
  await next.click()
  await page.getByRole('grid', { name: 'januar 2027' }).waitFor()
  assert.deepEqual(await weeksShown(page), ['53', '1', '2', '3', '4'])
  assert.deepEqual(await daysOf(page, 'uge 53'), [1, 2, 3])
  assert.deepEqual(await daysOf(page, 'uge 1'), [4, 5, 6, 7, 8, 9, 10])
  assert.deepEqual(await page.getByRole('dialog').locator('thead th').allInnerTexts(), ['Uge', 'ma', 'ti', 'on', 'to', 'fr', 'lø', 'sø'])
  await page.getByRole('button', { name: 'fredag den 8. januar 2027' }).click()
  await page.getByText('fredag den 8. januar 2027, uge 1').waitFor()
  assertFaultless(visitor)
})

test('the last day cannot be chosen before the first, nor before today', async () => {
  await using visitor = await atTheDays()
  const { page } = visitor
  const offered = async () => {
    await page.getByRole('button', { name: 'Kalender Sidste dag' }).click()
    await page.getByRole('dialog').waitFor()
    await page.getByRole('button', { name: 'Forrige måned, nov' }).click()
    const days = await page.locator('[role="gridcell"]:not([aria-disabled])').allInnerTexts()
    const [isTodayMarked, isTurningBack] = [
      page.getByRole('button', { name: /^I dag, fredag den 20\. november 2026/ }),
      page.getByRole('button', { name: 'Forrige måned, okt' }),
    ]
    assert.equal(await isTodayMarked.count(), 1)
    assert.equal(await isTurningBack.isDisabled(), true)
    await page.keyboard.press('Escape')
    await page.getByRole('dialog').waitFor({ state: 'detached' })
    return days.map(Number)
  }
  assert.deepEqual(await offered(), [23, 24, 25, 26, 27, 28, 29, 30])
  await part(page, 'dag', 'Første dag').focus()
  await page.keyboard.type('02.11.2026')
  assert.deepEqual(await offered(), [20, 21, 22, 23, 24, 25, 26, 27, 28, 29, 30])
  assertFaultless(visitor)
})

test('a day that is half written is none: what to do is said, the way leads there, and nothing typed is lost', async () => {
  await using visitor = await atTheDays()
  const { page } = visitor
  await part(page, 'måned', 'Sidste dag').focus()
  for (const key of ['Backspace', 'Backspace']) await page.keyboard.press(key)
  await page.getByRole('button', { name: 'Gem og fortsæt' }).click()
  const summary = page.getByRole('region', { name: 'Ret dette, før du fortsætter' })
  await summary.getByRole('link', { name: 'Vælg den sidste dag, der kan svares' }).click()
  await untilFocused(page, 'dag, Sidste dag')
  assert.equal(await part(page, 'dag', 'Sidste dag').getAttribute('aria-invalid'), 'true')
  assert.match(await described(page, 'dag, Sidste dag'), /Skriv dagen, eller vælg den i kalenderen\. Vælg den sidste dag, der kan svares$/)
  assert.equal(
    await page
      .locator('#plan-closes [role="presentation"]')
      .innerText()
      .then((text) => text.replaceAll('\n', '')),
    '11.mm.2026',
  )
  await assertSound(page)
  await part(page, 'måned', 'Sidste dag').focus()
  await page.keyboard.type('12.202')
  await untilFocused(page, 'år, Sidste dag')
  await page.keyboard.type('7')
  await page.getByText('lørdag den 11. december 2027, uge 49').waitFor()
  assert.equal(await summary.count(), 0)
  assertFaultless(visitor)
})

test('the field and its calendar speak the language that is chosen on the page, not the browser’s', async () => {
  await using visitor = await atTheDays({ locale: 'de-DE' })
  const { page } = visitor
  await page.getByRole('button', { name: 'Kalender Første dag' }).waitFor()
  await page.getByRole('button', { name: 'English' }).click()
  await page.getByText('Monday 23 November 2026, week 48').waitFor()
  await part(page, 'day', 'First day').focus()
  await page.keyboard.type('1/12/2026')
  await page.getByText('Tuesday 1 December 2026, week 49').waitFor()
  await page.getByRole('button', { name: 'Calendar First day' }).click()
  await page.getByRole('grid', { name: 'December 2026' }).waitFor()
  assert.deepEqual(await page.getByRole('dialog').locator('thead th').allInnerTexts(), ['Week', 'Mo', 'Tu', 'We', 'Th', 'Fr', 'Sa', 'Su'])
  assert.deepEqual(await daysOf(page, 'week 49'), [1, 2, 3, 4, 5, 6])
  await page.getByRole('button', { name: 'Tuesday, 1 December 2026 selected' }).waitFor()
  assertFaultless(visitor)
})

for (const viewport of [wide, narrow, zoomed]) {
  test(`the open calendar is sound and lies in the window at ${viewport.width} by ${viewport.height}`, async () => {
    await using visitor = await atTheDays({ viewport })
    const { page } = visitor
    for (const label of ['Første dag', 'Sidste dag']) {
      await page.getByRole('button', { name: `Kalender ${label}` }).click()
      const calendar = page.getByRole('dialog', { name: `Kalender ${label}` })
      await calendar.waitFor()
      await page.waitForFunction(() => document.getAnimations().length === 0)
      if (label === 'Sidste dag') await assertSound(page)
      const window = await calendar.evaluate((dialog) => {
        const { left, top, right, bottom } = dialog.parentElement?.getBoundingClientRect() ?? new DOMRect()
        return {
          isInside: left >= 0 && top >= 0 && right <= innerWidth && bottom <= innerHeight,
          isWide: (dialog.parentElement?.scrollWidth ?? 0) > Math.ceil(right - left),
        }
      })
      assert.deepEqual(window, { isInside: true, isWide: false })
      const day = page.getByRole('button', { name: /valgt/ })
      const { width, height } = (await day.boundingBox()) ?? { width: 0, height: 0 }
      assert.ok(height >= 44 && width >= (viewport === zoomed ? 36 : 44), `a day is ${width} by ${height}`)
      // Every day can be reached, and the way out too.
      for (const one of [page.getByRole('button', { name: /^(I dag, )?(mandag|tirsdag) den (30|29)\. / }), day])
        await one.click({ trial: true })
      if (viewport !== wide) await page.getByRole('button', { name: 'Luk kalenderen' }).click()
      else await page.mouse.click(5, 5)
      await calendar.waitFor({ state: 'detached' })
    }
    assertFaultless(visitor)
  })
}

/** The administrator at the step of the plan that asks for the days. To the browser it is 20 November 2026. */
async function atTheDays(options: BrowserContextOptions = {}): Promise<Visitor> {
  const visitor = await openVisitor(browser, house, { viewport: wide, ...options })
  const { page } = visitor
  await page.clock.setFixedTime('2026-11-20T09:00:00Z')
  await signIn(visitor, house, 'Susanne Bach')
  await page.getByText('Hej Susanne').waitFor()
  const menu = page.getByRole('button', { name: 'Menu' })
  if (await menu.isVisible()) await menu.click()
  await page.getByRole('navigation', { name: 'Hovedmenu' }).getByRole('link', { name: 'Undersøgelser' }).click()
  await page.getByRole('link', { name: 'Planlæg en undersøgelse' }).click()
  await page.getByLabel('Stenhøj Skole').check()
  await page.getByRole('button', { name: 'Gem og fortsæt' }).click()
  await page.getByRole('heading', { level: 1, name: 'Hvad bliver de spurgt om?' }).waitFor()
  await page.getByRole('button', { name: 'Gem og fortsæt' }).click()
  await page.getByRole('heading', { level: 1, name: 'Hvornår kan de svare?' }).waitFor()
  return visitor
}

function part(page: Page, name: string, field: string) {
  return page.getByRole('spinbutton', { name: `${name}, ${field}`, exact: true })
}

async function weeksShown(page: Page): Promise<readonly string[]> {
  return page.getByRole('rowheader').allInnerTexts()
}

/** The days of the month that stand in a week. */
async function daysOf(page: Page, week: string): Promise<readonly number[]> {
  const row = page.getByRole('row').filter({ has: page.getByRole('rowheader', { name: week, exact: true }) })
  const days = await row.getByRole('gridcell').allInnerTexts()
  return days.filter((day) => day.trim() !== '').map(Number)
}

/** Waits until the control of an accessible name has focus. */
async function untilFocused(page: Page, name: string): Promise<void> {
  await page
    .getByRole('button', { name, exact: true })
    .or(page.getByRole('spinbutton', { name, exact: true }))
    .and(page.locator(':focus'))
    .waitFor()
}

/** What a screen reader adds to a part of the day. */
async function described(page: Page, name: string): Promise<string> {
  return page.getByRole('spinbutton', { name, exact: true }).evaluate((part) =>
    (part.getAttribute('aria-describedby') ?? '')
      .split(' ')
      .map((id) => document.getElementById(id)?.textContent)
      .join(' '),
  )
}

async function assertSound(page: Page): Promise<void> {
  assert.deepEqual(await violationsIn(page), [])
  assert.equal(
    await page.evaluate(() => document.documentElement.scrollWidth > window.innerWidth),
    false,
    'nothing lies outside the window',
  )
}
