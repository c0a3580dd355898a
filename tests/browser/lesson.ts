/** The class's lesson as its teacher opens it, and the slips as they are printed. */
import type { Page } from 'playwright-core'
import { type Slip, slipsInPdf } from './slips-in-pdf.ts'

/** From any page of the teacher's to the lesson that is going on in a class; opens it, or one more, where there is none. */
export async function openLesson(page: Page, className: string, survey: string | RegExp): Promise<void> {
  await page.getByRole('navigation', { name: 'Hovedmenu' }).getByRole('link', { name: 'Klassens time' }).click()
  const row = page
    .getByRole('listitem')
    .filter({ hasText: survey })
    .filter({ has: page.getByRole('heading', { level: 2, name: `${className} `, exact: false }) })
  const going = row.getByRole('link', { name: `Gå til timen i ${className}` })
  const opening = row.getByRole('button', { name: new RegExp(`^Åbn (timen|en time til) for ${className}`) })
  await going.or(opening).first().click()
  await page.getByRole('heading', { level: 1, name: `Timen i ${className} er i gang` }).waitFor()
}

/** The slips of the lesson that is on the screen. */
export async function printSlips(page: Page): Promise<readonly Slip[]> {
  const address = await page.getByRole('link', { name: /Hent sedler/ }).getAttribute('href')
  const printed = await page.context().request.get(new URL(address ?? '', page.url()).href)
  if (printed.headers()['content-type'] !== 'application/pdf')
    throw new Error(`the slips are ${printed.status()} ${printed.headers()['content-type']}`)
  return slipsInPdf(await printed.body())
}
