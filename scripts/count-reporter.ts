/** A reporter for `node --test` that writes one line: how many tests passed, failed and were skipped. */
import type { TestEvent } from 'node:test/reporters'

// oxlint-disable-next-line import/no-default-export -- Node looks for a reporter there
export default async function* countReporter(events: AsyncIterable<TestEvent>): AsyncGenerator<string> {
  for await (const event of events) {
    // The summary of one file names it; the one of the whole run does not.
    if (event.type !== 'test:summary' || event.data.file !== undefined) continue
    const { tests, passed, skipped, todo } = event.data.counts
    yield `${JSON.stringify({ passed, failed: tests - passed - skipped - todo, skipped: skipped + todo })}\n`
  }
}
