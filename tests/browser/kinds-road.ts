/**
 * The answering page as it is built, with a wire that ends here: it lets in, hands out the questionnaire with every kind of item, takes
 * what is saved, and remembers it for whoever comes back. What the real server does with it is told in server/response.
 */
import type { Browser, Page } from 'playwright-core'
import type { Entered } from '#api/response.ts'
import type { Questionnaire } from '#domain/questionnaire/questionnaire.ts'
import { allKinds } from '#domain/response/scenarios/all-kinds.ts'
import type { BuiltPage } from './built-page.ts'
import { kindsTexts } from './kinds-words.ts'

type Saved = { readonly value: number | null; readonly text?: string }

export type Road = AsyncDisposable & {
  readonly page: Page
  /** What has been saved, by place. */
  readonly saved: ReadonlyMap<number, Saved>
  readonly submitted: () => { readonly answers: readonly (number | null)[]; readonly written: readonly unknown[] } | null
  /** Addresses of fonts that were asked for. */
  readonly fonts: readonly string[]
  /** What the console or the content policy complained about. */
  readonly complaints: readonly string[]
}

export type Shown = {
  readonly width?: number
  readonly height?: number
  readonly isDark?: boolean
  readonly hasTouch?: boolean
  readonly track?: 'health' | 'statistics'
  readonly asked?: Partial<Questionnaire>
  /** Where somebody comes back to. */
  readonly saved?: Map<number, Saved>
}

/** Somebody at the door, with a letter's link or a class's slip. */
export async function openRoad(browser: Browser, built: BuiltPage, shown: Shown = {}): Promise<Road> {
  const { width = 1440, height = 900, isDark = false, hasTouch = false, track = 'health', asked, saved = new Map() } = shown
  const context = await browser.newContext({
    viewport: { width, height },
    colorScheme: isDark ? 'dark' : 'light',
    hasTouch,
    reducedMotion: 'reduce',
  })
  const page = await context.newPage()
  const fonts: string[] = []
  const complaints: string[] = []
  page.on('request', (request) => request.url().endsWith('.woff2') && fonts.push(request.url()))
  page.on('console', (message) => ['error', 'warning'].includes(message.type()) && complaints.push(message.text()))
  page.on('pageerror', (error) => complaints.push(error.message))

  const questionnaire: Questionnaire = { ...allKinds, ...asked }
  let submitted: ReturnType<Road['submitted']> = null
  await page.route('**/api/v1/**', async (route) => {
    const { pathname } = new URL(route.request().url())
    const body = route.request().postDataJSON() as never
    if (/\/enter/.test(pathname)) return route.fulfill({ json: entered(questionnaire, track, saved) })
    if (/\/published\//.test(pathname)) return route.fulfill({ json: { questionnaire, texts: kindsTexts } })
    if (pathname.endsWith('/answers')) {
      const { answers } = body as { answers: readonly (Saved & { place: number })[] }
      for (const { place, ...rest } of answers) saved.set(place, rest)
      return route.fulfill({ json: { saved: answers.length } })
    }
    if (pathname.endsWith('/submit')) {
      submitted = body
      return route.fulfill({ status: 204 })
    }
    // Nobody has recorded anything.
    return route.fulfill({ json: [] })
  })
  await page.goto(`${built.origin}/svar#k=ABCDEFGHJKMN`)
  await page.locator('h1#heading').waitFor()
  return { page, saved, fonts, complaints, submitted: () => submitted, [Symbol.asyncDispose]: () => context.close() }
}

function entered(questionnaire: Questionnaire, track: 'health' | 'statistics', saved: ReadonlyMap<number, Saved>): Entered {
  return {
    token: 'token',
    about: {
      municipalityId: 881,
      surveyId: '0d4c4f9a-6b1f-4f2e-9a35-3c1f0e5b7a11',
      title: 'Alle slags spørgsmål',
      municipality: 'Lillekøbing',
      track,
      respondent: questionnaire.respondent,
      questionnaire: { code: questionnaire.code, version: questionnaire.version, items: questionnaire.items.length, minutes: 4 },
      opensOn: '2026-11-01',
      closesOn: '2026-12-04',
      thresholds: { open: 5, sensitive: 10, highlySensitive: 30 },
      hasSensitive: false,
    },
    className: '',
    institution: '',
    forWhom: null,
    consent: null,
    readers: [],
    informant: null,
    asked: null,
    queue: null,
    epoch: 1,
    answers: questionnaire.items.map((_, place) => saved.get(place)?.value ?? null),
    written: [...saved].flatMap(([place, { value, text }]) => (value === 1 && text !== undefined ? [{ place, text }] : [])),
  }
}
