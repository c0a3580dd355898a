import { listSamples } from '#api/audit.ts'
import { listSampleItems, listSamples as listAll } from '#database/audit-sample.ts'
import { handle } from '../http/handle.ts'
import { namesOfActors } from './people.ts'
import { findDue, sampleView } from './sample.ts'

export const answerListSamples = handle(listSamples, async ({ tx, house, today }) => {
  const samples = await listAll(tx)
  const items = await listSampleItems(
    tx,
    samples.map(({ id }) => id),
  )
  const due = await findDue(tx, samples, today)
  const nameOf = await namesOfActors(
    tx,
    house,
    samples.flatMap(({ drawnBy, closedBy }) => [drawnBy, closedBy]),
  )

  return {
    samples: samples.map((sample) => sampleView(sample, items, nameOf)),
    due: due ? { on: due.dueOn, state: due.state } : null,
  }
})
