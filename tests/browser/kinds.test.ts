/** Every kind of item on the answering page: by keyboard alone, by touch, on both sides of a language, small and large. */
import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import { type Browser, chromium, type Locator, type Page } from 'playwright-core'
import { allKinds } from '#domain/response/scenarios/all-kinds.ts'
import { violationsIn } from './axe.ts'
import { type BuiltPage, serveBuilt } from './built-page.ts'
import { bareChromiumToRun } from './chromium.ts'
import { openRoad, type Road, type Shown } from './kinds-road.ts'

let browser: Browser
let built: BuiltPage
before(async () => {
  browser = await chromium.launch(await bareChromiumToRun())
  built = await serveBuilt('respondent')
})
after(async () => {
  await browser.close()
  await built[Symbol.asyncDispose]()
})

const placeOf = (code: string) => allKinds.items.findIndex((item) => item.code === code)
const parents = { respondent: 'parent', grades: [] } as const
const youngest = { grades: [0, 1] } as const

const next = (page: Page) => page.locator('.way button').last()
const heading = (page: Page) => page.locator('h1#heading')

/** By the pointer to the page that says so; fails when it never comes. */
async function turnTo(page: Page, words: string): Promise<void> {
  for (let turns = 0; turns < 20; turns++) {
    if ((await page.getByRole('heading', { name: words, exact: true }).count()) > 0) return
    const before = await heading(page).textContent()
    await next(page).click()
    await page.waitForFunction((was) => document.getElementById('heading')?.textContent !== was, before)
  }
  assert.fail(`never came to ${words}`)
}

/** Waits until this is what has been saved of an item. */
async function saved(road: Road, code: string, value: number | null, text?: string): Promise<void> {
  const isIt = () => road.saved.get(placeOf(code))?.value === value && road.saved.get(placeOf(code))?.text === text
  for (let tries = 0; tries < 100 && !isIt(); tries++) await road.page.waitForTimeout(50)
  assert.deepEqual([code, road.saved.get(placeOf(code))?.value, road.saved.get(placeOf(code))?.text], [code, value, text])
}

async function tabTo(page: Page, target: Locator): Promise<void> {
  await target.waitFor()
  for (let presses = 0; presses < 60; presses++) {
    if (await target.evaluate((element) => element === document.activeElement)) return
    await page.keyboard.press('Tab')
  }
  assert.fail(`Tab never comes to ${target}`)
}

test('all kinds are answered by keyboard alone, and each answer is what it says', async () => {
  await using road = await openRoad(browser, built)
  const { page } = road
  const press = (...keys: readonly string[]) => keys.reduce((done, key) => done.then(() => page.keyboard.press(key)), Promise.resolve())
  const comes = async (words: string) => {
    await page.getByRole('heading', { level: 1, name: words, exact: true }).waitFor()
    // The reader is moved to it.
    await page.locator('#heading:focus').waitFor()
  }
  await tabTo(page, next(page))
  await press('Enter')

  await comes('Først om din dag')
  await press('Enter')
  await comes('Er du glad for at gå i skole?')
  await press('3', 'Enter')
  await comes('Hvor tit er du ude i frikvarteret?')
  await press('4', 'ArrowLeft', 'Enter')
  await comes('Jeg kan lide vores klasselokale')
  await press('5', 'Enter')
  await comes('Har I dyr derhjemme?')
  await press('2', 'Enter')
  await comes('Hvilke dyr har I?')
  await press('1', '3', 'Enter')
  await comes('Hvor mange timer sov du i nat?')
  await tabTo(page, page.getByRole('spinbutton', { name: 'Hvor mange timer sov du i nat? timer' }))
  await page.keyboard.type('40')
  await press('Enter')
  await page.getByText('Skriv et helt tal fra 4 til 14.').first().waitFor()
  // The reader is moved to the field.
  await page.locator('[aria-invalid=true]:focus').waitFor()
  await press('Control+a')
  await page.keyboard.type('9')
  await press('ArrowUp', 'ArrowUp', 'ArrowDown', 'Enter')
  await comes('Hvornår gik du i seng i går?')
  await tabTo(page, page.getByRole('textbox', { name: 'Hvornår gik du i seng i går?' }))
  await page.keyboard.type('0030')
  await press('Enter')
  await comes('Hvad lavede du, før du gik i seng?')
  await press('2', 'Enter')
  await comes('Hvordan går det for tiden?')
  await press('7', 'Enter')
  await comes('Hvornår begyndte du i klassen?')
  await tabTo(page, page.getByRole('combobox', { name: 'Måned' }))
  await page.keyboard.type('august')
  await press('Enter')
  await tabTo(page, page.getByRole('combobox', { name: 'År' }))
  await page.keyboard.type('2025')
  await tabTo(page, next(page))
  await press('Enter')
  await comes('Hvordan er der i jeres klasselokale?')
  const row = (name: string) => page.getByRole('row', { name }).getByRole('radio')
  await tabTo(page, row('Lyset er godt at læse i').first())
  await press('Space', 'ArrowRight')
  await tabTo(page, row('Luften er frisk').first())
  await press('3')
  await tabTo(page, row('Der er ro').first())
  await press('Space', 'ArrowLeft')
  await tabTo(page, next(page))
  await press('Enter')
  await comes('Hvad er det bedste ved din skole?')
  await tabTo(page, page.getByRole('textbox', { name: 'Hvad er det bedste ved din skole?' }))
  await page.keyboard.type('Skoven. 3 huler!')
  await tabTo(page, next(page))
  await press('Enter')
  await comes('Hvad vil du gerne tale om?')
  await tabTo(page, next(page))
  await press('Enter')
  await page.getByRole('heading', { level: 1, name: /sprang|igennem/ }).waitFor()
  await saved(road, 'best', 1, 'Skoven. 3 huler!')
  await tabTo(page, page.getByRole('button', { name: /^Send/ }))
  await press('Enter')
  await page.getByRole('heading', { level: 1, name: /^Tak/ }).waitFor()
  assert.deepEqual(road.complaints, [])
  assert.deepEqual(road.submitted()?.answers, [null, 3, 3, 5, 2, 5, 7, 23, 2, 8, 68, 2, 3, 0, 1])
  assert.deepEqual(road.submitted()?.written, [{ place: placeOf('best'), text: 'Skoven. 3 huler!' }])
})

test('all kinds are answered by touch on a small phone, where a grid is one question a page', async () => {
  await using road = await openRoad(browser, built, { width: 360, height: 640, hasTouch: true })
  const { page } = road
  const tap = (words: string) => page.locator('.questions').getByText(words, { exact: true }).tap()
  await turnTo(page, 'Er du glad for at gå i skole?')
  await tap('Ja')
  await turnTo(page, 'Jeg kan lide vores klasselokale')
  await tap('Hverken enig eller uenig')
  await turnTo(page, 'Hvor mange timer sov du i nat?')
  await page.getByRole('button', { name: 'Én mere' }).tap()
  await page.getByRole('button', { name: 'Én mere' }).tap()
  await saved(road, 'slept', 2)
  await turnTo(page, 'Hvornår gik du i seng i går?')
  await tap('21.00')
  await page.getByRole('button', { name: 'Senere' }).tap()
  await saved(road, 'bedtime', 10)
  await turnTo(page, 'Hvordan går det for tiden?')
  await tap('7')
  await turnTo(page, 'Hvornår begyndte du i klassen?')
  await page.getByLabel('Måned').selectOption('august')
  await page.getByLabel('År').selectOption('2025')
  await saved(road, 'began', 68)
  for (const words of ['Lyset er godt at læse i', 'Luften er frisk', 'Der er ro, når jeg skal arbejde']) {
    await turnTo(page, words)
    assert.equal(await page.locator('table').count(), 0)
    await page.getByText('Hvordan er der i jeres klasselokale?').waitFor()
    await tap('Nogle gange')
  }
  await saved(road, 'calm', 2)
  await turnTo(page, 'Hvad er det bedste ved din skole?')
  await page.getByRole('textbox').tap()
  await page.keyboard.type('Alt')
  await saved(road, 'best', 1, 'Alt')
  assert.deepEqual(road.complaints, [])
})

test('not wanting to answer is one press in every kind, takes the answer away, and the answer takes it back', async () => {
  await using road = await openRoad(browser, built, { asked: parents })
  const { page } = road
  await next(page).click()
  const declines: Record<string, number> = {}
  for (let turns = 0; turns < 12 && (await page.locator('.questions').count()) > 0; turns++) {
    for (const decline of await page.locator('.questions .choice--apart').all()) await decline.click()
    await next(page).click()
  }
  await saved(road, 'best', 0)
  for (const { code, kind, showIf } of allKinds.items)
    if (!showIf && kind !== 'information') declines[code] = road.saved.get(placeOf(code))?.value ?? -1
  assert.deepEqual([...new Set(Object.values(declines))], [0], JSON.stringify(declines))

  const more = page.getByRole('button', { name: 'Én mere' })
  for (let turns = 0; turns < 8 && (await more.count()) === 0; turns++) await page.getByRole('button', { name: 'Tilbage' }).click()
  await more.click()
  await saved(road, 'slept', 1)
  assert.equal(await page.getByRole('checkbox', { name: 'Jeg vil ikke svare' }).first().isChecked(), false)
})

test('nothing typed is lost going back and forth, or coming back another day', async () => {
  const kept = new Map()
  {
    await using road = await openRoad(browser, built, { saved: kept })
    const { page } = road
    await turnTo(page, 'Hvornår gik du i seng i går?')
    await page.getByRole('textbox').fill('20.20')
    await page.getByRole('button', { name: 'Tilbage' }).click()
    await turnTo(page, 'Hvornår gik du i seng i går?')
    assert.equal(await page.getByRole('textbox').inputValue(), '20.20', 'also when it is no answer yet')
    await next(page).click()
    await page.getByText('Vælg 20.15 eller 20.30.').waitFor()
    await page.getByRole('textbox').fill('')
    await turnTo(page, 'Hvad er det bedste ved din skole?')
    await page.getByRole('textbox').fill('  Vennerne ')
    await saved(road, 'best', 1, '  Vennerne ')
    await page.getByRole('button', { name: 'Tilbage' }).click()
    await next(page).click()
    assert.equal(await page.getByRole('textbox').inputValue(), '  Vennerne ')
  }
  await using again = await openRoad(browser, built, { saved: kept })
  await again.page.getByText('Velkommen tilbage').waitFor()
  await next(again.page).click()
  await again.page.getByRole('button', { name: 'Tilbage' }).click()
  await again.page.getByRole('heading', { name: 'Hvad er det bedste ved din skole?' }).waitFor()
  assert.equal(await again.page.getByRole('textbox').inputValue(), '  Vennerne ')
})

test('a window made narrow in the midst of a grid stands at its first row, with what was answered', async () => {
  await using road = await openRoad(browser, built)
  const { page } = road
  await turnTo(page, 'Hvordan er der i jeres klasselokale?')
  await page.getByRole('row', { name: 'Lyset er godt at læse i' }).locator('label').nth(1).click()
  await page.setViewportSize({ width: 360, height: 640 })
  await page.getByRole('heading', { level: 1, name: 'Lyset er godt at læse i' }).waitFor()
  assert.ok(await page.getByRole('radio', { name: 'Nogle gange' }).isChecked())
})

test('statistics meets no text of one’s own, whatever the questionnaire says', async () => {
  await using road = await openRoad(browser, built, { track: 'statistics' })
  await turnTo(road.page, 'Hvordan er der i jeres klasselokale?')
  await next(road.page).click()
  await road.page.getByRole('button', { name: /^Send/ }).waitFor()
})

test('a parent goes back to an earlier topic by its name', async () => {
  await using road = await openRoad(browser, built, { asked: parents })
  const { page } = road
  await turnTo(page, 'Hvor mange timer sov du i nat?')
  await page.locator('summary', { hasText: 'Emne 2 af 4' }).click()
  await page
    .getByRole('navigation', { name: 'Alle emner' })
    .getByRole('link', { name: /Din dag/ })
    .click()
  await page.getByRole('heading', { level: 1, name: 'Først om din dag' }).waitFor()
})

test('letters of another script are fetched when somebody reads in it, and not before', async () => {
  await using road = await openRoad(browser, built)
  await turnTo(road.page, 'Er du glad for at gå i skole?')
  assert.deepEqual(
    road.fonts.filter((address) => !/plex-sans-latin-[46]00/.test(address)),
    [],
  )
  await road.page.locator('button[lang=ar]').click()
  await road.page.getByRole('heading', { name: 'هل تحب الذهاب إلى المدرسة؟' }).waitFor()
  await road.page.evaluate(() => document.fonts.ready)
  assert.ok(road.fonts.some((address) => address.includes('arabic')))
})

test('for somebody who reads from the right the whole page is turned: progress, ladder, steps and the way on', async () => {
  await using road = await openRoad(browser, built, { asked: youngest })
  const { page } = road
  await turnTo(page, 'Hvordan går det for tiden?')
  await page.locator('button[lang=ar]').click()
  await page.getByRole('heading', { name: 'كيف حالك هذه الأيام؟' }).waitFor()
  const left = async (selector: string) => (await page.locator(selector).boundingBox())?.x ?? assert.fail(selector)
  assert.ok((await left('.ladder input[value="0"]')) > (await left('.ladder input[value="1"]')))
  assert.ok((await left('.way .button--secondary')) > (await left('.way .button--primary')))
  assert.ok((await left('.progress-bar__done')) > (await left('.progress-bar__track')))
  assert.equal(
    await page
      .locator('.icon--mirrored')
      .first()
      .evaluate((icon) => getComputedStyle(icon).transform),
    'matrix(-1, 0, 0, 1, 0, 0)',
  )
})

const looks: readonly (Shown & { readonly language?: string; readonly name: string })[] = [
  { name: 'a class, 320 px', width: 320, height: 640 },
  { name: 'a class, dark', isDark: true },
  { name: 'a class, in English', language: 'en', width: 360 },
  { name: 'the youngest, from the right', asked: youngest, language: 'ar', width: 320 },
  { name: 'parents', asked: parents },
  { name: 'parents, from the right and dark, 320 px', asked: parents, language: 'ar', isDark: true, width: 320 },
  { name: 'young people, from the right', asked: { respondent: 'youngPerson', grades: [] }, language: 'ar' },
]

for (const { name, language, ...shown } of looks)
  test(`axe finds nothing, and nothing runs off the page: ${name}`, async () => {
    await using road = await openRoad(browser, built, shown)
    const { page } = road
    if (language) {
      await page.locator(`button[lang=${language}]`).first().click()
      await page.waitForFunction((to) => document.documentElement.lang === to, language)
    }
    await next(page).click()
    let turns = 0
    for (; (await page.locator('.questions').count()) > 0; turns++) {
      assert.ok(turns < 20)
      assert.deepEqual(await violationsIn(page), [], `page ${turns + 1}`)
      const tooWide = await page.evaluate(() => document.documentElement.scrollWidth > innerWidth)
      assert.equal(tooWide, false, `page ${turns + 1} is too wide`)
      const small = await page
        .locator('.questions .choice, .number-field__step, .way button')
        .evaluateAll((targets) => targets.filter((target) => target.getBoundingClientRect().height < 44).map((target) => target.className))
      assert.deepEqual(small, [], 'a finger needs 44 px')
      await next(page).click()
    }
    assert.ok(turns >= 6)
    assert.deepEqual(road.complaints, [])
  })

test('on paper a question is boxes to tick and lines to write on, and nothing to press', async () => {
  await using road = await openRoad(browser, built, { asked: parents })
  const { page } = road
  await turnTo(page, 'Hvor mange timer sov du i nat?')
  await page.emulateMedia({ media: 'print' })
  assert.equal(
    await page.locator('.number-field__step:visible, .clock-field:visible, .button:visible, .questions__more:visible').count(),
    0,
  )
  assert.ok(await page.locator('.number-field__box').first().isVisible())
})
