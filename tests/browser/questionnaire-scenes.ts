/** Questionnaires read, put together, written on, read aloud; and the instruments of others. */
import { newestVersion } from '#lillekoebing/newest.ts'
import { addresses } from '#web/professional/shell/navigation.ts'
import { type Backstage, people, settled } from './stage.ts'

export function addQuestionnaireScenes({ scene, at }: Backstage): void {
  const reading = (code: string) => async () => {
    const page = await at(people.municipalAdmin, addresses.questionnaire)
    // The association's own: a journey before may have put one together of it.
    await page
      .locator(`a[href^="${addresses.questionnaire}/${code}?"][href$="version=${newestVersion(code).version}"]`)
      .first()
      .click()
    await page.getByText('Hvert spørgsmål med svarmuligheder').waitFor()
    return page
  }
  scene('spoergeskemaer', () => at(people.secretariat, addresses.questionnaire))
  scene('spoergeskemaer-kommunen', () => at(people.municipalAdmin, addresses.questionnaire), 'alike')
  scene('spoergeskemaer-laes', async () => {
    const page = await reading('mellemtrin')()
    await page.locator('main summary').first().click()
    return settled(page)
  })
  let composition: string | undefined
  const composing = async (step: string) => {
    if (composition === undefined) {
      const page = await reading('mellemtrin')()
      await page.getByRole('button', { name: 'Sæt jeres eget sammen' }).click()
      await page.getByLabel('Navn').fill('Til et kig')
      await page.getByRole('button', { name: 'Begynd' }).click()
      await page.getByRole('heading', { level: 1, name: 'Hvad skal blive?' }).waitFor()
      composition = new URL(page.url()).pathname
    }
    return at(people.municipalAdmin, `${composition}${step}`)
  }
  scene('sammensaet-vaelg', () => composing(''))
  scene('sammensaet-tilfoej', () => composing('?trin=tilfoej'))
  scene('sammensaet-se-efter', () => composing('?trin=se-efter'))
  scene('sammensaet-proev', () => composing('?trin=proev'))
  scene('sammensaet-udgiv', () => composing('?trin=udgiv'))
  scene('spoergeskemaer-forskelle', async () => {
    const page = await reading('foraeldre-indskoling')()
    await page.getByRole('button', { name: 'Sæt jeres eget sammen' }).click()
    await page.getByLabel('Navn').fill('Til en forskel')
    await page.getByRole('button', { name: 'Begynd' }).click()
    await page.getByRole('checkbox').first().uncheck()
    for (const heading of ['Hvad vil I spørge om ud over det?', 'Holder det sammen?', 'Sådan møder de det', 'Klar til at udgive?']) {
      await page.getByRole('button', { name: 'Gem og gå videre' }).click()
      await page.getByRole('heading', { level: 1, name: heading }).waitFor()
    }
    await page.getByRole('button', { name: /^Udgiv som version/ }).click()
    await page.getByRole('link', { name: 'Læs spørgeskemaet' }).click()
    await page.getByRole('link', { name: /^Se forskelle fra/ }).click()
    return settled(page)
  })
  let edition: string | undefined
  const editing = async (part: string) => {
    if (edition === undefined) {
      const page = await at(people.secretariat, addresses.questionnaire)
      await page.locator(`a[href^="${addresses.questionnaire}/undervisningsmiljoe?"]`).first().click()
      await page.getByRole('button', { name: 'Begynd næste version' }).click()
      await page.getByRole('button', { name: 'Gem kladden' }).waitFor()
      edition = new URL(page.url()).pathname
    }
    return at(people.secretariat, `${edition}${part}`)
  }
  for (const part of ['spoergsmaal', 'forskelle', 'oversaettelser', 'kommentarer', 'afproevning', 'kvalitet'])
    scene(`naeste-version-${part}`, () => editing(`?del=${part}`))
  scene('naeste-version-rettet', async () => {
    const page = await editing('?del=spoergsmaal')
    await page.locator('main summary').first().click()
    return settled(page)
  })
  // A file from elsewhere, in which something stands that there is no place for here.
  let isImported = false
  const importing = async () => {
    const page = await at(people.secretariat, addresses.questionnaire)
    const file: string = await page.evaluate(async () => {
      const answer = await fetch('/api/v1/questionnaires/unge/1.1/fhir')
      const { resource } = await answer.json()
      return JSON.stringify({ ...resource, copyright: 'En anden forening' })
    })
    await page
      .getByLabel('FHIR R4-fil')
      .setInputFiles({ name: 'unge.fhir.json', mimeType: 'application/fhir+json', buffer: Buffer.from(file) })
    await page.getByRole('button', { name: 'Åbn kladden' }).waitFor()
    isImported = true
    return settled(page)
  }
  scene('spoergeskemaer-hentet-ind', importing)
  scene('naeste-version-hentet-ind', async () => {
    if (!isImported) await importing()
    const page = await at(people.secretariat, addresses.questionnaire)
    await page.getByRole('listitem').filter({ hasText: 'Unge, version' }).getByRole('link').click()
    await page.getByRole('link', { name: 'Kommentarer' }).click()
    await page.getByText('feltet følger ikke med').waitFor()
    return settled(page)
  })
  scene('oplaesning', () => at(people.secretariat, '/oplaesning/indskoling?version=1.1'), 'new')
  scene('oplaesning-arabisk', () => at(people.secretariat, '/oplaesning/foraeldre-2-7-aar?version=1.1&sprog=ar'), 'new')
  scene('instrumenter', async () => {
    const page = await at(people.secretariat, addresses.instrument)
    await page.locator('summary').filter({ hasText: 'Om Eksempelskemaet' }).click()
    return page
  })
  scene('instrumenter-kommunen', () => at(people.municipalAdmin, addresses.instrument), 'alike')
}
