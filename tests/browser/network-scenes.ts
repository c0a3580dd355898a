/** Between municipalities: what is asked, the templates, the news, and the year. */
import { addresses } from '#web/professional/shell/navigation.ts'
import { type Backstage, people, settled } from './stage.ts'

export function addNetworkScenes({ scene, at }: Backstage): void {
  const leader = people.institutionLeader
  scene('netvaerk', () => at(leader, addresses.network))
  scene('netvaerk-spoerg-mangler', async () => {
    const page = await at(leader, `${addresses.network}/spoerg`)
    await page.getByRole('button', { name: 'Send spørgsmålet' }).click()
    return settled(page)
  })
  scene('netvaerk-spoergsmaal', async () => {
    const page = await at(leader, addresses.network)
    await page.getByRole('link', { name: /forældre til børn i daginstitution/ }).click()
    await page.getByRole('heading', { name: '2 svar' }).waitFor()
    return settled(page)
  })
  scene('netvaerk-mig', () => at(leader, `${addresses.network}/mig`), 'alike')
  scene('skabeloner', () => at(leader, '/skabeloner'))
  scene('skabelon', () => at(leader, '/skabeloner?skabelon=agenda-class-team'))
  scene('nyhed-skriv', () => at(people.secretariat, `${addresses.news}/ny`))
  scene('aaret', () => at(people.municipalAdmin, addresses.year))
  scene('aaret-tomt', () => at(people.municipalAdmin, `${addresses.year}?skoleaar=2035`), 'alike')
}
