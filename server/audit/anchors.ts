/**
 * Anchors: the ends of the chains, the log's and those of each survey's figures, a line of JSON each, in a file a day. They prove something because they lie where
 * the database's administrator does not write: another machine, a medium that is written once, the officer's own.
 */
import { appendFileSync, mkdirSync, readdirSync, readFileSync, statSync } from 'node:fs'
import { join } from 'node:path'
import { z } from 'zod'
import { StartRefusal } from '#database/start-refusal.ts'
import type { Doors } from '#database/transaction.ts'
import type { Anchor } from '#domain/audit/chain.ts'
import { dayInDenmark } from '../danish-day.ts'
import { readFigureHeads } from '../report/verify-figures.ts'
import { listChains, readHead } from './verify.ts'

const Line = z.object({
  municipality: z.int(),
  survey: z.uuid().optional(),
  seq: z.string().regex(/^\d{1,19}$/),
  hash: z.string().regex(/^[0-9a-f]{64}$/),
  at: z.iso.datetime(),
})

/** One anchor as it stands in a file. */
export function writeAnchor({ municipalityId, surveyId, seq, hash, at }: Anchor): string {
  return `${JSON.stringify({ municipality: municipalityId, survey: surveyId, seq: String(seq), hash, at })}\n`
}

/** The anchors of a file. Throws a `StartRefusal` that names the line which is none. */
export function readAnchors(file: string): readonly Anchor[] {
  return readFileSync(file, 'utf8')
    .split('\n')
    .flatMap((line, place) => {
      if (line.trim() === '') return []
      const found = Line.safeParse(parse(line))
      if (!found.success)
        throw new StartRefusal(`${file}, linje ${place + 1} er ikke et anker`, `${file}, line ${place + 1} is not an anchor`)
      const { municipality, survey, seq, hash, at } = found.data
      return [{ municipalityId: municipality, seq: BigInt(seq), hash, at, ...(survey === undefined ? {} : { surveyId: survey }) }]
    })
}

/** Notes the end of every chain in the day's file of this directory, after what is there. Returns file and number of chains. */
export async function noteAnchors(doors: Doors, directory: string, now: Date): Promise<{ readonly file: string; readonly chains: number }> {
  const lines: string[] = []
  for (const municipalityId of await listChains(doors)) {
    const head = await readHead(doors, municipalityId)
    if (head.seq > 0n) lines.push(writeAnchor({ municipalityId, ...head, at: now.toISOString() }))
    for (const { surveyId, seq, hash } of await readFigureHeads(doors, municipalityId))
      if (seq > 0n) lines.push(writeAnchor({ municipalityId, surveyId, seq, hash, at: now.toISOString() }))
  }
  mkdirSync(directory, { recursive: true })
  const file = join(directory, `anchors-${dayInDenmark(now)}.jsonl`)
  appendFileSync(file, lines.join(''), { mode: 0o640 })
  return { file, chains: lines.length }
}

/** The anchors of a file, or of every file in a directory. */
export function anchorsAt(path: string): readonly Anchor[] {
  try {
    if (!statSync(path).isDirectory()) return readAnchors(path)
    const files = readdirSync(path).filter((name) => name.endsWith('.jsonl'))
    return files.toSorted().flatMap((name) => readAnchors(join(path, name)))
  } catch (error) {
    if (error instanceof StartRefusal) throw error
    throw new StartRefusal(`Ankeret ${path} kan ikke læses`, `the anchor ${path} cannot be read`)
  }
}

function parse(line: string): unknown {
  try {
    return JSON.parse(line)
  } catch {
    return undefined
  }
}
