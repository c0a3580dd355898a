/** The answering page as a browser meets it: bytes, requests, and ready time on a slow processor. */
import { type Browser, type CDPSession, type Page, chromium } from 'playwright-core'
import { chromiumToRun } from '../tests/browser/chromium.ts'
import type { Respondent } from '#lillekoebing/crowd.ts'

export type PageFigures = {
  readonly scriptBytes: number
  readonly styleBytes: number
  readonly fontBytes: number
  readonly requests: number
  readonly turnRequests: readonly string[]
  /** From navigation to a page one can type in, in milliseconds, at a sixth of the processor's speed. */
  readonly readyMs: number
}

type Loaded = { readonly address: string; readonly kind: string; bytes: number }

export async function measurePage(port: number, respondent: Respondent): Promise<PageFigures> {
  const browser = await chromium.launch(await chromiumToRun())
  try {
    const first = await firstLoad(browser, port)
    return { ...first, turnRequests: await oneTurn(browser, port, respondent) }
  } finally {
    await browser.close()
  }
}

async function firstLoad(browser: Browser, port: number): Promise<Omit<PageFigures, 'turnRequests'>> {
  const page = await browser.newPage()
  const devtools = await page.context().newCDPSession(page)
  const loaded = await watch(devtools)
  await devtools.send('Emulation.setCPUThrottlingRate', { rate: 6 })
  const startedAt = performance.now()
  await page.goto(`http://localhost:${port}/svar`)
  await page.getByRole('textbox').first().waitFor()
  const readyMs = performance.now() - startedAt
  await page.waitForLoadState('networkidle')
  const bytes = (kind: string) => loaded.filter((entry) => entry.kind === kind).reduce((sum, entry) => sum + entry.bytes, 0)
  await page.close()
  return {
    scriptBytes: bytes('Script'),
    styleBytes: bytes('Stylesheet'),
    fontBytes: bytes('Font'),
    requests: loaded.length,
    readyMs: Math.round(readyMs),
  }
}

/** What one question's turn sends: choose an answer and go on. */
async function oneTurn(browser: Browser, port: number, { code, slip }: Respondent): Promise<readonly string[]> {
  const page = await browser.newPage()
  await page.goto(`http://localhost:${port}/svar#${code}-${slip}`)
  await page.getByRole('button', { name: 'Begynd' }).click()
  await choose(page)
  await page.waitForLoadState('networkidle')
  const sent: string[] = []
  page.on('request', (request) => sent.push(`${request.method()} ${new URL(request.url()).pathname}`))
  await choose(page)
  await page.waitForTimeout(2_500)
  await page.close()
  return sent
}

async function choose(page: Page): Promise<void> {
  await page.getByRole('radio').first().check({ force: true })
  await page.getByRole('button', { name: 'Næste' }).click()
}

async function watch(devtools: CDPSession): Promise<Loaded[]> {
  const loaded: Loaded[] = []
  const byId = new Map<string, Loaded>()
  await devtools.send('Network.enable')
  devtools.on('Network.requestWillBeSent', ({ requestId, request, type }) => {
    const entry = { address: request.url, kind: type ?? 'Other', bytes: 0 }
    byId.set(requestId, entry)
    loaded.push(entry)
  })
  devtools.on('Network.loadingFinished', ({ requestId, encodedDataLength }) => {
    const entry = byId.get(requestId)
    if (entry) entry.bytes = encodedDataLength
  })
  return loaded
}
