/** Somebody at a browser: what they see is theirs to click, and what must never happen is written down as a fault. */
import assert from 'node:assert/strict'
import { readFileSync } from 'node:fs'
import type { Browser, BrowserContext, BrowserContextOptions, Page, Response } from 'playwright-core'
import type { Demonstration } from './demonstration.ts'

/** What the contract answered a page, whether it is shown or not. */
export type Answered = { readonly path: string; readonly text: string }

export type Visitor = AsyncDisposable & {
  readonly page: Page
  /** Leaves the page for an empty one, as somebody else on the same machine would find it. */
  readonly begin: () => Promise<Page>
  readonly context: BrowserContext
  /** Console errors and warnings, errors of the page, requests to others, pages that are not there. */
  readonly faults: readonly string[]
  /** Everything the contract has answered so far, as it came over the wire; empty where the page had moved on before it was read. */
  readonly answered: () => Promise<readonly Answered[]>
  /** A fault that the test itself brings about, such as an answer it withholds. */
  readonly expect: (fault: RegExp) => void
}

/** Two rows of tests share two cores, and a job may be behind others: what is sound comes, only later. */
const patienceMs = 60_000

const danish = { locale: 'da-DK', timezoneId: 'Europe/Copenhagen', viewport: { width: 1280, height: 800 } } as const

export async function openVisitor(
  browser: Browser,
  house: Pick<Demonstration, 'origin' | 'loginOrigin'>,
  options: BrowserContextOptions = {},
): Promise<Visitor> {
  const context = await browser.newContext({ ...danish, ...options })
  context.setDefaultTimeout(patienceMs)
  const faults: string[] = []
  const expected: RegExp[] = []
  // A browser that comes by a link for the first time is given its secret with a refusal, and comes again.
  const always = /status of 428/
  const bodies: Promise<Answered>[] = []
  const note = (fault: string) => {
    if (![always, ...expected].some((pattern) => pattern.test(fault))) faults.push(fault)
  }
  const watch = (page: Page) => {
    page.on('console', (message) => {
      if (message.type() === 'error' || message.type() === 'warning')
        note(`${message.type()} on ${page.url()}: ${message.text()} (${message.location().url})`)
    })
    page.on('pageerror', (error) => note(`error on ${page.url()}: ${error.message}`))
  }
  context.on('page', watch)
  // Of the context, so that a new tab is watched from its first request.
  context.on('request', (request) => {
    const { protocol, origin } = new URL(request.url())
    if (protocol !== 'data:' && protocol !== 'blob:' && origin !== house.origin && origin !== house.loginOrigin)
      note(`request to ${request.url()}`)
  })
  context.on('response', (response) => {
    const path = response.url().replace(house.origin, '')
    if (response.request().isNavigationRequest() && response.status() >= 400) note(`page ${path} answers ${response.status()}`)
    if (response.status() >= 500) note(`${path} answers ${response.status()}`)
    if (path.startsWith('/api/') && isJson(response))
      bodies.push(
        response.text().then(
          (text) => ({ path, text }),
          () => ({ path, text: '' }),
        ),
      )
  })
  let page = await context.newPage()
  return {
    get page() {
      return page
    },
    async begin() {
      const left = page
      page = await context.newPage()
      await left.close()
      // Last: until it is closed, the page that is left may still try what was expected to fail.
      expected.length = 0
      await context.clearCookies()
      return page
    },
    context,
    faults,
    answered: () => Promise.all(bodies),
    expect: (fault) => void expected.push(fault),
    [Symbol.asyncDispose]: () => context.close(),
  }
}

function isJson(response: Response): boolean {
  return (response.headers()['content-type'] ?? '').includes('json')
}

/** Fails with everything that should not have happened. */
export function assertFaultless(...visitors: readonly Visitor[]): void {
  assert.deepEqual(
    visitors.flatMap(({ faults }) => faults),
    [],
  )
}

/** The logins a demonstration has, as they are offered. */
export const logins = {
  uniLogin: /^UNI-Login/,
  contextHandler: /^Kommunens login/,
  nemLogin: /^MitID/,
  own: /eget login/,
} as const

/** From the front page to somebody's name at a login, by clicking: what comes of it is the caller's to see. */
export async function pickPerson(page: Page, origin: string, name: string, login: RegExp = logins.uniLogin): Promise<void> {
  await page.goto(origin)
  await page.getByRole('main').getByRole('link', { name: 'Log ind' }).click()
  await page.getByRole('link', { name: login }).click()
  await page.getByRole('searchbox', { name: 'Søg på navn' }).fill(name)
  await page
    .getByRole('button', { name: new RegExp(`${name}`) })
    .first()
    .click()
}

/** From the front page through the login to the first page of one's own, by clicking. */
export async function signIn(
  { page }: Visitor,
  { origin }: Pick<Demonstration, 'origin'>,
  name: string,
  login: RegExp = logins.uniLogin,
): Promise<void> {
  await pickPerson(page, origin, name, login)
  await page.waitForURL(`${origin}/hjem`)
  await page.getByRole('heading', { level: 1 }).waitFor()
}

const roster: readonly { readonly uniid: string; readonly name: string; readonly note: string }[] = JSON.parse(
  readFileSync(new URL('../../stand-ins/identity-provider/people.json', import.meta.url), 'utf8'),
)

/**
 * The same road without a page to look at, for those whose signing in is not what the test is about; by the note where two
 * are called the same.
 */
export async function signInUnseen(
  { context }: Visitor,
  { origin }: Pick<Demonstration, 'origin'>,
  name: string,
  note = /./,
): Promise<void> {
  const uniid = roster.find((person) => person.name === name && note.test(person.note))?.uniid ?? assert.fail(`nobody is called ${name}`)
  const offered = await context.request.get(`${origin}/auth/sign-in?login=uni-login&returnTo=/hjem`)
  const action = /<form method="post" action="([^"]+)"/.exec(await offered.text())?.[1] ?? assert.fail('the login offers nobody')
  await context.request.post(new URL(action, offered.url()).href, { form: { uniid } })
  assert.ok(
    (await context.cookies(origin)).some(({ name: cookie }) => cookie === '__Host-session'),
    `${name} was not let in`,
  )
}
