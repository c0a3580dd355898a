/** Telling people: the plan, what became of the messages in each state, the words, and whom nothing reached. */
import type { Page } from 'playwright-core'
import type { InvitationStatus, Trouble } from '#api/invitation.ts'
import { messageStates } from '#domain/invitation/invitation.ts'
import { addresses } from '#web/professional/shell/navigation.ts'
import { answerChanged, type Backstage, people, settled } from './stage.ts'
import { logins, signIn } from './visitor.ts'

type Counts = InvitationStatus['messages'][number]['counts']
const counts = (some: Partial<Counts>): Counts => ({ ...Object.fromEntries(messageStates.map((state) => [state, 0])), ...some }) as Counts

const channels: InvitationStatus['available'] = ['digitalPost', 'email', 'sms', 'letter']
const day = (days: number) => new Date(Date.now() + days * 86_400_000).toISOString().slice(0, 10)
const plan = { channels, invitesOn: day(0), remindsOn: [day(7), day(14)] }
const reached = { people: 412, children: 268, byChannel: { digitalPost: 301, email: 62, sms: 31, letter: 0 }, none: 18 }

const underway: Partial<InvitationStatus> = {
  plan,
  receivers: reached,
  messages: [
    { occasion: 'invitation', channel: 'digitalPost', counts: counts({ waiting: 120, sending: 1, sent: 40, delivered: 140 }) },
    { occasion: 'invitation', channel: 'email', counts: counts({ waiting: 20, sent: 42 }) },
    { occasion: 'invitation', channel: 'sms', counts: counts({ waiting: 31 }) },
  ],
}
const troubled: Partial<InvitationStatus> = {
  plan,
  receivers: reached,
  troubles: 3,
  messages: [
    { occasion: 'invitation', channel: 'digitalPost', counts: counts({ sent: 61, delivered: 238, bounced: 1, uncertain: 1 }) },
    { occasion: 'invitation', channel: 'email', counts: counts({ sent: 61, failed: 1 }) },
    { occasion: 'reminder', channel: 'digitalPost', counts: counts({ delivered: 96, stopped: 204 }) },
  ],
}

const trouble = (place: number, some: Partial<Trouble>): Trouble => ({
  messageId: `00000000-0000-4000-8000-00000000000${place}`,
  occasion: 'invitation',
  channel: 'email',
  state: 'failed',
  reason: 'unknown-receiver',
  at: `${day(-1)}T08:12:00.000Z`,
  pupilId: `10000000-0000-4000-8000-00000000000${place}`,
  child: 'Bertil Karlsen',
  receiver: 'Line Karlsen',
  classId: '20000000-0000-4000-8000-000000000000',
  className: 'Distrikt Nord',
  institution: 'Sundhedsplejen i Lillekøbing',
  others: ['sms', 'letter'],
  ...some,
})
const troubles = [
  trouble(1, {}),
  trouble(2, { child: 'Mie Juhl', receiver: '', channel: 'digitalPost', state: 'bounced', reason: 'not-registered', others: ['letter'] }),
  trouble(3, { child: 'Anna Gregersen', receiver: 'Ole Gregersen', channel: 'email', state: 'uncertain', reason: 'unknown', others: [] }),
]

export function addInvitationScenes({ scene, as, open, expect, origin }: Backstage): void {
  const admin = people.municipalAdmin
  const infants = async (page: Page) => {
    const surveys: readonly { readonly id: string; readonly title: string }[] = await (
      await page.context().request.get(`${origin}/api/v1/surveys`)
    ).json()
    const found = surveys.find(({ title }) => title.startsWith('Før besøget ved 8-10 måneder'))
    if (!found) throw new Error('there is no survey of infants')
    return `${addresses.survey}/${found.id}/invitationer`
  }
  /** The page with other numbers than the server's. */
  const withStatus = async (change: Partial<InvitationStatus>, who: string = admin) => {
    const page = await as(who)
    await page.route('**/api/v1/surveys/*/invitations', (route) =>
      answerChanged(route, (status) => ({ ...status, isStopped: false, troubles: 0, messages: [], ...change })),
    )
    await page.goto(origin + (await infants(page)))
    return settled(page)
  }
  const withTroubles = async (rows: readonly Trouble[]) => {
    const page = await as(admin)
    await page.route('**/api/v1/surveys/*/invitations/troubles', (route) => route.fulfill({ json: rows }))
    await page.goto(`${origin}${await infants(page)}/ikke-naaet-frem`)
    return settled(page)
  }
  const inWords = async (channel: string, language: string) => {
    const page = await withStatus({ plan, receivers: reached })
    await page.getByRole('combobox', { name: 'Kanal', exact: true }).selectOption(channel)
    await page.getByRole('combobox', { name: 'Sprog', exact: true }).selectOption(language)
    await page.getByRole('region', { name: 'Sådan ser den ud' }).scrollIntoViewIfNeeded()
    return settled(page)
  }
  const asks = async (name: string) => {
    const page = await withStatus(troubled)
    await page.getByRole('button', { name }).click()
    await page.getByRole('dialog').waitFor()
    return page
  }

  scene('invitationer-uden-plan', () =>
    withStatus({ plan: null, receivers: reached, available: ['email', 'letter'], suggested: { ...plan, channels: ['email', 'letter'] } }),
  )
  scene('invitationer-fejl-i-planen', async () => {
    const page = await withStatus({ plan: null })
    await page.getByRole('button', { name: 'Tilføj en påmindelse' }).click()
    await page.getByRole('button', { name: 'Gem planen' }).click()
    await page.getByRole('region', { name: 'Noget i planen skal rettes' }).waitFor()
    return page
  })
  scene('invitationer-planlagt', () => withStatus({ plan: { ...plan, invitesOn: day(3) }, receivers: reached }))
  scene('invitationer-paa-vej', () => withStatus(underway))
  scene('invitationer-ikke-naaet', async () => {
    const page = await withStatus(troubled)
    await page.getByText('Hvad betyder ordene?').click()
    return page
  })
  scene('invitationer-stoppet', () => withStatus({ ...troubled, troubles: 0, isStopped: true }), 'alike')
  scene('invitationer-selv', () => withStatus({ plan: { ...plan, channels: ['letter'] }, receivers: reached }), 'alike')
  scene('invitationer-lukket', () => withStatus({ ...troubled, troubles: 0, state: 'closed' }), 'alike')
  scene('invitationer-laeser', () => withStatus(troubled, people.dataProtectionOfficer), 'alike')
  scene('invitationer-send', () => asks('Send en påmindelse nu'))
  scene('invitationer-stop', () => asks('Stop beskederne'))
  scene('invitationer-sms-arabisk', () => inWords('sms', 'ar'))
  scene('invitationer-mail-ukrainsk', () => inWords('email', 'uk'), 'alike')
  scene('invitationer-brev', () => inWords('letter', 'da'), 'same')
  scene('invitationer-aula', async () => {
    const page = await withStatus({ plan, receivers: reached })
    await page.getByText('Tekst til Aula').click()
    await page.getByText('Breve og sedler', { exact: true }).click()
    await page.getByText('Digital Post ad en anden vej').click()
    await page.getByLabel('Sprog i teksten').selectOption('ar')
    return settled(page)
  })
  scene('ikke-naaet-frem', () => withTroubles(troubles))
  scene('ikke-naaet-frem-send-igen', async () => {
    const page = await withTroubles(troubles)
    await page.getByRole('button', { name: 'Send igen: Anna Gregersen' }).click()
    await page.getByRole('dialog').waitFor()
    return page
  })
  scene('ikke-naaet-frem-ingen', () => withTroubles([]))
  scene('invitationer-afvist', async () => {
    const page = await as(admin)
    expect(admin, /ERR_CONNECTION_REFUSED/)
    await page.route('**/api/v1/surveys/*/invitations', (route) => route.abort('connectionrefused'))
    await page.goto(origin + (await infants(page)))
    await page.getByRole('alert').waitFor()
    return page
  })
  scene('invitationer-langsom', async () => {
    const page = await as(admin)
    await page.route('**/api/v1/surveys/*/invitations', () => {})
    await page.goto(origin + (await infants(page)))
    await page.getByRole('status').filter({ hasText: 'Henter' }).waitFor()
    return page
  })

  /** A parent of an infant, as they come from a mail. */
  scene('min-familie-spoergeskema', async () => {
    const visitor = await open()
    await signIn(visitor, { origin }, 'Line Karlsen', logins.nemLogin)
    const { page } = visitor
    await page.route('**/api/v1/family', async (route) => {
      const answer = await route.fetch()
      const family = await answer.json()
      const [child] = family.children
      const survey = {
        surveyId: '30000000-0000-4000-8000-000000000000',
        title: 'Før besøget ved 8-10 måneder',
        questionnaire: { code: 'foraeldre-8-10-maaneder', version: '1.0', titles: { da: '', en: '' } },
        respondent: 'parent',
        state: 'open',
        opensOn: day(-2),
        closesOn: day(20),
        decides: 'custodyHolder',
        out: [],
        maySay: false,
        mayAnswer: true,
      }
      await route.fulfill({ response: answer, json: { children: [{ ...child, surveys: [survey] }], feedback: [] } })
    })
    await page.goto(origin + addresses.family)
    return settled(page)
  })
}
