import { getBankItem } from '#api/bank.ts'
import { handle } from '../http/handle.ts'
import { Problem } from '../problem.ts'
import { findQuestion, questionView } from './question.ts'

export const answerGetBankItem = handle(getBankItem, async ({ actor, tx, params }) => {
  const question = await findQuestion(tx, params.code)
  if (!question) throw new Problem('not-found')
  return questionView(tx, question, actor)
})
