/** A report in use: before a room, in a lesson, on a poster. */
import { readReport } from './report-scenes.ts'
import { type Backstage, follow, people, settled } from './stage.ts'

export function addUseScenes({ scene, at }: Backstage): void {
  const used = (name: string, as: string, link: string | RegExp) =>
    scene(name, async () => {
      const page = await readReport({ at }, as)
      await page.getByRole('navigation', { name: 'Brug resultatet' }).getByRole('link', { name: link }).click()
      return settled(page)
    })
  used('brug-vis-for-andre', people.institutionLeader, 'Vis for andre')
  scene('brug-et-fund', async () => {
    const page = await readReport({ at }, people.institutionLeader)
    await page.getByRole('link', { name: 'Vis for andre' }).click()
    await settled(page)
    await page.keyboard.press('PageDown')
    await page.keyboard.press('n')
    return settled(page)
  })
  used('brug-samtale', 'Karen Holm', 'Samtale i klassen')
  used('brug-elevudgave', 'Karen Holm', 'Elevudgave')
  used('brug-til-moede', people.institutionLeader, 'Til et møde')
  scene('brug-beslutning-gemt', async () => {
    const page = await readReport({ at }, people.institutionLeader)
    await page.getByRole('link', { name: 'Til et møde' }).click()
    await settled(page)
    await page.getByLabel('Beslutning').fill('Rolige pauser i den lille skolegård')
    await page.locator('[data-mark=saved]').waitFor()
    return settled(page)
  })
  used('brug-vi-gjorde', people.institutionLeader, 'I sagde – vi gjorde')
  scene(
    'brug-english',
    async () => {
      const page = await readReport({ at }, people.institutionLeader)
      await page.getByRole('link', { name: 'Elevudgave' }).click()
      await settled(page)
      await page.getByText('English').click()
      return settled(page)
    },
    'alike',
  )
  scene(
    'brug-intet-at-vise',
    async () => {
      const page = await readReport({ at }, 'Jesper Mortensen', /5\. årgang/, /^5\.M/)
      return follow(page, page.url().replace('?', '/elevudgave?'))
    },
    'alike',
  )
}
