import { searchBank } from '#api/bank.ts'
import { countOpenComments, listBankItems } from '#database/bank.ts'
import { listQuestionnaires } from '#database/questionnaire.ts'
import { askedItems } from '#domain/questionnaire/bank.ts'
import { bankLines, findLines, inReadingOrder } from '#domain/questionnaire/bank-list.ts'
import { handle } from '../http/handle.ts'

export const answerSearchBank = handle(searchBank, async ({ actor, tx, query }) => {
  const lines = bankLines(askedItems(await listQuestionnaires(tx)), await listBankItems(tx))
  const open = await countOpenComments(tx)
  const found = inReadingOrder(findLines(lines, query, actor.municipalityId))
  return {
    total: lines.length,
    cards: found.map((line) => ({
      code: line.code,
      isOwn: line.municipalityId === actor.municipalityId,
      isAuthor: line.authorId === actor.accountId,
      source: line.source,
      state: line.state,
      isPublished: line.isPublished,
      edition: line.edition,
      respondents: line.respondents,
      grades: line.grades,
      theme: line.item.theme,
      kind: line.item.kind,
      isCore: line.item.isCore,
      question: { da: line.texts.da.question, en: line.texts.en.question },
      translations: line.translations,
      usedIn: line.usedIn.length,
      openComments: (line.id !== null && open.get(line.id)) || 0,
      replacedBy: line.replacedBy,
      changedAt: line.changedAt,
    })),
  }
})
