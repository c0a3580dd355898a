import { createInterface } from 'node:readline'
import { parseArgs } from 'node:util'
import { readAnswers } from '#domain/instrument/answer-digits.ts'
import { askedItems, findVersion, type Informant, type Instrument, scored, type Sex, type TableFor } from '#domain/instrument/instrument.ts'
import { type Reckoned, score as scoreAnswers } from '#domain/instrument/score.ts'
import { type About, findTable, type NoTable } from '#domain/instrument/table.ts'
import { explainScoreRefusal, oneOf } from '../instrument/explain-score-refusal.ts'
import { loadInstruments } from '../instrument/load-instruments.ts'
import { complain, say } from '../log.ts'
import type { Verb } from './verb.ts'

const wrongUse = 2

export const score: Verb = {
  summary: 'score the answers to an instrument, without a database',
  help: `boernungeliv score --instrument <id> --version <version> --answers <digits> [--impact <gate>/<items>] [--sex <sex>] [--months <age>] [--json]
boernungeliv score --instrument <id> [--version <version>] --batch

  --instrument  sdq, who-5, epds: a folder of content/instruments
  --content     a directory of such folders, to try one that is not there yet
  --version     who answered, and about which age: p2-4, t2-4, p4-17, t4-17, s11-17 (who-5: s9); -followup for
                the form that looks back a month
  --answers     one digit for each item in order, "-" for one that is missing; of a form where an answer may be above 9,
                numbers with spaces between
  --impact      the first answer, a slash, and those that count: five for parent and self, three for teacher
  --sex         girl or boy, for norms that are theirs; without it those norms give no band
  --months      age in completed months, for norms of an age
  --json        the result as JSON on one line; null where a score is missing or has no band
  --batch       reads one JSON object a line ("version", "answers", "impact", "about") and writes one result a line; a line
                that cannot be scored gives {"error": "…"} in its place

  boernungeliv score --instrument sdq --version p4-17 --answers 1221212212211210101220102 --impact 1/21111 --json

Exit code 0 when all was scored, 1 when a line of a batch was not, 2 when the command was not understood.`,
  async run(args) {
    const { values } = parseArgs({
      args: joined(args),
      options: {
        instrument: { type: 'string' },
        content: { type: 'string' },
        version: { type: 'string' },
        answers: { type: 'string' },
        impact: { type: 'string' },
        sex: { type: 'string' },
        months: { type: 'string' },
        json: { type: 'boolean' },
        batch: { type: 'boolean' },
      },
    })
    const instruments = loadInstruments(values.content)
    const instrument = instruments.get(values.instrument ?? '')
    if (!instrument) {
      const known = oneOf([...instruments.keys()])
      return misused(
        values.instrument === undefined ? `Angiv --instrument: ${known}` : `Instrumentet "${values.instrument}" findes ikke: vælg ${known}`,
      )
    }
    if (values.batch) {
      if ([values.answers, values.impact, values.sex, values.months].some((one) => one !== undefined))
        return misused('Med --batch står svarene i linjerne: udelad --answers, --impact, --sex og --months')
      return scoreLines(instrument, values.version)
    }
    if (values.version === undefined) return misused(`Angiv --version: ${oneOf(instrument.versions.map(({ code }) => code))}`)
    if (values.answers === undefined) return misused(`Angiv --answers: ${howMany(instrument, values.version)}`)
    const about = aboutOf({ sex: values.sex, ageInMonths: values.months === undefined ? undefined : Number(values.months) })
    if (typeof about === 'string') return misused(about)
    const result = scoreDigits(instrument, values.version, values.answers, values.impact, about)
    if (typeof result === 'string') return misused(result)
    say(values.json ? asJson(result) : asTable(instrument, result, about))
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

function howMany(instrument: Instrument, code: string): string {
  const version = findVersion(instrument, code)
  return `${(version ? askedItems(instrument, version) : instrument.items).length} tegn, "-" for et svar der mangler`
}

/** Whom the answers are about, or a sentence on what is wrong with it. */
function aboutOf({ sex, ageInMonths }: Readonly<Record<string, unknown>>): About | string {
  if (sex !== undefined && !isSex(sex)) return 'Angiv køn som girl eller boy, eller udelad det'
  if (ageInMonths !== undefined && !(typeof ageInMonths === 'number' && Number.isInteger(ageInMonths) && ageInMonths >= 0))
    return 'Angiv alderen som fyldte måneder, et helt tal, eller udelad den'
  return { ...(sex === undefined ? {} : { sex }), ...(ageInMonths === undefined ? {} : { ageInMonths }) }
}

function isSex(found: unknown): found is Sex {
  return found === 'girl' || found === 'boy'
}

/** The score, or a sentence on why there is none. */
function scoreDigits(
  instrument: Instrument,
  version: string,
  answers: string,
  impact: string | undefined,
  about: About,
): Reckoned | string {
  const given = readAnswers(instrument, version, answers, impact)
  const result = 'refused' in given ? given : scoreAnswers(instrument, version, given.answers, given.impact, about)
  return 'refused' in result ? explainScoreRefusal(instrument, version, result) : result
}

/** What the command promises, and nothing more. */
function asJson({ instrument, version, answered, scores, bands }: Reckoned): string {
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

function scoreLine(instrument: Instrument, otherwise: string | undefined, line: string): Reckoned | string {
  let read: unknown
  try {
    read = JSON.parse(line)
  } catch {
    return 'Linjen er ikke JSON'
  }
  if (typeof read !== 'object' || read === null || Array.isArray(read))
    return 'Linjen er ikke et JSON-objekt med version, answers og impact'
  const { version = otherwise, answers, impact, about = {} }: Record<string, unknown> = { ...read }
  if (typeof version !== 'string') return `Angiv version: ${oneOf(instrument.versions.map(({ code }) => code))}`
  if (typeof answers !== 'string') return `Angiv answers som tekst: ${howMany(instrument, version)}`
  if (impact !== undefined && impact !== null && typeof impact !== 'string') return 'Angiv impact som tekst, fx "1/11111", eller udelad det'
  if (typeof about !== 'object' || about === null) return 'Angiv about som objekt med sex og ageInMonths, eller udelad det'
  const known = aboutOf({ ...about })
  return typeof known === 'string' ? known : scoreDigits(instrument, version, answers, impact ?? undefined, known)
}

const informants: Readonly<Record<Informant, string>> = {
  parent: 'forælder',
  teacher: 'lærer eller pædagog',
  self: 'den det handler om',
  professional: 'fagpersonen',
}

/** For a person to read; the bands are named, with what is to be known of them. */
function asTable(instrument: Instrument, { version: code, answered, scores, bands, alerts }: Reckoned, about: About): string {
  const version = findVersion(instrument, code)
  const added = instrument.scales.flatMap(({ adds = [] }) => adds)
  const asked = version ? askedItems(instrument, version).filter((item) => !added.includes(item)) : []
  const systems = instrument.bandSystems.filter((system) => Object.values(bands[system.code] ?? {}).some((band) => band !== null))
  const hasTable = instrument.bandSystems.some(({ tables }) => tables.some((table) => table.version === code))
  const rows = [
    ['', 'Score', ...systems.map(({ name }) => name.da)],
    ...scored(instrument).map((one) => [
      one.name.da,
      asNumber(scores[one.code] ?? null),
      ...systems.map((system) => system.bands.find((band) => band.code === bands[system.code]?.[one.code])?.name.da ?? '–'),
    ]),
  ]
  const widths = rows[0]?.map((_, column) => Math.max(...rows.map((row) => (row[column] ?? '').length))) ?? []
  const isUnverified = systems.some(({ tables }) => tables.some((table) => table.version === code && !table.verified))
  return [
    `${instrument.name.da} ${code}, besvaret af ${version ? informants[version.informant] : ''}: ${answered} af ${asked.length} svar`,
    '',
    ...rows.map((row) =>
      row
        .map((cell, column) => cell.padEnd(widths[column] ?? 0))
        .join('   ')
        .trimEnd(),
    ),
    ...systems.flatMap(({ name, norm }, place) => [...(place === 0 ? [''] : []), `${name.da}: sat på ${norm.name.da}`]),
    ...withoutTable(instrument, code, about),
    ...(alerts.length === 0 ? [] : ['', `Skal ses af nogen, hvad end summen er: ${alerts.join(', ')}`]),
    ...(hasTable ? [] : ['', 'Der er ingen grænser for denne version.']),
    ...(instrument.isValidated ? [] : ['', 'Skemaet er opfundet og ikke afprøvet: tallene siger intet om et barn.']),
    ...(instrument.isValidated && isUnverified
      ? ['', 'Nogle af grænserne er ikke holdt op mod udgivelsen endnu: brug dem ikke klinisk.']
      : []),
  ].join('\n')
}

function asNumber(score: number | null): string {
  return score === null ? 'mangler' : score.toLocaleString('da', { maximumFractionDigits: 2 })
}

const reasons: Readonly<Record<NoTable, string>> = {
  none: 'tabellen er her ikke, så kun råscoren kan bruges',
  sexUnknown: 'tabellen afhænger af køn: angiv --sex',
  ageUnknown: 'tabellen afhænger af alder: angiv --months',
  notForThem: 'tabellen er for et andet køn eller en anden alder',
}

/** Which norms and conversions say nothing of these answers, and why. */
function withoutTable({ converted, bandSystems }: Instrument, version: string, about: About): readonly string[] {
  const all = [...converted, ...bandSystems.filter(({ tables }) => tables.some((table) => table.version === version))]
  const lines = all.flatMap(({ name, tables, gradeIsAgeLess }) => {
    const found = findTable<TableFor>(tables, version, about, gradeIsAgeLess)
    return typeof found === 'string' ? [`${name.da}: ${reasons[found]}`] : []
  })
  return lines.length === 0 ? [] : ['', ...lines]
}
