/** From the moment a teacher ends the lesson to the moment the figures stand on the pages that are open elsewhere: nobody reloads. */
import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import { type Browser, chromium, type Page } from 'playwright-core'
import { bareChromiumToRun } from './chromium.ts'
import { type Demonstration, openDemonstration } from './demonstration.ts'
import { openLesson, printSlips } from './lesson.ts'
import { answerByWire, opinionOf } from './pupil.ts'
import type { Slip } from './slips-in-pdf.ts'
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

const [className, school] = ['5.B', 'Møllebakkens Skole']

/** Somebody's open report, at a unit, scrolled down and with focus on something: marked, so that a reload would show. */
async function openReport(name: string, unit: string): Promise<Visitor> {
  const visitor = await openVisitor(browser, house)
  await signIn(visitor, house, name)
  const { page } = visitor
  await page
    .getByRole('link', { name: /^Læs rapporten: Trivsel på mellemtrinnet 2/ })
    .first()
    .click()
  const units = page.getByRole('navigation', { name: 'Enhed' })
  await units.getByRole('link', { name: unit }).first().click()
  await page.locator('[aria-busy]').waitFor({ state: 'detached' })
  await page.getByRole('heading', { name: 'Kort sagt' }).waitFor()
  await page.evaluate(() => Object.assign(window, { wasHereBefore: true }))
  return visitor
}

const opens = async ({ code, slip }: Slip): Promise<boolean> => {
  const answer = await fetch(`${house.origin}/api/v1/responses/enter`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({ code, slip }),
  })
  await answer.body?.cancel()
  return answer.ok
}

const answeredOn = async (page: Page) => {
  const said = await page
    .locator('main')
    .getByText(/^\d[\d.]* af \d[\d.]* har svaret/)
    .first()
    .innerText()
  return Number((/^([\d.]+) af/.exec(said)?.[1] ?? '').replace('.', ''))
}

test('an open report shows what is sealed without being asked, and says so once; scroll and focus stay', async (context) => {
  const teacher = await openVisitor(browser, house)
  await signIn(teacher, house, 'Heidi Bach')
  await openLesson(teacher.page, className, /Trivsel på mellemtrinnet 2/)
  const slips = await printSlips(teacher.page)
  // Some have answered on another day, and their slips open nothing any more.
  const finished = teacher.page.getByText(/^\d+ af \d+ er færdige/).first()
  let answered = Number((await finished.innerText()).split(' ')[0])
  for (const [at, slip] of slips.entries()) {
    if (!(await opens(slip))) continue
    await answerByWire(house.origin, slip, opinionOf(at))
    answered += 1
    if (answered >= 14) break
  }
  assert.ok(answered >= 10, `${answered} have answered`)
  await teacher.page
    .getByText(new RegExp(`^${answered} af ${slips.length} er færdige`))
    .first()
    .waitFor()

  const leader = await openReport('Henrik Dahl', school)
  const analyst = await openReport('Jonas Winther', 'Lillekøbing')
  // The analyst reads on a phone, with a theme folded out.
  await analyst.page.setViewportSize({ width: 360, height: 780 })
  const sleep = analyst.page.getByRole('button', { name: 'Søvn', expanded: true })
  await analyst.page.getByRole('button', { name: 'Søvn', expanded: false }).click()
  const themes = await analyst.page.locator('[data-fold] h2').allInnerTexts()
  const before = { leader: await answeredOn(leader.page), analyst: await answeredOn(analyst.page) }
  const link = leader.page.getByRole('link', { name: 'Nøgletal' })
  await link.focus()
  const scrolled = await analyst.page.evaluate(() => {
    window.scrollTo(0, 900)
    return window.scrollY
  })

  await teacher.page.getByRole('button', { name: 'Afslut timen' }).click()
  const endedAt = performance.now()
  await teacher.page.getByRole('button', { name: 'Ja, afslut' }).click()
  const seen = async ({ page }: Visitor, words: RegExp) => {
    await page.getByRole('status').filter({ hasText: words }).waitFor()
    return Math.round(performance.now() - endedAt)
  }
  const [atSchool, atMunicipality] = await Promise.all([
    seen(leader, new RegExp(`Nye tal: ${className.replace('.', '\\.')} er gjort op`)),
    seen(analyst, /Nye tal: 5\. årgang, Møllebakkens Skole er gjort op/),
  ])
  context.diagnostic(`the lesson ended: on the leader's page after ${atSchool} ms, on the analyst's after ${atMunicipality} ms`)

  assert.equal(await answeredOn(leader.page), before.leader + answered)
  assert.equal(await answeredOn(analyst.page), before.analyst + answered)
  for (const { page } of [leader, analyst]) assert.equal(await page.evaluate(() => 'wasHereBefore' in window), true, 'nobody has reloaded')
  assert.equal(await link.evaluate((element) => element === document.activeElement), true)
  // Cards may have grown above what is read; the reader is not thrown to the top.
  assert.ok((await analyst.page.evaluate(() => window.scrollY)) >= scrolled / 2)
  assert.equal(await sleep.count(), 1, 'nothing is folded that was open')
  assert.deepEqual(await analyst.page.locator('[data-fold] h2').allInnerTexts(), themes, 'and nothing changes place')
  await leader.page.getByRole('button', { name: 'Luk' }).click()
  assert.equal(await leader.page.getByText('Nye tal:').count(), 0)
  assertFaultless(teacher, leader, analyst)
})
