import { getInformation } from '#api/information.ts'
import { findInformation } from '#database/information.ts'
import { handle } from '../http/handle.ts'

export const answerGetInformation = handle(getInformation, async ({ tx }) => (await findInformation(tx)) ?? null)
