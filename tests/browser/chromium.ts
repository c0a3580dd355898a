/** Which Chromium the browser tests drive. */
import { spawnSync } from 'node:child_process'
import { existsSync } from 'node:fs'
import type { LaunchOptions } from 'playwright-core'

const places = ['/usr/bin/chromium', '/usr/bin/chromium-browser', '/usr/bin/google-chrome']

/** It looks nothing up and reports to nobody: what a test sees on the wire is what our pages ask for. */
const quiet = [
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-domain-reliability',
  '--disable-gpu',
  '--disable-quic',
  '--disable-sync',
  '--no-default-browser-check',
  '--no-first-run',
]

// Chromium's own sandbox refuses to run as root.
const args = [...quiet, ...(process.getuid?.() === 0 ? ['--no-sandbox'] : [])]

/** Options for `chromium.launch`: the system's browser where there is one, else the one from the npm package. */
export async function chromiumToRun(): Promise<LaunchOptions> {
  const installed = process.env.TEST_CHROMIUM === 'packaged' ? undefined : places.find((place) => existsSync(place))
  return { executablePath: installed ?? (await unpack()), args }
}

/** For pictures that are held to kept ones: letters stand where they are measured, in the system's browser as in the package's. */
export async function chromiumForPictures(): Promise<LaunchOptions> {
  return { ...(await chromiumToRun()), args: [...args, '--font-render-hinting=none'] }
}

/**
 * Where pages are read, and not the browser tried: the package's, which has no windows, tabs and menus around them to keep drawn,
 * and takes a third less. The system's where the package's does not start.
 */
export async function bareChromiumToRun(): Promise<LaunchOptions> {
  if (process.env.TEST_CHROMIUM === 'installed') return chromiumToRun()
  const executablePath = await unpack()
  return spawnSync(executablePath, ['--version']).status === 0 ? { executablePath, args } : chromiumToRun()
}

/** Into the temporary directory, once. The package's own options are left: they would loosen what a browser forbids a page. */
async function unpack(): Promise<string> {
  const { default: packaged } = await import('@sparticuz/chromium')
  packaged.setGraphicsMode = false
  return packaged.executablePath()
}
