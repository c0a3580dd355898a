/** A town whose people are told: the thirty families, real catchers, and a queue that tests run by hand with a clock of their own. */
import type pg from 'pg'
import type { House } from '#server/house.ts'
import { planInvitations } from '#server/jobs/plan-invitations.ts'
import { sendMessages } from '#server/jobs/send-messages.ts'
import { carriersOf, readMessageConnections } from '#server/message-connection.ts'
import { type Caught, type Office, openOffice } from '../stand-ins/messages/caught.ts'
import { startGateway, token } from '../stand-ins/messages/gateway.ts'
import { startMailCatcher } from '../stand-ins/messages/mail.ts'
import { testHouse } from './play.ts'
import type { TestDatabase } from './test-database.ts'

export type MessageRow = {
  readonly id: string
  readonly person_id: string
  readonly pupil_id: string
  readonly occasion: string
  readonly channel: string
  readonly turn: number
  readonly state: string
  readonly reason: string | null
  readonly attempts: number
  readonly is_settled: boolean
}

export type PostOffice = AsyncDisposable & {
  readonly office: Office
  readonly house: House
  /** The environment by which a program of its own reaches the same catchers. */
  readonly environment: Readonly<Record<string, string>>
  readonly setClock: (iso: string) => void
  readonly passMinutes: (minutes: number) => void
  /** Plans a survey past the operation. */
  readonly plan: (surveyId: string, channels: readonly string[], remindsOn?: readonly string[]) => Promise<void>
  /** What the morning's job does, and then the queue until nothing is due at this moment. */
  readonly run: (surveyId: string) => Promise<void>
  readonly send: (surveyId: string) => Promise<void>
  readonly messages: (surveyId: string) => Promise<readonly MessageRow[]>
  readonly to: (kind: Caught['kind']) => readonly string[]
}

export async function openPostOffice(database: TestDatabase, municipalityId = 881): Promise<PostOffice> {
  const office = openOffice()
  const mail = await startMailCatcher(office)
  const gateway = await startGateway(office)
  const environment = {
    MAIL_ADDRESS: mail.address,
    MAIL_FROM: 'svar-ikke@lillekoebing.example',
    MAIL_BOUNCE: 'retur@lillekoebing.example',
    MAIL_PER_MINUTE: '100000',
    SMS_ADDRESS: gateway.sms,
    SMS_TOKEN: token,
    SMS_FROM: 'Lillekoebin',
    SMS_PER_MINUTE: '100000',
    POST_ADDRESS: gateway.post,
    POST_TOKEN: token,
    POST_PER_MINUTE: '100000',
  }
  let clock = new Date('2026-11-23T09:00:00Z')
  const connections = readMessageConnections(environment, { isDemo: true })
  const impatient = <C extends object>(connection: C | undefined) => connection && { ...connection, patienceMs: 2_000 }
  const house: House = {
    ...testHouse(database, () => clock),
    carriers: carriersOf({
      mail: impatient(connections.mail)!,
      sms: impatient(connections.sms)!,
      digitalPost: impatient(connections.digitalPost)!,
    }),
  }
  await database.asOwner((client) =>
    client.query("update common.municipality set cvr = '11111111' where municipality_id = $1", [municipalityId]),
  )

  const messages = (surveyId: string): Promise<readonly MessageRow[]> =>
    database.asOwner(
      async (client: pg.Client) =>
        (
          await client.query('select * from common.invitation_message where survey_id = $1 order by channel, person_id, pupil_id, turn', [
            surveyId,
          ])
        ).rows,
    )
  const isDue = async (surveyId: string) =>
    database.asOwner(
      async (client) =>
        (
          await client.query("select from common.invitation_message where survey_id = $1 and state = 'waiting' and next_at <= $2", [
            surveyId,
            clock,
          ])
        ).rowCount !== 0,
    )
  const send = async (surveyId: string) => {
    for (let slice = 0; slice < 40; slice++) {
      await sendMessages(house, { municipalityId, surveyId })
      if (!(await isDue(surveyId))) return
    }
  }
  return {
    office,
    house,
    environment,
    setClock: (iso) => (clock = new Date(iso)),
    passMinutes: (minutes) => (clock = new Date(clock.getTime() + minutes * 60_000)),
    async plan(surveyId, channels, remindsOn = []) {
      await database.asOwner((client) =>
        client.query(
          `insert into common.invitation_plan values ($1, $2, $3, '2026-11-23', $4, now(), null)
           on conflict (municipality_id, survey_id) do update set channels = excluded.channels, reminds_on = excluded.reminds_on, stopped_at = null`,
          [municipalityId, surveyId, channels, remindsOn],
        ),
      )
    },
    async run(surveyId) {
      await planInvitations(house, { municipalityId, surveyId })
      await send(surveyId)
    },
    send,
    messages,
    to: (kind) =>
      office.caught
        .filter((one) => one.kind === kind)
        .map(({ to }) => to)
        .toSorted(),
    async [Symbol.asyncDispose]() {
      await mail[Symbol.asyncDispose]()
      await gateway[Symbol.asyncDispose]()
    },
  }
}
