import { reviseBankItem } from '#api/bank.ts'
import { insertBankItem } from '#database/bank.ts'
import { bankCode, ownerOf } from '#domain/questionnaire/bank.ts'
import { beginChange } from '#domain/questionnaire/bank-life.ts'
import { handle } from '../http/handle.ts'
import { Problem } from '../problem.ts'
import { findQuestion, publishedOf, recordStep } from './question.ts'

export const answerReviseBankItem = handle(reviseBankItem, async ({ actor, tx, params, body, newId, now, note }) => {
  const question = await findQuestion(tx, params.code)
  if (!question) throw new Problem('not-found')
  if (ownerOf(params.code) !== actor.municipalityId) throw new Problem('not-allowed')
  const published = publishedOf(question)
  if (!published) throw new Problem('bank-not-published')
  if (question.replacedBy !== null) throw new Problem('bank-replaced')

  const id = newId()
  const at = now.toISOString()
  const code = body.origin === 'edition' ? params.code : bankCode(actor.municipalityId, published.texts.da.question, id.slice(0, 4))
  // The newest edition counts, published or not, so that no number is given twice.
  const edition = Math.max(published.edition, ...question.editions.map((one) => one.edition))
  const item = beginChange(
    { id, municipalityId: actor.municipalityId, authorId: actor.accountId, at },
    { ...published, edition },
    { origin: body.origin, code, changeNote: body.changeNote },
  )

  note(`bank-items:${code}`)
  await insertBankItem(tx, item)
  await recordStep(tx, item, actor, { id: newId(), step: 'begun', at, comment: body.changeNote })
  return { code }
})
