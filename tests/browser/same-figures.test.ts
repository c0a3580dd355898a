/** One choice, taken in every form: each number of the page stands in the PDF, the workbook, both tables, the data and on the slides. */
import assert from 'node:assert/strict'
import { readFile } from 'node:fs/promises'
import { after, before, test } from 'node:test'
import { parse } from 'csv-parse/sync'
import { type Browser, chromium, type Page } from 'playwright-core'
import { figureColumns } from '#domain/report/figure-rows.ts'
import { pdfStructure, pdfText, withoutPoppler } from '../read-pdf.ts'
import { readWorkbook } from '../read-workbook.ts'
import { bareChromiumToRun } from './chromium.ts'
import { type Demonstration, openDemonstration } from './demonstration.ts'
import { assertFaultless, openVisitor, signIn, type Visitor } from './visitor.ts'

let house: Demonstration
let browser: Browser
let visitor: Visitor
let onScreen: readonly Line[]

/** One row of a question's table: its option, and every number after it, left to right. */
type Line = { readonly option: string; readonly numbers: readonly number[] }

before(async () => {
  house = await openDemonstration()
  browser = await chromium.launch(await bareChromiumToRun())
  visitor = await openVisitor(browser, house)
  await signIn(visitor, house, 'Jonas Winther')
  const { page } = visitor
  await page
    .getByRole('link', { name: /^Læs rapporten: Trivsel på mellemtrinnet 2/ })
    .first()
    .click()
  await page.getByRole('navigation', { name: 'Enhed' }).waitFor()
  await page.goto(`${page.url().split('?')[0]}?unit=municipality&split=sex&compare=region`)
  await page.locator('article').first().waitFor()
  onScreen = (await tablesOf(page)).flat()
  assert.ok(onScreen.length > 100, String(onScreen.length))
})

after(async () => {
  await browser?.close()
  await house?.[Symbol.asyncDispose]()
})

async function tablesOf(page: Page, caption = 'Tallene bag'): Promise<readonly (readonly Line[])[]> {
  const tables = await page
    .locator('article table')
    // Where the release stands has a table too, of how many answered.
    .filter({ hasText: caption })
    .evaluateAll((all) =>
      all.map((table) =>
        [...table.querySelectorAll('tbody tr')].map((row) => [...row.querySelectorAll('th, td')].map((cell) => cell.textContent ?? '')),
      ),
    )
  return tables.map((rows) => rows.map(lineOf))
}

function lineOf([option = '', ...cells]: readonly string[]): Line {
  return { option: option.replaceAll(/\s+/g, ' ').trim(), numbers: cells.flatMap(numbersIn) }
}

/** As Danes write them: "1.185", "64,4 %", "60,4–68,4 %", "44,4 % (400 af 900)". */
function numbersIn(words: string): readonly number[] {
  return [...words.matchAll(/\d[\d.]*(?:,\d+)?/g)].map(([written]) => Number(written.replaceAll('.', '').replace(',', '.')))
}

async function take(button: string): Promise<Buffer> {
  await visitor.page.locator('details:has-text("Flere måder at tage")').evaluate((more) => more.setAttribute('open', ''))
  const [download] = await Promise.all([
    visitor.page.waitForEvent('download', { timeout: 120_000 }),
    visitor.page.getByRole('button', { name: button, exact: true }).click(),
  ])
  return readFile(await download.path())
}

/** A row of the long table, under the names of `figureColumns`. */
type Row = Readonly<Record<string, string | number | null>>

/** The lines of the page out of a long table, in the questionnaire's order. */
function linesOf(rows: readonly Row[]): readonly Line[] {
  const own = rows.filter(
    (row) =>
      row['group'] === 'own' &&
      row['split'] === 'all' &&
      !['favourable', 'mean'].includes(String(row['option'])) &&
      row['state'] === 'shown',
  )
  return own.map((row) => {
    const beside = (group: string, split: string) =>
      rows.find((one) => one['item'] === row['item'] && one['option'] === row['option'] && one['group'] === group && one['split'] === split)
    const [female, male, other] = [beside('own', 'female'), beside('own', 'male'), beside('other', 'all')]
    const part = (one: Row | undefined) => (one ? [one['percent'], one['count'], one['n']] : [])
    const numbers = [
      row['count'],
      row['percent'],
      row['low'],
      row['high'],
      ...part(female),
      ...part(male),
      ...(other ? [other['percent']] : []),
    ]
    return { option: String(row['optionText']).replaceAll(/\s+/g, ' ').trim(), numbers: numbers.map(Number) }
  })
}

/** The page's order is strengths first, and a table's the questionnaire's: as sets of lines they are the same. */
function assertSame(found: readonly Line[], form: string, page = onScreen): void {
  const sorted = (lines: readonly Line[]) => lines.map(({ option, numbers }) => `${option}: ${numbers.join(' ')}`).toSorted()
  assert.deepEqual(sorted(found), sorted(page), form)
}

test('the data carry every number of the page', async () => {
  assertSame(linesOf(JSON.parse((await take('Data (JSON)')).toString('utf8')).rows), 'JSON')
})

test('the table for programs carries every number of the page', async () => {
  assertSame(linesOf(parse((await take('CSV til programmer')).toString('utf8'), { columns: true })), 'plain CSV')
})

test('the table for a Danish spreadsheet carries every number of the page', async () => {
  const rows: string[][] = parse((await take('CSV til regneark')).toString('utf8'), { bom: true, delimiter: ';' })
  const numeric = new Set(['n', 'count', 'percent', 'low', 'high'])
  const read = rows
    .slice(1)
    .map((row) =>
      Object.fromEntries(figureColumns.map((column, place) => [column, numeric.has(column) ? row[place]?.replace(',', '.') : row[place]])),
    )
  assertSame(linesOf(read as Row[]), 'Danish CSV')
})

test('the workbook carries every number of the page, as numbers', async () => {
  const sheet = (await readWorkbook(await take('Excel'))).Tal ?? assert.fail('no sheet of figures')
  const names: Readonly<Record<string, string>> = {
    'Spørgsmål (kode)': 'item',
    'Gruppe (kode)': 'group',
    'Svar (kode)': 'option',
    'Vist som': 'state',
    Opdeling: 'split',
    Svar: 'optionText',
    'Svar i alt': 'n',
    Antal: 'count',
    'Andel i %': 'percent',
    '95 % fra': 'low',
    '95 % til': 'high',
  }
  const splits: Readonly<Record<string, string>> = { Alle: 'all', Piger: 'female', Drenge: 'male' }
  const [heads = [], ...body] = sheet.rows
  const rows = body.map((cells) => {
    const row = Object.fromEntries(
      heads.flatMap((head, place) => (names[String(head)] ? [[names[String(head)], cells[place] ?? null]] : [])),
    )
    return { ...row, split: splits[String(row['split'])] ?? '' } as Row
  })
  assert.ok(
    rows
      .filter(({ state, option }) => state === 'shown' && option !== 'mean')
      .every(({ count, percent }) => typeof count === 'number' && typeof percent === 'number'),
  )
  assertSame(linesOf(rows), 'XLSX')
})

test('the PDF carries every number of the page, in tables that are tagged', { skip: withoutPoppler }, async () => {
  const tables = tablesIn(pdfStructure(await take('Hent som PDF'))).filter(([head]) => head?.[0] === 'Svar' && head[1] === 'Antal')
  assertSame(
    tables.flatMap(([, ...rows]) => rows.map(lineOf)),
    'PDF',
  )
})

test('the slides draw what the page draws, number for number', async () => {
  const { page } = visitor
  const drawn = () =>
    page
      .locator('main svg:has(> desc)')
      .evaluateAll((all) => all.map((svg) => `${svg.querySelector('title')?.textContent}: ${svg.querySelector('desc')?.textContent}`))
  const report = page.url()
  const charts = await drawn()
  await page.goto(report.replace('?', '/vis?') + '&til=kolleger&antal=alle')
  await page.locator('main section').nth(2).waitFor({ state: 'attached' })
  const slides = await drawn()
  assert.ok(slides.length > 3, String(slides.length))
  for (const slide of slides) assert.ok(charts.includes(slide), slide)
  await page.goto(report)
  assertFaultless(visitor)
})

test('a share that is weighted too stands with both its values and its interval in every form', async () => {
  const { page } = visitor
  const report = page.url()
  const last: string = await page.evaluate(async () => {
    const all: { surveyId: string; title: string; state: string }[] = await (await fetch('/api/v1/reports')).json()
    return all.find(({ title, state }) => state === 'sealed' && title.startsWith('Trivsel på mellemtrinnet'))?.surveyId ?? ''
  })
  const address = `${report.split('?')[0]?.replace(/rapporter\/.*/, `rapporter/${last}`)}?unit=municipality`
  await page.goto(address)
  await page.locator('article').first().waitFor()
  const onPage = toldWeighted((await page.locator('article').allTextContents()).join(' '))
  assert.ok(onPage.length > 0, 'nothing is weighted')
  const rowsOf = (rows: readonly Row[]) =>
    rows
      .filter(({ weighted }) => weighted !== null && weighted !== undefined && weighted !== '')
      .map(({ weighted, weightedLow, weightedHigh, percent }) =>
        [weighted, weightedLow, weightedHigh, percent].map((one) => Number(String(one).replace(',', '.'))),
      )
  const same = (found: readonly (readonly number[])[], form: string) =>
    assert.deepEqual(found.map(String).toSorted(), onPage.map(String).toSorted(), form)
  same(rowsOf(JSON.parse((await take('Data (JSON)')).toString('utf8')).rows), 'JSON')
  same(rowsOf(parse((await take('CSV til programmer')).toString('utf8'), { columns: true })), 'plain CSV')
  const danish: string[][] = parse((await take('CSV til regneark')).toString('utf8'), { bom: true, delimiter: ';' })
  same(
    rowsOf(danish.slice(1).map((row) => Object.fromEntries(figureColumns.map((column, place) => [column, row[place] ?? null])))),
    'Danish CSV',
  )
  const [heads = [], ...body] = (await readWorkbook(await take('Excel'))).Tal?.rows ?? []
  const names = {
    'Vejet andel i %': 'weighted',
    'Vejet, 95 % fra': 'weightedLow',
    'Vejet, 95 % til': 'weightedHigh',
    'Andel i %': 'percent',
  }
  const inSheet = body.map((cells) =>
    Object.fromEntries(Object.entries(names).map(([head, name]) => [name, cells[heads.indexOf(head)] ?? null])),
  )
  same(rowsOf(inSheet as Row[]), 'XLSX')
  if (!withoutPoppler) same(toldWeighted(pdfText(await take('Hent som PDF'))), 'PDF')
  await page.goto(`${address.replace('?', '/vis?')}&til=kolleger&antal=alle`)
  await page.locator('main section').nth(2).waitFor({ state: 'attached' })
  same(toldWeighted((await page.locator('main section').allTextContents()).join(' ')), 'slides')
  await page.goto(report)
  assertFaultless(visitor)
})

/** Weighted, from, to, and as it was answered, wherever that is said. */
function toldWeighted(text: string): readonly (readonly number[])[] {
  const said = /Vejet efter klassetrin og køn er det ([\d,]+) % \(mellem ([\d,]+) og ([\d,]+) %\), der [^.]+?, mod ([\d,]+) % uden vægte/g
  return [...text.replaceAll(/\s+/g, ' ').matchAll(said)].map(([, ...numbers]) => numbers.map((one) => Number(one.replace(',', '.'))))
}

for (const [what, address] of [
  ['a trend', '/udvikling?unit=municipality&themes=school,bullying'],
  ['a board', '/tavle?units=municipality&indicators=school-glad,bullied'],
] as const)
  test(`${what} carries every number of its page in its PDF, its workbook and its table`, async () => {
    const { page } = visitor
    const report = page.url()
    await page.goto(`${report.split('?')[0]}${address}`)
    await page.locator('article').first().waitFor()
    const told = (await tablesOf(page, 'Gennem årene')).flat()
    assert.ok(told.length > 3, String(told.length))
    const lines = (rows: readonly (readonly (string | number | null)[])[]) =>
      rows.slice(1).map((row) => {
        const numbers = row.slice(5, 9).filter((cell) => cell !== null && cell !== undefined && cell !== '')
        return { option: String(row[4]), numbers: numbers.map((cell) => Number(String(cell).replace(',', '.'))) }
      })
    assertSame(lines((await readWorkbook(await take('Excel'))).Tal?.rows ?? []), 'XLSX', told)
    assertSame(lines(parse((await take('CSV til regneark')).toString('utf8'), { bom: true, delimiter: ';' })), 'CSV', told)
    if (!withoutPoppler) {
      const tables = tablesIn(pdfStructure(await take('Hent som PDF'))).filter(([head]) => head?.[0] === 'Skoleår')
      assertSame(
        tables.flatMap(([, ...rows]) => rows.map(lineOf)),
        'PDF',
        told,
      )
    }
    await page.goto(report)
    assertFaultless(visitor)
  })

/** Tables as rows of cells, out of what `pdfinfo -struct-text` prints. */
function tablesIn(structure: string): readonly (readonly (readonly string[])[])[] {
  const tables: string[][][] = []
  let isInTable = false
  for (const line of structure.split('\n')) {
    const [, tag = ''] = /^\s*([A-Z][A-Za-z0-9]*)\b/.exec(line) ?? []
    if (tag === 'Table') tables.push([])
    if (tag === 'TR') tables.at(-1)?.push([])
    if (tag === 'TH' || tag === 'TD') tables.at(-1)?.at(-1)?.push('')
    if (/^(Table|TR|TH|TD|THead|TBody)$/.test(tag)) isInTable = true
    else if (/^(H\d|P|L|Figure|Document)$/.test(tag)) isInTable = false
    const [, said] = /^\s*"(.*)"$/.exec(line) ?? []
    const row = tables.at(-1)?.at(-1)
    if (isInTable && said !== undefined && row && row.length > 0) row[row.length - 1] += said
  }
  return tables
}
