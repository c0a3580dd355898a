/**
 * A machine that is handed on: after submitting, saying no, leaving, and being left alone, nothing of a child's answers or codes is
 * found in the browser or on its disk, and the next child meets an empty page. While answers wait without a line, only what is
 * locked is found.
 */
import assert from 'node:assert/strict'
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { after, before, test } from 'node:test'
import { setTimeout as wait } from 'node:timers/promises'
import { type BrowserContext, chromium, type Page } from 'playwright-core'
import type { PlayedChild } from '../play-health.ts'
import { type AnsweringHouse, openAnsweringHouse } from './answering-house.ts'
import { chromiumToRun } from './chromium.ts'
import { foundInPage, foundOnDisk } from './what-is-left.ts'

let house: AnsweringHouse
let taken = 0
const profiles: string[] = []

before(async () => {
  house = await openAnsweringHouse()
})

after(async () => {
  await house?.[Symbol.asyncDispose]()
  for (const profile of profiles) rmSync(profile, { recursive: true, force: true, maxRetries: 5 })
})

/** The child's own words, how a change is written on its way, and the codes it came in with. */
const ownWords = 'kanariefuglens egne ord om natten'
const asSent = ['"sequence":', '"value":2']
const secretsOf = ({ slip }: PlayedChild) => [ownWords, ...asSent, slip, `${slip.slice(0, 3)} ${slip.slice(3)}`, house.eight.code]

const nextChild = (): PlayedChild => house.eight.children[taken++] ?? assert.fail('no child is left')

type Machine = AsyncDisposable & { readonly context: BrowserContext; readonly page: Page; readonly profile: string }

/** A browser with its profile on the disk, which puts pages aside as browsers do. */
async function openMachine(): Promise<Machine> {
  const profile = mkdtempSync(join(tmpdir(), 'bul-profile-'))
  profiles.push(profile)
  const context = await chromium.launchPersistentContext(profile, {
    ...(await chromiumToRun()),
    locale: 'da-DK',
    ignoreDefaultArgs: ['--disable-back-forward-cache'],
  })
  return {
    context,
    profile,
    page: context.pages()[0] ?? (await context.newPage()),
    [Symbol.asyncDispose]: () => context.close(),
  }
}

const heading = (page: Page, name: string | RegExp) => page.getByRole('heading', { level: 1, name }).waitFor()

async function comeIn(page: Page, { slip }: PlayedChild): Promise<void> {
  await page.goto(`${house.origin}/svar`)
  await page.getByLabel('Klassens kode').fill(house.eight.code)
  await page.getByLabel('Din egen kode').fill(slip)
  await page.getByRole('button', { name: 'Kom ind' }).click()
  await heading(page, 'Om dine svar')
}

/** Answers what stands on the first pages, and writes a few words of one's own. */
async function answerSome(page: Page): Promise<void> {
  await page.getByRole('button', { name: 'Begynd' }).click()
  for (let pages = 0; pages < 8; pages++) {
    await page.locator('.question, .questions').first().waitFor()
    for (const choice of await page
      .locator('.question')
      .filter({ has: page.locator('input[type=radio]') })
      .all())
      await choice.locator('label:has(input)').nth(1).click()
    const words = page.locator('textarea, .question input[type=text]').first()
    if ((await page.locator('textarea').count()) > 0) {
      await words.fill(ownWords)
      return
    }
    await page.getByRole('button', { name: /^(Næste|Til slutningen)$/ }).click()
  }
  assert.fail('nobody is asked for words')
}

const saved = (page: Page) => page.getByRole('button', { name: /^Alt er gemt/ }).waitFor()

/** Nothing in the browser; then, when it has ended and written all it writes, nothing on its disk. */
async function assertNothingLeft(machine: Machine, child: PlayedChild): Promise<void> {
  const { page, context, profile } = machine
  const secrets = secretsOf(child)
  // What is on its way to be taken away may take a moment; it must not take longer.
  let found = await foundInPage(page, secrets)
  for (const end = Date.now() + 10_000; found.length > 0 && Date.now() < end; found = await foundInPage(page, secrets))
    await page.waitForTimeout(100)
  assert.deepEqual(found, [])
  assert.equal(await page.evaluate(async () => (await caches.keys()).filter((name) => !name.startsWith('svar-parts-')).join()), '')
  for (let steps = 0; steps < 4; steps++) {
    await page.goBack({ timeout: 3000 }).catch(() => undefined)
    await page.waitForTimeout(200)
    if (page.url().startsWith(house.origin)) assert.deepEqual(await foundInPage(page, secrets), [], `after ${steps + 1} steps back`)
  }
  await page.goto(`${house.origin}/svar`)
  await heading(page, 'Skriv dine to koder')
  assert.deepEqual(await foundInPage(page, secrets), [])
  assert.equal(await page.locator('input').evaluateAll((fields) => fields.map((field) => (field as HTMLInputElement).value).join('')), '')
  await context.close()
  assert.deepEqual(foundOnDisk(profile, secrets), [])
}

test('after submitting', async () => {
  const child = nextChild()
  await using machine = await openMachine()
  const { page } = machine
  await comeIn(page, child)
  await answerSome(page)
  await saved(page)
  while (!(await page.getByRole('button', { name: 'Send mine svar' }).isVisible()))
    await page.getByRole('button', { name: /^(Næste|Til slutningen|Videre)$/ }).click()
  await page.getByRole('button', { name: 'Send mine svar' }).click()
  await heading(page, 'Tak for dine svar')
  await assertNothingLeft(machine, child)
})

test('after leaving in a hurry', async () => {
  const child = nextChild()
  await using machine = await openMachine()
  await comeIn(machine.page, child)
  await answerSome(machine.page)
  await machine.page.getByRole('button', { name: 'Luk hurtigt' }).click()
  await heading(machine.page, 'Siden er lukket')
  await assertNothingLeft(machine, child)
})

test('after being left alone for twenty minutes', async () => {
  const child = nextChild()
  await using machine = await openMachine()
  await machine.page.clock.install()
  await comeIn(machine.page, child)
  await answerSome(machine.page)
  await machine.page.clock.fastForward('20:01')
  await heading(machine.page, 'Siden er lukket')
  await assertNothingLeft(machine, child)
})

test('after saying no', async () => {
  const child = nextChild()
  await using machine = await openMachine()
  const { page } = machine
  await comeIn(page, child)
  await answerSome(page)
  await saved(page)
  while (!(await page.getByRole('button', { name: 'Jeg vil ikke være med' }).isVisible()))
    await page.getByRole('button', { name: 'Tilbage', exact: true }).click()
  await page.getByRole('button', { name: 'Jeg vil ikke være med' }).click()
  await page.getByRole('dialog').getByRole('button', { name: 'Jeg vil ikke være med' }).click()
  await heading(page, 'Det er helt i orden')
  await assertNothingLeft(machine, child)
})

test('while answers wait without a line only what is locked is found, in the browser, on the disk, and after a crash', async () => {
  const child = nextChild()
  await using machine = await openMachine()
  const { page, context, profile } = machine
  const secrets = secretsOf(child)
  await comeIn(page, child)
  await page.evaluate(async () => void (await navigator.serviceWorker.ready))
  await house.stopServer()
  await answerSome(page)
  await page.getByRole('button', { name: /^Venter her, låst/ }).waitFor()
  const held = await foundInPage(page, [...secrets, '"sealed":'])
  assert.deepEqual(
    held.filter((found) => !found.endsWith(': page')),
    ['"sealed":: indexedDB'],
    'outside the page the child is looking at',
  )
  // The window ends under the child, as when a machine runs out of power.
  const crashed = page.waitForEvent('crash')
  void (await context.newCDPSession(page)).send('Page.crash').catch(() => undefined)
  await crashed
  await wait(1500)
  assert.deepEqual(foundOnDisk(profile, secrets), [])

  const door = await context.newPage()
  await door.goto(`${house.origin}/svar`)
  await door.getByText('På denne maskine venter svar på at blive sendt').waitFor()
  assert.deepEqual(await foundInPage(door, secrets), [])
  await house.startServer()
  await door.reload()
  for (const end = Date.now() + 20_000; (await foundInPage(door, ['"sealed":'])).length > 0; await door.waitForTimeout(100))
    if (Date.now() > end) assert.fail('what waited is still here')
  await context.close()
  assert.deepEqual(foundOnDisk(profile, secrets), [])
})

test('an address that brought the codes is kept by the browser among the addresses it was opened with, and nowhere else', async () => {
  const child = nextChild()
  await using machine = await openMachine()
  const { page, context, profile } = machine
  const secrets = secretsOf(child)
  await page.goto(`${house.origin}/svar#${house.eight.code}-${child.slip}`)
  await heading(page, 'Om dine svar')
  await answerSome(page)
  await saved(page)
  await page.getByRole('button', { name: 'Luk hurtigt' }).click()
  await heading(page, 'Siden er lukket')
  // What a page was opened with stands in its own list of requests for as long as it lives.
  for (const end = Date.now() + 10_000; (await foundInPage(page, secrets)).some((found) => !found.endsWith(': requests')); await wait(100))
    if (Date.now() > end) assert.deepEqual(await foundInPage(page, secrets), [])
  await page.goto(`${house.origin}/svar`)
  await page.reload()
  await heading(page, 'Skriv dine to koder')
  assert.deepEqual(await foundInPage(page, secrets), [])
  await context.close()
  // No page can take it back from there (`docs/decisions/0050-…`): the slip is worth nothing without a lesson that is open.
  const browsersOwn = /\/(History|Favicons|Top Sites|Shortcuts|Visited Links|Network Action Predictor|Sessions\/|segmentation_platform\/)/
  assert.deepEqual(
    foundOnDisk(profile, secrets).filter((found) => !browsersOwn.test(found)),
    [],
  )
})

test('the search finds what is there: a word planted in each place is found in each', async () => {
  await using machine = await openMachine()
  const { page, context, profile } = machine
  await page.goto(`${house.origin}/svar`)
  await heading(page, 'Skriv dine to koder')
  await page.evaluate(async (word) => {
    localStorage.setItem('planted', word)
    sessionStorage.setItem('planted', word)
    document.cookie = `planted=${encodeURIComponent('kanarie')}`
    history.replaceState(word, '')
    window.name = word
    await (await caches.open('planted')).put('/svar/planted', new Response(word))
    await new Promise<void>((done) => {
      const asked = indexedDB.open('planted', 1)
      asked.onupgradeneeded = () => asked.result.createObjectStore('planted').put(word, 1)
      asked.onsuccess = () => {
        asked.result.close()
        done()
      }
    })
  }, ownWords)
  await page.getByLabel('Klassens kode').evaluate((field, word) => ((field as HTMLInputElement).value = word), ownWords)
  assert.deepEqual((await foundInPage(page, [ownWords])).map((found) => found.split(': ')[1]).toSorted(), [
    'caches',
    'history',
    'indexedDB',
    'localStorage',
    'page',
    'sessionStorage',
  ])
  assert.deepEqual((await foundInPage(page, ['kanarie'])).filter((found) => /cookies/.test(found)).length, 2)
  await context.close()
  const places = foundOnDisk(profile, [ownWords]).join('\n')
  for (const place of ['IndexedDB', 'Local Storage', 'CacheStorage']) assert.match(places, new RegExp(place))
})
