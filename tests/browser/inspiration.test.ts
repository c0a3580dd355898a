/**
 * A fact sheet's way into the catalogue, by clicking: the provider writes and sends it, the expert signs it off,
 * the secretariat publishes it, and a school leader plans with it. Signed out one finds it too.
 */
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

/** Of this run alone, for another run may have left its own. */
const title = `Klapstolen ${Date.now() % 100_000}`

async function arrive(name: string): Promise<Visitor> {
  const visitor = await openVisitor(browser, house)
  await signIn(visitor, house, name)
  return visitor
}

const toRoom = (page: Page, room: string) => page.getByRole('navigation', { name: 'Hovedmenu' }).getByRole('link', { name: room }).click()
const heading = (page: Page, name: string | RegExp) => page.getByRole('heading', { level: 1, name }).waitFor()

test('the provider writes a fact sheet and sends it for review', async () => {
  await using visitor = await arrive('Nadia Bjerre')
  const { page } = visitor
  await toRoom(page, 'Inspiration')
  await page.getByRole('link', { name: 'Mine faktaark' }).click()
  await page.getByRole('link', { name: 'Skriv et faktaark' }).click()
  await heading(page, 'Skriv et faktaark')
  await page.getByLabel('Titel', { exact: true }).fill(title)
  await page.getByRole('button', { name: 'Gem kladde' }).click()
  await heading(page, title)

  await page.getByRole('button', { name: 'Send til gennemsyn' }).click()
  const faults = page.getByRole('region', { name: 'Der mangler noget, før arket kan sendes' })
  await faults.getByText('Formål: skal udfyldes').waitFor()
  await faults.getByRole('link', { name: /^Link/ }).click()
  await page.keyboard.type('https://example.org/klapstolen')

  for (const [label, words] of [
    ['Udbyder', 'Værkstedet Morgenstund (opfundet)'],
    ['Kort fortalt', 'En stol i skolegården, hvor man kan sætte sig, når man mangler nogen at være sammen med.'],
    ['Formål', 'At ingen er alene i frikvarteret.'],
    ['Hvad man gør', 'Klassen maler stolen og aftaler, hvad man gør, når nogen sidder på den.'],
    ['Varighed', 'To uger'],
    ['Personaletid', 'Fire timer'],
    ['Uddannelse', 'Ingen'],
    ['Pris', 'En stol'],
    ['Materialer', 'Stol og maling'],
    ['Hvad man ved', 'Ikke undersøgt.'],
    ['E-mail', 'kontakt@example.org'],
    ['Til familien', 'Sæt dig, hvis du mangler nogen. Så kommer der en.'],
  ] as const) {
    await page.getByRole('textbox', { name: label, exact: true }).fill(words)
  }
  for (const choice of ['Venner og ensomhed', 'Skole eller institution', 'Elever']) await page.getByLabel(choice, { exact: true }).check()
  await page.getByRole('group', { name: 'Sted' }).getByLabel('Skole', { exact: true }).check()
  await page.getByRole('button', { name: 'Send til gennemsyn' }).click()
  await page.getByText('Arket bliver læst.', { exact: false }).waitFor()
  await page.getByText('Sendt til gennemsyn').waitFor()
  assertFaultless(visitor)
})

test('an expert signs it off, with interests declared', async () => {
  await using visitor = await arrive('Steen Abildgaard')
  const { page } = visitor
  await toRoom(page, 'Inspiration')
  await page.getByRole('link', { name: 'Gennemsyn' }).click()
  await page.getByRole('link', { name: title }).click()
  await heading(page, title)
  assert.equal(await page.getByRole('button', { name: 'Udgiv' }).count(), 0)
  await page.getByRole('button', { name: 'Godkend fagligt' }).click()
  await page.getByRole('button', { name: 'Godkend', exact: true }).click()
  await page.getByText('Oplys dine interesser').waitFor()
  await page.getByLabel('Har du interesser i emnet eller udbyderen?').fill('Ingen')
  await page.getByRole('button', { name: 'Godkend', exact: true }).click()
  await page.getByText('Oplyste interesser: Ingen').waitFor()
  assertFaultless(visitor)
})

test('the secretariat publishes it, and it is in the catalogue for everybody', async () => {
  await using visitor = await arrive('Inger Villadsen')
  const { page } = visitor
  await toRoom(page, 'Inspiration')
  await page.getByRole('link', { name: 'Gennemsyn' }).click()
  await page.getByRole('link', { name: 'Cyklen frem' }).click()
  await page.getByText('Venter på, at en faglig bedømmer godkender').waitFor()
  assert.equal(await page.getByRole('button', { name: 'Udgiv' }).count(), 0)
  await page.getByRole('link', { name: 'Gennemsyn' }).click()
  await page.getByRole('link', { name: title }).click()
  await page.getByRole('button', { name: 'Udgiv' }).click()
  await page.getByText('Faktaarket er udgivet').waitFor()
  assertFaultless(visitor)

  await using stranger = await openVisitor(browser, house)
  await stranger.page.goto(`${house.origin}/inspiration`)
  await stranger.page.getByLabel('Søg').fill(title.replace('Klapstolen', 'klapstol'))
  await stranger.page.getByRole('button', { name: 'Søg' }).click()
  await heading(stranger.page, '1 indsats passer')
  await stranger.page.getByRole('link', { name: title }).click()
  await heading(stranger.page, title)
  await stranger.page.getByText('At ingen er alene i frikvarteret.').waitFor()
  assert.equal(await stranger.page.getByRole('link', { name: 'Brug i handleplan' }).count(), 0)
  assertFaultless(stranger)
})

test('on a phone a sheet is a line that says for whom and of what, and is found open on the way back from it', async () => {
  await using stranger = await openVisitor(browser, house)
  const { page } = stranger
  await page.setViewportSize({ width: 360, height: 780 })
  await page.goto(`${house.origin}/inspiration`)
  const line = page.locator('[data-fold]').filter({ has: page.getByRole('heading', { level: 2, name: 'Legepatruljen' }) })
  assert.match(await line.innerText(), /Legepatruljen\s+6-12 år · Venner og ensomhed/)
  const read = page.getByRole('link', { name: 'Læs faktaarket: Legepatruljen' })
  assert.equal(await read.count(), 0)
  await line.getByRole('button', { name: 'Legepatruljen' }).click()
  await read.click()
  await heading(page, 'Legepatruljen')
  await page.goBack()
  await read.waitFor()
  assertFaultless(stranger)
})

test('a leader finds it by a slip of the finger, plans with it, and sees the plan in the list', async () => {
  await using visitor = await arrive('Henrik Dahl')
  const { page } = visitor
  await toRoom(page, 'Inspiration')
  await page.getByLabel('Søg').fill('mobing')
  await page.getByRole('button', { name: 'Søg' }).click()
  await page.getByRole('link', { name: 'Alle i kredsen' }).waitFor()
  await page.getByLabel('Søg').fill('søvnproblemer')
  await page.getByRole('button', { name: 'Søg' }).click()
  await page.getByLabel('Alder').selectOption('upperPrimary')
  await page.getByRole('link', { name: 'Søvn i øjenhøjde' }).click()
  await page.getByRole('link', { name: 'Brug i handleplan' }).click()
  await heading(page, 'Lav en handleplan')
  const plan = `Mere søvn ${Date.now() % 100_000}`
  await page.getByRole('button', { name: 'Lav handleplanen' }).click()
  await page.getByRole('region', { name: 'Noget skal rettes' }).getByText('Skriv, hvem der står for det.').waitFor()
  await page.getByLabel('Hvad vil I gøre?').fill(plan)
  await page.getByLabel('Hvem står for det?').fill('Trivselsteamet')
  await page.getByLabel('Hvilket tal skal fortælle, om det hjalp?').selectOption('sleep-tired')
  await page.getByRole('button', { name: 'Lav handleplanen' }).click()
  await heading(page, plan)
  await page.getByRole('link', { name: 'Søvn i øjenhøjde' }).waitFor()
  await page.getByRole('heading', { name: 'Tallet, der fortæller' }).waitFor()
  await toRoom(page, 'Handleplaner')
  await page
    .getByRole('row', { name: new RegExp(plan) })
    .getByText('I gang')
    .waitFor()
  assertFaultless(visitor)
})
