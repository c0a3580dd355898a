/** Surveys: the list, one that is open, one that is planned. */
import { addresses } from '#web/professional/shell/navigation.ts'
import { type Backstage, people, settled } from './stage.ts'

/** What the classes answer this year. */
export const thisYear = /Trivsel på mellemtrinnet 2\d/
export const beforeVisit = /Før besøget ved 8-10 måneder/

export function addSurveyScenes({ scene, at, as }: Backstage): void {
  const admin = people.municipalAdmin
  scene('undersoegelser', () => at(admin, addresses.survey))
  scene('undersoegelse-aaben', async () => {
    const page = await at(admin, addresses.survey)
    await page.getByRole('link', { name: thisYear }).first().click()
    await page.locator('summary').filter({ hasText: 'Møllebakkens Skole' }).click()
    return settled(page)
  })
  scene(
    'undersoegelse-luk',
    async () => {
      const page = await at(admin, addresses.survey)
      await page.getByRole('link', { name: thisYear }).first().click()
      await page.getByRole('button', { name: 'Luk undersøgelsen' }).click()
      return settled(page)
    },
    'alike',
  )
  scene('undersoegelse-loebende', async () => {
    const page = await at(admin, addresses.survey)
    await page.getByRole('link', { name: beforeVisit }).first().click()
    await page.locator('summary').filter({ hasText: 'Sundhedsplejen' }).click()
    return settled(page)
  })
  scene('planlaeg-1-hvem', () => at(admin, `${addresses.survey}/ny`))
  scene('planlaeg-1-mangler', async () => {
    const page = await at(admin, `${addresses.survey}/ny`)
    await page.getByRole('button', { name: 'Gem og fortsæt' }).click()
    return settled(page)
  })
  scene('planlaeg-1-dagtilbud', async () => {
    const page = await at(admin, `${addresses.survey}/ny`)
    await page.getByRole('radio', { name: /^I dagtilbud/ }).check()
    return settled(page)
  })
  scene('planlaeg-2-hvad', async () => {
    const page = await at(admin, `${addresses.survey}/ny`)
    await page.getByLabel('Stenhøj Skole').check()
    await page.getByLabel('Lyngholm Landsbyskole').check()
    await page.getByRole('button', { name: 'Gem og fortsæt' }).click()
    await page.locator('summary').filter({ hasText: 'Mobning' }).click()
    return settled(page)
  })
  const next = async (heading: string) => {
    const page = await as(admin)
    await page.getByRole('button', { name: 'Gem og fortsæt' }).click()
    await page.getByRole('heading', { level: 1, name: heading }).waitFor()
    return settled(page)
  }
  scene('planlaeg-3-hvornaar', () => next('Hvornår kan de svare?'))
  scene('planlaeg-4-information', () => next('Hvad får elever og forældre at vide?'))
  scene('planlaeg-5-tjek', () => next('Er alt, som det skal være?'))
  scene('planlaeg-5-aabn', async () => {
    const page = await as(admin)
    await page.getByRole('button', { name: 'Åbn undersøgelsen' }).click()
    return settled(page)
  })
  scene('undersoegelse-kladde', async () => {
    const page = await as(admin)
    await page.goto(page.url().replace(/\/plan.*$/, ''))
    return settled(page)
  })
  scene('papir-vaelg', async () => {
    const page = await at(admin, addresses.survey)
    await page.getByRole('link', { name: thisYear }).first().click()
    await page.getByRole('link', { name: 'Svar på papir' }).click()
    await page.getByRole('heading', { level: 1, name: /^Svar på papir/ }).waitFor()
    return settled(page)
  })
  scene('papir-tast', () => at(people.municipalAnalyst, addresses.paper), 'alike')
  scene('hjem-opgaver', () => at(admin, addresses.home))
}
