/** A class that answers without pause in the statistics track, and the checker of what it was promised. */
import { countable, submit } from '#domain/response/submit.ts'
import { mellemtrin } from './answered-wave.ts'
import type { Play } from './play.ts'
import { type Answering, answerWithoutPause, brokenInDraft, type Chance, person, rowOf } from './stubborn-page.ts'
import type { TestDatabase } from './test-database.ts'

export type StubbornClass = Answering & {
  /** Every promise that the database does not keep, as a sentence; empty when all are kept. */
  readonly findBroken: (database: TestDatabase) => Promise<readonly string[]>
}

/** Six first answers that no other pupil gives: the only way to find a response again. */
const placesOfSignature = 6

/** Starts so many hands at work on a play's pupils, against a server that may come and go. */
export function answerStubbornly(
  origin: string,
  { survey, classes }: Play,
  hands: number,
  chance: Chance,
  mayGoOn?: () => boolean,
): StubbornClass {
  const pupils = classes
    .flatMap(({ code, pupils: some }) => some.map((pupil) => ({ ...pupil, code })))
    .map(({ name, code, slip, slipHmac }, at) => ({
      ...person({
        name: `${name} (${at})`,
        enter: { path: '/responses/enter', body: { code, slip } },
        room: '/responses',
        items: mellemtrin.items,
        signature: Array.from({ length: placesOfSignature }, (_, place) => 1 + (Math.floor(at / 4 ** place) % 4)),
        submits: at % 4 !== 3,
      }),
      slip: slipHmac.toString('hex'),
    }))
  const answering = answerWithoutPause(origin, pupils, hands, chance, mayGoOn)

  return {
    ...answering,
    async findBroken(database) {
      const read = (query: string, values: readonly unknown[] = []) =>
        database.asOwner(async (client) => (await client.query(query, [...values])).rows)
      const drafts = new Map<string, readonly (number | null)[]>(
        (await read('select slip_hmac, answers from statistics.draft')).map((row) => [row.slip_hmac.toString('hex'), row.answers]),
      )
      const answered = new Set(
        (await read('select unnest(answered) as slip from statistics.turnout where survey_id = $1', [survey.id])).map(({ slip }) =>
          slip.toString('hex'),
        ),
      )
      const stored: readonly { readonly answers: readonly number[] }[] = await read(
        'select answers from statistics.response where survey_id = $1',
        [survey.id],
      )
      const responses = Map.groupBy(stored, ({ answers }) => answers.slice(0, placesOfSignature).join())
      const found = [...answering.broken]
      if (stored.length !== answered.size) found.push(`${answered.size} have answered, and there are ${stored.length} responses`)
      for (const pupil of pupils) {
        if (answered.has(pupil.slip)) {
          const own = responses.get(pupil.signature.join()) ?? []
          const submitted = submit(mellemtrin, rowOf(pupil))
          if (pupil.state === 'answering') found.push(`${pupil.name} has answered without submitting`)
          if (own.length !== 1) found.push(`${pupil.name} submitted, and has ${own.length} responses`)
          else if (!('answers' in submitted) || countable(mellemtrin, submitted.answers).join() !== own[0]?.answers.join())
            found.push(`${pupil.name} submitted something else`)
        } else if (pupil.state === 'submitted') {
          found.push(`${pupil.name} was told that it was submitted`)
        } else {
          found.push(...brokenInDraft(pupil, drafts.get(pupil.slip)))
        }
      }
      return found
    },
  }
}
