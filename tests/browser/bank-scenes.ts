/** The question bank. */
import { addresses } from '#web/professional/shell/navigation.ts'
import { type Backstage, people, settled } from './stage.ts'

export function addBankScenes({ scene, at }: Backstage): void {
  const question = (code: string, ending = '') => `${addresses.bank}/spoergsmaal/${code}${ending}`
  scene('spoergebank', () => at(people.secretariat, addresses.bank), 'new')
  scene('spoergebank-intet', () => at(people.secretariat, `${addresses.bank}?q=findesikke`), 'alike')
  scene('spoergebank-nyt-mangler', async () => {
    const page = await at(people.municipalAdmin, `${addresses.bank}/nyt`)
    await page.getByRole('button', { name: 'Skriv videre' }).click()
    return settled(page)
  })
  scene('spoergsmaal-udgivet', () => at(people.secretariat, question('read-for-fun-days')))
  scene('spoergsmaal-til-gennemsyn', () => at(people.expertReviewer, question('cooked-with-adult-days')))
  scene('spoergsmaal-skriv', async () => {
    const page = await at(people.municipalAdmin, question('k881-ude-i-naturen'))
    await page.getByLabel('Vis for').selectOption({ label: '7 år' })
    await page.getByRole('combobox', { name: 'Sprog' }).selectOption({ label: 'Arabisk' })
    return settled(page)
  })
  scene('spoergsmaal-oversaet', () => at(people.municipalAdmin, question('k881-ude-i-naturen', '/oversaettelse')))
  scene('spoergsmaal-kommentarer', () => at(people.municipalAdmin, question('k881-ude-i-naturen', '/kommentarer')))
  scene('spoergsmaal-historik', () => at(people.secretariat, question('read-for-fun-days', '/historik')), 'alike')
}
