import { returnBankItem } from '#api/bank.ts'
import { lockOpenEdition, saveBankItem } from '#database/bank.ts'
import { returnItem } from '#domain/questionnaire/bank-life.ts'
import { handle } from '../http/handle.ts'
import { Problem } from '../problem.ts'
import { orRefuse, recordStep } from './question.ts'

export const answerReturnBankItem = handle(returnBankItem, async ({ actor, tx, params, body, now, newId, note }) => {
  const item = await lockOpenEdition(tx, params.code)
  if (!item) throw new Problem('not-found')
  const at = now.toISOString()

  const returned = orRefuse(returnItem(item, at))

  note(`bank-items:${params.code}`)
  await saveBankItem(tx, returned)
  await recordStep(tx, returned, actor, { id: newId(), step: 'returned', at, comment: body.comment })
})
