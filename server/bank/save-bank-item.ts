import { saveBankItem } from '#api/bank.ts'
import { lockOpenEdition, saveBankItem as save } from '#database/bank.ts'
import { refuseCpr } from '#domain/network/no-child.ts'
import { saveContent } from '#domain/questionnaire/bank-life.ts'
import { handle } from '../http/handle.ts'
import { Problem } from '../problem.ts'
import { orRefuse } from './question.ts'

export const answerSaveBankItem = handle(saveBankItem, async ({ actor, tx, params, body, now, note }) => {
  const refusal = refuseCpr(
    ...Object.values(body.content.texts).flatMap(({ options, ...words }) => Object.values({ ...options, ...words })),
  )
  if (refusal) throw new Problem(refusal)
  const item = await lockOpenEdition(tx, params.code)
  if (!item) throw new Problem('not-found')

  const saved = orRefuse(saveContent(item, { ...body, byId: actor.accountId, at: now.toISOString() }))

  note(`bank-items:${params.code}`)
  await save(tx, saved)
  return { revision: saved.revision }
})
