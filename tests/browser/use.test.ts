/** From a report to a room: slides by keyboard, a lesson, a meeting that decides, a poster, and what pupils are told of it afterwards. */
import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import { type Browser, chromium, type Page } from 'playwright-core'
import { violationsIn } from './axe.ts'
import { bareChromiumToRun } from './chromium.ts'
import { type Demonstration, openDemonstration } from './demonstration.ts'
import { wording } from './pupil.ts'
import { assertFaultless, openVisitor, signIn, signInUnseen, type Visitor } from './visitor.ts'

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

/** From home, by clicking, into this year's report and from there into one of its uses. */
async function openUse(name: string, link: string): Promise<Visitor> {
  const visitor = await openVisitor(browser, house)
  await signIn(visitor, house, name)
  const { page } = visitor
  await page
    .getByRole('link', { name: /^Læs rapporten: Trivsel på mellemtrinnet 2/ })
    .first()
    .click()
  await page.getByRole('navigation', { name: 'Brug resultatet' }).getByRole('link', { name: link }).click()
  await arrived(page)
  return visitor
}

/** Nothing on the page is still being fetched. */
async function arrived(page: Page): Promise<void> {
  await page.getByRole('heading', { level: 1 }).first().waitFor()
  await page.locator('.spinner, [aria-busy=true]').first().waitFor({ state: 'detached' })
}

const question = (item: string) => wording.items[item]?.question ?? assert.fail(item)
const heading = (page: Page) => page.getByRole('heading', { level: 1 }).innerText()
const counter = (page: Page, text: RegExp) => page.getByRole('navigation', { name: 'Styr visningen' }).getByText(text).waitFor()

test('a leader shows findings to parents by remote: one at a time, strengths first, blank and back, and home on Escape', async () => {
  const visitor = await openUse('Henrik Dahl', 'Vis for andre')
  const { page } = visitor
  await counter(page, /^1 af \d+$/)
  assert.match(await page.locator('main').innerText(), /Ingen kan se, hvad den enkelte har svaret/)
  await page.keyboard.press('PageDown')
  await counter(page, /^2 af/)
  await page.getByText('Går godt', { exact: true }).filter({ visible: true }).waitFor()
  const first = await heading(page)
  assert.equal(await page.getByRole('img').filter({ visible: true }).count(), 1)
  assert.deepEqual(await violationsIn(page), [])
  await page.keyboard.press('n')
  await page
    .getByText(/Andelen kan ligge et sted mellem/)
    .filter({ visible: true })
    .waitFor()
  await page.keyboard.press('.')
  await page.getByRole('heading', { name: 'Skærmen er sort' }).waitFor()
  await page.keyboard.press('.')
  assert.equal(await heading(page), first)
  await page.reload()
  await counter(page, /^2 af/)
  assert.equal(await heading(page), first, 'a reload finds the slide')
  await page.keyboard.press('End')
  await page.getByRole('heading', { name: 'Hvad siger I?' }).waitFor()
  await page.keyboard.press('Home')
  await counter(page, /^1 af/)
  await page.keyboard.press('ArrowLeft')
  await counter(page, /^1 af/)
  await page.keyboard.press(' ')
  await counter(page, /^2 af/)
  await page.keyboard.press('Escape')
  await page.waitForURL(/\/rapporter\/[0-9a-f-]+\?unit=/)
  assertFaultless(visitor)
  await visitor[Symbol.asyncDispose]()
})

test('what a class answered to sensitive questions stands in its report, and on no slide, poster or sheet for a lesson', async () => {
  const visitor = await openUse('Karen Holm', 'Vis for andre')
  const { page } = visitor
  const report = page.url().replace('/vis?', '?')
  assert.match(await page.locator('main').innerText(), /\d+ følsomme spørgsmål er udeladt/)
  await page.getByLabel('Hvor meget').selectOption({ index: 1 })
  const sensitive = question('lonely')
  const open = question('work-quiet')
  for (const use of ['vis', 'elevudgave', 'samtale', 'vi-gjorde']) {
    await page.goto(`${report.replace('?', `/${use}?`)}&antal=alle`)
    await arrived(page)
    assert.ok(!(await page.content()).includes(sensitive), use)
  }
  await page.goto(`${report.replace('?', '/vis?')}&antal=alle&til=foraeldre`)
  await arrived(page)
  assert.ok((await page.content()).includes(open))
  await page.goto(report)
  await page.getByText(sensitive).first().waitFor()
  assertFaultless(visitor)
  await visitor[Symbol.asyncDispose]()
})

test('slides carry the figures of the report, number for number', async () => {
  const visitor = await openUse('Karen Holm', 'Vis for andre')
  const { page } = visitor
  const values = () => page.locator('svg .value').allTextContents()
  await page.goto(`${page.url()}&antal=alle`)
  await counter(page, /^1 af \d{2}$/)
  const onSlides = (await values()).toSorted()
  await page.goto(page.url().replace('/vis?', '?'))
  await page.locator('article svg').first().waitFor()
  const inReport = await values()
  assert.ok(onSlides.length > 20)
  for (const value of onSlides) assert.ok(inReport.includes(value), value)
  await visitor[Symbol.asyncDispose]()
})

test('a slide is read from the back row of a hall, and on a phone', async () => {
  const visitor = await openUse('Henrik Dahl', 'Vis for andre')
  const { page } = visitor
  await page.keyboard.press('PageDown')
  await counter(page, /^2 af/)
  const measured = async (width: number, height: number) => {
    await page.setViewportSize({ width, height })
    // The chart is drawn again for the room there is.
    await page.waitForTimeout(300)
    return page.evaluate(() => {
      const words = [...document.querySelectorAll('svg .label')].find((one) => one.getBoundingClientRect().height > 0)
      return {
        words: words?.getBoundingClientRect().height ?? 0,
        heading: Number.parseFloat(getComputedStyle(document.querySelector('h1') ?? document.body).fontSize),
        isTooWide: document.documentElement.scrollWidth > innerWidth,
        isTooHigh: document.documentElement.scrollHeight > innerHeight,
      }
    })
  }
  const hall = await measured(1920, 1080)
  assert.ok(hall.words >= 30 && hall.heading >= 60, JSON.stringify(hall))
  assert.deepEqual([hall.isTooWide, hall.isTooHigh], [false, false])
  const phone = await measured(360, 740)
  assert.ok(phone.words >= 14 && phone.words < 30 && !phone.isTooWide, JSON.stringify(phone))
  await visitor[Symbol.asyncDispose]()
})

test('on paper slides are a handout: every slide with its notes, no buttons', async () => {
  const visitor = await openUse('Henrik Dahl', 'Vis for andre')
  const { page } = visitor
  await page.emulateMedia({ media: 'print' })
  assert.equal(await page.getByRole('navigation', { name: 'Styr visningen' }).isVisible(), false)
  const slides = await page.locator('main section').all()
  assert.ok(slides.length > 3)
  for (const slide of slides) assert.ok(await slide.isVisible())
  assert.ok(await page.getByText('Sådan kan du sige det').first().isVisible())
  await visitor[Symbol.asyncDispose]()
})

test('a teacher has a lesson ready: three answers, five questions to each, and may swap one', async () => {
  const visitor = await openUse('Karen Holm', 'Samtale i klassen')
  const { page } = visitor
  const parts = ['Det går godt', 'Det ser vi nærmere på', 'Det kan vi selv gøre noget ved']
  for (const part of parts) await page.getByText(part, { exact: true }).waitFor()
  const talks = page.locator('section[aria-labelledby^=talk-]')
  assert.equal(await talks.count(), 3)
  assert.equal(await talks.first().locator('ol li').count(), 5)
  await page.getByText('Gæt ikke på, hvem der har svaret hvad').waitFor()
  assert.deepEqual(await violationsIn(page), [])
  const swap = talks.first().getByLabel('Byt ud med et andet svar')
  const before = await talks.first().getByRole('heading', { level: 2 }).innerText()
  const other = await swap.locator('option:not(:checked)').first().getAttribute('value')
  await swap.selectOption(other)
  await page.waitForURL(/valg=/)
  assert.notEqual(await talks.first().getByRole('heading', { level: 2 }).innerText(), before)
  assert.equal(await talks.count(), 3)
  assertFaultless(visitor)
  await visitor[Symbol.asyncDispose]()
})

test('pupils count people on their poster, as many as the sentence says', async () => {
  const visitor = await openUse('Karen Holm', 'Elevudgave')
  const { page } = visitor
  assert.match(await heading(page), /^Det svarede I i 6\.B$/)
  const facts = await page
    .locator('main li')
    .filter({ has: page.getByRole('img') })
    .all()
  assert.ok(facts.length >= 3)
  for (const fact of facts) {
    const [, count, of] = /^(\d+) ud af (\d+) /.exec(await fact.getByRole('heading').innerText()) ?? []
    if (count === undefined) continue
    assert.equal(await fact.locator('svg .mark:not(.hollow)').count(), Number(count))
    assert.equal(await fact.locator('svg .mark').count(), Number(of))
  }
  await page.getByText('Ingen kan se, hvad du svarede.').waitFor()
  assert.deepEqual(await violationsIn(page), [])
  assertFaultless(visitor)
  await visitor[Symbol.asyncDispose]()
})

test('a leader prepares the board’s meeting, and what was decided becomes a task and the beginning of a plan', async () => {
  const visitor = await openUse('Henrik Dahl', 'Til et møde')
  const { page } = visitor
  await page.getByRole('radio', { name: 'Bestyrelsen' }).click()
  await page.waitForURL(/forum=bestyrelse/)
  await page.getByRole('heading', { name: 'Klar til bestyrelsens møde' }).waitFor()
  await page.getByText('Hvilke principper har vi, som hjælper eller mangler?').waitFor()
  assert.match((await page.getByRole('link', { name: 'Vis slides' }).getAttribute('href')) ?? '', /til=bestyrelse/)
  assert.deepEqual(await violationsIn(page), [])
  await page.getByLabel('Beslutning').fill('Princip om ro i timerne')
  await page.getByLabel(/^Hvem/).selectOption({ index: 1 })
  await page.getByRole('button', { name: 'Giv opgaven' }).click()
  await page.getByRole('listitem').filter({ hasText: 'Princip om ro i timerne' }).waitFor()
  await page.getByLabel('Beslutning').fill('Rolige pauser')
  await page.getByLabel('Den bliver til').selectOption('plan')
  await page.getByRole('button', { name: 'Begynd handleplanen' }).click()
  await page.waitForURL(/\/ny\?title=/)
  assert.equal(await page.locator('input').filter({ visible: true }).first().inputValue(), 'Rolige pauser')
  assertFaultless(visitor)
  await visitor[Symbol.asyncDispose]()
})

test('a decision that is being written is there after the page is left, on another machine too, for whoever wrote it and for nobody else', async () => {
  const visitor = await openUse('Henrik Dahl', 'Til et møde')
  const { page } = visitor
  const decision = page.getByLabel('Beslutning')
  await decision.fill('Fælles regler for telefoner')
  await page.getByLabel('Den bliver til').selectOption('task')
  await page.getByLabel(/^Hvem/).selectOption({ index: 1 })
  await page.locator('[data-mark=saved]').waitFor()
  assert.deepEqual(await violationsIn(page), [])
  await page.reload()
  assert.equal(await decision.inputValue(), 'Fælles regler for telefoner')
  assert.notEqual(await page.getByLabel(/^Hvem/).inputValue(), '')
  await decision.fill('Fælles regler for telefoner i frikvarteret')
  await page.getByRole('link', { name: 'Vis slides' }).click()
  await page.waitForURL(/\/vis\?/)
  await page.goBack()
  assert.equal(await decision.inputValue(), 'Fælles regler for telefoner i frikvarteret', 'a page left by a link has saved at once')

  // The next at the same machine, who may write there too, is shown nothing of it.
  const address = page.url()
  await page.getByRole('button', { name: 'Log ud', exact: true }).click()
  await page.getByRole('heading', { level: 1, name: 'Du er logget ud' }).waitFor()
  await signIn(visitor, house, 'Anne Lund')
  await page.goto(address)
  await arrived(page)
  assert.equal(await decision.inputValue(), '')
  assert.ok(!(await page.content()).includes('Fælles regler'))
  const there = await openUse('Henrik Dahl', 'Til et møde')
  assert.equal(await there.page.getByLabel('Beslutning').inputValue(), 'Fælles regler for telefoner i frikvarteret')

  // It stands until the plan is made, and no longer.
  await there.page.getByLabel('Den bliver til').selectOption('plan')
  await there.page.getByRole('button', { name: 'Begynd handleplanen' }).click()
  await there.page.waitForURL(/\/ny\?title=/)
  await there.page.goBack()
  assert.equal(await there.page.getByLabel('Beslutning').inputValue(), 'Fælles regler for telefoner i frikvarteret')
  await there.page.goForward()
  await there.page.getByLabel(/^Mål/).fill('Ro i frikvarteret')
  await there.page.getByLabel(/^Hvem står for det/).fill('Trivselsteamet')
  await there.page.getByRole('button', { name: 'Lav handleplanen' }).click()
  await there.page.waitForURL(/handleplaner\/[0-9a-f-]+$/)
  await there.page.goto(address)
  await arrived(there.page)
  assert.equal(await there.page.getByLabel('Beslutning').inputValue(), '')
  assertFaultless(visitor, there)
  for (const one of [visitor, there]) await one[Symbol.asyncDispose]()
})

test('a leader tells the school what came of its answers; a pupil and a parent read it, until it is taken down', async () => {
  const pupil = await openVisitor(browser, house)
  await signInUnseen(pupil, house, 'Adam Clausen')
  const told = async (who: Visitor) => {
    await who.page.goto(`${house.origin}/min-familie`)
    await arrived(who.page)
    return who.page.getByText('Vi har sat hylder op i alle klasser').count()
  }
  assert.equal(await told(pupil), 0)

  const leader = await openUse('Henrik Dahl', 'I sagde – vi gjorde')
  const { page } = leader
  // What was taken down is a draft again: another file of this demonstration may have left one.
  const chosen = page.getByRole('checkbox', { checked: true })
  while ((await chosen.count()) > 0) await chosen.first().uncheck()
  await page.getByRole('button', { name: 'Offentliggør for elever og forældre' }).click()
  await page.getByText('Vælg mindst ét svar.').waitFor()
  assert.deepEqual(await violationsIn(page), [])
  await page.getByRole('checkbox').first().check()
  await page.getByLabel('Vi gjorde').fill('Vi har sat hylder op i alle klasser')
  await page.locator('[data-mark=saved]').waitFor()
  await page.reload()
  assert.equal(await page.getByLabel('Vi gjorde').inputValue(), 'Vi har sat hylder op i alle klasser', 'it has saved itself')
  assert.equal(await told(pupil), 0, 'a draft is nobody else’s')
  await page.getByRole('button', { name: 'Offentliggør for elever og forældre' }).click()
  await page.getByRole('heading', { name: /^Offentliggjort den/ }).waitFor()

  const parent = await openVisitor(browser, house)
  await signInUnseen(parent, house, 'Mette Thomsen')
  for (const who of [pupil, parent]) {
    assert.ok((await told(who)) >= 1)
    await who.page.getByRole('heading', { name: 'I sagde', exact: true }).first().waitFor()
    assert.deepEqual(await violationsIn(who.page), [])
  }
  await page.getByRole('button', { name: 'Tag ned' }).click()
  await page.getByRole('heading', { name: /^Offentliggjort den/ }).waitFor({ state: 'detached' })
  assert.equal(await told(pupil), 0)
  assertFaultless(leader, pupil, parent)
  for (const who of [leader, pupil, parent]) await who[Symbol.asyncDispose]()
})
