/** A pupil who answers: the way in, every kind of question, trouble on the line, the end. */
import type { Page } from 'playwright-core'
import { answerQuestions } from './answering.ts'
import { comeToLesson } from './lesson-scenes.ts'
import { printSlips } from './lesson.ts'
import { items, opinionOf } from './pupil.ts'
import type { Slip } from './slips-in-pdf.ts'
import { type Backstage, people, settled } from './stage.ts'

export function addAnsweringScenes({ scene, at, stranger }: Backstage): void {
  let slips: readonly Slip[] | undefined
  const slipNumber = async (number: number): Promise<Slip> => {
    slips ??= await printSlips(await comeToLesson({ at }, people.teacher, '5.A'))
    return slips[number] ?? { name: '', code: '', slip: '' }
  }
  const enter = async (number: number, ...expected: readonly RegExp[]) => {
    const { code, slip } = await slipNumber(number)
    const page = await stranger(`/svar#${code}-${slip}`, ...expected)
    await page.getByRole('heading', { level: 1, name: 'Om dine svar' }).waitFor()
    return settled(page)
  }
  const goTo = async (page: Page, place: number, given: readonly (number | null)[] = items.map(() => null)) => {
    await page.getByRole('button', { name: /^(Begynd|Fortsæt)$/ }).click()
    await answerQuestions(page, given, { to: place })
    return settled(page)
  }
  scene('svar-kom-ind', () => stranger('/svar'))
  scene('svar-koder-mangler', async () => {
    const page = await stranger('/svar')
    await page.getByLabel('Klassens kode').fill('k7m2')
    await page.getByRole('button', { name: 'Kom ind' }).click()
    return settled(page)
  })
  scene('svar-forkerte-koder', async () => {
    const page = await stranger('/svar', /status of 404/)
    await page.getByLabel('Klassens kode').fill('K7M2XQ')
    await page.getByLabel('Din egen kode').fill('9HFT4B')
    await page.getByRole('button', { name: 'Kom ind' }).click()
    await page.getByText('Koderne virker ikke').waitFor()
    return settled(page)
  })
  scene('svar-om-dine-svar', () => enter(0))
  scene('svar-ikke-med', async () => {
    const page = await enter(0)
    await page.getByRole('button', { name: 'Jeg vil ikke være med' }).click()
    return settled(page)
  })
  scene('svar-et-valg', async () => goTo(await enter(1), 0), 'alike')
  scene('svar-et-valg-svaret', async () => {
    const page = await goTo(await enter(1), 2)
    await page.locator('.choice').nth(2).click()
    await page.getByText('Alt er gemt').waitFor()
    await page.locator('summary').filter({ hasText: 'Hvorfor spørger vi?' }).click()
    return settled(page)
  })
  scene('svar-skjult', async () => {
    const page = await goTo(await enter(20), 0)
    await page.getByRole('button', { name: 'Skjul mine svar' }).click()
    await page.locator('.choice').nth(2).click()
    await page.getByText('Svaret er skjult på skærmen.', { exact: false }).waitFor()
    return settled(page)
  })
  scene('svar-daekket', async () => {
    const page = await goTo(await enter(21), 0)
    await page.keyboard.press('Escape')
    await page.getByRole('heading', { name: 'Skærmen er dækket' }).waitFor()
    return settled(page)
  })
  scene('svar-kom-ind-pause', async () => {
    const page = await stranger('/svar', /status of 409/)
    await page.route(/\/responses\/enter$/, (route) =>
      route.fulfill({ status: 409, contentType: 'application/problem+json', json: { title: 'lesson-paused', status: 409 } }),
    )
    await page.getByLabel('Klassens kode').fill('K7M2XQ')
    await page.getByLabel('Din egen kode').fill('9HFT4B')
    await page.getByRole('button', { name: 'Kom ind' }).click()
    await page.getByText('Timen holder pause').waitFor()
    return settled(page)
  })
  const bullied = items.map(({ code }) => (code === 'bullied' ? 2 : null))
  scene('svar-flere-valg', async () => {
    const page = await goTo(
      await enter(2),
      items.findIndex(({ kind }) => kind === 'multiple'),
      bullied,
    )
    await page.locator('.choice').nth(1).click()
    await page.locator('.choice').nth(4).click()
    return settled(page)
  })
  scene('svar-stige', async () =>
    goTo(
      await enter(3),
      items.findIndex(({ kind }) => kind === 'ladder'),
    ),
  )
  scene('svar-tal', async () => {
    const page = await goTo(
      await enter(3),
      items.findIndex(({ kind }) => kind === 'number'),
    )
    await page.locator('.number-field__box').fill('2')
    return settled(page)
  })
  scene('svar-kun-at-laese', async () =>
    goTo(
      await enter(8),
      items.findIndex(({ kind }) => kind === 'information'),
    ),
  )
  const withoutLine = async (number: number) => {
    const page = await goTo(await enter(number, /ERR_INTERNET_DISCONNECTED/), 1)
    await page.route('**/api/v1/responses/**', (route) => route.abort('internetdisconnected'))
    await page.locator('.choice').nth(1).click()
    await page.getByText('Venter her, låst').first().waitFor()
    return page
  }
  scene('svar-uden-net', async () => settled(await withoutLine(4)), 'alike')
  scene('svar-hvad-er-gemt-hvor', async () => {
    const page = await withoutLine(15)
    await page.getByRole('button', { name: /Hvad er gemt hvor/ }).click()
    await page.getByText('Det er låst, så ingen kan læse det.', { exact: false }).waitFor()
    return settled(page)
  })
  scene('svar-doer-uden-net', async () => {
    const page = await withoutLine(16)
    await page.addInitScript(() => Object.defineProperty(navigator, 'onLine', { value: false }))
    await page.reload()
    await page.getByText('På denne maskine venter svar på at blive sendt').waitFor()
    await page.getByText('Uden net kan vi ikke lukke nogen ind.', { exact: false }).waitFor()
    return settled(page)
  })
  scene('svar-foer-du-slutter', async () => {
    const given = opinionOf(5).map((value, place) => (place % 7 === 3 ? null : value))
    return goTo(await enter(5), items.length, given)
  })
  scene('svar-tak', async () => {
    const page = await goTo(await enter(6), items.length, opinionOf(6))
    await page.getByRole('button', { name: 'Send mine svar' }).click()
    await page.getByRole('heading', { level: 1, name: 'Tak for dine svar' }).waitFor()
    return settled(page)
  })
  scene(
    'svar-allerede-sendt',
    async () => {
      const { code, slip } = await slipNumber(6)
      const page = await stranger(`/svar#${code}-${slip}`, /status of 404/)
      await page.getByText('Har du sendt dine svar, er du færdig.', { exact: false }).waitFor()
      return settled(page)
    },
    'alike',
  )
  scene('svar-lukket-hurtigt', async () => {
    const page = await goTo(await enter(7), 1)
    await page.getByRole('button', { name: 'Luk hurtigt' }).click()
    return settled(page)
  })
}
