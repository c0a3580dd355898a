/** The charts of the gallery, each example in each look that is kept as a picture. */
import type { Browser, Page } from 'playwright-core'
import { type Picture, takePicture } from './picture.ts'

export const charts = ['bar-chart', 'histogram', 'interval-chart', 'line-chart', 'profile-chart', 'stacked-bar-chart'] as const
export type ChartName = (typeof charts)[number]

/** Two looks, as different as they can be, so that the pictures stay few. */
export const looks = {
  wide: { address: '?theme=light', width: 760 },
  'narrow, dark, from the right': { address: '?theme=dark&dir=rtl', width: 400 },
} as const
export type Look = keyof typeof looks

export async function openCharts(browser: Browser, origin: string, look: Look, forced = false): Promise<Page> {
  const { address, width } = looks[look]
  const context = await browser.newContext({
    viewport: { width, height: 900 },
    reducedMotion: 'reduce',
    forcedColors: forced ? 'active' : 'none',
  })
  const page = await context.newPage()
  await page.goto(`${origin}/${address}`)
  await page.locator('#stacked-bar-chart').waitFor()
  await page.evaluate(() => document.fonts.ready)
  // Charts are drawn once more when they have measured the room there is.
  await page.evaluate(() => new Promise((drawn) => requestAnimationFrame(() => requestAnimationFrame(drawn))))
  return page
}

/** Each example's drawing, by its name. */
export async function drawingsOf(page: Page, chart: ChartName) {
  const panes = await page.locator(`[data-example^="${chart} · "]`).all()
  return Promise.all(
    panes.map(async (pane) => ({
      name: ((await pane.getAttribute('data-example')) ?? '').split(' · ')[1] ?? '',
      drawing: pane.locator('.chart__picture svg, .profile-chart__rows').first(),
    })),
  )
}

/** All pictures of one chart: "compared, dark". */
export async function picturesOf(pages: ReadonlyMap<Look, Page>, chart: ChartName): Promise<Record<string, Picture>> {
  const pictures: Record<string, Picture> = {}
  for (const [look, page] of pages)
    for (const { name, drawing } of await drawingsOf(page, chart)) {
      const handle = await drawing.elementHandle()
      if (handle) pictures[`${name}, ${look}`] = await takePicture(page, handle)
    }
  return pictures
}
