/**
 * A question's way into the bank, by clicking and without touching a file: the secretariat writes it, translates it, looks at it as
 * somebody of seven in Arabic; an expert publishes it; a municipality finds it. A municipality writes one of its own.
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
const mark = Date.now() % 100_000
const danish = `Er det rart at lege på plads ${mark} i skolen?`
const english = `Is it nice to play in place ${mark} at school?`
const arabic = `هل من الجميل أن تلعب في المكان ${mark} في المدرسة؟`

async function arrive(name: string): Promise<Visitor> {
  const visitor = await openVisitor(browser, house)
  await signIn(visitor, house, name)
  return visitor
}

const toBank = (page: Page) => page.getByRole('navigation', { name: 'Hovedmenu' }).getByRole('link', { name: 'Spørgebank' }).click()
const heading = (page: Page, name: string | RegExp) => page.getByRole('heading', { level: 1, name }).waitFor()
const saved = (page: Page) => page.locator('[data-mark=saved]').waitFor()
const part = (page: Page, name: string) => page.getByRole('navigation', { name: 'Dele af spørgsmålet' }).getByRole('link', { name }).click()

async function begin(page: Page, question: string): Promise<void> {
  await page.getByRole('link', { name: 'Nyt spørgsmål' }).click()
  await heading(page, 'Hvad vil I spørge om?')
  await page.getByRole('button', { name: 'Skriv videre' }).click()
  await page.getByRole('link', { name: 'Skriv spørgsmålet.' }).waitFor()
  await page.getByLabel('Spørgsmålet').fill(question)
  await page.getByLabel('Indskoling, 0.-3. klasse').check()
  await page.getByLabel('Tema').selectOption({ label: 'Skole' })
  await page.getByLabel(/^Ansigter/).check()
  await page.getByRole('button', { name: 'Skriv videre' }).click()
  await heading(page, question)
}

/** A finding opens and says what to do. */
async function isTold(page: Page, finding: string): Promise<void> {
  const gate = page.getByRole('region', { name: 'Før det udgives' })
  await gate.getByText(finding, { exact: true }).first().waitFor()
}

test('the secretariat writes a question; the gate says what is missing; everything is saved as it is written', async () => {
  await using visitor = await arrive('Inger Villadsen')
  const { page } = visitor
  await toBank(page)
  await begin(page, danish)

  await isTold(page, 'Det står ikke, hvad svaret bruges til')
  await isTold(page, 'Oversættelsen mangler noget')
  await page.getByLabel('Hvorfor spørger vi?').fill('Vi vil vide, om det er et godt sted at lege.')
  await page.getByLabel('Hvad gør nogen med svaret?').fill('Skolen gør det.')
  await page.getByRole('textbox', { name: 'Spørgsmålet', exact: true }).fill('Hvem er sød ved dig i skolen?')
  await isTold(page, 'Spørger efter et navn')
  await page.getByRole('textbox', { name: 'Spørgsmålet', exact: true }).fill(danish)
  await page.getByLabel('Hvad gør nogen med svaret?').fill('Skolen gør stedet bedre.')

  // An answer more, moved, taken away, and back again.
  await page.getByRole('button', { name: 'Tilføj et svar' }).click()
  await page.keyboard.type('Ved ikke')
  await page.getByRole('button', { name: 'Flyt Ved ikke op' }).click()
  await page.getByRole('button', { name: 'Fjern Ved ikke' }).click()
  await page.getByText('»Ved ikke« er fjernet.').waitFor()
  await page.getByRole('button', { name: 'Fortryd', exact: true }).click()
  await page.getByRole('button', { name: 'Fjern Ved ikke' }).click()

  await page
    .getByRole('group', { name: /går godt/ })
    .getByLabel('Ja')
    .check()
  await page.getByLabel('Sætning i rapporten').fill('synes, at det er rart at lege der')
  await page.getByText('Cirka 17 af 21 synes, at det er rart at lege der.').waitFor()
  await saved(page)
  await page.reload()
  await heading(page, danish)
  assert.equal(await page.getByLabel('Sætning i rapporten').inputValue(), 'synes, at det er rart at lege der')
  assertFaultless(visitor)
})

test('two write the same question: the words of each are put together, and only the same field asks', async () => {
  await using her = await arrive('Inger Villadsen')
  await using his = await arrive('Inger Villadsen')
  for (const { page } of [her, his]) {
    await toBank(page)
    await page.getByRole('link', { name: danish }).click()
    await heading(page, danish)
  }
  for (const who of [her, his]) who.expect(/status of 409/)
  const [help, use] = [her.page.getByLabel('Hjælp under spørgsmålet'), his.page.getByLabel('Hvad gør nogen med svaret?')]
  const kept = 'Skolen gør stedet bedre sammen med eleverne.'
  await help.fill('Tænk på i dag.')
  await saved(her.page)
  await use.fill(kept)
  await saved(his.page)
  const hisHelp = his.page.getByLabel('Hjælp under spørgsmålet')
  assert.equal(await hisHelp.inputValue(), 'Tænk på i dag.', 'hers has come in')

  await help.fill('Tænk på i går.')
  await saved(her.page)
  await hisHelp.fill('Tænk på denne uge.')
  const clash = his.page.locator('[data-clash]')
  await clash.getByRole('row', { name: /Tænk på i går\..*Tænk på denne uge\./ }).waitFor()
  await clash.getByRole('button', { name: 'Behold mine' }).click()
  await clash.waitFor({ state: 'detached' })
  await saved(his.page)
  await her.page.reload()
  await heading(her.page, danish)
  assert.equal(await her.page.getByLabel('Hjælp under spørgsmålet').inputValue(), 'Tænk på denne uge.')
  assert.equal(await her.page.getByLabel('Hvad gør nogen med svaret?').inputValue(), kept)
  // As it was, for those who go on from here.
  for (const [field, words] of [
    ['Hjælp under spørgsmålet', ''],
    ['Hvad gør nogen med svaret?', 'Skolen gør stedet bedre.'],
  ] as const)
    await her.page.getByLabel(field).fill(words)
  await saved(her.page)
  assertFaultless(her)
  assertFaultless(his)
})

test('it is translated beside the Danish, and seen as somebody of seven sees it in Arabic', async () => {
  await using visitor = await arrive('Inger Villadsen')
  const { page } = visitor
  await toBank(page)
  await page.getByRole('link', { name: danish }).click()
  await heading(page, danish)
  await part(page, 'Oversættelse')
  const languages = {
    Engelsk: [english, 'We want to know.', 'The school makes it better.', 'find it nice to play there'],
    Arabisk: [arabic, 'نريد أن نعرف.', 'تحسّن المدرسة المكان.', 'يجدون اللعب هناك جميلًا'],
  }
  for (const [language, [question = '', why = '', use = '', finding = '']] of Object.entries(languages)) {
    await page.getByRole('radio', { name: new RegExp(`^${language}`) }).check()
    for (const [field, words] of [
      ['Spørgsmålet', question],
      ['Hvorfor spørger vi?', why],
      ['Hvad gør nogen med svaret?', use],
      ['Sætning i rapporten', finding],
    ] as const)
      await page.getByLabel(`${field} · ${language}`).fill(words)
  }
  const phone = page.getByRole('group', { name: 'Forhåndsvisning, 7 år, Arabisk' })
  await phone.getByRole('heading', { name: arabic }).waitFor()
  assert.equal(await phone.getAttribute('dir'), 'rtl')
  assert.equal(await phone.getAttribute('data-age'), 'indskoling')
  await phone.getByText('نعم').click()
  assert.equal(await phone.getByRole('radio', { name: 'نعم' }).isChecked(), true)
  await saved(page)

  await page.getByRole('radio', { name: /^Engelsk/ }).check()
  await page.getByRole('button', { name: 'Den holder' }).click()
  await page.getByText('Du har selv oversat.').waitFor()
  visitor.expect(/status of 422/)
  await page.getByLabel('Hvordan er den tjekket?').fill('Læst højt for en, der taler engelsk')
  await page.getByRole('button', { name: 'Den holder' }).click()
  await page.getByText('Oversættelsen er tjekket').waitFor()

  await part(page, 'Spørgsmål')
  await page.getByRole('button', { name: 'Send til gennemsyn' }).click()
  await page.getByText('Til gennemsyn').first().waitFor()
  await page.getByText('En anden end den, der har skrevet det, ser på det.').waitFor()
  assert.equal(await page.getByRole('button', { name: 'Godkend og udgiv' }).count(), 0)
})

test('an expert comments, reads it and publishes it, saying what they have to do with the subject', async () => {
  await using visitor = await arrive('Steen Abildgaard')
  const { page } = visitor
  await toBank(page)
  await page.getByRole('link', { name: danish }).click()
  await heading(page, `Gennemsyn: ${danish}`)
  await part(page, 'Kommentarer')
  await page.getByLabel('Skriv en kommentar').fill('Godt spørgsmål til de yngste.')
  await page.getByRole('button', { name: 'Skriv', exact: true }).click()
  await page.getByText('Godt spørgsmål til de yngste.').waitFor()
  await page.getByRole('button', { name: 'Det er gjort' }).click()
  await page.getByText('Gjort', { exact: true }).waitFor()
  await part(page, 'Spørgsmål')
  await page.getByRole('button', { name: 'Godkend og udgiv' }).click()
  const dialog = page.getByRole('dialog')
  await dialog.getByLabel('Hvad har du med emnet at gøre?').fill('Ingen')
  await dialog.getByRole('button', { name: 'Godkend og udgiv' }).click()
  await page.getByText('Udgivet og frosset.').waitFor()
  await part(page, 'Historik')
  await page.getByText('Har med emnet at gøre: Ingen').waitFor()
  assertFaultless(visitor)
})

test('a municipality finds it, and may not change it; its own question it publishes itself while it is alone', async () => {
  await using visitor = await arrive('Susanne Bach')
  const { page } = visitor
  await toBank(page)
  await page.getByLabel('Søg i spørgsmål').fill(`plads ${mark}`)
  await page.getByRole('button', { name: 'Søg' }).click()
  await heading(page, '1 spørgsmål fundet')
  await page.getByRole('link', { name: danish }).click()
  await heading(page, danish)
  assert.equal(await page.getByRole('button', { name: 'Lav en ændring' }).count(), 0)

  const own = `Er det rart at lege ved fjord ${mark}?`
  await toBank(page)
  await begin(page, own)
  await page.getByLabel('Hvorfor spørger vi?').fill('Vi vil vide, om fjorden bliver brugt.')
  await page.getByLabel('Hvad gør nogen med svaret?').fill('Kommunen bygger en bro.')
  await part(page, 'Oversættelse')
  for (const [field, words] of [
    ['Spørgsmålet', `Is it nice to play by fjord ${mark}?`],
    ['Hvorfor spørger vi?', 'We want to know whether the fjord is used.'],
    ['Hvad gør nogen med svaret?', 'The municipality builds a jetty.'],
  ] as const)
    await page.getByLabel(`${field} · Engelsk`).fill(words)
  await part(page, 'Spørgsmål')
  await page.getByRole('button', { name: 'Send til gennemsyn' }).click()
  await heading(page, `Gennemsyn: ${own}`)
  await page.getByText('I er alene om spørgebanken i kommunen').waitFor()
  await page.getByRole('button', { name: 'Godkend og udgiv' }).click()
  await page.getByRole('dialog').getByRole('button', { name: 'Godkend og udgiv' }).click()
  await page.getByText('Udgivet og frosset.').waitFor()

  // A spelling mistake: a next edition, whose answers stay.
  await page.getByRole('button', { name: 'Lav en ændring' }).click()
  await page.getByLabel(/Ja, meningen er den samme/).check()
  await page.getByLabel('Hvad ændrer du, og hvorfor?').fill('Hjælpeteksten manglede')
  await page.getByRole('button', { name: 'Begynd' }).click()
  await page.getByText('Udgave 2').waitFor()
  await page.getByLabel('Hjælp under spørgsmålet').fill('Fjorden er vandet ved havnen.')
  await saved(page)
  await part(page, 'Historik')
  await page.getByRole('heading', { name: 'Udgave 1 og 2' }).waitFor()
  await page.getByText('Fjorden er vandet ved havnen.').waitFor()
  assertFaultless(visitor)
})

test('two who write at once: nothing is written over, and both are shown', async () => {
  await using visitor = await arrive('Inger Villadsen')
  const { page } = visitor
  await toBank(page)
  await begin(page, `Er det rart at læse på plads ${mark}?`)
  const other = await visitor.context.newPage()
  await other.goto(page.url())
  await other.getByLabel('Hvorfor spørger vi?').fill('Den andens ord.')
  await saved(other)
  visitor.expect(/status of 409/)
  await page.getByLabel('Hvorfor spørger vi?').fill('Mine ord.')
  await page.getByRole('status').getByText('En anden har gemt, mens du skrev').waitFor()
  await page.getByRole('cell', { name: 'Den andens ord.' }).waitFor()
  await page.getByRole('button', { name: 'Behold mine' }).click()
  await saved(page)
  await other.reload()
  assert.equal(await other.getByLabel('Hvorfor spørger vi?').inputValue(), 'Mine ord.')
  await page.getByRole('button', { name: /Smid kladden ud/ }).click()
  await page.getByRole('dialog').getByRole('button', { name: 'Smid ud' }).click()
  await heading(page, /spørgsmål/)
})
