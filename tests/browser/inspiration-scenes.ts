/** Inspiration, its sheets under way, and plans made of them. */
import { addresses } from '#web/professional/shell/navigation.ts'
import { type Backstage, people, settled } from './stage.ts'

export function addInspirationScenes({ scene, at, stranger }: Backstage): void {
  scene('inspiration', () => stranger('/inspiration'))
  scene('inspiration-telefon', async () => {
    const page = await stranger('/inspiration')
    await page.setViewportSize({ width: 360, height: 780 })
    await page.getByRole('button', { name: 'Legepatruljen' }).click()
    return page
  })
  scene('inspiration-fundet', () => stranger('/inspiration?q=mobing&age=upperPrimary'), 'alike')
  scene('inspiration-intet', () => stranger('/inspiration?q=blokfl%C3%B8jte'))
  scene('faktaark', () => stranger('/inspiration/soevn-i-oejenhoejde'))
  scene('faktaark-findes-ikke', () => stranger('/inspiration/findes-ikke', /status of 404/), 'same')
  scene('faktaark-erfaringer', async () => {
    const page = await at(people.institutionLeader, '/inspiration/legepatruljen')
    await page.getByRole('button', { name: 'Fortæl, hvordan det gik' }).click()
    await page.getByRole('button', { name: 'Send', exact: true }).click()
    return settled(page)
  })
  const following = async (name: string, address: string, link: string) => {
    const page = await at(name, address)
    await page.getByRole('link', { name: link }).click()
    await page.getByRole('heading', { level: 1, name: link }).waitFor()
    return settled(page)
  }
  scene('mine-faktaark', () => at(people.interventionProvider, '/inspiration/mine'))
  scene('faktaark-skriv', async () => {
    const page = await following(people.interventionProvider, '/inspiration/mine', 'Spisevenner')
    await page.getByLabel('Formål', { exact: true }).fill('')
    await page.getByRole('button', { name: 'Send til gennemsyn' }).click()
    return settled(page)
  })
  scene('gennemsyn', () => at(people.secretariat, '/inspiration/gennemsyn'))
  scene('gennemsyn-faktaark', async () => {
    const page = await following(people.secretariat, '/inspiration/gennemsyn', 'Godmorgen i klassen')
    await page.getByRole('button', { name: 'Send tilbage' }).click()
    return settled(page)
  })
  scene('gennemsyn-godkend', async () => {
    const page = await following(people.expertReviewer, '/inspiration/gennemsyn', 'Cyklen frem')
    await page.getByRole('button', { name: 'Godkend fagligt' }).click()
    return settled(page)
  })
  scene('handleplaner', () => at(people.institutionLeader, addresses.actionPlan))
  scene('handleplan', async () => {
    const page = await following(people.institutionLeader, addresses.actionPlan, 'Telefonen sover i køkkenet')
    await page.getByText('Ingen sikker forskel fra før').or(page.getByText('end før')).first().waitFor()
    return settled(page)
  })
  scene('handleplan-slut', async () => {
    const page = await following(people.institutionLeader, addresses.actionPlan, 'Telefonen sover i køkkenet')
    await page.getByRole('button', { name: 'Skriv, hvordan det gik' }).click()
    return settled(page)
  })
  scene('handleplan-ny', async () => {
    const page = await at(people.institutionLeader, '/handleplaner/ny?sheet=soevn-i-oejenhoejde&theme=sleep')
    await page.getByRole('button', { name: 'Lav handleplanen' }).click()
    return settled(page)
  })
  scene('handleplan-begyndt', async () => {
    const page = await at(people.institutionLeader, '/handleplaner/ny')
    await page.getByLabel('Hvad vil I gøre?').fill('To voksne ude i hvert frikvarter')
    await page.getByRole('main').getByRole('link', { name: 'Handleplaner' }).click()
    await page.getByRole('link', { name: 'Lav en handleplan' }).first().click()
    await page.getByText('Her er det, du var begyndt på.').waitFor()
    return settled(page)
  })
}
