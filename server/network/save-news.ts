import { saveNews } from '#api/network.ts'
import { saveNews as store } from '#database/network.ts'
import { refuseCpr } from '#domain/network/no-child.ts'
import { handle } from '../http/handle.ts'
import { Problem } from '../problem.ts'

export const answerSaveNews = handle(saveNews, async ({ tx, params, body, now }) => {
  const refusal = refuseCpr(...Object.values(body.texts).flatMap((text) => (text ? [text.title, text.body] : [])))
  if (refusal) throw new Problem(refusal)

  await store(tx, { ...body, id: params.id }, now)
})
