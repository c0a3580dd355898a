/**
 * A line that comes and goes, tabs that are closed, servers that end: what is called saved is there, what is not yet is locked on
 * the machine, and the page says at each moment which is which.
 */
import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import { type Browser, type BrowserContext, chromium, type Page } from 'playwright-core'
import type { PlayedClass } from '../play.ts'
import { type AnsweringHouse, openAnsweringHouse } from './answering-house.ts'
import { chromiumToRun } from './chromium.ts'

let house: AnsweringHouse
let browser: Browser
let taken = 0

before(async () => {
  house = await openAnsweringHouse()
  browser = await chromium.launch(await chromiumToRun())
})

after(async () => {
  await browser?.close()
  await house?.[Symbol.asyncDispose]()
})

type Pupil = PlayedClass['pupils'][number]

/** A child whom nobody has been yet. */
const nextPupil = (): Pupil => house.five.pupils[taken++] ?? assert.fail('no pupil is left')
const openMachine = (): Promise<BrowserContext> => browser.newContext({ locale: 'da-DK', viewport: { width: 1280, height: 800 } })

const heading = (page: Page, name: string | RegExp) => page.getByRole('heading', { level: 1, name }).waitFor()
const mark = (page: Page, words: string) => page.getByRole('button', { name: `${words}. Hvad er gemt hvor?` }).waitFor()
const next = (page: Page) => page.getByRole('button', { name: /^(Næste|Til slutningen)$/ }).click()
const choose = (page: Page, option: number) => page.locator('.question label:has(input)').nth(option).click()

async function comeIn(page: Page, { slip }: Pupil): Promise<void> {
  await page.goto(`${house.origin}/svar`)
  await page.getByLabel('Klassens kode').fill(house.five.code)
  await page.getByLabel('Din egen kode').fill(slip)
  await page.getByRole('button', { name: 'Kom ind' }).click()
  await heading(page, 'Om dine svar')
}

async function begin(page: Page, pupil: Pupil): Promise<void> {
  await comeIn(page, pupil)
  await page.getByRole('button', { name: /^(Begynd|Fortsæt)$/ }).click()
  await page.locator('.question').first().waitFor()
}

/** Chooses on this page and goes on. */
async function answer(page: Page, option: number): Promise<void> {
  const met = await page.getByRole('heading', { level: 1 }).textContent()
  await choose(page, option)
  await next(page)
  await page.waitForFunction((before) => document.querySelector('h1')?.textContent !== before, met)
}

/** When its worker has all it needs. */
const whenSettled = (page: Page) =>
  page.evaluate(async () => {
    await navigator.serviceWorker.ready
    if (!navigator.serviceWorker.controller)
      await new Promise((ready) => navigator.serviceWorker.addEventListener('controllerchange', ready))
  })

const parcels = (page: Page): Promise<readonly Record<string, unknown>[]> =>
  page.evaluate(
    () =>
      new Promise((tell, fail) => {
        const asked = indexedDB.open('svar')
        asked.onerror = () => fail(asked.error)
        asked.onsuccess = () => {
          const all = asked.result.transaction('parcel').objectStore('parcel').getAll()
          all.onsuccess = () => {
            asked.result.close()
            tell(all.result)
          }
        }
      }),
  )

async function until(claim: () => Promise<boolean>): Promise<void> {
  for (const end = Date.now() + 30_000; !(await claim()); await new Promise((wait) => setTimeout(wait, 50)))
    if (Date.now() > end) assert.fail('it did not become so')
}

const first = async (pupil: Pupil, count: number) => (await house.draftOf(pupil.slipHmac))?.slice(0, count)

test('without a line answers are locked on the machine, and the child is told how many are where', async () => {
  await using machine = await openMachine()
  const page = await machine.newPage()
  const pupil = nextPupil()
  await begin(page, pupil)
  await answer(page, 1)
  await mark(page, 'Alt er gemt')
  assert.deepEqual(await parcels(page), [], 'what is acknowledged lies here no more')
  await machine.setOffline(true)
  await answer(page, 2)
  await answer(page, 0)
  await mark(page, 'Venter her, låst')
  const [parcel, ...others] = await parcels(page)
  assert.deepEqual(others, [], 'one for each visit')
  assert.deepEqual(Object.keys(parcel ?? {}).toSorted(), ['day', 'id', 'sealed', 'ticket'])
  assert.doesNotMatch(Buffer.from(String(parcel?.['sealed']), 'base64').toString('latin1'), /place|value|epoch/)

  await page.getByRole('button', { name: /Hvad er gemt hvor/ }).click()
  const dialog = page.getByRole('dialog', { name: 'Hvad er gemt hvor?' })
  await dialog.getByText('Ét af dine svar er gemt hos kommunen.').waitFor()
  await dialog.getByText('2 svar venter her. De er låst, så ingen kan læse dem.').waitFor()
  await page.keyboard.press('Escape')
  assert.deepEqual(await first(pupil, 3), [2, null, null])

  await machine.setOffline(false)
  await mark(page, 'Alt er gemt')
  assert.deepEqual(await first(pupil, 3), [2, 3, 1])
  await until(async () => (await parcels(page)).length === 0)
})

/**
 * A page that a worker opens without a line is told so by a real machine; the switch of the test's browser forgets pages opened later.
 * What comes back tells the page that the line is there again.
 */
async function sayOffline(machine: BrowserContext, page: Page): Promise<() => Promise<void>> {
  const devtools = await machine.newCDPSession(page)
  await devtools.send('Network.enable')
  await devtools.send('Network.emulateNetworkConditions', { offline: true, latency: 0, downloadThroughput: -1, uploadThroughput: -1 })
  return () => devtools.detach()
}

test('a tab closed without a line: a later page of the machine sends it for the next child, and another device has it all', async () => {
  const [one, other] = [nextPupil(), nextPupil()]
  await using machine = await openMachine()
  const page = await machine.newPage()
  await begin(page, one)
  await whenSettled(page)
  await answer(page, 1)
  await mark(page, 'Alt er gemt')
  await machine.setOffline(true)
  await answer(page, 2)
  await answer(page, 3)
  await mark(page, 'Venter her, låst')
  // What a page sends as it is closed goes by no switch of the browser's: there must be nobody to hear it.
  await house.stopServer()
  await page.close()
  await house.startServer()
  assert.deepEqual(await first(one, 3), [2, null, null])

  // Without a line the door opens for nobody, and says so, and what lies here.
  const door = await machine.newPage()
  await door.goto(`${house.origin}/svar`)
  await heading(door, 'Skriv dine to koder')
  const sayOnline = await sayOffline(machine, door)
  await door.getByText('På denne maskine venter svar på at blive sendt').waitFor()
  await door.getByText('De er låst, så ingen kan læse dem.', { exact: false }).waitFor()
  await door.getByText('Uden net kan vi ikke lukke nogen ind.', { exact: false }).waitFor()

  // The next child comes, with a line.
  await sayOnline()
  await machine.setOffline(false)
  await comeIn(door, other)
  assert.equal(await door.getByText('Det, du svarede før, er her stadig.').count(), 0, 'nothing of the first is shown to the second')
  assert.deepEqual(await first(one, 3), [2, 3, 4])
  await until(async () => (await parcels(door)).length === 0)

  await using tablet = await openMachine()
  const there = await tablet.newPage()
  await comeIn(there, one)
  await there.getByText('Det, du svarede før, er her stadig.').waitFor()
  await there.getByRole('button', { name: 'Fortsæt' }).click()
  await there.getByText('4 af 36').first().waitFor()
})

test('the door is light: a class fetches 20 kB of script at most before it can type', async () => {
  await using machine = await openMachine()
  const door = await machine.newPage()
  const sizes: Promise<number>[] = []
  door.on('requestfinished', (request) => {
    if (request.resourceType() === 'script') sizes.push(request.sizes().then(({ responseBodySize }) => responseBodySize))
  })
  await door.goto(`${house.origin}/svar`)
  await door.getByLabel('Klassens kode').waitFor()
  await door.waitForLoadState('networkidle')
  const bytes = (await Promise.all(sizes)).reduce((sum, one) => sum + one, 0)
  assert.ok(bytes > 5_000 && bytes <= 20_000, `${bytes}`)
})

test('a line that goes after the door is drawn, and before it listens, is told all the same', async () => {
  await using machine = await openMachine()
  // What the browser says of its line the first time it is asked, and no event after that.
  await machine.addInitScript(() => {
    let isAsked = false
    Object.defineProperty(navigator, 'onLine', {
      get: () => {
        const said = !isAsked
        isAsked = true
        return said
      },
    })
  })
  const door = await machine.newPage()
  await door.goto(`${house.origin}/svar`)
  await door.getByText('Uden net kan vi ikke lukke nogen ind.', { exact: false }).waitFor()
})

test('whoever comes back to the machine finds what was locked there, before the first page is shown', async () => {
  const pupil = nextPupil()
  await using machine = await openMachine()
  const page = await machine.newPage()
  await begin(page, pupil)
  await whenSettled(page)
  await machine.setOffline(true)
  await answer(page, 1)
  await answer(page, 2)
  await mark(page, 'Venter her, låst')
  await house.stopServer()
  await page.reload()
  await heading(page, 'Skriv dine to koder')
  await house.startServer()
  assert.deepEqual(await first(pupil, 2), [null, null], 'nothing had come through')
  await machine.setOffline(false)
  await begin(page, pupil)
  await page.getByText('3 af 36').first().waitFor()
  assert.deepEqual(await first(pupil, 3), [2, 3, null])
})

test('a server that ends and comes back, and a database that does, lose nothing that was called saved', async () => {
  const pupil = nextPupil()
  await using machine = await openMachine()
  const page = await machine.newPage()
  await begin(page, pupil)
  await answer(page, 1)
  await mark(page, 'Alt er gemt')
  await house.stopServer()
  await answer(page, 2)
  await mark(page, 'Venter her, låst')
  await house.startServer()
  await mark(page, 'Alt er gemt')
  assert.deepEqual(await first(pupil, 2), [2, 3])

  const restarting = house.restartDatabase()
  await answer(page, 3)
  await restarting
  await mark(page, 'Alt er gemt')
  await answer(page, 0)
  await mark(page, 'Alt er gemt')
  assert.deepEqual(await first(pupil, 4), [2, 3, 4, 1])
})

test('a server that is busy is said to be busy, and is asked again when it said, not before', async () => {
  const pupil = nextPupil()
  await using machine = await openMachine()
  const page = await machine.newPage()
  await begin(page, pupil)
  const times: number[] = []
  await page.route('**/api/v1/responses/answers', async (route) => {
    times.push(Date.now())
    if (times.length > 1) return route.continue()
    await route.fulfill({
      status: 503,
      headers: { 'retry-after': '2' },
      contentType: 'application/problem+json',
      body: '{"title":"too-busy"}',
    })
  })
  await choose(page, 1)
  await mark(page, 'Travlt lige nu. Vi prøver igen')
  await page.getByRole('button', { name: /Hvad er gemt hvor/ }).click()
  await page.getByText('Mange svarer på samme tid.', { exact: false }).waitFor()
  await page.getByText('Ét svar venter her.', { exact: false }).waitFor()
  await page.keyboard.press('Escape')
  await mark(page, 'Alt er gemt')
  assert.ok((times[1] ?? 0) - (times[0] ?? 0) >= 2000)
})

test('a door that is busy is knocked on again, and nobody has to type anew', async () => {
  const pupil = nextPupil()
  await using machine = await openMachine()
  const page = await machine.newPage()
  const times: number[] = []
  await page.route('**/api/v1/responses/enter', async (route) => {
    times.push(Date.now())
    if (times.length > 2) return route.continue()
    await route.fulfill({
      status: 503,
      headers: { 'retry-after': '1' },
      contentType: 'application/problem+json',
      body: '{"title":"too-busy"}',
    })
  })
  await comeIn(page, pupil)
  assert.equal(times.length, 3)
  for (const at of [1, 2]) assert.ok((times[at] ?? 0) - (times[at - 1] ?? 0) >= 1000)
})

test('two devices with one slip: what was answered later is kept, and the other is told when it sends', async () => {
  const pupil = nextPupil()
  await using machine = await openMachine()
  await using tablet = await openMachine()
  const [here, there] = [await machine.newPage(), await tablet.newPage()]
  await begin(here, pupil)
  await answer(here, 0)
  await mark(here, 'Alt er gemt')
  await begin(there, pupil)
  await there.getByRole('button', { name: 'Tilbage' }).click()
  await choose(there, 2)
  await mark(there, 'Alt er gemt')
  assert.deepEqual(await first(pupil, 1), [3])
  await here.getByRole('button', { name: 'Tilbage' }).click()
  while (!(await here.getByRole('button', { name: 'Send mine svar' }).isVisible())) await next(here)
  await here.getByRole('button', { name: 'Send mine svar' }).click()
  await heading(here, 'Du har svaret et andet sted')
  await here.getByText('Det, der blev svaret sidst, er gemt.', { exact: false }).waitFor()
  assert.deepEqual(await first(pupil, 1), [3])
})

test('a page that has begun ends with the parts it began with, whatever is deployed meanwhile', async () => {
  const [one, other] = [nextPupil(), nextPupil()]
  await using machine = await openMachine()
  const page = await machine.newPage()
  await begin(page, one)
  await whenSettled(page)
  await house.deploy()
  const kept = () => page.evaluate(async () => (await caches.keys()).filter((name) => name.startsWith('svar-parts-')))
  await page.evaluate(async () => void (await (await navigator.serviceWorker.ready).update()))
  await until(async () => (await kept()).length === 2)
  // Words that were not fetched before, of a version that the server has no more.
  await page.getByRole('button', { name: 'English' }).click()
  await page.getByRole('button', { name: 'Next' }).waitFor()
  await choose(page, 1)
  await page.getByRole('button', { name: 'Everything is saved' }).waitFor()
  await page.close()

  const later = await machine.newPage()
  await begin(later, other)
  await until(
    async () => (await later.evaluate(async () => (await caches.keys()).filter((name) => name.startsWith('svar-parts-')))).length === 1,
  )
  await later.getByRole('button', { name: 'English' }).click()
  await later.getByRole('button', { name: 'Next' }).waitFor()
})

test('the worker keeps this page and what is asked, and nothing that anybody sent', async () => {
  const pupil = nextPupil()
  await using machine = await openMachine()
  const page = await machine.newPage()
  await begin(page, pupil)
  await whenSettled(page)
  await answer(page, 1)
  await mark(page, 'Alt er gemt')
  const addresses: readonly string[] = await page.evaluate(async () => {
    const found: string[] = []
    for (const name of await caches.keys())
      for (const { url, method } of await (await caches.open(name)).keys()) found.push(`${method} ${new URL(url).pathname}`)
    return found
  })
  assert.ok(addresses.some((address) => address.startsWith('GET /api/v1/published/')))
  assert.deepEqual(
    addresses.filter((address) => !/^GET \/svar(\/assets\/[^/]+)?$|^GET \/api\/v1\/(published|recordings)\//.test(address)),
    [],
  )
})

test('a browser that keeps nothing answers as before, and says that what waits is in the page alone', async () => {
  const pupil = nextPupil()
  await using machine = await openMachine()
  await machine.addInitScript(() => {
    for (const name of ['indexedDB', 'caches']) Object.defineProperty(globalThis, name, { value: undefined })
    Object.defineProperty(navigator, 'serviceWorker', { value: undefined })
  })
  const page = await machine.newPage()
  await begin(page, pupil)
  await answer(page, 1)
  await mark(page, 'Alt er gemt')
  await machine.setOffline(true)
  await answer(page, 2)
  await mark(page, 'Gemmer, når der er net igen')
  await page.getByRole('button', { name: /Hvad er gemt hvor/ }).click()
  await page.getByText('Ét svar venter, men kun så længe siden er åben.').waitFor()
  await page.keyboard.press('Escape')
  await machine.setOffline(false)
  await mark(page, 'Alt er gemt')
  assert.deepEqual(await first(pupil, 2), [2, 3])
})

test('a survey that ends while somebody answers is said in plain words, and nothing of it waits here', async () => {
  const pupil = nextPupil()
  await using machine = await openMachine()
  const page = await machine.newPage()
  await begin(page, pupil)
  await answer(page, 1)
  await mark(page, 'Alt er gemt')
  const set = (state: string) =>
    house.database.asOwner((client) => client.query('update common.survey set state = $1 where title = $2', [state, 'Trivsel i efteråret']))
  await set('closed')
  try {
    while (!(await page.getByRole('button', { name: 'Send mine svar' }).isVisible())) await next(page)
    await page.getByRole('button', { name: 'Send mine svar' }).click()
    await heading(page, 'Undersøgelsen er slut')
    await until(async () => (await parcels(page)).length === 0)
  } finally {
    await set('open')
  }
})

test('answers whose place is gone are said so, and are not kept here for ever', async () => {
  const pupil = nextPupil()
  await using machine = await openMachine()
  const page = await machine.newPage()
  await begin(page, pupil)
  await answer(page, 1)
  await mark(page, 'Alt er gemt')
  await house.database.asOwner((client) => client.query('delete from statistics.draft where slip_hmac = $1', [pupil.slipHmac]))
  await choose(page, 2)
  await heading(page, 'Du kan ikke fortsætte herfra')
  await until(async () => (await parcels(page)).length === 0)
})

test('two tabs of one child, and the way back and forth, end in what was answered last', async () => {
  const pupil = nextPupil()
  await using machine = await openMachine()
  const [here, there] = [await machine.newPage(), await machine.newPage()]
  await begin(here, pupil)
  await answer(here, 0)
  await begin(there, pupil)
  await there.goBack()
  await there.getByText('1 af 36').first().waitFor()
  await choose(there, 3)
  await mark(there, 'Alt er gemt')
  await here.close()
  await there.getByRole('button', { name: 'Næste' }).click()
  while (!(await there.getByRole('button', { name: 'Send mine svar' }).isVisible())) await next(there)
  await there.getByRole('button', { name: 'Send mine svar' }).dblclick()
  await heading(there, 'Tak for dine svar')
  const sent = await house.database.asOwner((client) => client.query('select answers from statistics.response'))
  assert.deepEqual(
    sent.rows.map(({ answers }) => answers[0]),
    [4],
  )
  await there.goBack()
  assert.equal(await there.getByRole('button', { name: 'Send mine svar' }).count(), 0)
})
