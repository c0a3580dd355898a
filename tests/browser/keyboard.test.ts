/** The main things somebody does here, done with the keyboard alone. */
import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import { type Browser, chromium, type Locator, type Page } from 'playwright-core'
import { chromiumToRun } from './chromium.ts'
import { type Demonstration, openDemonstration } from './demonstration.ts'
import { printSlips } from './lesson.ts'
import { isMet, items, opinionOf, wording } from './pupil.ts'
import type { Slip } from './slips-in-pdf.ts'
import { assertFaultless, openVisitor, type Visitor } from './visitor.ts'

let house: Demonstration
let browser: Browser
let teacher: Visitor
let slips: readonly Slip[] = []

before(async () => {
  house = await openDemonstration()
  browser = await chromium.launch(await chromiumToRun())
})

after(async () => {
  await browser?.close()
  await house?.[Symbol.asyncDispose]()
})

/**
 * Presses Tab until this has the focus. It is looked for once, and again only when the page has drawn another in its place: to find
 * something by role and name at each of hundreds of presses is most of the time such a walk takes.
 */
async function tabTo(page: Page, target: Locator): Promise<void> {
  await target.waitFor()
  let sought = await target.elementHandle()
  const isReached = async (): Promise<boolean> => {
    const found = await sought?.evaluate((element) => (element.isConnected ? element === document.activeElement : 'gone'))
    if (found !== 'gone') return found === true
    sought = await target.elementHandle()
    return isReached()
  }
  for (let presses = 0; presses < 220; presses++) {
    await page.keyboard.press('Tab')
    if (await isReached()) return
  }
  assert.fail(`Tab never comes to ${target}`)
}

async function press(page: Page, target: Locator, key = 'Enter'): Promise<void> {
  await tabTo(page, target)
  await page.keyboard.press(key)
}

const heading = (page: Page, name: string | RegExp) => page.getByRole('heading', { level: 1, name }).waitFor()

const roomOf = (page: Page, name: string) => page.getByRole('navigation', { name: 'Hovedmenu' }).getByRole('link', { name })

async function arrive(name: string): Promise<Visitor> {
  const visitor = await openVisitor(browser, house)
  const { page } = visitor
  await page.goto(house.origin)
  await press(page, page.getByRole('main').getByRole('link', { name: 'Log ind' }))
  await press(page, page.getByRole('link', { name: /^UNI-Login/ }))
  await tabTo(page, page.getByRole('searchbox'))
  await page.keyboard.type(name)
  await press(page, page.getByRole('button', { name: new RegExp(name) }).first())
  await page.waitForURL(`${house.origin}/hjem`)
  await page.getByRole('heading', { level: 1 }).waitFor()
  return visitor
}

test('somebody signs in, and plans a survey', async () => {
  await using admin = await arrive('Susanne Bach')
  const { page } = admin
  await press(page, roomOf(page, 'Undersøgelser'))
  await press(page, page.getByRole('link', { name: 'Planlæg en undersøgelse' }))
  await heading(page, 'Hvem skal svare?')
  await press(page, page.getByRole('button', { name: 'Gem og fortsæt' }))
  await press(page, page.getByRole('link', { name: 'Vælg mindst én skole' }))
  assert.ok(
    await page.locator('#plan-institutions').evaluate((field) => field.contains(document.activeElement)),
    'the summary leads to the field',
  )
  await press(page, page.getByLabel('Stenhøj Skole'), 'Space')
  await press(page, page.getByRole('button', { name: 'Gem og fortsæt' }))
  await heading(page, 'Hvad bliver de spurgt om?')
  await press(page, page.locator('summary').filter({ hasText: 'Mobning' }))
  await page.getByRole('heading', { name: wording.items['bullied']?.question ?? '' }).waitFor()
  await press(page, page.getByRole('button', { name: 'Gem og fortsæt' }))
  await heading(page, 'Hvornår kan de svare?')
  await tabTo(page, page.getByLabel('Navn på undersøgelsen'))
  await page.keyboard.press('Control+A')
  await page.keyboard.type('Med tastaturet alene')
  await press(page, page.getByRole('button', { name: 'Gem og fortsæt' }))
  await heading(page, 'Hvad får elever og forældre at vide?')
  await press(page, page.getByRole('button', { name: 'Gem og fortsæt' }))
  await heading(page, 'Er alt, som det skal være?')

  const open = page.getByRole('button', { name: 'Åbn undersøgelsen' })
  await press(page, open)
  await page.getByRole('dialog').waitFor()
  await page.keyboard.press('Escape')
  await page.getByRole('dialog').waitFor({ state: 'hidden' })
  // The focus comes back to where it was.
  await open.and(page.locator(':focus')).waitFor()

  await press(page, page.getByRole('link', { name: 'Med tastaturet alene' }))
  await press(page, page.getByRole('button', { name: 'Kassér kladden' }))
  await press(page, page.getByRole('dialog').getByRole('button', { name: 'Ja, kassér' }))
  await page
    .getByRole('link', { name: /^Trivsel på mellemtrinnet/ })
    .first()
    .waitFor()
  // The list is first shown as it was last read.
  await page.getByText('Med tastaturet alene').first().waitFor({ state: 'detached' })
  assertFaultless(admin)
})

test('a teacher opens the class’s lesson', async () => {
  teacher = await arrive('Anne Lund')
  const { page } = teacher
  await press(page, roomOf(page, 'Klassens time'))
  const opening = page.getByRole('button', { name: /^Åbn (timen|en time til) for 5\.A/ })
  await press(page, opening.or(page.getByRole('link', { name: 'Gå til timen i 5.A' })).first())
  await heading(page, 'Timen i 5.A er i gang')
  await press(page, page.getByRole('button', { name: 'Vis navne' }))
  await page.getByRole('list', { name: 'Elever, der mangler' }).waitFor()
  slips = await printSlips(page)
})

test('a pupil answers a whole questionnaire with numbers, arrows and Enter', async () => {
  await using pupil = await openVisitor(browser, house)
  const { page } = pupil
  const { code, slip } = slips[10] ?? assert.fail('no slip')
  const given = opinionOf(10)
  await page.goto(`${house.origin}/svar`)
  await tabTo(page, page.getByLabel('Klassens kode'))
  await page.keyboard.type(code.toLowerCase())
  await tabTo(page, page.getByLabel('Din egen kode'))
  await page.keyboard.type(slip)
  await page.keyboard.press('Enter')
  await heading(page, 'Om dine svar')
  await press(page, page.getByRole('button', { name: 'Begynd' }))

  let met = 0
  for (const [place, item] of items.entries()) {
    if (!isMet(place, given)) continue
    const question = page.getByRole('heading', { level: 1, name: wording.items[item.code]?.question ?? '', exact: true })
    // A new question is read from its beginning.
    await question.and(page.locator(':focus')).waitFor()
    const value = given[place] ?? 0
    if (item.kind === 'information') {
      await press(page, page.getByRole('button', { name: 'Næste' }))
      continue
    }
    if (item.measure) {
      await tabTo(page, page.locator('.number-field__box'))
      await page.keyboard.type(String(item.measure.from + (value - 1) * item.measure.step))
      await page.keyboard.press('Enter')
      met++
      continue
    }
    const chosen = item.options.filter((_, option) =>
      item.kind === 'multiple' ? Math.floor(value / 2 ** option) % 2 === 1 : value === option + 1,
    )
    // Every third question is answered with the arrows, of which the ladder's ten needs all.
    if (item.kind === 'multiple') for (const option of chosen) await page.keyboard.press(String(item.options.indexOf(option) + 1))
    else if (met % 3 === 0 || chosen[0] === '10') await walkTo(page, value - 1)
    else await page.keyboard.press(item.kind === 'ladder' ? (chosen[0] ?? '') : String(value))
    assert.deepEqual(
      await page.locator('.question input:checked').evaluateAll((inputs) => inputs.map((input) => (input as HTMLInputElement).value)),
      chosen,
    )
    await page.keyboard.press('Enter')
    met++
  }
  await heading(page, 'Nu er du igennem det hele')
  await press(page, page.getByRole('button', { name: 'Send mine svar' }))
  await heading(page, 'Tak for dine svar')
  assertFaultless(pupil)
})

/** Into the answers by Tab, and to one of them by arrows. */
async function walkTo(page: Page, place: number): Promise<void> {
  await tabTo(page, page.locator('.question input[type=radio]').first())
  if (place === 0) return page.keyboard.press('Space')
  for (let steps = 0; steps < place; steps++) await page.keyboard.press('ArrowDown')
}

test('the teacher ends the lesson', async () => {
  const { page } = teacher
  await page
    .getByText(/^1 af 23 er færdige$|^\d+ af 23 er færdige$/)
    .first()
    .waitFor()
  await press(page, page.getByRole('button', { name: 'Afslut timen' }))
  await press(page, page.getByRole('dialog').getByRole('button', { name: 'Ja, afslut' }))
  await heading(page, 'Timen i 5.A er slut')
  assertFaultless(teacher)
  await teacher[Symbol.asyncDispose]()
})

test('somebody chooses what a report shows, and finds the choice in the address', async () => {
  await using reader = await arrive('Karen Holm')
  const { page } = reader
  await press(page, page.getByRole('link', { name: /^Læs rapporten: Trivsel på mellemtrinnet 2/ }).first())
  await heading(page, /6\.B/)
  await press(page, page.getByRole('navigation', { name: 'Enhed' }).getByRole('link', { name: 'Havbrinkskolen' }))
  await heading(page, /Havbrinkskolen/)
  await press(page, page.getByRole('checkbox', { name: 'Søvn' }), 'Space')
  await page.waitForURL(/themes=(?!.*sleep)/)
  await press(page, page.getByRole('radio', { name: 'Ingen' }), 'ArrowDown')
  await page.waitForURL(/compare=rest/)
  await press(page, page.getByRole('checkbox', { name: 'Piger og drenge' }), 'Space')
  await page.waitForURL(/split=sex/)
  await page.locator('[aria-busy=true]').waitFor({ state: 'detached' })
  await press(page, page.getByRole('button', { name: 'Vis tabel' }).first())
  await page.getByRole('columnheader', { name: 'Piger' }).first().waitFor()
  await page.goBack()
  await page.waitForURL((address) => !address.search.includes('split=sex'))
  assertFaultless(reader)
})

test('on a phone the menu opens, leads on, and closes', async () => {
  await using somebody = await arrive('Henrik Dahl')
  const { page } = somebody
  await page.setViewportSize({ width: 360, height: 740 })
  const menu = page.getByRole('button', { name: 'Menu' })
  await press(page, menu)
  await page.keyboard.press('Tab')
  await page.keyboard.press('Escape')
  await page.getByRole('navigation', { name: 'Hovedmenu' }).waitFor({ state: 'hidden' })
  await press(page, page.getByRole('button', { name: 'Menu' }))
  await press(page, roomOf(page, 'Rapporter'))
  await heading(page, /rapporter er klar|Én rapport er klar/)
  await page.getByRole('navigation', { name: 'Hovedmenu' }).waitFor({ state: 'hidden' })
  assertFaultless(somebody)
})
