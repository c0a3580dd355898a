import { retireBankItem } from '#api/bank.ts'
import { lockPublishedEdition, saveBankItem } from '#database/bank.ts'
import { retireItem } from '#domain/questionnaire/bank-life.ts'
import { handle } from '../http/handle.ts'
import { Problem } from '../problem.ts'
import { orRefuse, recordStep } from './question.ts'

export const answerRetireBankItem = handle(retireBankItem, async ({ actor, tx, params, body, now, newId, note }) => {
  const item = await lockPublishedEdition(tx, params.code)
  if (!item) throw new Problem('not-found')
  const at = now.toISOString()

  const retired = orRefuse(retireItem(item, at))

  note(`bank-items:${params.code}`)
  await saveBankItem(tx, retired)
  await recordStep(tx, retired, actor, { id: newId(), step: 'retired', at, comment: body.comment })
})
