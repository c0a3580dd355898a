import { draftBankItem } from '#api/bank.ts'
import { insertBankItem } from '#database/bank.ts'
import { bankCode } from '#domain/questionnaire/bank.ts'
import { beginItem } from '#domain/questionnaire/bank-life.ts'
import { refuseCpr } from '#domain/network/no-child.ts'
import { handle } from '../http/handle.ts'
import { Problem } from '../problem.ts'
import { recordStep } from './question.ts'

export const answerDraftBankItem = handle(draftBankItem, async ({ actor, tx, body, newId, now, note }) => {
  const refusal = refuseCpr(body.question)
  if (refusal) throw new Problem(refusal)
  const id = newId()
  const at = now.toISOString()
  const code = bankCode(actor.municipalityId, body.question, id.slice(0, 4))
  const item = beginItem({ id, municipalityId: actor.municipalityId, authorId: actor.accountId, at }, { ...body, code })

  note(`bank-items:${code}`)
  await insertBankItem(tx, item)
  await recordStep(tx, item, actor, { id: newId(), step: 'begun', at })
  return { code }
})
