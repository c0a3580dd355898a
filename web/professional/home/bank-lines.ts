/** Questions of the bank that wait for somebody else than their author. */
import type { Me } from '#api/session.ts'
import { may } from '#domain/access/policy.ts'
import { useWords } from '../language.tsx'
import { useRead } from '../server-state.ts'
import { addresses } from '../shell/navigation.ts'
import type { Line } from './frame.tsx'

export function useBankLines(me: Me): readonly Line[] {
  const { t, moment, language } = useWords()
  const found = useRead('searchBank', { query: { state: 'inReview', whose: 'own' } }, { isEnabled: may(me, 'bank.review') })
  return (found.data?.cards ?? [])
    .filter(({ isAuthor }) => !isAuthor)
    .map(({ code, question, changedAt }) => ({
      key: code,
      title: t('home.bank', { question: question[language] || question.da }),
      detail: changedAt === null ? '' : t('home.bank.text', { date: moment(changedAt) }),
      href: `${addresses.bank}/spoergsmaal/${code}`,
      action: t('home.bank.action'),
    }))
}
