/**
 * Answers on paper, as they go: chosen before the survey opens and told of, printed, handed in, typed twice with one mistake, settled,
 * sent, and counted in the class with everybody else's.
 */
import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import { type Browser, chromium, type Page } from 'playwright-core'
import { writeEntry } from '#domain/paper/entry.ts'
import { newestVersion } from '#lillekoebing/newest.ts'
import { chromiumToRun } from './chromium.ts'
import { type Demonstration, openDemonstration } from './demonstration.ts'
import { openLesson, printSlips } from './lesson.ts'
import { answerByWire, type Given, isMet, items, opinionOf, tallyOf, wording } from './pupil.ts'
import { linesInPdf } from './slips-in-pdf.ts'
import { assertFaultless, openVisitor, signIn, type Visitor } from './visitor.ts'

let house: Demonstration
let browser: Browser
const visitors: Visitor[] = []

before(async () => {
  house = await openDemonstration()
  browser = await chromium.launch(await chromiumToRun())
})

after(async () => {
  for (const visitor of visitors) await visitor[Symbol.asyncDispose]()
  await browser?.close()
  await house?.[Symbol.asyncDispose]()
})

/** Of this run alone, for another run may have left its own. */
const mark = Date.now() % 100_000
const title = `Trivsel, også på papir ${mark}`
const [school, className] = ['Stenhøj Skole', '5.A']

async function arrive(who: string): Promise<Visitor> {
  const visitor = await openVisitor(browser, house)
  visitors.push(visitor)
  await signIn(visitor, house, who)
  return visitor
}

/** An operation as the page itself would ask it: its status and what it says. */
const ask = (page: Page, method: string, path: string, body?: unknown) =>
  page.evaluate(
    async ([how, where, what]) => {
      const answer = await fetch(`/api/v1${where}`, {
        method: how as string,
        ...(what === null ? {} : { headers: { 'content-type': 'application/json' }, body: JSON.stringify(what) }),
      })
      const text = await answer.text()
      return { status: answer.status, body: text === '' ? undefined : JSON.parse(text) }
    },
    [method, path, body ?? null] as const,
  )

const menu = (page: Page, room: string) => page.getByRole('navigation', { name: 'Hovedmenu' }).getByRole('link', { name: room }).click()
const heading = (page: Page, words: string | RegExp) => page.getByRole('heading', { level: 1, name: words }).waitFor()

/** Types a sheet by the keyboard alone, field by field as it comes. */
async function typeSheet(page: Page, sheet: Given): Promise<void> {
  await page.getByLabel(wording.items[items[0]?.code ?? '']?.question ?? '').focus()
  for (const [place, item] of items.entries()) {
    if (item.kind === 'information' || !isMet(place, sheet)) continue
    assert.equal(await page.evaluate(() => document.activeElement?.getAttribute('data-place')), String(place), 'the next that is met')
    await page.keyboard.type(writeEntry(item, sheet[place] ?? null))
    await page.keyboard.press('Enter')
  }
}

async function findSheet(page: Page, code: string): Promise<void> {
  await page.getByLabel('Klasse', { exact: true }).selectOption({ label: `${className} · ${school}` })
  await page.getByLabel('Skemaets kode').fill(code)
  await page.keyboard.press('Enter')
}

test('from a form on paper to a figure in the class’s report', async (road) => {
  const admin = await arrive('Susanne Bach')
  const { page } = admin
  let isBroken = false
  const step = (words: string, work: () => Promise<void>) =>
    road.test(words, async (context) => {
      if (isBroken) return context.skip('an earlier step failed')
      isBroken = true
      await work()
      isBroken = false
    })
  let id = ''
  let code = ''
  let teacher: Visitor
  let typist: Visitor
  const everybody: Given[] = []

  await step('the administrator chooses paper while it is a draft, and names who types', async () => {
    const { body: institutions } = await ask(page, 'GET', '/institutions')
    const institutionId = institutions.find(({ name }: { name: string }) => name === school)?.id
    const today = new Date().toISOString().slice(0, 10)
    const days = { opensOn: today, closesOn: new Date(Date.now() + 20 * 86_400_000).toISOString().slice(0, 10) }
    const plan = { title, questionnaire: newestVersion('mellemtrin'), track: 'statistics', grades: [5], institutionIds: [institutionId] }
    const drafted = await ask(page, 'POST', '/surveys', { ...plan, ...days })
    assert.equal(drafted.status, 200, JSON.stringify(drafted.body))
    id = drafted.body.id
    await page.goto(`${house.origin}/undersoegelser/${id}`)
    await page.getByRole('link', { name: 'Svar på papir' }).click()
    await heading(page, `Svar på papir: ${title}`)
    await page.getByLabel('Undersøgelsen tager imod svar på papir').check()
    assert.equal(
      await page.getByLabel(/Anne Lund|Henrik Dahl|Susanne Bach|Birthe Nygaard/).count(),
      0,
      'whoever knows whose slip it is is not there',
    )
    await page.getByLabel(/^Jonas Winther/).check()
    await page.getByRole('button', { name: 'Gem', exact: true }).click()
    await page.getByText('Skemaerne kan udskrives, når undersøgelsen er åben.').waitFor()
    assert.equal((await ask(page, 'POST', `/surveys/${id}/open`)).status, 200)
  })

  await step('“Om dine svar” tells of the paper and of who types, before anybody has answered', async () => {
    const parent = await openVisitor(browser, house)
    visitors.push(parent)
    const { municipality } = (await ask(page, 'GET', '/me')).body
    await parent.page.goto(`${house.origin}/om/${municipality.id}/${id}`)
    await parent.page.getByText('skrevet ind to gange af en medarbejder, som kommunen har udpeget', { exact: false }).waitFor()
    assertFaultless(parent)
  })

  await step('the forms are printed: a name on a strip, and a code that is nobody else’s', async () => {
    await page.reload()
    await page.getByText('Det kan ikke ændres, når den er åben', { exact: false }).waitFor()
    const address = await page.getByRole('link', { name: `Skemaer til ${className}` }).getAttribute('href')
    const printed = await page.context().request.get(new URL(address ?? '', house.origin).href)
    assert.equal(printed.headers()['content-type'], 'application/pdf')
    const lines = linesInPdf(await printed.body())
    const codes = lines.flatMap((line, place) => (line === 'Skemaets kode' ? [lines[place + 1] ?? ''] : []))
    assert.ok(codes.length > 5)
    assert.equal(new Set(codes).size, codes.length)
    code = codes[0] ?? ''
    assert.match(code, /^[2-9A-Z]{3} [2-9A-Z]{3}$/)
  })

  await step('the class’s teacher types no sheet: there is no room for it, and the door is shut', async () => {
    teacher = await arrive('Thomas Poulsen')
    teacher.expect(/status of 403 .*paper\/sheets\/open/)
    assert.equal(await teacher.page.getByRole('link', { name: 'Tast svar fra papir' }).count(), 0)
    const { body: lessons } = await ask(teacher.page, 'GET', '/lessons')
    const { classId } = lessons.find((one: { surveyId: string }) => one.surveyId === id)
    const refused = await ask(teacher.page, 'POST', '/paper/sheets/open', { sheet: { surveyId: id, classId, slip: code } })
    assert.equal(refused.status, 403)
  })

  await step('a sheet is typed by the keyboard; typed once it is no answer', async () => {
    typist = await arrive('Jonas Winther')
    typist.expect(/status of (404|409) .*paper\/sheets\/open/)
    const own = typist.page
    await menu(own, 'Tast svar fra papir')
    await own.getByRole('link', { name: `Tast et ark til ${title}` }).click()
    await heading(own, title)
    await findSheet(own, 'ZZZ ZZZ')
    await own.getByText('Koden hører ikke til et skema', { exact: false }).waitFor()
    await findSheet(own, code)
    await own.getByText('Første tastning').waitFor()
    const sheet = opinionOf(1)
    everybody.push(sheet)
    await typeSheet(own, sheet)
    await own.getByText('Alt er gemt').waitFor()
    await own.reload()
    await findSheet(own, code)
    await own.getByText('Første tastning').waitFor()
    assert.equal(
      await own.locator('[data-place="0"]').inputValue(),
      writeEntry(items[0]!, sheet[0] ?? null),
      'it is there after the page was closed',
    )
    await own.getByRole('button', { name: 'Færdig med arket' }).click()
    await own.getByText('Arket er tastet første gang').waitFor()
    await own.getByText('1 ark mangler anden tastning', { exact: false }).waitFor()
    assert.match((await ask(page, 'GET', `/surveys/${id}`)).body.answered.toString(), /^0$/)
  })

  await step('typed again with one mistake, the mistake is found, settled against the sheet, and the sheet sent', async () => {
    const own = typist.page
    const sheet = opinionOf(1)
    const at = items.findIndex(
      ({ kind, showIf }, place) =>
        kind === 'frequency' &&
        showIf === undefined &&
        (sheet[place] ?? 0) > 0 &&
        !items.some((item) => item.showIf && JSON.stringify(item.showIf).includes(items[place]!.code)),
    )
    const mistaken = sheet.with(at, sheet[at] === 1 ? 2 : 1)
    await findSheet(own, code)
    await own.getByText('Anden tastning').waitFor()
    assert.equal(await own.locator('[data-place="0"]').inputValue(), '', 'nothing of the first is seen')
    await typeSheet(own, mistaken)
    await own.getByRole('button', { name: 'Færdig med arket' }).click()
    await own.getByRole('heading', { name: '1 spørgsmål er tastet forskelligt' }).waitFor()
    await own.getByRole('button', { name: 'Send arket' }).click()
    await own.getByText('Vælg ved 1 spørgsmål mere').waitFor()
    await own.getByLabel(/^Første tastning: /).check()
    await own.getByRole('button', { name: 'Send arket' }).click()
    await own.getByText('Arket er sendt').waitFor()
    await findSheet(own, code)
    await own.getByText('Der er allerede et svar til det her ark', { exact: false }).waitFor()
    assertFaultless(typist)
  })

  await step('it counts in the class’s lesson and in its sealed report as any other', async () => {
    await openLesson(teacher.page, className, title)
    const slips = await printSlips(teacher.page)
    const others = slips.filter(({ slip }) => slip !== code.replace(' ', ''))
    assert.equal(others.length, slips.length - 1, 'the slip of the sheet is of this class')
    for (const [pupil, slip] of others.entries()) {
      const given = opinionOf(pupil + 2)
      await answerByWire(house.origin, slip, given)
      everybody.push(given)
    }
    await teacher.page.getByRole('button', { name: 'Afslut timen' }).click()
    await teacher.page.getByRole('button', { name: 'Ja, afslut' }).click()
    await heading(teacher.page, `Timen i ${className} er slut`)
    await teacher.page.getByRole('link', { name: 'Klassens svar' }).waitFor()
    const { body: progress } = await ask(page, 'GET', `/surveys/${id}`)
    assert.equal(progress.answered, everybody.length)
    const place = items.findIndex(
      ({ kind, questionClass, showIf }) => kind === 'frequency' && questionClass === 'open' && showIf === undefined,
    )
    const tally = tallyOf(place, everybody)
    await teacher.page.getByRole('link', { name: 'Klassens svar' }).click()
    const card = teacher.page.locator('article').filter({ hasText: wording.items[items[place]?.code ?? '']?.question ?? '' })
    await card.first().waitFor()
    const n = tally.options.reduce((sum, one) => sum + one, 0)
    assert.match(await card.first().innerText(), new RegExp(`\\b${n}\\b`), 'the sheet is among those who answered')
    assertFaultless(teacher, admin)
  })
  assert.deepEqual(house.defects(), [])
})
