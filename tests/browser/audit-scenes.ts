/** The log and its spot checks; and help from outside, which is let in by a code. */
import { addresses } from '#web/professional/shell/navigation.ts'
import { readReport } from './report-scenes.ts'
import { type Backstage, people, settled } from './stage.ts'

export function addAuditScenes({ scene, at }: Backstage): void {
  scene('hjaelp-udefra', async () => {
    const page = await at(people.dataProtectionOfficer, addresses.support)
    await page.getByLabel('Hvad skal I have hjælp til?').fill('Listen fra skolen bliver afvist')
    await page.getByRole('button', { name: 'Lav en kode' }).click()
    await page.getByText('Sig koden til den, der hjælper').waitFor()
    return settled(page)
  })
  scene('hjaelp-en-kommune', () => at(people.secretariat, addresses.enterSupport))
  scene('databeskyttelse', () => at(people.dataProtectionOfficer, addresses.audit))
  scene('databeskyttelse-hvem-maa-hvad', async () => {
    const page = await at(people.dataProtectionOfficer, addresses.audit)
    await page.getByText(/^Se de \d+ handlinger/).click()
    return page
  })
  scene('databeskyttelse-intet', () => at(people.dataProtectionOfficer, `${addresses.audit}?til=2020-01-01`), 'alike')
  scene('databeskyttelse-barn', () => at(people.dataProtectionOfficer, `${addresses.audit}/barn`))
  scene('databeskyttelse-moenstre', () => at(people.dataProtectionOfficer, `${addresses.audit}/moenstre`), 'alike')
  scene('databeskyttelse-sendt-ud', async () => {
    await readReport({ at })
    return at(people.dataProtectionOfficer, `${addresses.audit}/sendt-ud`)
  })
  scene('databeskyttelse-sendt-ud-intet', () => at(people.dataProtectionOfficer, `${addresses.audit}/sendt-ud?til=researcher`), 'alike')
  scene('databeskyttelse-stikproever', () => at(people.dataProtectionOfficer, `${addresses.audit}/stikproever`))
  scene('databeskyttelse-stikproeve', async () => {
    const page = await at(people.dataProtectionOfficer, `${addresses.audit}/stikproever`)
    const goOn = page.getByRole('link', { name: 'Fortsæt gennemgangen' })
    await ((await goOn.isVisible()) ? goOn : page.getByRole('button', { name: 'Udtræk en stikprøve' })).click()
    await page.getByRole('heading', { level: 1, name: /Vurdér/ }).waitFor()
    await page.getByRole('radio', { name: 'Skal forklares' }).first().check()
    return settled(page)
  })
}
