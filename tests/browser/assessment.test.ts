/**
 * A PLUS case as people walk it, by clicking: a psychologist opens it, two who know the child answer in browsers
 * of their own, the answers stand side by side, a goal is agreed, the same two answer again, and the change shows.
 */
import assert from 'node:assert/strict'
import { after, before, test, type TestContext } from 'node:test'
import { type Browser, chromium, type Page } from 'playwright-core'
import { schoolYearOf } from '#domain/organisation/organisation.ts'
import { pupilAt } from '../../lillekoebing/families.ts'
import { lillekoebing } from '../../lillekoebing/place.ts'
import { makeTown } from '../../lillekoebing/town.ts'
import { bareChromiumToRun } from './chromium.ts'
import { type Demonstration, openDemonstration } from './demonstration.ts'
import { assertFaultless, openVisitor, signIn, signInUnseen, type Visitor } from './visitor.ts'

let house: Demonstration
let browser: Browser

before(async () => {
  house = await openDemonstration()
  browser = await chromium.launch(await bareChromiumToRun())
})

after(async () => {
  await browser?.close()
  await house?.[Symbol.asyncDispose]()
})

const child = pupilAt(makeTown(lillekoebing, schoolYearOf(new Date().toISOString().slice(0, 10))), {
  institutionKey: 'moellebakken',
  className: '8.A',
  place: 9,
})

test('a case from the concern to the change', async (road) => {
  const visitors: Visitor[] = []
  const step = inOrder(road, visitors)
  let psychologist: Visitor
  let address = ''
  const links = new Map<string, string>()

  await step('the psychologist opens a case on a child, found by CPR number, and says why', async () => {
    psychologist = await openVisitor(browser, house)
    visitors.push(psychologist)
    await signIn(psychologist, house, 'Camilla Juhl')
    const { page } = psychologist
    await page.getByRole('navigation', { name: 'Hovedmenu' }).getByRole('link', { name: 'PLUS' }).click()
    await page.getByRole('link', { name: 'Åbn en sag' }).click()
    await page.getByLabel('Barnets CPR-nummer').fill(child.name)
    await page.getByRole('button', { name: 'Find barnet' }).click()
    await page.getByText('Skriv alle ti cifre.').waitFor()
    await page.getByLabel('Barnets CPR-nummer').fill(`${child.cpr.slice(0, 6)}-${child.cpr.slice(6)}`)
    await page.getByRole('button', { name: 'Find barnet' }).click()
    await page.getByRole('heading', { level: 1, name: 'Hvorfor åbner du sagen?' }).waitFor()
    await page.getByText(`${child.name}, `).waitFor()
    await page.getByRole('button', { name: 'Åbn sagen' }).click()
    await page.getByText('Skriv, hvad bekymringen er.').waitFor()
    await page.getByLabel('Bekymringen, med dine egne ord').fill('Sover dårligt, siger skolen og hjemmet.')
    await page.getByText('Pædagogisk-psykologisk rådgivning (PPR)').click()
    await page.getByRole('button', { name: 'Åbn sagen' }).click()
    await page.getByRole('heading', { level: 1, name: `${child.name}: fortæl familien, før nogen spørges` }).waitFor()
    await page.getByText('Dit opslag er skrevet i loggen').waitFor()
    address = page.url()
    assert.equal(await page.getByRole('button', { name: 'Inviter en informant' }).count(), 0)
  })

  await step('what the family knows is written down before anybody is asked', async () => {
    const { page } = psychologist
    await page.getByRole('button', { name: 'Skriv ned, hvad familien ved' }).click()
    const dialog = page.getByRole('dialog')
    await dialog.getByText('Familien har sagt ja').click()
    await dialog.getByText('Begge med forældremyndighed').click()
    await dialog.getByText('På et møde').click()
    await dialog.getByRole('button', { name: 'Gem' }).click()
    await page.getByRole('heading', { level: 1, name: `${child.name}: inviter dem, der kender barnet` }).waitFor()
  })

  await step('two are invited, each by a link of their own', async () => {
    const { page } = psychologist
    for (const [relation, label] of [
      ['Mor', ''],
      ['Lærer', 'Dansklærer'],
    ] as const) {
      await page.getByRole('button', { name: 'Inviter en informant' }).click()
      await page.getByLabel('Hvem er de for barnet?').selectOption({ label: relation })
      await page.getByLabel('Hvad vil du kalde dem?').fill(label)
      await page.getByRole('dialog').getByRole('button', { name: 'Inviter' }).click()
      links.set(label === '' ? relation : label, await takeLink(page, label === '' ? relation : label))
    }
    assert.equal(new Set(links.values()).size, 2)
    await page.getByRole('heading', { level: 1, name: `${child.name}: 0 af 2 har svaret` }).waitFor()
  })

  await step('both answer in browsers of their own, and are told neither the name nor the other', async () => {
    for (const [who, option] of [
      ['Mor', 2],
      ['Dansklærer', 0],
    ] as const) {
      const informant = await openVisitor(browser, house)
      visitors.push(informant)
      await answerAsInformant(informant, links.get(who) ?? '', option)
      const heard = (await informant.answered()).map(({ text }) => text).join('\n')
      for (const secret of [child.name, child.name.split(' ')[0] ?? '', 'Dansklærer', 'Sover dårligt', 'Camilla'])
        assert.ok(!heard.includes(secret), `${who} is sent ${secret}`)
    }
  })

  await step('the answers stand side by side, with bands, what differs, and that the form is an example', async () => {
    const { page } = psychologist
    await page.reload()
    await page.getByRole('heading', { level: 1, name: `${child.name}: se svarene, og aftal mål` }).waitFor()
    await page.getByRole('link', { name: 'Se svarene ved siden af hinanden' }).click()
    await page.getByText('Et eksempelskema, ikke et valideret').waitFor()
    const rest = page.getByRole('group', { name: 'Søvn og hvile' })
    assert.deepEqual(
      (await rest.getByRole('listitem').allInnerTexts()).map((text) => text.replaceAll(/\s+/g, ' ')),
      ['Mor 6 af 10 · lidt uden for', 'Dansklærer 4 af 10 · lidt uden for'],
    )
    await page.getByText('Fylder mere hjemme').first().waitFor()
    await page.getByRole('button', { name: 'Vis som tabel' }).click()
    await page.getByRole('row', { name: /Besvarede spørgsmål.*25 af 25.*25 af 25/ }).waitFor()
    await page.getByRole('button', { name: 'Vis svarene fra Mor' }).click()
    await page.getByRole('table', { name: 'Svarene fra Mor' }).getByRole('row').nth(1).waitFor()
  })

  await step('the family’s version says the same in plain words', async () => {
    const { page } = psychologist
    await page.getByRole('link', { name: 'Familiens udgave' }).click()
    await page.getByRole('heading', { level: 1, name: `${child.name.split(' ')[0]}: sådan ser vi det` }).waitFor()
    await page.getByText('Det er ikke en fejl.', { exact: false }).waitFor()
    await page.getByRole('link', { name: 'Tilbage til sagen' }).click()
  })

  await step('a goal is agreed, with who and when and the score that is to tell', async () => {
    const { page } = psychologist
    await page.getByRole('button', { name: 'Aftal et mål' }).click()
    const dialog = page.getByRole('dialog')
    await dialog.getByLabel('Målet').fill('I seng klokken ti på hverdage')
    await dialog.getByLabel('Hvem gør hvad?').fill('Mor og barnet selv')
    await dialog.getByLabel('Hvilken score skal vise det?').selectOption({ label: 'Søvn og hvile' })
    await dialog.getByRole('button', { name: 'Gem målet' }).click()
    await page.getByText('Vises af: Søvn og hvile', { exact: false }).waitFor()
  })

  await step('the same two are asked again, and answer', async () => {
    const { page } = psychologist
    await page.getByRole('button', { name: 'Spørg de samme igen' }).click()
    await page.getByRole('dialog').getByText('De 2, der har svaret, får hver et nyt link.').waitFor()
    await page.getByRole('dialog').getByRole('button', { name: 'Spørg de samme igen' }).click()
    await page.getByRole('heading', { level: 1, name: `${child.name}: opfølgning, 0 af 2 har svaret` }).waitFor()
    for (const [who, option] of [
      ['Mor', 1],
      ['Dansklærer', 0],
    ] as const) {
      await page.getByRole('button', { name: `Vis link til ${who}` }).click()
      const link = await takeLink(page, who)
      assert.notEqual(link, links.get(who))
      const informant = await openVisitor(browser, house)
      visitors.push(informant)
      await answerAsInformant(informant, link, option)
    }
  })

  await step('the change shows with its uncertainty, and in words when it is none', async () => {
    const { page } = psychologist
    await page.reload()
    await page.getByRole('link', { name: 'Se, hvad der har ændret sig' }).click()
    const change = page.locator('#change')
    await change.getByText('ingen sikker ændring').first().waitFor()
    await change.getByRole('button', { name: 'Vis som tabel' }).click()
    await change.getByRole('row', { name: /Søvn og hvile\s+Dansklærer\s+4\s+4\s+0 \(±[\d,]+\)\s+ingen sikker ændring/ }).waitFor()
    await change.locator('summary').filter({ hasText: 'Sådan er usikkerheden regnet' }).click()
    await change.getByText('Jacobson og Truax 1991', { exact: false }).waitFor()
  })

  await step('a colleague who is not on the case is told that there is no such page', async () => {
    const colleague = await openVisitor(browser, house)
    visitors.push(colleague)
    colleague.expect(/status of 404/)
    await signInUnseen(colleague, house, 'Thomas Lind')
    await colleague.page.goto(address)
    await colleague.page.getByRole('heading', { level: 1, name: 'Siden findes ikke' }).waitFor()
    assert.ok(!(await colleague.page.content()).includes(child.name))
  })

  await step('the case is closed, and is read and nothing else', async () => {
    const { page } = psychologist
    await page.goto(address)
    await page.getByRole('button', { name: 'Afslut sagen' }).click()
    await page.getByRole('dialog').getByRole('button', { name: 'Afslut', exact: true }).click()
    await page.getByRole('heading', { level: 1, name: `${child.name}: sagen er afsluttet` }).waitFor()
    assert.equal(await page.getByRole('button', { name: 'Aftal et mål' }).count(), 0)
    await page.getByRole('link', { name: 'Se svarene ved siden af hinanden' }).waitFor()
  })
})

/** The link in the dialog that shows it, which is then closed. */
async function takeLink(page: Page, name: string): Promise<string> {
  const dialog = page.getByRole('dialog', { name: `Linket til ${name}` })
  const link = await dialog.getByLabel('Personligt link').inputValue()
  await dialog.getByRole('button', { name: 'Færdig' }).click()
  return link
}

/** Comes in by the link and chooses the same option for everything, by place from 0. */
async function answerAsInformant({ page }: Visitor, link: string, option: number): Promise<void> {
  await page.goto(link)
  await page.getByRole('button', { name: 'Begynd' }).click()
  for (let asked = 0; asked < 40; asked++) {
    const on = page.getByRole('button', { name: /^(Næste|Til slutningen)$/ })
    const send = page.getByRole('button', { name: 'Send mine svar' })
    await on.or(send).first().waitFor()
    if (await send.isVisible()) break
    for (const group of await page.locator('fieldset').all()) await group.locator('.choice').nth(option).click()
    await on.click()
  }
  await page.getByRole('button', { name: 'Send mine svar' }).click()
  await page.getByRole('heading', { level: 1, name: 'Tak for dine svar' }).waitFor()
}

/** Steps of one road: after one that failed the rest are not tried. */
function inOrder(road: TestContext, visitors: readonly Visitor[]) {
  let hasFailed = false
  return async (name: string, work: () => Promise<void>) => {
    await road.test(name, { skip: hasFailed }, async () => {
      try {
        await work()
        assertFaultless(...visitors)
      } catch (error) {
        hasFailed = true
        throw error
      }
    })
  }
}
