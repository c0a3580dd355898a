/** Which Chromium the browser tests drive: the system's where there is one, else the one from the npm package. */
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

/** Options for `chromium.launch`. The packaged browser is unpacked into the temporary directory, once. */
export async function chromiumToRun(): Promise<LaunchOptions> {
  // Chromium's own sandbox refuses to run as root.
  const sandbox = process.getuid?.() === 0 ? ['--no-sandbox'] : []
  const installed = process.env.TEST_CHROMIUM === 'packaged' ? undefined : places.find((place) => existsSync(place))
  if (installed !== undefined) return { executablePath: installed, args: [...quiet, ...sandbox] }
  const { default: packaged } = await import('@sparticuz/chromium')
  packaged.setGraphicsMode = false
  return { executablePath: await packaged.executablePath(), args: [...packaged.args, ...quiet, ...sandbox] }
}
