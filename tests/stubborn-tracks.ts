/**
 * Children who answer by name and informants of PLUS, without pause, who send again whatever was not acknowledged
 * and remember what was: `stubborn-class.ts` for the two tracks of a named child.
 */
import type { FastifyInstance } from 'fastify'
import type { Questionnaire } from '#domain/questionnaire/questionnaire.ts'
import { submit } from '#domain/response/submit.ts'
import { structureAsked } from '#server/assessment/asked.ts'
import { mellemtrin } from './answered-wave.ts'
import { invite, openCase, settleAssessmentTown } from './assessment-town.ts'
import { playHealth } from './play-health.ts'
import type { StubbornClass } from './stubborn-class.ts'
import { answerWithoutPause, brokenInDraft, type Chance, person, rowOf } from './stubborn-page.ts'
import type { TestDatabase } from './test-database.ts'

type Track = 'health' | 'assessment'

export type Known = {
  readonly track: Track
  readonly enter: { readonly path: string; readonly body: object }
  readonly municipalityId: number
  readonly slipHmac: Buffer
  /** The child's id, or the informant's: whose the response is. */
  readonly id: string
  readonly questionnaire: Questionnaire
}

const rooms: Readonly<Record<Track, string>> = { health: '/health/responses', assessment: '/assessment/responses' }
const relations = ['mother', 'father', 'stepParent', 'teacher', 'pedagogue', 'self'] as const

/** So many children whose families have consented, and six informants of each of so many cases. */
export async function inviteByTrack(
  database: TestDatabase,
  app: FastifyInstance,
  { children, cases, municipalityId }: { readonly children: number; readonly cases: number; readonly municipalityId: number },
): Promise<readonly Known[]> {
  const cprs = Array.from({ length: children }, (_, place) => `241114${String(9000 + place)}`)
  const played = await playHealth(database, app, { cprs, municipalityId, questionnaire: 'mellemtrin', className: '5.A' })
  await database.asOwner((client) =>
    client.query("update health.invitation set decision = 'given' where survey_id = $1", [played.survey.id]),
  )
  const byName = played.children.map(({ id, slip, slipHmac }) => ({
    track: 'health' as const,
    enter: { path: '/responses/enter', body: { code: played.code, slip } },
    municipalityId,
    slipHmac,
    id,
    questionnaire: mellemtrin,
  }))

  const town = await settleAssessmentTown(database, municipalityId)
  const informants: Known[] = []
  for (let place = 0; place < cases; place++) {
    const caseId = await openCase(app, town.psychologist, town.twelve)
    for (const relation of relations) {
      const { id, symbols } = await invite(app, town.psychologist, caseId, relation)
      const version = relation === 'self' ? 's11-17' : relation === 'teacher' || relation === 'pedagogue' ? 't4-17' : 'p4-17'
      informants.push({
        track: 'assessment',
        enter: { path: '/assessment/responses/enter', body: { link: symbols } },
        municipalityId,
        slipHmac: database.keyring.linkHmac(municipalityId, symbols),
        id,
        questionnaire: structureAsked('demo', version),
      })
    }
  }
  return [...byName, ...informants]
}

/** Starts so many hands at work for them, against a server that may come and go. */
export function answerByTrack(
  origin: string,
  known: readonly Known[],
  hands: number,
  chance: Chance,
  mayGoOn?: () => boolean,
): StubbornClass {
  const all = known.map((one, at) => ({
    ...one,
    ...person({
      name: `${one.track} ${one.id}`,
      enter: one.enter,
      room: rooms[one.track],
      items: one.questionnaire.items,
      signature: [],
      submits: at % 4 !== 3,
    }),
    slip: one.slipHmac.toString('hex'),
  }))
  // One of each track in turn, so that both are in the midst of it whenever something is killed.
  const place = (one: Known) => known.filter(({ track }) => track === one.track).findIndex(({ id }) => id === one.id)
  const answering = answerWithoutPause(
    origin,
    all.toSorted((one, other) => place(one) - place(other)),
    hands,
    chance,
    mayGoOn,
  )

  return {
    ...answering,
    async findBroken(database) {
      const places = [...new Set(all.map(({ municipalityId }) => municipalityId))]
      const read = (query: string) =>
        database.asOwner(async (client) => (await client.query(query, query.includes('$1') ? [places] : [])).rows)
      const drafts = new Map<string, readonly (number | null)[]>(
        (await read('select slip_hmac, answers from health.draft union all select slip_hmac, answers from assessment.draft')).map((row) => [
          row.slip_hmac.toString('hex'),
          row.answers,
        ]),
      )
      const responses = new Map<string, readonly number[]>(
        (
          await read('select pupil_id as id, answers from health.response union all select informant_id, answers from assessment.response')
        ).map((row) => [row.id, row.answers]),
      )
      const counted = new Set(
        (await read('select unnest(answered) as slip from statistics.turnout')).map(({ slip }) => slip.toString('hex')),
      )
      const copies = (
        await read('select count(*)::int as n from statistics.response where is_by_name and municipality_id = any($1::int[])')
      )[0]?.n
      const found = [...answering.broken]
      const named = all.filter(({ track, id }) => track === 'health' && responses.has(id)).length
      if (copies !== named) found.push(`${named} have answered by name, and ${copies} are counted`)
      for (const one of all) {
        const stored = responses.get(one.id)
        if (stored !== undefined) {
          const expected = submit(one.questionnaire, rowOf(one))
          if (one.state === 'answering') found.push(`${one.name} has answered without submitting`)
          if (!('answers' in expected) || expected.answers.join() !== stored.join()) found.push(`${one.name} submitted something else`)
          if (drafts.has(one.slip)) found.push(`${one.name} submitted, and has a draft`)
          if (one.track === 'health' && !counted.has(one.slip)) found.push(`${one.name} is kept by name and not counted`)
        } else if (one.state === 'submitted') {
          found.push(`${one.name} was told that it was submitted`)
        } else {
          found.push(...brokenInDraft(one, drafts.get(one.slip)))
        }
      }
      return found
    },
  }
}
