/** PLUS: the cases of Lillekøbing in each state, and what an informant meets. */
import type { Page } from 'playwright-core'
import { schoolYearOf } from '#domain/organisation/organisation.ts'
import { addresses } from '#web/professional/shell/navigation.ts'
import { pupilAt } from '../../lillekoebing/families.ts'
import { lillekoebing } from '../../lillekoebing/place.ts'
import { makeTown } from '../../lillekoebing/town.ts'
import { type Backstage, people, settled } from './stage.ts'

/** The cases by how far they have come, as they stand in the list. */
const answers = { justOpened: 'Ingen inviteret endnu', threeViews: '3 af 3 har svaret', followedUp: /Opfølgning:/ } as const

export function addAssessmentScenes({ scene, at, as, stranger, origin }: Backstage): void {
  const psychologist = people.eduPsychologist
  const inCase = async (which: keyof typeof answers) => {
    const page = await at(psychologist, addresses.assessment)
    await page.getByRole('row').filter({ hasText: answers[which] }).getByRole('link').first().click()
    await page.getByText('Dit opslag er skrevet i loggen').waitFor()
    return settled(page)
  }
  const pressed = async (which: keyof typeof answers, name: string) => {
    const page = await inCase(which)
    await page.getByRole('button', { name }).click()
    return settled(page)
  }
  const followed = async (which: keyof typeof answers, name: string) => {
    const page = await inCase(which)
    await page.getByRole('link', { name }).click()
    await page.getByRole('link', { name: 'PLUS' }).first().waitFor()
    return settled(page)
  }

  scene('plus-sager', () => at(psychologist, addresses.assessment))
  scene('plus-ny-barn', () => at(psychologist, `${addresses.assessment}/ny`))
  scene('plus-ny-hvorfor', async () => {
    const page = await at(psychologist, `${addresses.assessment}/ny`)
    const { cpr } = pupilAt(makeTown(lillekoebing, schoolYearOf(new Date().toISOString().slice(0, 10))), {
      institutionKey: 'moellebakken',
      className: '8.A',
      place: 7,
    })
    await page.getByLabel('Barnets CPR-nummer').fill(cpr)
    await page.getByRole('button', { name: 'Find barnet' }).click()
    await page.getByRole('heading', { level: 1, name: 'Hvorfor åbner du sagen?' }).waitFor()
    await page.getByRole('button', { name: 'Åbn sagen' }).click()
    return settled(page)
  })
  scene('plus-sag-ny', () => inCase('justOpened'))
  scene('plus-sag-familien', () => pressed('justOpened', 'Skriv ned, hvad familien ved'))
  scene('plus-sag', () => inCase('followedUp'))
  scene('plus-sag-inviter', () => pressed('threeViews', 'Inviter en informant'))
  scene('plus-sag-link', () => pressed('followedUp', 'Vis link til Klubpædagog'))
  scene('plus-sag-maal', () => pressed('threeViews', 'Aftal et mål'))
  scene('plus-sag-foelg-op', () => pressed('threeViews', 'Spørg de samme igen'))
  scene('plus-sag-afslut', () => pressed('threeViews', 'Afslut sagen'), 'alike')
  scene('plus-resultat', () => followed('threeViews', 'Se svarene ved siden af hinanden'))
  scene('plus-resultat-tabel', async () => {
    const page = await followed('threeViews', 'Se svarene ved siden af hinanden')
    await page.getByRole('button', { name: 'Vis som tabel' }).click()
    await page.getByRole('button', { name: 'Vis svarene fra Mor' }).click()
    await page.getByRole('table', { name: 'Svarene fra Mor' }).waitFor()
    return settled(page)
  })
  scene('plus-aendring', async () => {
    const page = await followed('followedUp', 'Se, hvad der har ændret sig')
    await page.locator('summary').filter({ hasText: 'Sådan er usikkerheden regnet' }).click()
    return settled(page)
  })
  scene('plus-familiens-udgave', () => followed('followedUp', 'Familiens udgave'))
  scene('plus-administrator', () => at(people.municipalAdmin, addresses.assessment), 'alike')
  scene('plus-tom', async () => {
    const page = await as(psychologist)
    await page.route(/\/api\/v1\/assessments$/, (route) => route.fulfill({ json: [] }))
    await page.goto(origin + addresses.assessment)
    return settled(page)
  })
  const link = async () => {
    const page = await pressed('followedUp', 'Vis link til Klubpædagog')
    const symbols = (await page.getByLabel('Personligt link').inputValue()).split('#')[1]
    await page.getByRole('button', { name: 'Færdig' }).click()
    return `/svar#${symbols}`
  }
  // A link belongs to the browser that opens it: the second scene goes on where the first one is.
  let informing: Page | undefined
  scene('svar-informant', async () => {
    informing = await stranger(await link())
    await informing.getByRole('button', { name: /^(Begynd|Fortsæt)$/ }).waitFor()
    return settled(informing)
  })
  scene('svar-informant-spoergsmaal', async () => {
    const page = informing ?? (await stranger(await link()))
    await page.getByRole('button', { name: /^(Begynd|Fortsæt)$/ }).click()
    await page.getByRole('button', { name: 'Næste' }).waitFor()
    return settled(page)
  })
}
