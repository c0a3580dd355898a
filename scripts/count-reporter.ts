/** A reporter for `node --test` that writes one line: how many tests passed, failed and were skipped, and what the time went on. */
import type { TestEvent } from 'node:test/reporters'

export type Counted = {
  readonly passed: number
  readonly failed: number
  readonly skipped: number
  /** Milliseconds by file, of its tests alone, as the clock has them; what is left stands under a name of its own. */
  readonly took: Readonly<Record<string, number>>
}

/** Where files share a process, all their hooks at the top come before the first test, and nobody tells whose took how long. */
const outside = 'reading in, and hooks'

// oxlint-disable-next-line import/no-default-export -- Node looks for a reporter there
export default async function* countReporter(events: AsyncIterable<TestEvent>): AsyncGenerator<string> {
  const took: Record<string, number> = { [outside]: 0 }
  const add = (name: string, ms: number) => (took[name] = (took[name] ?? 0) + ms)
  for await (const event of events) {
    if ((event.type === 'test:pass' || event.type === 'test:fail') && event.data.nesting === 0) {
      add(event.data.file ?? outside, event.data.details.duration_ms)
      add(outside, -event.data.details.duration_ms)
    }
    // The summary of one file names it; the one of the whole run does not.
    if (event.type !== 'test:summary' || event.data.file !== undefined) continue
    const { tests, passed, skipped, todo } = event.data.counts
    add(outside, event.data.duration_ms)
    const counted: Counted = { passed, failed: tests - passed - skipped - todo, skipped: skipped + todo, took }
    yield `${JSON.stringify(counted)}\n`
  }
}
