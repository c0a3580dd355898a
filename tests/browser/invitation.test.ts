/**
 * Told, and answered: the administrator plans and sends, the stand-in for the post catches it, a parent comes from the mail to
 * their own page and answers, whoever has answered is not reminded, and one whom no message reaches is dealt with by a letter.
 */
import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import { type Browser, chromium, type Page } from 'playwright-core'
import { chromiumToRun } from './chromium.ts'
import { type Demonstration, openDemonstration } from './demonstration.ts'
import { assertFaultless, logins, openVisitor, signIn, type Visitor } from './visitor.ts'

let house: Demonstration
let browser: Browser
const visitors: Visitor[] = []

before(async () => {
  house = await openDemonstration()
  browser = await chromium.launch(await chromiumToRun())
})

after(async () => {
  for (const visitor of visitors) await visitor[Symbol.asyncDispose]()
  await browser?.close()
  await house?.[Symbol.asyncDispose]()
})

async function open(): Promise<Visitor> {
  const visitor = await openVisitor(browser, house)
  visitors.push(visitor)
  return visitor
}

const heading = (page: Page, name: string | RegExp) => page.getByRole('heading', { level: 1, name }).waitFor()
const button = (page: Page, name: string | RegExp) => page.getByRole('button', { name, exact: typeof name === 'string' })

type Caught = { readonly kind: string; readonly to: string; readonly title: string; readonly text: string }
const caughtFor = async (to: string): Promise<readonly Caught[]> => {
  const all: readonly Caught[] = await (await fetch(new URL('messages.json', house.postAddress))).json()
  return all.filter((one) => one.to === to)
}

/** From the list of surveys to one's invitations. */
async function toInvitations(page: Page, title: string): Promise<void> {
  await page.getByRole('navigation', { name: 'Hovedmenu' }).getByRole('link', { name: 'Undersøgelser' }).click()
  await page.getByRole('link', { name: title }).first().click()
  await page.getByRole('link', { name: /^(Planlæg, hvordan de får besked|Se invitationerne)$/ }).click()
}

/** One more is asked, by a survey that invites one at a time. */
async function inviteOne(page: Page, surveyId: string, name: string): Promise<void> {
  await page.goto(`${house.origin}/undersoegelser/${surveyId}/inviter`)
  await button(page, `Inviter: ${name}`).click()
  await button(page, `Inviter: ${name}`).waitFor({ state: 'detached' })
}

/** Plans with mail alone and a letter for the rest; the days as they are suggested. */
async function planByMail(page: Page): Promise<void> {
  await heading(page, 'Ingen har planlagt, hvordan de får besked')
  await page.getByRole('checkbox', { name: /Digital Post/ }).uncheck()
  await page.getByRole('checkbox', { name: /Sms/ }).uncheck()
  await button(page, 'Gem planen').click()
  await page.getByText('Planen er gemt').waitFor()
}

/** Sends, unless the plan does so by itself: the day it suggests is today, and the machine looks every few minutes. */
async function sendUnlessSent(page: Page, whenSent: string, asked?: string): Promise<void> {
  const sent = page.getByRole('heading', { level: 1, name: whenSent })
  const send = button(page, 'Send invitationen nu')
  await sent.or(send).first().waitFor()
  // What is to be pressed may be gone when it is: then it is being sent.
  const isAsked = await send.click({ timeout: 5_000 }).then(
    () => true,
    () => false,
  )
  if (isAsked) {
    if (asked !== undefined) await page.getByRole('dialog').getByText(asked).waitFor()
    await button(page, 'Ja, send').click()
  }
  await sent.waitFor()
}

/** The cell of a state in the row of an occasion. */
const told = (page: Page, occasion: string, count: string) =>
  page
    .getByRole('row', { name: new RegExp(`${occasion}.*E-mail`) })
    .getByText(count, { exact: true })
    .first()
    .waitFor()

async function answerAll(page: Page): Promise<void> {
  await button(page, 'Begynd').click()
  const onward = button(page, /^(Næste|Til slutningen)$/)
  const send = button(page, 'Send mine svar')
  for (;;) {
    await onward.or(send).first().waitFor()
    if (await send.isVisible()) break
    // The last one may be gone when it is pressed.
    await onward.click({ timeout: 5_000 }).catch(() => undefined)
  }
  await send.click()
  await heading(page, 'Tak for dine svar')
}

const infants = /^Før besøget ved 8-10 måneder/
const outside = /unge uden for uddannelse$/

test('a parent is told by mail, comes to their own page, and answers; the other home is told nothing of it', async () => {
  const admin = await open()
  const { page } = admin
  await signIn(admin, house, 'Susanne Bach')
  const surveys: readonly { readonly id: string; readonly title: string }[] = await page.evaluate(async () =>
    (await fetch('/api/v1/surveys')).json(),
  )
  const survey = surveys.find(({ title }) => infants.test(title)) ?? assert.fail('there is no survey of infants')
  await toInvitations(page, survey.title)
  await planByMail(page)
  await inviteOne(page, survey.id, 'Bertil Karlsen')
  await toInvitations(page, survey.title)
  await page.getByText('2 modtagere for ét barn eller én ung').waitFor()
  // Nothing is pressed again: the page keeps up by itself.
  await sendUnlessSent(page, 'Én besked er sendt', 'Der går højst én besked ud: 1 med e-mail.')
  const [mail, ...more] = await caughtFor('line.karlsen@example.org')
  assert.ok(mail && more.length === 0)
  for (const word of ['Bertil', 'Karlsen', 'Distrikt', 'måneder', 'sundhed']) assert.ok(!`${mail.title} ${mail.text}`.includes(word), word)
  const address = /http\S+/.exec(mail.text)?.[0] ?? assert.fail('the mail leads nowhere')
  assert.equal(address, `${house.origin}/min-familie`)

  const mother = await open()
  mother.expect(/401/)
  await mother.page.goto(address)
  await mother.page.getByRole('main').getByRole('link', { name: 'Log ind' }).click()
  await mother.page.getByRole('link', { name: logins.nemLogin }).click()
  await mother.page.getByRole('searchbox', { name: 'Søg på navn' }).fill('Line Karlsen')
  await mother.page
    .getByRole('button', { name: /Line Karlsen/ })
    .first()
    .click()
  await heading(mother.page, 'Der er ét spørgeskema, du kan svare på')
  await mother.page.getByRole('heading', { level: 3, name: 'Spørgeskemaer til jer' }).waitFor()
  const before = await mother.page.getByRole('main').innerText()
  await button(mother.page, new RegExp(survey.title)).click()
  await answerAll(mother.page)
  await button(mother.page, 'Færdig').click()
  await heading(mother.page, 'Der er ét spørgeskema, du kan svare på')
  assert.equal(await mother.page.getByRole('main').innerText(), before, 'whether they have answered is known to nobody')

  const father = await open()
  await signIn(father, house, 'Oleh Karlsen', logins.nemLogin)
  await father.page.getByRole('navigation', { name: 'Hovedmenu' }).getByRole('link', { name: 'Min familie' }).click()
  await heading(father.page, 'Der er ét spørgeskema, du kan svare på')
  assert.equal(await father.page.getByRole('main').innerText(), before, 'and the other home reads the same')
  assertFaultless(admin, mother, father)
})

test('whoever has answered is not reminded, and one whom no message reaches gets a letter', async () => {
  const admin = await open()
  const { page } = admin
  await signIn(admin, house, 'Susanne Bach')
  const surveys: readonly { readonly id: string; readonly title: string }[] = await page.evaluate(async () =>
    (await fetch('/api/v1/surveys')).json(),
  )
  const survey = surveys.find(({ title }) => outside.test(title)) ?? assert.fail('there is no survey of young people')
  const misbehave = await fetch(new URL('misbehave', house.postAddress), {
    method: 'POST',
    body: JSON.stringify({ kind: 'mail', how: 'unknown-receiver', times: 1, to: 'vilma.berg@example.org' }),
  })
  assert.ok(misbehave.ok)
  await inviteOne(page, survey.id, 'Solveig Bak')
  await toInvitations(page, survey.title)
  await planByMail(page)
  // Said as soon as one is refused, when others may still be on their way.
  await sendUnlessSent(page, 'Én besked er ikke nået frem')
  await page.getByText('Sender beskeder').waitFor({ state: 'detached' })
  assert.equal((await caughtFor('solveig.bak@example.org')).length, 1)

  const young = await open()
  await signIn(young, house, 'Solveig Bak', logins.nemLogin)
  await young.page
    .getByRole('navigation', { name: 'Hovedmenu' })
    .getByRole('link', { name: /^(Min side|Min familie|Mine svar)/ })
    .click()
  await heading(young.page, 'Der er ét spørgeskema, du kan svare på')
  await button(young.page, new RegExp(survey.title)).click()
  await answerAll(young.page)

  await page.getByRole('link', { name: 'Se, hvem der mangler besked' }).click()
  await heading(page, 'Én har ikke fået besked')
  const row = page.getByRole('row', { name: /Vilma Berg/ })
  await row.getByText('Adressen eller nummeret findes ikke.').waitFor()
  const letter = await page
    .context()
    .request.get(new URL((await row.getByRole('link', { name: 'Print brev: Vilma Berg' }).getAttribute('href')) ?? '', house.origin).href)
  assert.equal(letter.headers()['content-type'], 'application/pdf')
  await button(page, 'Det er klaret: Vilma Berg').click()
  await heading(page, 'Alle beskeder er nået frem eller klaret')

  await toInvitations(page, survey.title)
  await heading(page, 'Én besked er sendt')
  await button(page, 'Send en påmindelse nu').click()
  await button(page, 'Ja, send').click()
  await told(page, 'Påmindelse', '1')
  await page.getByText('Sender beskeder').waitFor({ state: 'detached' })
  assert.equal((await caughtFor('vilma.berg@example.org')).length, 1, 'who has not answered is reminded')
  assert.equal((await caughtFor('solveig.bak@example.org')).length, 1, 'who has answered is not')
  assertFaultless(admin, young)
  assert.deepEqual(house.defects(), [])
})
