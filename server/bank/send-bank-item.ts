import { sendBankItem } from '#api/bank.ts'
import { lockOpenEdition, saveBankItem } from '#database/bank.ts'
import { sendItem } from '#domain/questionnaire/bank-life.ts'
import { checkBankItem, isHeldBack } from '#domain/questionnaire/gate.ts'
import { handle } from '../http/handle.ts'
import { Problem } from '../problem.ts'
import { orRefuse, recordStep } from './question.ts'

export const answerSendBankItem = handle(sendBankItem, async ({ actor, tx, params, now, newId, note }) => {
  const item = await lockOpenEdition(tx, params.code)
  if (!item) throw new Problem('not-found')
  const at = now.toISOString()

  const sent = orRefuse(sendItem(item, isHeldBack(checkBankItem(item)), at))

  note(`bank-items:${params.code}`)
  await saveBankItem(tx, sent)
  await recordStep(tx, sent, actor, { id: newId(), step: 'sent', at })
})
