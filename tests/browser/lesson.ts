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

/** Opens the wall in its own window, from the page of the lesson. */
export async function openWall(page: Page): Promise<Page> {
  const opening = page.context().waitForEvent('page')
  await page.getByRole('link', { name: 'Åbn tavlen i sit eget vindue' }).click()
  const wall = await opening
  await wall.getByText(/^Klassens kode er/).waitFor({ state: 'attached' })
  return wall
}

/** The dialog in which one pupil's slip is chosen, and what is pressed there; the codes, where they are shown. */
export async function showSlipOf(
  page: Page,
  name: string,
  press = 'Vis sedlen',
): Promise<{ readonly code: string; readonly slip: string }> {
  await page.getByRole('button', { name: 'Find en elevs seddel' }).click()
  await page.getByRole('combobox', { name: 'Elev' }).selectOption({ label: name })
  await page.getByRole('button', { name: press }).click()
  if (press !== 'Vis sedlen') return { code: '', slip: '' }
  await page.getByRole('heading', { name: `Seddel til ${name}` }).waitFor()
  const [code = '', slip = ''] = (await page.locator('dialog[open] dd').allInnerTexts()).map((text) => text.replace(' ', ''))
  return { code, slip }
}

/** With the QR code of a slip, to what the answers are for. */
export async function comeInBySlip(page: Page, origin: string, { code, slip }: Pick<Slip, 'code' | 'slip'>): Promise<void> {
  await page.goto(`${origin}/svar#${code}-${slip}`)
  await page.getByRole('heading', { level: 1, name: 'Om dine svar' }).waitFor()
}
