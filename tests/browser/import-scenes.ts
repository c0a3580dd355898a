/** Earlier years' published figures: a table with faults, one without, kept, drawn in the trend, and taken back. */
import type { Page } from 'playwright-core'
import { readReport } from './report-scenes.ts'
import { type Backstage, people, settled } from './stage.ts'

const analyst = people.municipalAnalyst

const head = 'skoleår;enhed;kode;andel;antal svar;kilde'
const good = [
  '2019/20;Kommunen;school-glad;71,5;812;Trivselsrapport 2020, side 12',
  '2020/21;Kommunen;school-glad;73;798;Trivselsrapport 2021, side 9',
  '2020/21;Kommunen;sleep-tired;48;;Trivselsrapport 2021, side 14',
]
const faulty = [
  '2019/20;Kommunen;school-glad;71,5;812;Trivselsrapport 2020, side 12',
  '2019;Havskolen;school-glad;80;40;Trivselsrapport 2020',
  '2019/20;Kommunen;bullied;90;12;Trivselsrapport 2020',
  '2019/20;Kommunen;sleep-tired;mange;812;',
]

export function addImportScenes({ scene, at }: Backstage): void {
  const trend = async (): Promise<Page> => {
    const page = await readReport({ at }, analyst, 'Lillekøbing')
    await page.getByRole('navigation', { name: 'Slags rapport' }).getByRole('link', { name: 'Udvikling' }).click()
    await page.waitForURL(/\/udvikling\?/)
    return settled(page)
  }
  const begin = async (): Promise<Page> => {
    const page = await trend()
    await page.getByRole('link', { name: 'Indlæs tidligere års tal' }).click()
    await page.getByRole('heading', { level: 1, name: /^Indlæs tal fra/ }).waitFor()
    return settled(page)
  }
  const choose = async (lines: readonly string[]): Promise<Page> => {
    const page = await begin()
    const buffer = Buffer.from([head, ...lines].join('\r\n'), 'latin1')
    await page.getByLabel('Tabel med tal (CSV)').setInputFiles({ name: 'tidligere-tal.csv', mimeType: 'text/csv', buffer })
    await page.getByRole('heading', { name: / læst$/ }).waitFor()
    return settled(page)
  }
  scene('indlaes', begin)
  scene('indlaes-fejl', async () => {
    const page = await choose(faulty)
    await page.getByText('3 ting skal rettes i filen').waitFor()
    return page
  })
  scene('indlaes-vist', () => choose(good))
  scene('indlaes-gemt', async () => {
    const page = await choose(good)
    await page.getByRole('button', { name: 'Indlæs 3 tal' }).click()
    await page.getByText('3 tal er indlæst og står nu i udviklingen').waitFor()
    return settled(page)
  })
  scene('indlaes-i-udviklingen', async () => {
    const page = await trend()
    await page.goto(`${page.url()}&indicators=school-glad,sleep-tired`)
    await page.getByText('Kilde: Trivselsrapport 2020, side 12').waitFor()
    return settled(page)
  })
  scene('indlaes-fjern', async () => {
    const page = await begin()
    await page.getByRole('button', { name: /^Fjern: / }).click()
    await page.getByRole('dialog').waitFor()
    return page
  })
  scene(
    'indlaes-fjernet',
    async () => {
      const page = await begin()
      await page.getByRole('button', { name: /^Fjern: / }).click()
      await page.getByRole('dialog').getByRole('button', { name: 'Fjern' }).click()
      await page.getByText('Der er ikke indlæst noget').waitFor()
      return settled(page)
    },
    'alike',
  )
}
