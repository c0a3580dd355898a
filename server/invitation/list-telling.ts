import { listTelling } from '#api/invitation.ts'
import { listTelling as listOpen } from '#database/invitation.ts'
import { handle } from '../http/handle.ts'

export const answerListTelling = handle(listTelling, async ({ tx, today }) => [...(await listOpen(tx, today))])
