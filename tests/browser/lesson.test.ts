/**
 * The class's lesson with several at it at once: the teacher at one screen, the wall at another, pupils at theirs. A house
 * of its own, for a lesson that is paused and ended would be in the way of others.
 */
import assert from 'node:assert/strict'
import { after, before, describe, test } from 'node:test'
import { type Browser, chromium, type Page } from 'playwright-core'
import { chromiumToRun } from './chromium.ts'
import { type Demonstration, startDemonstration } from './demonstration.ts'
import { comeInBySlip, openLesson, openWall, printSlips, showSlipOf } from './lesson.ts'
import { items, wording } from './pupil.ts'
import type { Slip } from './slips-in-pdf.ts'
import { assertFaultless, openVisitor, signIn, signInUnseen, type Visitor } from './visitor.ts'

let house: Demonstration
let browser: Browser
const visitors: Visitor[] = []

const firstQuestion = items.findIndex(({ kind }) => kind !== 'information')
const choose = (page: Page, place: number, option: number) => page.locator(`.asked[data-place="${place}"] label.choice`).nth(option).click()
const questionAt = (place: number) => wording.items[items[place]?.code ?? '']?.question ?? ''

describe('the lesson, with everybody at it', () => {
  let teacher: Visitor
  let wall: Page
  let slips: readonly Slip[]
  const arrive = async (options = {}) => {
    const visitor = await openVisitor(browser, house, options)
    visitors.push(visitor)
    return visitor
  }
  /** A pupil at a machine of their own, on the first question. */
  const pupilAt = async (slip: Slip) => {
    const pupil = await arrive({ viewport: { width: 820, height: 900 } })
    await comeInBySlip(pupil.page, house.origin, slip)
    await pupil.page.getByRole('button', { name: 'Begynd' }).click()
    await pupil.page.getByRole('heading', { level: 1, name: questionAt(firstQuestion) }).waitFor()
    return pupil
  }
  const askNow = (page: Page) => page.evaluate(() => void document.dispatchEvent(new Event('visibilitychange')))

  before(async () => {
    house = await startDemonstration()
    browser = await chromium.launch(await chromiumToRun())
    teacher = await arrive()
    await signIn(teacher, house, 'Anne Lund')
    await openLesson(teacher.page, '5.A', /./)
    slips = await printSlips(teacher.page)
  })

  after(async () => {
    await browser?.close()
    await house?.[Symbol.asyncDispose]()
  })

  test('the wall has its own window, and no name is in anything it is sent', async () => {
    wall = await openWall(teacher.page)
    const asked: string[] = []
    wall.on('response', (response) => void asked.push(new URL(response.url()).pathname))
    await teacher.page.getByRole('button', { name: 'Vis navne' }).click()
    await teacher.page.getByRole('list', { name: 'Elever, der mangler' }).getByText(slips[0]!.name).waitFor()
    await wall.reload()
    await wall.getByText(`0 af ${slips.length} er færdige`).first().waitFor()
    const shown = await wall.locator('body').innerText()
    for (const { name } of slips) assert.ok(!shown.includes(name), 'a name on the wall')
    assert.equal((await wall.getByText('Klassens kode er').innerText()).replace(/.*er /, '').replaceAll(' ', ''), slips[0]!.code)
    assert.deepEqual(
      [...new Set(asked.filter((path) => /lessons/.test(path)))].map((path) => path.split('/').at(-1)),
      ['board'],
    )
    await teacher.page.reload()
    await teacher.page.getByRole('heading', { level: 1, name: 'Timen i 5.A er i gang' }).waitFor()
    assert.equal(await teacher.page.getByRole('list', { name: 'Elever, der mangler' }).count(), 0, 'names are hidden again')
  })

  test('in a pause nobody new comes in, who is in goes on, and all see it; afterwards the waiting come in by themselves', async () => {
    const inside = await pupilAt(slips[0]!)
    await teacher.page.getByRole('button', { name: 'Hold pause' }).click()
    await teacher.page.getByText('Ingen nye kan komme ind.', { exact: false }).waitFor()
    await wall.getByText('Pause', { exact: true }).waitFor()
    assert.equal(await wall.getByText('Klassens kode er').count(), 0)
    assert.equal(await teacher.page.getByText('Klassens kode er').count(), 0)

    const late = await arrive()
    late.expect(/status of 409/)
    await late.page.goto(`${house.origin}/svar#${slips[1]!.code}-${slips[1]!.slip}`)
    await late.page.getByText('Timen holder pause').waitFor()

    // The machine is handed on while it waits: whoever types there now is not let in as the one who left.
    const handedOn = await arrive()
    handedOn.expect(/status of 409/)
    await handedOn.page.clock.install()
    const tried: string[] = []
    handedOn.page.on('request', (request) => {
      if (request.url().endsWith('/responses/enter')) tried.push(request.postDataJSON().slip)
    })
    await handedOn.page.goto(`${house.origin}/svar#${slips[5]!.code}-${slips[5]!.slip}`)
    await handedOn.page.getByText('Timen holder pause').waitFor()
    await handedOn.page.getByRole('textbox', { name: 'Din egen kode' }).fill(slips[6]!.slip)
    await handedOn.page.clock.fastForward(30_000)
    const answered = handedOn.page.waitForResponse((response) => response.request().postData()?.includes(slips[6]!.slip) === true)
    await handedOn.page.getByRole('button', { name: 'Kom ind' }).click()
    await answered
    assert.deepEqual(tried, [slips[5]!.slip, slips[6]!.slip])
    await handedOn.page.close()

    await askNow(inside.page)
    await inside.page.getByText('Timen holder pause').waitFor()
    await choose(inside.page, firstQuestion, 1)
    await inside.page.getByText('Alt er gemt').waitFor()
    await inside.page.getByText('Alt, du har svaret, er gemt.', { exact: false }).waitFor()

    await teacher.page.getByRole('button', { name: 'Fortsæt timen' }).click()
    await late.page.getByRole('heading', { level: 1, name: 'Om dine svar' }).waitFor({ timeout: 60_000 })
    await inside.page.getByText('Timen holder pause').waitFor({ state: 'detached', timeout: 60_000 })
    await wall.getByText('Klassens kode er').waitFor({ state: 'attached' })
    await inside.page.close()
    await late.page.close()
  })

  test('answers are hidden from a neighbour, and from nobody who listens or goes by keyboard', async () => {
    const { page } = await pupilAt(slips[2]!)
    const chosen = () => page.getByRole('radio', { checked: true })
    /** Whether an eye finds the first choice where it stands. */
    const isSeen = () =>
      page
        .locator('.question label.choice')
        .first()
        .evaluate((choice) => {
          const { x, y, width, height } = choice.getBoundingClientRect()
          return choice.contains(document.elementFromPoint(x + width / 2, y + height / 2))
        })
    await page.getByRole('button', { name: 'Skjul mine svar' }).click()
    assert.ok(await isSeen(), 'what is not answered is there to be answered')
    await choose(page, firstQuestion, 2)
    await page.getByText('Svaret er skjult på skærmen.', { exact: false }).waitFor()
    assert.equal(await isSeen(), false, 'hidden as soon as it is chosen')
    assert.equal(await chosen().count(), 1, 'and told to who listens')

    await page.getByRole('button', { name: /^(Næste|Til slutningen)$/ }).click()
    await page.getByRole('heading', { level: 1, name: questionAt(firstQuestion + 1) }).waitFor()
    await page.getByRole('button', { name: 'Tilbage' }).click()
    await page.getByRole('heading', { level: 1, name: questionAt(firstQuestion) }).waitFor()
    assert.equal(await isSeen(), false, 'hidden when its page comes again')
    await page.getByRole('button', { name: 'Vis mit svar' }).click()
    assert.ok(await isSeen())
    await page.getByRole('button', { name: 'Skjul igen' }).click()
    assert.equal(await isSeen(), false)
    // By keyboard one walks into it, and sees where one is.
    await chosen().focus()
    await page.keyboard.press('ArrowDown')
    assert.ok(await isSeen())
    await page.getByRole('button', { name: 'Vis mine svar' }).click()
    assert.equal(await page.getByRole('button', { name: 'Skjul igen' }).count(), 0)
    await page.close()
  })

  test('one key covers the page, and the same key brings it back; so does a press', async () => {
    const { page } = await pupilAt(slips[3]!)
    const heading = page.getByRole('heading', { level: 1, name: questionAt(firstQuestion) })
    const curtain = page.getByRole('heading', { name: 'Skærmen er dækket' })
    await page.keyboard.press('Escape')
    await curtain.waitFor()
    const covers = await page.evaluate(() => {
      const { width, height } = document.querySelector('dialog[open]')!.getBoundingClientRect()
      return [width >= innerWidth, height >= innerHeight, document.elementFromPoint(20, 20)?.closest('dialog') !== null]
    })
    assert.deepEqual(covers, [true, true, true])
    await page.keyboard.press('2')
    assert.equal(await page.getByRole('radio', { checked: true }).count(), 0, 'nothing is answered behind it')
    await page.keyboard.press('Escape')
    await curtain.waitFor({ state: 'hidden' })
    await heading.waitFor()
    await page.getByRole('button', { name: 'Skjul mine svar' }).click()
    await page.getByRole('button', { name: 'Dæk skærmen' }).click()
    await page.getByRole('button', { name: 'Vis siden igen' }).click()
    await curtain.waitFor({ state: 'hidden' })
    await page.close()
  })

  test('a lost slip is shown to its pupil, and opens the questions', async () => {
    const shown = await showSlipOf(teacher.page, slips[4]!.name)
    assert.deepEqual(shown, { code: slips[4]!.code, slip: slips[4]!.slip })
    await teacher.page.getByRole('button', { name: 'Skjul sedlen' }).click()
    assert.equal(await teacher.page.getByText(`${slips[4]!.slip.slice(0, 3)} ${slips[4]!.slip.slice(3)}`).count(), 0)
    const pupil = await arrive()
    await pupil.page.goto(`${house.origin}/svar`)
    await pupil.page.getByRole('textbox', { name: 'Klassens kode' }).fill(shown.code)
    await pupil.page.getByRole('textbox', { name: 'Din egen kode' }).fill(shown.slip)
    await pupil.page.getByRole('button', { name: 'Kom ind' }).click()
    await pupil.page.getByRole('heading', { level: 1, name: 'Om dine svar' }).waitFor()
    await pupil.page.close()
  })

  test("who has answered with another's slip is stopped, and the right pupil begins with a new one", async () => {
    const [owner] = [slips[5]!]
    const wrong = await pupilAt(owner)
    await choose(wrong.page, firstQuestion, 0)
    await wrong.page.getByText('Alt er gemt').waitFor()
    const { page } = teacher
    await showSlipOf(page, owner.name, 'Lav en ny seddel')
    await page.getByText('Det, der er svaret med den og ikke sendt, bliver slettet.', { exact: false }).waitFor()
    await page.getByRole('button', { name: 'Ja, lav en ny' }).click()
    await page.getByRole('heading', { name: `Ny seddel til ${owner.name}`, exact: true }).waitFor()
    const [code = '', slip = ''] = (await page.locator('dialog[open] dd').allInnerTexts()).map((text) => text.replace(' ', ''))
    assert.notEqual(slip, owner.slip)
    await page.getByRole('button', { name: 'Skjul sedlen' }).click()

    wrong.expect(/status of (404|409|410)/)
    await choose(wrong.page, firstQuestion, 1)
    await wrong.page.getByRole('heading', { level: 1, name: 'Du kan ikke fortsætte herfra' }).waitFor()
    const right = await pupilAt({ ...owner, code, slip })
    assert.equal(await right.page.getByRole('radio', { checked: true }).count(), 0, 'nothing of what the other answered')
    await right.page.close()
  })

  test('the end is told with what becomes of those who did not come, and survives leaving', async () => {
    const { page } = teacher
    await page.getByRole('button', { name: 'Afslut timen' }).click()
    await page.getByText('De, der er midt i det, kan stadig gøre det færdigt.').waitFor()
    await page.getByRole('button', { name: 'Ja, afslut' }).click()
    const over = page.getByRole('heading', { level: 1, name: 'Timen i 5.A er slut' })
    await over.waitFor()
    await wall.getByRole('heading', { level: 1, name: 'Tak, 5.A' }).waitFor()
    await page.reload()
    await over.waitFor()
    await page.getByText('Er de hjemme, så logger de ind med UNI-Login', { exact: false }).waitFor()
    await page.getByText('Klassens tal ændrer sig ikke.', { exact: false }).waitFor()
  })

  test('whoever was not there answers from home by the same login, and finds what was begun', async () => {
    const leader = await arrive()
    await signInUnseen(leader, house, 'Ole Holm', /8\.B/)
    await leader.page.goto(`${house.origin}/hjem`)
    await openLesson(leader.page, '8.B', /./)
    await leader.page.getByRole('button', { name: 'Afslut timen' }).click()
    await leader.page.getByRole('button', { name: 'Ja, afslut' }).click()
    await leader.page.getByRole('heading', { level: 1, name: 'Timen i 8.B er slut' }).waitFor()

    const marie = await arrive()
    await signIn(marie, house, 'Marie Andreasen')
    const { page } = marie
    await page.getByText('Du nåede ikke at svare på', { exact: false }).waitFor()
    await page
      .getByRole('link', { name: /Gå videre/ })
      .first()
      .click()
    await page.getByRole('button', { name: /^Svar på »/ }).click()
    await page.getByRole('heading', { level: 1, name: 'Om dine svar' }).waitFor()
    assert.ok(!page.url().includes('#'), 'the ticket is out of the address')
    await page.getByRole('button', { name: 'Begynd' }).click()
    await page.locator('.asked label.choice').first().click()
    await page.getByText('Alt er gemt').waitFor()
    await page.getByRole('button', { name: 'Luk hurtigt' }).click()
    await page.getByRole('button', { name: 'Tilbage til min side' }).click()
    await page.waitForURL(`${house.origin}/min-familie`)
    await page.getByRole('button', { name: /^Svar på »/ }).click()
    await page.getByText('Velkommen tilbage').waitFor()
  })

  test('nobody met a fault', () => assertFaultless(...visitors))
})
