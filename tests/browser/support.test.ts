/** A municipality lets somebody of the association in to help, and lets them out again, by clicking from the home page. */
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
  await browser?.close()
  await house?.[Symbol.asyncDispose]()
})

async function visit(name: string): Promise<Visitor> {
  const visitor = await openVisitor(browser, house)
  await signInUnseen(visitor, house, name)
  await visitor.page.goto(`${house.origin}/hjem`)
  return visitor
}

const menu = (visitor: Visitor, room: string) =>
  visitor.page.getByRole('navigation', { name: 'Hovedmenu' }).getByRole('link', { name: room })

test('a code told over the telephone lets a helper in, who sees nobody, and is out when the municipality says so', async () => {
  const reason = `Listen fra skolen bliver afvist ${Date.now()}`
  await using admin = await visit('Susanne Bach')
  await menu(admin, 'Hjælp udefra').click()
  await admin.page.getByRole('button', { name: 'Lav en kode' }).click()
  await admin.page.getByText('Skriv, hvad I skal have hjælp til.').waitFor()
  await admin.page.getByLabel('Hvad skal I have hjælp til?').fill(reason)
  await admin.page.getByRole('button', { name: 'Lav en kode' }).click()
  await admin.page.getByText('Sig koden til den, der hjælper').waitFor()
  const code = await admin.page.getByText(/^([2-9A-HJ-NP-TV-Z]{3} ){4}[2-9A-HJ-NP-TV-Z]{2}$/).innerText()

  await using helper = await visit('Inger Villadsen')
  helper.expect(/status of 40[14]/)
  await menu(helper, 'Hjælp en kommune').click()
  await helper.page.getByLabel('Kode').fill('222 222 222 222 22')
  await helper.page.getByRole('button', { name: 'Kom ind' }).click()
  await helper.page.getByText('Koden eller linket kan ikke bruges.').waitFor()
  await helper.page.getByLabel('Kode').fill(code.toLowerCase())
  await helper.page.getByRole('button', { name: 'Kom ind' }).click()
  await helper.page.getByRole('heading', { level: 1, name: 'Du hjælper Lillekøbing' }).waitFor()
  await menu(helper, 'Organisation').click()
  await helper.page.getByText('Møllebakkens Skole', { exact: true }).waitFor()
  const told = (await helper.answered()).map(({ text }) => text).join('\n')
  for (const name of ['Lotte Kjær', 'Anne Lund', 'Mette Thomsen']) assert.ok(!told.includes(name), name)

  await admin.page.reload()
  const row = admin.page.getByRole('row', { name: new RegExp(reason) })
  await row.getByText('Inger Villadsen').waitFor()
  await row.getByRole('button', { name: 'Slut nu' }).click()
  await row.getByText(/^Slut /).waitFor()
  await helper.page.reload()
  await helper.page.getByRole('link', { name: 'Log ind' }).first().waitFor()
  assertFaultless(admin, helper)
})
