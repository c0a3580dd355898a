import { checkBankTranslation } from '#api/bank.ts'
import { lockOpenEdition, saveBankItem } from '#database/bank.ts'
import { checkTranslation } from '#domain/questionnaire/bank-life.ts'
import { handle } from '../http/handle.ts'
import { Problem } from '../problem.ts'
import { orRefuse, recordStep } from './question.ts'

export const answerCheckBankTranslation = handle(checkBankTranslation, async ({ actor, tx, params, body, now, newId, note }) => {
  const item = await lockOpenEdition(tx, params.code)
  if (!item) throw new Problem('not-found')
  const at = now.toISOString()

  const checked = orRefuse(checkTranslation(item, params.language, { byId: actor.accountId, at, note: body.note }))
  if (item.revision !== body.revision) throw new Problem('bank-changed-since')

  note(`bank-items:${params.code}`)
  await saveBankItem(tx, checked)
  await recordStep(tx, checked, actor, { id: newId(), step: 'checked', at, comment: `${params.language}: ${body.note}`.replace(/: $/, '') })
  return { revision: checked.revision }
})
