/**
 * The worker killed while it seals. A job that is run again must give the same figures, and a response must be counted once:
 * what comes of it is compared with what the same answers give in another municipality, where nobody is disturbed.
 */
import { setTimeout as wait } from 'node:timers/promises'
import { enqueue } from '#database/jobs.ts'
import { sealClass } from '#server/jobs/seal-class.ts'
import { type AnsweredWave, answerWave, group, respondent } from '../answered-wave.ts'
import { testHouse } from '../play.ts'
import type { Chance } from '../stubborn-page.ts'
import type { TestDatabase } from '../test-database.ts'
import { openGround, signal } from './ground.ts'
import type { Row } from './scenarios.ts'

const undisturbed = 101
const disturbed = 102
const patienceMs = 60_000

export async function sealWhileKilled(chance: Chance): Promise<Row> {
  await using ground = await openGround({ flags: ['query-timeout=3000'] })
  const { database } = ground
  const answers = Object.fromEntries(['Åsum', 'Ølby', 'Ærø'].map((school) => [school, classesOf(chance)]))
  const control = await answerWave(database, answers, { municipalityId: undisturbed, name: 'Roby' })
  const wave = await answerWave(database, answers, { municipalityId: disturbed, name: 'Larmby' })
  const house = testHouse(database)
  for (const classId of Object.values(control.classes)) await sealClass(house, { ...control, classId })

  let worker = await ground.startWorker()
  const ended = Object.values(wave.classes)
  const died: string[] = []
  let kills = 0
  let longestMs = 0
  for (const classId of ended) {
    await database.doors.asSystem('test', { municipalityId: disturbed, login: 'staff' }, (tx) =>
      enqueue(tx, 'seal-class', { municipalityId: disturbed, surveyId: wave.surveyId, classId }, `seal-class:${wave.surveyId}:${classId}`),
    )
    await wait(chance() * 40)
    const began = performance.now()
    if (kills % 5 === 2) {
      ground.toDatabase.change({ swallows: 'everything' })
      await wait(1_000)
      await ground.toDatabase.heal()
    } else if (kills % 5 === 4) {
      for (const one of await ground.processes()) signal(one, 'SIGKILL')
      await ground.restartDatabase()
      // NOTE: a worker also runs in the process that serves, and would take that with it.
      if (!worker.isRunning()) died.push('the worker ended when its database did')
    } else {
      await worker.kill()
      worker = await ground.startWorker()
    }
    kills++
    longestMs = Math.max(longestMs, performance.now() - began)
  }
  const began = performance.now()
  const isEmpty = await untilEmpty(database)
  const backMs = performance.now() - began
  await worker.kill()

  const [expected, found] = [await figuresOf(database, control), await figuresOf(database, wave)]
  const lost = [
    ...died,
    ...(isEmpty ? [] : ['not everything that was broken off has been done again']),
    ...expected.filter((line) => !found.includes(line)).map((line) => `should have been sealed: ${line}`),
    ...found.filter((line) => !expected.includes(line)).map((line) => `should not have been sealed: ${line}`),
  ]
  return {
    name: '',
    faults: kills,
    saves: 0,
    parcels: 0,
    submits: 0,
    later: 0,
    defects: 0,
    lost,
    longestSilenceMs: longestMs,
    longestWaitMs: 0,
    backMs,
  }
}

/** Enough of each for figures, some for none, and options that differ. */
function classesOf(chance: Chance) {
  const some = (count: number) => group(Math.ceil(count / 2), Math.floor(count / 2), { 'sleep-tired': chance() < 0.5 ? 'few' : 'often' })
  return {
    '4.A': some(14),
    '5.A': [...some(11), respondent('unknown')],
    '5.B': some(4),
    '6.A': some(22),
  }
}

async function untilEmpty(database: TestDatabase): Promise<boolean> {
  for (const end = performance.now() + patienceMs; performance.now() < end; await wait(100)) {
    const { rows } = await database.asOwner((client) => client.query('select count(*)::int as n from graphile_worker._private_jobs'))
    if (rows[0].n === 0) return true
  }
  return false
}

/** Everything that is known of a wave, in words that do not depend on whose it is. */
async function figuresOf(
  database: TestDatabase,
  { municipalityId, surveyId, institutions, classes }: AnsweredWave,
): Promise<readonly string[]> {
  const rows = await database.asOwner(
    async (client) =>
      (
        await client.query(
          `select 'total' as what, unit, sex, counts::text as n from sealed.total where municipality_id = $1 and survey_id = $2
           union all select 'turnout', unit, '', answered::text from sealed.turnout where municipality_id = $1 and survey_id = $2
           union all select 'atom', unit, sex, counts::text from sealed.atom where municipality_id = $1 and survey_id = $2
           union all select 'left', class_id::text, sex, answers::text from statistics.response where municipality_id = $1 and survey_id = $2`,
          [municipalityId, surveyId],
        )
      ).rows,
  )
  const names = new Map([...Object.entries(institutions), ...Object.entries(classes)].map(([name, id]) => [id, name]))
  const named = (text: string) => [...names].reduce((said, [id, name]) => said.replaceAll(id, name), text)
  const lines = rows.map(({ what, unit, sex, n }) => `${what} ${named(unit)} ${sex} ${n}`).toSorted()
  // The same line may stand there several times, and must as often.
  return lines.map((line, at) => `${line} (${lines.slice(0, at).filter((before) => before === line).length + 1})`)
}
