/** Two who write in the same thing at once, each in a browser of their own; and one whose line is gone. */
import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import { type Browser, chromium, type Page } from 'playwright-core'
import { bareChromiumToRun } from './chromium.ts'
import { type Demonstration, openDemonstration } from './demonstration.ts'
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

/** The leader's report, from home by clicking. */
async function openReport(): Promise<Visitor> {
  const visitor = await openVisitor(browser, house)
  await signIn(visitor, house, 'Henrik Dahl')
  const { page } = visitor
  await page
    .getByRole('link', { name: /^Læs rapporten: Trivsel på mellemtrinnet 2/ })
    .first()
    .click()
  // Told by the browser itself, wherever a save is refused.
  visitor.expect(/status of 409/)
  return visitor
}

/** The leader's assessment. */
async function openAssessment(): Promise<Visitor> {
  const visitor = await openReport()
  const { page } = visitor
  for (const name of ['Nøgletal', 'Undervisningsmiljø (UMV)']) {
    await page.getByRole('navigation', { name: 'Slags rapport' }).getByRole('link', { name }).click()
    await page.getByRole('link', { name, exact: true }).and(page.locator('[aria-current=page]')).waitFor()
  }
  await well(page).waitFor()
  return visitor
}

const well = (page: Page) => page.getByLabel('Undervisningsmiljø: hvad går godt?')
const change = (page: Page) => page.getByLabel('Undervisningsmiljø: hvad skal ændres?')
const isSaved = (page: Page) => page.locator('[data-mark=saved]').waitFor()
const choice = (page: Page) => page.locator('[data-clash]')
/** Words that nobody has written before. */
const words = (what: string) => `${what} ${Date.now().toString(36)}`

test('two leaders write in the same assessment: different fields are put together, and only the same field asks', async () => {
  await using her = await openAssessment()
  await using his = await openAssessment()
  const [ro, larm] = [words('Der er ro'), words('Larm på gangen')]
  await well(her.page).fill(ro)
  await change(his.page).fill(larm)
  await isSaved(her.page)
  await isSaved(his.page)
  assert.equal(await well(his.page).inputValue(), ro, 'hers has come in with his own save')
  await his.page.getByText('En kollega har også skrevet. Det er kommet med.').first().waitFor()
  await her.page.reload()
  assert.equal(await change(her.page).inputValue(), larm)
  assert.equal(await well(her.page).inputValue(), ro)

  const [hers, hisOwn] = [`${ro}, siger hun`, `${ro}, siger han`]
  await well(her.page).fill(hers)
  await isSaved(her.page)
  await well(his.page).fill(hisOwn)
  await choice(his.page).waitFor()
  assert.equal(await well(his.page).inputValue(), hisOwn, 'his text stands in the field')
  assert.match(await choice(his.page).innerText(), new RegExp(`Det, der er gemt nu:\\s+${hers}`))

  // What is written elsewhere is saved meanwhile, and nothing is published before he has chosen.
  const rest = his.page.waitForResponse((answer) => answer.request().method() === 'PUT' && answer.status() === 200)
  await change(his.page).fill(`${larm} igen`)
  await rest
  await his.page.getByText('Ét felt venter på dit valg. Resten er gemt.').first().waitFor()
  await her.page.reload()
  assert.equal(await change(her.page).inputValue(), `${larm} igen`)
  assert.equal(await well(her.page).inputValue(), hers, 'hers is not written over')

  // By the keyboard: to the field that waits, and to the choice.
  await his.page.getByRole('button', { name: 'Vis det' }).press('Enter')
  for (let step = 0; step < 3; step++) await his.page.keyboard.press('Tab')
  await his.page.getByRole('button', { name: 'Behold begge' }).and(his.page.locator(':focus')).waitFor()
  await his.page.keyboard.press('Enter')
  await choice(his.page).waitFor({ state: 'detached' })
  await isSaved(his.page)
  await her.page.reload()
  assert.equal(await well(her.page).inputValue(), `${hers}\n\n${hisOwn}`)
  assertFaultless(her)
  assertFaultless(his)
})

test('without a line the text waits on the page, also when one goes to another page and comes back, and is saved when there is one', async () => {
  await using visitor = await openAssessment()
  const { page } = visitor
  visitor.expect(/ERR_INTERNET_DISCONNECTED/)
  const savings = /\/api\/v1\/environments\//
  const text = words('Skrevet uden net')
  await well(page).fill(text)
  await isSaved(page)
  await page.route(savings, (route) => (route.request().method() === 'PUT' ? route.abort('internetdisconnected') : route.fallback()))
  await well(page).fill(`${text}, og mere`)
  await page.locator('[data-mark=waiting]').waitFor()
  await page.getByText('Der er ingen forbindelse lige nu.').first().waitFor()
  await page.getByRole('navigation', { name: 'Slags rapport' }).getByRole('link', { name: 'Nøgletal' }).click()
  await page.waitForURL(/noegletal/)
  await page.goBack()
  await well(page).waitFor()
  assert.equal(await well(page).inputValue(), `${text}, og mere`)
  const saved = page.waitForResponse((answer) => answer.request().method() === 'PUT' && answer.status() === 200)
  await page.unroute(savings)
  await saved
  await isSaved(page)
  await page.reload()
  assert.equal(await well(page).inputValue(), `${text}, og mere`)
  assertFaultless(visitor)
})

const comment = (page: Page) => page.getByLabel('Lederens kommentar', { exact: true })
const writeComment = (page: Page) => page.getByRole('button', { name: /^(Skriv|Ret).* ?kommentar/ }).click()
const shown = (page: Page, text: string) => page.getByRole('region', { name: 'Lederens kommentar' }).getByText(text, { exact: true })

test('two leaders write the comment on a report: nothing is written over, and nobody shows what they have not read', async () => {
  await using her = await openReport()
  const [pauses, quiet] = [words('Vi begynder med pauserne'), words('Vi begynder med roen')]
  await writeComment(her.page)
  await comment(her.page).and(her.page.locator(':focus')).waitFor()
  await comment(her.page).fill(pauses)
  await isSaved(her.page)

  // He goes on where she is, and both write on.
  await using his = await openReport()
  await his.page.getByText('Her er skrevet noget, som læserne ikke ser endnu.').waitFor()
  await writeComment(his.page)
  assert.equal(await comment(his.page).inputValue(), pauses)
  await comment(her.page).fill(`${pauses} og roen`)
  await isSaved(her.page)
  await comment(his.page).fill(quiet)
  await choice(his.page).waitFor()
  assert.equal(await comment(his.page).inputValue(), quiet, 'his text stands in the field')
  await his.page.getByRole('button', { name: 'Vis i rapporten' }).click()
  assert.equal(await shown(his.page, quiet).count(), 0, 'nothing is shown before he has chosen')
  await his.page.getByRole('button', { name: 'Behold begge' }).click()
  await choice(his.page).waitFor({ state: 'detached' })
  await isSaved(his.page)
  const both = `${pauses} og roen\n\n${quiet}`

  // She would show hers, and is given his to read first.
  await her.page.getByRole('button', { name: 'Vis i rapporten' }).click()
  await her.page
    .getByText('En kollega har skrevet i kommentaren imens. Teksten er hentet her til siden: læs den, før du viser den.')
    .waitFor()
  await her.page.waitForFunction((text) => document.querySelector('textarea')?.value === text, both)
  const line = Promise.withResolvers<void>()
  await her.page.route(/\/leader-comment\?/, (route) => line.promise.then(() => route.fallback()))
  await her.page.getByRole('button', { name: 'Vis i rapporten' }).click()
  await shown(her.page, both).waitFor()
  // The keyboard goes on where it was, and what it says is true before anything is read anew.
  await her.page.getByRole('button', { name: 'Ret kommentaren' }).and(her.page.locator(':focus')).waitFor()
  line.resolve()
  await her.page.unroute(/\/leader-comment\?/)
  await his.page.reload()
  await shown(his.page, both).waitFor()

  // What is written after that nobody reads yet; taken back, it is as before.
  await writeComment(her.page)
  await comment(her.page).fill('Halvt skrev')
  await isSaved(her.page)
  await his.page.reload()
  await shown(his.page, both).waitFor()
  await her.page.getByRole('button', { name: 'Fortryd seneste ændring' }).click()
  await her.page.waitForFunction((text) => document.querySelector('textarea')?.value === text, both)
  await isSaved(her.page)
  await comment(her.page).fill('')
  await her.page.getByRole('button', { name: 'Tag kommentaren af rapporten' }).click()
  await shown(her.page, both).waitFor({ state: 'detached' })
  await comment(her.page).waitFor({ state: 'detached' })
  assertFaultless(her)
  assertFaultless(his)
})

test('what a colleague has changed in “I sagde – vi gjorde” is read before it is published', async () => {
  const openTelling = async () => {
    const visitor = await openReport()
    await visitor.page.getByRole('navigation', { name: 'Brug resultatet' }).getByRole('link', { name: 'I sagde – vi gjorde' }).click()
    await visitor.page.getByLabel('Vi gjorde').waitFor()
    return visitor
  }
  const did = (page: Page) => page.getByLabel('Vi gjorde')
  const publish = (page: Page) => page.getByRole('button', { name: 'Offentliggør for elever og forældre' }).click()
  const published = (page: Page) => page.getByRole('heading', { name: /^Offentliggjort den/ })
  await using her = await openTelling()
  const [first, then] = [words('Vi har sat hylder op'), words('Vi har sat hylder og knager op')]
  await her.page.getByRole('checkbox').first().check()
  await did(her.page).fill(first)
  await isSaved(her.page)
  await using his = await openTelling()
  assert.equal(await did(his.page).inputValue(), first)
  await did(her.page).fill(then)
  await isSaved(her.page)

  await publish(his.page)
  await his.page.getByText('En kollega har skrevet i udkastet imens. Det er hentet her til siden: læs det, før du offentliggør.').waitFor()
  await his.page.waitForFunction((text) => [...document.querySelectorAll('textarea')].some(({ value }) => value === text), then)
  assert.equal(await published(his.page).count(), 0)
  await publish(his.page)
  await published(his.page).waitFor()
  await his.page.getByText(then).first().waitFor()
  await his.page.getByRole('button', { name: 'Tag ned' }).click()
  await published(his.page).waitFor({ state: 'detached' })
  assertFaultless(her)
  assertFaultless(his)
})

test('a plan that is begun is there again when its page is left, until it is given up or somebody signs out', async () => {
  const openRoom = async (page: Page, name: string) => {
    await page.getByRole('navigation', { name: 'Hovedmenu' }).getByRole('link', { name, exact: true }).click()
  }
  const begun = (page: Page) => page.getByText('Her er det, du var begyndt på. Det er ikke sendt.')
  await using visitor = await openVisitor(browser, house)
  await signIn(visitor, house, 'Henrik Dahl')
  const { page } = visitor
  const title = () => page.getByLabel('Hvad vil I gøre?')
  const openPlan = async () => {
    await openRoom(page, 'Handleplaner')
    await page.getByRole('link', { name: 'Lav en handleplan' }).first().click()
    await title().waitFor()
  }
  await openPlan()
  assert.equal(await begun(page).count(), 0)
  await title().fill('To voksne ude i hvert frikvarter')
  await page.getByLabel('Mål', { exact: true }).fill('Ingen står alene')
  await openRoom(page, 'Hjem')
  await openPlan()
  await begun(page).waitFor()
  assert.equal(await title().inputValue(), 'To voksne ude i hvert frikvarter')
  assert.equal(await page.getByLabel('Mål', { exact: true }).inputValue(), 'Ingen står alene')
  await page.getByRole('button', { name: 'Begynd forfra' }).click()
  assert.equal(await title().inputValue(), '')
  assert.equal(await begun(page).count(), 0)
  await title().fill('Noget andet')
  await page.getByRole('link', { name: 'Fortryd' }).click()
  await openPlan()
  assert.equal(await title().inputValue(), '', 'what is given up is gone')
  await title().fill('Skrevet før jeg gik')
  await page.getByRole('button', { name: 'Log ud', exact: true }).click()
  await page.waitForURL(/signed-out/)
  await signIn(visitor, house, 'Henrik Dahl')
  await openPlan()
  assert.equal(await title().inputValue(), '', 'whoever signs out leaves nothing')
  assertFaultless(visitor)
})

test('a comment that is begun on one unit’s report stands on no other’s, and is there again on the way back', async () => {
  await using visitor = await openReport()
  const { page } = visitor
  const say = () => page.getByLabel('Skriv en kommentar')
  const goTo = async (unit: string | RegExp) => {
    await page.getByRole('navigation', { name: 'Enhed' }).getByRole('link', { name: unit }).first().click()
    await say().waitFor()
  }
  await say().fill('Vi tager den op i pædagogisk råd')
  await goTo('4. årgang')
  await page.waitForFunction(() => [...document.querySelectorAll('textarea')].every(({ value }) => value === ''))
  await say().fill('Hvad siger teamet?')
  await page.goBack()
  await page.waitForFunction(
    (text) => [...document.querySelectorAll('textarea')].some(({ value }) => value === text),
    'Vi tager den op i pædagogisk råd',
  )
  await goTo('4. årgang')
  await page.waitForFunction((text) => [...document.querySelectorAll('textarea')].some(({ value }) => value === text), 'Hvad siger teamet?')
  assertFaultless(visitor)
})
