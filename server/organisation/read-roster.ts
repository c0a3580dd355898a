import { readRoster } from '#api/organisation.ts'
import { enqueue } from '#database/jobs.ts'
import { insertRosterImport } from '#database/roster.ts'
import { handle } from '../http/handle.ts'
import { Problem } from '../problem.ts'
import { rosterFormat } from './roster-format.ts'

export const answerReadRoster = handle(readRoster, async ({ actor, tx, body, house, now, newId, note }) => {
  // What the file is, and what is wrong with it, is said with the import; only nothing at all is refused here.
  if (!(body instanceof Uint8Array) || rosterFormat(body) === 'file-empty') throw new Problem('roster-unreadable')

  const id = newId()
  await insertRosterImport(tx, house.keyring, { id, createdBy: actor.accountId, createdAt: now, file: body })
  await enqueue(tx, 'read-roster', { municipalityId: tx.municipalityId, importId: id }, `read-roster:${id}`)
  note(`roster-imports:${id}`)
  return { id }
})
