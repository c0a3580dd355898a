/** Clicking through the questions, as a pupil does. */
import type { Page } from 'playwright-core'
import { type Given, isMet, items, wording } from './pupil.ts'

/** Answers one question that is on the screen, or leaves it open, and goes on to the next. */
async function answerQuestion(page: Page, place: number, value: number | null): Promise<void> {
  const item = items[place]
  if (item === undefined) return
  const words = wording.items[item.code]
  await page.getByRole('heading', { level: 1, name: words?.question ?? '', exact: true }).waitFor()
  const isChosen = (option: number) =>
    value !== null && (item.kind === 'multiple' ? Math.floor(value / 2 ** option) % 2 === 1 : value === option + 1)
  if (value === 0) await page.getByText('Jeg vil ikke svare', { exact: true }).click()
  if (item.measure && value !== null && value > 0)
    await page.locator('.number-field__box').fill(String(item.measure.from + (value - 1) * item.measure.step))
  const chosen = item.measure ? [] : item.options.filter((_, option) => isChosen(option))
  for (const option of chosen) {
    if (item.kind === 'ladder') await page.locator(`.ladder__steps label:has(input[value="${option}"])`).click()
    else await page.locator(`.question label:has(input[value="${option}"])`).click()
  }
  await page.getByRole('button', { name: /^(Næste|Til slutningen)$/ }).click()
}

/** Answers what is met between two places of the questionnaire. */
export async function answerQuestions(
  page: Page,
  given: Given,
  { from = 0, to = items.length }: { readonly from?: number; readonly to?: number } = {},
): Promise<void> {
  for (let place = from; place < to; place++) if (isMet(place, given)) await answerQuestion(page, place, given[place] ?? null)
}

/** Sends, and waits for the thanks. */
export async function sendAnswers(page: Page): Promise<void> {
  await page.getByRole('button', { name: 'Send mine svar' }).click()
  await page.getByRole('heading', { level: 1, name: 'Tak for dine svar' }).waitFor()
}
