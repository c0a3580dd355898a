/**
 * A municipality's whole report as a document, against its bare figures: the same choice through the same pipeline. The first who asks
 * waits for the typesetting; who asks next for the same figures does not. Processor time is this process's, which the
 * database's is not part of: on a busy machine it says more than a clock.
 */
import { buildApp } from '#server/http/app.ts'
import { closeSurvey } from '#server/jobs/close-survey.ts'
import { sealClass } from '#server/jobs/seal-class.ts'
import { answerWave, closeWave, mellemtrin, respondent } from '../tests/answered-wave.ts'
import { testHouse } from '../tests/play.ts'
import { call, signInAs } from '../tests/sign-in-as.ts'
import { openTestDatabase } from '../tests/test-database.ts'
import { median } from './load.ts'
import type { ReportRow } from './report.ts'

const goal = 5
const rounds = 25
/** Each after two other reports that nobody has asked for. */
const firsts = 8

export async function measureDocuments(): Promise<readonly ReportRow[]> {
  await using database = await openTestDatabase()
  const house = testHouse(database)
  const classes = (school: number) => Object.fromEntries(['4.A', '4.B', '5.A', '5.B', '6.A', '6.B'].map((name) => [name, pupils(school)]))
  const schools = Object.fromEntries(Array.from({ length: 12 }, (_, school) => [`Skole ${school + 1}`, classes(school)]))
  const wave = await answerWave(database, schools)
  await closeWave(database, wave)
  for (const classId of Object.values(wave.classes)) await sealClass(house, { ...wave, classId })
  await closeSurvey(house, wave)
  const app = await buildApp(house, { isReady: async () => true })
  const analyst = await signInAs(database, 'municipalAnalyst')

  const timed = async (form: string, more: Readonly<Record<string, string>> = {}): Promise<Taken> => {
    const [startedAt, used] = [performance.now(), process.cpuUsage()]
    const query = new URLSearchParams({ unit: 'municipality', split: 'sex', ...more })
    const { status, text, bytes } = await call(app, analyst, `GET /reports/${wave.surveyId}/${form}?${query}`)
    if (status !== 200) throw new Error(`${form} answered ${status}: ${text.slice(0, 200)}`)
    const { user, system } = process.cpuUsage(used)
    return { ms: performance.now() - startedAt, processor: (user + system) / 1000, bytes: bytes.byteLength }
  }
  const several = async (form: string) => {
    for (let round = 0; round < 5; round++) await timed(form)
    const taken: Taken[] = []
    for (let round = 0; round < rounds; round++) taken.push(await timed(form))
    return middle(taken)
  }

  const schoolsOf = Object.values(wave.institutions).map((id) => `institution:${id}`)
  const report = async (round: number): Promise<Taken> => {
    for (const place of [2 * round, 2 * round + 1])
      await timed('pdf', { unit: schoolsOf[place % schoolsOf.length] ?? '', split: place < schoolsOf.length ? 'sex' : 'none' })
    // Named in another order, all themes are the same report at another address: a document that nobody has asked for.
    const themes = mellemtrin.themes.map((_, place) => mellemtrin.themes[(place + round) % mellemtrin.themes.length])
    return timed('pdf', { themes: themes.join(',') })
  }
  const bare = await several('figures')
  const alone = await timed('pdf', { split: 'none' })
  await report(0)
  const taken: Taken[] = []
  for (let round = 1; round <= firsts; round++) taken.push(await report(round))
  const [first, kept, workbook] = [middle(taken), await several('pdf'), await several('workbook')]
  await app.close()
  const row = (what: string, { ms, processor }: Taken, isGoal: boolean): ReportRow => ({
    what,
    figure: `${(ms / bare.ms).toFixed(1)} (${Math.round(ms)} ms, ${bare.ms.toFixed(1)} ms), in processor time ${(processor / bare.processor).toFixed(1)} (${Math.round(processor)} ms, ${bare.processor.toFixed(1)} ms)`,
    goal: isGoal ? `≤ ${goal}` : 'none',
    isMet: !isGoal || ms / bare.ms <= goal,
  })
  return [
    row(
      `a municipality's whole report as PDF (${Math.round(first.bytes / 1000)} kB), asked for the first time, against its bare figures`,
      first,
      true,
    ),
    row('the first document of a process, with its thread and fonts', alone, false),
    row('the same report, asked for again', kept, true),
    row('the same as a workbook', workbook, false),
  ]
}

type Taken = { readonly ms: number; readonly processor: number; readonly bytes: number }

function middle(taken: readonly Taken[]): Taken {
  const of = (what: keyof Taken) => median(taken.map((one) => one[what]))
  return { ms: of('ms'), processor: of('processor'), bytes: of('bytes') }
}

/** No two answer alike, and no two schools: as many different figures as in a real municipality. */
function pupils(school: number) {
  return Array.from({ length: 24 }, (_, pupil) => {
    const chosen = mellemtrin.items.map(({ code, options, sensitiveOptions }, item) => {
      const mayChoose = options.filter((option) => !sensitiveOptions.includes(option))
      return [
        code,
        mayChoose[Math.floor(Math.abs(Math.sin(1 + school * 977 + pupil * 131 + item * 17)) * mayChoose.length)] ?? null,
      ] as const
    })
    return respondent(pupil % 2 === 0 ? 'female' : 'male', Object.fromEntries(chosen))
  })
}
