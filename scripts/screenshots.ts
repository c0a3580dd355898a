/**
 * `npm run screenshots`: every page at three widths into `screenshots/`, for somebody to look at, and the
 * pictures of the README (`readme`) and of how a leader reads a report (`guide`). Starts a demonstration of its own, so that the pictures are the same every time.
 * `npm run screenshots -- report` takes only the scenes whose name begins so.
 */
import { mkdirSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import { chromium, type Page } from 'playwright-core'
import { chromiumToRun } from '../tests/browser/chromium.ts'
import { openDemonstration } from '../tests/browser/demonstration.ts'
import { setStage } from '../tests/browser/scenes.ts'

const pictures = fileURLToPath(new URL('../screenshots', import.meta.url))
const inDocs = (name: string) => fileURLToPath(new URL(`../docs/pictures/${name}.png`, import.meta.url))
const readmePicture = inDocs('report')

/** What docs/how-to/read-a-report.md shows, by the scene it is taken in. */
const guide: Readonly<Record<string, (page: Page) => Promise<void>>> = {
  'rapport-kort-sagt': async (page) => {
    await takeTop(page, 'report-in-short', 1440, 1120)
    await takeTop(page, 'report-on-a-phone', 360, 900)
    await page.setViewportSize({ width: 1280, height: 900 })
    const finding = page.locator('article', { hasText: 'Hvor tit var du tryg i frikvartererne' }).first()
    await finding.screenshot({ path: inDocs('report-finding'), animations: 'disabled' })
    const hidden = page.locator('article.card--hidden').first()
    await hidden.screenshot({ path: inDocs('report-hidden'), animations: 'disabled' })
  },
  'rapport-skole-telefon': async (page) => {
    await page.evaluate(() => document.querySelector('[data-fold]')?.scrollIntoView())
    await page.evaluate(() => window.scrollBy(0, -80))
    await page.setViewportSize({ width: 360, height: 900 })
    await page.waitForTimeout(300)
    await page.screenshot({ path: inDocs('report-themes-on-a-phone'), animations: 'disabled' })
  },
  'svar-skole': (page) => takeTop(page, 'report-responses', 1440, 1120),
  'umv-skole': async (page) => {
    await page.getByLabel('Skoleglæde og tryghed: hvad går godt?').fill('De fleste er trygge i klassen.')
    await page.getByLabel('Skoleglæde og tryghed: hvad skal ændres?').fill('Flere skal være trygge i frikvartererne.')
    await page.locator('[data-mark=saved]').waitFor()
    await takeTop(page, 'environment', 1440, 1860)
  },
  'behov-spoergsmaal': (page) => takeTop(page, 'report-needs', 1440, 1120),
}
const widths = [1440, 768, 360] as const

const wanted = process.argv.slice(2)
const isWanted = (name: string) => wanted.length === 0 || wanted.includes(name)
mkdirSync(pictures, { recursive: true })

await using house = await openDemonstration()
const browser = await chromium.launch(await chromiumToRun())
try {
  await using stage = setStage(browser, house)
  for (const room of stage.rooms) {
    for (const { name, play, looks } of room.scenes) {
      if (looks === 'same') continue
      const isInGuide = name in guide && isWanted('guide')
      if (!isInGuide && wanted.length > 0 && !wanted.some((beginning) => name.startsWith(beginning))) continue
      const page = await play()
      if (isInGuide) await guide[name]?.(page)
      for (const width of widths) await takePicture(page, `${pictures}/${name}-${width}.png`, width)
      process.stdout.write(`${name}\n`)
    }
    await room[Symbol.asyncDispose]()
  }
  if (isWanted('readme')) await takeReadmePicture(await stage.report())
} finally {
  await browser.close()
}

async function takePicture(page: Page, path: string, width: number): Promise<void> {
  await page.setViewportSize({ width, height: width < 600 ? 780 : 900 })
  await page.evaluate(() => window.scrollTo(0, 0))
  await page.waitForTimeout(150)
  // What lies over the page, or stays at the foot of the window, is only itself in a window's height.
  const isWindow = await page.evaluate(() => document.querySelector('dialog[open], .way') !== null)
  await page.screenshot({ path, fullPage: !isWindow, animations: 'disabled' })
}

async function takeTop(page: Page, name: string, width: number, height: number): Promise<void> {
  await page.setViewportSize({ width, height })
  await page.evaluate(() => window.scrollTo(0, 0))
  await page.waitForTimeout(300)
  await page.screenshot({ path: inDocs(name), animations: 'disabled' })
}

/** The top of a class's report, as the README shows it. */
async function takeReadmePicture(page: Page): Promise<void> {
  await page.setViewportSize({ width: 1280, height: 1040 })
  await page.waitForTimeout(300)
  await page.screenshot({ path: readmePicture, animations: 'disabled' })
}
