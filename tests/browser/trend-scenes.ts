/** One unit over its years: a school's, a class's with its children, the municipality's by sex; and where there is only one year. */
import type { Page } from 'playwright-core'
import { addresses } from '#web/professional/shell/navigation.ts'
import { readReport } from './report-scenes.ts'
import { type Backstage, follow, people, settled } from './stage.ts'

const { institutionLeader: leader, municipalAnalyst: analyst, teacher } = people

export function addTrendScenes({ scene, at, expect }: Backstage): void {
  const trend = async (name: string, ...units: readonly (string | RegExp)[]): Promise<Page> => {
    const page = await readReport({ at }, name, ...units)
    await page.getByRole('navigation', { name: 'Slags rapport' }).getByRole('link', { name: 'Udvikling' }).click()
    await page.waitForURL(/\/udvikling\?/)
    return settled(page)
  }
  scene('udvikling-skole', () => trend(leader))
  scene('udvikling-klasse', () => trend(teacher), 'alike')
  scene('udvikling-tabel', async () => {
    const page = await trend(leader)
    await follow(page, `${page.url()}&compare=municipality&indicators=school-glad,sleep-tired`)
    await page
      .getByRole('button', { name: 'Vis tabel' })
      .evaluateAll((buttons: HTMLElement[]) => buttons.forEach((button) => button.click()))
    return page
  })
  scene('udvikling-koen', async () => {
    const page = await trend(analyst, 'Lillekøbing')
    await follow(page, `${page.url()}&split=sex&indicators=school-glad,sleep-tired,bullied,lonely`)
    await page.getByText(/^Vælg andre/).click()
    return page
  })
  scene('udvikling-foerste-gang', async () => {
    const page = await trend(leader)
    await page.route(/\/api\/v1\/reports\/[^/]+\/trend/, async (route) => {
      const answer = await route.fetch()
      const found = await answer.json()
      const last = (all: readonly unknown[]) => all.slice(-1)
      await route.fulfill({ response: answer, json: { ...found, years: last(found.years), waves: last(found.waves), items: [] } })
    })
    await page.reload()
    return settled(page)
  })
  scene(
    'udvikling-afvist',
    async () => {
      const page = await trend(leader)
      expect(leader, /status of 500|answers 500/)
      await page.route(/\/api\/v1\/reports\/[^/]+\/trend/, (route) =>
        route.fulfill({
          status: 500,
          contentType: 'application/problem+json',
          body: '{"title":"defect","status":500,"requestId":"0b54c1f2"}',
        }),
      )
      await page.goto(page.url())
      await page.getByRole('alert').waitFor()
      return page
    },
    'alike',
  )
  scene('tavle', async () => {
    const page = await trend(analyst, 'Lillekøbing')
    await page.getByRole('link', { name: 'Lav en tavle med flere enheder' }).click()
    await page.waitForURL(/\/tavle\?/)
    await settled(page)
    await page
      .getByRole('button', { name: /^Ryk op: / })
      .last()
      .click()
    return settled(page)
  })
  scene('gem-visningen', async () => {
    const page = await trend(analyst, 'Lillekøbing')
    await page.getByRole('button', { name: 'Gem visningen' }).click()
    await page.getByRole('dialog').getByRole('button', { name: 'Gem', exact: true }).click()
    await page.getByText('Skriv et navn').waitFor()
    return page
  })
  scene('gem-visningen-gemt', async () => {
    const page = await trend(analyst, 'Lillekøbing')
    await page.getByRole('button', { name: 'Gem visningen' }).click()
    await page.getByRole('textbox', { name: 'Navn' }).fill('Udvikling til børneudvalget')
    await page.getByLabel(/^Del med kolleger/).check()
    await page.getByRole('dialog').getByRole('button', { name: 'Gem', exact: true }).click()
    await page.getByText('Gemt som »Udvikling til børneudvalget«').waitFor()
    return settled(page)
  })
  scene('gemte-visninger', async () => {
    const page = await at(analyst, addresses.report)
    await page.getByRole('link', { name: 'Udvikling til børneudvalget' }).waitFor()
    return page
  })
  scene('gemte-visninger-kollega', () => at(people.politicalReader, addresses.report), 'alike')
  scene('gemt-visning-fjernet', async () => {
    const page = await at(analyst, addresses.report)
    await page.getByRole('button', { name: 'Fjern »Udvikling til børneudvalget«' }).click()
    await page.getByRole('button', { name: 'Fortryd' }).click()
    await page.getByRole('link', { name: 'Udvikling til børneudvalget' }).waitFor()
    await page.getByRole('button', { name: 'Fjern »Udvikling til børneudvalget«' }).click()
    await page.getByRole('button', { name: 'Fortryd' }).waitFor()
    return page
  })
  scene(
    'udvikling-english',
    async () => {
      const page = await trend(analyst, 'Lillekøbing')
      await page.getByText('English').click()
      return settled(page)
    },
    'alike',
  )
}
