/** Reports: a class's, a school's, the country's. */
import type { Page } from 'playwright-core'
import { addresses } from '#web/professional/shell/navigation.ts'
import { type Backstage, follow, people, settled } from './stage.ts'

const reader = 'Karen Holm'

/** This year's report, at the unit it begins with or at another. */
export async function readReport({ at }: Pick<Backstage, 'at'>, name = reader, ...units: readonly (string | RegExp)[]): Promise<Page> {
  const page = await at(name, addresses.home, true)
  await page
    .getByRole('link', { name: /^Læs rapporten: Trivsel på mellemtrinnet 2/ })
    .first()
    .click()
  await page.getByRole('navigation', { name: 'Enhed' }).waitFor()
  for (const unit of units) {
    await page.getByRole('navigation', { name: 'Enhed' }).getByRole('link', { name: unit }).first().click()
    await page.locator('[aria-busy]').waitFor({ state: 'detached' })
  }
  return settled(page)
}

export function addReportScenes({ scene, at }: Backstage): void {
  const report = (name: string, ...units: readonly (string | RegExp)[]) => readReport({ at }, name, ...units)
  scene('rapporter', () => at(reader, addresses.report))
  scene('rapport-klasse', () => report(reader))
  scene(
    'rapport-klasse-sammenlignet',
    async () => {
      const page = await report(reader)
      return follow(page, `${page.url()}&split=sex&compare=rest`)
    },
    'alike',
  )
  scene('rapport-tabel', async () => {
    const page = await report(reader)
    await follow(page, `${page.url()}&compare=municipality&themes=bullying,sleep`)
    await page
      .getByRole('button', { name: 'Vis tabel' })
      .evaluateAll((buttons: HTMLElement[]) => buttons.forEach((button) => button.click()))
    return page
  })
  const besideSimilar = async (name: string, ...units: readonly (string | RegExp)[]) => {
    const page = await report(name, ...units)
    return follow(page, `${page.url()}&compare=similar`)
  }
  scene('rapport-skole-lignende', () => besideSimilar(people.municipalAnalyst, 'Lillekøbing', 'Havbrinkskolen'), 'alike')
  scene('rapport-skole-lignende-for-faa', async () => {
    const page = await besideSimilar(people.institutionLeader, /Skole$/)
    await page.getByText('Endnu for få lignende institutioner').waitFor()
    return page
  })
  scene('rapport-tag-med', async () => {
    const page = await report(people.institutionLeader)
    await page.getByText('Flere måder at tage rapporten med').click()
    return page
  })
  scene('frigiv-regel', async () => {
    const page = await report(people.municipalAnalyst, 'Lillekøbing')
    await page.getByText(/^Sådan frigiver I tal:/).click()
    await page.getByRole('radio', { name: /^Kun når vi beslutter det/ }).check()
    await page.getByRole('radio', { name: 'kun denne undersøgelse' }).check()
    await page.getByRole('button', { name: 'Gem reglen' }).click()
    await page.getByText('Reglen er gemt.').waitFor()
    await page.getByText('Tallene frigives kun, når I beslutter det.').waitFor()
    return settled(page)
  })
  scene('rapport-klasse-paa-fire', () => report('Jesper Mortensen', /5\. årgang/, /^5\.M/), 'alike')
  scene('rapport-skole', () => report(people.institutionLeader), 'alike')
  scene('rapport-skole-telefon', async () => {
    const page = await report(people.institutionLeader)
    await page.goto(`${page.url()}&compare=rest`)
    await settled(page)
    await page.setViewportSize({ width: 360, height: 780 })
    await page.getByRole('button', { name: 'Søvn', expanded: false }).click()
    return page
  })
  scene('rapport-kommune', () => report(people.municipalAnalyst, 'Lillekøbing'))
  scene('rapport-indeks', async () => {
    const page = await lastYears(await report(people.municipalAnalyst, 'Lillekøbing'), 'learning-environment')
    await page.locator('article', { hasText: 'Indeks af' }).first().getByText('Hvad spørgsmålet bruges til').click()
    return page
  })
  scene('rapport-vejet', async () => {
    const page = await lastYears(await report(people.municipalAnalyst, 'Lillekøbing'), 'sleep')
    await page
      .getByText(/^Vejet efter klassetrin og køn/)
      .first()
      .waitFor()
    return page
  })
  scene('rapport-land', () => report(people.municipalAnalyst, 'Hele landet'), 'alike')
  scene(
    'rapport-english',
    async () => {
      const page = await report(people.politicalReader)
      await page.getByText('English').click()
      return settled(page)
    },
    'alike',
  )
}

/** The municipality's themes as they were last year, when everybody had been asked. */
async function lastYears(page: Page, themes: string): Promise<Page> {
  const last: string = await page.evaluate(async () => {
    const reports: { surveyId: string; title: string; state: string }[] = await (await fetch('/api/v1/reports')).json()
    return reports.find(({ title, state }) => state === 'sealed' && title.startsWith('Trivsel på mellemtrinnet'))?.surveyId ?? ''
  })
  const [report = ''] = page
    .url()
    .replace(/rapporter\/[^?]*/, `rapporter/${last}`)
    .split('?')
  await page.goto(`${report}?unit=municipality&themes=${themes}`)
  return settled(page)
}
