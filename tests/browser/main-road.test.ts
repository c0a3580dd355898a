/**
 * The main road, from a roster to a sealed report, as people walk it: by clicking, in Danish, on a product
 * that was started from outside. On the way nothing is written on the console, nobody else is asked for
 * anything, and no page is missing.
 */
import assert from 'node:assert/strict'
import { readFileSync } from 'node:fs'
import { after, before, test, type TestContext } from 'node:test'
import { type Browser, chromium, type Page } from 'playwright-core'
import { answerQuestions, sendAnswers } from './answering.ts'
import { chromiumToRun } from './chromium.ts'
import { type Demonstration, openDemonstration } from './demonstration.ts'
import { openLesson, printSlips } from './lesson.ts'
import { answerByWire, counted, type Given, items, opinionOf, tallyOf, wording } from './pupil.ts'
import { askEverything, assertNothingSmall } from './probing.ts'
import { readCards } from './reading.ts'
import type { Slip } from './slips-in-pdf.ts'
import { type Answered, assertFaultless, openVisitor, signIn, type Visitor } from './visitor.ts'

let house: Demonstration
let browser: Browser

before(async () => {
  house = await openDemonstration()
  browser = await chromium.launch(await chromiumToRun())
})

after(async () => {
  await browser?.close()
  await house?.[Symbol.asyncDispose]()
})

const school = 'Stenhøj Skole'
const title = 'Trivsel på Stenhøj'
/** The ordinary class, the class of four, and another as small, so that the two can be counted together. */
const [ordinary, four, three] = ['5.A', '5.M', '6.M']

test('the main road', async (road) => {
  const visitors: Visitor[] = []
  const step = inOrder(road, visitors)
  const arrive = async (name: string) => {
    const visitor = await openVisitor(browser, house)
    visitors.push(visitor)
    await signIn(visitor, house, name)
    return visitor
  }
  let admin: Visitor
  let teacher: Visitor
  let smallTeacher: Visitor
  let slips: readonly Slip[] = []
  const inClass: Given[] = []
  const inSmallClasses: Given[] = []

  await step('the administrator signs in through the login and lands at home', async () => {
    admin = await arrive('Susanne Bach')
    await admin.page.getByText('Hej Susanne').waitFor()
  })

  await step('a faulty roster file is refused line by line, and changes nothing', async () => {
    const { page } = admin
    await page.getByRole('navigation', { name: 'Hovedmenu' }).getByRole('link', { name: 'Organisation' }).click()
    await page.getByRole('link', { name: 'Importér elever og ansatte' }).click()
    const roster = rosterFile()
    const faulty = roster
      .split('\r\n')
      .map((line, place) =>
        place === 4 ? line.replace(/;\d{6}-(\d{4});/, ';10203$1;') : place === 8 ? line.replace(/^(\d+;[^;]+);[^;]+;/, '$1;;') : line,
      )
    await chooseFile(page, faulty.join('\r\n'))
    await page.getByRole('heading', { level: 1, name: '2 steder i filen skal rettes' }).waitFor()
    const rows = await page.getByRole('table').getByRole('row').allInnerTexts()
    assert.match(rows.find((row) => row.includes('Linje 5')) ?? '', /ni cifre.*nullet/)
    assert.match(rows.find((row) => row.includes('Linje 9')) ?? '', /»Klasse« er tom/)
    assert.equal(await page.getByRole('button', { name: 'Godkend ændringerne' }).count(), 0)
  })

  await step('a sound roster file is shown before anything changes, approved, and carried out', async () => {
    const { page } = admin
    await chooseFile(page, rosterFile())
    await page.getByRole('heading', { level: 1, name: '5 ændringer venter på din godkendelse' }).waitFor()
    assert.deepEqual(await page.locator('dl dd').allInnerTexts(), ['2', '2', '1', '42'])
    await page.getByRole('row', { name: /Ærlig Sandkær/ }).waitFor()
    await page.getByRole('row', { name: /Ørskov-Lund/ }).waitFor()
    await page.getByRole('button', { name: 'Godkend ændringerne' }).click()
    await page.getByRole('dialog').getByText('1 er væk fra filen og fjernes').waitFor()
    await page.getByRole('button', { name: 'Ja, godkend' }).click()
    await page.getByRole('heading', { level: 1, name: '5 ændringer er gennemført' }).waitFor()
    await page.getByRole('link', { name: 'Se organisationen' }).click()
    await page.locator('summary').filter({ hasText: 'Lyngholm Landsbyskole' }).click()
    await page
      .getByRole('table', { name: 'Klasser på Lyngholm Landsbyskole' })
      .getByRole('row', { name: /5\.A\s+5\s+9/ })
      .waitFor()
  })

  await step('a survey is planned in steps and opened', async () => {
    const { page } = admin
    await page.getByRole('navigation', { name: 'Hovedmenu' }).getByRole('link', { name: 'Undersøgelser' }).click()
    await page.getByRole('link', { name: 'Planlæg en undersøgelse' }).click()
    await page.getByRole('heading', { level: 1, name: 'Hvem skal svare?' }).waitFor()
    await page.getByLabel('4. klasse').uncheck()
    await page.getByLabel(school).check()
    await page.getByText('54 elever i 4 klasser på én skole bliver spurgt').waitFor()
    await page.getByRole('button', { name: 'Gem og fortsæt' }).click()

    await page.getByRole('heading', { level: 1, name: 'Hvad bliver de spurgt om?' }).waitFor()
    await page.locator('summary').filter({ hasText: 'Venner og ensomhed' }).click()
    await page.getByText(wording.items['lonely']?.question ?? '').waitFor()
    await page.getByRole('button', { name: 'Gem og fortsæt' }).click()

    await page.getByRole('heading', { level: 1, name: 'Hvornår kan de svare?' }).waitFor()
    await page.getByLabel('Navn på undersøgelsen').fill(title)
    await page.getByRole('button', { name: 'Gem og fortsæt' }).click()

    await page.getByRole('heading', { level: 1, name: 'Hvad får elever og forældre at vide?' }).waitFor()
    await page.getByText('Hvem kan se svarene?').click()
    await page.getByText('Ingen kan slå et enkelt barns svar op', { exact: false }).waitFor()
    await page.getByRole('button', { name: 'Gem og fortsæt' }).click()

    await page.getByRole('heading', { level: 1, name: 'Er alt, som det skal være?' }).waitFor()
    await page.getByText(`${four} på ${school} har 4 elever. Det er for få til klassens egne tal`).waitFor()
    await page.getByRole('button', { name: 'Åbn undersøgelsen' }).click()
    await page.getByRole('button', { name: 'Ja, åbn' }).click()
    await page.getByRole('heading', { level: 1, name: `0 % har svaret på ${title}` }).waitFor()
  })

  await step('the teacher opens the class’s lesson and prints the slips', async () => {
    teacher = await arrive('Thomas Poulsen')
    await openLesson(teacher.page, ordinary, title)
    slips = await printSlips(teacher.page)
    assert.equal(slips.length, 23)
    assert.equal(new Set(slips.map(({ slip }) => slip)).size, 23)
    await teacher.page.getByText('0 af 23 er færdige').first().waitFor()
    await teacher.page.getByRole('button', { name: 'Vis navne' }).click()
    assert.deepEqual(await missingNames(teacher.page), slips.map(({ name }) => name).toSorted(danishOrder))
  })

  await step('a pupil answers on a phone, closes it half-way, and goes on where they were', async () => {
    const [slip] = slips
    assert.ok(slip)
    const given = opinionOf(0)
    const halfWay = 12
    {
      const phone = await openPhone()
      await enterCodes(phone.page, house.origin, slip)
      await phone.page.getByRole('heading', { level: 1, name: 'Om dine svar' }).waitFor()
      await phone.page.getByText('Ingen kan se, hvad netop du har svaret.').waitFor()
      await phone.page.getByRole('button', { name: 'Begynd' }).click()
      await answerQuestions(phone.page, given, { to: halfWay })
      await phone.page.getByText('Alt er gemt').waitFor()
      assertFaultless(phone)
      await phone[Symbol.asyncDispose]()
    }
    await teacher.page.getByText('0 af 23 er færdige').first().waitFor()
    await using phone = await openPhone()
    await enterCodes(phone.page, house.origin, slip)
    await phone.page.getByText('Velkommen tilbage').waitFor()
    await phone.page.getByRole('button', { name: 'Fortsæt' }).click()
    await answerQuestions(phone.page, given, { from: halfWay })
    await phone.page.getByRole('heading', { level: 1, name: 'Nu er du igennem det hele' }).waitFor()
    await sendAnswers(phone.page)
    inClass.push(given)

    // What has been used is as if it had never been: the words say both.
    phone.expect(/404/)
    await enterCodes(phone.page, house.origin, slip)
    await phone.page.getByText('Koderne virker ikke').waitFor()
    await phone.page.getByText('Har du sendt dine svar, er du færdig.', { exact: false }).waitFor()
    assertFaultless(phone)
    await sees(teacher.page, '1 af 23 er færdige', slips.slice(1))
  })

  await step('a pupil comes in by the QR code, declines some questions and skips one', async () => {
    const slip = slips[1]
    assert.ok(slip)
    const spared: Readonly<Record<string, number | null>> = { lonely: 0, 'talk-to-adult': 0, breakfast: null }
    const given = opinionOf(1).map(
      (value, place) => spared[items[place]?.code ?? ''] ?? (items[place]?.code === 'breakfast' ? null : value),
    )
    await using phone = await openPhone()
    await phone.page.goto(`${house.origin}/svar#${slip.code}-${slip.slip}`)
    await phone.page.getByRole('heading', { level: 1, name: 'Om dine svar' }).waitFor()
    assert.equal(phone.page.url(), `${house.origin}/svar`, 'the codes are taken out of the address')
    await phone.page.getByRole('button', { name: 'Begynd' }).click()
    await answerQuestions(phone.page, given)
    await phone.page.getByRole('heading', { level: 1, name: 'Du sprang ét spørgsmål over' }).waitFor()
    await sendAnswers(phone.page)
    inClass.push(given)
    assertFaultless(phone)
    await sees(teacher.page, '2 af 23 er færdige', slips.slice(2))
  })

  await step('the others answer, and the teacher sees how many and who is missing, never what', async () => {
    for (const [at, slip] of slips.slice(2, 22).entries()) {
      const given = opinionOf(at + 2)
      await answerByWire(house.origin, slip, given)
      inClass.push(given)
    }
    await sees(teacher.page, '22 af 23 er færdige', slips.slice(22))
    for (const { path, text } of await teacher.answered()) {
      if (path.startsWith('/api/v1/lessons')) assert.doesNotMatch(text, /"(answers|bars|items?|declined|options?|slip)"/)
    }
  })

  await step('the lesson ends, and the class’s report tells exactly what was answered', async () => {
    const { page } = teacher
    await page.getByRole('button', { name: 'Afslut timen' }).click()
    await page.getByRole('dialog').getByText('22 af 23 er færdige. Én elev er ikke færdig.').waitFor()
    await page.getByRole('button', { name: 'Ja, afslut' }).click()
    await page.getByRole('heading', { level: 1, name: `Timen i ${ordinary} er slut` }).waitFor()
    await page.getByRole('link', { name: 'Klassens svar' }).click()
    await page.getByRole('heading', { level: 1, name: `Sådan har 22 af 23 i ${ordinary} svaret` }).waitFor()
    await assertTells(page, inClass, { bands: ['absence-reason', 'bullied-where', 'bullied-help'], hidden: ['body'] })
  })

  await step('the class of four answers, and shows its teacher nothing', async () => {
    smallTeacher = await arrive('Mads Toft')
    for (const name of [four, three]) {
      await openLesson(smallTeacher.page, name, title)
      const small = await printSlips(smallTeacher.page)
      assert.equal(small.length, name === four ? 4 : 3)
      for (const [at, slip] of small.entries()) {
        const given = opinionOf(100 + at)
        await answerByWire(house.origin, slip, given)
        inSmallClasses.push(given)
      }
      await sees(smallTeacher.page, `Alle ${small.length} er færdige`, [])
      await smallTeacher.page.getByRole('button', { name: 'Afslut timen' }).click()
      await smallTeacher.page.getByRole('button', { name: 'Ja, afslut' }).click()
      await smallTeacher.page.getByText('Klassens tal kan ikke vises').waitFor()
      await smallTeacher.page.getByText(`${small.length} elever har svaret. Der skal være mindst 5`).waitFor()
    }
  })

  await step('year group, school and municipality are there at once, and say what the class said', async () => {
    const leader = await arrive('Jesper Mortensen')
    const { page } = leader
    await page.getByRole('link', { name: `Læs rapporten: ${title}` }).click()
    for (const unit of [school, /5\. årgang/, school, 'Lillekøbing']) {
      await chooseUnit(page, unit)
      await assertTells(page, inClass, { bands: ['absence-reason', 'bullied-where', 'bullied-help'], hidden: ['body'] })
    }
  })

  await step('the analyst releases the figures, and reads region and country beside them', async () => {
    const analyst = await arrive('Jonas Winther')
    const { page } = analyst
    await page
      .getByRole('link', { name: /^Læs rapporten: Trivsel på mellemtrinnet 2/ })
      .first()
      .click()
    await chooseUnit(page, 'Lillekøbing')
    const waiting = Number(/med ([\d.]+) svar/.exec(await page.getByText(/svar venter på at blive frigivet/).innerText())?.[1])
    assert.ok(waiting > 500)
    await page.getByRole('button', { name: 'Frigiv nu' }).click()
    await page.getByRole('button', { name: 'Ja, frigiv' }).click()
    await page
      .getByRole('table', { name: 'Frigivet indtil nu' })
      .getByRole('row', { name: /^1\s+\d+\s+\d+$/ })
      .waitFor()
    assert.equal(await page.getByRole('button', { name: 'Frigiv nu' }).count(), 0)
    for (const [area, municipalities] of [
      ['Region Syddanmark', 3],
      ['Hele landet', 7],
    ] as const) {
      await chooseUnit(page, area)
      await page.getByText(`${municipalities} kommuner`).first().waitFor()
      await page.getByRole('heading', { level: 1, name: new RegExp(`^Sådan har [\\d.]+ i ${area} svaret$`, 'i') }).waitFor()
      const cards = await readCards(page)
      const shown = [...cards.values()].flatMap(({ tally }) => tally ?? [])
      // What is most sensitive, and follow-ups that few were asked, wait for the surveys to close.
      assert.ok(shown.length >= 27, area)
      assert.ok(
        shown.every(({ answered }) => answered > 300),
        area,
      )
    }
  })

  const readers: Visitor[] = []
  const probed: Answered[] = []
  let survey = ''
  let smallUnits: readonly string[] = []
  await step('whoever asks, at whatever level, split and compared as they like, learns nothing of the class of four', async () => {
    const { page } = smallTeacher
    await page.getByRole('navigation', { name: 'Hovedmenu' }).getByRole('link', { name: 'Klassens time' }).click()
    await page
      .getByRole('listitem')
      .filter({ hasText: title })
      .getByRole('link', { name: `Se resultatet for ${four}` })
      .click()
    await page.getByText('Klassens tal kan ikke vises').waitFor()
    assert.equal(await page.getByRole('link', { name: 'Klassens svar' }).count(), 0)

    const leader = await arrive('Jesper Mortensen')
    const listed = await leader.page.evaluate(async () => (await fetch('/api/v1/reports')).json())
    const found = listed.find((report: { title: string }) => report.title === title)
    survey = found.surveyId
    const small = found.units.filter(({ name }: { name: string }) => name === four || name === three)
    smallUnits = small.map(({ unit }: { unit: string }) => unit)
    assert.equal(smallUnits.length, 2)
    assert.deepEqual(
      small.map(({ isOpen }: { isOpen: boolean }) => isOpen),
      [false, false],
    )

    await leader.page.getByRole('link', { name: `Læs rapporten: ${title}` }).click()
    await chooseUnit(leader.page, /5\. årgang/)
    await chooseUnit(leader.page, new RegExp(`^${four}`))
    await leader.page.getByRole('heading', { level: 1, name: `${four} har ingen tal at vise endnu` }).waitFor()
    assert.equal(await leader.page.locator('article, table, svg[role=img]').count(), 0)

    readers.push(smallTeacher, leader, await arrive('Grethe Overgaard'), await arrive('Karen Holm'))
    for (const reader of readers) probed.push(...(await askEverything(reader, survey, smallUnits)))
    assertNothingSmall([...probed, ...(await Promise.all(readers.map((reader) => reader.answered()))).flat()], smallUnits)
  })

  await step('the administrator closes the survey', async () => {
    const { page } = admin
    await page.getByRole('navigation', { name: 'Hovedmenu' }).getByRole('link', { name: 'Undersøgelser' }).click()
    await page.getByRole('link', { name: title }).click()
    await page.getByRole('button', { name: 'Luk undersøgelsen' }).click()
    await page.getByRole('button', { name: 'Ja, luk den' }).click()
    await page.getByText('Tallene er gjort op, og de enkelte svar er slettet.').waitFor()
  })

  await step('the answers of the small classes count at the school, and nowhere below', async () => {
    const leader = await arrive('Jesper Mortensen')
    const { page } = leader
    await page.getByRole('link', { name: `Læs rapporten: ${title}` }).click()
    await chooseUnit(page, school)
    const cards = await readCards(page)
    for (const [place, item] of items.entries()) {
      if (item.questionClass !== 'open' || item.kind === 'information') continue
      assert.deepEqual(cards.get(item.code)?.tally, tallyOf(place, [...inClass, ...inSmallClasses]), item.code)
    }
    await chooseUnit(page, /5\. årgang/)
    await assertTells(page, inClass, { bands: ['absence-reason', 'bullied-where', 'bullied-help'], hidden: ['body'] })
  })

  await step('and the class of four still shows nothing, to anybody, in any order', async () => {
    for (const reader of readers.toReversed()) probed.push(...(await askEverything(reader, survey, smallUnits)))
    const besides = (await Promise.all(visitors.map((visitor) => visitor.answered()))).flat()
    assertNothingSmall([...probed, ...besides.filter(({ path }) => path.includes(survey))], smallUnits)
  })

  await step('nothing went wrong on the way that nobody saw', async () => {
    assertFaultless(...visitors)
    assert.deepEqual(house.defects(), [])
  })

  for (const visitor of visitors) await visitor[Symbol.asyncDispose]()
})

/** Steps of one road: one that fails leaves pictures of what everybody saw, and the rest are not walked. */
function inOrder(road: TestContext, visitors: readonly Visitor[]) {
  let isBroken = false
  return (name: string, work: () => Promise<void>) =>
    road.test(name, async (context) => {
      if (isBroken) return context.skip('an earlier step failed')
      isBroken = true
      try {
        await work()
        isBroken = false
      } finally {
        if (isBroken)
          for (const [at, { page }] of visitors.entries())
            await page.screenshot({ path: `screenshots/failed/main-road-${at + 1}.png`, fullPage: true })
      }
    })
}

function rosterFile(): string {
  return readFileSync(new URL('../../lillekoebing/rosters/elever-lyngholm-aendret.csv', import.meta.url), 'utf8')
}

async function chooseFile(page: Page, text: string): Promise<void> {
  await page
    .getByLabel('Fil med elever, forældre, ansatte eller institutioner')
    .setInputFiles({ name: 'elever.csv', mimeType: 'text/csv', buffer: Buffer.from(text) })
}

const danishOrder = new Intl.Collator('da').compare

async function missingNames(page: Page): Promise<readonly string[]> {
  return page.getByRole('list', { name: 'Elever, der mangler' }).getByRole('listitem').allInnerTexts()
}

/** The lesson's page says so, and lists those who are left, without being asked again. */
async function sees(page: Page, done: string, left: readonly Slip[]): Promise<void> {
  await page.getByText(done).first().waitFor()
  if (left.length > 0) assert.deepEqual(await missingNames(page), left.map(({ name }) => name).toSorted(danishOrder))
}

async function openPhone(): Promise<Visitor> {
  return openVisitor(browser, house, { viewport: { width: 390, height: 844 }, hasTouch: true, isMobile: true })
}

async function enterCodes(page: Page, origin: string, { code, slip }: Slip): Promise<void> {
  await page.goto(`${origin}/svar`)
  await page.getByLabel('Klassens kode').pressSequentially(code.toLowerCase())
  await page.getByLabel('Din egen kode').pressSequentially(slip)
  await page.getByRole('button', { name: 'Kom ind' }).click()
}

async function chooseUnit(page: Page, name: string | RegExp): Promise<void> {
  await page.getByRole('navigation', { name: 'Enhed' }).getByRole('link', { name }).first().click()
  await page.locator('[aria-busy]').waitFor({ state: 'detached' })
}

/** The report on the screen counts as the answers do; each question stands there once. */
async function assertTells(
  page: Page,
  everybody: readonly Given[],
  wanted: { readonly bands: readonly string[]; readonly hidden: readonly string[] },
): Promise<void> {
  const cards = await readCards(page)
  assert.equal(cards.size, counted.length)
  const inState = (state: string) => [...cards.values()].filter((card) => card.state === state)
  assert.deepEqual(
    inState('bands')
      .map(({ item }) => item)
      .toSorted(),
    wanted.bands.toSorted(),
  )
  assert.deepEqual(
    inState('hidden').map(({ item }) => item),
    wanted.hidden,
  )
  assert.equal(inState('shown').length, counted.length - wanted.bands.length - wanted.hidden.length)
  for (const [place, { code }] of items.entries()) {
    const card = cards.get(code)
    if (card?.state === 'shown') assert.deepEqual(card.tally, tallyOf(place, everybody), code)
    if (card?.state === 'bands') assert.deepEqual(card.bands, bandsOf(tallyOf(place, everybody)), code)
  }
}

function bandsOf({ answered, options }: ReturnType<typeof tallyOf>): readonly string[] {
  return options.map((count) => (count / answered < 0.25 ? 'Få' : count / answered > 0.5 ? 'Mange' : 'Nogle'))
}
