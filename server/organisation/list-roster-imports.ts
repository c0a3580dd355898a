import { listRosterImports as latestRosterImports } from '#api/organisation.ts'
import { listRosterImports } from '#database/roster.ts'
import { handle } from '../http/handle.ts'
import { rosterView } from './roster-view.ts'

const mostImports = 20

export const answerListRosterImports = handle(latestRosterImports, async ({ actor, tx }) =>
  (await listRosterImports(tx, mostImports)).map((row) => rosterView(row, actor.accountId)),
)
