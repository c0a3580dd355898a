/** A child of twelve and one of six with CPR numbers, and the people of a PLUS case, for tests of it. */
import { randomUUID } from 'node:crypto'
import type { FastifyInstance } from 'fastify'
import { insertPersons } from '#database/identity.ts'
import { loadDemoPacks } from '#server/demo/load-demo-packs.ts'
import { play } from './play.ts'
import { browser, call, type Answer, type SignedIn, signInAs } from './sign-in-as.ts'
import type { TestDatabase } from './test-database.ts'

export type Child = { readonly pupilId: string; readonly personId: string; readonly name: string; readonly cpr: string }

export type AssessmentTown = {
  readonly twelve: Child
  readonly six: Child
  readonly psychologist: SignedIn
  readonly socialWorker: SignedIn
  readonly caseOwner: SignedIn
  readonly admin: SignedIn
}

/** The seventh digit 4 puts the year in this century. Invented people. */
const children = { twelve: { name: 'Aksel Invented', cpr: '0203144995' }, six: { name: 'Bodil Invented', cpr: '0504204995' } } as const

export async function settleAssessmentTown(database: TestDatabase, municipalityId = 881): Promise<AssessmentTown> {
  const town = await play(database, { '5.A': 4 }, municipalityId)
  // Nothing is asked in PLUS without a pack.
  await database.asOwner((client) => loadDemoPacks(client, new Date('2026-11-02T09:00:00Z')))
  const [group] = town.classes
  const settle = async ({ name, cpr }: { readonly name: string; readonly cpr: string }): Promise<Child> => {
    const [personId, pupilId] = [randomUUID(), randomUUID()]
    await database.doors.as(town.admin, 'staff', async (tx) => {
      await insertPersons(tx, database.keyring, [{ id: personId, name, cpr }])
      await tx
        .insertInto('common.pupil')
        .values({ municipalityId, id: pupilId, personId, institutionId: town.institutionId, classId: group!.id, sex: 'male', leftOn: null })
        .execute()
    })
    return { pupilId, personId, name, cpr }
  }
  const who = (role: Parameters<typeof signInAs>[1], name: string) => signInAs(database, role, { municipalityId, name })
  return {
    twelve: await settle(children.twelve),
    six: await settle(children.six),
    psychologist: await who('eduPsychologist', 'Petra Psykolog'),
    socialWorker: await who('socialWorker', 'Søren Rådgiver'),
    caseOwner: await who('caseOwner', 'Sanne Sagsansvarlig'),
    admin: await who('municipalAdmin', 'Asta Administrator'),
  }
}

/** Opens a case on a child and records that the family has agreed, when asked to. */
export async function openCase(
  app: FastifyInstance,
  who: SignedIn,
  { pupilId }: Child,
  { consent = true }: { readonly consent?: boolean } = {},
): Promise<string> {
  const opened = await call(app, who, 'POST /assessments', {
    pupilId,
    reason: 'Træt i timerne siden sommer.',
    legalBasis: 'ppr',
    ownerId: null,
  })
  if (opened.status !== 200) throw new Error(opened.text)
  if (consent)
    await call(app, who, `POST /assessments/${opened.body.id}/consents`, { givenBy: 'custodyHolder', way: 'meeting', decision: 'given' })
  return opened.body.id
}

export type Invited = { readonly id: string; readonly link: string; readonly symbols: string }

/** Invites one informant and gives the symbols of their link, as they stand after `#p=`. */
export async function invite(app: FastifyInstance, who: SignedIn, id: string, relation: string, label = ''): Promise<Invited> {
  const { status, text, body } = await call(app, who, `POST /assessments/${id}/informants`, { relation, label, dueOn: '2026-12-10' })
  if (status !== 200) throw new Error(text)
  return { ...body, symbols: symbolsOf(body.link) }
}

export function symbolsOf(link: string): string {
  return link.split('#p=')[1] ?? ''
}

export function enter(app: FastifyInstance, symbols: string): Promise<Answer> {
  return call(app, undefined, 'POST /assessment/responses/enter', { link: symbols }, browser())
}

/** Comes in, saves one option for every item (by place, from 1), and sends it. */
export async function answerAll(app: FastifyInstance, symbols: string, optionAt: (place: number) => number | null): Promise<Answer> {
  const { body } = await enter(app, symbols)
  const bearer = { authorization: `Bearer ${body.token}` }
  const seen: (number | null)[] = body.asked.questionnaire.items.map((_: unknown, place: number) => optionAt(place))
  const answers = seen.flatMap((value, place) => (value === null ? [] : [{ place, value, sequence: place + 1 }]))
  await call(app, undefined, 'POST /assessment/responses/answers', { epoch: body.epoch, answers }, bearer)
  return call(app, undefined, 'POST /assessment/responses/submit', { answers: seen }, bearer)
}
