/** What is there for everybody, before anybody is known. */
import { type Backstage, people, settled } from './stage.ts'
import { thisYear } from './survey-scenes.ts'

export function addFrontScenes({ scene, as, stranger, origin }: Backstage): void {
  scene('forside', () => stranger('/'))
  scene('kontakt', () => stranger('/kontakt'))
  scene('aabne-tal', () => stranger('/aabne-tal'))
  scene('hvem-maa-se-hvad', () => stranger('/hvem-maa-se-hvad'))
  scene('tilgaengelighed', () => stranger('/was'))
  scene('log-ind-foerst', () => stranger('/undersoegelser'))
  for (const module of ['smaaboern', 'grundskole', 'unge', 'plus', 'inspiration'])
    scene(`modul-${module}`, () => stranger(`/modul/${module}`), module === 'smaaboern' ? 'new' : 'alike')
  scene('foreningen', () => stranger('/foreningen'), 'alike')
  scene('nyheder', () => stranger('/nyheder'))
  const about = async () => {
    const page = await as(people.municipalAdmin)
    const surveys: readonly { id: string; title: string; state: string }[] = await (
      await page.context().request.get(`${origin}/api/v1/surveys`)
    ).json()
    return `/om/881/${surveys.find(({ title, state }) => state === 'open' && thisYear.test(title))?.id}`
  }
  scene('om-voksne', async () => stranger(await about()))
  scene(
    'om-boern',
    async () => {
      const page = await stranger(await about())
      await page.getByRole('button', { name: 'Til børn' }).click()
      return settled(page)
    },
    'alike',
  )
  scene('om-findes-ikke', () => stranger('/om/881/00000000-0000-4000-8000-000000000000', /status of 404/))
}
