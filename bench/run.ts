/** `npm run bench [-- save page … --small]`: measures and prints ratios. See README.md. */
import { parseArgs } from 'node:util'
import { type BenchHouse, openBenchHouse, startServer } from './house.ts'
import { gatherCrowd } from '#lillekoebing/crowd.ts'
import { measurePage } from './page.ts'
import { measureBytes, measureSaving, together } from './save.ts'

const { values, positionals } = parseArgs({ allowPositionals: true, options: { small: { type: 'boolean' } } })
const asked = new Set(positionals.length > 0 ? positionals : ['save', 'bytes', 'page', 'report', 'seal', 'documents', 'score'])

type Row = { readonly what: string; readonly figure: string; readonly goal: string; readonly isMet: boolean }

const rows: Row[] = []
const one = (number: number) => number.toLocaleString('en', { maximumFractionDigits: number < 10 ? 2 : 0 })
const add = (what: string, figure: string, goal: string, isMet: boolean) => {
  rows.push({ what, figure, goal, isMet })
  process.stderr.write(`${what}: ${figure}\n`)
}

if (asked.has('save') || asked.has('bytes') || asked.has('page')) {
  await using house = await openBenchHouse()
  if (asked.has('save')) await save(house)
  if (asked.has('bytes')) {
    const bytes = await measureBytes(house)
    add('bytes of a stored response of 60 answers', one(bytes), '≤ 300', bytes <= 300)
  }
  if (asked.has('page')) await page(house)
}
if (asked.has('report') || asked.has('seal')) {
  const { measureReports } = await import('./report.ts')
  for (const row of await measureReports({ isWhole: values.small !== true, measures: asked }))
    add(row.what, row.figure, row.goal, row.isMet)
}
if (asked.has('documents')) {
  const { measureDocuments } = await import('./documents.ts')
  for (const row of await measureDocuments()) add(row.what, row.figure, row.goal, row.isMet)
}
if (asked.has('score')) {
  const { measureScoring } = await import('./score.ts')
  const { perSecond, byHandPerSecond, ratio } = measureScoring(values.small === true ? 100_000 : 1_000_000)
  add(
    'SDQ responses scored, with bands, against a loop written by hand',
    `${one(ratio)} (${one(perSecond)}/s of ${one(byHandPerSecond)}/s)`,
    '≥ 0.2',
    ratio >= 0.2,
  )
}

const widest = Math.max(...rows.map(({ what }) => what.length))
process.stdout.write('\n')
for (const { what, figure, goal, isMet } of rows)
  process.stdout.write(`${isMet ? 'met   ' : 'MISSED'}  ${what.padEnd(widest)}  ${figure}  (goal ${goal})\n`)
process.exitCode = rows.every(({ isMet }) => isMet) ? 0 : 1

async function save(house: BenchHouse): Promise<void> {
  const figures = await measureSaving(house)
  add(
    'acknowledged saves through HTTP against pipelined pg, 32 clients',
    `${one(figures.ratio)} (${one(figures.savesPerSecond)}/s of ${one(figures.floorPerSecond)}/s)`,
    '≥ 0.7',
    figures.ratio >= 0.7,
  )
  add(
    'whole questionnaires a second (60 answers, 10 saves), client included',
    one(figures.questionnairesPerSecond),
    '≥ 250',
    figures.questionnairesPerSecond >= 250,
  )
  const cost = figures.questionnaireCost
  if (cost)
    add(
      'processor time of a whole questionnaire, ms (for orientation)',
      `${one(cost.client + cost.server + cost.database)}: client ${one(cost.client)}, server ${one(cost.server)}, database ${one(cost.database)}`,
      'none',
      true,
    )
  add(
    'of a hundred who begin together, those served without a refusal',
    String(figures.togetherWell),
    String(together),
    figures.togetherWell === together,
  )
}

async function page(house: BenchHouse): Promise<void> {
  const [respondent] = await gatherCrowd(house, 1)
  await using server = await startServer(house.connectionString)
  if (!respondent) throw new Error('nobody to answer')
  const figures = await measurePage(server.port, respondent)
  add('script of the first load of /svar, kB as sent', one(figures.scriptBytes / 1000), '≤ 20', figures.scriptBytes <= 20_000)
  add('style of the first load of /svar, kB as sent', one(figures.styleBytes / 1000), '≤ 10', figures.styleBytes <= 10_000)
  add('requests of the first load of /svar', String(figures.requests), '≤ 8', figures.requests <= 8)
  add(
    'sent by one turn of question',
    figures.turnRequests.join(', ') || 'nothing',
    'the save',
    figures.turnRequests.every((sent) => sent === 'POST /api/v1/responses/answers'),
  )
  add('ready after, ms at a sixth of the processor (for orientation)', one(figures.readyMs), 'none', true)
}
