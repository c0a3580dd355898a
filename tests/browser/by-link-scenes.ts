/** A family is invited, and answers by its link. */
import { addresses } from '#web/professional/shell/navigation.ts'
import { type Backstage, people, settled } from './stage.ts'
import { beforeVisit } from './survey-scenes.ts'

export function addByLinkScenes({ scene, at, stranger }: Backstage): void {
  scene('inviter', () => at(people.healthVisitor, addresses.invite))
  const inviting = async () => {
    const page = await at(people.healthVisitor, addresses.invite)
    await page.getByRole('link', { name: beforeVisit }).first().click()
    await page.getByRole('heading', { level: 1, name: /^Hvem skal inviteres/ }).waitFor()
    return page
  }
  scene('inviter-familie', async () => settled(await inviting()))
  /** Invites one more family, and leaves the page that says so. */
  const invited = async () => {
    const page = await inviting()
    await page
      .getByRole('button', { name: /^Inviter: / })
      .first()
      .click()
    await page.getByText('Personligt link').waitFor()
    return settled(page)
  }
  scene('inviter-inviteret', invited)
  scene('svar-brev', async () => {
    const page = await stranger('/svar')
    await page.getByRole('button', { name: 'Jeg har fået et brev' }).click()
    await page.getByLabel('Tegnene fra dit brev').waitFor()
    return settled(page)
  })
  scene('svar-link-virker-ikke', async () => {
    const page = await stranger('/svar#k=ZZ23456789ABCD', /status of 404/)
    await page.getByText('Linket virker ikke', { exact: true }).waitFor()
    return settled(page)
  })
  const byLink = async () => {
    const shown = (await (await invited()).getByText('/svar#k=').textContent()) ?? ''
    const page = await stranger(shown.slice(shown.indexOf('/svar#k=')))
    await page.getByRole('heading', { level: 1, name: 'Om dine svar' }).waitFor()
    return settled(page)
  }
  scene('svar-foraelder-om', byLink)
  scene('svar-foraelder-spoergsmaal', async () => {
    const page = await byLink()
    await page.getByRole('button', { name: 'Begynd' }).click()
    await page.getByText(/^Emne 1 af/).waitFor()
    return settled(page)
  })
  /** A parent's questions in another language, as far as what is measured. */
  const inLanguage = async (language: string) => {
    const page = await byLink()
    await page.getByRole('button', { name: 'Begynd' }).click()
    await page.getByText(/^Emne 1 af/).waitFor()
    await page.getByRole('button', { name: language }).click()
    for (let at = 0; at < 6 && (await page.locator('.number-field__box').count()) === 0; at++) {
      const before = await page.locator('.question').first().innerText()
      await page.locator('.way button').last().click()
      await page.waitForFunction((words) => document.querySelector<HTMLElement>('.question')?.innerText !== words, before)
    }
    return settled(page)
  }
  scene('svar-arabisk', () => inLanguage('العربية'))
  scene('svar-ukrainsk', () => inLanguage('Українська'), 'alike')
}
