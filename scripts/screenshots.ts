/**
 * `node scripts/screenshots.ts`: pictures of what people meet, in `screenshots/` (not kept in git), to be
 * looked at. So far the gallery: every component, light beside dark, at 360 and 1440 pixels, both directions.
 */
import { mkdir } from 'node:fs/promises'
import { fileURLToPath } from 'node:url'
import { chromium } from 'playwright-core'
import { serveBuilt } from '../tests/browser/built-page.ts'
import { chromiumToRun } from '../tests/browser/chromium.ts'

const directory = fileURLToPath(new URL('../screenshots/', import.meta.url))
await mkdir(directory, { recursive: true })

const browser = await chromium.launch(await chromiumToRun())
try {
  await photographGallery()
} finally {
  await browser.close()
}

async function photographGallery(): Promise<void> {
  await using built = await serveBuilt('gallery')
  for (const width of [360, 1440]) {
    for (const direction of ['ltr', 'rtl']) {
      const page = await browser.newPage({ viewport: { width, height: 900 } })
      await page.goto(`${built.origin}/?dir=${direction}`)
      const components = page.locator('.gallery__component')
      await components.first().waitFor()
      for (const component of await components.all()) {
        await component.screenshot({ path: `${directory}gallery-${width}-${direction}-${await component.getAttribute('id')}.png` })
      }
      await page.close()
    }
  }
}
