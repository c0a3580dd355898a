/** Empty, refused, slow, gone. */
import { addresses } from '#web/professional/shell/navigation.ts'
import { type Backstage, people, settled } from './stage.ts'

export function addTroubleScenes({ scene, at, as, expect, origin }: Backstage): void {
  const admin = people.municipalAdmin
  const teacher = people.teacher
  scene('tom-kommune', async () => {
    const page = await as(admin)
    await page.route(/\/api\/v1\/(institutions|surveys|roster-imports)$/, (route) => route.fulfill({ json: [] }))
    await page.goto(origin + addresses.home)
    return settled(page)
  })
  for (const [name, room] of [
    ['tom-organisation', addresses.organisation],
    ['tomme-undersoegelser', addresses.survey],
    ['tom-planlaeg', `${addresses.survey}/ny`],
  ] as const) {
    scene(name, async () => {
      const page = await as(admin)
      await page.route(/\/api\/v1\/(institutions|surveys|roster-imports)$/, (route) => route.fulfill({ json: [] }))
      await page.goto(origin + room)
      return settled(page)
    })
  }
  for (const [name, room] of [
    ['tom-time', addresses.lesson],
    ['tomme-rapporter', addresses.report],
  ] as const) {
    scene(name, async () => {
      const page = await as(teacher)
      await page.route(/\/api\/v1\/(lessons|reports)$/, (route) => route.fulfill({ json: [] }))
      await page.goto(origin + room)
      return settled(page)
    })
  }
  scene('afvist', async () => {
    const page = await as(admin)
    expect(admin, /status of 500|answers 500/)
    await page.route('**/api/v1/surveys', (route) =>
      route.fulfill({
        status: 500,
        contentType: 'application/problem+json',
        body: '{"title":"defect","status":500,"requestId":"0b54c1f2"}',
      }),
    )
    await page.goto(origin + addresses.survey)
    await page.getByRole('alert').waitFor()
    return page
  })
  scene('langsom', async () => {
    const page = await as(admin)
    await page.route('**/api/v1/surveys', () => {})
    await page.goto(origin + addresses.survey)
    await page.getByRole('status').filter({ hasText: 'Henter' }).waitFor()
    return page
  })
  scene('findes-ikke', () => at(admin, `${addresses.survey}/findes-ikke/slet-ikke`))
}
