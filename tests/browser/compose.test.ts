/**
 * A municipality asks its own question beside the association's: it puts a questionnaire together by clicking, plans a survey with it,
 * a pupil answers it on the answering page, and its figure stands in the municipality's report after sealing.
 */
import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import { type Browser, chromium, type Page } from 'playwright-core'
import type { Questionnaire } from '#domain/questionnaire/questionnaire.ts'
import { ownQuestion } from '../own-question.ts'
import { bareChromiumToRun } from './chromium.ts'
import { type Demonstration, openDemonstration } from './demonstration.ts'
import { openLesson, printSlips } from './lesson.ts'
import { answerByWire } from './pupil.ts'
import { assertFaultless, openVisitor, signIn, type Visitor } from './visitor.ts'

let house: Demonstration
let browser: Browser
const visitors: Visitor[] = []

before(async () => {
  house = await openDemonstration()
  browser = await chromium.launch(await bareChromiumToRun())
})

after(async () => {
  for (const visitor of visitors) await visitor[Symbol.asyncDispose]()
  await browser?.close()
  await house?.[Symbol.asyncDispose]()
})

/** Of this run alone, for another run may have left its own. */
const mark = Date.now() % 100_000
const question = `Er du tryg ved vej ${mark} på din skolevej?`
const name = `Med skolevej ${mark}`
const title = `Trivsel og skolevej ${mark}`
const [school, className] = ['Stenhøj Skole', '5.A']

async function arrive(who: string): Promise<Visitor> {
  const visitor = await openVisitor(browser, house)
  visitors.push(visitor)
  await signIn(visitor, house, who)
  return visitor
}

/** An operation as the page itself would ask it. */
const ask = (page: Page, method: string, path: string, body?: unknown) =>
  page.evaluate(
    async ([how, where, what]) => {
      const answer = await fetch(`/api/v1${where}`, {
        method: how as string,
        ...(what === null ? {} : { headers: { 'content-type': 'application/json' }, body: JSON.stringify(what) }),
      })
      const text = await answer.text()
      if (!answer.ok) throw new Error(`${how} ${where}: ${answer.status} ${text}`)
      return text === '' ? undefined : JSON.parse(text)
    },
    [method, path, body ?? null] as const,
  )

const menu = (page: Page, room: string) => page.getByRole('navigation', { name: 'Hovedmenu' }).getByRole('link', { name: room }).click()
const heading = (page: Page, words: string | RegExp) => page.getByRole('heading', { level: 1, name: words }).waitFor()
const goOn = (page: Page) => page.getByRole('button', { name: 'Gem og gå videre' }).click()

test('a municipality’s own question, from the bank to the report', async (road) => {
  const admin = await arrive('Susanne Bach')
  const { page } = admin
  let isBroken = false
  /** One that fails leaves the rest unwalked. */
  const step = (words: string, work: () => Promise<void>) =>
    road.test(words, async (context) => {
      if (isBroken) return context.skip('an earlier step failed')
      isBroken = true
      await work()
      isBroken = false
    })
  let code = ''
  let composed: Questionnaire | undefined

  await step('the municipality has a question of its own in the bank', async () => {
    const begun = await ask(page, 'POST', '/bank-items', {
      question,
      theme: 'leisure',
      kind: 'single',
      respondents: ['pupil'],
      grades: [4, 5, 6],
    })
    code = begun.code
    const content = ownQuestion(code, { question })
    await ask(page, 'PUT', `/bank-items/${code}`, { revision: 1, content })
    await ask(page, 'POST', `/bank-items/${code}/send`)
    await ask(page, 'POST', `/bank-items/${code}/publish`, { revision: 3, comment: '', interests: '' })
  })

  await step('it is put together by clicking: the core is locked, one question is left out, the own one comes in', async () => {
    await menu(page, 'Spørgeskemaer')
    await heading(page, 'Det kan I spørge om')
    await page.getByRole('link', { name: 'Mellemtrin', exact: true }).click()
    await page.getByRole('button', { name: 'Sæt jeres eget sammen' }).click()
    await page.getByLabel('Navn').fill(name)
    await page.getByRole('button', { name: 'Begynd' }).click()
    await heading(page, 'Hvad skal blive?')
    const side = page.getByRole('complementary', { name: 'Lige nu' })
    await side.getByText('0 tilføjet, 0 valgt fra').waitFor()
    await page.getByRole('checkbox').first().uncheck()
    await side.getByText('0 tilføjet, 1 valgt fra').waitFor()
    await goOn(page)
    await heading(page, 'Hvad vil I spørge om ud over det?')
    await page.getByLabel('Søg efter ord').fill(`vej ${mark}`)
    await page.getByText('Ét spørgsmål kan tilføjes').waitFor()
    await page.getByRole('button', { name: `Tilføj »${question}«` }).click()
    await side.getByText('1 tilføjet, 1 valgt fra').waitFor()
    await goOn(page)
    await heading(page, 'Holder det sammen?')
    await page.getByRole('row', { name: /5\. klasse/ }).waitFor()
    await page.getByText('det æstetiske miljø').waitFor()
    await goOn(page)
    await heading(page, 'Sådan møder de det')
    const frame = page.getByRole('region', { name: 'Spørgeskemaet, som den, der svarer, ser det' })
    for (let at = 0; at < 8 && (await frame.getByText(question).count()) === 0; at++)
      await page.getByRole('button', { name: 'Næste side' }).click()
    await frame.getByText(question).waitFor()
    await goOn(page)
    await heading(page, 'Klar til at udgive?')
    await page.getByText('Hvem kan se svarene?').click()
    await page.getByRole('button', { name: /^Udgiv som version 1\.\d+\.\d+$/ }).click()
    await heading(page, /^Udgivet som version/)
  })

  await step('a survey is planned with it and opened', async () => {
    await page.getByRole('link', { name: 'Planlæg en undersøgelse' }).click()
    await heading(page, 'Hvem skal svare?')
    await page.getByLabel('4. klasse').uncheck()
    await page.getByLabel('6. klasse').uncheck()
    await page.getByLabel(school).check()
    await page.getByRole('button', { name: 'Gem og fortsæt' }).click()
    await heading(page, 'Hvad bliver de spurgt om?')
    assert.ok(await page.getByLabel(new RegExp(name)).isChecked(), 'whoever comes from what they put together plans with it')
    await page.getByRole('button', { name: 'Gem og fortsæt' }).click()
    await heading(page, 'Hvornår kan de svare?')
    await page.getByLabel('Navn på undersøgelsen').fill(title)
    await page.getByRole('button', { name: 'Gem og fortsæt' }).click()
    await heading(page, 'Hvad får elever og forældre at vide?')
    await page.getByRole('button', { name: 'Gem og fortsæt' }).click()
    await heading(page, 'Er alt, som det skal være?')
    await page.getByRole('button', { name: 'Åbn undersøgelsen' }).click()
    await page.getByRole('button', { name: 'Ja, åbn' }).click()
    await heading(page, `0 % har svaret på ${title}`)
    const surveys = await ask(page, 'GET', '/surveys')
    const { questionnaire } = surveys.find((one: { title: string }) => one.title === title)
    composed = (await ask(page, 'GET', `/questionnaires/${questionnaire.code}/${questionnaire.version}`)).questionnaire
    assert.ok(composed?.items.some((item) => item.code === code))
  })

  await step('a pupil meets it on the answering page, the others answer too, and the lesson ends', async () => {
    const teacher = await arrive('Thomas Poulsen')
    await openLesson(teacher.page, className, title)
    const [first, ...others] = await printSlips(teacher.page)
    assert.ok(first && composed)
    const phone = await openVisitor(browser, house, { viewport: { width: 390, height: 844 }, hasTouch: true, isMobile: true })
    visitors.push(phone)
    await phone.page.goto(`${house.origin}/svar#${first.code}-${first.slip}`)
    await phone.page.getByRole('button', { name: 'Begynd' }).click()
    const onward = phone.page.getByRole('button', { name: /^(Næste|Til slutningen)$/ })
    for (let at = 0; at <= composed.items.length; at++) {
      await phone.page.getByRole('heading', { level: 1 }).waitFor()
      const asked = await phone.page.getByRole('heading', { level: 1 }).innerText()
      if (asked === question) await phone.page.getByText('For det meste', { exact: true }).click()
      else if ((await onward.count()) === 0) break
      await onward.click()
      await phone.page.getByRole('heading', { level: 1, name: asked, exact: true }).waitFor({ state: 'detached' })
    }
    await phone.page.getByRole('button', { name: 'Send mine svar' }).click()
    await heading(phone.page, 'Tak for dine svar')

    const place = composed.items.findIndex((item) => item.code === code)
    // Every fourth "sjældent", the rest "altid": with the first pupil all but these go well.
    for (const [at, slip] of others.entries())
      await answerByWire(
        house.origin,
        slip,
        composed.items.map((_, one) => (one === place ? (at % 4 === 0 ? 1 : 4) : null)),
      )
    await teacher.page.getByRole('button', { name: 'Afslut timen' }).click()
    await teacher.page.getByRole('button', { name: 'Ja, afslut' }).click()
    await heading(teacher.page, `Timen i ${className} er slut`)
    await teacher.page.getByRole('link', { name: 'Klassens svar' }).waitFor()
    for (const visitor of [teacher, phone]) assertFaultless(visitor)
  })

  await step('closed and sealed, its figure stands in the municipality’s report', async () => {
    await menu(page, 'Undersøgelser')
    await page.getByRole('link', { name: title }).click()
    await page.getByRole('button', { name: 'Luk undersøgelsen' }).click()
    await page.getByRole('button', { name: 'Ja, luk den' }).click()
    await page.getByText('Tallene er gjort op, og de enkelte svar er slettet.').waitFor()
    const analyst = await arrive('Jonas Winther')
    await menu(analyst.page, 'Rapporter')
    await analyst.page
      .getByRole('link', { name: new RegExp(title) })
      .first()
      .click()
    await analyst.page.getByRole('navigation', { name: 'Enhed' }).getByRole('link', { name: 'Lillekøbing' }).first().click()
    await analyst.page.locator('[aria-busy]').waitFor({ state: 'detached' })
    const card = analyst.page.locator('article').filter({ hasText: question })
    await card.waitFor()
    assert.match(await card.innerText(), /tryg/)
    assertFaultless(admin, analyst)
  })
  assert.deepEqual(house.defects(), [])
})

/** A survey with the made-up instrument of the demonstration inside, and the line its owner wants shown. */
const ofFamilies = `Før samtalen ${mark}`
const owned = /Opfundet eksempel, ikke afprøvet/

test('a whole instrument, from the screen that offers it to a parent who answers it', async () => {
  const admin = await arrive('Susanne Bach')
  const { page } = admin
  await menu(page, 'Spørgeskemaer')
  await page.getByRole('link', { name: 'Forældre til børn i 0. og 1. klasse', exact: true }).click()
  await page.getByRole('button', { name: 'Sæt jeres eget sammen' }).click()
  await page.getByLabel('Navn').fill(ofFamilies)
  await page.getByRole('button', { name: 'Begynd' }).click()
  await heading(page, 'Hvad skal blive?')
  await goOn(page)
  await page.getByRole('heading', { level: 2, name: 'Måleredskaber' }).waitFor()
  await page.getByText(owned).waitFor()
  await page.getByRole('button', { name: 'Tilføj hele Eksempelskemaet' }).click()
  await page.getByRole('button', { name: 'Fjern hele Eksempelskemaet' }).waitFor()
  await page.getByRole('complementary', { name: 'Lige nu' }).getByText('1 tilføjet, 0 valgt fra').waitFor()
  await goOn(page)
  await heading(page, 'Holder det sammen?')
  await goOn(page)
  await heading(page, 'Sådan møder de det')
  await goOn(page)
  await heading(page, 'Klar til at udgive?')
  await page.getByRole('button', { name: /^Udgiv som version/ }).click()
  await heading(page, /^Udgivet som version/)

  const version = /1\.\d+\.\d+/.exec(await page.getByRole('heading', { level: 1 }).innerText())?.[0] ?? assert.fail('no version is said')
  const composed: Questionnaire = (await ask(page, 'GET', `/questionnaires/foraeldre-indskoling/${version}`)).questionnaire
  assert.deepEqual(composed.tracks, ['health'], 'it may be asked where a professional reads the answers, and nowhere else')
  const surveys: readonly { readonly title: string; readonly institutionIds: string[] }[] = await ask(page, 'GET', '/surveys')
  const like = surveys.find(({ title: one }) => one === 'Før sundhedsplejerskens samtale ved skolestart')
  const today = new Date().toISOString().slice(0, 10)
  const plan = { title: ofFamilies, questionnaire: { code: composed.code, version }, track: 'health', isRolling: true, grades: [0, 1] }
  const days = { opensOn: today, closesOn: `${Number(today.slice(0, 4)) + 1}-06-30` }
  const { id } = await ask(page, 'POST', '/surveys', { ...plan, ...days, institutionIds: like?.institutionIds })
  await ask(page, 'POST', `/surveys/${id}/open`)

  const { page: visitor } = await arrive('Lotte Kjær')
  await menu(visitor, 'Inviter')
  await visitor
    .getByRole('link', { name: new RegExp(ofFamilies) })
    .first()
    .click()
  await heading(visitor, /^Hvem skal inviteres/)
  await visitor
    .getByRole('button', { name: /^Inviter: / })
    .first()
    .click()
  const link = (await visitor.getByText(/\/svar#k=/).textContent()) ?? ''

  const phone = await openVisitor(browser, house, { viewport: { width: 360, height: 740 }, hasTouch: true, isMobile: true })
  visitors.push(phone)
  await phone.page.goto(/http\S+/.exec(link)?.[0] ?? assert.fail('no link is shown'))
  await phone.page.getByRole('button', { name: 'Begynd' }).click()
  const main = phone.page.getByRole('main')
  let answered = 0
  for (let pages = 0; pages < 120; pages++) {
    const isOwned = (await main.getByText(owned).count()) > 0
    for (const asked of await phone.page.locator('.question').all()) {
      const choice = asked.locator('label:has(input)').first()
      if ((await choice.count()) > 0) await choice.click()
      if (isOwned) answered += 1
    }
    const met = await main.textContent()
    await phone.page.getByRole('button', { name: /^(Næste|Til slutningen)$/ }).click()
    await phone.page.waitForFunction((before) => document.querySelector('main')?.textContent !== before, met)
    if ((await phone.page.getByRole('button', { name: 'Send mine svar' }).count()) > 0) break
  }
  // All 25 and the one that says whether it is hard for the child; what follows on that is met by those who say so.
  assert.ok(answered >= 26, `${answered} questions stand with their owner's line`)
  await phone.page.getByRole('button', { name: 'Send mine svar' }).click()
  await heading(phone.page, 'Tak for dine svar')
  assertFaultless(phone)
})
