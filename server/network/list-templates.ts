import { listTemplates } from '#api/network.ts'
import { handle } from '../http/handle.ts'
import { templates } from './templates.ts'

export const answerListTemplates = handle(listTemplates, async () => templates())
