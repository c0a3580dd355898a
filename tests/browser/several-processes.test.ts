/** A child answers while one server, the other, both, and their database are killed and started again: what the page says. */
import assert from 'node:assert/strict'
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { after, before, test } from 'node:test'
import { fileURLToPath } from 'node:url'
import { type Browser, chromium, type Page } from 'playwright-core'
import { build } from 'vite'
import { valueOf } from '#domain/response/answer.ts'
import { play } from '../play.ts'
import { openSeveral, type Several } from '../several-processes.ts'
import { findFreePort } from '../stand-in-process.ts'
import { chromiumToRun } from './chromium.ts'

const web = mkdtempSync(join(tmpdir(), 'bul-several-'))
let house: Several
let browser: Browser
let origin: string

before(async () => {
  await build({
    configFile: fileURLToPath(new URL('../../vite.config.ts', import.meta.url)),
    mode: 'respondent',
    logLevel: 'error',
    build: { outDir: join(web, 'respondent') },
  })
  const port = await findFreePort()
  origin = `http://localhost:${port}`
  house = await openSeveral({ port, flags: [`origin=${origin}`, `pages=${web}`] })
  browser = await chromium.launch(await chromiumToRun())
})

after(async () => {
  await browser?.close()
  await house?.[Symbol.asyncDispose]()
  rmSync(web, { recursive: true, force: true })
})

type Told = { readonly words: string; readonly at: number }

/** Writes down each thing the page says about what is saved, and when. */
const listen = (page: Page) =>
  page.evaluate(() => {
    const told: { words: string; at: number }[] = []
    Object.assign(globalThis, { told })
    const look = () => {
      const words = document.querySelector('button[aria-label*="Hvad er gemt hvor?"]')?.getAttribute('aria-label')?.split('.')[0]
      if (words !== undefined && words !== told.at(-1)?.words) told.push({ words, at: performance.now() })
    }
    look()
    new MutationObserver(look).observe(document.body, { subtree: true, childList: true, attributes: true, characterData: true })
  })
const whatWasTold = (page: Page): Promise<readonly Told[]> => page.evaluate(() => (globalThis as unknown as { told: Told[] }).told)
const saved = (page: Page) => page.getByRole('button', { name: 'Alt er gemt. Hvad er gemt hvor?' }).waitFor({ timeout: 60_000 })

test(
  'a child goes on answering while servers and database are killed, and everything called saved is there',
  { timeout: 240_000 },
  async (context) => {
    const { classes } = await play(house.ground.database, { '5.A': 2 }, 875)
    const [group] = classes
    const [pupil] = group!.pupils
    const page = await (await browser.newContext({ locale: 'da-DK' })).newPage()
    await page.goto(`${origin}/svar`)
    await page.getByLabel('Klassens kode').fill(group!.code)
    await page.getByLabel('Din egen kode').fill(pupil!.slip)
    await page.getByRole('button', { name: 'Kom ind' }).click()
    await page.getByRole('button', { name: 'Begynd' }).click()
    await page.locator('.question').first().waitFor()
    await listen(page)

    const given: number[] = []
    const answer = async (option: number) => {
      const met = await page.getByRole('heading', { level: 1 }).textContent()
      await page.locator('.question label:has(input)').nth(option).click()
      given.push(option + 1)
      await page.getByRole('button', { name: /^(Næste|Til slutningen)$/ }).click()
      await page.waitForFunction((before) => document.querySelector('h1')?.textContent !== before, met)
    }

    await answer(1)
    await saved(page)
    const { ground, restart, origins } = house
    const harms = [
      () => restart(origins[0], 'killed'),
      () => ground.restartDatabase(),
      () => restart(origins[1], 'killed'),
      () => Promise.all(origins.map((one) => restart(one, 'killed'))),
      () => ground.restartDatabase(),
    ]
    for (const [turn, harm] of harms.entries()) {
      const harmed = harm()
      await answer(turn % 3)
      await harmed
      await saved(page)
    }

    const told = await whatWasTold(page)
    const gaps = told.flatMap(({ words, at }, place) => {
      const until = told.slice(place).find((later) => later.words === 'Alt er gemt')
      return words === 'Alt er gemt' || until === undefined ? [] : [until.at - at]
    })
    context.diagnostic(
      `the page said: ${[...new Set(told.map(({ words }) => words))].join(', ')}; longest until all was saved: ${Math.round(Math.max(...gaps))} ms`,
    )
    const draft = await ground.database.asOwner(async (client) => {
      const { rows } = await client.query('select answers from statistics.draft where slip_hmac = $1', [pupil!.slipHmac])
      return rows[0]?.answers.slice(0, given.length).map((mark: number | null) => (mark === null ? null : valueOf(mark)))
    })
    assert.deepEqual(draft, given)
    assert.ok(
      told.some(({ words }) => words !== 'Alt er gemt' && words !== 'Gemmer …'),
      'the gap was told',
    )
    assert.equal(await page.getByLabel('Din egen kode').count(), 0, 'nobody was asked to come in again')
  },
)
