import { listNews } from '#api/network.ts'
import { listNews as findAll } from '#database/network.ts'
import { handle } from '../http/handle.ts'

export const answerListNews = handle(listNews, ({ tx }) => findAll(tx, { withDrafts: false }))
