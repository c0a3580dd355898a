/** One child, as its health visitor sees it. */
import { addresses } from '#web/professional/shell/navigation.ts'
import { type Backstage, people, settled } from './stage.ts'

export function addHealthScenes({ scene, at, as, origin }: Backstage): void {
  const children = (chosen: string) => at(people.healthVisitor, `${addresses.children}?${chosen}`)
  const firstChild = async (chosen: string) => {
    const page = await children(chosen)
    await page.locator('tbody').getByRole('link').first().click()
    await page.getByText('Du har åbnet svarene', { exact: false }).waitFor()
    return settled(page)
  }
  scene('mine-boern', async () => {
    const page = await children('only=wish')
    await page.getByText('Sådan er listen ordnet').click()
    return settled(page)
  })
  scene('mine-boern-telefon', async () => {
    const page = await at(people.healthVisitor, addresses.children)
    await page.setViewportSize({ width: 360, height: 780 })
    await page
      .getByText(/^\d+ spørg først$/)
      .first()
      .click()
    await page.getByRole('button', { name: 'Har ikke svaret' }).click()
    return page
  })
  scene('mine-boern-ingen-passer', () => children('only=wish&answered=no'), 'alike')
  scene('mine-boern-tom', async () => {
    const page = await as(people.healthVisitor)
    await page.route('**/api/v1/health/children', (route) => route.fulfill({ json: { children: [], questionnaires: [] } }))
    await page.goto(origin + addresses.children)
    return settled(page)
  })
  scene('barnet', () => firstChild('only=wish'))
  scene('barnet-foelg-op', async () => {
    const page = await firstChild('only=wish')
    await page.getByRole('button', { name: 'Følg op …' }).first().click()
    await page.locator('summary').last().click()
    return settled(page)
  })
  scene('barnet-formaal', async () => {
    const page = await firstChild('only=wish')
    await page.getByRole('link', { name: 'Skift formål' }).click()
    return settled(page)
  })
  scene('barnet-intet-svar', () => firstChild('answered=no'))
  scene('barnet-skjul-svar', async () => {
    const page = await firstChild('only=wish')
    await page.locator('details').filter({ hasText: 'Vis ikke for forælderen' }).locator('summary').first().click()
    await page
      .getByRole('button', { name: /^Vis ikke for forælderen/ })
      .first()
      .click()
    await page.getByRole('button', { name: 'Skjul svaret' }).click()
    return settled(page)
  })
  scene('daekning', () => at(people.leadHealthVisitor, addresses.coverage))
}
