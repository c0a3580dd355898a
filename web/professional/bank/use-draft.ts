/** A question while it is written and translated. It saves itself, and takes in what others write of it in other fields. */
import { useQueryClient } from '@tanstack/react-query'
import { useEffect, useMemo } from 'react'
import type { BankEdition, BankItemView } from '#api/bank.ts'
import { type BankContent, type BankItem, fieldsOf, translatedLanguages, wordsAt } from '#domain/questionnaire/bank.ts'
import { followTranslations } from '#domain/questionnaire/bank-life.ts'
import { bankFields, mergeBankFields, withBankFields } from '#domain/questionnaire/merge-bank.ts'
import type { RespondentLanguage } from '#domain/text/text.ts'
import { api, ProblemError } from '../../client.ts'
import type { Desk, Kept } from '../shell/keep-draft.ts'
import { isPassing, type SavedDraft, useSavedDraft } from '../shell/use-saved-draft.ts'

/** The words, and what is known of their translations as they change. */
type Question = { readonly content: BankContent; readonly translations: BankItem['translations'] }

export type Draft = Omit<SavedDraft<Question>, 'value' | 'change'> &
  Question & {
    readonly change: (content: BankContent) => void
    /** Says that a translation holds. */
    readonly check: (language: Exclude<RespondentLanguage, 'da'>, note: string) => Promise<void>
  }

export function useDraft(code: string, edition: BankEdition): Draft {
  const client = useQueryClient()
  const desk: Desk<Question> = {
    fieldsOf: ({ content }) => bankFields(content),
    withFields: (before, fields) => written(before, withBankFields(before.content, fields)),
    merge: mergeBankFields,
    async save({ from, to }) {
      const content = structuredClone(to.content) as BankEdition['content']
      const { revision } = await api.saveBankItem({ params: { code }, body: { revision: from.revision, content } })
      client.setQueryData<BankItemView>(['getBankItem', { params: { code } }], (view) => {
        const [newest, ...earlier] = view?.editions ?? []
        return view && newest && { ...view, editions: [{ ...newest, content, revision }, ...earlier] }
      })
      return { value: to, revision }
    },
    async read() {
      const [newest] = (await api.getBankItem({ params: { code } })).editions
      return keptOf(newest ?? edition)
    },
    isChangedSince: (refusal) => refusal instanceof ProblemError && refusal.problem === 'bank-changed-since',
    isPassing,
  }
  const kept = useMemo(() => keptOf(edition), [edition])
  const draft = useSavedDraft(`bank ${code} ${edition.edition}`, desk, kept)
  const { value, change, flush, revision, receive } = draft

  // Lists tell of it as it is when it is left.
  useEffect(
    () => () => {
      void flush().then(() => client.invalidateQueries())
    },
    [client, flush],
  )

  return {
    ...draft,
    ...value,
    change: (content) => change(written(value, content)),
    async check(language, note) {
      if (!(await flush())) return
      const answered = await api.checkBankTranslation({ params: { code, language }, body: { revision: revision(), note } })
      const { item, texts } = value.content
      const from = Object.fromEntries(fieldsOf(item).map((field) => [field, wordsAt(texts.da, field)]))
      const translations = { ...value.translations, [language]: { from, writtenBy: null, check: checked } }
      receive({ value: { content: value.content, translations }, revision: answered.revision })
      await client.invalidateQueries()
    },
  }
}

function keptOf(edition: BankEdition): Kept<Question> {
  return { value: { content: edition.content, translations: translationsKnown(edition) }, revision: edition.revision }
}

function written({ content, translations }: Question, next: BankContent): Question {
  return { content: next, translations: followTranslations({ ...content, translations }, next, 'me') }
}

/** That there is a check is all the screen needs to know; who made it stands in the history. */
const checked = { byId: '', at: '', note: '' }

/** What the server has told of the translations, as the domain keeps it. */
export function translationsKnown({ content, outdated, translations }: BankEdition): BankItem['translations'] {
  return Object.fromEntries(
    translatedLanguages.map((language) => {
      const from = Object.fromEntries(
        fieldsOf(content.item).flatMap((field) =>
          wordsAt(content.texts[language], field).trim() === ''
            ? []
            : [[field, outdated[language][field] ?? wordsAt(content.texts.da, field)]],
        ),
      )
      return [language, { from, writtenBy: null, check: translations[language] === 'checked' ? checked : null }]
    }),
  )
}
