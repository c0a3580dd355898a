/** The charts as they look: like their kept pictures, told apart in grey, there in forced colours, with words and figures beside. */
import assert from 'node:assert/strict'
import { readFile } from 'node:fs/promises'
import { after, before, test } from 'node:test'
import { type Browser, chromium, type Locator, type Page } from 'playwright-core'
import { type BuiltPage, serveBuilt } from './built-page.ts'
import { charts, drawingsOf, type Look, looks, openCharts, picturesOf } from './charts.ts'
import { chromiumForPictures } from './chromium.ts'
import { type Picture, squaresApart, squaresForgiven, takePicture } from './picture.ts'

let browser: Browser
let built: BuiltPage
const pages = new Map<Look, Page>()
const wide = () => pages.get('wide') ?? assert.fail('not opened')

before(async () => {
  built = await serveBuilt('gallery')
  browser = await chromium.launch(await chromiumForPictures())
  for (const look of Object.keys(looks) as Look[]) pages.set(look, await openCharts(browser, built.origin, look))
})
after(async () => {
  await browser?.close()
  await built?.[Symbol.asyncDispose]()
})

const keptOf = async (chart: string): Promise<Record<string, Picture>> =>
  JSON.parse(await readFile(new URL(`pictures/${chart}.json`, import.meta.url), 'utf8'))

for (const chart of charts) {
  test(`every ${chart} looks like its kept picture, wide and light as well as narrow, dark and from the right`, async () => {
    const [kept, seen] = [await keptOf(chart), await picturesOf(pages, chart)]
    assert.deepEqual(Object.keys(seen), Object.keys(kept), 'npm run pictures takes the pictures of new examples')
    const changed = Object.keys(kept).flatMap((name) => {
      const apart = squaresApart(kept[name] ?? [], seen[name] ?? [])
      return apart > squaresForgiven ? [`${name}: ${apart} squares`] : []
    })
    assert.deepEqual(changed, [], 'look at the gallery; if it is meant to look so, keep new pictures by npm run pictures')
  })
}

/** One thing done to one drawing, which is put back afterwards. */
const plants = [
  [
    'bar-chart',
    'compared',
    'a bar ten points longer',
    '.bar',
    (shape: Element) => shape.setAttribute('width', String(Number(shape.getAttribute('width')) + 45)),
  ],
  [
    'bar-chart',
    'two series',
    'a second series that is not hatched',
    '.bar.second',
    (shape: Element) => shape.setAttribute('fill', 'black'),
  ],
  [
    'stacked-bar-chart',
    'three groups',
    'two parts woven alike',
    '.bar.woven.dots',
    (shape: Element) => shape.setAttribute('fill', 'black'),
  ],
  ['line-chart', 'break, imported and hidden', 'a break that is not marked', '.break', (shape: Element) => shape.remove()],
  ['interval-chart', 'schools against the municipality', 'an interval left out', '.whisker', (shape: Element) => shape.remove()],
  [
    'histogram',
    'a ladder in three groups',
    'a column half as high',
    '.column:nth-of-type(9) rect',
    (shape: Element) => shape.setAttribute('height', '60'),
  ],
  ['profile-chart', 'three views', 'a mark that is missing', '.profile-chart__track .mark', (shape: Element) => shape.remove()],
] as const

for (const [chart, example, what, selector, plant] of plants) {
  test(`its picture finds ${what} in a ${chart}`, async () => {
    const page = await openCharts(browser, built.origin, 'wide')
    const { drawing } = (await drawingsOf(page, chart)).find(({ name }) => name === example) ?? assert.fail(example)
    await drawing.locator(selector).first().evaluate(plant)
    const handle = (await drawing.elementHandle()) ?? assert.fail()
    const kept = (await keptOf(chart))[`${example}, wide`] ?? []
    const apart = squaresApart(kept, await takePicture(page, handle))
    assert.ok(apart > squaresForgiven, `${apart} squares`)
    await page.context().close()
  })
}

/** The marks of a key as rows of greys, so large that their weave is seen. */
async function marksOf(drawing: Locator): Promise<readonly (readonly number[])[]> {
  const marks: number[][] = []
  for (const key of await drawing.locator('.key').all()) {
    await key.scrollIntoViewIfNeeded()
    const box = (await key.locator('> :not(text)').first().boundingBox()) ?? assert.fail('a key without a mark')
    const middle = { x: box.x + box.width / 2, y: box.y + box.height / 2 }
    const png = await drawing.page().screenshot({ clip: { x: middle.x - 9, y: middle.y - 9, width: 18, height: 18 } })
    marks.push(
      await drawing.evaluate(async (_, source) => {
        const image = new Image()
        image.src = `data:image/png;base64,${source}`
        await image.decode()
        const context = new OffscreenCanvas(18, 18).getContext('2d')
        context?.drawImage(image, 0, 0)
        const { data } = context?.getImageData(0, 0, 18, 18) ?? { data: new Uint8ClampedArray() }
        return Array.from({ length: 18 * 18 }, (__, at) => (data[at * 4] ?? 0) / 255)
      }, png.toString('base64')),
    )
  }
  return marks
}

/** The two of a key that are most alike: how far apart they are on the whole, 0 to 1. */
function leastApart(marks: readonly (readonly number[])[]): number {
  const apart = marks.flatMap((one, place) =>
    marks.slice(place + 1).map((other) => one.reduce((sum, value, at) => sum + Math.abs(value - (other[at] ?? 0)), 0) / one.length),
  )
  return Math.min(1, ...apart)
}

const tellable = 0.05

test('in black and white every mark of a key is still another than the rest', async () => {
  const page = await openCharts(browser, built.origin, 'wide')
  const devtools = await page.context().newCDPSession(page)
  await devtools.send('Emulation.setEmulatedVisionDeficiency', { type: 'achromatopsia' })
  for (const chart of charts.filter((name) => name !== 'profile-chart'))
    for (const { name, drawing } of await drawingsOf(page, chart)) {
      const apart = leastApart(await marksOf(drawing))
      assert.ok(apart > tellable, `${chart}, ${name}: ${apart.toFixed(3)}`)
    }
  const { drawing } = (await drawingsOf(page, 'stacked-bar-chart'))[0] ?? assert.fail()
  await drawing
    .locator('.key .bar')
    .evaluateAll((bars) => bars.forEach((bar, place) => bar.setAttribute('class', ['solid', 'hatched'][place] ?? '')))
  await drawing
    .locator('.key rect')
    .evaluateAll((bars) => bars.forEach((bar, place) => bar.setAttribute('fill', ['#b35900', '#008060'][place % 2] ?? '')))
  assert.ok(leastApart(await marksOf(drawing)) < tellable, 'two colours alone are not enough')
  await page.context().close()
})

test('in forced colours no drawing goes away', async () => {
  const page = await openCharts(browser, built.origin, 'wide', true)
  for (const chart of charts)
    for (const { name, drawing } of await drawingsOf(page, chart)) {
      const handle = (await drawing.elementHandle()) ?? assert.fail(name)
      const levels = (await takePicture(page, handle)).flatMap((row) => [...row].map((level) => Number.parseInt(level, 32)))
      assert.ok(Math.max(...levels) - Math.min(...levels) > 10, `${chart}, ${name}`)
    }
  await page.context().close()
})

test('a chart is one picture with a name and a description, and its figures are a table behind a switch', async () => {
  for (const chart of charts.filter((name) => name !== 'profile-chart')) {
    const pane = wide().locator(`[data-example^="${chart} · "]`).first()
    const picture = pane.getByRole('img')
    assert.equal(await picture.count(), 1, chart)
    const described = await picture.evaluate((svg) => {
      const said = (svg.getAttribute('aria-labelledby') ?? '').split(' ').map((id) => document.getElementById(id)?.textContent ?? '')
      return said.every((words) => words.length > 10)
    })
    assert.ok(described, chart)
    await pane.getByRole('button', { name: 'Vis tabel' }).click()
    await pane.getByRole('table').waitFor()
    assert.equal(await picture.isVisible(), false)
    await pane.getByRole('button', { name: 'Vis diagram' }).click()
    assert.equal(await picture.isVisible(), true)
  }
})

test('on paper both the drawing and its table stand, without the switch being needed', async () => {
  const page = await openCharts(browser, built.origin, 'wide')
  await page.emulateMedia({ media: 'print' })
  for (const chart of charts) {
    const pane = page.locator(`[data-example^="${chart} · "]`).first()
    assert.ok(await pane.locator('.chart__picture, .profile-chart__rows').first().isVisible(), chart)
    assert.ok(await pane.locator('table').isVisible(), chart)
  }
  await page.context().close()
})

test('from the right, a drawing is turned round and its words are not', async () => {
  const rtl = pages.get('narrow, dark, from the right') ?? assert.fail()
  const sides = async (page: Page) => {
    const drawing = (await drawingsOf(page, 'bar-chart'))[0]?.drawing ?? assert.fail()
    const whole = (await drawing.boundingBox()) ?? assert.fail()
    const label = (await drawing.locator('.label').first().boundingBox()) ?? assert.fail()
    return { fromLeft: label.x - whole.x, fromRight: whole.x + whole.width - label.x - label.width }
  }
  const [left, right] = [await sides(wide()), await sides(rtl)]
  assert.ok(Math.abs(left.fromLeft - right.fromRight) < 4, JSON.stringify({ left, right }))
  const scale = await rtl
    .locator('#bar-chart .chart__picture text')
    .first()
    .evaluate((words) => (words as unknown as SVGTextElement).getScreenCTM()?.a)
  assert.ok((scale ?? 0) > 0, 'words are not mirrored')
})
