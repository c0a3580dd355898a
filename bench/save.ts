/** Saving: through HTTP against its floor, and whole questionnaires. */
import { saveMarks } from '#database/draft.ts'
import { packMark } from '#domain/response/answer.ts'
import { respondentOf } from '#server/http/respondent.ts'
import { type Respondent, crowdMunicipality, gatherCrowd } from '#lillekoebing/crowd.ts'
import { type BenchHouse, startServer } from './house.ts'
import { type Client, median, openClient, rate } from './load.ts'
import { costOf, type ProcessorTime, processorTime } from './processor.ts'

const clients = 32
/** Who answer whole questionnaires side by side: three or four classes. */
const answering = 100
const rounds = 3
const seconds = 4
const items = 60
const saves = 10

export type SaveFigures = {
  readonly ratio: number
  readonly savesPerSecond: number
  readonly floorPerSecond: number
  readonly questionnairesPerSecond: number
  /** Milliseconds of processor time of one whole questionnaire. */
  readonly questionnaireCost: ProcessorTime | undefined
  /** Of a hundred who come in at the same moment, how many were let in, saved and submitted. */
  readonly togetherWell: number
}

export const together = 100

/** Rounds of floor and HTTP alternate, so that a machine that slows down slows both. */
export async function measureSaving(house: BenchHouse): Promise<SaveFigures> {
  const crowd = await gatherCrowd(house, 500)
  await using server = await startServer(house.connectionString)
  const connections = await Promise.all(Array.from({ length: clients }, () => openClient(server.port)))
  const savers = await Promise.all(
    connections.map(async (client, at) => ({ client, respondent: crowd[at]!, ...(await enter(client, crowd[at]!)), sequence: 0 })),
  )

  const floors: number[] = []
  const through: number[] = []
  for (let round = 0; round < rounds; round++) {
    floors.push(
      await rate(clients, seconds, async (at) => {
        const saver = savers[at]!
        const marks: (number | null)[] = Array.from({ length: items }, () => null)
        for (let place = 0; place < 6; place++)
          marks[place] = packMark({ epoch: saver.epoch, sequence: ++saver.sequence, value: 1 + (saver.sequence % 5) })
        await house.doors.pipeline({ municipalityId: crowdMunicipality, role: 'respondent' }, 'statistics', [
          saveMarks('statistics', crowdMunicipality, { slipHmac: saver.respondent.slipHmac, generation: saver.generation }, marks),
        ])
      }),
    )
    through.push(
      await rate(clients, seconds, async (at) => {
        const saver = savers[at]!
        await save(saver.client, saver.token, saver.epoch, 0, saver.sequence)
        saver.sequence += 6
      }),
    )
  }

  const lines = await Promise.all(Array.from({ length: answering }, () => openClient(server.port)))
  let next = clients
  const whole: number[] = []
  const measured = { server: server.processId, database: house.processId }
  const before = processorTime(measured)
  for (let round = 0; round < rounds; round++) {
    whole.push(
      await rate(answering, seconds, async (at) => {
        const respondent = crowd[next++]
        if (!respondent) throw new Error('the crowd was too small for this machine: raise it in bench/save.ts')
        await answerAll(lines[at]!, respondent)
      }),
    )
  }
  const after = processorTime(measured)
  const questionnaireCost = before && after && costOf(before, after, next - clients)
  for (const client of [...connections, ...lines]) client[Symbol.dispose]()
  const all = await Promise.allSettled(
    crowd.slice(next, next + together).map(async (respondent) => {
      using client = await openClient(server.port)
      await answerAll(client, respondent)
    }),
  )
  const togetherWell = all.filter(({ status }) => status === 'fulfilled').length
  const savesPerSecond = median(through)
  const floorPerSecond = median(floors)
  return {
    ratio: savesPerSecond / floorPerSecond,
    savesPerSecond,
    floorPerSecond,
    questionnairesPerSecond: median(whole),
    questionnaireCost,
    togetherWell,
  }
}

/** One respondent from entering to submitting. */
export async function answerAll(client: Client, respondent: Respondent): Promise<void> {
  const { token, epoch } = await enter(client, respondent)
  for (let page = 0; page < saves; page++) await save(client, token, epoch, page * 6, page * 6)
  const answers = Array.from({ length: items }, (_, place) => valueAt(place + 1))
  const submitted = await client.post('/api/v1/responses/submit', JSON.stringify({ answers }), token)
  if (submitted.status !== 204) throw new Error(`submit was refused: ${submitted.body.toString()}`)
}

async function enter(client: Client, { code, slip }: Respondent): Promise<{ token: string; epoch: number; generation: number }> {
  const answer = await client.post('/api/v1/responses/enter', JSON.stringify({ code, slip }))
  if (answer.status !== 200) throw new Error(`entering was refused: ${answer.body.toString()}`)
  const entered = JSON.parse(answer.body.toString())
  return { ...entered, generation: respondentOf(Buffer.from(entered.token, 'base64url').subarray(0, -16))?.generation }
}

async function save(client: Client, token: string, epoch: number, firstPlace: number, sequence: number): Promise<void> {
  const answers = Array.from({ length: 6 }, (_, at) => ({
    place: firstPlace + at,
    value: valueAt(sequence + at + 1),
    sequence: sequence + at + 1,
  }))
  const answer = await client.post('/api/v1/responses/answers', JSON.stringify({ epoch, answers }), token)
  if (answer.status !== 200) throw new Error(`a save was refused: ${answer.body.toString()}`)
}

function valueAt(sequence: number): number {
  return 1 + (sequence % 5)
}

/** Bytes that one submitted response of 60 answers takes in the database, its share of the index included. */
export async function measureBytes(house: BenchHouse): Promise<number> {
  return house.asOwner(async (client) => {
    await client.query('create table statistics.response_measured (like statistics.response including all)')
    await client.query(`
      insert into statistics.response_measured
      select ${crowdMunicipality}, gen_random_uuid(), survey, class, 5, 'f', (select array_agg(1 + (random() * 4)::int)::smallint[] from generate_series(1, ${items}) where n > 0)
      from (select gen_random_uuid() as survey) s, (select gen_random_uuid() as class from generate_series(1, 2000)) c, generate_series(1, 25) n`)
    const { rows } = await client.query(
      "select pg_total_relation_size('statistics.response_measured') / count(*)::float as bytes from statistics.response_measured",
    )
    await client.query('drop table statistics.response_measured')
    return rows[0].bytes
  })
}
