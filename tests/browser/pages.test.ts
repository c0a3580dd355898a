/** Every page and state of both apps: axe, light and dark; 400 % zoom; the keyboard alone; and no fault on the way. */
import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import { type Browser, chromium } from 'playwright-core'
import { chromiumToRun } from './chromium.ts'
import { type Demonstration, openDemonstration } from './demonstration.ts'
import { setStage, type Stage } from './scenes.ts'
import { askAxe, walkByTab, zoomIn } from './soundness.ts'

let house: Demonstration
let browser: Browser
let stage: Stage

before(async () => {
  house = await openDemonstration()
  browser = await chromium.launch(await chromiumToRun())
})

after(async () => {
  await stage?.[Symbol.asyncDispose]()
  await browser?.close()
  await house?.[Symbol.asyncDispose]()
})

test('every page, in every state, is sound', async (context) => {
  stage = setStage(browser, house)
  const only = process.env['TEST_SCENES']?.split(',')
  for (const { name, play, looks } of stage.scenes) {
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
  assert.deepEqual(stage.faults(), [])
})
