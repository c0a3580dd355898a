/** One question. A draft is written here, in review it is judged, published it is read; its parts share what is typed. */
import type { BankEdition, BankItemView } from '#api/bank.ts'
import type { Me } from '#api/session.ts'
import { may } from '#domain/access/policy.ts'
import { useWords } from '../language.tsx'
import { useAct, useRead } from '../server-state.ts'
import { LoadedPage, MissingPage } from '../shell/loaded.tsx'
import { partAt, type Part } from './bank-address.ts'
import { Comments } from './comments.tsx'
import { DraftQuestion } from './draft-question.tsx'
import { History } from './history.tsx'
import { PublishedQuestion } from './published-question.tsx'
import { QuestionFrame } from './question-frame.tsx'
import { ReviewQuestion } from './review-question.tsx'
import { TranslationTable } from './translation-table.tsx'

type ItemPageProps = {
  readonly me: Me
  readonly code: string
  /** What the address ends in after the code: which part of the question. */
  readonly ending?: string | undefined
}

export function ItemPage({ me, code, ending }: ItemPageProps) {
  const part = partAt(ending)
  const found = useRead('getBankItem', { params: { code } })
  return (
    <LoadedPage query={found}>
      {(view) => {
        const [newest] = view.editions
        if (!newest) return <MissingPage />
        if (newest.state === 'draft' && view.mayWrite)
          return (
            <DraftQuestion
              key={`${code} ${newest.edition}`}
              view={view}
              edition={newest}
              part={part}
              isOfAssociation={me.role === 'secretariat'}
            />
          )
        return <ReadQuestion me={me} view={view} edition={newest} part={part} />
      }}
    </LoadedPage>
  )
}

type ReadProps = { readonly me: Me; readonly view: BankItemView; readonly edition: BankEdition; readonly part: Part }

function ReadQuestion({ me, view, edition, part }: ReadProps) {
  const { t, language } = useWords()
  const check = useAct('checkBankTranslation')
  const mayCheck = view.isOwn && edition.state === 'inReview' && may(me, 'bank.review')
  const { da, en } = edition.content.texts
  const title = (language === 'en' && en.question) || da.question || t('bank.untitled')
  if (part === 'question')
    return edition.state === 'inReview' ? (
      <ReviewQuestion me={me} view={view} edition={edition} title={title} />
    ) : (
      <PublishedQuestion view={view} edition={edition} title={title} />
    )
  const lead = view.editions[0]?.changedAt === null ? t('bank.asked.lead') : t(leadOf(edition.state))
  return (
    <QuestionFrame view={view} part={part} title={title} lead={lead}>
      {part === 'translate' && (
        <TranslationTable
          content={edition.content}
          translations={edition.translations}
          outdated={edition.outdated}
          {...(mayCheck
            ? {
                onCheck: async (other, note) => {
                  await check.mutateAsync({ params: { code: view.code, language: other }, body: { revision: edition.revision, note } })
                },
              }
            : {})}
        />
      )}
      {part === 'comments' && <Comments view={view} />}
      {part === 'history' && <History view={view} />}
    </QuestionFrame>
  )
}

function leadOf(state: BankEdition['state']) {
  if (state === 'inReview') return 'bank.review.waiting'
  if (state === 'retired') return 'bank.retired.lead'
  return state === 'draft' ? 'bank.write.lead' : 'bank.published.lead'
}
