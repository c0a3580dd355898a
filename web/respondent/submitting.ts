/** From "Send mine svar" to the server's word for it: waits for the last save, and sends again until there is an answer. */
import type { Answers } from '#domain/response/answer.ts'
import { type Ending, endingOf } from './journey.ts'
import { pauseMs, type Saver } from './saver.ts'
import type { Wishes, Written } from './contract.ts'
import type { Line } from './send.ts'

/** Rounds of sending what the server says it has otherwise. More would mean that another screen holds the slip. */
const roundsOfDifference = 2

/**
 * How it ended. A submit that is sent twice is answered the same, so an unknown outcome is tried again.
 * When the server still differs after our answers were sent anew, another screen has answered with the same
 * slip: the codes are asked for again, which brings both together.
 */
export async function submitAll(given: {
  readonly line: Pick<Line, 'submit'>
  readonly saver: Pick<Saver, 'put' | 'hurry' | 'whenSaved'>
  readonly answers: Answers
  readonly written?: Written
  readonly wishes?: Wishes
  readonly onWaiting: () => void
  readonly wait: (ms: number) => Promise<void>
  readonly chance: () => number
}): Promise<Ending> {
  const { line, saver, answers, written = [] } = given
  let failures = 0
  let differences = 0
  for (;;) {
    saver.hurry()
    await saver.whenSaved()
    const reply = await line.submit(answers, written, given.wishes)
    if (reply.kind === 'done') return 'sent'
    if (reply.kind === 'later') {
      failures++
      given.onWaiting()
      await given.wait(pauseMs(failures, reply.retryAfterMs, given.chance()))
    } else if (reply.problem === 'answers-differ' && differences < roundsOfDifference) {
      differences++
      for (const place of reply.places.length > 0 ? reply.places : answers.keys())
        saver.put(place, answers[place] ?? null, written.find((one) => one.place === place)?.text)
    } else {
      return reply.problem === 'response-already-submitted' ? 'sent' : endingOf(reply.problem)
    }
  }
}
