/**
 * axe inside a page: carried there once, and asked as often as the page changes its looks. Only what it finds is worked out in full;
 * the long lists of what is well cost more than the finding.
 */
import { readFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import type axe from 'axe-core'
import type { Page } from 'playwright-core'

const source = readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8')

/** Each rule that is broken, and by what. Without rules or tags: all that axe asks of itself. */
export async function violationsIn(page: Page, runOnly?: axe.RunOnly): Promise<readonly string[]> {
  const isThere = await page.evaluate(() => 'axe' in window)
  // Past the page's security policy, which lets no page do this for itself.
  if (!isThere) await page.evaluate(source)
  // What waits says so after a while; half appeared it has half its contrast.
  await page.waitForFunction(() =>
    document
      .getAnimations()
      .every((one) => !('animationName' in one) || one.animationName !== 'spinner-appear' || one.playState === 'finished'),
  )
  const options: axe.RunOptions = { resultTypes: ['violations'], selectors: false, ...(runOnly && { runOnly }) }
  return page.evaluate(async (asked) => {
    const { violations } = await (window as unknown as { axe: typeof axe }).axe.run(document, asked)
    return violations.map(({ id, nodes }) => `${id}: ${nodes.map(({ html }) => html.slice(0, 160)).join(' | ')}`)
  }, options)
}
