/** What a room's scenes are played with: the people, their pages, and the way to each address. */
import type { Browser, Page, Route } from 'playwright-core'
import type { Role } from '#domain/access/actor.ts'
import type { Demonstration } from './demonstration.ts'
import { openVisitor, signInUnseen, type Visitor } from './visitor.ts'

export type Scene = {
  readonly name: string
  readonly play: () => Promise<Page>
  /** `alike`: the controls of another scene with other words and figures. `same`: not worth a picture either. */
  readonly looks: 'new' | 'alike' | 'same'
}

export type Backstage = {
  readonly scene: (name: string, play: () => Promise<Page>, looks?: Scene['looks']) => void
  /** The page of somebody who is signed in; the same in every scene of the room. */
  readonly as: (name: string) => Promise<Page>
  /**
   * That page at an address, when all of it is there: loaded anew in a scene that is `new`; in others, or where the address is
   * only on the way, come to as by a link.
   */
  readonly at: (name: string, address: string, isByLink?: boolean) => Promise<Page>
  /** The page of somebody whom nobody knows, each time another, and the faults that the scene brings about. */
  readonly stranger: (address: string, ...expected: readonly RegExp[]) => Promise<Page>
  /** Somebody with a browser of their own, for a scene that signs in its own way. */
  readonly open: () => Promise<Visitor>
  /** A fault that a scene brings about on a known person's page. */
  readonly expect: (name: string, fault: RegExp) => void
  readonly origin: string
}

/** Somebody in each role that can sign in; whoever helps comes in by a code (`support.test.ts`). */
export const people = {
  municipalAdmin: 'Susanne Bach',
  teacher: 'Anne Lund',
  institutionLeader: 'Henrik Dahl',
  municipalAnalyst: 'Jonas Winther',
  politicalReader: 'Grethe Overgaard',
  leadHealthVisitor: 'Birthe Nygaard',
  healthVisitor: 'Lotte Kjær',
  schoolDoctor: 'Peter Riis',
  eduPsychologist: 'Camilla Juhl',
  socialWorker: 'Thomas Lind',
  caseOwner: 'Eva Brandt',
  dataProtectionOfficer: 'Amir Husseini',
  secretariat: 'Inger Villadsen',
  researcher: 'Otto Ravn',
  interventionProvider: 'Nadia Bjerre',
  expertReviewer: 'Steen Abildgaard',
  parent: 'Mette Thomsen',
  pupil: 'Adam Clausen',
  youngPerson: 'Caroline Schmidt',
} as const satisfies Record<Exclude<Role, 'support'>, string>

const wide = { width: 1280, height: 800 } as const

/** Disposing it closes its pages: those that nobody looks at any more still ask the server how things go, and draw. */
export type Room = AsyncDisposable & {
  readonly scenes: readonly Scene[]
  readonly backstage: Backstage
  /** What should not have happened in any of the scenes so far. */
  readonly faults: () => readonly string[]
}

export function openRoom(browser: Browser, house: Demonstration): Room {
  const opened: Visitor[] = []
  const signedIn = new Map<string, Visitor>()
  const scenes: Scene[] = []
  /** Pages on which a scene has changed or withheld answers: what they remember is not to be gone on with. */
  const misled = new WeakSet<Page>()
  let isLoadedAnew = true
  let unknown: Visitor | undefined

  const open = async () => {
    const visitor = await openVisitor(browser, house)
    opened.push(visitor)
    return visitor
  }
  const as = async (name: string): Promise<Page> => {
    const known = signedIn.get(name)
    if (known) {
      await known.page.unrouteAll({ behavior: 'ignoreErrors' })
      await known.page.setViewportSize(wide)
      return known.page
    }
    const visitor = await open()
    await signInUnseen(visitor, house, name)
    signedIn.set(name, visitor)
    const { page } = visitor
    const route = page.route.bind(page)
    page.route = (...asked) => {
      misled.add(page)
      return route(...asked)
    }
    return page
  }
  const at = async (name: string, address: string, isByLink = !isLoadedAnew): Promise<Page> => {
    const page = await as(name)
    const { origin, pathname } = new URL(page.url())
    const isOneSide = origin === house.origin && !pathname.startsWith('/svar') && !address.startsWith('/svar')
    if (isByLink && isOneSide && !misled.has(page)) return follow(page, address)
    await page.goto(house.origin + address)
    misled.delete(page)
    return settled(page)
  }
  const stranger = async (address: string, ...expected: readonly RegExp[]): Promise<Page> => {
    unknown ??= await open()
    const page = await unknown.begin()
    for (const fault of expected) unknown.expect(fault)
    await page.goto(house.origin + address)
    return settled(page)
  }
  return {
    scenes,
    backstage: {
      scene(name, play, looks = 'new') {
        const played = () => {
          isLoadedAnew = looks === 'new'
          return play()
        }
        scenes.push({ name, play: played, looks })
      },
      as,
      at,
      stranger,
      open,
      expect: (name, fault) => signedIn.get(name)?.expect(fault),
      origin: house.origin,
    },
    faults: () => opened.flatMap(({ faults }) => faults),
    async [Symbol.asyncDispose]() {
      for (const visitor of opened) await visitor[Symbol.asyncDispose]()
      signedIn.clear()
      unknown = undefined
    },
  }
}

/** Waits until nothing on the page is still being fetched, and its letters are there. */
export async function settled(page: Page): Promise<Page> {
  await page.getByRole('heading', { level: 1 }).first().waitFor()
  await page.waitForFunction(() => document.querySelector('.spinner, [aria-busy=true]') === null && document.fonts.status === 'loaded')
  return page
}

/** Goes on as a link of the page itself leads, to an address of the same side: the program stays read in, and axe with it. */
export async function follow(page: Page, address: string): Promise<Page> {
  await page.evaluate((to) => history.pushState(null, '', to), address)
  return settled(page)
}

/** The server's own answer with something else in it. */
export async function answerChanged(route: Route, change: (answer: Record<string, unknown>) => unknown): Promise<void> {
  const answer = await route.fetch()
  await route.fulfill({ response: answer, json: change(await answer.json()) })
}
