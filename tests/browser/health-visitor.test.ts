/**
 * A health visitor's day: from home to the list, to one child before a talk, a note, and the journal. Each opening
 * is written down once: not when a mark is set, and not when the window is looked at again.
 */
import assert from 'node:assert/strict'
import { randomUUID } from 'node:crypto'
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
const rows = (page: Page) => page.getByRole('table', { name: 'Mine børn' }).locator('tbody').getByRole('row')

async function openList(name: string): Promise<Visitor> {
  const visitor = await openVisitor(browser, house)
  await signIn(visitor, house, name)
  await visitor.page
    .getByRole('main')
    .getByRole('link', { name: /Se mine børn/ })
    .first()
    .click()
  await heading(visitor.page, /børn vil gerne tale|skal journalføres/)
  return visitor
}

/** How often one child has been opened by this visitor, as the log has it. */
async function openings(visitor: Visitor): Promise<number> {
  return (await visitor.answered()).filter(({ path }) => /^\/api\/v1\/health\/children\/[^/]+\?/.test(path)).length
}

test('on a phone those who want to talk stand first, with how much there is to ask about, and the others fold out', async () => {
  await using lotte = await openList('Lotte Kjær')
  const { page } = lotte
  await page.goto(`${house.origin}/mine-boern`)
  await rows(page).first().waitFor()
  const all = await rows(page).count()
  await page.setViewportSize({ width: 360, height: 780 })
  const shown = page.locator('tbody tr:visible')
  const asking = await shown.count()
  assert.ok(asking > 0 && asking < all, `${asking} of ${all}`)
  assert.equal(await shown.filter({ hasText: 'Vil gerne tale' }).count(), asking)
  const first = shown.first()
  const themes = Number((/(\d+) spørg først/.exec(await first.innerText()) ?? [])[1])
  assert.equal(await first.locator('.colour-mark--red:visible').count(), 1)
  await first.getByText(/^\d+ spørg først$/).click()
  assert.equal(await first.locator('.colour-mark--red:visible').count(), 1 + themes, 'pressed, it says which')
  for (const others of ['Andre, der har svaret', 'Har ikke svaret'])
    await page.getByRole('button', { name: others, expanded: false }).click()
  assert.equal(await shown.count(), all)
  assertFaultless(lotte)
})

test('from the list to one child, a note and the journal', async () => {
  await using lotte = await openList('Lotte Kjær')
  const { page } = lotte
  await page.getByText('Det står i loggen, og familierne kan se det').waitFor()

  // Who asked for a talk stands first, and the rule is told in words.
  assert.match(await rows(page).first().innerText(), /Vil gerne tale/)
  await page.getByText('Sådan er listen ordnet').click()
  await page.getByText('De, der har bedt om at tale.').waitFor()
  await page.getByText('Den er ikke en vurdering af barnet').waitFor()

  await page.getByLabel('Vil gerne tale').check()
  await rows(page).filter({ hasNotText: 'Vil gerne tale' }).first().waitFor({ state: 'detached' })
  assert.match(page.url(), /only=wish/)

  const name = (await rows(page).first().getByRole('link').innerText()).trim()
  await rows(page).first().getByRole('link').click()
  await heading(page, new RegExp(`^${name}, `))
  await page.getByText('Du har åbnet svarene for at forberede en samtale. Det er skrevet i loggen, og familien kan se det.').waitFor()

  // Own wishes first, then what goes well, then what to ask about, each with the rule that says so.
  const ask = page.getByRole('region', { name: 'Spørg til' })
  await ask.waitFor()
  const parts = await page.locator('main section h2').allInnerTexts()
  assert.match(parts[0] ?? '', /vil gerne tale om$/)
  assert.deepEqual(parts.slice(1, 3), ['Det går godt', 'Spørg til'])
  assert.match(await ask.innerText(), /Spørg (først|til det), fordi svaret »[^«]+« er markeret (rødt|gult) i farveregler \d+\.\d+\./)
  assert.doesNotMatch(await page.locator('main').innerText(), /samlet (score|vurdering)|risiko/i)

  const unmarked = ask.getByRole('group', { name: /^Markér: / }).filter({ has: page.getByRole('button', { name: 'Talt om' }) })
  const first = ask.getByRole('group', { name: (await unmarked.first().getAttribute('aria-label')) ?? '', exact: true })
  await first.getByRole('button', { name: 'Talt om' }).click()
  await first.getByText(/^Talt om .+ · Lotte Kjær$/).waitFor()
  await first.getByRole('button', { name: 'Fortryd' }).click()
  await first.getByRole('button', { name: 'Følg op …' }).click()
  await first.getByRole('button', { name: 'Gem dagen' }).click()
  await first.getByText('Vælg en dag fra i dag og frem.').waitFor()
  await first.getByRole('spinbutton').first().click()
  await page.keyboard.type('1.12.2027')
  await first.getByRole('button', { name: 'Gem dagen' }).click()
  await first.getByText('Følg op 1. december 2027 · Lotte Kjær').waitFor()

  const note = page.getByLabel('Note')
  const said = `Vil gerne tale alene. Ny samtale efter jul. ${randomUUID()}`
  await note.fill(said)
  await page.getByText('Ikke gemt endnu').waitFor()
  await note.press('Tab')
  await page.getByText(/^Gemt .+ af Lotte Kjær$/).waitFor()

  const undo = page.getByRole('button', { name: 'Fortryd journalført' })
  if (await undo.isVisible()) await undo.click()
  await page.getByRole('button', { name: 'Markér journalført' }).click()
  await page.getByText(/^Journalført .+ af Lotte Kjær$/).waitFor()
  await undo.click()
  await page.getByRole('button', { name: 'Markér journalført' }).click()
  await page.getByText(/^Journalført .+ af Lotte Kjær$/).waitFor()
  assert.equal(await openings(lotte), 1, 'marks and notes open nothing again')

  await page.getByRole('navigation', { name: 'Du er her' }).getByRole('link', { name: 'Mine børn' }).click()
  await rows(page)
    .filter({ hasText: name })
    .getByText(/^Journalført/)
    .waitFor()
  await rows(page).filter({ hasText: name }).getByText('Følg op 1. december 2027').waitFor()

  // What was written is there when the child is opened again, which is written down again.
  await rows(page).filter({ hasText: name }).getByRole('link').click()
  await heading(page, new RegExp(`^${name}, `))
  assert.equal(await page.getByLabel('Note').inputValue(), said)
  assert.equal(await openings(lotte), 2)
  assertFaultless(lotte)
})

test('a note that cannot be saved stays where it was written, and is saved when asked again', async () => {
  await using lotte = await openList('Lotte Kjær')
  lotte.expect(/ERR_INTERNET_DISCONNECTED/)
  const { page } = lotte
  await rows(page).nth(1).getByRole('link').click()
  await page.route('**/api/v1/health/children/*/note', (route) => route.abort('internetdisconnected'))
  const note = page.getByLabel('Note')
  const said = `Ring til familien i næste uge. ${randomUUID()}`
  await note.fill(said)
  await note.press('Tab')
  await page.getByText('Noten er ikke gemt. Den står her stadig.').waitFor()
  assert.equal(await note.inputValue(), said)
  await page.unrouteAll()
  await page.getByRole('alert').getByRole('button', { name: 'Prøv igen' }).click()
  await page.getByText(/^Gemt .+ af Lotte Kjær$/).waitFor()
  assertFaultless(lotte)
})

test('why a child is opened is asked first, and without an answer nothing is shown', async () => {
  await using lotte = await openList('Lotte Kjær')
  const { page } = lotte
  const name = (await rows(page).first().getByRole('link').innerText()).trim()
  await rows(page).first().getByRole('link').click()
  await heading(page, new RegExp(`^${name}, `))
  await page.getByRole('link', { name: 'Skift formål' }).click()
  await heading(page, 'Hvorfor åbner du barnets svar?')
  assert.doesNotMatch(await page.locator('main').innerText(), new RegExp(name))
  await page.getByRole('link', { name: /Jeg følger op på en aftale/ }).click()
  await page.getByText('Du har åbnet svarene for at følge op på en aftale.', { exact: false }).waitFor()
  assertFaultless(lotte)
})

test('the list is ordered by a column with the keyboard, and the order is in the address', async () => {
  await using lotte = await openList('Lotte Kjær')
  const { page } = lotte
  const sort = page.getByRole('button', { name: 'Barn', exact: true })
  await sort.focus()
  await page.keyboard.press('Enter')
  await page.locator('th[aria-sort=ascending]').filter({ hasText: 'Barn' }).waitFor()
  const names = (await rows(page).getByRole('link').allInnerTexts()).map((name) => name.trim())
  assert.deepEqual(names, names.toSorted(new Intl.Collator('da', { numeric: true }).compare))
  assert.match(page.url(), /order=name/)
  await page.reload()
  await page.locator('th[aria-sort=ascending]').filter({ hasText: 'Barn' }).waitFor()
  assertFaultless(lotte)
})

test('a child of somebody else’s class is as unknown as one who does not exist', async () => {
  await using birthe = await openList('Birthe Nygaard')
  const theirs = await rows(birthe.page).first().getByRole('link').getAttribute('href')
  await using lotte = await openList('Lotte Kjær')
  lotte.expect(/status of 404/)
  await lotte.page.goto(house.origin + theirs)
  await heading(lotte.page, 'Siden findes ikke')
  assertFaultless(lotte, birthe)
})

test('the lead sees how far the team has come, and no child', async () => {
  await using birthe = await openVisitor(browser, house)
  await signIn(birthe, house, 'Birthe Nygaard')
  const { page } = birthe
  await page.getByRole('navigation', { name: 'Hovedmenu' }).getByRole('link', { name: 'Dækning' }).click()
  await heading(page, /^\d+ af \d+ inviterede børn har svaret med navn$/)
  await page.getByRole('row', { name: /Lotte Kjær/ }).waitFor()
  const counts = (await birthe.answered()).find(({ path }) => path === '/api/v1/health/coverage')
  assert.doesNotMatch(counts?.text ?? '', /pupilId|theme|colour|"(red|yellow)"/)
  assertFaultless(birthe)
})
