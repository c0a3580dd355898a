import { type BankEntry, listBankItems } from '#api/bank.ts'
import { listBankItems as listEditions } from '#database/bank.ts'
import { listQuestionnaires } from '#database/questionnaire.ts'
import { type BankItem, askedItems, itemTextOf } from '#domain/questionnaire/bank.ts'
import { replacedCodes } from '#domain/questionnaire/bank-list.ts'
import { respondentLanguages } from '#domain/text/text.ts'
import { handle } from '../http/handle.ts'

export const answerListBankItems = handle(listBankItems, async ({ actor, tx, query }) => {
  const asked = askedItems(await listQuestionnaires(tx))
  const editions = await listEditions(tx)
  const written = editions.filter(({ state }) => state === 'published')
  const codes = new Set(written.map(({ code }) => code))
  const replaced = replacedCodes(asked, editions)
  const shown = (one: Pick<BankEntry, 'code' | 'municipalityId'>) => ({
    isOwn: one.municipalityId === actor.municipalityId,
    replacedBy: replaced.get(one.code) ?? null,
  })
  const entries: readonly Entry[] = [
    ...written.map((item) => ({
      ...item,
      ...shown(item),
      source: 'bank' as const,
      texts: wordsOf(item),
      usedIn: asked.find(({ code }) => code === item.code)?.usedIn ?? [],
    })),
    ...(query.source === 'bank' ? [] : asked.filter(({ code }) => !codes.has(code))).map((one) => ({
      ...one,
      ...shown(one),
      source: 'questionnaire' as const,
      edition: 1,
      texts: one.texts as BankEntry['texts'],
    })),
  ]
  return entries.filter(({ respondents }) => query.respondent === undefined || respondents.includes(query.respondent))
})

type Entry = Readonly<Omit<BankEntry, 'respondents' | 'grades' | 'item' | 'usedIn'>> &
  Pick<BankItem, 'respondents' | 'grades' | 'item'> & { readonly usedIn: ReturnType<typeof askedItems>[number]['usedIn'] }

/** What the gate has let through is whole in Danish and English; the others where somebody has written all of it. */
function wordsOf({ item, texts }: BankItem): BankEntry['texts'] {
  const words = respondentLanguages.flatMap((language) => {
    const text = itemTextOf(item, texts[language])
    return text ? [[language, text]] : []
  })
  return Object.fromEntries(words) as BankEntry['texts']
}
