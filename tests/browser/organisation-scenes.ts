/** The organisation, and the lists that bring it up to date. */
import { readFileSync } from 'node:fs'
import { addresses } from '#web/professional/shell/navigation.ts'
import { answerChanged, type Backstage, people, settled } from './stage.ts'
import { wholeRoster } from './whole-roster.ts'

export function addOrganisationScenes({ scene, at, as }: Backstage): void {
  const admin = people.municipalAdmin
  scene('organisation', async () => {
    const page = await at(admin, addresses.organisation)
    await page.locator('summary').filter({ hasText: 'Stenhøj Skole' }).click()
    return page
  })
  scene('import-vaelg', async () => {
    const page = await at(admin, `${addresses.organisation}/import`)
    await page.locator('summary').filter({ hasText: 'Elever' }).click()
    return page
  })
  const handIn = async (text: string, heading: RegExp) => {
    const page = await at(admin, `${addresses.organisation}/import`)
    await page
      .getByLabel('Fil med elever, forældre, ansatte eller institutioner')
      .setInputFiles({ name: 'elever.csv', mimeType: 'text/csv', buffer: Buffer.from(text) })
    await page.getByRole('heading', { level: 1, name: heading }).waitFor()
    return settled(page)
  }
  const roster = () => readFileSync(new URL('../../lillekoebing/rosters/elever-lyngholm-aendret.csv', import.meta.url), 'utf8')
  scene('import-skal-rettes', () =>
    handIn(
      roster()
        .replace(/;\d{6}-(\d{4});/, ';10203$1;')
        .replace(/;5\.A;5;/g, ';;5;'),
      /skal rettes/,
    ),
  )
  // Somebody else's ending, so that the file differs from what is there also when another one has been carried out.
  scene('import-venter', () => handIn(roster().replace('Ørskov-Lund', 'Ørskov-Holm'), /venter på din godkendelse/))
  scene('import-godkend', async () => {
    const page = await handIn(roster().replace('Ørskov-Lund', 'Ørskov-Holm'), /venter på din godkendelse/)
    await page.getByRole('button', { name: 'Godkend ændringerne' }).click()
    return settled(page)
  })
  const inState = async (state: string, progress: number) => looking({ state, progress })
  const looking = async (change: object) => {
    const page = await as(admin)
    await page.route('**/api/v1/roster-imports/*', (route) => answerChanged(route, (file) => ({ ...file, ...change })))
    await page.reload()
    return settled(page)
  }
  scene('import-hel-liste', () => looking(wholeRoster))
  scene('import-nummer-to', () =>
    looking({
      ...wholeRoster,
      state: 'awaiting-second',
      firstApproval: { at: '2026-11-23T08:15:00.000Z', isOwn: false, successions: [{ from: '881004', to: '881002' }] },
    }),
  )
  scene('import-laeses', () => inState('reading', 0.42))
  scene('import-gennemfoert', () => inState('applied', 1))
  scene('import-gik-i-staa', () => inState('failed', 0.3), 'alike')
}
