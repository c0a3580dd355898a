/** A family's own page, and what it consents to. */
import { addresses } from '#web/professional/shell/navigation.ts'
import { type Backstage, people, settled } from './stage.ts'

export function addFamilyScenes({ scene, at, stranger }: Backstage): void {
  scene('min-familie', () => at(people.parent, addresses.family))
  scene('samtykke', async () => {
    const page = await at(people.parent, addresses.family)
    await page
      .getByRole('link', { name: /^(Læs og vælg|Vælg om)/ })
      .first()
      .click()
    await page.getByRole('button', { name: 'Gem mit valg' }).click()
    return settled(page)
  })
  scene('samtykke-traek-tilbage', async () => {
    const page = await at(people.parent, addresses.family)
    await page
      .getByRole('link', { name: /^Træk samtykket tilbage/ })
      .first()
      .click()
    return settled(page)
  })
  scene('sig-nej', async () => {
    const page = await stranger('/sig-nej')
    await page.getByRole('button', { name: 'Videre' }).click()
    return settled(page)
  })
  scene('min-familie-elev', async () => {
    const page = await at(people.pupil, addresses.family)
    await page.locator('summary').filter({ hasText: 'Svaret' }).first().click()
    return settled(page)
  })
  scene('min-familie-ung', () => at(people.youngPerson, addresses.family), 'alike')
}
