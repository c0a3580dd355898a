/** What makes a page usable by everybody, as far as a machine can tell. Each check returns what it found. */
import type axe from 'axe-core'
import type { Page } from 'playwright-core'
import { violationsIn } from './axe.ts'

const asked: Record<'light' | 'dark', axe.RunOnly> = {
  light: { type: 'tag', values: ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa', 'best-practice'] },
  dark: { type: 'rule', values: ['color-contrast', 'link-in-text-block'] },
}

/** What axe finds; in the dark only colours can differ, so nothing else is looked at twice. */
export async function askAxe(page: Page, ...schemes: readonly ('light' | 'dark')[]): Promise<readonly string[]> {
  const found: string[] = []
  for (const scheme of schemes) {
    await page.emulateMedia({ colorScheme: scheme, reducedMotion: 'reduce' })
    found.push(...(await violationsIn(page, asked[scheme])).map((violation) => `${scheme}: ${violation}`))
  }
  await page.emulateMedia({ colorScheme: 'light', reducedMotion: 'reduce' })
  return found
}

/** 1280 pixels at 400 %: what sticks out of the window's width and so has to be scrolled to. */
export async function zoomIn(page: Page): Promise<readonly string[]> {
  await page.setViewportSize({ width: 320, height: 256 })
  // What is told in another way there has been, when two frames are drawn.
  await page.evaluate(() => new Promise((drawn) => requestAnimationFrame(() => requestAnimationFrame(drawn))))
  return page.evaluate(() => {
    const { scrollWidth, clientWidth } = document.documentElement
    if (scrollWidth <= clientWidth) return []
    const outside = [...document.body.querySelectorAll('*')].filter((element) => element.getBoundingClientRect().right > clientWidth + 1)
    return [
      `${scrollWidth - clientWidth} px beyond the window: ${outside
        .slice(-3)
        .map((element) => element.outerHTML.slice(0, 120))
        .join(' | ')}`,
    ]
  })
}

/**
 * Goes through the page by Tab alone: every control is reached, one can see where one is, and nothing that
 * stays in place covers it.
 */
export async function walkByTab(page: Page): Promise<readonly string[]> {
  const expected = await page.evaluate(markStops)
  const reached = new Set<number>()
  const faults: string[] = []
  await page.evaluate(() => (document.activeElement as HTMLElement | null)?.blur())
  for (let presses = 0, idle = 0; presses < expected.length * 2 + 20 && reached.size < expected.length && idle < 8; presses++) {
    await page.keyboard.press('Tab')
    const { stop, fault } = await page.evaluate(lookAtFocus)
    if (fault !== '') faults.push(fault)
    idle = stop === -1 || reached.has(stop) ? idle + 1 : 0
    if (stop !== -1) reached.add(stop)
  }
  return [...faults, ...expected.flatMap((name, stop) => (reached.has(stop) ? [] : [`Tab never comes to ${name}`]))]
}

/** In the page: numbers the stops that Tab should make; what they are called, by number. */
function markStops(): readonly string[] {
  const dialog = document.querySelector('dialog[open]')
  const stops: string[] = []
  const groups = new Map<string, number>()
  for (const element of document.querySelectorAll<HTMLElement>('a[href], button, input, select, textarea, summary, [tabindex="0"]')) {
    element.removeAttribute('data-stop')
    const isThere =
      element.tabIndex >= 0 &&
      !element.matches(':disabled') &&
      element.checkVisibility({ visibilityProperty: true }) &&
      element.getClientRects().length > 0
    if (!isThere || element.closest('[inert]') !== null || (dialog !== null && !dialog.contains(element))) continue
    // Of radios that belong together one is a stop; arrows do the rest.
    const group = element instanceof HTMLInputElement && element.type === 'radio' ? element.name : ''
    const stop = groups.get(group) ?? stops.length
    if (group !== '') groups.set(group, stop)
    if (stop === stops.length) stops.push(element.outerHTML.slice(0, 140))
    element.setAttribute('data-stop', String(stop))
  }
  return stops
}

/** In the page: which stop has the focus, and what is wrong with how it looks. */
function lookAtFocus(): { readonly stop: number; readonly fault: string } {
  const element = document.activeElement as HTMLElement | null
  if (element === null || element === document.body) return { stop: -1, fault: '' }
  const stop = Number(element.dataset['stop'] ?? -1)
  const name = element.outerHTML.slice(0, 140)

  // A native input may be drawn by what stands beside it in its label.
  const drawn = [
    element,
    ...(element.closest('label')?.querySelectorAll<HTMLElement>('*') ?? []),
    ...(element.parentElement === null ? [] : [element.parentElement]),
  ]
  const isRinged = (one: HTMLElement) => {
    const { outlineStyle, outlineWidth, boxShadow } = getComputedStyle(one)
    return (outlineStyle !== 'none' && Number.parseFloat(outlineWidth) >= 2) || (one === element && boxShadow !== 'none')
  }
  if (!drawn.some(isRinged)) {
    // A part of a date is filled instead. Leaving it shows; the next Tab goes on from here all the same.
    const filled = getComputedStyle(element).backgroundColor
    element.blur()
    if (getComputedStyle(element).backgroundColor === filled) return { stop, fault: `no visible focus on ${name}` }
  }

  const box = (element.closest('label') ?? element).getBoundingClientRect()
  const [left, right, top, bottom] = [
    Math.max(0, box.left),
    Math.min(innerWidth, box.right),
    Math.max(0, box.top),
    Math.min(innerHeight, box.bottom),
  ]
  const points = [0.5, 0.1, 0.9].flatMap((across) =>
    [0.5, 0.1, 0.9].map((down) => [left + (right - left) * across, top + (bottom - top) * down] as const),
  )
  const isSeen = points.some(([x, y]) => {
    const hit = document.elementFromPoint(x, y)
    return (
      hit !== null &&
      (hit === element || element.contains(hit) || hit.contains(element) || hit.closest('label')?.contains(element) === true)
    )
  })
  return { stop, fault: isSeen ? '' : `something covers ${name}` }
}
