/** The pages of the logins' stand-in: what a person sees of each, by clicking, by keyboard, and without JavaScript. */
import assert from 'node:assert/strict'
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { createServer, type Server } from 'node:http'
import type { AddressInfo } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { after, before, test } from 'node:test'
import { generateServiceProviderMetadata, SAML } from '@node-saml/node-saml'
import { type Browser, type BrowserContextOptions, chromium, type Page } from 'playwright-core'
import { readKey } from '../../stand-ins/identity-provider/saml/keys.ts'
import { startStandIn, type StandIn } from '../stand-in-process.ts'
import { violationsIn } from './axe.ts'
import { chromiumToRun } from './chromium.ts'

const key = readKey('service-provider')
const directory = mkdtempSync(join(tmpdir(), 'bul-stand-in-'))
/** A service provider of the poorest kind: it says that something arrived. */
let service: Server
let serviceOrigin: string
let standIn: StandIn
let standInOrigin: string
let browser: Browser

before(async () => {
  service = createServer((request, response) => {
    response.writeHead(200, { 'content-type': 'text/html' })
    response.end(
      `<!doctype html><html lang="da"><title>Fremme</title><link rel="icon" href="data:,"><p>${request.method} ${request.url?.split('?')[0]}</p></html>`,
    )
  })
  await new Promise<void>((resolve) => service.listen(0, 'localhost', resolve))
  serviceOrigin = `http://localhost:${(service.address() as AddressInfo).port}`
  const metadata = join(directory, 'service.xml')
  writeFileSync(
    metadata,
    generateServiceProviderMetadata({
      issuer: 'https://service.example',
      callbackUrl: `${serviceOrigin}/acs`,
      logoutCallbackUrl: `${serviceOrigin}/slo`,
      decryptionPvk: key.privateKey,
      decryptionCert: key.certificate,
      publicCerts: key.certificate,
      privateKey: key.privateKey,
    }),
  )
  standIn = await startStandIn({ redirect: `${serviceOrigin}/callback`, serviceProviders: [metadata] })
  standInOrigin = new URL(standIn.issuer).origin
  browser = await chromium.launch(await chromiumToRun())
})

after(async () => {
  await browser.close()
  await standIn[Symbol.asyncDispose]()
  service.close()
  rmSync(directory, { recursive: true })
})

const logins = {
  'KOMBIT Context Handler': { root: '/context-handler', name: 'Dorthe Lindholt' },
  'NemLog-in med MitID': { root: '/nemlog-in', name: 'Hanne Marie Toft' },
} as const

async function depart(root: string): Promise<string> {
  const saml = new SAML({
    issuer: 'https://service.example',
    callbackUrl: `${serviceOrigin}/acs`,
    entryPoint: `${standInOrigin}${root}/sso`,
    idpCert: key.certificate,
    privateKey: key.privateKey,
    signatureAlgorithm: 'sha256',
  })
  return saml.getAuthorizeUrlAsync('', undefined, {})
}

async function openPage(options: BrowserContextOptions): Promise<{ readonly page: Page; readonly faults: string[] }> {
  const page = await (await browser.newContext(options)).newPage()
  const faults: string[] = []
  page.on('console', (message) => message.type() === 'error' && faults.push(message.text()))
  page.on('pageerror', (error) => faults.push(error.message))
  return { page, faults }
}

async function assertSound(page: Page): Promise<void> {
  assert.deepEqual(await violationsIn(page), [])
  assert.equal(await page.evaluate(() => document.documentElement.scrollWidth > window.innerWidth), false, 'nothing lies outside')
  await page.getByText('alle personer er opfundet').waitFor()
}

for (const [login, { root, name }] of Object.entries(logins)) {
  for (const options of [
    { viewport: { width: 1440, height: 900 } },
    { viewport: { width: 320, height: 740 }, colorScheme: 'dark' as const },
  ]) {
    test(`${login} says which login it plays, lets a person in and out again, at ${options.viewport.width} pixels`, async () => {
      const { page, faults } = await openPage(options)
      await page.goto(await depart(root))
      await page.getByText(`Efterligning af ${login}`).waitFor()
      await assertSound(page)
      await page.getByRole('button', { name: new RegExp(name) }).click()
      await page.getByText('POST /acs').waitFor()

      await page.goto(`${standInOrigin}${root}`)
      await page.getByText(name).waitFor()
      await assertSound(page)
      await page.getByRole('button', { name: 'Log ud alle steder' }).click()
      await page.getByText('POST /slo').waitFor()
      await page.goto(`${standInOrigin}${root}`)
      await page.getByRole('heading', { name: 'Ingen er logget ind' }).waitFor()
      assert.deepEqual(faults, [])
      await page.context().close()
    })
  }

  test(`${login} works without JavaScript, by a button more`, async () => {
    const { page } = await openPage({ javaScriptEnabled: false })
    await page.goto(await depart(root))
    await page.getByRole('button', { name: new RegExp(name) }).click()
    await page.getByRole('button', { name: 'Fortsæt' }).click()
    await page.getByText('POST /acs').waitFor()
    await page.context().close()
  })
}

test('somebody who opens its own address reads what it is, and finds each login', async () => {
  for (const options of [{ viewport: { width: 1440, height: 900 } }, { viewport: { width: 320, height: 740 } }]) {
    const { page, faults } = await openPage(options)
    await page.goto(standInOrigin)
    await page.getByRole('heading', { name: 'En efterligning af fire login' }).waitFor()
    await assertSound(page)
    assert.equal(await page.getByRole('link', { name: 'Hvem er logget ind?' }).count(), 2)
    assert.deepEqual(faults, [])
    await page.context().close()
  }
})

test('a request that is wrong ends at a page that says what to do', async () => {
  const { page } = await openPage({ viewport: { width: 320, height: 740 } })
  await page.goto(`${standInOrigin}/context-handler/sso?SAMLRequest=no`)
  await page.getByRole('heading', { name: 'Anmodningen er forkert' }).waitFor()
  await page.getByText('Gå tilbage til den side, du kom fra').waitFor()
  await assertSound(page)
  await page.context().close()
})
