/**
 * A draft that saves itself. What is typed is kept here until the server has it; if somebody else has saved in the meantime, nothing
 * is written over and nothing is thrown away: both are shown, and the author chooses.
 */
import { useQueryClient } from '@tanstack/react-query'
import { useCallback, useEffect, useRef, useState } from 'react'
import type { BankEdition, BankItemView } from '#api/bank.ts'
import { type BankContent, type BankItem, fieldsOf, translatedLanguages, wordsAt } from '#domain/questionnaire/bank.ts'
import { followTranslations } from '#domain/questionnaire/bank-life.ts'
import type { RespondentLanguage } from '#domain/text/text.ts'
import { api, ProblemError } from '../../client.ts'

const saveAfterMs = 700
const tryAgainAfterMs = 4_000

export type Draft = {
  readonly content: BankContent
  readonly translations: BankItem['translations']
  readonly mark: 'saved' | 'unsaved' | 'saving'
  readonly error: Error | null
  /** What somebody else has saved, while it waits for the author to choose. */
  readonly theirs: BankEdition | null
  readonly change: (content: BankContent) => void
  /** Resolves to whether everything is saved. */
  readonly flush: () => Promise<boolean>
  readonly keepMine: () => void
  readonly takeTheirs: () => void
  /** Says that a translation holds. */
  readonly check: (language: Exclude<RespondentLanguage, 'da'>, note: string) => Promise<void>
}

type Held = {
  revision: number
  saved: BankContent
  latest: BankContent
  running: Promise<boolean> | null
  timer: ReturnType<typeof setTimeout> | undefined
}

export function useDraft(code: string, edition: BankEdition): Draft {
  const client = useQueryClient()
  const key = ['getBankItem', { params: { code } }]
  const [content, setContent] = useState<BankContent>(edition.content)
  const [translations, setTranslations] = useState(() => translationsKnown(edition))
  const [mark, setMark] = useState<Draft['mark']>('saved')
  const [error, setError] = useState<Error | null>(null)
  const [theirs, setTheirs] = useState<BankEdition | null>(null)
  const held = useRef<Held>({ revision: edition.revision, saved: content, latest: content, running: null, timer: undefined })

  const remember = (latest: BankContent, revision: number) =>
    client.setQueryData<BankItemView>(key, (view) => {
      const [newest, ...earlier] = view?.editions ?? []
      if (!view || !newest) return view
      return { ...view, editions: [{ ...newest, content: structuredClone(latest) as BankEdition['content'], revision }, ...earlier] }
    })

  const save = useCallback(async (): Promise<boolean> => {
    const now = held.current
    clearTimeout(now.timer)
    if (now.running) return now.running.then(() => save())
    if (now.latest === now.saved) return true
    const sent = now.latest
    setMark('saving')
    now.running = api
      .saveBankItem({ params: { code }, body: { revision: now.revision, content: structuredClone(sent) as BankEdition['content'] } })
      .then(
        ({ revision }) => {
          Object.assign(now, { revision, saved: sent })
          remember(sent, revision)
          setError(null)
          setMark(now.latest === sent ? 'saved' : 'unsaved')
          return true
        },
        async (refusal: Error) => {
          setMark('unsaved')
          if (refusal instanceof ProblemError && refusal.problem === 'bank-changed-since') {
            const view = await api.getBankItem({ params: { code } })
            setTheirs(view.editions[0] ?? null)
          } else {
            setError(refusal)
            const isPassing = refusal instanceof ProblemError && (refusal.problem === 'offline' || refusal.problem === 'too-busy')
            if (isPassing) now.timer = setTimeout(() => void save(), tryAgainAfterMs)
          }
          return false
        },
      )
      .finally(() => {
        now.running = null
      })
    const isSaved = await now.running
    return isSaved && now.latest !== now.saved ? save() : isSaved
  }, [code])

  const change = (next: BankContent) => {
    const now = held.current
    setTranslations((before) => followTranslations({ ...now.latest, translations: before }, next, 'me'))
    now.latest = next
    setContent(next)
    setMark('unsaved')
    clearTimeout(now.timer)
    if (!theirs) now.timer = setTimeout(() => void save(), saveAfterMs)
  }

  // Leaving the page saves what is left; closing the window asks first.
  useEffect(() => {
    const now = held.current
    const ask = (event: BeforeUnloadEvent) => {
      if (now.latest !== now.saved) event.preventDefault()
    }
    addEventListener('beforeunload', ask)
    return () => {
      removeEventListener('beforeunload', ask)
      const isLeft = now.latest !== now.saved
      void save().then(() => {
        if (isLeft) void client.invalidateQueries()
      })
    }
  }, [client, save])

  return {
    content,
    translations,
    mark,
    error,
    theirs,
    change,
    flush: save,
    keepMine() {
      if (!theirs) return
      held.current.revision = theirs.revision
      setTheirs(null)
      void save()
    },
    takeTheirs() {
      if (!theirs) return
      Object.assign(held.current, { revision: theirs.revision, saved: theirs.content, latest: theirs.content })
      setContent(theirs.content)
      setTranslations(translationsKnown(theirs))
      setTheirs(null)
      setMark('saved')
    },
    async check(language, note) {
      if (!(await save())) return
      const { revision } = await api.checkBankTranslation({ params: { code, language }, body: { revision: held.current.revision, note } })
      held.current.revision = revision
      const { item, texts } = held.current.latest
      const from = Object.fromEntries(fieldsOf(item).map((field) => [field, wordsAt(texts.da, field)]))
      setTranslations((before) => ({ ...before, [language]: { from, writtenBy: null, check: checked } }))
      await client.invalidateQueries()
    },
  }
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
