/** A report as it is chosen, compared, and taken to a meeting on paper. */
import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import { type Browser, chromium, type Page } from 'playwright-core'
import { bareChromiumToRun } from './chromium.ts'
import { type Demonstration, openDemonstration } from './demonstration.ts'
import { wording } from './pupil.ts'
import { assertFaultless, openVisitor, signIn, type Visitor } from './visitor.ts'

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

/** From home into this year's report on grades four to six, by clicking. */
async function openReport(name: string, ...units: readonly (string | RegExp)[]): Promise<Visitor> {
  const visitor = await openVisitor(browser, house)
  await signIn(visitor, house, name)
  const { page } = visitor
  await page
    .getByRole('link', { name: /^Læs rapporten: Trivsel på mellemtrinnet 2/ })
    .first()
    .click()
  await page.getByRole('navigation', { name: 'Enhed' }).waitFor()
  for (const unit of units) {
    await page.getByRole('navigation', { name: 'Enhed' }).getByRole('link', { name: unit }).first().click()
    await still(page)
  }
  return visitor
}

const still = (page: Page) => page.locator('[aria-busy]').waitFor({ state: 'detached' })
const choose = async (page: Page, role: 'radio' | 'checkbox', name: string | RegExp) => {
  await page.getByRole(role, { name }).click()
  await still(page)
}
const cardOf = (page: Page, text: string) => page.locator('article').filter({ hasText: text })
const heading = (page: Page) => page.getByRole('heading', { level: 1 }).innerText()

test('a school sees what became better since last year, and nothing else', async () => {
  const visitor = await openReport('Birthe Nygaard', 'Fjordglimt Skole')
  const { page } = visitor
  await choose(page, 'radio', /^Sidste undersøgelse \(\d{4}\/\d\d\)$/)
  await cardOf(page, 'Tydelig forskel fra').first().waitFor()
  assert.match(await heading(page), /^Fjordglimt Skole skiller sig ud på/)
  const glad = cardOf(page, wording.items['school-glad']?.question ?? assert.fail())
  assert.match(await glad.innerText(), /Tydelig forskel fra 20\d\d\/\d\d: [\d,]+ point højere/)
  assert.match(await page.locator('main').innerText(), /\d+ forskelle er prøvet på én gang\. Højst 5 % af dem/)
  assert.match(page.url(), /compare=earlier/)
  await page.reload()
  await cardOf(page, 'Tydelig forskel fra').first().waitFor()
  assertFaultless(visitor)
  await visitor[Symbol.asyncDispose]()
})

test('an analyst holds the municipality against the region, and is told where they truly differ', async () => {
  const visitor = await openReport('Jonas Winther', 'Lillekøbing')
  const { page } = visitor
  await choose(page, 'radio', /^Region/)
  await cardOf(page, 'Tydelig forskel fra').first().waitFor()
  const breakfast = await cardOf(page, wording.items['breakfast']?.question ?? assert.fail()).innerText()
  assert.match(breakfast, /Tydelig forskel fra Region Syddanmark: [\d,]+ point højere/)
  assert.ok((await cardOf(page, 'Ingen sikker forskel').count()) > 10)
  assert.match(page.url(), /compare=region/)
  assertFaultless(visitor)
  await visitor[Symbol.asyncDispose]()
})

test('a school is held against similar ones, told how many and never which', async () => {
  const visitor = await openReport('Jonas Winther', 'Lillekøbing', 'Havbrinkskolen')
  const { page } = visitor
  await choose(page, 'radio', 'Lignende skoler')
  await cardOf(page, 'lignende skoler (100–199 inviterede)').first().waitFor()
  assert.match(await page.locator('main').innerText(), /11 institutioner i 7 kommuner/)
  assert.doesNotMatch(await page.locator('main').innerText(), /Fjordby|Storkøbing|Hedelund|Øsund/)
  assert.match(page.url(), /compare=similar/)
  assertFaultless(visitor)
  await visitor[Symbol.asyncDispose]()
})

test('on a phone a report begins with what was found, and what can be chosen or done is folded', async () => {
  const visitor = await openReport('Henrik Dahl')
  const { page } = visitor
  await page.setViewportSize({ width: 360, height: 780 })
  const lowest = async (what: string | RegExp) =>
    (await page.getByText(what).filter({ visible: true }).first().boundingBox())?.y ?? Infinity
  assert.ok((await lowest(/^\d+ af \d+ har svaret \(/)) < 300, 'of how many it is told')
  assert.ok((await lowest('Kort sagt')) < 520, 'what was found begins on the first screen')
  const well = page.getByRole('region', { name: 'Kort sagt' }).getByRole('link').first()
  const box = await well.boundingBox()
  assert.ok(box !== null && box.y + box.height < 780, 'and the first finding can be read there')
  assert.equal(await page.getByRole('button', { name: 'Hent som PDF' }).isVisible(), false)
  await page.getByText('Tag rapporten med').filter({ visible: true }).click()
  assert.equal(await page.getByRole('button', { name: 'Hent som PDF' }).isVisible(), true)
  const chosen = page.getByRole('button', { name: /^Vælg, hvad rapporten viser/ })
  assert.match(await chosen.innerText(), /alle temaer · ingen sammenligning/)
  await chosen.click()
  await choose(page, 'checkbox', 'Søvn')
  assert.match(await page.getByRole('button', { name: /^Skjul valg/ }).innerText(), /11 af 12 temaer/)
  assertFaultless(visitor)
  await visitor[Symbol.asyncDispose]()
})

/** A theme as a phone shows it: its line, and what is folded under it. */
const themeOf = (page: Page, name: string) => page.locator('[data-fold]').filter({ has: page.getByRole('heading', { level: 2, name }) })
const lineOf = (page: Page, name: string) => themeOf(page, name).getByRole('heading', { level: 2 }).getByRole('button', { name })
const shownCharts = (page: Page) => page.locator('main svg[role=img]:visible').count()

test('on a phone themes are lines, strengths first, that say what stands out and fold out their questions', async () => {
  const visitor = await openReport('Karen Holm')
  const { page } = visitor
  await choose(page, 'radio', /^Resten af/)
  await cardOf(page, 'Tydelig forskel fra').first().waitFor()
  const [cards, wide] = [await page.locator('article').count(), await page.locator('[data-fold] h2').allInnerTexts()]
  await page.setViewportSize({ width: 360, height: 780 })
  assert.equal(await shownCharts(page), 0)
  assert.ok((await page.evaluate(() => document.documentElement.scrollHeight)) < 6000, 'the whole report is a few turns of a thumb')
  const folded = await page.locator('[data-fold] h2').allInnerTexts()
  assert.deepEqual(folded.toSorted(), wide.toSorted())
  const marks = (await page.locator('[data-fold]').allInnerTexts()).map((line) => (/Går godt|Se nærmere/.exec(line) ?? ['-'])[0])
  assert.deepEqual(
    marks,
    ['Går godt', 'Se nærmere', '-'].flatMap((mark) => marks.filter((one) => one === mark)),
  )
  const bullying = await themeOf(page, 'Mobning').innerText()
  assert.match(bullying, /Se nærmere/)
  assert.match(bullying, /mobbet den sidste måned: færre end på\s+resten af Havbrinkskolen/)
  assert.match(bullying, /4 spørgsmål · ét tydeligt dårligere/)
  assert.match(await themeOf(page, 'Søvn').innerText(), /2 spørgsmål · ingen sikker forskel/)

  await lineOf(page, 'Søvn').press('Enter')
  assert.equal(await shownCharts(page), 2)
  // As the browser says it when a search in the page has found something in there.
  await themeOf(page, 'Mobning').locator('[hidden=until-found]').dispatchEvent('beforematch')
  await themeOf(page, 'Mobning').getByRole('button', { name: 'Mobning', expanded: true }).waitFor()
  await page.getByRole('button', { name: 'Åbn alle' }).click()
  assert.ok((await shownCharts(page)) > cards / 2)
  await page.getByRole('button', { name: 'Luk alle' }).click()
  assert.equal(await shownCharts(page), 0)

  await page.emulateMedia({ media: 'print' })
  assert.equal(await page.locator('main article:visible').count(), cards, 'paper has every question')
  assertFaultless(visitor)
  await visitor[Symbol.asyncDispose]()
})

test('on a phone a line of what is said in short opens its question, and whoever comes back finds open what was open', async () => {
  const visitor = await openReport('Henrik Dahl')
  const { page } = visitor
  await page.setViewportSize({ width: 360, height: 780 })
  await lineOf(page, 'Søvn').click()
  await page.getByText('Vis tabel').filter({ visible: true }).first().click()
  const said = page.getByRole('region', { name: 'Kort sagt' }).getByRole('link').first()
  const finding = await said.innerText()
  await said.click()
  const question = page.getByRole('heading', { level: 3, name: finding })
  await page.waitForFunction((words) => document.activeElement?.textContent === words, finding)
  assert.equal(await question.isVisible(), true)
  const box = await question.boundingBox()
  assert.ok(box !== null && box.y >= 0 && box.y < 400, 'and the reader is brought there')
  const anchor = await question.getAttribute('id')
  const isOpen = async (name: string) => (await lineOf(page, name).getAttribute('aria-expanded')) === 'true'
  assert.equal(await isOpen('Søvn'), true, 'what was open stays open')

  await page.getByRole('navigation', { name: 'Slags rapport' }).getByRole('link', { name: 'Nøgletal' }).click()
  await page.waitForURL(/noegletal/)
  await page.goBack()
  await question.waitFor()
  await page.waitForFunction((id) => {
    const { top = -1 } = document.getElementById(id)?.getBoundingClientRect() ?? {}
    return top >= 0 && top < innerHeight
  }, anchor ?? '')
  assert.equal(await isOpen('Søvn'), true)
  assert.equal(await isOpen('Mobning'), false)
  await page.goBack()
  assert.equal(await question.isVisible(), false, 'before the line was followed its theme was folded')
  assert.equal(await isOpen('Søvn'), true)

  const address = `${page.url()}#${anchor}`
  const sent = await visitor.context.newPage()
  await sent.setViewportSize({ width: 360, height: 780 })
  await sent.goto(address)
  await sent.waitForFunction((words) => document.activeElement?.textContent === words, finding)
  assert.equal(await sent.getByRole('heading', { level: 3, name: finding }).isVisible(), true, 'a link to a question opens its theme')
  assertFaultless(visitor)
  await visitor[Symbol.asyncDispose]()
})

test('on a phone a question of a board is found in two taps, and paper has every chart', async () => {
  const visitor = await openReport('Jonas Winther', 'Lillekøbing')
  const { page } = visitor
  await page.getByRole('navigation', { name: 'Slags rapport' }).getByRole('link', { name: 'Udvikling' }).click()
  await page.getByRole('link', { name: 'Lav en tavle med flere enheder' }).click()
  await page.waitForURL(/\/tavle\?/)
  await page.getByRole('heading', { level: 2 }).first().waitFor()
  await still(page)
  const charts = await page.locator('main svg[role=img]').count()
  await page.setViewportSize({ width: 360, height: 780 })
  await page.getByRole('navigation', { name: 'På denne side' }).getByRole('link').nth(1).click()
  const unit = page.locator('[id="question-1"] summary').first()
  await unit.waitFor()
  assert.match(await unit.innerText(), /: fra [\d,]+\s% til [\d,]+\s%$/)
  assert.equal(await page.locator('main svg[role=img]:visible').count(), 0)
  await unit.click()
  assert.equal(await page.locator('main svg[role=img]:visible').count(), 1)
  await page.setViewportSize({ width: 800, height: 780 })
  assert.equal(await page.locator('main svg[role=img]:visible').count(), charts)
  assertFaultless(visitor)
  await visitor[Symbol.asyncDispose]()
})

test('girls and boys are compared in the municipality, and intervals there are said to be wider', async () => {
  const visitor = await openReport('Jonas Winther', 'Lillekøbing')
  const { page } = visitor
  await choose(page, 'checkbox', 'Piger og drenge')
  await page
    .getByText(/pigerne ligger [\d,]+ point lavere end drengene/)
    .first()
    .waitFor()
  await page.getByText('Fra kommunen og op er usikkerheden gjort bredere').first().waitFor()
  assertFaultless(visitor)
  await visitor[Symbol.asyncDispose]()
})

test('themes are chosen by boxes, and the teaching environment alone by one', async () => {
  const visitor = await openReport('Karen Holm')
  const { page } = visitor
  const themes = () => page.locator('main section h2[id^=theme-]').allInnerTexts()
  const all = await themes()
  await choose(page, 'checkbox', 'Søvn')
  await page.waitForURL(/themes=/)
  await still(page)
  assert.deepEqual(
    await themes(),
    all.filter((theme) => theme !== 'Søvn'),
  )
  await page.getByRole('button', { name: 'Vis alle temaer' }).click()
  await choose(page, 'checkbox', 'Kun undervisningsmiljø (UMV)')
  await page.waitForURL(/content=teachingEnvironment/)
  await still(page)
  const umv = await themes()
  assert.ok(umv.length > 0 && umv.length < all.length, umv.join())
  assertFaultless(visitor)
  await visitor[Symbol.asyncDispose]()
})

test('in English no unit is named in Danish', async () => {
  const visitor = await openReport('Karen Holm')
  const { page } = visitor
  await page.getByText('English').click()
  const units = page.getByRole('navigation', { name: 'Unit' })
  await units.getByText('The whole country').waitFor()
  await units.getByText('Year 6').waitFor()
  assert.doesNotMatch(await page.locator('main').innerText(), /årgang|hele landet/i)
  await visitor[Symbol.asyncDispose]()
})

test('on paper the report says itself what it is, without the choices, three questions to a page', async () => {
  const visitor = await openReport('Karen Holm')
  const { page } = visitor
  await choose(page, 'radio', /^Resten af/)
  await page.emulateMedia({ media: 'print' })
  assert.equal(await page.getByRole('navigation', { name: 'Enhed' }).isVisible(), false)
  assert.equal(await page.getByRole('button', { name: 'Hent som PDF' }).isVisible(), false)
  const head = page.locator('main dl').first()
  for (const [term, said] of [
    ['Enhed', /Lillekøbing \/ Havbrinkskolen \/ 6\. årgang \/ 6\.B/],
    ['Undersøgelse', /Trivsel på mellemtrinnet/],
    ['Svar', /\d+ af \d+ har svaret/],
    ['Sammenlignet med', /resten af Havbrinkskolen/],
    ['Skjult', /Ét spørgsmål er skjult for alle/],
    ['Udskrevet', /20\d\d/],
  ] as const) {
    assert.match(await head.locator('div', { has: page.getByText(term, { exact: true }) }).innerText(), said)
  }
  const paper = (await page.pdf({ preferCSSPageSize: true })).toString('latin1')
  const pages = paper.match(/\/Type\s*\/Page\b/g)?.length ?? 0
  const cards = await page.locator('article').count()
  assert.ok(pages >= cards / 5 && pages <= cards / 2, `${cards} questions on ${pages} pages`)
  const [, width, height] = /\/MediaBox\s*\[0 0 ([\d.]+) ([\d.]+)\]/.exec(paper) ?? []
  assert.deepEqual([Math.round(Number(width)), Math.round(Number(height))], [595, 842], 'A4')
  assertFaultless(visitor)
  await visitor[Symbol.asyncDispose]()
})

test('a leader picks a theme, is told what fits it and why, and begins a plan', async () => {
  const visitor = await openReport('Henrik Dahl')
  const { page } = visitor
  await page.goto(`${page.url()}&themes=sleep`)
  await page.getByText('Fordi: søvn er valgt').waitFor()
  await page.getByRole('link', { name: 'Brug i handleplan' }).first().click()
  await page.waitForURL(/\/ny\?.*theme=sleep/)
  await page.getByRole('heading', { level: 1 }).waitFor()
  assertFaultless(visitor)
  await visitor[Symbol.asyncDispose]()
})

test('a class with more bullying than the rest reads the reason beside what could be done', async () => {
  const visitor = await openReport('Karen Holm')
  const { page } = visitor
  await choose(page, 'radio', /^Resten af/)
  await page.getByText(/^Fordi: mobning, 6\.B, \d+ point under resten af Havbrinkskolen$/).waitFor()
  assertFaultless(visitor)
  await visitor[Symbol.asyncDispose]()
})

test('an assessment saves itself, takes a change back, and says why it waits to be published', async () => {
  const visitor = await openReport('Henrik Dahl')
  const { page } = visitor
  await page.getByRole('navigation', { name: 'Slags rapport' }).getByRole('link', { name: 'Undervisningsmiljø (UMV)' }).click()
  const well = page.getByLabel('Undervisningsmiljø: hvad går godt?')
  const saved = page.getByText(/^Gemt kl\. \d\d\.\d\d$/).first()
  // Others may have written here before.
  const first = `Der er ro ${Date.now() % 1000}`
  await well.fill(first)
  await saved.waitFor()
  await well.fill(`${first} og orden`)
  await page.getByText('Ikke gemt endnu').waitFor()
  await saved.waitFor()
  const kept = page.waitForResponse((answer) => answer.request().method() === 'PUT')
  await page.getByRole('button', { name: 'Fortryd seneste ændring' }).click()
  assert.equal(await well.inputValue(), first)
  assert.equal((await kept).status(), 200)
  await page.reload()
  assert.equal(await well.inputValue(), first)
  const publish = page.getByRole('button', { name: 'Offentliggør' })
  assert.equal(await publish.getAttribute('aria-disabled'), 'true')
  await page.locator(`#${await publish.getAttribute('aria-describedby')}`, { hasText: 'når undersøgelsen er lukket og gjort op' }).waitFor()
  assertFaultless(visitor)
  await visitor[Symbol.asyncDispose]()
})
