/** The kinds of report on one survey: in short, key figures, answers, needs; and what each says when there is nothing, or nobody answers. */
import type { Page } from 'playwright-core'
import { readReport } from './report-scenes.ts'
import { type Backstage, follow, people, settled } from './stage.ts'
import { signInUnseen } from './visitor.ts'

const { institutionLeader: leader, municipalAnalyst: analyst, teacher } = people

/** Another kind of the report that somebody begins with, by its link. */
async function kindOf({ at }: Pick<Backstage, 'at'>, name: string, kind: string, ...units: readonly (string | RegExp)[]): Promise<Page> {
  const page = await readReport({ at }, name, ...units)
  await page.getByRole('navigation', { name: 'Slags rapport' }).getByRole('link', { name: kind }).click()
  await page.waitForURL(/\/(noegletal|svar|behov|umv)\?/)
  return settled(page)
}

/** A day some years ahead, written as anybody writes it. */
async function fillDay(page: Page, name: string, years: number): Promise<void> {
  await page.getByRole('spinbutton', { name: `dag, ${name}`, exact: true }).focus()
  await page.keyboard.type(`0105${new Date().getFullYear() + years}`)
}

export function addReportKindScenes({ scene, at, expect, origin, stranger, open }: Backstage): void {
  const kind = (name: string, what: string, ...units: readonly (string | RegExp)[]) => kindOf({ at }, name, what, ...units)
  scene('rapport-kort-sagt', async () => settled(await readReport({ at }, leader)))
  scene('noegletal-skole', () => kind(leader, 'Nøgletal'))
  scene('noegletal-valgt', async () => {
    const page = await kind(leader, 'Nøgletal')
    await follow(page, `${page.url()}&compare=rest&indicators=sleep-tired,lonely,bullied,drugs`)
    await page.getByText(/^Vælg andre/).click()
    return page
  })
  scene('svar-skole', () => kind(leader, 'Svar og hvem der mangler'))
  scene('svar-klasse', () => kind(teacher, 'Svar og hvem der mangler'), 'alike')
  scene('svar-kommune', () => kind(analyst, 'Svar og hvem der mangler', 'Lillekøbing'), 'alike')
  scene('behov', () => kind(analyst, 'Overblik over behov'))
  scene('behov-spoergsmaal', async () => {
    const page = await kind(analyst, 'Overblik over behov')
    await page.getByRole('table').getByRole('link').first().click()
    await page.waitForURL(/item=/)
    return settled(page)
  })
  scene('behov-skjult', async () => {
    const page = await kind(analyst, 'Overblik over behov')
    await page.route(/\/api\/v1\/reports\/[^/]+\/needs/, async (route) => {
      const answer = await route.fetch()
      const found = await answer.json()
      await route.fulfill({
        response: answer,
        json: { ...found, places: found.places.map((place: object) => ({ ...place, figures: [] })) },
      })
    })
    await page.reload()
    return settled(page)
  })
  scene('noegletal-afvist', async () => {
    const page = await kind(leader, 'Nøgletal')
    expect(leader, /status of 500|answers 500/)
    await page.route(/\/api\/v1\/reports\/[^/]+\/key-figures/, (route) =>
      route.fulfill({
        status: 500,
        contentType: 'application/problem+json',
        body: '{"title":"defect","status":500,"requestId":"0b54c1f2"}',
      }),
    )
    await page.goto(page.url())
    await page.getByRole('alert').waitFor()
    return page
  })
  scene('noegletal-langsom', async () => {
    const page = await kind(leader, 'Nøgletal')
    const address = page.url()
    await page.route(/\/api\/v1\/reports\/[^/]+\/key-figures/, () => {})
    await page.goto(address)
    await page.getByRole('status').filter({ hasText: 'Henter' }).waitFor()
    return page
  })
  scene('umv-kommune', () => kind(analyst, 'Undervisningsmiljø (UMV)', 'Lillekøbing'))
  scene('umv-skole', () => kind(leader, 'Undervisningsmiljø (UMV)'))
  scene('umv-uenige', async () => {
    const address = (await kind(leader, 'Undervisningsmiljø (UMV)')).url()
    const visitor = await open()
    await signInUnseen(visitor, { origin }, leader)
    visitor.expect(/status of 409/)
    const { page } = visitor
    await page.goto(address)
    await settled(page)
    const [, surveyId] = /rapporter\/([0-9a-f-]+)/.exec(page.url()) ?? []
    const institutionId = new URL(page.url()).searchParams.get('unit')?.replace('institution:', '')
    const well = page.getByLabel('Undervisningsmiljø: hvad går godt?')
    const change = {
      field: 'themes.learning-environment.well',
      from: await well.inputValue(),
      to: 'Der er ro i timerne, og alle får hjælp.',
    }
    await page.request.put(`${origin}/api/v1/environments/${surveyId}/${institutionId}`, { data: { changes: [change] } })
    await well.fill('Der er ro i timerne om formiddagen.')
    await page.locator('[data-clash]').waitFor()
    return page
  })
  scene('umv-laeser', () => kind(teacher, 'Undervisningsmiljø (UMV)'), 'alike')
  /** Last year's, which is counted: while answers come in nothing is published. */
  const countedEnvironment = async () => {
    const page = await kind(leader, 'Undervisningsmiljø (UMV)')
    const reports: { surveyId: string; state: string; questionnaire: { code: string } }[] = await (
      await page.request.get(`${origin}/api/v1/reports`)
    ).json()
    const counted = reports.find(({ state, questionnaire }) => state === 'sealed' && questionnaire.code === 'mellemtrin')
    return follow(page, page.url().replace(/\/rapporter\/[0-9a-f-]+/, `/rapporter/${counted?.surveyId}`))
  }
  scene('umv-offentlig', async () => {
    const page = await countedEnvironment()
    const [theme] = ['Skoleglæde og tryghed']
    await page.getByLabel(`${theme}: hvad går godt?`).fill('De fleste er glade for at gå i skole, og det vil vi holde fast i.')
    await page.getByLabel('Kort sagt, til læseren udenfor').fill('Vores elever er trygge. Vi bliver ved med det, vi gør.')
    await page.getByLabel('Hvordan følger I op?').fill('Elevrådet og ledelsen ser på tallene sammen til maj.')
    await fillDay(page, 'Dag for opfølgning', 1)
    await fillDay(page, 'Næste vurdering senest', 2)
    await page
      .getByText(/^Gemt kl\. /)
      .first()
      .waitFor()
    await page.getByRole('button', { name: /^Offentliggør/ }).click()
    await page.getByRole('link', { name: 'Se den offentlige side' }).click()
    await page.waitForURL(/\/umv\/\d+\//)
    return settled(page)
  })
  scene('umv-udgivet', countedEnvironment)
  scene('umv-dagtilbud', async () => {
    const page = await at(analyst, '/hjem')
    const reports: { surveyId: string; units: { unit: string; kind: string | null; level: string }[] }[] = await (
      await page.request.get(`${origin}/api/v1/reports`)
    ).json()
    const [daycare] = reports.flatMap(({ surveyId, units }) =>
      units.filter(({ kind: of, level }) => of === 'daycare' && level === 'institution').map(({ unit }) => ({ surveyId, unit })),
    )
    return at(analyst, `/rapporter/${daycare?.surveyId}/umv?unit=${daycare?.unit}`)
  })
  scene('umv-offentlig-findes-ikke', () => stranger('/umv/881/00000000-0000-4000-8000-000000000000', /status of 404|answers 404/))
  /** The leader at the comment, which saves itself, and what stands there. */
  const comment = async (words: string) => {
    const page = await settled(await readReport({ at }, leader))
    await page.getByRole('button', { name: /^(Skriv|Ret).* ?kommentar/ }).click()
    await page.getByLabel('Lederens kommentar').fill(words)
    await page.locator('[data-mark=saved]').waitFor()
    return page
  }
  const aboutQuiet = 'Vi begynder med roen i timerne, for det bad eleverne om.'
  scene('lederens-kommentar-skrives', async () => settled(await comment(aboutQuiet)))
  scene(
    'lederens-kommentar-kladde',
    async () => {
      const page = await comment('Vi begynder med roen i timerne.')
      await page.reload()
      await page.getByText('Her er skrevet noget, som læserne ikke ser endnu.').waitFor()
      return settled(page)
    },
    'alike',
  )
  scene('lederens-kommentar', async () => {
    const page = await comment(aboutQuiet)
    await page.getByRole('button', { name: 'Vis i rapporten' }).click()
    await page.getByRole('heading', { name: 'Lederens kommentar' }).waitFor()
    return settled(page)
  })
  scene('lederens-kommentar-to-skriver', async () => {
    const page = await comment(`${aboutQuiet} Vi spørger igen.`)
    expect(leader, /status of 409/)
    const [, surveyId] = /rapporter\/([0-9a-f-]+)/.exec(page.url()) ?? []
    const place = `${origin}/api/v1/reports/${surveyId}/leader-comment`
    const unit = new URL(page.url()).searchParams.get('unit') ?? ''
    const { revision }: { revision: number } = await (await page.request.get(`${place}?unit=${unit}`)).json()
    await page.request.put(place, { data: { unit, text: 'Vi begynder med pauserne, for det bad eleverne om.', revision } })
    await page.getByLabel('Lederens kommentar').fill(`${aboutQuiet} Elevrådet er med.`)
    await page.locator('[data-clash]').waitFor()
    return page
  })
  scene('noegletal-findes-ikke', () => at(leader, `${new URL('/rapporter/findes-ikke/noegletal', origin).pathname}`), 'alike')
  scene(
    'behov-english',
    async () => {
      const page = await kind(analyst, 'Overblik over behov')
      await page.getByText('English').click()
      return settled(page)
    },
    'alike',
  )
}
