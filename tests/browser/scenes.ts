/**
 * Every page of both apps, in every state that somebody can meet it in, for whoever wants to look: axe, the
 * keyboard, the zoom, and the eye (`scripts/screenshots.ts`). A scene leads to its page and leaves it there.
 */
import { newestVersion } from '#lillekoebing/newest.ts'
import { readFileSync } from 'node:fs'
import type { Browser, Page, Route } from 'playwright-core'
import type { Role } from '#domain/access/actor.ts'
import { addresses, roomsOf } from '#web/professional/shell/navigation.ts'
import { answerQuestions } from './answering.ts'
import { addAssessmentScenes } from './assessment-scenes.ts'
import { addInvitationScenes } from './invitation-scenes.ts'
import type { Demonstration } from './demonstration.ts'
import { items, opinionOf } from './pupil.ts'
import { openLesson, printSlips } from './lesson.ts'
import type { Slip } from './slips-in-pdf.ts'
import { logins, openVisitor, pickPerson, signInUnseen, type Visitor } from './visitor.ts'
import { wholeRoster } from './whole-roster.ts'

export type Scene = {
  readonly name: string
  readonly play: () => Promise<Page>
  /** `alike`: the controls of another scene with other words and figures. `same`: not worth a picture either. */
  readonly looks: 'new' | 'alike' | 'same'
}

export type Stage = AsyncDisposable & {
  readonly scenes: readonly Scene[]
  /** What should not have happened in any of the scenes so far. */
  readonly faults: () => readonly string[]
  /** A class's report, for a picture. */
  readonly report: () => Promise<Page>
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
const smallTeacher = 'Mads Toft'
const reader = 'Karen Holm'
const thisYear = /Trivsel på mellemtrinnet 2\d/
const beforeVisit = /Før besøget ved 8-10 måneder/

export function setStage(browser: Browser, house: Demonstration): Stage {
  const opened: Visitor[] = []
  const signedIn = new Map<string, Visitor>()
  const scenes: Scene[] = []
  let unknown: Visitor | undefined
  let slips: readonly Slip[] | undefined

  const scene = (name: string, play: () => Promise<Page>, looks: Scene['looks'] = 'new') => void scenes.push({ name, play, looks })

  const open = async () => {
    const visitor = await openVisitor(browser, house)
    opened.push(visitor)
    return visitor
  }
  /** The page of somebody who is signed in; the same in every scene. */
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
    return visitor.page
  }
  const at = async (name: string, address: string): Promise<Page> => {
    const page = await as(name)
    await page.goto(house.origin + address)
    return settled(page)
  }
  /** The page of somebody whom nobody knows, each time another. */
  const stranger = async (address: string, ...expected: readonly RegExp[]): Promise<Page> => {
    unknown ??= await open()
    const page = await unknown.begin()
    for (const fault of expected) unknown.expect(fault)
    await page.goto(house.origin + address)
    return settled(page)
  }
  // Before one is known
  scene('forside', () => stranger('/'))
  scene('kontakt', () => stranger('/kontakt'))
  scene('hvem-maa-se-hvad', () => stranger('/hvem-maa-se-hvad'))
  scene('tilgaengelighed', () => stranger('/was'))
  scene('log-ind-foerst', () => stranger('/undersoegelser'))
  const atLogin = async (name: string, login: RegExp = logins.uniLogin) => {
    const page = await stranger('/', /status of 403/, /answers 403/)
    await pickPerson(page, house.origin, name, login)
    await page.waitForURL(`${house.origin}/auth/**`)
    return settled(page)
  }
  scene('log-ind', () => stranger('/auth/sign-in'))
  scene('login-ingen-adgang', () => atLogin('Frida Klausen'))
  scene('login-ingen-ret', () => atLogin('Grethe Overgaard', logins.contextHandler))
  scene('login-en-faktor', () => atLogin('Gorm Iversen'), 'alike')
  scene('login-vaelg-rolle', () => atLogin('Rasmus Bech'))

  // Home and the rooms of every role
  for (const [role, name] of Object.entries(people) as [keyof typeof people, string][]) {
    for (const room of roomsOf(role)) {
      if (room === 'home') scene(`hjem-${role}`, () => at(name, addresses.home), 'alike')
      else scene(`rum-${role}-${room}`, () => at(name, addresses[room]), 'same')
    }
  }

  // The front, for everybody
  for (const module of ['smaaboern', 'grundskole', 'unge', 'plus', 'inspiration'])
    scene(`modul-${module}`, () => stranger(`/modul/${module}`), module === 'smaaboern' ? 'new' : 'alike')
  scene('foreningen', () => stranger('/foreningen'), 'alike')
  scene('nyheder', () => stranger('/nyheder'))

  // Questionnaires put together
  const reading = (code: string) => async () => {
    const page = await at(people.municipalAdmin, addresses.questionnaire)
    // The association's own: a journey before may have put one together of it.
    await page
      .locator(`a[href^="${addresses.questionnaire}/${code}?"][href$="version=${newestVersion(code).version}"]`)
      .first()
      .click()
    await page.getByText('Hvert spørgsmål med svarmuligheder').waitFor()
    return page
  }
  scene('spoergeskemaer', () => at(people.secretariat, addresses.questionnaire))
  scene('spoergeskemaer-kommunen', () => at(people.municipalAdmin, addresses.questionnaire), 'alike')
  scene('spoergeskemaer-laes', async () => {
    const page = await reading('mellemtrin')()
    await page.locator('main summary').first().click()
    return settled(page)
  })
  let composition: string | undefined
  const composing = async (step: string) => {
    if (composition === undefined) {
      const page = await reading('mellemtrin')()
      await page.getByRole('button', { name: 'Sæt jeres eget sammen' }).click()
      await page.getByLabel('Navn').fill('Til et kig')
      await page.getByRole('button', { name: 'Begynd' }).click()
      await page.getByRole('heading', { level: 1, name: 'Hvad skal blive?' }).waitFor()
      composition = new URL(page.url()).pathname
    }
    return at(people.municipalAdmin, `${composition}${step}`)
  }
  scene('sammensaet-vaelg', () => composing(''))
  scene('sammensaet-tilfoej', () => composing('?trin=tilfoej'))
  scene('sammensaet-se-efter', () => composing('?trin=se-efter'))
  scene('sammensaet-proev', () => composing('?trin=proev'))
  scene('sammensaet-udgiv', () => composing('?trin=udgiv'))
  scene('spoergeskemaer-forskelle', async () => {
    const page = await reading('foraeldre-indskoling')()
    await page.getByRole('button', { name: 'Sæt jeres eget sammen' }).click()
    await page.getByLabel('Navn').fill('Til en forskel')
    await page.getByRole('button', { name: 'Begynd' }).click()
    await page.getByRole('checkbox').first().uncheck()
    for (const heading of ['Hvad vil I spørge om ud over det?', 'Holder det sammen?', 'Sådan møder de det', 'Klar til at udgive?']) {
      await page.getByRole('button', { name: 'Gem og gå videre' }).click()
      await page.getByRole('heading', { level: 1, name: heading }).waitFor()
    }
    await page.getByRole('button', { name: /^Udgiv som version/ }).click()
    await page.getByRole('link', { name: 'Læs spørgeskemaet' }).click()
    await page.getByRole('link', { name: /^Se forskelle fra/ }).click()
    return settled(page)
  })
  let edition: string | undefined
  const editing = async (part: string) => {
    if (edition === undefined) {
      const page = await at(people.secretariat, addresses.questionnaire)
      await page.locator(`a[href^="${addresses.questionnaire}/undervisningsmiljoe?"]`).first().click()
      await page.getByRole('button', { name: 'Begynd næste version' }).click()
      await page.getByRole('button', { name: 'Gem kladden' }).waitFor()
      edition = new URL(page.url()).pathname
    }
    return at(people.secretariat, `${edition}${part}`)
  }
  for (const part of ['spoergsmaal', 'forskelle', 'oversaettelser', 'kommentarer', 'afproevning', 'kvalitet'])
    scene(`naeste-version-${part}`, () => editing(`?del=${part}`))
  scene('naeste-version-rettet', async () => {
    const page = await editing('?del=spoergsmaal')
    await page.locator('main summary').first().click()
    return settled(page)
  })
  // A file from elsewhere, in which something stands that there is no place for here.
  let isImported = false
  const importing = async () => {
    const page = await at(people.secretariat, addresses.questionnaire)
    const file: string = await page.evaluate(async () => {
      const answer = await fetch('/api/v1/questionnaires/unge/1.1/fhir')
      const { resource } = await answer.json()
      return JSON.stringify({ ...resource, copyright: 'En anden forening' })
    })
    await page
      .getByLabel('FHIR R4-fil')
      .setInputFiles({ name: 'unge.fhir.json', mimeType: 'application/fhir+json', buffer: Buffer.from(file) })
    await page.getByRole('button', { name: 'Åbn kladden' }).waitFor()
    isImported = true
    return settled(page)
  }
  scene('spoergeskemaer-hentet-ind', importing)
  scene('naeste-version-hentet-ind', async () => {
    if (!isImported) await importing()
    const page = await at(people.secretariat, addresses.questionnaire)
    await page.getByRole('listitem').filter({ hasText: 'Unge, version' }).getByRole('link').click()
    await page.getByRole('link', { name: 'Kommentarer' }).click()
    await page.getByText('feltet følger ikke med').waitFor()
    return settled(page)
  })

  // Between municipalities, and the year
  const leader = people.institutionLeader
  scene('netvaerk', () => at(leader, addresses.network))
  scene('netvaerk-spoerg-mangler', async () => {
    const page = await at(leader, `${addresses.network}/spoerg`)
    await page.getByRole('button', { name: 'Send spørgsmålet' }).click()
    return settled(page)
  })
  scene('netvaerk-spoergsmaal', async () => {
    const page = await at(leader, addresses.network)
    await page.getByRole('link', { name: /forældre til børn i daginstitution/ }).click()
    await page.getByRole('heading', { name: '2 svar' }).waitFor()
    return settled(page)
  })
  scene('netvaerk-mig', () => at(leader, `${addresses.network}/mig`), 'alike')
  scene('skabeloner', () => at(leader, '/skabeloner'))
  scene('skabelon', () => at(leader, '/skabeloner?skabelon=agenda-class-team'))
  scene('nyhed-skriv', () => at(people.secretariat, `${addresses.news}/ny`))
  const question = (code: string, ending = '') => `${addresses.bank}/spoergsmaal/${code}${ending}`
  scene('spoergebank', () => at(people.secretariat, addresses.bank), 'new')
  scene('spoergebank-intet', () => at(people.secretariat, `${addresses.bank}?q=findesikke`), 'alike')
  scene('spoergebank-nyt-mangler', async () => {
    const page = await at(people.municipalAdmin, `${addresses.bank}/nyt`)
    await page.getByRole('button', { name: 'Skriv videre' }).click()
    return settled(page)
  })
  scene('spoergsmaal-udgivet', () => at(people.secretariat, question('read-for-fun-days')))
  scene('spoergsmaal-til-gennemsyn', () => at(people.expertReviewer, question('cooked-with-adult-days')))
  scene('spoergsmaal-skriv', async () => {
    const page = await at(people.municipalAdmin, question('k881-ude-i-naturen'))
    await page.getByLabel('Vis for').selectOption({ label: '7 år' })
    await page.getByRole('combobox', { name: 'Sprog' }).selectOption({ label: 'Arabisk' })
    return settled(page)
  })
  scene('spoergsmaal-oversaet', () => at(people.municipalAdmin, question('k881-ude-i-naturen', '/oversaettelse')))
  scene('spoergsmaal-kommentarer', () => at(people.municipalAdmin, question('k881-ude-i-naturen', '/kommentarer')))
  scene('spoergsmaal-historik', () => at(people.secretariat, question('read-for-fun-days', '/historik')), 'alike')
  scene('aaret', () => at(people.municipalAdmin, addresses.year))
  scene('aaret-tomt', () => at(people.municipalAdmin, `${addresses.year}?skoleaar=2035`), 'alike')
  scene('hjaelp-udefra', async () => {
    const page = await at(people.dataProtectionOfficer, addresses.support)
    await page.getByLabel('Hvad skal I have hjælp til?').fill('Listen fra skolen bliver afvist')
    await page.getByRole('button', { name: 'Lav en kode' }).click()
    await page.getByText('Sig koden til den, der hjælper').waitFor()
    return settled(page)
  })
  scene('oplaesning', () => at(people.secretariat, '/oplaesning/indskoling?version=1.1'), 'new')
  scene('oplaesning-arabisk', () => at(people.secretariat, '/oplaesning/foraeldre-2-7-aar?version=1.1&sprog=ar'), 'new')
  scene('instrumenter', async () => {
    const page = await at(people.secretariat, addresses.instrument)
    await page.locator('summary').filter({ hasText: 'Om Eksempelskemaet' }).click()
    return page
  })
  scene('instrumenter-kommunen', () => at(people.municipalAdmin, addresses.instrument), 'alike')
  scene('hjaelp-en-kommune', () => at(people.secretariat, addresses.enterSupport))
  scene('databeskyttelse', () => at(people.dataProtectionOfficer, addresses.audit))
  scene('databeskyttelse-intet', () => at(people.dataProtectionOfficer, `${addresses.audit}?til=2020-01-01`), 'alike')
  scene('databeskyttelse-barn', () => at(people.dataProtectionOfficer, `${addresses.audit}/barn`))
  scene('databeskyttelse-moenstre', () => at(people.dataProtectionOfficer, `${addresses.audit}/moenstre`), 'alike')
  scene('databeskyttelse-stikproever', () => at(people.dataProtectionOfficer, `${addresses.audit}/stikproever`))
  scene('databeskyttelse-stikproeve', async () => {
    const page = await at(people.dataProtectionOfficer, `${addresses.audit}/stikproever`)
    const goOn = page.getByRole('link', { name: 'Fortsæt gennemgangen' })
    await ((await goOn.isVisible()) ? goOn : page.getByRole('button', { name: 'Udtræk en stikprøve' })).click()
    await page.getByRole('heading', { level: 1, name: /Vurdér/ }).waitFor()
    await page.getByRole('radio', { name: 'Skal forklares' }).first().check()
    return settled(page)
  })

  // The administrator
  const admin = people.municipalAdmin
  scene('organisation', async () => {
    const page = await at(admin, addresses.organisation)
    await page.locator('summary').filter({ hasText: 'Stenhøj Skole' }).click()
    return page
  })
  scene('import-vaelg', async () => {
    const page = await at(admin, `${addresses.organisation}/import`)
    await page.locator('summary').filter({ hasText: 'Elever' }).click()
    return page
  })
  const handIn = async (text: string, heading: RegExp) => {
    const page = await at(admin, `${addresses.organisation}/import`)
    await page
      .getByLabel('Fil med elever, forældre, ansatte eller institutioner')
      .setInputFiles({ name: 'elever.csv', mimeType: 'text/csv', buffer: Buffer.from(text) })
    await page.getByRole('heading', { level: 1, name: heading }).waitFor()
    return settled(page)
  }
  const roster = () => readFileSync(new URL('../../lillekoebing/rosters/elever-lyngholm-aendret.csv', import.meta.url), 'utf8')
  scene('import-skal-rettes', () =>
    handIn(
      roster()
        .replace(/;\d{6}-(\d{4});/, ';10203$1;')
        .replace(/;5\.A;5;/g, ';;5;'),
      /skal rettes/,
    ),
  )
  // Somebody else's ending, so that the file differs from what is there also when another one has been carried out.
  scene('import-venter', () => handIn(roster().replace('Ørskov-Lund', 'Ørskov-Holm'), /venter på din godkendelse/))
  scene('import-godkend', async () => {
    const page = await handIn(roster().replace('Ørskov-Lund', 'Ørskov-Holm'), /venter på din godkendelse/)
    await page.getByRole('button', { name: 'Godkend ændringerne' }).click()
    return settled(page)
  })
  const inState = async (state: string, progress: number) => looking({ state, progress })
  const looking = async (change: object) => {
    const page = await as(admin)
    await page.route('**/api/v1/roster-imports/*', (route) => answerChanged(route, (file) => ({ ...file, ...change })))
    await page.reload()
    return settled(page)
  }
  scene('import-hel-liste', () => looking(wholeRoster))
  scene('import-nummer-to', () =>
    looking({
      ...wholeRoster,
      state: 'awaiting-second',
      firstApproval: { at: '2026-11-23T08:15:00.000Z', isOwn: false, successions: [{ from: '881004', to: '881002' }] },
    }),
  )
  scene('import-laeses', () => inState('reading', 0.42))
  scene('import-gennemfoert', () => inState('applied', 1))
  scene('import-gik-i-staa', () => inState('failed', 0.3), 'alike')
  scene('undersoegelser', () => at(admin, addresses.survey))
  scene('undersoegelse-aaben', async () => {
    const page = await at(admin, addresses.survey)
    await page.getByRole('link', { name: thisYear }).first().click()
    await page.locator('summary').filter({ hasText: 'Møllebakkens Skole' }).click()
    return settled(page)
  })
  scene(
    'undersoegelse-luk',
    async () => {
      const page = await at(admin, addresses.survey)
      await page.getByRole('link', { name: thisYear }).first().click()
      await page.getByRole('button', { name: 'Luk undersøgelsen' }).click()
      return settled(page)
    },
    'alike',
  )
  scene('undersoegelse-loebende', async () => {
    const page = await at(admin, addresses.survey)
    await page.getByRole('link', { name: beforeVisit }).first().click()
    await page.locator('summary').filter({ hasText: 'Sundhedsplejen' }).click()
    return settled(page)
  })
  scene('inviter', () => at(people.healthVisitor, addresses.invite))
  const inviting = async () => {
    const page = await at(people.healthVisitor, addresses.invite)
    await page.getByRole('link', { name: beforeVisit }).first().click()
    await page.getByRole('heading', { level: 1, name: /^Hvem skal inviteres/ }).waitFor()
    return page
  }
  scene('inviter-familie', async () => settled(await inviting()))
  /** Invites one more family, and leaves the page that says so. */
  const invited = async () => {
    const page = await inviting()
    await page
      .getByRole('button', { name: /^Inviter: / })
      .first()
      .click()
    await page.getByText('Personligt link').waitFor()
    return settled(page)
  }
  scene('inviter-inviteret', invited)
  scene('planlaeg-1-hvem', () => at(admin, `${addresses.survey}/ny`))
  scene('planlaeg-1-mangler', async () => {
    const page = await at(admin, `${addresses.survey}/ny`)
    await page.getByRole('button', { name: 'Gem og fortsæt' }).click()
    return settled(page)
  })
  scene('planlaeg-1-dagtilbud', async () => {
    const page = await at(admin, `${addresses.survey}/ny`)
    await page.getByRole('radio', { name: /^I dagtilbud/ }).check()
    return settled(page)
  })
  scene('planlaeg-2-hvad', async () => {
    const page = await at(admin, `${addresses.survey}/ny`)
    await page.getByLabel('Stenhøj Skole').check()
    await page.getByLabel('Lyngholm Landsbyskole').check()
    await page.getByRole('button', { name: 'Gem og fortsæt' }).click()
    await page.locator('summary').filter({ hasText: 'Mobning' }).click()
    return settled(page)
  })
  const next = async (heading: string) => {
    const page = await as(admin)
    await page.getByRole('button', { name: 'Gem og fortsæt' }).click()
    await page.getByRole('heading', { level: 1, name: heading }).waitFor()
    return settled(page)
  }
  scene('planlaeg-3-hvornaar', () => next('Hvornår kan de svare?'))
  scene('planlaeg-4-information', () => next('Hvad får elever og forældre at vide?'))
  scene('planlaeg-5-tjek', () => next('Er alt, som det skal være?'))
  scene('planlaeg-5-aabn', async () => {
    const page = await as(admin)
    await page.getByRole('button', { name: 'Åbn undersøgelsen' }).click()
    return settled(page)
  })
  scene('undersoegelse-kladde', async () => {
    const page = await as(admin)
    await page.goto(page.url().replace(/\/plan.*$/, ''))
    return settled(page)
  })
  scene('papir-vaelg', async () => {
    const page = await at(admin, addresses.survey)
    await page.getByRole('link', { name: thisYear }).first().click()
    await page.getByRole('link', { name: 'Svar på papir' }).click()
    await page.getByRole('heading', { level: 1, name: /^Svar på papir/ }).waitFor()
    return settled(page)
  })
  scene('papir-tast', () => at(people.municipalAnalyst, addresses.paper), 'alike')
  scene('hjem-opgaver', () => at(admin, addresses.home))

  // The class's lesson
  const teacher = people.teacher
  scene('klassens-time', () => at(teacher, addresses.lesson))
  const inLesson = async (name: string, className: string) => {
    const page = await at(name, addresses.home)
    await openLesson(page, className, thisYear)
    return settled(page)
  }
  const slipNumber = async (number: number): Promise<Slip> => {
    slips ??= await printSlips(await inLesson(teacher, '5.A'))
    return slips[number] ?? { name: '', code: '', slip: '' }
  }
  scene('timen-i-gang', () => inLesson(teacher, '5.A'))
  scene('timen-navne', async () => {
    const page = await inLesson(teacher, '5.A')
    await page.getByRole('button', { name: 'Vis navne' }).click()
    return page
  })
  const paused = (page: Page) =>
    page.route(/\/api\/v1\/lessons\/[^/]+(\/board)?$/, async (route) => {
      const answer = await route.fetch()
      await route.fulfill({ response: answer, json: { ...(await answer.json()), isPaused: true } })
    })
  const atWall = async (isPaused: boolean) => {
    const page = await inLesson(teacher, '5.A')
    if (isPaused) await paused(page)
    await page.goto(`${page.url()}/tavle`)
    await page.getByRole('heading', { level: 1, name: isPaused ? '5.A: vi holder pause' : '5.A: sådan kommer I i gang' }).waitFor()
    return settled(page)
  }
  scene('tavlen', () => atWall(false))
  scene('tavlen-pause', () => atWall(true))
  scene('timen-pause', async () => {
    const page = await inLesson(teacher, '5.A')
    await paused(page)
    await page.getByRole('button', { name: 'Fortsæt timen' }).waitFor()
    return settled(page)
  })
  const choosingSlip = async () => {
    const page = await inLesson(teacher, '5.A')
    await page.getByRole('button', { name: 'Find en elevs seddel' }).click()
    await page.getByRole('combobox', { name: 'Elev' }).selectOption({ index: 1 })
    return settled(page)
  }
  scene('timen-hvis-seddel', choosingSlip)
  scene('timen-en-seddel', async () => {
    const page = await choosingSlip()
    await page.getByRole('button', { name: 'Vis sedlen' }).click()
    await page.getByRole('button', { name: 'Skjul sedlen' }).waitFor()
    return settled(page)
  })
  scene('timen-ny-seddel', async () => {
    const page = await choosingSlip()
    await page.getByRole('button', { name: 'Lav en ny seddel' }).click()
    return settled(page)
  })
  scene('timen-seddel-brugt', async () => {
    const page = await choosingSlip()
    await page.route(/\/slip$/, (route) =>
      route.request().method() === 'POST'
        ? route.fulfill({ status: 409, contentType: 'application/problem+json', json: { title: 'slip-used', status: 409 } })
        : route.continue(),
    )
    signedIn.get(teacher)?.expect(/status of 409/)
    await page.getByRole('button', { name: 'Lav en ny seddel' }).click()
    await page.getByRole('button', { name: 'Ja, lav en ny' }).click()
    await page.getByText('Sendte svar står uden navn', { exact: false }).waitFor()
    return settled(page)
  })
  scene('timen-afslut', async () => {
    const page = await inLesson(teacher, '5.A')
    await page.getByRole('button', { name: 'Afslut timen' }).click()
    return settled(page)
  })
  scene('timen-slut-for-faa', async () => {
    const page = await inLesson(smallTeacher, '5.M')
    await page.getByRole('button', { name: 'Afslut timen' }).click()
    await page.getByRole('button', { name: 'Ja, afslut' }).click()
    await page.getByText('Klassens tal kan ikke vises').waitFor()
    return settled(page)
  })
  scene(
    'timen-slut',
    async () => {
      const page = await at(reader, addresses.lesson)
      await page.getByRole('link', { name: 'Se resultatet for 6.B' }).first().click()
      await page.getByRole('heading', { level: 1, name: 'Timen i 6.B er slut' }).waitFor()
      return settled(page)
    },
    'alike',
  )

  // Answering
  const enter = async (number: number, ...expected: readonly RegExp[]) => {
    const { code, slip } = await slipNumber(number)
    const page = await stranger(`/svar#${code}-${slip}`, ...expected)
    await page.getByRole('heading', { level: 1, name: 'Om dine svar' }).waitFor()
    return settled(page)
  }
  const goTo = async (page: Page, place: number, given: readonly (number | null)[] = items.map(() => null)) => {
    await page.getByRole('button', { name: /^(Begynd|Fortsæt)$/ }).click()
    await answerQuestions(page, given, { to: place })
    return settled(page)
  }
  scene('svar-kom-ind', () => stranger('/svar'))
  scene('svar-koder-mangler', async () => {
    const page = await stranger('/svar')
    await page.getByLabel('Klassens kode').fill('k7m2')
    await page.getByRole('button', { name: 'Kom ind' }).click()
    return settled(page)
  })
  scene('svar-forkerte-koder', async () => {
    const page = await stranger('/svar', /status of 404/)
    await page.getByLabel('Klassens kode').fill('K7M2XQ')
    await page.getByLabel('Din egen kode').fill('9HFT4B')
    await page.getByRole('button', { name: 'Kom ind' }).click()
    await page.getByText('Koderne virker ikke').waitFor()
    return settled(page)
  })
  scene('svar-om-dine-svar', () => enter(0))
  scene('svar-ikke-med', async () => {
    const page = await enter(0)
    await page.getByRole('button', { name: 'Jeg vil ikke være med' }).click()
    return settled(page)
  })
  scene('svar-et-valg', async () => goTo(await enter(1), 0), 'alike')
  scene('svar-et-valg-svaret', async () => {
    const page = await goTo(await enter(1), 2)
    await page.locator('.choice').nth(2).click()
    await page.getByText('Alt er gemt').waitFor()
    await page.locator('summary').filter({ hasText: 'Hvorfor spørger vi?' }).click()
    return settled(page)
  })
  scene('svar-skjult', async () => {
    const page = await goTo(await enter(20), 0)
    await page.getByRole('button', { name: 'Skjul mine svar' }).click()
    await page.locator('.choice').nth(2).click()
    await page.getByText('Svaret er skjult på skærmen.', { exact: false }).waitFor()
    return settled(page)
  })
  scene('svar-daekket', async () => {
    const page = await goTo(await enter(21), 0)
    await page.keyboard.press('Escape')
    await page.getByRole('heading', { name: 'Skærmen er dækket' }).waitFor()
    return settled(page)
  })
  scene('svar-kom-ind-pause', async () => {
    const page = await stranger('/svar', /status of 409/)
    await page.route(/\/responses\/enter$/, (route) =>
      route.fulfill({ status: 409, contentType: 'application/problem+json', json: { title: 'lesson-paused', status: 409 } }),
    )
    await page.getByLabel('Klassens kode').fill('K7M2XQ')
    await page.getByLabel('Din egen kode').fill('9HFT4B')
    await page.getByRole('button', { name: 'Kom ind' }).click()
    await page.getByText('Timen holder pause').waitFor()
    return settled(page)
  })
  const bullied = items.map(({ code }) => (code === 'bullied' ? 2 : null))
  scene('svar-flere-valg', async () => {
    const page = await goTo(
      await enter(2),
      items.findIndex(({ kind }) => kind === 'multiple'),
      bullied,
    )
    await page.locator('.choice').nth(1).click()
    await page.locator('.choice').nth(4).click()
    return settled(page)
  })
  scene('svar-stige', async () =>
    goTo(
      await enter(3),
      items.findIndex(({ kind }) => kind === 'ladder'),
    ),
  )
  scene('svar-tal', async () => {
    const page = await goTo(
      await enter(3),
      items.findIndex(({ kind }) => kind === 'number'),
    )
    await page.locator('.number-field__box').fill('2')
    return settled(page)
  })
  scene('svar-kun-at-laese', async () =>
    goTo(
      await enter(8),
      items.findIndex(({ kind }) => kind === 'information'),
    ),
  )
  const withoutLine = async (number: number) => {
    const page = await goTo(await enter(number, /ERR_INTERNET_DISCONNECTED/), 1)
    await page.route('**/api/v1/responses/**', (route) => route.abort('internetdisconnected'))
    await page.locator('.choice').nth(1).click()
    await page.getByText('Venter her, låst').first().waitFor()
    return page
  }
  scene('svar-uden-net', async () => settled(await withoutLine(4)), 'alike')
  scene('svar-hvad-er-gemt-hvor', async () => {
    const page = await withoutLine(15)
    await page.getByRole('button', { name: /Hvad er gemt hvor/ }).click()
    await page.getByText('Det er låst, så ingen kan læse det.', { exact: false }).waitFor()
    return settled(page)
  })
  scene('svar-doer-uden-net', async () => {
    const page = await withoutLine(16)
    await page.addInitScript(() => Object.defineProperty(navigator, 'onLine', { value: false }))
    await page.reload()
    await page.getByText('På denne maskine venter svar på at blive sendt').waitFor()
    await page.getByText('Uden net kan vi ikke lukke nogen ind.', { exact: false }).waitFor()
    return settled(page)
  })
  scene('svar-foer-du-slutter', async () => {
    const given = opinionOf(5).map((value, place) => (place % 7 === 3 ? null : value))
    return goTo(await enter(5), items.length, given)
  })
  scene('svar-tak', async () => {
    const page = await goTo(await enter(6), items.length, opinionOf(6))
    await page.getByRole('button', { name: 'Send mine svar' }).click()
    await page.getByRole('heading', { level: 1, name: 'Tak for dine svar' }).waitFor()
    return settled(page)
  })
  scene(
    'svar-allerede-sendt',
    async () => {
      const { code, slip } = await slipNumber(6)
      const page = await stranger(`/svar#${code}-${slip}`, /status of 404/)
      await page.getByText('Har du sendt dine svar, er du færdig.', { exact: false }).waitFor()
      return settled(page)
    },
    'alike',
  )
  scene('svar-lukket-hurtigt', async () => {
    const page = await goTo(await enter(7), 1)
    await page.getByRole('button', { name: 'Luk hurtigt' }).click()
    return settled(page)
  })
  // By link
  scene('svar-brev', async () => {
    const page = await stranger('/svar')
    await page.getByRole('button', { name: 'Jeg har fået et brev' }).click()
    await page.getByLabel('Tegnene fra dit brev').waitFor()
    return settled(page)
  })
  scene('svar-link-virker-ikke', async () => {
    const page = await stranger('/svar#k=ZZ23456789ABCD', /status of 404/)
    await page.getByText('Linket virker ikke', { exact: true }).waitFor()
    return settled(page)
  })
  const byLink = async () => {
    const shown = (await (await invited()).getByText('/svar#k=').textContent()) ?? ''
    const page = await stranger(shown.slice(shown.indexOf('/svar#k=')))
    await page.getByRole('heading', { level: 1, name: 'Om dine svar' }).waitFor()
    return settled(page)
  }
  scene('svar-foraelder-om', byLink)
  scene('svar-foraelder-spoergsmaal', async () => {
    const page = await byLink()
    await page.getByRole('button', { name: 'Begynd' }).click()
    await page.getByText(/^Emne 1 af/).waitFor()
    return settled(page)
  })
  /** A parent's questions in another language, as far as what is measured. */
  const inLanguage = async (language: string) => {
    const page = await byLink()
    await page.getByRole('button', { name: 'Begynd' }).click()
    await page.getByText(/^Emne 1 af/).waitFor()
    await page.getByRole('button', { name: language }).click()
    for (let at = 0; at < 6 && (await page.locator('.number-field__box').count()) === 0; at++) {
      const before = await page.locator('.question').first().innerText()
      await page.locator('.way button').last().click()
      await page.waitForFunction((words) => document.querySelector<HTMLElement>('.question')?.innerText !== words, before)
    }
    return settled(page)
  }
  scene('svar-arabisk', () => inLanguage('العربية'))
  scene('svar-ukrainsk', () => inLanguage('Українська'), 'alike')
  const about = async () => {
    const page = await as(admin)
    const surveys: readonly { id: string; title: string; state: string }[] = await page.evaluate(async () =>
      (await fetch('/api/v1/surveys')).json(),
    )
    return `/om/881/${surveys.find(({ title, state }) => state === 'open' && thisYear.test(title))?.id}`
  }
  scene('om-voksne', async () => stranger(await about()))
  scene(
    'om-boern',
    async () => {
      const page = await stranger(await about())
      await page.getByRole('button', { name: 'Til børn' }).click()
      return settled(page)
    },
    'alike',
  )
  scene('om-findes-ikke', () => stranger('/om/881/00000000-0000-4000-8000-000000000000', /status of 404/))

  // Inspiration
  scene('inspiration', () => stranger('/inspiration'))
  scene('inspiration-fundet', () => stranger('/inspiration?q=mobing&age=upperPrimary'), 'alike')
  scene('inspiration-intet', () => stranger('/inspiration?q=blokfl%C3%B8jte'))
  scene('faktaark', () => stranger('/inspiration/soevn-i-oejenhoejde'))
  scene('faktaark-findes-ikke', () => stranger('/inspiration/findes-ikke', /status of 404/), 'same')
  scene('faktaark-erfaringer', async () => {
    const page = await at(people.institutionLeader, '/inspiration/legepatruljen')
    await page.getByRole('button', { name: 'Fortæl, hvordan det gik' }).click()
    await page.getByRole('button', { name: 'Send', exact: true }).click()
    return settled(page)
  })
  const following = async (name: string, address: string, link: string) => {
    const page = await at(name, address)
    await page.getByRole('link', { name: link }).click()
    await page.getByRole('heading', { level: 1, name: link }).waitFor()
    return settled(page)
  }
  scene('mine-faktaark', () => at(people.interventionProvider, '/inspiration/mine'))
  scene('faktaark-skriv', async () => {
    const page = await following(people.interventionProvider, '/inspiration/mine', 'Spisevenner')
    await page.getByLabel('Formål', { exact: true }).fill('')
    await page.getByRole('button', { name: 'Send til gennemsyn' }).click()
    return settled(page)
  })
  scene('gennemsyn', () => at(people.secretariat, '/inspiration/gennemsyn'))
  scene('gennemsyn-faktaark', async () => {
    const page = await following(people.secretariat, '/inspiration/gennemsyn', 'Godmorgen i klassen')
    await page.getByRole('button', { name: 'Send tilbage' }).click()
    return settled(page)
  })
  scene('gennemsyn-godkend', async () => {
    const page = await following(people.expertReviewer, '/inspiration/gennemsyn', 'Cyklen frem')
    await page.getByRole('button', { name: 'Godkend fagligt' }).click()
    return settled(page)
  })
  scene('handleplaner', () => at(people.institutionLeader, addresses.actionPlan))
  scene('handleplan', async () => {
    const page = await following(people.institutionLeader, addresses.actionPlan, 'Telefonen sover i køkkenet')
    await page.getByText('Ingen sikker forskel fra før').or(page.getByText('end før')).first().waitFor()
    return settled(page)
  })
  scene('handleplan-slut', async () => {
    const page = await following(people.institutionLeader, addresses.actionPlan, 'Telefonen sover i køkkenet')
    await page.getByRole('button', { name: 'Skriv, hvordan det gik' }).click()
    return settled(page)
  })
  scene('handleplan-ny', async () => {
    const page = await at(people.institutionLeader, '/handleplaner/ny?sheet=soevn-i-oejenhoejde&theme=sleep')
    await page.getByRole('button', { name: 'Lav handleplanen' }).click()
    return settled(page)
  })

  // Reports
  const report = async (name: string, ...units: readonly (string | RegExp)[]) => {
    const page = await at(name, addresses.home)
    await page
      .getByRole('link', { name: /^Læs rapporten: Trivsel på mellemtrinnet 2/ })
      .first()
      .click()
    await page.getByRole('navigation', { name: 'Enhed' }).waitFor()
    for (const unit of units) {
      await page.getByRole('navigation', { name: 'Enhed' }).getByRole('link', { name: unit }).first().click()
      await page.locator('[aria-busy]').waitFor({ state: 'detached' })
    }
    return settled(page)
  }
  scene('rapporter', () => at(reader, addresses.report))
  scene('rapport-klasse', () => report(reader))
  scene(
    'rapport-klasse-sammenlignet',
    async () => {
      const page = await report(reader)
      await page.goto(`${page.url()}&split=sex&compare=rest`)
      return settled(page)
    },
    'alike',
  )
  scene('rapport-tabel', async () => {
    const page = await report(reader)
    await page.goto(`${page.url()}&compare=municipality&themes=bullying,sleep`)
    await settled(page)
    await page
      .getByRole('button', { name: 'Vis tabel' })
      .evaluateAll((buttons: HTMLElement[]) => buttons.forEach((button) => button.click()))
    return page
  })
  scene('rapport-klasse-paa-fire', () => report('Jesper Mortensen', /5\. årgang/, /^5\.M/), 'alike')
  scene('rapport-skole', () => report(people.institutionLeader), 'alike')
  scene('rapport-kommune', () => report(people.municipalAnalyst, 'Lillekøbing'))
  scene('rapport-land', () => report(people.municipalAnalyst, 'Hele landet'), 'alike')
  scene(
    'rapport-english',
    async () => {
      const page = await report(people.politicalReader)
      await page.getByText('English').click()
      return settled(page)
    },
    'alike',
  )

  addAssessmentScenes({ scene, at, as, stranger, settled, origin: house.origin, psychologist: people.eduPsychologist, admin })

  addInvitationScenes({
    scene,
    as,
    open,
    expect: (fault) => signedIn.get(admin)?.expect(fault),
    settled,
    origin: house.origin,
    admin,
    reader: people.dataProtectionOfficer,
  })

  // One child, and its family
  const children = (chosen: string) => at(people.healthVisitor, `${addresses.children}?${chosen}`)
  const firstChild = async (chosen: string) => {
    const page = await children(chosen)
    await page.locator('tbody').getByRole('link').first().click()
    await page.getByText('Du har åbnet svarene', { exact: false }).waitFor()
    return settled(page)
  }
  scene('mine-boern', async () => {
    const page = await children('only=wish')
    await page.getByText('Sådan er listen ordnet').click()
    return settled(page)
  })
  scene('mine-boern-ingen-passer', () => children('only=wish&answered=no'), 'alike')
  scene('mine-boern-tom', async () => {
    const page = await as(people.healthVisitor)
    await page.route('**/api/v1/health/children', (route) => route.fulfill({ json: { children: [], questionnaires: [] } }))
    await page.goto(house.origin + addresses.children)
    return settled(page)
  })
  scene('barnet', () => firstChild('only=wish'))
  scene('barnet-foelg-op', async () => {
    const page = await firstChild('only=wish')
    await page.getByRole('button', { name: 'Følg op …' }).first().click()
    await page.locator('summary').last().click()
    return settled(page)
  })
  scene('barnet-formaal', async () => {
    const page = await firstChild('only=wish')
    await page.getByRole('link', { name: 'Skift formål' }).click()
    return settled(page)
  })
  scene('barnet-intet-svar', () => firstChild('answered=no'))
  scene('daekning', () => at(people.leadHealthVisitor, addresses.coverage))
  scene('min-familie', () => at(people.parent, addresses.family))
  scene('samtykke', async () => {
    const page = await at(people.parent, addresses.family)
    await page
      .getByRole('link', { name: /^(Læs og vælg|Vælg om)/ })
      .first()
      .click()
    await page.getByRole('button', { name: 'Gem mit valg' }).click()
    return settled(page)
  })
  scene('samtykke-traek-tilbage', async () => {
    const page = await at(people.parent, addresses.family)
    await page
      .getByRole('link', { name: /^Træk samtykket tilbage/ })
      .first()
      .click()
    return settled(page)
  })
  scene('sig-nej', async () => {
    const page = await stranger('/sig-nej')
    await page.getByRole('button', { name: 'Videre' }).click()
    return settled(page)
  })
  scene('barnet-skjul-svar', async () => {
    const page = await firstChild('only=wish')
    await page.locator('details').filter({ hasText: 'Vis ikke for forælderen' }).locator('summary').first().click()
    await page
      .getByRole('button', { name: /^Vis ikke for forælderen/ })
      .first()
      .click()
    await page.getByRole('button', { name: 'Skjul svaret' }).click()
    return settled(page)
  })
  scene('min-familie-elev', async () => {
    const page = await at(people.pupil, addresses.family)
    await page.locator('summary').filter({ hasText: 'Svaret' }).first().click()
    return settled(page)
  })
  scene('min-familie-ung', () => at(people.youngPerson, addresses.family), 'alike')

  // Empty, refused, slow, gone
  scene('tom-kommune', async () => {
    const page = await as(admin)
    await page.route(/\/api\/v1\/(institutions|surveys|roster-imports)$/, (route) => route.fulfill({ json: [] }))
    await page.goto(house.origin + addresses.home)
    return settled(page)
  })
  for (const [name, room] of [
    ['tom-organisation', addresses.organisation],
    ['tomme-undersoegelser', addresses.survey],
    ['tom-planlaeg', `${addresses.survey}/ny`],
  ] as const) {
    scene(name, async () => {
      const page = await as(admin)
      await page.route(/\/api\/v1\/(institutions|surveys|roster-imports)$/, (route) => route.fulfill({ json: [] }))
      await page.goto(house.origin + room)
      return settled(page)
    })
  }
  for (const [name, room] of [
    ['tom-time', addresses.lesson],
    ['tomme-rapporter', addresses.report],
  ] as const) {
    scene(name, async () => {
      const page = await as(teacher)
      await page.route(/\/api\/v1\/(lessons|reports)$/, (route) => route.fulfill({ json: [] }))
      await page.goto(house.origin + room)
      return settled(page)
    })
  }
  scene('afvist', async () => {
    const page = await as(admin)
    signedIn.get(admin)?.expect(/status of 500|answers 500/)
    await page.route('**/api/v1/surveys', (route) =>
      route.fulfill({
        status: 500,
        contentType: 'application/problem+json',
        body: '{"title":"defect","status":500,"requestId":"0b54c1f2"}',
      }),
    )
    await page.goto(house.origin + addresses.survey)
    await page.getByRole('alert').waitFor()
    return page
  })
  scene('langsom', async () => {
    const page = await as(admin)
    await page.route('**/api/v1/surveys', () => {})
    await page.goto(house.origin + addresses.survey)
    await page.getByRole('status').filter({ hasText: 'Henter' }).waitFor()
    return page
  })
  scene('findes-ikke', () => at(admin, `${addresses.survey}/findes-ikke/slet-ikke`))

  return {
    scenes,
    faults: () => opened.flatMap(({ faults }) => faults),
    report: () => report(reader),
    async [Symbol.asyncDispose]() {
      for (const visitor of opened) await visitor[Symbol.asyncDispose]()
    },
  }
}

/** Waits until nothing on the page is still being fetched, and its letters are there. */
async function settled(page: Page): Promise<Page> {
  await page.getByRole('heading', { level: 1 }).first().waitFor()
  await page.waitForFunction(() => document.querySelector('.spinner, [aria-busy=true]') === null && document.fonts.status === 'loaded')
  return page
}

/** The server's own answer with something else in it. */
async function answerChanged(route: Route, change: (answer: Record<string, unknown>) => unknown): Promise<void> {
  const answer = await route.fetch()
  await route.fulfill({ response: answer, json: change(await answer.json()) })
}
