/** Every page and state of both apps: axe, light and dark; 400 % zoom; the keyboard alone; and no fault on the way. */
import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import { type Browser, chromium } from 'playwright-core'
import { bareChromiumToRun } from './chromium.ts'
import { type Demonstration, openDemonstration } from './demonstration.ts'
import { setStage, type Stage } from './scenes.ts'
import { askAxe, walkByTab, zoomIn } from './soundness.ts'
import { openVisitor } from './visitor.ts'

let house: Demonstration
let browser: Browser
let stage: Stage

before(async () => {
  house = await openDemonstration()
  browser = await chromium.launch(await bareChromiumToRun())
})

after(async () => {
  await stage?.[Symbol.asyncDispose]()
  await browser?.close()
  await house?.[Symbol.asyncDispose]()
})

test('each check finds the fault it is there for', async () => {
  await using visitor = await openVisitor(browser, house)
  const { page } = visitor
  const planted = async (fault: () => void) => {
    await page.goto(`${house.origin}/svar`)
    await page.getByRole('heading', { level: 1 }).waitFor()
    await page.evaluate(fault)
    return { axe: (await askAxe(page, 'light', 'dark')).join(), zoom: (await zoomIn(page)).join(), tab: (await walkByTab(page)).join() }
  }
  const labels = await planted(() => document.querySelector('label')?.remove())
  assert.match(labels.axe, /light: label/)
  const faint = await planted(() => Object.assign(document.querySelector('h1') ?? {}, { style: 'color: light-dark(#bbb, #555)' }))
  assert.match(faint.axe, /light: color-contrast.*dark: color-contrast/)
  const wide = await planted(() =>
    document
      .querySelector('main')
      ?.append(Object.assign(document.createElement('p'), { textContent: 'for bred', style: 'min-inline-size: 400px' })),
  )
  assert.match(wide.zoom, /px beyond the window/)
  const ringless = await planted(() => {
    // As a style sheet of our own would say it; an inline one is refused by the page's security policy.
    const sheet = new CSSStyleSheet()
    sheet.replaceSync('* { outline: none !important; box-shadow: none !important }')
    document.adoptedStyleSheets = [sheet]
  })
  assert.match(ringless.tab, /no visible focus on <input/)
  const unreached = await planted(() =>
    document.querySelector('button[type=submit]')?.addEventListener('focus', ({ target }) => (target as HTMLElement).blur()),
  )
  assert.match(unreached.tab, /Tab never comes to <button/)
  const covered = await planted(() =>
    document.body.append(Object.assign(document.createElement('div'), { style: 'position: fixed; inset: 0; background: #fff' })),
  )
  assert.match(covered.tab, /something covers <input/)
})

/** All scenes together; each has the ordinary limit of its own. */
const allScenesMs = 25 * 60_000

test('every page, in every state, is sound', { timeout: allScenesMs }, async (context) => {
  stage = setStage(browser, house)
  const only = process.env['TEST_SCENES']?.split(',')
  for (const room of stage.rooms) {
    for (const { name, play, looks } of room.scenes) {
      if (only && !only.some((beginning) => name.startsWith(beginning))) continue
      await context.test(name, async () => {
        const page = await play()
        const found =
          looks === 'new'
            ? [...(await askAxe(page, 'light', 'dark')), ...(await zoomIn(page)), ...(await walkByTab(page))]
            : await askAxe(page, 'light')
        assert.deepEqual(found, [])
      })
    }
    await room[Symbol.asyncDispose]()
  }
  assert.deepEqual(stage.faults(), [])
})
