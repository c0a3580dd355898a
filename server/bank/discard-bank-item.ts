import { discardBankItem } from '#api/bank.ts'
import { deleteBankDraft, lockOpenEdition } from '#database/bank.ts'
import { handle } from '../http/handle.ts'
import { Problem } from '../problem.ts'

export const answerDiscardBankItem = handle(discardBankItem, async ({ tx, params, note }) => {
  const item = await lockOpenEdition(tx, params.code)
  if (!item) throw new Problem('not-found')
  if (item.state !== 'draft') throw new Problem('bank-not-draft')

  note(`bank-items:${params.code}`)
  await deleteBankDraft(tx, item.id)
})
