import { deleteNews } from '#api/network.ts'
import { deleteNews as remove } from '#database/network.ts'
import { handle } from '../http/handle.ts'

export const answerDeleteNews = handle(deleteNews, async ({ tx, params }) => {
  await remove(tx, params.id)
})
