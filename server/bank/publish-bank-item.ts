import { publishBankItem } from '#api/bank.ts'
import { lockOpenEdition, lockPublishedEdition, saveBankItem } from '#database/bank.ts'
import { publishItem, retireItem } from '#domain/questionnaire/bank-life.ts'
import { checkBankItem, isHeldBack } from '#domain/questionnaire/gate.ts'
import { handle } from '../http/handle.ts'
import { Problem } from '../problem.ts'
import { orRefuse, recordStep, reviewerOf } from './question.ts'

export const answerPublishBankItem = handle(publishBankItem, async ({ actor, tx, params, body, now, newId, note }) => {
  const item = await lockOpenEdition(tx, params.code)
  if (!item) throw new Problem('not-found')
  const at = now.toISOString()
  const reviewer = await reviewerOf(tx, item, actor)
  const earlier = await lockPublishedEdition(tx, item.code)
  const replaced = item.item.replaces === undefined ? undefined : await lockPublishedEdition(tx, item.item.replaces)

  if (actor.role === 'expertReviewer' && body.interests === '') throw new Problem('bank-interests-missing')
  const published = orRefuse(publishItem(item, reviewer, isHeldBack(checkBankItem(item)), at))
  // What is approved is what was read.
  if (item.revision !== body.revision) throw new Problem('bank-changed-since')
  const retired = [earlier, replaced].filter((one) => one !== undefined).map((one) => orRefuse(retireItem(one, at)))

  note(`bank-items:${params.code}`)
  // One published edition at a time: the old one goes first.
  for (const one of retired) {
    await saveBankItem(tx, one)
    await recordStep(tx, one, actor, { id: newId(), step: 'retired', at })
  }
  await saveBankItem(tx, published)
  await recordStep(tx, published, actor, { id: newId(), step: 'published', at, comment: body.comment, interests: body.interests })
})
