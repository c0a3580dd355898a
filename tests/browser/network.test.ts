/** Between municipalities and across administrations, by clicking from the home page. */
import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import { type Browser, chromium } from 'playwright-core'
import { bareChromiumToRun } from './chromium.ts'
import { type Demonstration, openDemonstration } from './demonstration.ts'
import { assertFaultless, openVisitor, signInUnseen, type Visitor } from './visitor.ts'

let house: Demonstration
let browser: Browser

before(async () => {
  house = await openDemonstration()
  browser = await chromium.launch(await bareChromiumToRun())
})

after(async () => {
  await browser.close()
  await house[Symbol.asyncDispose]()
})

async function visit(name: string): Promise<Visitor> {
  const visitor = await openVisitor(browser, house)
  await signInUnseen(visitor, house, name)
  await visitor.page.goto(`${house.origin}/hjem`)
  return visitor
}

const menu = (visitor: Visitor, room: string) =>
  visitor.page.getByRole('navigation', { name: 'Hovedmenu' }).getByRole('link', { name: room })

test('an analyst asks the other municipalities, a neighbour answers, and no answer can hold a CPR number', async () => {
  const question = `Hvordan fortæller I byrådet om tallene? ${Date.now()}`
  await using analyst = await visit('Jonas Winther')
  await menu(analyst, 'Netværk').click()
  await analyst.page.getByRole('link', { name: 'Stil et spørgsmål' }).click()
  await analyst.page.getByRole('button', { name: 'Send spørgsmålet' }).click()
  await analyst.page.getByText('Skriv spørgsmålet i én sætning.').waitFor()
  await analyst.page.getByLabel('Dit spørgsmål').fill(question)
  await analyst.page.getByRole('button', { name: 'Send spørgsmålet' }).click()
  await analyst.page.getByRole('heading', { level: 1, name: question }).waitFor()

  await using neighbour = await visit('Pia Storgaard')
  await neighbour.page.getByRole('link', { name: `Svar: ${question}` }).click()
  await neighbour.page.getByRole('heading', { level: 1, name: question }).waitFor()
  assert.equal(await neighbour.page.getByText('Jonas Winther').count(), 0, 'who did not choose to be named is not')
  await neighbour.page.getByLabel('Dit svar').fill('Ring til 010112-9995')
  await neighbour.page.getByText('ser ud til at indeholde et CPR-nummer').waitFor()
  await neighbour.page.getByLabel('Dit svar').fill('På to sider, med det vigtigste først.')
  await neighbour.page.getByLabel('Vis også mit navn').check()
  await neighbour.page.getByRole('button', { name: 'Send svaret' }).click()
  await neighbour.page.getByText('Pia Storgaard, Storkøbing').waitFor()

  await analyst.page.reload()
  await analyst.page.getByText('På to sider, med det vigtigste først.').waitFor()
  assertFaultless(analyst, neighbour)
})

test('a task from a school report reaches the health visitor at home, and is done', async () => {
  await using leader = await visit('Henrik Dahl')
  await menu(leader, 'Rapporter').click()
  await leader.page
    .getByRole('main')
    .getByRole('link', { name: /mellemtrinnet/ })
    .last()
    .click()
  const title = `Kom med på forældremødet ${Date.now()}`
  await leader.page.getByRole('button', { name: 'Giv nogen en opgave' }).click()
  await leader.page.getByLabel('Hvad skal gøres?').fill(title)
  const colleague = leader.page.getByLabel('Hvem gør det?')
  const lotte = await colleague.locator('option', { hasText: 'Lotte Kjær' }).getAttribute('value')
  await colleague.selectOption(lotte)
  await leader.page.getByRole('button', { name: 'Giv opgaven' }).click()
  await leader.page.getByText(title).waitFor()

  await using visitor = await visit('Lotte Kjær')
  await visitor.page.getByRole('link', { name: `Åbn: ${title}` }).click()
  await visitor.page.getByRole('button', { name: `Markér som gjort: ${title}` }).click()
  await visitor.page.getByRole('button', { name: `Ikke gjort alligevel: ${title}` }).waitFor()
  await menu(visitor, 'Hjem').click()
  await visitor.page.getByRole('heading', { level: 1 }).waitFor()
  await visitor.page.getByText(title).waitFor({ state: 'detached' })
  assertFaultless(leader, visitor)
})

test('the secretariat publishes news, and somebody who is not signed in reads it', async () => {
  const title = `Netværksmøde i marts ${Date.now()}`
  await using secretariat = await visit('Inger Villadsen')
  await menu(secretariat, 'Nyheder').click()
  await secretariat.page.getByRole('link', { name: 'Skriv en nyhed' }).click()
  await secretariat.page.getByLabel('Overskrift på dansk').fill(title)
  await secretariat.page.getByLabel('Tekst på dansk').fill('Alle referencepersoner er velkomne.')
  await secretariat.page.getByLabel('Vis nyheden for alle nu').check()
  await secretariat.page.getByRole('button', { name: 'Gem og udgiv' }).click()
  await secretariat.page.getByRole('link', { name: title }).waitFor()

  await using stranger = await openVisitor(browser, house)
  await stranger.page.goto(house.origin)
  await stranger.page.getByRole('link', { name: title }).click()
  await stranger.page.getByRole('heading', { level: 2, name: title }).waitFor()
  await stranger.page.goto(house.origin)
  await stranger.page.getByRole('link', { name: 'Småbørn', exact: true }).click()
  await stranger.page.getByRole('heading', { level: 1, name: 'Småbørn' }).waitFor()
  await stranger.page.getByRole('contentinfo').getByRole('link', { name: 'Kontakt sekretariatet' }).click()
  await stranger.page.getByRole('heading', { level: 1, name: 'Kontakt sekretariatet' }).waitFor()
  assertFaultless(secretariat, stranger)
})

test('the data protection officer goes from home to the log, and finds who gave the task', async () => {
  await using officer = await visit('Amir Husseini')
  await officer.page.getByRole('link', { name: /Søg i loggen/ }).click()
  await officer.page.getByLabel('Handling').first().selectOption({ label: 'Gav en kollega en opgave' })
  await officer.page
    .getByRole('cell', { name: /Gav en kollega en opgave/ })
    .first()
    .waitFor()
  await officer.page.getByRole('heading', { level: 2, name: 'Hvem må hvad' }).waitFor()
  assertFaultless(officer)
})

test('the administrator sees the year as a wheel and in words', async () => {
  await using admin = await visit('Susanne Bach')
  await menu(admin, 'Året').click()
  await admin.page.getByRole('img', { name: /Årshjul for skoleåret/ }).waitFor()
  await admin.page.getByRole('heading', { level: 3, name: /November/ }).waitFor()
  assertFaultless(admin)
})
