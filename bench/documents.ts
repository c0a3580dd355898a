/**
 * A municipality's whole report as a document, against its bare figures through the same pipeline: at an address that nobody has asked
 * for, and at one that was just asked for. What is asked for the first time is reckoned (figures) or reckoned and typeset (PDF);
 * asked for again, it is kept. Processor time is this process's, which the database's is not part of: on a busy machine it says
 * more than a clock.
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
/** Each after the documents of two schools that nobody has asked for. */
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
  const again = async (form: string) => {
    for (let round = 0; round < 5; round++) await timed(form)
    const taken: Taken[] = []
    for (let round = 0; round < rounds; round++) taken.push(await timed(form))
    return middle(taken)
  }

  // Named in another order, all themes are the same report at another address: one that nobody has asked for.
  const unasked = [mellemtrin.themes, mellemtrin.themes.toReversed()]
    .flatMap((themes) => themes.map((_, place) => [...themes.slice(place), ...themes.slice(0, place)].join(',')))
    .values()
  const schoolsOf = ['sex', 'none'].flatMap((split) => Object.values(wave.institutions).map((id) => ({ unit: `institution:${id}`, split })))
  const others = schoolsOf.values()
  const anew = async (form: string) => timed(form, { themes: unasked.next().value ?? '' })
  const other = async () => timed('pdf', others.next().value)

  const alone = await timed('pdf', { split: 'none' })
  const first: Record<'figures' | 'pdf', Taken[]> = { figures: [], pdf: [] }
  for (let round = 0; round <= firsts; round++) {
    await other()
    await other()
    const [figures, pdf] = [await anew('figures'), await anew('pdf')]
    if (round === 0) continue
    first.figures.push(figures)
    first.pdf.push(pdf)
  }
  const [bareFirst, pdfFirst] = [middle(first.figures), middle(first.pdf)]
  const [bareAgain, pdfAgain, workbook] = [await again('figures'), await again('pdf'), await again('workbook')]
  await app.close()
  const row = (what: string, form: Taken, bare: Taken, isGoal: boolean): ReportRow => ({
    what,
    figure: `${(form.ms / bare.ms).toFixed(1)} (${Math.round(form.ms)} ms, ${bare.ms.toFixed(1)} ms), in processor time ${(form.processor / bare.processor).toFixed(1)} (${Math.round(form.processor)} ms, ${bare.processor.toFixed(1)} ms)`,
    goal: isGoal ? `≤ ${goal}` : 'none',
    isMet: !isGoal || form.ms / bare.ms <= goal,
  })
  const whole = `a municipality's whole report as PDF (${Math.round(pdfFirst.bytes / 1000)} kB)`
  return [
    row(`${whole}, asked for the first time, against its bare figures the first time`, pdfFirst, bareFirst, true),
    row('the same, both asked for again', pdfAgain, bareAgain, true),
    row('the first time, against bare figures that were asked for before', pdfFirst, bareAgain, false),
    row('the first document of a process, with its thread and fonts, against bare figures the first time', alone, bareFirst, false),
    row('the report as a workbook, both asked for again', workbook, bareAgain, false),
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
