import { listNewsToEdit } from '#api/network.ts'
import { listNews } from '#database/network.ts'
import { handle } from '../http/handle.ts'

export const answerListNewsToEdit = handle(listNewsToEdit, ({ tx }) => listNews(tx, { withDrafts: true }))
