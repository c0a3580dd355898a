/** Reading a report on the screen: every card's figures as the table behind its chart says them. */
import type { Page } from 'playwright-core'
import { items, type Tally, wording } from './pupil.ts'

export type ReadCard = {
  readonly item: string
  readonly state: 'shown' | 'bands' | 'hidden'
  readonly tally?: Tally
  readonly bands?: readonly string[]
  readonly text: string
}

/** Opens every table on the page and reads the cards. A card is known by the question that it names. */
export async function readCards(page: Page): Promise<ReadonlyMap<string, ReadCard>> {
  await page.getByRole('button', { name: 'Vis tabel' }).evaluateAll((buttons: HTMLElement[]) => buttons.forEach((button) => button.click()))
  const cards = await page.locator('article').evaluateAll((articles) =>
    articles.map((article) => ({
      heading: article.querySelector('h3')?.textContent ?? '',
      lead: article.querySelector('.card__lead')?.textContent ?? '',
      caption: article.querySelector('caption')?.textContent ?? '',
      rows: [...article.querySelectorAll('tbody tr')].map((row) => [...row.children].map((cell) => cell.textContent)),
      bands: [...article.querySelectorAll('dl > div')].map((row) => [
        row.querySelector('dt')?.textContent ?? '',
        row.querySelector('dd strong')?.textContent ?? '',
      ]),
      text: article.textContent,
    })),
  )
  const read = new Map<string, ReadCard>()
  for (const { heading, lead, caption, rows, bands, text } of cards) {
    const item = items.find(({ code }) => [heading, lead, caption].some((words) => words.includes(wording.items[code]?.question ?? '\0')))
    if (item === undefined) continue
    const state = rows.length > 0 ? 'shown' : bands.length > 0 ? 'bands' : 'hidden'
    const inOrder = (pairs: readonly (readonly (string | null)[])[]) =>
      item.options.map((option) => pairs.find(([label]) => label === wording.items[item.code]?.options[option])?.[1] ?? '')
    read.set(item.code, {
      item: item.code,
      state,
      text,
      ...(state === 'shown'
        ? {
            tally: {
              answered: count(lead, / · (\S+) svar/),
              declined: count(lead, /, (\S+) ville ikke svare/),
              blank: count(lead, /, (\S+) sprang over/),
              options: inOrder(rows).map(whole),
            },
          }
        : {}),
      ...(state === 'bands' ? { bands: inOrder(bands) } : {}),
    })
  }
  return read
}

function count(sentence: string, pattern: RegExp): number {
  const said = pattern.exec(sentence)?.[1]
  return said === undefined ? 0 : whole(said)
}

/** "1.204" as Danes write it; one is a word. */
function whole(said: string): number {
  return /^(én|ét)$/i.test(said) ? 1 : Number(said.replaceAll('.', ''))
}
