import { createInterface } from 'node:readline'
import { parseArgs } from 'node:util'
import { readAnswers } from '#domain/instrument/answer-digits.ts'
import { findVersion, type Informant, type Instrument, scored } from '#domain/instrument/instrument.ts'
import { type Score, score as scoreAnswers } from '#domain/instrument/score.ts'
import { explainScoreRefusal, oneOf } from '../instrument/explain-score-refusal.ts'
import { loadInstruments } from '../instrument/load-instruments.ts'
import { complain, say } from '../log.ts'
import type { Verb } from './verb.ts'

const wrongUse = 2

export const score: Verb = {
  summary: 'score the answers to an instrument, without a database',
  help: `boernungeliv score --instrument <id> --version <version> --answers <digits> [--impact <gate>/<items>] [--json]
boernungeliv score --instrument <id> [--version <version>] --batch

  --instrument  sdq, who-5, demo: a folder of content/instruments
  --version     who answered, and about which age: p2-4, t2-4, p4-17, t4-17, s11-17 (who-5: s9)
  --answers     one digit for each item in order, "-" for one that is missing
  --impact      the first answer, a slash, and those that count: five for parent and self, three for teacher
  --json        the result as JSON on one line; null where a score is missing or has no band
  --batch       reads one JSON object a line ("version", "answers", "impact") and writes one result a line; a line
                that cannot be scored gives {"error": "…"} in its place

  boernungeliv score --instrument sdq --version p4-17 --answers 1221212212211210101220102 --impact 1/21111 --json

Exit code 0 when all was scored, 1 when a line of a batch was not, 2 when the command was not understood.`,
  async run(args) {
    const { values } = parseArgs({
      args: joined(args),
      options: {
        instrument: { type: 'string' },
        version: { type: 'string' },
        answers: { type: 'string' },
        impact: { type: 'string' },
        json: { type: 'boolean' },
        batch: { type: 'boolean' },
      },
    })
    const instruments = loadInstruments()
    const instrument = instruments.get(values.instrument ?? '')
    if (!instrument) {
      const known = oneOf([...instruments.keys()])
      return misused(
        values.instrument === undefined ? `Angiv --instrument: ${known}` : `Instrumentet "${values.instrument}" findes ikke: vælg ${known}`,
      )
    }
    if (values.batch) {
      if (values.answers !== undefined || values.impact !== undefined)
        return misused('Med --batch står svarene i linjerne: udelad --answers og --impact')
      return scoreLines(instrument, values.version)
    }
    if (values.version === undefined) return misused(`Angiv --version: ${oneOf(instrument.versions.map(({ code }) => code))}`)
    if (values.answers === undefined) return misused(`Angiv --answers: ${instrument.items.length} tegn, "-" for et svar der mangler`)
    const result = scoreDigits(instrument, values.version, values.answers, values.impact)
    if (typeof result === 'string') return misused(result)
    say(values.json ? asJson(result) : asTable(instrument, result))
    return 0
  },
}

function misused(sentence: string): number {
  complain(sentence)
  return wrongUse
}

/** NOTE: parseArgs takes a value that begins with "-" for a flag, and the first answer may be missing. */
function joined(args: readonly string[]): string[] {
  const takesValue = /^--(answers|impact)$/
  return args.flatMap((arg, place) => {
    if (takesValue.test(args[place - 1] ?? '') && !/^--[a-z]/.test(arg)) return []
    const next = args[place + 1]
    return takesValue.test(arg) && next !== undefined && !/^--[a-z]/.test(next) ? [`${arg}=${next}`] : [arg]
  })
}

/** The score, or a sentence on why there is none. */
function scoreDigits(instrument: Instrument, version: string, answers: string, impact: string | undefined): Score | string {
  const given = readAnswers(instrument, version, answers, impact)
  const result = 'refused' in given ? given : scoreAnswers(instrument, version, given.answers, given.impact)
  return 'refused' in result ? explainScoreRefusal(instrument, version, result) : result
}

/** What the command promises, and nothing more. */
function asJson({ instrument, version, answered, scores, bands }: Score): string {
  return JSON.stringify({ instrument, version, answered, scores, bands })
}

async function scoreLines(instrument: Instrument, version: string | undefined): Promise<number> {
  let isWell = true
  for await (const line of createInterface({ input: process.stdin, crlfDelay: Infinity })) {
    if (line.trim() === '') continue
    const result = scoreLine(instrument, version, line)
    isWell &&= typeof result !== 'string'
    say(typeof result === 'string' ? JSON.stringify({ error: result }) : asJson(result))
  }
  return isWell ? 0 : 1
}

function scoreLine(instrument: Instrument, otherwise: string | undefined, line: string): Score | string {
  let read: unknown
  try {
    read = JSON.parse(line)
  } catch {
    return 'Linjen er ikke JSON'
  }
  if (typeof read !== 'object' || read === null || Array.isArray(read))
    return 'Linjen er ikke et JSON-objekt med version, answers og impact'
  const { version = otherwise, answers, impact }: Record<string, unknown> = { ...read }
  if (typeof version !== 'string') return `Angiv version: ${oneOf(instrument.versions.map(({ code }) => code))}`
  if (typeof answers !== 'string') return `Angiv answers som tekst: ${instrument.items.length} tegn, "-" for et svar der mangler`
  if (impact !== undefined && impact !== null && typeof impact !== 'string') return 'Angiv impact som tekst, fx "1/11111", eller udelad det'
  return scoreDigits(instrument, version, answers, impact ?? undefined)
}

const informants: Readonly<Record<Informant, string>> = {
  parent: 'forælder',
  teacher: 'lærer eller pædagog',
  self: 'barnet selv',
  professional: 'fagpersonen',
}

/** For a person to read; the bands are named, with what is to be known of them. */
function asTable(instrument: Instrument, { version: code, answered, scores, bands }: Score): string {
  const version = findVersion(instrument, code)
  const systems = instrument.bandSystems.filter(({ tables }) => tables.some((table) => table.version === code))
  const rows = [
    ['', 'Score', ...systems.map(({ name }) => name.da)],
    ...scored(instrument).map((one) => [
      one.name.da,
      scores[one.code] === null ? 'mangler' : String(scores[one.code]),
      ...systems.map((system) => system.bands.find((band) => band.code === bands[system.code]?.[one.code])?.name.da ?? '–'),
    ]),
  ]
  const widths = rows[0]?.map((_, column) => Math.max(...rows.map((row) => (row[column] ?? '').length))) ?? []
  const isUnverified = systems.some(({ tables }) => tables.some((table) => table.version === code && !table.verified))
  return [
    `${instrument.name.da} ${code}, besvaret af ${version ? informants[version.informant] : ''}: ${answered} af ${instrument.items.length} svar`,
    '',
    ...rows.map((row) =>
      row
        .map((cell, column) => cell.padEnd(widths[column] ?? 0))
        .join('   ')
        .trimEnd(),
    ),
    ...(systems.length === 0 ? ['', 'Der er ingen grænser for denne version.'] : []),
    ...(instrument.isValidated ? [] : ['', 'Skemaet er opfundet og ikke afprøvet: tallene siger intet om et barn.']),
    ...(instrument.isValidated && isUnverified
      ? ['', 'Nogle af grænserne er ikke holdt op mod udgivelsen endnu: brug dem ikke klinisk.']
      : []),
  ].join('\n')
}
