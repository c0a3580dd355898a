/**
 * A municipality's whole report as a document, against its bare figures: the same choice through the same pipeline. The first who asks
 * waits for the typesetting; who asks next for the same figures does not.
 */
import { buildApp } from '#server/http/app.ts'
import { closeSurvey } from '#server/jobs/close-survey.ts'
import { sealClass } from '#server/jobs/seal-class.ts'
import { answerWave, closeWave, group } from '../tests/answered-wave.ts'
import { testHouse } from '../tests/play.ts'
import { call, signInAs } from '../tests/sign-in-as.ts'
import { openTestDatabase } from '../tests/test-database.ts'
import { median } from './load.ts'
import type { ReportRow } from './report.ts'

const goal = 5

export async function measureDocuments(): Promise<readonly ReportRow[]> {
  await using database = await openTestDatabase()
  const house = testHouse(database)
  const classes = Object.fromEntries(['4.A', '4.B', '5.A', '5.B', '6.A', '6.B'].map((name) => [name, group(12, 12)]))
  const wave = await answerWave(database, Object.fromEntries(Array.from({ length: 12 }, (_, school) => [`Skole ${school + 1}`, classes])))
  await closeWave(database, wave)
  for (const classId of Object.values(wave.classes)) await sealClass(house, { ...wave, classId })
  await closeSurvey(house, wave)
  const app = await buildApp(house, { isReady: async () => true })
  const analyst = await signInAs(database, 'municipalAnalyst')

  const timed = async (form: string, more: Readonly<Record<string, string>> = {}) => {
    const startedAt = performance.now()
    const query = new URLSearchParams({ unit: 'municipality', split: 'sex', ...more })
    const { status, text, bytes } = await call(app, analyst, `GET /reports/${wave.surveyId}/${form}?${query}`)
    if (status !== 200) throw new Error(`${form} answered ${status}: ${text.slice(0, 200)}`)
    return { ms: performance.now() - startedAt, bytes: bytes.byteLength }
  }
  const several = async (form: string) => {
    const times: number[] = []
    for (let round = 0; round < 30; round++) times.push((await timed(form)).ms)
    return median(times.slice(5))
  }

  // The thread is begun, with its fonts, by another document.
  await timed('pdf', { split: 'none' })
  const first = await timed('pdf')
  const [bare, kept, workbook] = [await several('figures'), await several('pdf'), await several('workbook')]
  await app.close()
  const row = (what: string, ms: number, isGoal: boolean): ReportRow => ({
    what,
    figure: `${(ms / bare).toFixed(1)} (${Math.round(ms)} ms, ${bare.toFixed(1)} ms)`,
    goal: isGoal ? `≤ ${goal}` : 'none',
    isMet: !isGoal || ms / bare <= goal,
  })
  return [
    row(
      `a municipality's whole report as PDF (${Math.round(first.bytes / 1000)} kB), asked for the first time, against its bare figures`,
      first.ms,
      true,
    ),
    row('the same, asked for again', kept, true),
    row('the same as a workbook', workbook, false),
  ]
}
