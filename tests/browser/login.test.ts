/**
 * Every way in, by clicking from the front page: UNI-Login, the municipality's by Context Handler, MitID by NemLog-in, a
 * login of the municipality's own. What each narrows, how one is signed out everywhere, and what a person reads who is
 * not let in.
 */
import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import { type Browser, type BrowserContextOptions, chromium, type Page } from 'playwright-core'
import { violationsIn } from './axe.ts'
import { chromiumToRun } from './chromium.ts'
import { type Demonstration, openDemonstration } from './demonstration.ts'
import { assertFaultless, logins, openVisitor, pickPerson, signIn, type Visitor } from './visitor.ts'

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

const phone = { viewport: { width: 360, height: 740 } } as const
const desktop = { viewport: { width: 1440, height: 900 } } as const

const heading = (page: Page, name: string | RegExp) => page.getByRole('heading', { level: 1, name }).waitFor()
const goTo = (page: Page, room: string) => page.getByRole('navigation', { name: 'Hovedmenu' }).getByRole('link', { name: room }).click()

async function arrive(name: string, login: RegExp, options: BrowserContextOptions = {}): Promise<Visitor> {
  const visitor = await openVisitor(browser, house, options)
  await signIn(visitor, house, name, login)
  return visitor
}

/** Nobody is signed in here: the page of one's own asks to sign in. */
async function assertSignedOut(page: Page): Promise<void> {
  await page.goto(`${house.origin}/hjem`)
  await page.getByRole('main').getByRole('link', { name: 'Log ind' }).waitFor()
  assert.equal(await page.evaluate(async () => (await fetch('/api/v1/me')).status), 401)
}

async function assertSound(page: Page): Promise<void> {
  assert.deepEqual(await violationsIn(page), [])
  assert.equal(await page.evaluate(() => document.documentElement.scrollWidth > window.innerWidth), false, 'nothing lies outside')
}

test('the front page leads to the logins there are, in words that say who uses which', async () => {
  for (const options of [desktop, phone, { ...phone, colorScheme: 'dark' as const }]) {
    await using visitor = await openVisitor(browser, house, options)
    const { page } = visitor
    await page.goto(house.origin)
    await page.getByRole('main').getByRole('link', { name: 'Log ind' }).click()
    await heading(page, 'Hvordan vil du logge ind?')
    for (const login of Object.values(logins)) assert.equal(await page.getByRole('link', { name: login }).count(), 1, login.source)
    await assertSound(page)
    assertFaultless(visitor)
  }
})

test('a teacher comes by UNI-Login, and finds her class', async () => {
  await using anne = await arrive('Anne Lund', logins.uniLogin)
  await anne.page.getByText('Møllebakkens Skole').first().waitFor()
  assertFaultless(anne)
})

test('somebody who works in two places chooses one, and is there alone', async () => {
  await using visitor = await openVisitor(browser, house, phone)
  const { page } = visitor
  await pickPerson(page, house.origin, 'Rasmus Bech')
  await heading(page, 'Hvilken rolle vil du arbejde i?')
  await assertSound(page)
  await page.getByRole('button', { name: /Vestager Skole · Storkøbing/ }).click()
  await page.waitForURL(`${house.origin}/hjem`)
  const me = await page.evaluate(async () => (await fetch('/api/v1/me')).text())
  assert.match(me, /Vestager Skole/)
  assert.doesNotMatch(me, /Rosenvang|Lillekøbing/)
  assertFaultless(visitor)
})

test('a right that Context Handler gives for one school shows that school, although the role sees all', async () => {
  const units = async (login: RegExp) => {
    await using birthe = await arrive('Birthe Nygaard', login)
    const { page } = birthe
    await goTo(page, 'Rapporter')
    await page
      .getByRole('link', { name: /Trivsel på mellemtrinnet 2026\/27/ })
      .first()
      .click()
    const choice = page.getByRole('navigation', { name: 'Enhed' })
    await choice.getByText('Møllebakkens Skole').waitFor()
    const schools = (await choice.getByRole('listitem').allInnerTexts()).filter((name) => /skole/i.test(name))
    assertFaultless(birthe)
    return schools
  }
  const all = await units(logins.uniLogin)
  assert.ok(all.length > 5 && all.includes('Havbrinkskolen'), all.join())
  assert.deepEqual(await units(logins.contextHandler), ['Møllebakkens Skole'])
})

test('a leader comes by Context Handler to the school the right is for, and one with the old attributes as well', async () => {
  await using henrik = await arrive('Henrik Dahl', logins.contextHandler)
  await henrik.page.getByText('Møllebakkens Skole').first().waitFor()
  await using jonas = await arrive('Jonas Winther', logins.contextHandler)
  await jonas.page.getByText('Kommunal analytiker').first().waitFor()
  assertFaultless(henrik, jonas)
})

test('a parent comes by MitID, and finds the children', async () => {
  await using mette = await arrive('Mette Thomsen', logins.nemLogin)
  const { page } = mette
  await goTo(page, 'Min familie')
  await page.getByText('Alt er frivilligt.', { exact: false }).waitFor()
  for (const child of ['Svend Thomsen', 'Adam Clausen']) await page.getByRole('region', { name: child }).waitFor()
  assertFaultless(mette)
})

test('a young person of fifteen comes by MitID as who they are', async () => {
  await using caroline = await arrive('Caroline Schmidt', logins.nemLogin)
  assert.match(await caroline.page.evaluate(async () => (await fetch('/api/v1/me')).text()), /youngPerson/)
  assertFaultless(caroline)
})

test('somebody at the town hall comes by the municipality’s own login', async () => {
  await using susanne = await arrive('Susanne Bach', logins.own)
  await susanne.page.getByText('Susanne Bach').first().waitFor()
  assertFaultless(susanne)
})

test('who is signed out at the login is signed out with us, in that browser and no other', async () => {
  await using here = await arrive('Henrik Dahl', logins.contextHandler)
  await using elsewhere = await arrive('Henrik Dahl', logins.contextHandler)
  const { page } = here
  await page.goto(`${house.loginOrigin}/context-handler`)
  await page.getByText('Henrik Dahl').waitFor()
  await page.getByRole('button', { name: 'Log ud alle steder' }).click()
  await heading(page, 'Du er logget ud')
  assert.ok(page.url().startsWith(house.loginOrigin), 'it ends where it began')

  here.expect(/401/)
  await assertSignedOut(page)
  await elsewhere.page.reload()
  await elsewhere.page.getByText('Henrik Dahl').first().waitFor()
  assertFaultless(here, elsewhere)
})

test('who signs out with us may sign out at the login too, and comes back', async () => {
  for (const [name, login, root] of [
    ['Jonas Winther', logins.contextHandler, '/context-handler'],
    ['Kasper Jessen', logins.nemLogin, '/nemlog-in'],
  ] as const) {
    await using visitor = await arrive(name, login)
    const { page } = visitor
    await page.getByRole('button', { name: 'Log ud', exact: true }).click()
    await heading(page, 'Du er logget ud')
    await assertSound(page)
    await page.getByRole('link', { name: /Log også ud dér/ }).click()
    await page.getByText('Du er logget ud af BørnUngeLiv og hos den, du loggede ind hos.').waitFor()
    assert.ok(page.url().startsWith(house.origin))

    await page.goto(`${house.loginOrigin}${root}`)
    await heading(page, 'Ingen er logget ind')
    visitor.expect(/401/)
    await assertSignedOut(page)
    assertFaultless(visitor)
  }
})

/** Who is not let in, by what, and what they read: in Danish what to do, in English the same. */
const refused: readonly (readonly [who: string, login: RegExp, title: string, danish: RegExp, english: RegExp])[] = [
  ['Gorm Iversen', logins.uniLogin, 'Log ind med to faktorer', /Log ind igen, og vælg/, /Sign in again and choose/],
  ['Gorm Iversen', logins.contextHandler, 'Log ind med to faktorer', /Log ind igen, og vælg/, /Sign in again and choose/],
  ['Jens Justesen', logins.nemLogin, 'Log ind med to faktorer', /Log ind igen, og vælg/, /Sign in again and choose/],
  ['Gorm Iversen', logins.own, 'Log ind med to faktorer', /Log ind igen, og vælg/, /Sign in again and choose/],
  ['Sille Frandsen', logins.uniLogin, 'Log ind med to faktorer', /Log ind igen, og vælg/, /Sign in again and choose/],
  [
    'Frida Klausen',
    logins.uniLogin,
    'Du har ikke adgang endnu',
    /Bed kommunens superadministrator/,
    /Ask your municipality’s administrator/,
  ],
  [
    'Frida Klausen',
    logins.contextHandler,
    'Du har ikke adgang endnu',
    /Bed kommunens superadministrator/,
    /Ask your municipality’s administrator/,
  ],
  [
    'Thomas Lind',
    logins.contextHandler,
    'Du har ikke adgang endnu',
    /Bed kommunens superadministrator/,
    /Ask your municipality’s administrator/,
  ],
  ['Ulla Damgaard', logins.uniLogin, 'Du har ikke adgang endnu', /fortæl, hvilken institution/, /say which institution/],
  ['Ulla Damgaard', logins.contextHandler, 'Din kommune har ikke givet dig adgang', /Bed den, der giver rettigheder/, /Ask whoever gives/],
  [
    'Grethe Overgaard',
    logins.contextHandler,
    'Din kommune har ikke givet dig adgang',
    /Bed den, der giver rettigheder/,
    /Ask whoever gives rights/,
  ],
  [
    'Bodil Lauridsen',
    logins.nemLogin,
    'Vi kender ikke noget barn, du har forældremyndighed over',
    /Spørg barnets skole/,
    /Ask the child’s school/,
  ],
  [
    'Adam Clausen',
    logins.nemLogin,
    'Med MitID kan du logge ind, når du er 15',
    /logger du ind med UNI-Login/,
    /you sign in with UNI-Login/,
  ],
]

for (const [place, [who, login, title, danish, english]] of refused.entries()) {
  const options = place % 2 === 0 ? phone : desktop
  test(`${who} is not let in by ${login.source}, and reads why and what to do, at ${options.viewport.width} pixels`, async () => {
    await using visitor = await openVisitor(browser, house, options)
    visitor.expect(/status of 403|answers 403/)
    const { page } = visitor
    await pickPerson(page, house.origin, who, login)
    await heading(page, title)
    assert.match(await page.locator('main').innerText(), danish)
    assert.match((await page.locator('main [lang=en]').allInnerTexts()).join(' '), english)
    await assertSound(page)
    assert.ok(!(await visitor.context.cookies(house.origin)).some(({ name }) => name === '__Host-session'), 'no session was given')
    await page.getByRole('link', { name: /Log ind igen/ }).click()
    await heading(page, 'Hvordan vil du logge ind?')
    assertFaultless(visitor)
  })
}

test('an answer that was changed on the way is not believed, and one that was used lets nobody in again', async () => {
  for (const [change, title] of [
    [(form: string) => form.replace(/SAMLResponse=(.{1200})./, 'SAMLResponse=$1A'), /Vi kan ikke stole på svaret|Login blev ikke fuldført/],
    [(form: string) => form.replace(/RelayState=[^&]{4}/, 'RelayState=AAAA'), /Login blev ikke fuldført/],
  ] as const) {
    await using visitor = await openVisitor(browser, house)
    visitor.expect(/status of 40|answers 40/)
    await visitor.page.route('**/auth/saml/*/acs', (route, request) => {
      const form = request.postData() ?? ''
      assert.notEqual(change(form), form)
      return route.continue({ postData: change(form) })
    })
    await pickPerson(visitor.page, house.origin, 'Henrik Dahl', logins.contextHandler)
    await heading(visitor.page, title)
    assertFaultless(visitor)
  }

  await using visitor = await openVisitor(browser, house)
  let used = ''
  visitor.page.on('request', (request) => {
    if (request.url().endsWith('/acs')) used = request.postData() ?? ''
  })
  await signIn(visitor, house, 'Henrik Dahl', logins.contextHandler)
  assert.notEqual(used, '')
  const { page } = visitor
  visitor.expect(/status of 40|answers 40/)
  await visitor.context.clearCookies({ name: '__Host-session' })
  const again = await visitor.context.request.post(`${house.origin}/auth/saml/context-handler/acs`, {
    headers: { 'content-type': 'application/x-www-form-urlencoded' },
    data: used,
  })
  assert.equal(again.status(), 400)
  await assertSignedOut(page)
})

test('leaving the login leads back to us, and says how to go on', async () => {
  for (const login of Object.values(logins)) {
    await using visitor = await openVisitor(browser, house, phone)
    visitor.expect(/status of 403|answers 403/)
    const { page } = visitor
    await page.goto(house.origin)
    await page.getByRole('main').getByRole('link', { name: 'Log ind' }).click()
    await page.getByRole('link', { name: login }).click()
    await page.getByRole('button', { name: /Fortryd/ }).click()
    await heading(page, 'Du er ikke logget ind')
    assertFaultless(visitor)
  }
})

test('nothing broke on our side', () => {
  assert.deepEqual(house.defects(), [])
})
