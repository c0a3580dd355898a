/** Takes the charts' pictures anew, for `charts.test.ts` to hold them to. Look at the gallery before you keep them. */
import { writeFile } from 'node:fs/promises'
import { chromium, type Page } from 'playwright-core'
import { serveBuilt } from './built-page.ts'
import { charts, type Look, looks, openCharts, picturesOf } from './charts.ts'
import { chromiumForPictures } from './chromium.ts'

await using built = await serveBuilt('gallery')
const browser = await chromium.launch(await chromiumForPictures())
const pages = new Map<Look, Page>()
for (const look of Object.keys(looks) as Look[]) pages.set(look, await openCharts(browser, built.origin, look))
for (const chart of charts)
  await writeFile(new URL(`pictures/${chart}.json`, import.meta.url), `${JSON.stringify(await picturesOf(pages, chart), null, 1)}\n`)
await browser.close()
